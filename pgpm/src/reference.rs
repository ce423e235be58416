//! What a change depends on: as an export writes it, and in every form that a plan has.

use std::fmt;

use crate::name::{ChangeName, ModuleName, NameError, TagName};

/// A reference to a change, in one of the forms of a plan: `change`, `@tag`, `change@tag`, each also with the module
/// that has it in front: `package:change`, `package:@tag`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The module; `None` is the one whose plan it is.
    pub package: Option<ModuleName>,
    /// The change in it.
    pub target: Target,
}

/// Which change of a module is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// The change of that name.
    Change(ChangeName),
    /// The change that the tag is on.
    Tag(TagName),
    /// The change of that name, which the plan must have at the tag.
    ChangeAt(ChangeName, TagName),
}

/// A text that is no reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReferenceError {
    /// A part of it is no name.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A position in a plan, such as `HEAD` or `@ROOT`: what it means changes with every line that is added.
    #[error("{text:?} is a position in the plan and no change of its own; name the change, or a tag on it")]
    Position {
        /// The text.
        text: String,
    },
}

impl Reference {
    /// Reads one of the forms.
    ///
    /// # Errors
    /// [`ReferenceError`] if a part is no such name, or the text is a position.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let (package, rest) = match text.split_once(':') {
            None => (None, text),
            Some((package, rest)) => (Some(ModuleName::new(package)?), rest),
        };
        if matches!(rest.trim_start_matches('@'), "HEAD" | "ROOT") {
            return Err(ReferenceError::Position { text: text.to_owned() });
        }
        let target = match rest.split_once('@') {
            None => Target::Change(ChangeName::new(rest)?),
            Some(("", tag)) => Target::Tag(TagName::new(tag)?),
            Some((change, tag)) => Target::ChangeAt(ChangeName::new(change)?, TagName::new(tag)?),
        };
        Ok(Self { package, target })
    }
}

impl Reference {
    /// The change that it names, if that is one of the module `own`.
    pub fn in_module(&self, own: &ModuleName) -> Option<&ChangeName> {
        match (&self.package, &self.target) {
            (Some(package), _) if package != own => None,
            (_, Target::Change(change) | Target::ChangeAt(change, _)) => Some(change),
            (_, Target::Tag(_)) => None,
        }
    }
}

impl From<ChangeName> for Reference {
    fn from(change: ChangeName) -> Self {
        Self { package: None, target: Target::Change(change) }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(package) = &self.package {
            write!(f, "{package}:")?;
        }
        match &self.target {
            Target::Change(change) => change.fmt(f),
            Target::Tag(tag) => write!(f, "@{tag}"),
            Target::ChangeAt(change, tag) => write!(f, "{change}@{tag}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_written_as_it_was_read() {
        for text in ["a", "x/y", "@v1", "x/y@v1", "pgpm-types:x/y", "pkg:@v1", "pkg:a@v1.0"] {
            assert_eq!(Reference::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_reference_is_refused_with_its_part() {
        for text in ["", "@", "a@", ":a", "a:", "a:b:c", "a@b@c", "a b", "../x", "pkg:../x", "@a/b", "a^", "@v1~2"] {
            assert!(Reference::parse(text).is_err(), "{text}");
        }
        for text in ["HEAD", "@HEAD", "ROOT", "pkg:@ROOT"] {
            let error = Reference::parse(text).unwrap_err();
            assert!(matches!(error, ReferenceError::Position { .. }), "{error}");
        }
    }
}
