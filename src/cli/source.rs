//! Where a command reads from: the arguments that every command with a source has.

use clap::Args;
use typeferry::row::Uuid;
use typeferry::source::DataSource;
use typeferry::source::graphql::GraphQlSource;
use typeferry::tables::TABLES;
use typeferry_contract::{Endpoint, EndpointArgs, Unrepeated, parse_headers};

use super::failure::Failure;
use super::profile::Profile;

/// GraphQL's `Int` ends here.
const MOST_ROWS: i64 = i32::MAX as i64;

/// A source.
#[derive(Debug, Args)]
pub(crate) struct SourceArgs {
    /// The endpoint that serves the metadata
    #[arg(long, value_name = "URL", env = "TYPEFERRY_GRAPHQL_ENDPOINT", hide_env_values = true)]
    graphql_endpoint: String,
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
}

impl SourceArgs {
    /// The source; `database` is what was asked for, by name or key.
    pub(crate) fn open(&self, database: Option<&str>) -> Result<Box<dyn DataSource>, Failure> {
        let token = self.endpoint.token()?;
        let database = database.and_then(|name| Uuid::try_parse(name).ok());
        let headers = self.profile.metadata(&self.endpoint.headers, database);
        let endpoint = Endpoint::new(&self.graphql_endpoint, headers, token.clone())?;
        let mut given: Vec<_> = self.migrate_headers.concat();
        given.extend(self.migrate_host.iter().map(|host| ("Host".to_owned(), host.clone())));
        let url = self.migrate_endpoint.as_ref().or(self.migrate_host.as_ref().map(|_| &self.graphql_endpoint));
        let headers = self.profile.migrate(&given, database);
        let migrate = url.map(|url| Endpoint::new(url, headers, token)).transpose()?;
        Ok(Box::new(GraphQlSource::new(endpoint, migrate, TABLES, self.page_size as usize)))
    }
}
