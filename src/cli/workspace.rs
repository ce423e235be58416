//! Where modules go: `--out`, or `packages/` of the workspace around, a folder with `pgpm.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use typeferry::export::Report;
use typeferry_pgpm::{install_command, lacking};

use super::failure::Failure;

const FILE: &str = "pgpm.json";
/// Modules stand in the folder itself.
#[cfg(feature = "demo")]
const FLAT: &str = "{\n  \"packages\": [\"*\"]\n}\n";
const TEXT: &str = "{\n  \"packages\": [\"packages/*\", \"extensions/*\"]\n}\n";

/// What the modules that were written require of published modules, where their workspace does not have it: a note that
/// says how it is installed. What cannot be read is told when it is deployed.
pub(crate) fn note_of_lacking(report: &Report) -> Option<String> {
    let modules = std::iter::once(&report.service).chain(&report.changes).filter(|_| !report.dry_run);
    let lacking: BTreeMap<_, _> = modules.filter_map(|module| lacking(&module.path).ok()).flatten().collect();
    let names: Vec<_> = lacking.keys().map(ToString::to_string).collect();
    let command = install_command(lacking.into_values())?;
    Some(format!(
        "note: the workspace does not have {}, which what was written requires: `{command}` in its folder, before it is \
         deployed",
        names.join(", ")
    ))
}

/// The folder that modules are put into.
#[derive(Debug)]
pub(crate) struct Target {
    /// The folder.
    pub(crate) out: PathBuf,
    /// The workspace file to make, where there is no workspace yet, and its text.
    missing: Option<(PathBuf, &'static str)>,
}

impl Target {
    /// Looks from the folder upwards, the current one by default; nothing is made yet.
    pub(crate) fn find(flag: Option<&Path>, from: Option<&Path>) -> Result<Self, Failure> {
        if let Some(out) = flag {
            return Ok(Self { out: out.to_owned(), missing: None });
        }
        let here = match from {
            Some(folder) => folder
                .canonicalize()
                .map_err(|error| Failure::usage(format!("{} cannot be read (--cwd): {error}", folder.display())))?,
            None => std::env::current_dir()
                .map_err(|error| Failure::failed(format!("the current folder cannot be read: {error}")))?,
        };
        match here.ancestors().find(|dir| dir.join(FILE).is_file()) {
            Some(root) => Ok(Self { out: root.join("packages"), missing: None }),
            None => Ok(Self { out: here.join("packages"), missing: Some((here.join(FILE), TEXT)) }),
        }
    }

    /// A folder that is a workspace itself, unless it is in one.
    #[cfg(feature = "demo")]
    pub(crate) fn workspace_at(out: &Path) -> Result<Self, Failure> {
        let whole = std::path::absolute(out)
            .map_err(|error| Failure::failed(format!("the folder {} cannot be used: {error}", out.display())))?;
        let is_in_one = whole.ancestors().any(|dir| dir.join(FILE).is_file());
        Ok(Self { out: out.to_owned(), missing: (!is_in_one).then(|| (out.join(FILE), FLAT)) })
    }

    /// Makes the workspace file, if there is none. Says which.
    pub(crate) fn make(&self) -> Result<Option<&Path>, Failure> {
        let Some((path, text)) = &self.missing else { return Ok(None) };
        fs::write(path, text).map_err(|error| Failure::failed(format!("cannot write {}: {error}", path.display())))?;
        Ok(Some(path))
    }
}
