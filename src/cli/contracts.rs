//! `typeferry contract`: the versions of the API that this program knows.

use clap::{Args, Subcommand};
use serde::Serialize;
use typeferry::contracts::{CONTRACTS, ContractVersion};

use super::compat::{Compat, parse};
use super::output::{Format, Output};

/// `contract`.
#[derive(Debug, Subcommand)]
pub(crate) enum ContractCommand {
    /// List the versions of the API that this program knows
    List(ListArgs),
    /// Print the schema of one: its tables and columns in both namings, and how they are asked for
    Show(ShowArgs),
}

/// `contract list`.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// `contract show`.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// Its number; `auto` is the one that is tried first
    #[arg(value_name = "VERSION", value_parser = parse)]
    version: Compat,
}

/// A version.
#[derive(Debug, Serialize)]
struct Listed {
    version: u32,
    name: &'static str,
    tables: usize,
    /// Whether its tables are generated code of this program.
    generated: bool,
}

impl ContractCommand {
    /// How the result is written.
    pub(crate) fn format(&self) -> Format {
        match self {
            Self::List(args) => args.format,
            Self::Show(_) => Format::Text,
        }
    }
}

/// Lists, or prints.
pub(crate) fn run(command: &ContractCommand, output: &Output) {
    match command {
        ContractCommand::List(_) => {
            let listed: Vec<_> = CONTRACTS.iter().map(Listed::of).collect();
            let lines: Vec<_> = listed.iter().map(Listed::line).collect();
            output.result(&lines.join("\n"), &listed);
        }
        ContractCommand::Show(args) => {
            let schema = args.version.or_first().schema_text();
            output.result(schema.trim_end(), &schema);
        }
    }
}

impl Listed {
    fn of(version: &ContractVersion) -> Self {
        let tables = version.schema_text().matches(" @table(schema: \"").count();
        Self { version: version.number, name: version.name, tables, generated: version.tables.is_some() }
    }

    fn line(&self) -> String {
        let how = if self.generated { "generated code" } else { "read by a model (--on-drift adapt)" };
        format!("{}  {}  {:>4} tables  {how}", self.version, self.name, self.tables)
    }
}
