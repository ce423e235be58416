//! What a deploy did, for people and for programs.

use std::fmt::Write;

use serde_json::{Map, Value, json};
use typeferry_session::{Report, ServerError};

use super::{DeployError, DeployFailure, Done};
use crate::run::{Committed, RunFailure};
use crate::sql::ScriptError;
use typeferry_base::count;

impl Done {
    /// For people: a line a change, and what it comes to.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for id in &self.deployed {
            let _ = writeln!(text, "deployed {id}");
        }
        for changed in &self.changed {
            let _ = writeln!(
                text,
                "changed since it was deployed, and left: {} ({})",
                changed.change,
                changed.script.display()
            );
        }
        for left in &self.leftovers {
            let _ = writeln!(text, "{left}");
        }
        let _ = write!(text, "{} deployed, {} there before", count(self.deployed.len(), "change"), self.before);
        if !self.report.tests.is_empty() {
            let _ = write!(text, "; {} passed", count(self.report.tests.len(), "test"));
        }
        if self.report.dry_run {
            text.push_str("; everything was rolled back: this was a dry run");
        }
        text
    }

    /// For programs: the keys that every deploy has, and those of modules.
    pub fn json(&self) -> Value {
        let mut all = of_report(&self.report);
        all.extend(object(json!({
            "deployed": self.deployed,
            "deployedBefore": self.before,
            "changed": self.changed,
            "leftBehind": self.leftovers,
        })));
        Value::Object(all)
    }
}

impl DeployFailure {
    /// For programs: the keys that every deploy has, and those of modules.
    pub fn json(&self) -> Value {
        let mut all = self.report.as_ref().map(of_report).unwrap_or_default();
        let committed = match &self.committed {
            Committed::NotRun => Some(&[][..]),
            Committed::Changes(ids) => Some(&ids[..]),
            Committed::Unknown => None,
        };
        all.extend(object(json!({
            "status": "failed",
            "error": self.error.to_string(),
            "committed": committed,
            "running": self.running,
        })));
        match &self.error {
            DeployError::Run(RunFailure::Script(error)) => all.extend(of_script(error)),
            DeployError::Extension(error) => all.extend(of_server(&error.error)),
            _ => {}
        }
        Value::Object(all)
    }
}

fn of_report(report: &Report) -> Map<String, Value> {
    object(typeferry_session::json(report, None))
}

fn of_script(error: &ScriptError) -> Map<String, Value> {
    let mut all = object(json!({
        "module": error.change.package.as_str(),
        "change": error.change.change.as_str(),
        "failedFile": error.place.file,
        "script": error.place.file,
        "line": error.place.line,
        "column": error.place.column,
        "sourceLine": error.source_line,
        "advice": error.advice,
    }));
    all.extend(of_server(&error.error));
    all
}

fn of_server(error: &ServerError) -> Map<String, Value> {
    object(json!({ "sqlstate": error.sqlstate, "detail": error.detail, "hint": error.hint }))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
