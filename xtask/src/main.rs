//! The project's own tasks. Nothing here depends on the root package, which does not build while it has drifted.

mod contract;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "typeferry's own tasks", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the documents of tables from the schema; with --accept, the lock too
    Queries(typeferry_contract::QueriesArgs),
    /// The schema file
    #[command(subcommand)]
    Schema(typeferry_contract::SchemaCommand),
}

fn main() -> ExitCode {
    match Cli::parse().task {
        Task::Queries(args) => contract::report(args.run()),
        Task::Schema(typeferry_contract::SchemaCommand::Pull(args)) => contract::report(args.run()),
    }
}
