//! One case a change: the committed base contract, a small edit, and the findings that it gives.
//!
//! `case.txt` says on its first line what happened. `accept` on a line of its own asks for the findings of `typeferry
//! queries --accept` rather than of a build; `several:` gives the reason why one change is more than one finding. Then
//! edits: `@ FILE` with the lines that go (`-`) and come (`+`), once there or, with `everywhere`, wherever they are.

use std::fs;
use std::path::Path;

use typeferry_codegen::diagnostic::Diagnostics;

use crate::contract::{Texts, folders, tests_dir};
use crate::golden::compare;

#[test]
fn every_change_gives_what_is_committed() {
    let mut wrong = Vec::new();
    let base = base();
    base.generate().unwrap_or_else(|found| panic!("{found:#?}"));
    for dir in folders(&tests_dir().join("drift")).iter().filter(|dir| !dir.ends_with("base")) {
        let case = Case::read(&dir.join("case.txt"));
        let found = case.found(&base);
        wrong.extend(judge(&case, &found).into_iter().map(|message| format!("{}: {message}", dir.display())));
        let lines = found.iter().map(ToString::to_string).chain([String::new()]).collect::<Vec<_>>().join("\n");
        wrong.extend(compare(&dir.join("expected.txt"), &lines).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What holds of every finding, whatever its text.
fn judge(case: &Case, found: &Diagnostics) -> Option<String> {
    if let Some(finding) = found.iter().find(|finding| finding.location.is_none()) {
        return Some(format!("without a place: {finding}"));
    }
    match (found.len(), case.several) {
        (0, _) => Some("nothing is found".to_owned()),
        (1, true) => Some("is one finding: no need to say why it is several".to_owned()),
        (count, false) if count > 1 => Some(format!("one change, and {count} findings: {found:#?}")),
        _ => None,
    }
}

fn base() -> Texts {
    let dir = tests_dir().join("drift/base");
    let committed = Texts::read(&dir);
    let texts = Texts::written(committed.schema(), committed.config()).unwrap_or_else(|found| panic!("{found:#?}"));
    let queries = texts.0.iter().filter(|(name, _)| name.starts_with("queries/"));
    let stale: Vec<_> = queries.filter_map(|(name, text)| compare(&dir.join(name), text).err()).collect();
    assert!(stale.is_empty(), "{}", stale.join("\n"));
    texts
}

struct Case {
    accept: bool,
    several: bool,
    edits: Vec<Edit>,
}

struct Edit {
    file: String,
    how: String,
    old: Vec<String>,
    new: Vec<String>,
}

impl Case {
    fn read(path: &Path) -> Self {
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

    fn found(&self, base: &Texts) -> Diagnostics {
        let mut texts = base.clone();
        for edit in &self.edits {
            let text = texts.0.get_mut(&edit.file).unwrap_or_else(|| panic!("no {}", edit.file));
            *text = edit.apply(text);
        }
        let result = if self.accept {
            Texts::written(texts.schema(), texts.config()).map(|_| ())
        } else {
            texts.generate().map(|_| ())
        };
        result.err().unwrap_or_default()
    }
}

impl Edit {
    fn of(target: &str) -> Self {
        let (file, how) = target.split_once(' ').unwrap_or((target, "once"));
        Self { file: file.to_owned(), how: how.to_owned(), old: Vec::new(), new: Vec::new() }
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
