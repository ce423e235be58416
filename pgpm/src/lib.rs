//! pgpm modules: read, put in order, deployed, verified and reverted.
//!
//! A module is a folder with a plan (`pgpm.plan`), a control file and a script a change; a workspace is a folder with
//! `pgpm.json` and modules below it.

mod kind;
mod name;
mod plan;
mod planner;
mod reference;

pub use kind::ScriptKind;
pub use name::{ChangeName, ModuleName, NameError, NameFault, TagName};
pub use plan::{Plan, PlanError, PlanFault, PlanLine, PlannedChange, PlannedTag, SYNTAX_VERSION, Stamp};
pub use planner::{Planner, PlannerError};
pub use reference::{Reference, ReferenceError, Requirement, Target};
