//! The names that a module's files are called by, checked before anything is written.

use std::fmt;

/// The name of a change, such as `schemas/app_public/tables/users/table`.
///
/// It names a line of the plan and the files `deploy/<name>.sql`, `revert/<name>.sql` and `verify/<name>.sql`,
/// so it is a name that pgpm's plan reader takes (the rules of Sqitch's change names) and a relative path that
/// stays inside its folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChangeName(String);

/// The name of a module: its folder, its control file and its project in the plan.
///
/// Letters, digits, `_` and `-`, beginning with a letter or a digit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleName(String);

/// The name of a tag, without its `@`: a change's name without `/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TagName(String);

/// A name that no module can carry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// A change cannot have this name.
    #[error("the change name {name:?} {fault}; rename the change where it is defined")]
    Change {
        /// The name as it was given.
        name: String,
        /// What is wrong with it.
        fault: NameFault,
    },
    /// A module cannot have this name.
    #[error("the module name {name:?} {fault}; use letters, digits, `_` and `-`, such as `my-app`")]
    Module {
        /// The name as it was given.
        name: String,
        /// What is wrong with it.
        fault: NameFault,
    },
    /// A tag cannot have this name.
    #[error("the tag name {name:?} {fault}; rename the tag in the plan")]
    Tag {
        /// The name as it was given.
        name: String,
        /// What is wrong with it.
        fault: NameFault,
    },
}

/// Why a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameFault {
    /// No characters at all.
    #[error("is empty")]
    Empty,
    /// White space or a control character, which would end the name in a plan.
    #[error("holds white space or a control character ({0:?})")]
    Blank(char),
    /// A character that has a meaning of its own in a plan, or none in a module's name.
    #[error("holds {0:?}, which is not allowed there")]
    Forbidden(char),
    /// An empty, `.` or `..` part between slashes: the file would be elsewhere.
    #[error("has an empty, `.` or `..` part between its slashes")]
    Segment,
    /// Punctuation other than `_` at the beginning or the end.
    #[error("begins or ends with {0:?}; only letters, digits and `_` may stand there")]
    Edge(char),
    /// An end such as `/2` or `~1`, which the plan's grammar keeps for positions.
    #[error("ends in one of `~ ^ / = %` and digits, which a plan reads as a position")]
    Position,
}

impl ChangeName {
    /// Checks a change's name.
    ///
    /// # Errors
    /// [`NameError::Change`] with the name and the rule it breaks.
    pub fn new(name: impl Into<String>) -> Result<Self, NameError> {
        let name = name.into();
        match change_fault(&name) {
            Some(fault) => Err(NameError::Change { name, fault }),
            None => Ok(Self(name)),
        }
    }

    /// The name as it stands in the plan.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ModuleName {
    /// Checks a module's name.
    ///
    /// # Errors
    /// [`NameError::Module`] with the name and the rule it breaks.
    pub fn new(name: impl Into<String>) -> Result<Self, NameError> {
        let name = name.into();
        match module_fault(&name) {
            Some(fault) => Err(NameError::Module { name, fault }),
            None => Ok(Self(name)),
        }
    }

    /// The name as it stands in the plan and in the control file's own name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TagName {
    /// Checks a tag's name.
    ///
    /// # Errors
    /// [`NameError::Tag`] with the name and the rule it breaks.
    pub fn new(name: impl Into<String>) -> Result<Self, NameError> {
        let name = name.into();
        let slash = || name.contains('/').then_some(NameFault::Forbidden('/'));
        match change_fault(&name).or_else(slash) {
            Some(fault) => Err(NameError::Tag { name, fault }),
            None => Ok(Self(name)),
        }
    }

    /// The name as it stands in the plan behind its `@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TagName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ChangeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ModuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn change_fault(name: &str) -> Option<NameFault> {
    if name.is_empty() {
        return Some(NameFault::Empty);
    }
    name.chars()
        .find_map(change_character_fault)
        .or_else(|| name.split('/').any(is_unsafe_segment).then_some(NameFault::Segment))
        .or_else(|| edge_fault(name))
        .or_else(|| ends_in_position(name).then_some(NameFault::Position))
}

fn change_character_fault(character: char) -> Option<NameFault> {
    if character.is_whitespace() || character.is_control() {
        return Some(NameFault::Blank(character));
    }
    // Brackets enclose the dependencies in a plan; a name with one would end the list early.
    matches!(character, ':' | '@' | '#' | '\\' | '[' | ']').then_some(NameFault::Forbidden(character))
}

fn is_unsafe_segment(segment: &str) -> bool {
    matches!(segment, "" | "." | "..")
}

fn edge_fault(name: &str) -> Option<NameFault> {
    let edges = [name.chars().next(), name.chars().next_back()];
    edges.into_iter().flatten().find(|&edge| edge.is_ascii_punctuation() && edge != '_').map(NameFault::Edge)
}

fn ends_in_position(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.len() < name.len() && stem.ends_with(['~', '^', '/', '=', '%'])
}

fn module_fault(name: &str) -> Option<NameFault> {
    let Some(first) = name.chars().next() else {
        return Some(NameFault::Empty);
    };
    if let Some(odd) = name.chars().find(|&c| !c.is_ascii_alphanumeric() && c != '_' && c != '-') {
        return Some(NameFault::Forbidden(odd));
    }
    (!first.is_ascii_alphanumeric()).then_some(NameFault::Edge(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str) -> Option<NameFault> {
        ChangeName::new(name).err().map(|error| match error {
            NameError::Change { fault, .. } | NameError::Module { fault, .. } | NameError::Tag { fault, .. } => fault,
        })
    }

    #[test]
    fn changes_may_be_paths_in_any_script() {
        for name in ["table", "schemas/app_public/tables/users/table", "größe/été", "v1.2-rc+x", "_private_"] {
            assert_eq!(change(name), None, "{name}");
        }
    }

    #[test]
    fn changes_that_a_plan_would_misread_are_refused() {
        assert_eq!(change(""), Some(NameFault::Empty));
        assert_eq!(change("a b"), Some(NameFault::Blank(' ')));
        assert_eq!(change("a\nb"), Some(NameFault::Blank('\n')));
        assert_eq!(change("a\u{7}b"), Some(NameFault::Blank('\u{7}')));
        for odd in [':', '@', '#', '\\', '[', ']'] {
            assert_eq!(change(&format!("a{odd}b")), Some(NameFault::Forbidden(odd)));
        }
        assert_eq!(change("%project=x"), Some(NameFault::Edge('%')));
        assert_eq!(change("a."), Some(NameFault::Edge('.')));
        assert_eq!(change("releases/2024"), Some(NameFault::Position));
    }

    #[test]
    fn changes_stay_inside_their_folder() {
        for name in ["/etc/passwd", "a//b", "a/./b", "../a", "a/../../b", "a/"] {
            assert_eq!(change(name), Some(NameFault::Segment), "{name}");
        }
    }

    #[test]
    fn modules_are_plain_words() {
        for name in ["acme", "acme-service", "7_wonders", "Acme"] {
            assert!(ModuleName::new(name).is_ok(), "{name}");
        }
        for name in ["", "-acme", "_acme", "a/b", "a b", "..", "é"] {
            assert!(ModuleName::new(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_tag_has_no_slash() {
        assert!(TagName::new("v1.0.0").is_ok());
        for name in ["a/b", "", "a:b", "-a"] {
            assert!(TagName::new(name).is_err(), "{name}");
        }
    }

    #[test]
    fn an_error_names_the_name_and_the_rule() {
        let message = ChangeName::new("a:b").unwrap_err().to_string();
        assert!(message.contains("\"a:b\"") && message.contains("':'"), "{message}");
    }
}
