//! `--compat`, `--contract`, `--on-drift`, `--accept-missing`, `--strict` and `--leave-out`: which contract counts, and
//! what is done where the source is another one.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use typeferry::contracts::{ApiContract, BUILT_IN, BuiltIn, FolderError};
use typeferry_introspection::DriftError;

/// Why a table or column of a command line's is not exported.
const LEFT_OUT: &str = "left out by --leave-out";

/// Which contract, and what if the source differs from it.
#[derive(Debug, Args)]
pub(crate) struct CompatArgs {
    /// The contract that the source is held against: the number of one (`typeferry contract list`), or `auto` for the one
    /// that fits
    #[arg(long, value_name = "VERSION|auto", default_value = "auto", value_parser = parse)]
    pub(crate) compat: Compat,
    /// The folder of a contract (schema.graphql, typeferry.toml and queries/) that rows are exported by, rather than one that
    /// the program has inside: the tables of its PostgreSQL schemas, and no others
    #[arg(long, value_name = "DIR", conflicts_with = "compat")]
    contract: Option<PathBuf>,
    /// What to do where the endpoint differs from the contract in a way that would lose rows or columns
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = OnDrift::Auto, conflicts_with = "database_url")]
    pub(crate) on_drift: OnDrift,
    /// A table (`schema.table`, `schema.*`) or column (`schema.table.column`) of the contract that the endpoint may lack:
    /// what a token may not read looks like what is gone; may be repeated
    #[arg(long, value_name = "NAME", value_delimiter = ',', conflicts_with = "database_url")]
    pub(crate) accept_missing: Vec<String>,
    /// Refuse a table from which no way leads to its tenant, rather than leave it out and name it
    #[arg(long)]
    pub(crate) strict: bool,
    /// Leave out the columns whose default is the current time, such as `created_at`: deployed, they have the time of that
    #[arg(long)]
    pub(crate) omit_defaulted_timestamps: bool,
    /// A table (`schema.table`) or column (`schema.table.column`) that is not read; may be repeated
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) leave_out: Vec<String>,
}

/// `--compat`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Compat {
    Auto,
    BuiltIn(&'static BuiltIn),
}

/// `--on-drift`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnDrift {
    /// Read everything that the endpoint has, by what it says of itself today; refuse where it lacks something that the
    /// contract has and --accept-missing does not name
    Auto,
    /// Read nothing, list what differs, and end with 3
    Fail,
    /// As `auto`, whatever the endpoint lacks
    Adapt,
}

impl OnDrift {
    /// Whether the contract is read where the endpoint does not tell what it has: not where its answers make no schema,
    /// since those may be of another one.
    pub(crate) fn goes_on_untold(self, error: &DriftError) -> bool {
        match self {
            Self::Adapt => false,
            Self::Auto => error.is_untold() && !matches!(error, DriftError::NoSchema { .. }),
            Self::Fail => error.is_untold(),
        }
    }
}

impl CompatArgs {
    /// The contracts that may count: the first to be held against a source, and those after it.
    ///
    /// # Errors
    /// The folder that was named is not that of a contract, or does not check.
    pub(crate) fn candidates(&self) -> Result<(ApiContract, Vec<ApiContract>), FolderError> {
        match (&self.contract, self.compat) {
            (Some(dir), _) => Ok((ApiContract::of_folder(dir)?, Vec::new())),
            (None, Compat::Auto) => Ok((ApiContract::latest(), BUILT_IN[1..].iter().map(BuiltIn::contract).collect())),
            (None, Compat::BuiltIn(built_in)) => Ok((built_in.contract(), Vec::new())),
        }
    }

    /// Whether the endpoint may lack a table or a column.
    pub(crate) fn accepts(&self, name: &str) -> bool {
        self.accept_missing.iter().any(|pattern| Self::covers(pattern, name))
    }

    /// Whether a pattern (`schema.table.column`, `schema.table`, `schema.*`) is a name, or one that it is part of.
    pub(crate) fn covers(pattern: &str, name: &str) -> bool {
        let prefix = pattern.strip_suffix(".*").unwrap_or(pattern);
        name.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// What is left out beside what a contract leaves out, and why.
    pub(crate) fn left_out(&self) -> (&[String], &'static str) {
        (&self.leave_out, LEFT_OUT)
    }
}

impl Compat {
    /// The contract; the latest where it is to be found out.
    pub(crate) fn or_latest(self) -> ApiContract {
        match self {
            Self::Auto => ApiContract::latest(),
            Self::BuiltIn(built_in) => built_in.contract(),
        }
    }
}

/// A version by its number.
///
/// # Errors
/// There is none; the error lists those there are.
pub(crate) fn parse(text: &str) -> Result<Compat, String> {
    if text == "auto" {
        return Ok(Compat::Auto);
    }
    let chosen = BUILT_IN.iter().find(|built_in| built_in.number.to_string() == text);
    chosen.map(Compat::BuiltIn).ok_or_else(|| {
        let known: Vec<_> = BUILT_IN.iter().map(|built_in| built_in.number.to_string()).collect();
        format!("no such contract; there is: {}, auto", known.join(", "))
    })
}
