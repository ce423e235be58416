//! One module, change by change, from its control file to its manifest.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use typeferry_pgpm::{Control, ModuleName, PLAN_FILE, Plan, Planner, ScriptKind};

use super::control::{VERSION, makefile_text, package_text, required_names};
use super::digest::{ScriptDigest, file_sha256};
use super::error::ModuleError;
use super::existing::{Claim, Snapshot, can_be_ours, planners};
use super::journal;
use super::manifest::{ChangesEntry, Manifest};
use super::plan::{self, Change, Planners};
use super::script::{ScriptFile, script_text};
use super::staging::{MANIFEST_FILE, Staged, Staging};
use super::table::{TableScripts, TableSpec};

/// What a module is, before its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModuleSpec {
    /// Folder, control file and project.
    pub name: ModuleName,
    /// One line for whoever lists extensions or packages.
    pub comment: String,
    /// Modules or PostgreSQL extensions to be deployed before.
    pub requires: Vec<String>,
    /// Named on the lines of the plan; a change that the plan of the module there has already keeps its own.
    pub planner: Planner,
}

/// Where a module goes.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The folder that the module's folder is, or will be, in.
    pub out_dir: &'a Path,
    /// Whether a module of another tool that is there is taken over.
    pub adopt: bool,
    /// The folder to write into instead, for a module that is not swapped in.
    pub scratch: Option<&'a Path>,
}

/// The scripts of one change, headers written, to be filled and finished.
#[derive(Debug)]
#[must_use]
pub struct ChangeFiles {
    /// Makes the change.
    pub deploy: ScriptFile,
    /// Takes it back.
    pub revert: ScriptFile,
    /// Fails if it is not there.
    pub verify: ScriptFile,
}

/// Writes a module beside its target. Dropped before [`ModuleWriter::finish`], it leaves nothing.
///
/// The plan has the changes in the order of the calls; the scripts of several may be open at once.
#[derive(Debug)]
pub struct ModuleWriter {
    staging: Staging,
    comment: String,
    plan: Plan,
    planners: Planners,
    changes: u64,
    digest: ScriptDigest,
}

impl ChangeFiles {
    /// Finishes all three scripts.
    ///
    /// # Errors
    /// [`ModuleError::Io`] of the script that could not be written.
    pub fn finish(self) -> Result<(), ModuleError> {
        self.deploy.finish()?;
        self.revert.finish()?;
        self.verify.finish()
    }
}

impl ModuleWriter {
    /// Stages the module `<out_dir>/<name>` and writes what does not depend on its changes.
    ///
    /// # Errors
    /// [`ModuleError::Name`] for a required module; whatever is at that place and cannot be replaced;
    /// [`ModuleError::Io`].
    pub fn begin(spec: ModuleSpec, place: Place<'_>) -> Result<Self, ModuleError> {
        let ModuleSpec { name, comment, requires, planner } = spec;
        let requires = required_names(requires)?;
        let claim = Claim { name: name.clone(), requires, adopt: place.adopt };
        let staging = Staging::begin(&place.out_dir.join(name.as_str()), claim, place.scratch)?;
        let root = staging.path();
        write_file(&root.join("Makefile"), &makefile_text(&name))?;
        write_json(&root.join("package.json"), package_text(&name, &comment))?;
        let planners = Planners { now: planner, before: planners(staging.target())? };
        let plan = Plan::new(name);
        Ok(Self { staging, comment, plan, planners, changes: 0, digest: ScriptDigest::default() })
    }

    /// The folder that the module is written into, until it is finished.
    pub fn folder(&self) -> &Path {
        self.staging.path()
    }

    /// States what the module requires, once its changes tell: in place of what it was begun with.
    ///
    /// # Errors
    /// [`ModuleError::Name`].
    pub fn require(&mut self, requires: Vec<String>) -> Result<(), ModuleError> {
        *self.staging.requires() = required_names(requires)?;
        Ok(())
    }

    /// Notes something of what was written, for a later export that goes on from there ([`super::Leftover`]).
    ///
    /// # Errors
    /// [`ModuleError::Json`] or [`ModuleError::Io`].
    pub fn note(&self, note: &impl Serialize) -> Result<(), ModuleError> {
        journal::note(self.staging.path(), note)
    }

    /// From now on, what was written stays when it is not swapped in, for a later export that goes on from there.
    pub fn outlive(&mut self) {
        self.staging.outlive();
    }

    /// Plans a change and opens its three scripts.
    ///
    /// # Errors
    /// [`ModuleError::Plan`] if it does not fit into the plan, [`ModuleError::Io`].
    pub fn change(&mut self, change: &Change) -> Result<ChangeFiles, ModuleError> {
        plan::add(&mut self.plan, &self.planners, change)?;
        Ok(ChangeFiles {
            deploy: self.script(ScriptKind::Deploy, change)?,
            revert: self.script(ScriptKind::Revert, change)?,
            verify: self.script(ScriptKind::Verify, change)?,
        })
    }

    /// Plans a change that inserts a table's rows.
    ///
    /// # Errors
    /// As [`ModuleWriter::change`] and [`TableScripts::new`].
    pub fn table_change(&mut self, change: &Change, spec: &TableSpec) -> Result<TableScripts, ModuleError> {
        let ChangeFiles { deploy, revert, verify } = self.change(change)?;
        TableScripts::new(spec, deploy, revert, verify)
    }

    /// Plans a change from the text of its scripts; one without revert or verify has no such file.
    ///
    /// # Errors
    /// As [`ModuleWriter::change`].
    pub fn script_change(
        &mut self,
        change: &Change,
        deploy: &str,
        revert: Option<&str>,
        verify: Option<&str>,
    ) -> Result<(), ModuleError> {
        plan::add(&mut self.plan, &self.planners, change)?;
        self.changes += 1;
        let scripts = [(ScriptKind::Deploy, Some(deploy)), (ScriptKind::Revert, revert), (ScriptKind::Verify, verify)];
        for (kind, text) in scripts {
            if let Some(text) = text {
                let text = script_text(kind, change, text);
                let mut script = ScriptFile::empty(self.staging.path(), kind, change)?;
                script.write(&text)?;
                script.finish()?;
                self.digest.script(&text);
            }
        }
        Ok(())
    }

    /// What was written by [`ModuleWriter::script_change`] so far.
    pub fn script_changes(&self) -> ChangesEntry {
        let sha256 = self.digest.clone().finish();
        ChangesEntry { changes: self.changes, sha256, excluded_categories: Vec::new() }
    }

    /// Ends the plan and writes the manifest, with the hash of each script; the module can then be swapped in.
    ///
    /// # Errors
    /// [`ModuleError::Json`] or [`ModuleError::Io`]; whatever is at the module's place and cannot be replaced.
    pub fn finish(self, mut manifest: Manifest) -> Result<Staged, ModuleError> {
        let Self { mut staging, plan, comment, .. } = self;
        write_file(&staging.path().join(PLAN_FILE), &plan.to_string())?;
        let (name, requires) = (plan.project(), staging.requires().clone());
        let control = Control::new(comment, VERSION, requires);
        write_file(&staging.path().join(format!("{name}.control")), &control.written(name))?;
        let files = hashes(staging.path())?;
        // The names of changes are text, and so are their paths.
        manifest.files = files.iter().map(|(path, hash)| (path.to_string_lossy().into(), hash.clone())).collect();
        write_json(&staging.path().join(MANIFEST_FILE), manifest.text())?;
        staging.done(files)
    }

    fn script(&self, kind: ScriptKind, change: &Change) -> Result<ScriptFile, ModuleError> {
        ScriptFile::create(self.staging.path(), kind, change)
    }
}

fn write_json(path: &Path, text: Result<String, serde_json::Error>) -> Result<(), ModuleError> {
    let text = text.map_err(|cause| ModuleError::Json { path: path.to_owned(), cause })?;
    write_file(path, &text)
}

fn write_file(path: &Path, text: &str) -> Result<(), ModuleError> {
    fs::write(path, text).map_err(ModuleError::io("write", path))
}

/// The hashes of the scripts and the plan.
fn hashes(root: &Path) -> Result<BTreeMap<PathBuf, String>, ModuleError> {
    let written = Snapshot::take(root)?;
    let ours = written.files().filter(|path| can_be_ours(path));
    ours.map(|path| Ok((path.to_owned(), file_sha256(&root.join(path))?))).collect()
}
