//! The contract's tasks: the flags, and how they end. What they do is the same as of the installed commands, which are
//! built from a contract, and these are not.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use secrecy::SecretString;
use typeferry_client::{
    DriftError, DriftOptions, EndpointOptions, NoCache, SchemaPullOptions, drift, parse_header, schema_pull,
};
use typeferry_codegen::dialect::CONSTRUCTIVE;
use typeferry_codegen::drift::{Format, Severity};
use typeferry_contract::{ContractDir, Outcome, QueriesOptions, WriteMode, write_queries};

use crate::output;

/// What is done with the schema file.
#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// Write schema.graphql from a live endpoint, or from saved answers
    Pull(Box<PullArgs>),
}

/// `schema pull`: the flags of `typeferry schema pull`, which explains them.
#[derive(Debug, Args)]
pub(crate) struct PullArgs {
    #[arg(long, value_name = "URL", required_unless_present = "introspection", conflicts_with = "introspection")]
    graphql_endpoint: Option<String>,
    #[command(flatten)]
    endpoint: EndpointArgs,
    #[arg(long, value_name = "FILE", requires = "tables_of")]
    introspection: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "introspection", group = "tables_of")]
    meta: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "introspection", conflicts_with = "meta", group = "tables_of")]
    tables: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "tables")]
    beside: Option<PathBuf>,
    #[arg(long, value_name = "FILE", visible_alias = "output", default_value = "schema.graphql")]
    out: PathBuf,
    #[command(flatten)]
    mode: ModeArgs,
}

/// `queries`: the flags of `typeferry queries`.
#[derive(Debug, Args)]
pub(crate) struct QueriesArgs {
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    mode: ModeArgs,
}

/// `drift`: it ends with 3 where an export that was built before fails.
#[derive(Debug, Args)]
pub(crate) struct DriftArgs {
    #[arg(long, value_name = "FILE", default_value = "schema.graphql")]
    schema: PathBuf,
    #[arg(long, value_name = "URL", required_unless_present = "against", conflicts_with = "against")]
    graphql_endpoint: Option<String>,
    #[command(flatten)]
    endpoint: EndpointArgs,
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct EndpointArgs {
    #[arg(long, value_name = "TOKEN")]
    token: Option<SecretString>,
    #[arg(long, value_name = "FILE", conflicts_with = "token")]
    token_file: Option<PathBuf>,
    #[arg(long = "header", value_name = "NAME: VALUE")]
    headers: Vec<String>,
}

#[derive(Debug, Args)]
struct ModeArgs {
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    #[arg(long)]
    dry_run: bool,
}

impl EndpointArgs {
    fn options(self) -> Result<EndpointOptions, String> {
        let headers = self.headers.iter().map(|header| parse_header(header)).collect::<Result<_, _>>()?;
        Ok(EndpointOptions { token: self.token, token_file: self.token_file, headers, hints: CONSTRUCTIVE.headers() })
    }
}

impl From<ModeArgs> for WriteMode {
    fn from(ModeArgs { check, dry_run }: ModeArgs) -> Self {
        if check {
            Self::Check
        } else if dry_run {
            Self::DryRun
        } else {
            Self::Write
        }
    }
}

/// Pulls the schema.
pub(crate) fn pull(args: PullArgs) -> ExitCode {
    let PullArgs { graphql_endpoint, endpoint, introspection, meta, tables, beside, out, mode } = args;
    let pulled = endpoint.options().and_then(|endpoint| {
        let mode = mode.into();
        let options = SchemaPullOptions { graphql_endpoint, endpoint, introspection, meta, tables, beside, out, mode };
        schema_pull(&options).map_err(|error| error.to_string())
    });
    end(pulled.map(report))
}

/// Writes the documents.
pub(crate) fn queries(QueriesArgs { dir, accept, mode }: QueriesArgs) -> ExitCode {
    let written = write_queries(&QueriesOptions { dir, accept, mode: mode.into() });
    end(written.map(report).map_err(|error| error.to_string()))
}

/// Compares.
pub(crate) fn compare(DriftArgs { schema, graphql_endpoint, endpoint, against }: DriftArgs) -> ExitCode {
    let compared = endpoint.options().and_then(|endpoint| {
        let options = DriftOptions { against, graphql_endpoint, endpoint };
        drifted(&schema, &options).map_err(|error| error.to_string())
    });
    end(compared)
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

fn end(differs: Result<bool, String>) -> ExitCode {
    match differs {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::from(3),
        Err(error) => {
            output::note(format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}
