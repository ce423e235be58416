//! The flags of the commands that write contracts and compare them. `xtask` includes this file and endpoint.rs: it has
//! the same commands, and does not depend on a program that is built from a contract.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use typeferry_contract::{QueriesOptions, WriteMode};
use typeferry_introspection::{DriftOptions, SchemaPullOptions};

use super::endpoint::EndpointArgs;

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
    #[arg(long, value_name = "FILE", requires = "tables_of")]
    introspection: Option<PathBuf>,
    /// A saved answer to `_meta`
    #[arg(long, value_name = "FILE", requires = "introspection", group = "tables_of")]
    meta: Option<PathBuf>,
    /// Where no answer to `_meta` is at hand: the tables of the API, a JSON object such as
    /// `{"tables": [{"schema": "app", "table": "post"}]}`; what is assumed of their columns is marked in the schema file
    #[arg(long, value_name = "FILE", requires = "introspection", conflicts_with = "meta", group = "tables_of")]
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

impl From<SchemaPullArgs> for SchemaPullOptions {
    fn from(args: SchemaPullArgs) -> Self {
        let SchemaPullArgs { graphql_endpoint, endpoint, introspection, meta, tables, beside, out, mode } = args;
        let (endpoint, mode) = (endpoint.options(endpoint.headers.clone()), mode.into());
        Self { graphql_endpoint, endpoint, introspection, meta, tables, beside, out, mode }
    }
}

impl From<QueriesArgs> for QueriesOptions {
    fn from(QueriesArgs { dir, accept, mode }: QueriesArgs) -> Self {
        Self { dir, accept, mode: mode.into() }
    }
}

/// What a contract is compared with.
#[derive(Debug, Args)]
pub(crate) struct AgainstArgs {
    /// The endpoint to compare with: it is asked for introspection and `_meta`, and for no row
    #[arg(long, value_name = "URL", required_unless_present = "against", conflicts_with = "against")]
    graphql_endpoint: Option<String>,
    #[command(flatten)]
    pub(crate) endpoint: EndpointArgs,
    /// The schema file to compare with, rather than an endpoint
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

impl AgainstArgs {
    /// The same, with headers that a platform wants in the place of the given ones.
    pub(crate) fn options(self, headers: Vec<(String, String)>) -> DriftOptions {
        let Self { graphql_endpoint, endpoint, against } = self;
        DriftOptions { against, graphql_endpoint, endpoint: endpoint.options(headers) }
    }
}
