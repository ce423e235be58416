//! One line of a plan.

use std::fmt;

use crate::name::{ChangeName, TagName};
use crate::planner::Planner;
use crate::reference::Reference;

/// A line; [`fmt::Display`] writes it with one space between its parts and without a line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanLine {
    /// Nothing, or white space.
    Blank,
    /// `# …`, without the `#`.
    Comment(String),
    /// `%name=value`, or `%name`.
    Pragma {
        /// Its name.
        name: String,
        /// What follows the `=`.
        value: Option<String>,
    },
    /// A change.
    Change(PlannedChange),
    /// A tag.
    Tag(PlannedTag),
}

/// `name [dependency dependency] time planner <email> # note`; everything after the name is optional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedChange {
    /// Unique in its plan.
    pub name: ChangeName,
    /// What must be deployed before.
    pub requires: Vec<Reference>,
    /// When and by whom it was planned.
    pub stamp: Option<Stamp>,
}

/// `@name time planner <email> # note`, or the change that it is on behind the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedTag {
    /// Unique in its plan.
    pub name: TagName,
    /// The change that it is on; without one, the last before it.
    pub change: Option<ChangeName>,
    /// When and by whom.
    pub stamp: Stamp,
}

/// When and by whom something was planned, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The time in UTC, such as `2017-08-11T08:11:51Z`.
    pub time: String,
    /// The planner's name.
    pub planner: Option<String>,
    /// The planner's email, without its angle brackets.
    pub email: Option<String>,
    /// What is said of it.
    pub note: Option<String>,
}

impl Stamp {
    /// A stamp with a note of any text: line ends and control characters in it become spaces.
    pub fn new(time: &str, planner: &Planner, note: &str) -> Self {
        let breaks_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        let note = note.replace(breaks_line, " ");
        let note = Some(note.trim()).filter(|note| !note.is_empty()).map(str::to_owned);
        let (planner, email) = (Some(planner.name().to_owned()), Some(planner.email().to_owned()));
        Self { time: time.to_owned(), planner, email, note }
    }
}

impl fmt::Display for PlanLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Comment(text) => write!(f, "#{text}"),
            Self::Pragma { name, value: Some(value) } => write!(f, "%{name}={value}"),
            Self::Pragma { name, value: None } => write!(f, "%{name}"),
            Self::Change(change) => change.fmt(f),
            Self::Tag(tag) => tag.fmt(f),
        }
    }
}

impl fmt::Display for PlannedChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)?;
        if !self.requires.is_empty() {
            let requires: Vec<_> = self.requires.iter().map(ToString::to_string).collect();
            write!(f, " [{}]", requires.join(" "))?;
        }
        self.stamp.as_ref().map_or(Ok(()), |stamp| write!(f, " {stamp}"))
    }
}

impl fmt::Display for PlannedTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.name)?;
        if let Some(change) = &self.change {
            write!(f, " {change}")?;
        }
        write!(f, " {}", self.stamp)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.time)?;
        if let Some(planner) = &self.planner {
            write!(f, " {planner}")?;
        }
        if let Some(email) = &self.email {
            write!(f, " <{email}>")?;
        }
        self.note.as_ref().map_or(Ok(()), |note| write!(f, " # {note}"))
    }
}
