//! What people own in a module that an export replaces: asked about, and said in the report.

use std::fmt::Write;

use clap::Args;
use typeferry::export::{Export, ExportError, ModuleReport, StagedExport};
use typeferry::module::{Edited, MANIFEST_FILE, ModuleError};

use super::failure::Failure;
use super::{output, prompt};

/// So many files that are kept are said to people, of each module.
const SHOWN: usize = 10;

/// What may be replaced without a question.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct OwnedArgs {
    /// Replace scripts and plans that were edited since the last export too; without it, they are listed and nothing is
    /// replaced
    #[arg(long)]
    overwrite_edited: bool,
    /// Take over modules that another tool wrote: the scripts of their plans are replaced, everything else stays
    #[arg(long)]
    pub(crate) adopt: bool,
}

impl OwnedArgs {
    /// Asks whether modules of another tool are taken over. An export that may not fails by itself.
    pub(crate) fn ask_to_adopt(export: &mut Export) -> Result<(), Failure> {
        if export.adopt {
            return Ok(());
        }
        let found = export.another_tools()?;
        if found.is_empty() {
            return Ok(());
        }
        let folders: Vec<_> = found.iter().map(|path| path.display().to_string()).collect();
        let question = format!(
            "Take over what another tool wrote ({})? The scripts of its plan are replaced, everything else stays",
            folders.join(", ")
        );
        // What is only tried takes nothing over.
        export.adopt = export.dry_run || prompt::agreed(&question, "--adopt")?;
        Ok(())
    }

    /// Asks whether what was edited is overwritten. A swap that may not fails by itself.
    pub(crate) fn overwrite(self, staged: &mut StagedExport, dry_run: bool) -> Result<(), Failure> {
        let edits = staged.edits();
        if dry_run || edits.is_empty() {
            return Ok(());
        }
        if !self.overwrite_edited && prompt::somebody_is_there() {
            output::note("changed since they were exported:");
            for (path, what) in &edits {
                output::note(&format!("  {}: {what}", path.display()));
            }
        }
        if self.overwrite_edited || prompt::agreed("Replace them?", "--overwrite-edited")? {
            staged.overwrite_edited();
            return Ok(());
        }
        Err(ExportError::from(ModuleError::Edited { edits }).into())
    }
}

/// The names that no plan can hold, counted.
pub(crate) fn escaped(out: &mut String, module: &ModuleReport) {
    let Some((name, original)) = module.escaped.first_key_value() else { return };
    let count = match module.escaped.len() {
        1 => "1 name of a change that a plan or a file system cannot hold is escaped".to_owned(),
        more => format!("{more} names of changes that a plan or a file system cannot hold are escaped"),
    };
    let manifest = module.path.join(MANIFEST_FILE);
    let _ = writeln!(
        out,
        "note: {count} ({original:?} is {name}); the originals are under `escaped` in {}",
        manifest.display()
    );
}

/// What became of a module that was there, for people.
pub(crate) fn summary(out: &mut String, module: &ModuleReport, dry_run: bool) {
    let path = module.path.display();
    if module.adopted {
        let would = if dry_run { "would be " } else { "" };
        let _ = writeln!(out, "{would}taken over: {path}");
    }
    for edit in &module.overwritten {
        let what = match edit.what {
            Edited::Deleted => "deleted",
            Edited::Edited => "edited",
            Edited::PerhapsEdited => "perhaps edited",
        };
        let done = if dry_run { "replaced only with --overwrite-edited" } else { "replaced" };
        let _ = writeln!(out, "{what} since the last export, {done}: {}", module.path.join(&edit.path).display());
    }
    if !module.requires_added.is_empty() {
        let added = module.requires_added.join(", ");
        let _ = writeln!(out, "required besides in {path}/{}.control: {added}", module.name);
    }
    for kept in module.kept.iter().take(SHOWN) {
        let _ = writeln!(out, "not of this export, kept: {}", module.path.join(kept).display());
    }
    if module.kept.len() > SHOWN {
        let more = module.kept.len() - SHOWN;
        let _ = writeln!(out, "not of this export, kept: {more} more in {path}, see `kept` under --format json");
    }
}
