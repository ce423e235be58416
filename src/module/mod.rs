//! Writes pgpm modules to disk: plan, deploy, revert and verify scripts, control file and manifest.
//!
//! Rows arrive as SQL literals, whatever they were read from: nothing here knows an API or a network.
//! A module is written beside its target and swapped in whole ([`Staging`], [`swap_in`]).

mod conflict;
mod control;
mod delete;
mod error;
mod identifier;
mod insert;
mod locate;
mod manifest;
mod name;
mod plan;
mod planner;
mod rename;
mod script;
mod staging;
mod swap;
mod table;
mod verify;
mod writer;

#[cfg(test)]
mod golden_tests;

pub use conflict::Conflict;
pub use error::ModuleError;
pub use identifier::quote_identifier;
pub use manifest::{Manifest, TableCount};
pub use name::{ChangeName, ModuleName, NameError, NameFault};
pub use plan::{Change, Plan, PlanError, Requirement};
pub use planner::{Planner, PlannerError};
pub use rename::{RenameError, Renames, schema_renames};
pub use script::ScriptFile;
pub use staging::{MANIFEST_FILE, Staged, Staging, staging_mark};
pub use swap::swap_in;
pub use table::{TableScripts, TableSpec};
pub use writer::{ChangeFiles, ModuleSpec, ModuleWriter};
