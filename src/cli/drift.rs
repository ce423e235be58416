//! `typeferry drift`: the contract that is compiled in, or a file, against an endpoint or another file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use typeferry_codegen::drift::{self, Difference, OnBuild, OnProgram, Severity};
use typeferry_contract::ContractDir;
use typeferry_introspection::{ComparisonCache, DriftError, Drifted, NoCache, drift};

use super::cache::Cache;
use super::exit::Exit;
use super::flags::AgainstArgs;
use super::output::{self, Format, Output};
use super::profile::Profile;
use super::source::compat::{Compat, parse};

/// `drift`.
#[derive(Debug, Args)]
pub(crate) struct DriftArgs {
    /// The schema to compare, with the typeferry.toml and the documents of its folder; by default the program's own
    /// contract
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    #[command(flatten)]
    against: AgainstArgs,
    /// How the differences are written
    #[arg(long, value_enum, default_value_t = DriftFormat::Text)]
    format: DriftFormat,
    /// Which differences end the command with 3
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = FailOn::Breaking)]
    fail_on: FailOn,
    /// Compare anew, and keep nothing for the next time
    #[arg(long)]
    no_cache: bool,
    /// The contract that is compared, by its number (`typeferry contract list`), where no file is; `auto` is the latest
    #[arg(long, value_name = "VERSION", default_value = "auto", conflicts_with = "schema", value_parser = parse)]
    compat: Compat,
    /// The platform: which headers choose the API
    #[arg(long, value_enum, default_value_t = Profile::Constructive)]
    profile: Profile,
}

/// How differences are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DriftFormat {
    /// For people, by table
    Text,
    /// For programs: one JSON value
    Json,
    /// For a pull request: a table
    Markdown,
    /// For GitHub Actions: annotations
    Github,
}

/// Which differences end the command with 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// What an export that was built before fails at, or writes otherwise than the database has it
    Breaking,
    /// That, and what is new and would be missing from it
    Program,
    /// What stops the build once the schema is pulled
    Build,
    /// Any difference at all
    Any,
    /// None
    None,
}

/// Compares, writes the report, and ends with 3 where there is what was asked for.
pub(crate) fn run(args: DriftArgs) -> Exit {
    let (format, fail_on) = (args.format, args.fail_on);
    match args.compare() {
        Ok(drifted) => {
            drifted.notes.iter().for_each(|note| output::note(note));
            output::lines([&drifted.report(format.into())].into_iter());
            Exit::of_check(drifted.differences.iter().any(|difference| fail_on.names(difference)))
        }
        Err(error) => Output::new(Format::json_if(format == DriftFormat::Json)).failed(&error.into()),
    }
}

impl DriftArgs {
    fn compare(self) -> Result<Drifted, DriftError> {
        let contract = match &self.schema {
            Some(path) => ContractDir::of_schema(path)?,
            None => self.compat.or_latest().texts,
        };
        let cache: &dyn ComparisonCache = if self.no_cache { &NoCache } else { &Cache::of_environment() };
        let headers = self.profile.metadata(&self.against.endpoint.headers, None);
        drift(contract, &self.against.options(headers), cache)
    }
}

impl FailOn {
    /// Whether the difference is one of those that end the command with 3.
    fn names(self, difference: &Difference) -> bool {
        match self {
            Self::Breaking => difference.severity() == Severity::Breaking,
            Self::Program => difference.program() != OnProgram::Nothing,
            Self::Build => difference.build() == OnBuild::Stops,
            Self::Any => true,
            Self::None => false,
        }
    }
}

impl From<DriftFormat> for drift::Format {
    fn from(format: DriftFormat) -> Self {
        match format {
            DriftFormat::Text => Self::Text,
            DriftFormat::Json => Self::Json,
            DriftFormat::Markdown => Self::Markdown,
            DriftFormat::Github => Self::Github,
        }
    }
}
