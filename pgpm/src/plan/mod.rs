//! `pgpm.plan` as a model (<https://sqitch.org/docs/manual/sqitchplan/>, whose format pgpm takes over). A plan that was
//! read is written byte for byte; one that is made here reads as it was made.

mod error;
mod line;
mod read;

use std::collections::HashMap;
use std::fmt;

pub use self::error::{PlanError, PlanFault};
pub use self::line::{PlanLine, PlannedChange, PlannedTag, Stamp};

use crate::name::{ChangeName, ModuleName, TagName};

/// The version of the format.
pub const SYNTAX_VERSION: &str = "1.0.0";

/// A plan: its lines in order. No two changes and no two tags of it have one name. [`fmt::Display`] writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    project: ModuleName,
    text: String,
    lines: Lines,
}

/// The lines of a plan, as far as each fits to those before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Lines {
    all: Vec<PlanLine>,
    /// The line of each change and of each tag, counted from 1.
    changes: HashMap<ChangeName, usize>,
    tags: HashMap<TagName, usize>,
}

impl Plan {
    /// The plan of a module, without a change.
    pub fn new(project: ModuleName) -> Self {
        let pragma = |name: &str, value: &str| PlanLine::Pragma { name: name.into(), value: Some(value.into()) };
        let own = project.as_str();
        let head = [pragma("syntax-version", SYNTAX_VERSION), pragma("project", own), pragma("uri", own)];
        let all: Vec<_> = head.into_iter().chain([PlanLine::Blank]).collect();
        let text = all.iter().fold(String::new(), |text, line| text + &line.to_string() + "\n");
        Self { project, text, lines: Lines { all, ..Lines::default() } }
    }

    /// Adds a change as the last line.
    ///
    /// # Errors
    /// [`PlanFault::SecondChange`].
    pub fn add(&mut self, change: PlannedChange) -> Result<(), PlanFault> {
        let line = PlanLine::Change(change);
        let text = format!("{line}\n");
        self.lines.add(line)?;
        self.text.push_str(&text);
        Ok(())
    }

    /// The module whose plan it is (`%project`).
    pub fn project(&self) -> &ModuleName {
        &self.project
    }

    /// All lines, in order; the first is line 1.
    pub fn lines(&self) -> &[PlanLine] {
        &self.lines.all
    }

    /// The changes, in the order in which they are deployed, each with its line, counted from 1.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (usize, &PlannedChange)> {
        self.lines().iter().enumerate().filter_map(|(at, line)| match line {
            PlanLine::Change(change) => Some((at + 1, change)),
            _ => None,
        })
    }

    /// The tags, in order.
    pub fn tags(&self) -> impl Iterator<Item = &PlannedTag> {
        self.lines().iter().filter_map(|line| match line {
            PlanLine::Tag(tag) => Some(tag),
            _ => None,
        })
    }

    /// The line of a change.
    pub fn line_of(&self, name: &ChangeName) -> Option<usize> {
        self.lines.changes.get(name).copied()
    }

    /// The line of a tag.
    pub(crate) fn line_of_tag(&self, name: &TagName) -> Option<usize> {
        self.lines.tags.get(name).copied()
    }

    /// The change that a tag is on: the one it names, else the last one before it. The line is that of the change.
    pub fn tagged(&self, tag: &TagName) -> Option<(usize, &ChangeName)> {
        let at = self.line_of_tag(tag)?;
        match self.lines().get(at - 1) {
            Some(PlanLine::Tag(PlannedTag { change: Some(change), .. })) => Some((self.line_of(change)?, change)),
            _ => self.changes().take_while(|(line, _)| *line < at).last().map(|(line, change)| (line, &change.name)),
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Lines {
    /// Adds a line, if it fits.
    fn add(&mut self, line: PlanLine) -> Result<(), PlanFault> {
        let number = self.all.len() + 1;
        match &line {
            PlanLine::Change(change) => {
                if let Some(first) = self.changes.get(&change.name) {
                    return Err(PlanFault::SecondChange { change: change.name.clone(), first: *first });
                }
                self.changes.insert(change.name.clone(), number);
            }
            PlanLine::Tag(tag) => {
                if let Some(first) = self.tags.get(&tag.name) {
                    return Err(PlanFault::SecondTag { tag: tag.name.clone(), first: *first });
                }
                self.tags.insert(tag.name.clone(), number);
                self.check_tagged(tag)?;
            }
            PlanLine::Blank | PlanLine::Comment(_) | PlanLine::Pragma { .. } => {}
        }
        self.all.push(line);
        Ok(())
    }

    fn check_tagged(&self, tag: &PlannedTag) -> Result<(), PlanFault> {
        let name = || tag.name.clone();
        match &tag.change {
            Some(change) if !self.changes.contains_key(change) => {
                Err(PlanFault::TagOnUnknown { tag: name(), change: change.clone() })
            }
            None if self.changes.is_empty() => Err(PlanFault::TagOnNothing { tag: name() }),
            _ => Ok(()),
        }
    }
}
