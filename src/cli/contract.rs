//! `schema pull` and `queries`: the flags, and how they end.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use typeferry_client::{SchemaPullOptions, schema_pull};
use typeferry_contract::{Outcome, QueriesOptions, WriteMode, write_queries};

use super::endpoint::EndpointArgs;
use super::exit::Exit;
use super::failure::Failure;
use super::output;

/// What is done with the schema file.
#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// Write schema.graphql from a live endpoint, or from saved answers
    Pull(Box<SchemaPullArgs>),
}

/// `schema pull`.
#[derive(Debug, Args)]
pub(crate) struct SchemaPullArgs {
    /// The endpoint to ask for introspection and `_meta`
    #[arg(long, value_name = "URL", required_unless_present = "introspection", conflicts_with = "introspection")]
    graphql_endpoint: Option<String>,
    #[command(flatten)]
    endpoint: EndpointArgs,
    /// A saved answer to introspection
    #[arg(long, value_name = "FILE", requires = "told")]
    introspection: Option<PathBuf>,
    /// A saved answer to `_meta`
    #[arg(long, value_name = "FILE", requires = "introspection", group = "told")]
    meta: Option<PathBuf>,
    /// Where no answer to `_meta` is at hand: the tables of the API, a JSON object such as
    /// `{"tables": [{"schema": "app", "table": "post"}]}`; what is assumed of their columns is marked in the schema file
    #[arg(long, value_name = "FILE", requires = "introspection", conflicts_with = "meta", group = "told")]
    tables: Option<PathBuf>,
    /// The schema file of another API of the same platform: what it says of a column is taken rather than assumed, and
    /// its tables of other PostgreSQL schemas stay
    #[arg(long, value_name = "FILE", requires = "tables")]
    beside: Option<PathBuf>,
    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE", visible_alias = "output", default_value = "schema.graphql")]
    out: PathBuf,
    #[command(flatten)]
    mode: ModeArgs,
}

/// `queries`.
#[derive(Debug, Args)]
pub(crate) struct QueriesArgs {
    /// The folder of the contract: schema.graphql, typeferry.toml and queries/
    #[arg(value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Accept the documents as they are then: write queries/contract.lock too
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    mode: ModeArgs,
}

/// Whether to write, or only to say.
#[derive(Debug, Clone, Copy, Args)]
struct ModeArgs {
    /// Write nothing; end with 3 if something would change
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Write nothing; say what would change
    #[arg(long)]
    dry_run: bool,
}

impl From<ModeArgs> for WriteMode {
    fn from(mode: ModeArgs) -> Self {
        match mode {
            ModeArgs { check: true, .. } => Self::Check,
            ModeArgs { dry_run: true, .. } => Self::DryRun,
            ModeArgs { .. } => Self::Write,
        }
    }
}

/// Pulls the schema.
pub(crate) fn pull(args: SchemaPullArgs) -> Exit {
    let headers = args.endpoint.headers.clone();
    end(schema_pull(&SchemaPullOptions {
        graphql_endpoint: args.graphql_endpoint,
        endpoint: args.endpoint.options(headers),
        introspection: args.introspection,
        meta: args.meta,
        tables: args.tables,
        beside: args.beside,
        out: args.out,
        mode: args.mode.into(),
    }))
}

/// Writes the documents.
pub(crate) fn queries(QueriesArgs { dir, accept, mode }: QueriesArgs) -> Exit {
    end(write_queries(&QueriesOptions { dir, accept, mode: mode.into() }))
}

/// Says what changed, or what is wrong, and ends.
fn end<E: Into<Failure>>(result: Result<Outcome, E>) -> Exit {
    match result {
        Ok(Outcome { text: Some(text), changes, notes, .. }) => {
            changes.iter().chain(&notes).for_each(|line| output::note(line));
            output::file(&text);
            Exit::Done
        }
        Ok(outcome) => {
            output::lines(outcome.changes.iter().chain(&outcome.notes));
            Exit::of_check(outcome.differs)
        }
        Err(error) => {
            let Failure { message, exit } = error.into();
            output::error(&message);
            exit
        }
    }
}
