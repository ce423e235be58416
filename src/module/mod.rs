//! Writes pgpm modules to disk: plan, deploy, revert and verify scripts, control file and manifest; reads back what is
//! needed to hold a module against its source.
//!
//! Rows arrive as SQL literals, whatever they were read from: nothing here knows an API or a network.
//! A module is written beside its target and swapped in whole ([`Staged`], [`swap_in`]), with everything of the old one
//! that no export wrote.

mod change_names;
mod conflict;
mod control;
mod delete;
mod digest;
mod dollar;
mod error;
mod escape;
mod existing;
mod hidden;
mod insert;
mod journal;
mod leftovers;
mod locate;
mod manifest;
mod plan;
mod reader;
mod rename;
mod script;
mod sequences;
mod staging;
mod swap;
mod table;
mod triggers;
mod verify;
mod writer;

#[cfg(test)]
mod golden_tests;

pub use change_names::ChangeNames;
pub use conflict::Conflict;
pub use digest::{RowDigest, ScriptDigest, write_row};
pub use error::ModuleError;
pub use escape::unescape;
pub use existing::{Edit, Edited};
pub use hidden::staging_mark;
pub use journal::Leftover;
pub use manifest::{ChangesEntry, Content, Manifest, Origin, SchemaRename, TableEntry};
pub use plan::{Change, PlanError};
pub use reader::{ReadError, RowReader, read_plan, read_script, script_hash};
pub use rename::{RenameError, Renames, new_schema_name};
pub use script::{ScriptFile, script_path, script_text};
pub use staging::{MANIFEST_FILE, Staged, is_another_tools};
pub use swap::swap_in;
pub use table::{TableScripts, TableSpec, TableTotal};
pub use typeferry_pgpm::{ChangeName, ModuleName, NameError, NameFault, Planner, PlannerError, Reference, ScriptKind};
pub use writer::{ChangeFiles, ModuleSpec, ModuleWriter, Place};
