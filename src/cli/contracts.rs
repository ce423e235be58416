//! `typeferry contract`: the versions of the session interface and of the API that this program knows.

use std::fmt::Write;

use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::json;
use typeferry::contracts::{ApiContract, BUILT_IN};
use typeferry_session::Contract;

use super::exit::Exit;
use super::failure::Failure;
use super::output::{Format, Output};
use super::source::compat::{Compat, parse};

/// `contract`.
#[derive(Debug, Subcommand)]
pub(crate) enum ContractCommand {
    /// The versions that `deploy --compat` and `export --compat` know
    List(ListArgs),
    /// A version of the session interface, its views with their columns and its functions; or one of the API, as the schema of its tables
    Show(ShowArgs),
}

/// `contract list`.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Standard output is one JSON value and nothing else
    #[arg(long)]
    json: bool,
}

/// `contract show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The version [default: the latest; of the API, the one that is tried first]
    #[arg(value_name = "VERSION", default_value = "", hide_default_value = true)]
    version: String,
    /// Of the API
    #[arg(long)]
    api: bool,
}

/// A version of the API.
#[derive(Debug, Serialize)]
struct Listed {
    version: u32,
    name: String,
    tables: usize,
    /// Whether its tables are generated code of this program.
    generated: bool,
}

/// Lists or shows.
pub(crate) fn run(command: &ContractCommand) -> Exit {
    match command {
        ContractCommand::List(args) => list(args.json),
        ContractCommand::Show(args) => {
            let output = Output::new(Format::Text);
            let text = if args.api { api(&args.version) } else { session(&args.version).map(str::to_owned) };
            output.end(text.map(|text| output.plain(text.trim_end(), &json!(null))))
        }
    }
}

fn list(json: bool) -> Exit {
    let (versions, latest) = (Contract::versions(), Contract::latest().version());
    let api: Vec<_> = BUILT_IN.iter().map(|built_in| Listed::of(built_in.number, built_in.contract())).collect();
    let mut lines = "the session interface (deploy --compat)".to_owned();
    for version in &versions {
        let _ = write!(lines, "\n  {version}{}", if *version == latest { " (latest)" } else { "" });
    }
    lines.push_str("\nthe API (export --compat)");
    for listed in &api {
        let _ = write!(lines, "\n  {}", listed.line());
    }
    let value = json!({ "session": { "versions": versions, "latest": latest }, "api": api });
    Output::new(Format::json_if(json)).plain(&lines, &value);
    Exit::Done
}

fn session(version: &str) -> Result<&'static str, Failure> {
    Ok(Contract::find(version)?.interface())
}

fn api(version: &str) -> Result<String, Failure> {
    let compat = if version.is_empty() { Compat::Auto } else { parse(version).map_err(Failure::usage)? };
    Ok(compat.or_latest().texts.schema.text().to_owned())
}

impl Listed {
    fn of(version: u32, ApiContract { name, texts, tables, .. }: ApiContract) -> Self {
        let counted = texts.schema.text().matches(" @table(schema: \"").count();
        Self { version, name, tables: counted, generated: tables.is_some() }
    }

    fn line(&self) -> String {
        let how = if self.generated { "generated code" } else { "read by a model" };
        format!("{}  {}  {:>4} tables  {how}", self.version, self.name, self.tables)
    }
}
