//! The command line: one file a command, one door for output, one place for exit codes.

mod author;
mod cache;
mod contract;
mod contracts;
mod database;
#[cfg(feature = "demo")]
mod demo;
mod deploy;
mod drift;
mod endpoint;
mod exit;
mod explain;
mod export;
mod failure;
mod flags;
mod folder;
mod interrupt;
mod limits;
mod notes;
mod output;
mod owned;
mod peer;
mod profile;
mod prompt;
mod revert;
mod source;
mod status;
mod summary;
mod trace;
mod usage;
mod verify;
mod verify_deployed;
mod workspace;

use clap::{Parser, Subcommand};

use self::database::DeployedArgs;
use self::exit::Exit;
use self::flags::{QueriesArgs, SchemaCommand};
use self::output::{Format, Output};

/// Carries a Postgres-backed application out of a GraphQL API and into reviewable, deployable modules.
#[derive(Parser)]
#[command(name = "typeferry", version, disable_help_subcommand = true, after_help = exit::HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Ask nothing, also at a terminal: what is missing is an error
    #[arg(long, global = true)]
    no_input: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Export a database: its metadata and its migrations, as modules that deploy anywhere
    Export(Box<export::ExportArgs>),
    /// Compare a module with its database, row by row, and list what is missing, extra or different
    Verify(Box<verify::VerifyArgs>),
    /// Deploy a project: run its deploy.sql in a session that has the project's files in views, and its tests; or deploy
    /// the modules of a folder that has no deploy.sql
    Deploy(Box<deploy::DeployArgs>),
    /// Write a small project to begin with
    Init(deploy::InitArgs),
    /// The versions of the session interface and of the API that this program knows
    #[command(subcommand)]
    Contract(contracts::ContractCommand),
    /// Say which changes of modules a database has, which are left, and which have changed
    Status(DeployedArgs),
    /// Run the verify scripts of the deployed changes of modules, and roll them back
    VerifyDeployed(DeployedArgs),
    /// Take changes of modules back, the last first, in one transaction
    Revert(revert::RevertArgs),
    /// Export a sample tenant from an endpoint in this process to ./demo-out, or serve it
    #[cfg(feature = "demo")]
    Demo(demo::DemoArgs),
    /// Compare the contract that is compiled in, or a file, with what an endpoint or another file has today
    Drift(Box<drift::DriftArgs>),
    /// What is known of a table or a column: its names side by side, its types, and how it is written
    Explain(explain::ExplainArgs),
    /// The schema file that tables are generated from
    #[command(subcommand)]
    Schema(SchemaCommand),
    /// Write the documents of tables from the schema; with --accept, the lock too
    Queries(QueriesArgs),
}

/// Parses the arguments, runs the command, and says how it ended.
pub(crate) fn run() -> Exit {
    let cli: Cli = match usage::parse() {
        Ok(cli) => cli,
        Err(exit) => return ended(exit),
    };
    interrupt::watch();
    if cli.no_input {
        prompt::forbid();
    }
    ended(command(cli.command))
}

/// A command that did all it should has failed where nobody could be given its result.
fn ended(exit: Exit) -> Exit {
    match output::unwritten() {
        Some(failed) if exit == Exit::Done => failed,
        _ => exit,
    }
}

fn command(command: Command) -> Exit {
    match command {
        Command::Export(args) => {
            let output = Output::new(args.format);
            output.end(export::run(&args, &output))
        }
        Command::Verify(args) => {
            let output = Output::new(args.format);
            output.end(verify::run(&args, &output))
        }
        Command::Deploy(args) => deploy::run(&args),
        Command::Init(args) => Output::new(Format::Text).end(deploy::init(&args)),
        Command::Contract(command) => contracts::run(&command),
        Command::Status(args) => {
            let output = Output::new(args.format());
            output.end(status::run(&args, &output))
        }
        Command::VerifyDeployed(args) => {
            let output = Output::new(args.format());
            output.end(verify_deployed::run(&args, &output))
        }
        Command::Revert(args) => {
            let output = Output::new(args.format());
            output.end(revert::run(&args, &output))
        }
        #[cfg(feature = "demo")]
        Command::Demo(args) => {
            let output = Output::new(args.format);
            output.end(demo::run(&args, &output))
        }
        Command::Drift(args) => drift::run(*args),
        Command::Explain(args) => {
            let output = Output::new(args.format);
            output.end(explain::run(&args, &output))
        }
        Command::Schema(SchemaCommand::Pull(args)) => contract::pull(*args),
        Command::Queries(args) => contract::queries(args),
    }
}
