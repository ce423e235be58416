//! A project beside a ledger: what is deployed, what is left, what has changed.

use std::collections::HashSet;
use std::fmt::Write;
use std::path::PathBuf;

use serde::Serialize;

use crate::header::HeaderDrift;
use crate::ledger::Ledger;
use crate::module::{ChangeId, Module};
use crate::project::Project;
use typeferry_base::count;

/// How far a project is deployed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Status {
    /// Each module, in the order in which they are deployed.
    pub modules: Vec<ModuleStatus>,
    /// What is required of modules that are neither here nor deployed.
    pub missing: Vec<Missing>,
}

/// How far a module is deployed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ModuleStatus {
    /// Its name.
    pub module: String,
    /// How many changes its plan has.
    pub planned: usize,
    /// How many of them are deployed.
    pub deployed: usize,
    /// When the last of them was deployed, in UTC.
    pub last_deployed: Option<String>,
    /// Changes that are not deployed, in the order of the plan.
    pub pending: Vec<ChangeId>,
    /// Changes that run without a transaction and were begun and not ended, with what the ledger says of each.
    pub unfinished: Vec<Unfinished>,
    /// Deployed changes whose scripts are not those that were deployed.
    pub changed: Vec<Changed>,
    /// Deployed changes of the module that its plan does not have.
    pub unplanned: Vec<String>,
    /// Headers of scripts that say otherwise than the plan.
    pub headers: Vec<HeaderDrift>,
}

/// A deployed change whose script is another one now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Changed {
    /// The change.
    pub change: ChangeId,
    /// Its script.
    pub script: PathBuf,
    /// The hash of what was deployed.
    pub deployed_hash: String,
    /// The hash of what is here.
    pub script_hash: String,
}

/// A change without a transaction that failed in the middle, or whose end nobody saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unfinished {
    /// The change.
    pub change: ChangeId,
    /// What the ledger says of it.
    pub why: String,
}

/// Something that is required and nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Missing {
    /// The plan that requires it.
    pub plan: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The change that requires it.
    pub change: ChangeId,
    /// What it requires.
    pub requires: ChangeId,
}

impl Status {
    /// Compares.
    pub fn of(project: &Project, ledger: &Ledger) -> Self {
        let gone = project.elsewhere().filter(|(_, _, id)| ledger.find(id).is_none());
        let missing = gone.map(|(module, change, id)| Missing {
            plan: module.plan_path(),
            line: change.line,
            change: module.id(change),
            requires: id.clone(),
        });
        Self {
            modules: project.modules.iter().map(|module| ModuleStatus::of(module, ledger)).collect(),
            missing: missing.collect(),
        }
    }

    /// Every change that is left, in the order in which they are deployed.
    pub fn pending(&self) -> impl Iterator<Item = &ChangeId> {
        self.modules.iter().flat_map(|module| &module.pending)
    }

    /// Every deployed change whose script is another one now.
    pub fn changed(&self) -> impl Iterator<Item = &Changed> {
        self.modules.iter().flat_map(|module| &module.changed)
    }

    /// For people: a line a module, and what is to be known of it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for module in &self.modules {
            module.write(&mut out);
        }
        self.write_missing(&mut out);
        out
    }
}

impl Status {
    /// For people: what a deploy would do.
    pub fn plan_text(&self) -> String {
        let mut out = String::new();
        for id in self.pending() {
            let _ = writeln!(out, "would deploy {id}");
        }
        for Changed { change, script, .. } in self.changed() {
            let _ = writeln!(out, "changed since it was deployed: {change} ({})", script.display());
        }
        if self.changed().next().is_some() {
            out.push_str("a deploy is refused for that, or leaves them with --on-changed warn\n");
        }
        let _ = write!(out, "{} left; nothing was run", count(self.pending().count(), "change"));
        out
    }

    fn write_missing(&self, out: &mut String) {
        for Missing { plan, line, change, requires } in &self.missing {
            let _ = writeln!(out, "{}:{line}: {change} requires {requires}, which is nowhere", plan.display());
        }
    }
}

impl ModuleStatus {
    fn of(module: &Module, ledger: &Ledger) -> Self {
        let (mut pending, mut changed, mut last) = (Vec::new(), Vec::new(), None);
        for change in &module.changes {
            let id = module.id(change);
            let Some(deployed) = ledger.find(&id) else {
                pending.push(id);
                continue;
            };
            last = last.max(Some(deployed.at.clone()));
            if deployed.hash != change.deploy.hash {
                changed.push(Changed {
                    change: id,
                    script: change.deploy.path.clone(),
                    deployed_hash: deployed.hash.clone(),
                    script_hash: change.deploy.hash.clone(),
                });
            }
        }
        let planned: HashSet<&str> = module.changes.iter().map(|change| change.name.as_str()).collect();
        let unfinished =
            |id: &ChangeId| Some(Unfinished { change: id.clone(), why: ledger.unfinished(id)?.to_owned() });
        let own = ledger.changes().iter().filter(|deployed| deployed.package == module.name.as_str());
        Self {
            module: module.name.to_string(),
            planned: module.changes.len(),
            deployed: module.changes.len() - pending.len(),
            last_deployed: last,
            unfinished: pending.iter().filter_map(unfinished).collect(),
            pending,
            changed,
            unplanned: own
                .filter(|deployed| !planned.contains(deployed.change.as_str()))
                .map(|deployed| deployed.change.clone())
                .collect(),
            headers: module.changes.iter().flat_map(|change| change.drift.clone()).collect(),
        }
    }

    fn write(&self, out: &mut String) {
        let last = self.last_deployed.as_ref().map(|at| format!(", the last at {at}")).unwrap_or_default();
        let _ = writeln!(out, "{}: {} of {} deployed{last}", self.module, self.deployed, count(self.planned, "change"));
        for id in &self.pending {
            let _ = writeln!(out, "  left: {}", id.change);
        }
        for Unfinished { change, why } in &self.unfinished {
            let _ = writeln!(out, "  begun and not ended: {} ({why}); the next deploy begins it anew", change.change);
        }
        for Changed { change, script, .. } in &self.changed {
            let _ = writeln!(out, "  changed since it was deployed: {} ({})", change.change, script.display());
        }
        for change in &self.unplanned {
            let _ = writeln!(out, "  deployed, and no longer in the plan: {change}");
        }
        if let Some(first) = self.headers.first() {
            let _ = writeln!(
                out,
                "  {} of a script otherwise than the plan, the first: {first}",
                count(self.headers.len(), "header")
            );
        }
    }
}
