//! `pgpm.plan` as a model: what is read of it is written again, line by line
//! (<https://sqitch.org/docs/manual/sqitchplan/>, whose format pgpm takes over).

mod error;
mod line;
mod read;

use std::fmt;

pub use self::error::{PlanError, PlanFault};
pub use self::line::{PlanLine, PlannedChange, PlannedTag, Stamp};

use crate::name::{ChangeName, ModuleName, TagName};

/// The version of the format.
pub const SYNTAX_VERSION: &str = "1.0.0";

/// A plan: its lines in order. No two changes and no two tags of it have one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    project: ModuleName,
    lines: Vec<PlanLine>,
}

impl Plan {
    /// The module whose plan it is (`%project`).
    pub fn project(&self) -> &ModuleName {
        &self.project
    }

    /// All lines, in order; the first is line 1.
    pub fn lines(&self) -> &[PlanLine] {
        &self.lines
    }

    /// The changes, in the order in which they are deployed, each with its line, counted from 1.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (usize, &PlannedChange)> {
        self.lines.iter().enumerate().filter_map(|(at, line)| match line {
            PlanLine::Change(change) => Some((at + 1, change)),
            _ => None,
        })
    }

    /// The tags, in order.
    pub fn tags(&self) -> impl Iterator<Item = &PlannedTag> {
        self.lines.iter().filter_map(|line| match line {
            PlanLine::Tag(tag) => Some(tag),
            _ => None,
        })
    }

    /// The line of a change.
    pub fn line_of(&self, name: &ChangeName) -> Option<usize> {
        self.changes().find(|(_, change)| change.name == *name).map(|(line, _)| line)
    }

    /// The change that a tag is on: the one it names, else the last one before it. The line is that of the change.
    pub fn tagged(&self, tag: &TagName) -> Option<(usize, &ChangeName)> {
        let is_tag = |line: &PlanLine| matches!(line, PlanLine::Tag(found) if found.name == *tag);
        let at = self.lines.iter().position(is_tag)?;
        match &self.lines[at] {
            PlanLine::Tag(PlannedTag { change: Some(change), .. }) => Some((self.line_of(change)?, change)),
            _ => self.changes().take_while(|(line, _)| *line <= at).last().map(|(line, change)| (line, &change.name)),
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
