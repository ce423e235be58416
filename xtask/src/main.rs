//! The project's own tasks: `cargo xtask TASK`.
//!
//! Nothing here depends on the root package: a task must run while that does not build.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod live;
mod output;

/// The project's own tasks.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Export from a real server into a real database, and compare the rows
    Live(live::LiveArgs),
}

fn main() -> ExitCode {
    match Cli::parse().task {
        Task::Live(args) => live::main(&args),
    }
}
