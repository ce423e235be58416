//! `--compat`, `--on-drift` and `--leave-out`: which contract counts, and what is done where the source is another one.

use clap::{Args, ValueEnum};
use typeferry::contracts::{CONTRACTS, ContractVersion};

/// Why a table or column of a command line's is not exported.
const LEFT_OUT: &str = "left out by --leave-out";

/// Which contract, and what if the source differs from it.
#[derive(Debug, Args)]
pub(crate) struct CompatArgs {
    /// The contract that the source is held against: the number of one (`typeferry contract list`), or `auto` for the one
    /// that fits
    #[arg(long, value_name = "VERSION|auto", default_value = "auto", value_parser = parse)]
    pub(crate) compat: Compat,
    /// What to do where the endpoint differs from the contract in a way that would lose rows or columns
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = OnDrift::Fail, conflicts_with = "database_url")]
    pub(crate) on_drift: OnDrift,
    /// A table (`schema.table`) or column (`schema.table.column`) that is not read; may be repeated
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) leave_out: Vec<String>,
}

/// `--compat`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Compat {
    Auto,
    Version(&'static ContractVersion),
}

/// `--on-drift`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnDrift {
    /// Read nothing, list what differs, and end with 3
    Fail,
    /// Read everything that the endpoint has, typed by what it says of itself today
    Adapt,
}

impl CompatArgs {
    /// The contracts that may count: the first to be held against a source, and those after it.
    pub(crate) fn candidates(&self) -> (&'static ContractVersion, &'static [ContractVersion]) {
        match self.compat {
            Compat::Auto => (ContractVersion::first(), &CONTRACTS[1..]),
            Compat::Version(version) => (version, &[]),
        }
    }

    /// What is left out beside what a contract leaves out, and why.
    pub(crate) fn left_out(&self) -> (&[String], &'static str) {
        (&self.leave_out, LEFT_OUT)
    }
}

impl Compat {
    /// The version; the first where it is to be found out.
    pub(crate) fn or_first(self) -> &'static ContractVersion {
        match self {
            Self::Auto => ContractVersion::first(),
            Self::Version(version) => version,
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
    let found = CONTRACTS.iter().find(|version| version.number.to_string() == text);
    found.map(Compat::Version).ok_or_else(|| {
        let known: Vec<_> = CONTRACTS.iter().map(|version| version.number.to_string()).collect();
        format!("no such contract; there is: {}, auto", known.join(", "))
    })
}
