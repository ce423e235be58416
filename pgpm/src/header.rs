//! The comment lines that a script begins with.
//!
//! pgpm orders by the plan alone; what a script says of itself is checked against it, and a difference is a warning.

use std::fmt;

use crate::kind::ScriptKind;
use crate::name::ChangeName;
use crate::plan::PlannedChange;

/// What a script says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The change, from `-- Deploy: change`, `-- Deploy change to pg` or `-- Deploy package:change`.
    pub change: Option<String>,
    /// What stands behind each `-- requires:`.
    pub requires: Vec<String>,
}

/// A difference between a script's header and its plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HeaderDrift {
    /// The script is of another change, as it says.
    OtherChange {
        /// The change in the plan.
        change: String,
        /// The change in the header.
        header: String,
    },
    /// The header requires what the plan does not.
    NotPlanned {
        /// The change.
        change: String,
        /// What the header requires.
        requires: String,
    },
    /// The plan requires what the header does not.
    NotSaid {
        /// The change.
        change: String,
        /// What the plan requires.
        requires: String,
    },
}

impl Header {
    /// Reads the comment lines and blank lines before the first statement.
    pub fn read(text: &str, kind: ScriptKind) -> Self {
        let mut header = Self::default();
        let lines = text
            .lines()
            .map(str::trim_end)
            .take_while(|line| line.trim().is_empty() || line.trim_start().starts_with("--"));
        for said in lines.filter_map(|line| line.strip_prefix("--")).map(str::trim) {
            if let Some(required) = said.strip_prefix("requires:") {
                header.requires.push(required.trim().to_owned());
            } else if header.change.is_none() {
                header.change = named(said, kind);
            }
        }
        header
    }

    /// How the header of a deploy script differs from its line of the plan.
    pub fn drift(&self, planned: &PlannedChange, package: &str) -> Vec<HeaderDrift> {
        let change = planned.name.to_string();
        let mut found = Vec::new();
        if let Some(header) = self.change.as_ref().filter(|header| **header != change) {
            found.push(HeaderDrift::OtherChange { change: change.clone(), header: header.clone() });
        }
        // Each may name the module itself or not, and a header also leaves out which other one it is.
        let local = |text: &str| {
            let own = text.strip_prefix(package).and_then(|rest| rest.strip_prefix(':'));
            own.unwrap_or(text).to_owned()
        };
        let same = |said: &String, planned: &String| {
            said == planned || planned.split_once(':').is_some_and(|(_, name)| name == said)
        };
        let planned: Vec<_> = planned.requires.iter().map(|requires| local(&requires.to_string())).collect();
        let said: Vec<_> = self.requires.iter().map(|requires| local(requires)).collect();
        let not_planned = said.iter().filter(|said| !planned.iter().any(|planned| same(said, planned)));
        let not_planned = not_planned.map(|requires| (change.clone(), requires.clone()));
        found.extend(not_planned.map(|(change, requires)| HeaderDrift::NotPlanned { change, requires }));
        let not_said = planned.iter().filter(|planned| !said.iter().any(|said| same(said, planned)));
        let not_said = not_said.map(|requires| (change.clone(), requires.clone()));
        found.extend(not_said.map(|(change, requires)| HeaderDrift::NotSaid { change, requires }));
        found
    }
}

/// The change behind `Deploy:` or `Deploy`.
fn named(said: &str, kind: ScriptKind) -> Option<String> {
    let rest = said.strip_prefix(kind.title())?;
    let rest = match rest.strip_prefix(':') {
        Some(rest) => rest,
        None if rest.starts_with(char::is_whitespace) => rest,
        None => return None,
    };
    let rest = rest.trim();
    let target =
        rest.strip_suffix("pg").and_then(|rest| rest.trim_end().strip_suffix(" to")).map_or(rest, str::trim_end);
    let change = target.split_once(':').map_or(target, |(_, change)| change.trim());
    ChangeName::new(change).is_ok().then(|| change.to_owned())
}

impl fmt::Display for HeaderDrift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherChange { change, header } => write!(f, "the script of {change} says it is of {header}"),
            Self::NotPlanned { change, requires } => {
                write!(f, "the script of {change} requires {requires}, and the plan does not: the plan counts")
            }
            Self::NotSaid { change, requires } => {
                write!(f, "the plan requires {requires} for {change}, and the script does not say so: the plan counts")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Plan;

    fn header(text: &str) -> Header {
        Header::read(text, ScriptKind::Deploy)
    }

    #[test]
    fn every_form_of_the_first_line_names_the_change() {
        for text in [
            "-- Deploy: x/a",
            "-- Deploy x/a to pg",
            "-- Deploy acme:x/a to pg",
            "-- Deploy acme:x/a",
            "--Deploy: x/a ",
        ] {
            assert_eq!(header(text).change.as_deref(), Some("x/a"), "{text}");
        }
        for text in ["-- Deploying is fun", "-- Revert: x/a", "SELECT 1; -- Deploy: x/a", "SELECT 1;\n-- Deploy: x/a"] {
            assert_eq!(header(text).change, None, "{text}");
        }
    }

    #[test]
    fn requirements_stand_before_the_first_statement() {
        let text = "-- Deploy: a\n-- by Ada\n\n-- requires: b\n--requires: pkg:c \nBEGIN;\n-- requires: d\n";
        assert_eq!(header(text).requires, ["b", "pkg:c"]);
    }

    #[test]
    fn a_header_that_says_otherwise_than_its_plan_is_reported() {
        let plan = Plan::parse("%project=acme\na [b acme:c pkg:d]\n").unwrap();
        let drift = |text: &str| plan.changes().next().map(|(_, change)| header(text).drift(change, "acme")).unwrap();
        assert_eq!(drift("-- Deploy: a\n-- requires: acme:b\n-- requires: c\n-- requires: pkg:d\n"), []);
        assert_eq!(drift("-- Deploy: a\n-- requires: b\n-- requires: c\n-- requires: d\n"), []);
        assert_eq!(drift("-- requires: b\n-- requires: c\n-- requires: other:d\n").len(), 2);
        let said: Vec<_> =
            drift("-- Deploy: z\n-- requires: b\n-- requires: e\n").iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 4);
        assert!(
            said[0].contains("of z") && said[1].contains("requires e") && said[2].contains("requires c"),
            "{said:?}"
        );
    }
}
