//! `typeferry demo`: a sample platform in this process, and an export of it.

use std::path::{Path, PathBuf};

use clap::Args;
use typeferry::contracts::ApiContract;
use typeferry::export::{ContractReport, Export, ExportError, OnConflict, ReadMode, find_database, find_schemas};
use typeferry::module::{ModuleName, Planner};
use typeferry::source::graphql::{GraphQlSource, Reading};
use typeferry::source::{DataSource, Derived};
use typeferry::tables::TABLES;
use typeferry_client::blocking::Client;
use typeferry_client::{Endpoint, EndpointError};
use typeferry_contract::Compiled;
use typeferry_demo::{Server, sample};

use super::export::stage_and_swap;
use super::failure::Failure;
use super::output::{self, Format, Output};
use super::owned::OwnedArgs;
use super::profile::Profile;
use super::source::Takes;
use super::summary::summary;
use super::workspace::Target;

/// `demo`.
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Serve the sample platform at this port, and export nothing
    #[arg(long, value_name = "PORT")]
    serve: Option<u16>,
    /// The folder that the modules' folders are put into
    #[arg(long, value_name = "DIR", visible_alias = "output", default_value = "demo-out")]
    out: PathBuf,
    #[command(flatten)]
    owned: OwnedArgs,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Starts the sample platform, and exports its first tenant or keeps it running.
pub(crate) fn run(args: &DemoArgs, output: &Output) -> Result<(), Failure> {
    let server = sample::serve(args.serve.unwrap_or(0))?;
    if args.serve.is_some() {
        output::note(&sample::invitation(&server));
        server.wait()?;
        return Ok(());
    }
    output::note(&format!("a sample platform answers at {}", server.url(sample::GRAPHQL_PATH)));
    let contract = Compiled::read(ApiContract::latest().texts)?;
    let mut source = source(&server, &contract)?;
    let target = Target::workspace_at(&args.out)?;
    let mut export = export(&mut source, &contract, &target, args)?;
    let report = stage_and_swap(&mut export, &mut source, &target, output, args.owned)?;
    output.result(&summary(&report, Takes::Requests), &report);
    output::note(&next(&args.out));
    Ok(())
}

/// How what was exported is deployed.
fn next(out: &Path) -> String {
    let out = out.display();
    format!(
        "to deploy it into a PostgreSQL of yours:\n  typeferry deploy {out}/acme -d scratch\n  typeferry deploy \
         {out}/acme-services -d scratch --plan   # says what the metadata needs first, and what brings it"
    )
}

fn source(server: &Server, contract: &Compiled) -> Result<Derived, Failure> {
    let token = || Some(sample::TOKEN.to_owned().into());
    let profile = Profile::Constructive;
    let client = Client::new()?;
    let endpoint = |url: String, headers| -> Result<_, EndpointError> {
        Ok(client.endpoint(Endpoint::new(url, headers, token())?))
    };
    let metadata = endpoint(server.url(sample::GRAPHQL_PATH), profile.metadata(&[], None))?;
    let migrate = endpoint(server.url(sample::MIGRATE_PATH), profile.migrate(&[], None))?;
    let source = GraphQlSource::new(metadata, Some(migrate), TABLES, Reading::default());
    Ok(Derived::new(Box::new(source), contract.derived()))
}

fn export(
    source: &mut dyn DataSource,
    contract: &Compiled,
    target: &Target,
    args: &DemoArgs,
) -> Result<Export, Failure> {
    let database = find_database(&source.databases().map_err(ExportError::from)?, "acme")?;
    let schemas = source.schemas(database.id).map_err(ExportError::from)?;
    Ok(Export {
        contract: ContractReport::same(&ApiContract::latest().name, contract.schemas()),
        schemas: find_schemas(&schemas, &[])?,
        requires: vec!["citext".into(), "uuid-ossp".into()],
        excluded_categories: Vec::new(),
        database,
        extension: ModuleName::new("acme")?,
        meta_extension: ModuleName::new("acme-services")?,
        planner: Planner::new("typeferry demo", "demo@example.com")?,
        out: target.out.clone(),
        on_conflict: OnConflict::Error,
        adopt: args.owned.adopt,
        metadata_only: false,
        reading: ReadMode::Once,
        dry_run: false,
    })
}
