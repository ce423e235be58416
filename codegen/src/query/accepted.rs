//! What differs from what was last accepted: the build's answer to the differences between the lock and the schema, each
//! at its line. What the documents have come to name beside it, or name no more, is no difference of schemas; it is
//! accepted as well.

use std::collections::{BTreeMap, BTreeSet};

use super::lock::{ACCEPT, Line, Lock};
use super::part::Part;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Source};
use crate::dialect::Dialect;
use crate::drift::{self, Change, Kind, OnBuild};
use crate::schema::Schema;

/// What the lock file is held against.
pub(super) struct Today<'a> {
    pub(super) lock: &'a Lock,
    pub(super) schema: &'a Schema,
    pub(super) dialect: &'static dyn Dialect,
}

/// Checks the lock of today's schema and documents against the lock file.
///
/// `broken` says that a document did not check: what is gone or new then is that document's affair.
pub(super) fn check(state: &Today<'_>, file: &Source, broken: bool, diagnostics: &mut Diagnostics) {
    let Today { lock: today, schema, .. } = *state;
    let accepted = Lock::read(file, today, diagnostics);
    if accepted.lines.is_empty() && !today.lines.is_empty() {
        let error = Diagnostic::error("nothing is accepted yet: the lock is empty or not there").note(ACCEPT);
        diagnostics.push(error.at(file.locate(0)));
        return;
    }
    let checker = Checker { accepted: &accepted, today, schema, changes: changes(&accepted, state) };
    checker.values(diagnostics);
    if !broken {
        checker.not_accepted(diagnostics);
        checker.gone(diagnostics);
        checker.unnoticed(file, diagnostics);
    }
}

/// What differs; nothing where the lock is as it was. What is deprecated is said where a document selects it.
fn changes(accepted: &Lock, today: &Today<'_>) -> Vec<Change> {
    let texts = |lock: &Lock| lock.lines.iter().map(|(key, line)| (key.clone(), line.text.clone())).collect::<Vec<_>>();
    if texts(accepted) == texts(today.lock) {
        return Vec::new();
    }
    let changes = drift::changes(&Part::of_lock(accepted), today.schema, today.dialect).into_iter();
    changes.filter(|change| change.difference.kind != Kind::Deprecated).collect()
}

struct Checker<'a> {
    accepted: &'a Lock,
    today: &'a Lock,
    schema: &'a Schema,
    changes: Vec<Change>,
}

impl Checker<'_> {
    /// Lines that have another text today.
    fn values(&self, diagnostics: &mut Diagnostics) {
        let verdicts = self.verdicts();
        for (key, line) in &self.today.lines {
            let Some(before) = self.accepted.lines.get(key).filter(|before| before.text != line.text) else { continue };
            // What only follows a new name of something else is said there.
            let Some(verdict) = verdicts.get(key.as_str()).copied().or_else(|| self.unexplained(before)) else {
                continue;
            };
            let message = format!("`{key}` was accepted as `{}` and is now `{}`", before.text, line.text);
            let error = self.settle(message, line);
            diagnostics.push(if verdict == OnBuild::Stops { error } else { error.only_warns() });
        }
    }

    /// The worst of what the build does about each line.
    fn verdicts(&self) -> BTreeMap<&str, OnBuild> {
        let mut verdicts = BTreeMap::new();
        for change in &self.changes {
            let verdict = change.difference.build();
            for line in &change.lines {
                let worst = verdicts.entry(line.as_str()).or_insert(verdict);
                *worst = verdict.min(*worst);
            }
        }
        verdicts
    }

    /// A line that does not read, or that is otherwise where nothing was renamed that it could follow.
    fn unexplained(&self, before: &Line) -> Option<OnBuild> {
        let renamed = self.changes.iter().any(|change| change.difference.kind.is_rename());
        (before.item.is_none() || !renamed).then_some(OnBuild::Stops)
    }

    /// Lines that were not accepted.
    fn not_accepted(&self, diagnostics: &mut Diagnostics) {
        let lines = self.today.lines.iter().filter(|(key, _)| !self.accepted.lines.contains_key(*key));
        for (key, line) in lines.filter(|(key, _)| self.is_of_documents(key)) {
            diagnostics.push(self.settle(format!("`{key}` is not accepted yet: {}", line.text), line));
        }
    }

    /// Lines that nothing is selected for any more: an operation that is gone is one finding, at the first of its lines.
    fn gone(&self, diagnostics: &mut Diagnostics) {
        let today: BTreeSet<&str> = self.today.lines.keys().filter_map(|key| operation(key)).collect();
        let mut lost: BTreeMap<&str, &Location> = BTreeMap::new();
        let lines = self.accepted.lines.iter().filter(|(key, _)| !self.today.lines.contains_key(*key));
        for (key, line) in lines.filter(|(key, _)| self.is_of_documents(key)) {
            if let Some(operation) = operation(key).filter(|operation| !today.contains(operation)) {
                let first = lost.entry(operation).or_insert(&line.at);
                *first = (*first).min(&line.at);
                continue;
            }
            let message = format!("`{key}` was accepted, and no document selects it any more");
            diagnostics.push(Diagnostic::error(message).at(line.at.clone()).note(ACCEPT));
        }
        for (operation, at) in lost {
            let message = format!("the operation `{operation}` was accepted, and no document has it any more");
            diagnostics.push(Diagnostic::error(message).at(at.clone()).note(ACCEPT));
        }
    }

    /// Whether it is for the documents that a line is new or gone. A foreign key of rows that were selected and still
    /// are is the schema's, and may be over columns of other names.
    fn is_of_documents(&self, key: &str) -> bool {
        let Some((path, _)) = key.strip_prefix("foreign-key ").and_then(|rest| rest.split_once('(')) else {
            return true;
        };
        let rows = format!("table {path}");
        let both = [self.accepted, self.today].iter().all(|lock| lock.lines.contains_key(&rows));
        !both || self.changes.iter().any(|change| change.lines.contains(key))
    }

    /// Whatever has been said, the build's answer is the worst of the differences' own.
    fn unnoticed(&self, file: &Source, diagnostics: &mut Diagnostics) {
        let worst =
            diagnostics.iter().map(|finding| if finding.is_error() { OnBuild::Stops } else { OnBuild::Warns }).min();
        for Change { difference, .. } in &self.changes {
            let verdict = difference.build();
            if verdict < worst.unwrap_or(OnBuild::Nothing) {
                let error = Diagnostic::error(difference.to_string()).at(file.locate(0)).note(difference.remedy());
                diagnostics.push(if verdict == OnBuild::Stops { error } else { error.only_warns() });
            }
        }
    }

    fn settle(&self, message: String, line: &Line) -> Diagnostic {
        let mut error = Diagnostic::error(message).at(line.at.clone());
        if let Some(location) = self.schema.locate(line.schema_at) {
            error = error.note(format!("see {location}"));
        }
        error.note(ACCEPT)
    }
}

/// The operation that a line is of, where its kind has one: `kind Operation.path`.
fn operation(key: &str) -> Option<&str> {
    let (kind, path) = key.split_once(' ')?;
    let has_one = matches!(kind, "argument" | "column" | "field" | "foreign-key" | "table");
    path.split('.').next().filter(|_| has_one)
}
