//! A case in a folder: what happened, as an edit of the base contract.
//!
//! `case.txt` says on its first line what happened. `accept` on a line of its own asks for the findings of `typeferry
//! queries --accept` rather than of a build; `several:` gives the reason why one change is more than one finding. Then
//! edits: `@ FILE` with the lines that go (`-`) and come (`+`), once there or, with `everywhere`, wherever they are; or
//! with `emptied` or `removed` and no lines. `@ FILE before …` is an edit of what the change begins with.

use std::fs;
use std::path::Path;

use typeferry_codegen::diagnostic::Diagnostics;

use crate::contract::Texts;

pub(crate) struct Case {
    pub(crate) accept: bool,
    pub(crate) several: bool,
    pub(crate) edits: Vec<Edit>,
}

pub(crate) struct Edit {
    pub(crate) file: String,
    pub(crate) before: bool,
    how: String,
    old: Vec<String>,
    new: Vec<String>,
}

impl Case {
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let mut case = Self { accept: false, several: false, edits: Vec::new() };
        for line in text.lines().skip(1) {
            let edit = case.edits.last_mut();
            match (line.split_at_checked(1), edit) {
                (None, _) => {}
                (Some(("@", target)), _) => case.edits.push(Edit::of(target.trim())),
                (Some(("-", text)), Some(edit)) => edit.old.push(text.strip_prefix(' ').unwrap_or(text).to_owned()),
                (Some(("+", text)), Some(edit)) => edit.new.push(text.strip_prefix(' ').unwrap_or(text).to_owned()),
                _ if line == "accept" => case.accept = true,
                _ if line.starts_with("several: ") => case.several = true,
                _ => panic!("{}: {line}", path.display()),
            }
        }
        assert!(!case.edits.is_empty(), "{} changes nothing", path.display());
        case
    }

    /// The contract before: the base, or what is written for the base as the case would have it.
    pub(crate) fn before(&self, base: &Texts) -> Texts {
        if self.edits.iter().all(|edit| !edit.before) {
            return base.clone();
        }
        let texts = self.edited(base, true);
        Texts::written(texts.schema(), texts.config()).unwrap_or_else(|found| panic!("{found:#?}"))
    }

    /// The contract after.
    pub(crate) fn after(&self, before: &Texts) -> Texts {
        self.edited(before, false)
    }

    fn edited(&self, texts: &Texts, before: bool) -> Texts {
        let mut texts = texts.clone();
        for edit in self.edits.iter().filter(|edit| edit.before == before) {
            let text = texts.0.remove(&edit.file).unwrap_or_else(|| panic!("no {}", edit.file));
            if edit.how != "removed" {
                texts.0.insert(edit.file.clone(), edit.apply(&text));
            }
        }
        texts
    }

    /// What is found on the way that the case asks for: errors, or else warnings.
    pub(crate) fn found(&self, texts: &Texts) -> Diagnostics {
        if self.accept {
            return Texts::written(texts.schema(), texts.config()).err().unwrap_or_default();
        }
        texts.generate().map_or_else(|errors| errors, |generated| generated.warnings)
    }
}

impl Edit {
    fn of(target: &str) -> Self {
        let (file, how) = target.split_once(' ').unwrap_or((target, "once"));
        let (before, how) = match how.strip_prefix("before") {
            Some(how) => (true, how.trim()),
            None => (false, how),
        };
        let how = if how.is_empty() { "once" } else { how };
        Self { file: file.to_owned(), before, how: how.to_owned(), old: Vec::new(), new: Vec::new() }
    }

    fn apply(&self, text: &str) -> String {
        let mut old = self.old.join("\n");
        if self.new.is_empty() {
            old.push('\n');
        }
        let count = text.matches(&old).count();
        match self.how.as_str() {
            "emptied" => String::new(),
            "everywhere" if count > 0 => text.replace(&old, &self.new.join("\n")),
            "once" if count == 1 => text.replace(&old, &self.new.join("\n")),
            how => panic!("{} has {count} times, {how}: {old}", self.file),
        }
    }
}
