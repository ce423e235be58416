//! `pgpm.plan`: a module's changes, a line each, in the order in which they are deployed.

use std::collections::{HashMap, HashSet};

use typeferry_pgpm::{ChangeName, ModuleName, Planner, Requirement};

/// The moment on every line of a generated plan.
///
/// pgpm's own exports carry this one, and a plan with the time of its export would never be the same twice.
const TIMESTAMP: &str = "2017-08-11T08:11:51Z";

/// One change: a line of the plan and up to three scripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Unique in its module.
    pub name: ChangeName,
    /// What must be deployed before.
    pub requires: Vec<Requirement>,
    /// Said about the change in the plan; line ends and control characters become spaces, and it may be empty.
    pub note: String,
}

/// A plan as it is written: it keeps the names of its changes and nothing else of them.
#[derive(Debug)]
pub struct Plan {
    project: ModuleName,
    planner: Planner,
    planned: HashMap<ChangeName, Planner>,
    names: HashSet<ChangeName>,
}

/// A change that does not fit into its plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The name is taken.
    #[error("the plan of {project} already has a change {change}; rename one of the two")]
    Duplicate {
        /// The module.
        project: ModuleName,
        /// The name both changes have.
        change: ChangeName,
    },
    /// A requirement is no earlier change of the plan.
    #[error(
        "in the plan of {project}, {change} requires {requires}, which is no change before it; \
         correct the dependency, or order the changes"
    )]
    Unplanned {
        /// The module.
        project: ModuleName,
        /// The change that has the requirement.
        change: ChangeName,
        /// What it requires.
        requires: ChangeName,
    },
}

impl Plan {
    /// An empty plan; `planner` is named on each line.
    pub fn new(project: ModuleName, planner: Planner) -> Self {
        Self { project, planner, planned: HashMap::new(), names: HashSet::new() }
    }

    /// Names these on the lines of their changes: so a change that was planned before stays as it is, whoever exports.
    #[must_use]
    pub fn keeping(mut self, planned: HashMap<ChangeName, Planner>) -> Self {
        self.planned = planned;
        self
    }

    /// The lines before the first change.
    pub fn header(&self) -> String {
        let project = &self.project;
        format!("%syntax-version=1.0.0\n%project={project}\n%uri={project}\n\n")
    }

    /// Adds a change and returns its line, with the line end.
    ///
    /// # Errors
    /// [`PlanError`] if the name is taken or a requirement is not planned before.
    pub fn line(&mut self, change: &Change) -> Result<String, PlanError> {
        for requirement in &change.requires {
            self.check(change, requirement)?;
        }
        if !self.names.insert(change.name.clone()) {
            return Err(PlanError::Duplicate { project: self.project.clone(), change: change.name.clone() });
        }
        let (name, planner) = (&change.name, self.planned.get(&change.name).unwrap_or(&self.planner));
        let (requires, note) = (requires_text(&change.requires), note_text(&change.note));
        Ok(format!("{name}{requires} {TIMESTAMP} {planner}{note}\n"))
    }

    fn check(&self, change: &Change, requirement: &Requirement) -> Result<(), PlanError> {
        let requires = match requirement {
            Requirement::Elsewhere { package, .. } if *package != self.project => return Ok(()),
            Requirement::Change(name) | Requirement::Elsewhere { change: name, .. } => name,
        };
        if self.names.contains(requires) {
            return Ok(());
        }
        Err(PlanError::Unplanned {
            project: self.project.clone(),
            change: change.name.clone(),
            requires: requires.clone(),
        })
    }
}

fn requires_text(requires: &[Requirement]) -> String {
    if requires.is_empty() {
        return String::new();
    }
    let names: Vec<String> = requires.iter().map(ToString::to_string).collect();
    format!(" [{}]", names.join(" "))
}

fn note_text(note: &str) -> String {
    let line: String = note.chars().map(|c| if breaks_line(c) { ' ' } else { c }).collect();
    match line.trim() {
        "" => String::new(),
        note => format!(" # {note}"),
    }
}

fn breaks_line(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        Plan::new(ModuleName::new("acme").unwrap(), "Ada <ada@example.com>".parse().unwrap())
    }

    fn change(name: &str, requires: &[&str], note: &str) -> Change {
        let requires = requires.iter().map(|text| Requirement::parse(text).unwrap()).collect();
        Change { name: ChangeName::new(name).unwrap(), requires, note: note.to_owned() }
    }

    /// Reads a line as the format is described: name, dependencies, time, planner, note.
    fn parse(line: &str) -> Change {
        let (line, note) = line.split_once(" # ").unwrap_or((line, ""));
        let (head, planner) = line.split_once(" 2017-08-11T08:11:51Z ").unwrap();
        assert_eq!(planner, "Ada <ada@example.com>");
        let (name, requires) = head.split_once(' ').unwrap_or((head, "[]"));
        let requires = requires.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap();
        let requires: Vec<&str> = requires.split_whitespace().collect();
        change(name, &requires, note)
    }

    #[test]
    fn a_plan_reads_as_it_was_written() {
        let changes = [
            change("schemas/app/schema", &[], "the schema # of the app"),
            change("schemas/app/users", &["schemas/app/schema", "pgpm-types:types/email"], ""),
            change("größe", &["schemas/app/users"], "ok"),
        ];
        let mut plan = plan();
        let lines: String = changes.iter().map(|change| plan.line(change).unwrap()).collect();
        let read: Vec<Change> = lines.lines().map(parse).collect();
        assert_eq!(read, changes);
        assert_eq!(plan.header(), "%syntax-version=1.0.0\n%project=acme\n%uri=acme\n\n");
    }

    #[test]
    fn a_note_stays_on_its_line() {
        let line = plan().line(&change("a", &[], " two\r\nlines\t\u{2028}x\n")).unwrap();
        assert_eq!(line, "a 2017-08-11T08:11:51Z Ada <ada@example.com> # two  lines  x\n");
    }

    #[test]
    fn a_taken_name_and_an_unplanned_requirement_name_both() {
        let mut plan = plan();
        plan.line(&change("a", &[], "")).unwrap();
        let taken = plan.line(&change("a", &[], "")).unwrap_err().to_string();
        assert!(taken.contains("acme") && taken.contains("change a;"), "{taken}");
        for requires in ["c", "acme:c"] {
            let unplanned = plan.line(&change("b", &["a", requires], "")).unwrap_err().to_string();
            assert!(unplanned.contains("b requires c"), "{unplanned}");
        }
        assert!(plan.line(&change("b", &["b"], "")).is_err());
    }
}
