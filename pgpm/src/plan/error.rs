//! What is wrong in a plan.

use crate::name::{ChangeName, NameError, TagName};
use crate::reference::ReferenceError;

/// A fault with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlanError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: PlanFault,
}

/// What is wrong in a line of a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanFault {
    /// The plan does not say whose it is.
    #[error("the plan has no line `%project=NAME`; write one at its beginning, with the module's name")]
    NoProject,
    /// It says so twice.
    #[error("the plan has a second `%project`; keep one of the two")]
    SecondProject,
    /// A version of the format that is not known.
    #[error(
        "the plan is of syntax version {version}, and {} is known; use the tool that wrote it",
        super::SYNTAX_VERSION
    )]
    Syntax {
        /// The version.
        version: String,
    },
    /// A name that is none.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A dependency that is no reference.
    #[error(transparent)]
    Reference(#[from] ReferenceError),
    /// A `[` without its `]`.
    #[error("the dependencies have a `[` and no `]`; close the list")]
    OpenList,
    /// What follows the name and the dependencies is no time.
    #[error(
        "{found:?} stands where the time does; write `2017-08-11T08:11:51Z Name <email> # note` there, or nothing \
         (dependencies are `[a b]`)"
    )]
    NoTime {
        /// What stands there.
        found: String,
    },
    /// An email that does not end, or something behind it.
    #[error("the planner is not `Name <email>`: {found:?}; a note stands behind ` # `")]
    Planner {
        /// What stands there.
        found: String,
    },
    /// A tag's line without time or planner.
    #[error("a tag's line is `@name 2017-08-11T08:11:51Z Name <email>`; write all of it")]
    BareTag,
    /// A tag before the first change.
    #[error("the tag @{tag} stands before every change; move it behind the change that it is on")]
    TagOnNothing {
        /// The tag.
        tag: TagName,
    },
    /// A tag on a change that the plan does not have before it.
    #[error("the tag @{tag} is on {change}, which is no change before it; correct the name, or move the tag")]
    TagOnUnknown {
        /// The tag.
        tag: TagName,
        /// The change that it names.
        change: ChangeName,
    },
    /// Two changes of one name.
    #[error("the change {change} is in line {first} already; rename one of the two, with its scripts")]
    SecondChange {
        /// The name.
        change: ChangeName,
        /// The line of the other, counted from 1.
        first: usize,
    },
    /// Two tags of one name.
    #[error("the tag @{tag} is in line {first} already; rename one of the two")]
    SecondTag {
        /// The name.
        tag: TagName,
        /// The line of the other, counted from 1.
        first: usize,
    },
}
