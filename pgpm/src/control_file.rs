//! Which control file of a folder is its module's: the only one, or the one that the plan's `%project` names.

use std::path::{Path, PathBuf};

use crate::name::ModuleName;
use crate::plan::Plan;
use crate::problem::{Fault, Problem};
use crate::script::read_text;
use crate::workspace::{PLAN_FILE, control_files};

/// The control files of a module's folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ControlFiles {
    /// The module's.
    pub(crate) own: PathBuf,
    /// Others, which say nothing: a module that was renamed may have kept its old one.
    pub(crate) ignored: Vec<PathBuf>,
}

/// The control files of a folder; `None` where there are none.
///
/// # Errors
/// There are several, and none is the one that the plan names; or a file cannot be read.
pub(crate) fn find(folder: &Path) -> Result<Option<ControlFiles>, Problem> {
    let mut files = control_files(folder).map_err(|cause| Problem::of(folder, cause))?;
    files.sort();
    match files.len() {
        0 => Ok(None),
        1 => Ok(files.pop().map(|own| ControlFiles { own, ignored: Vec::new() })),
        _ => named(folder, files).map(Some),
    }
}

fn named(folder: &Path, mut files: Vec<PathBuf>) -> Result<ControlFiles, Problem> {
    let plan = folder.join(PLAN_FILE);
    if !plan.is_file() {
        return Err(Problem::of(folder, Fault::NoPlan));
    }
    let project = Plan::project_in(&read_text(&plan)?);
    let fits = |file: &PathBuf| project.as_ref().is_some_and(|project| is_of(file, project));
    if let Some(at) = files.iter().position(fits) {
        return Ok(ControlFiles { own: files.remove(at), ignored: files });
    }
    let names = files.iter().filter_map(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
    Err(Problem::of(folder, Fault::SeveralControls { names: names.collect(), project }))
}

fn is_of(file: &Path, project: &ModuleName) -> bool {
    file.file_stem().is_some_and(|stem| stem == project.as_str())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn found(files: &[(&str, &str)]) -> Result<Option<(String, usize)>, String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let shown = |error: Problem| error.fault.to_string();
        find(folder.path()).map_err(shown).map(|found| found.map(|found| (name(found.own), found.ignored.len())))
    }

    #[test]
    fn n07_the_plan_names_the_control_file() {
        assert_eq!(found(&[]).unwrap(), None);
        assert_eq!(found(&[("a.control", "")]).unwrap(), Some(("a.control".into(), 0)));
        let three = [("a.control", ""), ("b.control", ""), ("c.control", "")];
        for name in ["a", "b", "c"] {
            let plan = format!("%syntax-version=1.0.0\n%project = {name}\n");
            let files = [&three[..], &[("pgpm.plan", plan.as_str())]].concat();
            assert_eq!(found(&files).unwrap(), Some((format!("{name}.control"), 2)));
        }
    }

    #[test]
    fn n07_control_files_of_which_none_fits_are_all_named() {
        let two = [("a.control", ""), ("b.control", "")];
        let with = |plan| found(&[&two[..], &[("pgpm.plan", plan)]].concat()).unwrap_err();
        let other = with("%project=c\n");
        assert!(other.contains("a.control, b.control") && other.contains("project c"), "{other}");
        let none = with("%syntax-version=1.0.0\n");
        assert!(none.contains("a.control, b.control") && none.contains("names no project"), "{none}");
        assert!(found(&two).unwrap_err().contains("no pgpm.plan"));
    }
}
