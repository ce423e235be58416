//! pgpm modules: read, put in order, deployed, verified and reverted.
//!
//! A module is a folder with a plan (`pgpm.plan`), a control file and a script a change; a workspace is a folder with
//! `pgpm.json` and modules below it.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod applied;
mod control;
mod control_file;
mod deploy;
mod glob;
mod header;
mod kind;
mod ledger;
mod module;
mod name;
mod notes;
mod npm;
mod order;
mod plan;
mod planner;
mod prerequisites;
mod problem;
mod project;
mod reference;
mod resolve;
mod revert;
mod run;
mod script;
mod sql;
mod status;
mod verify;
mod workspace;

#[cfg(test)]
mod project_tests;

pub use control::{Control, ControlFault};
pub use deploy::{DeployError, DeployFailure, Done, ExtensionError, ModuleDeploy, OnChanged};
pub use header::{Header, HeaderDrift};
pub use kind::ScriptKind;
pub use ledger::{Deployed, Ledger, LedgerError};
pub use module::{Change, ChangeId, Module};
pub use name::{ChangeName, ModuleName, NameError, NameFault, TagName};
pub use npm::{install_command, lacking, package_of};
pub use plan::{Plan, PlanError, PlanFault, PlanLine, PlannedChange, PlannedTag, SYNTAX_VERSION, Stamp};
pub use planner::{Planner, PlannerError};
pub use prerequisites::{Lack, Need, Prerequisites, Right};
pub use problem::{Fault, Problem, Problems};
pub use project::{OpenError, Project, UnknownModule};
pub use reference::{Reference, ReferenceError, Target};
pub use revert::{ModuleRevert, RevertError, RevertFailure, RevertOptions, Reverted};
pub use run::{Committed, During, Leftover, RunFailure, ServerFailure, Transactions};
pub use script::Script;
pub use sql::{LEDGER_SQL, Refusal, ScriptError, UnknownSavepoint};
pub use status::{Changed, Missing, ModuleStatus, Status, Unfinished};
pub use verify::{Verified, VerifyError, verify};
pub use workspace::{PLAN_FILE, WORKSPACE_FILE, is_project};
