//! Two annotated schemas to a list of differences: what is otherwise than an export was built for, what that does to
//! it, and what to do.
//!
//! Each difference has two answers: what the build does once the schema is pulled (the verdict is the build's own), and
//! what a program does that was built before. What nobody selects is no difference: a column that is left out on purpose
//! may change, come and go, as no export is another for it.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod answers;
mod argument;
mod call;
mod column;
mod compare;
mod difference;
mod enums;
mod kind;
mod pairs;
mod remedy;
mod render;
mod table;

pub use answers::{OnBuild, OnProgram, Severity};
pub use compare::compare;
pub(crate) use compare::{Change, changes};
pub use difference::{ColumnNames, Difference, Sides, TableNames};
pub use kind::Kind;
pub(crate) use pairs::same_tables;
pub use render::{Format, Report};
