//! Two annotated schemas to a list of differences: what is otherwise than an export was built for, what that does to
//! it, and what to do.
//!
//! The verdict is the build's own: a breaking or an additive difference is one that stops the build once the schema is
//! pulled; a harmless one is a warning there. What nobody selects is no difference: a column that is left out on purpose
//! may change, come and go, as no export is another for it.

mod argument;
mod call;
mod column;
mod compare;
mod difference;
mod enums;
mod pairs;
mod render;
mod table;
mod used;
mod words;

pub use compare::compare;
pub use difference::{ColumnNames, Difference, Kind, Severity, Sides, TableNames};
pub use render::{Format, Report};
