//! Where a command reads from: the arguments that every command with a source has.

mod changes;
pub(crate) mod compat;
mod database;
mod fit;
mod missing;
mod shown;

use std::panic::resume_unwind;
use std::thread;

use clap::Args;
use secrecy::SecretString;
use typeferry::connection::Environment;
use typeferry::export::ContractReport;
use typeferry::row::Uuid;
use typeferry::source::graphql::{GraphQlSource, Reading};
use typeferry::source::{DataSource, Derived};
use typeferry_client::blocking::{Client, Endpoint};
use typeferry_introspection::{note_of_clear, parse_headers};

use self::changes::{ChangesFit, changes_fit};
use self::compat::CompatArgs;
use self::database::open_database;
pub(crate) use self::fit::modelled;
use self::fit::{Fit, fit};
use super::endpoint::{EndpointArgs, Unrepeated};
use super::failure::Failure;
use super::profile::Profile;
use super::trace;

/// GraphQL's `Int` ends here.
const MOST_ROWS: i64 = i32::MAX as i64;

const ENDPOINT_VARIABLE: &str = "TYPEFERRY_GRAPHQL_ENDPOINT";
const DATABASE_VARIABLE: &str = "TYPEFERRY_DATABASE_URL";

/// A source.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    /// The endpoint that serves the metadata (`TYPEFERRY_GRAPHQL_ENDPOINT`)
    #[arg(long, value_name = "URL")]
    graphql_endpoint: Option<String>,
    #[command(flatten)]
    endpoint: EndpointArgs,
    /// The endpoint that serves the migrations (`db_migrate.sql_actions`); without it, the metadata alone is exported
    #[arg(long, value_name = "URL")]
    migrate_endpoint: Option<String>,
    /// A header for the endpoint of the migrations; may be repeated
    #[arg(long = "migrate-header", value_name = "NAME: VALUE", alias = "migrate-headers", value_parser = Unrepeated(parse_headers))]
    migrate_headers: Vec<Vec<(String, String)>>,
    /// The host name that chooses the API of the migrations at --graphql-endpoint
    #[arg(long, value_name = "HOST", hide = true, conflicts_with = "migrate_endpoint")]
    migrate_host: Option<String>,
    /// The platform: which headers choose the API
    #[arg(long, value_enum, default_value_t = Profile::Constructive)]
    profile: Profile,
    /// Rows of a table to ask for at once
    #[arg(long, value_name = "ROWS", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=MOST_ROWS))]
    page_size: u32,
    /// Requests that are under way at once, at the most
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=64))]
    jobs: u8,
    /// The platform's PostgreSQL, read instead of an endpoint (`TYPEFERRY_DATABASE_URL`): a URL or key=value pairs; what
    /// it does not say is in PGHOST, PGUSER and their like, and without a value they say all
    #[arg(
        long,
        value_name = "URL",
        num_args = 0..=1,
        default_missing_value = "",
        conflicts_with_all = [
            "graphql_endpoint", "token", "token_file", "token_command", "ca_file", "max_response", "min_rate", "headers",
            "migrate_endpoint", "migrate_headers", "migrate_host", "profile", "page_size", "jobs",
        ],
    )]
    database_url: Option<SecretString>,
    #[command(flatten)]
    compat: CompatArgs,
}

/// What a source takes to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Requests, to an endpoint.
    Requests,
    /// Statements, of a database.
    Statements,
}

impl Takes {
    /// What is counted.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Statements => "statements",
        }
    }

    /// Why there are no changes.
    pub(crate) fn no_changes(self) -> &'static str {
        match self {
            Self::Requests => "no --migrate-endpoint was given",
            Self::Statements => "the database has no table db_migrate.sql_actions",
        }
    }
}

/// A source that was opened.
pub(crate) struct Opened {
    pub(crate) source: Box<dyn DataSource>,
    pub(crate) takes: Takes,
    /// The contract that counts, and what differs from it.
    pub(crate) contract: ContractReport,
}

impl Opened {
    /// How the source differs from the contract, for people: a line or more each.
    pub(crate) fn said(contract: &ContractReport) -> Vec<String> {
        let notes = contract.notes.iter().map(|note| format!("note: {note}"));
        notes.chain(shown::summary(contract)).collect()
    }
}

/// Where to read from.
pub(crate) enum Place {
    Endpoint(String),
    Database(SecretString),
}

impl SourceArgs {
    /// The source; `database` is what was asked for, by name or key.
    pub(crate) fn open(&self, database: Option<&str>) -> Result<Opened, Failure> {
        match self.place()? {
            Place::Endpoint(url) => self.open_endpoint(&url, database),
            Place::Database(address) => open_database(&self.compat, &address),
        }
    }

    /// What a flag says, else what the environment does.
    pub(crate) fn place(&self) -> Result<Place, Failure> {
        if let Some(url) = &self.graphql_endpoint {
            return Ok(Place::Endpoint(url.clone()));
        }
        if let Some(address) = &self.database_url {
            return Ok(Place::Database(address.clone()));
        }
        match (variable(ENDPOINT_VARIABLE)?, variable(DATABASE_VARIABLE)?) {
            (Some(_), Some(_)) => Err(Failure::usage(format!(
                "{ENDPOINT_VARIABLE} and {DATABASE_VARIABLE} are both set: say which by --graphql-endpoint <URL> or \
                 --database-url <URL>"
            ))),
            (Some(url), None) => Ok(Place::Endpoint(url)),
            (None, Some(address)) => Ok(Place::Database(address.into())),
            (None, None) if Environment::of_process().names_a_database() => Ok(Place::Database("".into())),
            (None, None) => Err(Failure::usage(
                "where to read from is missing: pass --graphql-endpoint <URL>, or --database-url <URL> (or PGHOST, \
                 PGDATABASE and PGUSER) for a database",
            )),
        }
    }

    fn reading(&self) -> Reading {
        Reading { page: self.page_size as usize, jobs: usize::from(self.jobs) }
    }

    fn open_endpoint(&self, url: &str, database: Option<&str>) -> Result<Opened, Failure> {
        trace::begin(self.endpoint.verbose);
        let (client, credentials) = (Client::new()?, self.endpoint.options(Vec::new()).credentials()?);
        let asked = |url: &str, headers| -> Result<Endpoint, Failure> {
            self.endpoint.options(headers).endpoint_of(&client, url, &credentials)
        };
        let database = database.and_then(|name| Uuid::try_parse(name).ok());
        let endpoint = asked(url, self.profile.metadata(&self.endpoint.headers, database))?;
        let mut given: Vec<_> = self.migrate_headers.concat();
        given.extend(self.migrate_host.iter().map(|host| ("Host".to_owned(), host.clone())));
        let migrate = self.migrate_endpoint.as_deref().or(self.migrate_host.as_ref().map(|_| url));
        let migrate = migrate.map(|url| asked(url, self.profile.migrate(&given, database))).transpose()?;
        let source = GraphQlSource::new(endpoint, migrate, &[], self.reading()).asking_for_databases();
        let (endpoint, migrate) = (source.endpoint(), source.migrate_endpoint());
        let (fitted, changes) =
            both(|| fit(&self.compat, endpoint), || migrate.map_or(Ok(ChangesFit::default()), changes_fit));
        let Fit { queries, rules, report: mut contract } = fitted?;
        let ChangesFit { query, notes } = changes?;
        contract.notes.extend(notes);
        contract.notes.extend([Some(endpoint), migrate].into_iter().flatten().filter_map(note_of_clear));
        let queries: Vec<_> = queries.iter().collect();
        let source = source.reading_tables(&queries).asking_for_actions(query);
        let source = Derived::new(Box::new(source), rules);
        Ok(Opened { source: Box::new(source), takes: Takes::Requests, contract })
    }
}

/// Asks two endpoints at the same time.
fn both<A, B: Send>(first: impl FnOnce() -> A, second: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let second = scope.spawn(second);
        (first(), second.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// A variable; one that is empty counts as not set.
fn variable(name: &str) -> Result<Option<String>, Failure> {
    let no_text = |_| Failure::usage(format!("what {name} holds is no text"));
    let value = std::env::var_os(name).map(std::ffi::OsString::into_string).transpose().map_err(no_text)?;
    Ok(value.filter(|value| !value.is_empty()))
}
