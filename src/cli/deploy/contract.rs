//! `typeferry contract`: the versions of the session interface, and what each of them has.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use serde_json::json;
use typeferry_session::Contract;

use crate::cli::failure::Failure;
use crate::cli::output::{Format, Output};

/// `contract`.
#[derive(Debug, Subcommand)]
pub(crate) enum ContractCommand {
    /// The versions that `deploy --compat` knows
    List(ListArgs),
    /// The views and functions of a version, as SQL
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
    /// The version [default: the latest]
    #[arg(value_name = "VERSION", default_value = "", hide_default_value = true)]
    version: String,
    /// The deploy.sql that modules of pgpm are deployed with, which is written against it
    #[arg(long)]
    deploy: bool,
}

/// Lists or shows.
pub(crate) fn run(command: &ContractCommand) -> ExitCode {
    match command {
        ContractCommand::List(args) => list(args.json),
        ContractCommand::Show(args) => {
            let output = Output::new(Format::Text);
            let found = Contract::find(&args.version);
            let text = |contract: Contract| if args.deploy { typeferry_pgpm::DEPLOY_SQL } else { contract.sql() };
            let failed = |error: typeferry_session::ContractError| Failure { message: error.to_string(), code: 10 };
            output.end(found.map(|contract| output.plain(text(contract), &json!(null))).map_err(failed))
        }
    }
}

fn list(json: bool) -> ExitCode {
    let (versions, latest) = (Contract::versions(), Contract::latest().version());
    let line = |version: &&str| format!("{version}{}", if *version == latest { " (latest)" } else { "" });
    let lines: Vec<String> = versions.iter().map(line).collect();
    Output::new(Format::json_if(json)).plain(&lines.join("\n"), &json!({ "versions": versions, "latest": latest }));
    ExitCode::SUCCESS
}
