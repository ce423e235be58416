//! `typeferry drift`: the contract that is compiled in, or a file, against an endpoint or another file. The work is the
//! contract crate's; the contract and the words are here.

use std::process::ExitCode;

use clap::Args;
use typeferry_contract::{DriftArgs, DriftFormat};

use super::failure::Failure;
use super::output::{self, Format, Output};
use super::profile::Profile;
use super::source::compat::{Compat, parse};

/// `drift`.
#[derive(Debug, Args)]
pub(crate) struct Drift {
    #[command(flatten)]
    args: DriftArgs,
    /// The contract that is compared, by its number (`typeferry contract list`), where no file is; `auto` is the latest
    #[arg(long, value_name = "VERSION", default_value = "auto", conflicts_with = "schema", value_parser = parse)]
    compat: Compat,
    /// The platform: which headers choose the API
    #[arg(long, value_enum, default_value_t = Profile::Constructive)]
    profile: Profile,
}

/// Compares, writes the report, and ends with 3 where there is what was asked for.
pub(crate) fn run(drift: &Drift) -> ExitCode {
    let headers = drift.profile.metadata(&drift.args.endpoint.headers, None);
    match drift.args.run(Some(drift.compat.or_latest().texts()), headers) {
        Ok(outcome) => {
            outcome.notes.iter().for_each(|note| output::note(note));
            output::lines([&outcome.text].into_iter());
            if outcome.fails { ExitCode::from(3) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            let format = if drift.args.format == DriftFormat::Json { Format::Json } else { Format::Text };
            Output::new(format).end(Err(Failure { message: error.to_string(), code: error.exit_code() }))
        }
    }
}
