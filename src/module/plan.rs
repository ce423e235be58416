//! A change of a module, and its line in the plan.

use std::collections::HashMap;

use typeferry_pgpm::{ChangeName, ModuleName, Plan, PlannedChange, Planner, Reference, Stamp};

use super::escape::unescape;

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
    pub requires: Vec<Reference>,
    /// Said about the change in the plan; line ends and control characters become spaces, and it may be empty.
    pub note: String,
}

/// A change that does not fit into its plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// The name is taken.
    #[error("the plan of {project} already has a change {change}; rename one of the two")]
    Duplicate {
        /// The module.
        project: ModuleName,
        /// The name both changes have.
        change: ChangeName,
    },
    /// A requirement is no earlier change of the plan. The message has the names as the source has them.
    #[error(
        "in the plan of {project}, {} requires {}, which is no change before it; \
         correct the dependency, or order the changes",
        unescape(change.as_str()),
        unescape(requires.as_str())
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

/// Who is named on the lines of a plan.
#[derive(Debug)]
pub(super) struct Planners {
    /// Whoever exports.
    pub(super) now: Planner,
    /// Whoever planned a change before: its line stays as it is, whoever exports.
    pub(super) before: HashMap<ChangeName, Planner>,
}

/// Adds a change to a plan.
///
/// # Errors
/// The name is taken, or a requirement is not planned before.
pub(super) fn add(plan: &mut Plan, planners: &Planners, change: &Change) -> Result<(), PlanError> {
    let project = plan.project().clone();
    let mut own = change.requires.iter().filter_map(|reference| reference.in_module(&project));
    if let Some(requires) = own.find(|name| plan.line_of(name).is_none()) {
        let (change, requires) = (change.name.clone(), requires.clone());
        return Err(PlanError::Unplanned { project, change, requires });
    }
    let planner = planners.before.get(&change.name).unwrap_or(&planners.now);
    let stamp = Some(Stamp::new(TIMESTAMP, planner, &change.note));
    let (name, requires) = (change.name.clone(), change.requires.clone());
    plan.add(PlannedChange { name, requires, stamp })
        .map_err(|_| PlanError::Duplicate { project, change: change.name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds changes, the last of which may not fit.
    fn planned(changes: &[Change]) -> Result<String, PlanError> {
        let mut plan = Plan::new(ModuleName::new("acme").unwrap());
        let ada: Planner = "Ada <ada@example.com>".parse().unwrap();
        let before = HashMap::from([(ChangeName::new("old").unwrap(), "Bo <bo@example.com>".parse().unwrap())]);
        let planners = Planners { now: ada, before };
        changes.iter().try_for_each(|change| add(&mut plan, &planners, change)).map(|()| plan.to_string())
    }

    fn change(name: &str, requires: &[&str], note: &str) -> Change {
        let requires = requires.iter().map(|text| Reference::parse(text).unwrap()).collect();
        Change { name: ChangeName::new(name).unwrap(), requires, note: note.to_owned() }
    }

    #[test]
    fn a_line_has_who_planned_the_change_first() {
        let text = planned(&[change("old", &[], " two\r\nlines\t\u{2028}x\n"), change("new", &["old", "b:x"], "")]);
        assert_eq!(
            text.unwrap(),
            "%syntax-version=1.0.0\n%project=acme\n%uri=acme\n\n\
             old 2017-08-11T08:11:51Z Bo <bo@example.com> # two  lines  x\n\
             new [old b:x] 2017-08-11T08:11:51Z Ada <ada@example.com>\n"
        );
    }

    #[test]
    fn a_taken_name_and_an_unplanned_requirement_name_both() {
        let first = change("a", &[], "");
        let taken = planned(&[first.clone(), first.clone()]).unwrap_err().to_string();
        assert!(taken.contains("acme") && taken.contains("change a;"), "{taken}");
        for (requires, named) in [("c", "c"), ("acme:c", "c"), ("_x002E__x002E_/x", "../x")] {
            let unplanned = planned(&[first.clone(), change("b", &["a", requires], "")]).unwrap_err().to_string();
            assert!(unplanned.contains(&format!("b requires {named}, ")), "{unplanned}");
        }
        assert!(planned(&[change("b", &["b"], "")]).is_err());
    }
}
