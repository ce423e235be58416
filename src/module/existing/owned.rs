//! Which files of a module's folder an export wrote, and what is known of the text that it gave them.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use typeferry_pgpm::{PLAN_FILE, ScriptKind};

use super::whose::Whose;
use crate::module::manifest::{Content, Manifest, TableEntry};
use crate::module::reader::{ReadError, RowReader, read_plan, script_hash};
use crate::module::script::script_path;
use crate::module::staging::MANIFEST_FILE;
use crate::module::{ChangeName, ModuleError};

/// The files by their paths from the module's folder.
#[derive(Debug, Default)]
pub(super) struct Owned(BTreeMap<PathBuf, Text>);

/// What is known of a file that an export wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    /// It had this SHA-256.
    Sha256(String),
    /// It is as it was written, or may be replaced whatever it is.
    Replaceable,
    /// Nothing: an older manifest has no hash of it, or the manifest cannot be read.
    Unknown,
}

impl Owned {
    /// Reads the manifest, or the plan where the manifest does not list files.
    pub(super) fn of(module: &Path, whose: Whose) -> Result<Self, ModuleError> {
        match whose {
            Whose::Nobodys => Ok(Self::default()),
            Whose::AnotherTools => Ok(Self::planned(&checked_plan(module)?, |_, _| Text::Replaceable)),
            Whose::Ours => match Manifest::read(module) {
                Ok(manifest) if manifest.files.is_empty() => Self::older(module, &manifest.content),
                Ok(manifest) => Ok(Self::listed(manifest.files)),
                // Such as one that git could not merge.
                Err(ReadError::Manifest { .. }) => Ok(Self::planned(&checked_plan(module)?, |_, _| Text::Unknown)),
                Err(error) => Err(error.into()),
            },
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Path, &Text)> {
        self.0.iter().map(|(path, text)| (path.as_path(), text))
    }

    pub(super) fn has(&self, path: &Path) -> bool {
        path == Path::new(MANIFEST_FILE) || self.0.contains_key(path)
    }

    fn listed(files: BTreeMap<String, String>) -> Self {
        let files = files.into_iter().map(|(path, sha256)| (PathBuf::from(path), Text::Sha256(sha256)));
        Self(files.filter(|(path, _)| can_be_ours(path)).collect())
    }

    /// What a manifest without the files' hashes tells: the rows of a table, or all scripts of the changes in one.
    fn older(module: &Path, content: &Content) -> Result<Self, ModuleError> {
        let plan = checked_plan(module)?;
        Ok(match content {
            Content::Rows { tables } => {
                let is_as_written = |kind, name: &ChangeName| {
                    let mut entries = tables.iter().filter(|entry| entry.change == name.as_str());
                    kind == ScriptKind::Deploy && entries.any(|entry| has_its_rows(module, entry))
                };
                Self::planned(&plan, |kind, name| known(is_as_written(kind, name)))
            }
            Content::Changes(entry) => {
                let as_written = script_hash(module, &plan).is_ok_and(|hash| hash == entry.sha256);
                Self::planned(&plan, |_, _| known(as_written))
            }
        })
    }

    /// The scripts of a plan's changes, and the plan, of which no manifest without hashes tells anything.
    fn planned(plan: &[ChangeName], text: impl Fn(ScriptKind, &ChangeName) -> Text) -> Self {
        let scripts = plan.iter().flat_map(|name| ScriptKind::ALL.map(|kind| (kind, name)));
        let mut files: BTreeMap<_, _> =
            scripts.map(|(kind, name)| (script_path(Path::new(""), kind, name), text(kind, name))).collect();
        // Taken over with the scripts, or unknown.
        let plan_text =
            if files.values().any(|text| *text == Text::Unknown) { Text::Unknown } else { Text::Replaceable };
        files.insert(PLAN_FILE.into(), plan_text);
        Self(files)
    }
}

fn known(as_written: bool) -> Text {
    if as_written { Text::Replaceable } else { Text::Unknown }
}

/// The changes of the plan, if all of it can be read; none where there is no plan.
fn checked_plan(module: &Path) -> Result<Vec<ChangeName>, ReadError> {
    if module.join(PLAN_FILE).is_file() { read_plan(module) } else { Ok(Vec::new()) }
}

/// Whether the deploy script of a table has the rows that the manifest says, and nothing else.
fn has_its_rows(module: &Path, entry: &TableEntry) -> bool {
    let read = || {
        let mut rows = RowReader::open(module, entry)?;
        while rows.next_row(&mut Vec::new())? {}
        Ok::<_, ReadError>(rows.finish())
    };
    read().is_ok_and(|(rows, sha256)| rows == entry.rows && sha256 == entry.sha256)
}

/// Whether an export writes at such a path: whatever a manifest lists, nothing else is ever replaced.
pub(in crate::module) fn can_be_ours(path: &Path) -> bool {
    let parts: Vec<_> = path.components().collect();
    let is_kind = |part: &Component<'_>| ScriptKind::ALL.iter().any(|kind| part.as_os_str() == kind.folder());
    let inside = parts.iter().all(|part| matches!(part, Component::Normal(_)));
    path == Path::new(PLAN_FILE) || (inside && parts.len() > 1 && parts.first().is_some_and(is_kind))
}
