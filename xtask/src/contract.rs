//! The contract's tasks, and how they end. Flags and work are those of the installed commands, which are built from a
//! contract, and these are not.

#[path = "../../src/cli/endpoint.rs"]
mod endpoint;
#[path = "../../src/cli/flags.rs"]
mod flags;

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use typeferry_codegen::drift::{Format, Severity};
use typeferry_contract::{ContractDir, Outcome, write_queries};
use typeferry_introspection::{DriftError, DriftOptions, NoCache, drift, schema_pull};

use self::flags::AgainstArgs;
pub(crate) use self::flags::{QueriesArgs, SchemaCommand, SchemaPullArgs};
use crate::output;

/// `drift`: it ends with 3 where an export that was built before fails.
#[derive(Debug, Args)]
pub(crate) struct DriftArgs {
    /// The schema to compare, with the typeferry.toml and the documents of its folder
    #[arg(long, value_name = "FILE", default_value = "schema.graphql")]
    schema: PathBuf,
    #[command(flatten)]
    against: AgainstArgs,
}

/// Pulls the schema.
pub(crate) fn pull(args: SchemaPullArgs) -> ExitCode {
    end(schema_pull(&args.into()).map(report))
}

/// Writes the documents.
pub(crate) fn queries(args: QueriesArgs) -> ExitCode {
    end(write_queries(&args.into()).map(report))
}

/// Compares.
pub(crate) fn compare(DriftArgs { schema, against }: DriftArgs) -> ExitCode {
    let headers = against.endpoint.headers.clone();
    end(drifted(&schema, &against.options(headers)))
}

/// Whether there is a difference that an export which was built before fails at.
fn drifted(schema: &Path, options: &DriftOptions) -> Result<bool, DriftError> {
    let drifted = drift(ContractDir::of_schema(schema)?, options, &NoCache)?;
    drifted.notes.iter().for_each(output::note);
    output::line(drifted.report(Format::Text).trim_end());
    Ok(drifted.differences.iter().any(|difference| difference.severity() == Severity::Breaking))
}

/// Says what changed; whether a check has a difference to report.
fn report(Outcome { changes, notes, differs, text, .. }: Outcome) -> bool {
    let lines = changes.iter().chain(&notes);
    match text {
        Some(text) => {
            lines.for_each(output::note);
            output::line(text.trim_end());
        }
        None => lines.for_each(output::line),
    }
    differs
}

fn end(differs: Result<bool, impl Display>) -> ExitCode {
    match differs {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::from(3),
        Err(error) => {
            output::note(format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}
