//! What people changed in the files that an export wrote, and would lose.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::owned::{Owned, Text};
use super::snapshot::{Entry, Snapshot};
use crate::module::ModuleError;
use crate::module::digest::file_sha256;

/// A file that an export wrote, and that is not as it wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The file, from the module's folder.
    pub path: PathBuf,
    /// What was done.
    pub what: Edited,
}

/// What was done to a file since it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Edited {
    /// It has another text.
    Edited,
    /// It is not there.
    Deleted,
    /// It is not what the export writes now, and the manifest does not tell why: it is of an older typeferry, or cannot be
    /// read.
    PerhapsEdited,
}

impl fmt::Display for Edited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Edited => "edited",
            Self::Deleted => "deleted",
            Self::PerhapsEdited => "perhaps edited: the manifest does not tell",
        })
    }
}

/// The edits of a module in the folder `module` that an export of the files `new` would overwrite. A file that is what
/// it would be anyway is none.
pub(super) fn edits(
    module: &Path,
    owned: &Owned,
    there: &Snapshot,
    new: &BTreeMap<PathBuf, String>,
) -> Result<Vec<Edit>, ModuleError> {
    let mut found = Vec::new();
    for (path, text) in owned.iter() {
        let what = match there.get(path) {
            // A folder stays, or is in the way.
            Some(Entry::Folder(_)) => None,
            Some(Entry::File(_)) => edited(text, &file_sha256(&module.join(path))?, new.get(path)),
            Some(Entry::Link(_) | Entry::Special(_)) => (*text != Text::Replaceable).then_some(Edited::Edited),
            None => (*text != Text::Replaceable && new.contains_key(path)).then_some(Edited::Deleted),
        };
        found.extend(what.map(|what| Edit { path: path.to_owned(), what }));
    }
    Ok(found)
}

fn edited(text: &Text, sha256: &String, new: Option<&String>) -> Option<Edited> {
    match text {
        _ if new == Some(sha256) => None,
        Text::Sha256(written) => (written != sha256).then_some(Edited::Edited),
        Text::Unknown => Some(Edited::PerhapsEdited),
        Text::Replaceable => None,
    }
}
