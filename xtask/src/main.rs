//! The project's own tasks: `cargo xtask TASK`.
//!
//! Nothing here depends on the root package, which does not build while it has drifted.

mod bench;
mod cargo;
mod contract;
mod live;
mod output;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use contract::{DriftArgs, QueriesArgs, SchemaCommand};

/// The project's own tasks.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Time the generator, or the export of a database, as ratios of one run
    Bench(bench::BenchArgs),
    /// Compare schema.graphql with what an endpoint or another file has today
    Drift(DriftArgs),
    /// Export from a real server into a real database, and compare the rows
    Live(live::LiveArgs),
    /// Write the documents of tables from the schema; with --accept, the lock too
    Queries(QueriesArgs),
    /// The schema file that tables are generated from
    #[command(subcommand)]
    Schema(SchemaCommand),
    /// Run every check: contracts, format, lints, documentation, tests, and the live test
    Test(test::TestArgs),
}

fn main() -> ExitCode {
    match Cli::parse().task {
        Task::Bench(args) => bench::run(&args),
        Task::Drift(args) => contract::compare(args),
        Task::Live(args) => live::main(&args),
        Task::Queries(args) => contract::queries(args),
        Task::Schema(SchemaCommand::Pull(args)) => contract::pull(*args),
        Task::Test(args) => test::run(&args),
    }
}
