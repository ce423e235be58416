//! A module: what its folder says.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::control::Control;
use crate::control_file::{self, ControlFiles};
use crate::header::{Header, HeaderDrift};
use crate::kind::ScriptKind;
use crate::name::{ChangeName, ModuleName};
use crate::plan::Plan;
use crate::problem::{Fault, Problem};
use crate::script::{Script, read_text};
use crate::sql::{Runnable, unterminated};
use crate::workspace::PLAN_FILE;

/// A module with the deploy scripts of its changes.
#[derive(Debug)]
pub struct Module {
    /// Its name: that of its control file, and its project in the plan and in the ledger.
    pub name: ModuleName,
    /// Its folder.
    pub folder: PathBuf,
    /// Its control file.
    pub control_path: PathBuf,
    /// What the control file says.
    pub control: Control,
    /// Control files beside it of other names, which are ignored.
    pub ignored_controls: Vec<PathBuf>,
    /// Its plan.
    pub plan: Plan,
    /// Its changes, in the order of the plan.
    pub changes: Vec<Change>,
    /// What it requires that is no module of the project: extensions of PostgreSQL.
    pub extensions: Vec<ModuleName>,
    /// What it requires that `pgpm.apply.json` makes of another module, which is not supported.
    pub applied: Vec<ModuleName>,
}

/// A change of a module.
#[derive(Debug)]
pub struct Change {
    /// Its name.
    pub name: ChangeName,
    /// Its line in the plan, counted from 1.
    pub line: usize,
    /// What must be deployed before, tags resolved, each once.
    pub requires: Vec<ChangeId>,
    /// Its deploy script.
    pub deploy: Script,
    /// Where the script's header says otherwise than the plan.
    pub drift: Vec<HeaderDrift>,
}

/// A change of any module, written `package:change` as in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChangeId {
    /// The module.
    pub package: ModuleName,
    /// Its change.
    pub change: ChangeName,
}

impl std::fmt::Display for ChangeId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.package, self.change)
    }
}

impl serde::Serialize for ChangeId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Module {
    /// Reads a folder, its scripts apart.
    pub(crate) fn read(folder: &Path) -> Result<Self, Vec<Problem>> {
        let (files, control) = read_control(folder).map_err(|problem| vec![problem])?;
        let ControlFiles { own: control_path, ignored: ignored_controls } = files;
        let stem = control_path.file_stem().unwrap_or_default().to_string_lossy();
        let name = ModuleName::new(stem).map_err(|cause| vec![Problem::of(&control_path, cause)])?;
        let path = folder.join(PLAN_FILE);
        if !path.is_file() {
            return Err(vec![Problem::of(folder, Fault::NoPlan)]);
        }
        let text = read_text(&path).map_err(|problem| vec![problem])?;
        let at = |error: crate::PlanError| Problem::at(&path, error.line, error.fault);
        let plan = Plan::parse(&text).map_err(|errors| errors.into_iter().map(at).collect::<Vec<_>>())?;
        if *plan.project() != name {
            let fault = Fault::OtherProject { project: plan.project().clone(), control: name };
            return Err(vec![Problem::of(&path, fault)]);
        }
        let (changes, extensions, applied) = (Vec::new(), Vec::new(), Vec::new());
        let folder = folder.to_owned();
        Ok(Self { name, folder, control_path, control, ignored_controls, plan, changes, extensions, applied })
    }

    /// A change of it, with its module's name.
    pub fn id(&self, change: &Change) -> ChangeId {
        ChangeId { package: self.name.clone(), change: change.name.clone() }
    }

    /// The plan's file.
    pub fn plan_path(&self) -> PathBuf {
        self.folder.join(PLAN_FILE)
    }

    /// Where a script of a change lies, whether it is there or not.
    pub fn script_path(&self, kind: ScriptKind, change: &ChangeName) -> PathBuf {
        self.folder.join(kind.folder()).join(format!("{change}.sql"))
    }

    /// Reads a script of a change; `None` where there is none.
    ///
    /// # Errors
    /// It cannot be read, is no text, or a link leads out of the module.
    pub fn script(&self, kind: ScriptKind, change: &ChangeName) -> Result<Option<Script>, Problem> {
        Script::read(&self.folder, &self.script_path(kind, change))
    }

    /// Reads the deploy scripts; `requires` are those of each change of the plan, in order.
    pub(crate) fn read_scripts(&mut self, requires: Vec<Vec<ChangeId>>) -> Vec<Problem> {
        let (mut problems, mut changes) = (Vec::new(), Vec::new());
        let mut hashes: HashMap<String, ChangeName> = HashMap::new();
        for ((line, planned), requires) in self.plan.changes().zip(requires) {
            let name = planned.name.clone();
            match self.deploy_script(line, &name) {
                Err(problem) => problems.push(problem),
                Ok(deploy) => {
                    if let Some(other) = hashes.insert(deploy.hash.clone(), name.clone()) {
                        problems.push(Problem::of(&deploy.path, Fault::SameScript { change: name.clone(), other }));
                    }
                    let drift = Header::read(&deploy.text, ScriptKind::Deploy).drift(planned, self.name.as_str());
                    changes.push(Change { name, line, requires, deploy, drift });
                }
            }
        }
        self.changes = changes;
        problems
    }

    fn deploy_script(&self, line: usize, change: &ChangeName) -> Result<Script, Problem> {
        let found = self.script(ScriptKind::Deploy, change)?;
        let (path, change) = (self.plan_path(), change.clone());
        match found {
            None => {
                let script = self.script_path(ScriptKind::Deploy, &change);
                Err(Problem::at(&path, line, Fault::NoScript { change, script }))
            }
            Some(script) if script.text.is_empty() => Err(Problem::of(&script.path, Fault::EmptyScript { change })),
            Some(script) => match unterminated(&script.text) {
                None => Ok(script),
                Some((byte, what)) => {
                    // Behind what is not for the server, an apostrophe is no string's.
                    let refused = Runnable::new(&script.text, ScriptKind::Deploy).err().filter(|(at, _)| *at < byte);
                    let unterminated = (byte, Fault::Unterminated { what });
                    let (byte, fault) =
                        refused.map_or(unterminated, |(at, refusal)| (at, Fault::Refused(refusal.into())));
                    Err(Problem::at(&script.path, script.location(byte).line, fault))
                }
            },
        }
    }
}

fn read_control(folder: &Path) -> Result<(ControlFiles, Control), Problem> {
    let files = control_file::find(folder)?.ok_or_else(|| Problem::of(folder, Fault::NoControl))?;
    let text = read_text(&files.own)?;
    match Control::parse(&text) {
        Ok(control) => Ok((files, control)),
        Err((line, fault)) => Err(Problem::at(&files.own, line, fault)),
    }
}
