//! Whose the folder is that a module is to be put into.

use std::fs;
use std::path::Path;

use typeferry_pgpm::{ModuleName, PLAN_FILE};

use crate::module::ModuleError;
use crate::module::staging::{MANIFEST_FILE, metadata};

/// Who wrote what is at a module's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::module) enum Whose {
    /// Nothing is there, or an empty folder.
    Nobodys,
    /// A module that an export wrote.
    Ours,
    /// A module that another tool wrote.
    AnotherTools,
}

impl Whose {
    /// Looks at a folder, which is no symbolic link.
    ///
    /// # Errors
    /// [`ModuleError::NotOurs`] for what is no module.
    pub(in crate::module) fn at(target: &Path, name: &ModuleName) -> Result<Self, ModuleError> {
        let not_ours = || ModuleError::NotOurs { path: target.to_owned() };
        match metadata(target)? {
            None => return Ok(Self::Nobodys),
            Some(found) if !found.is_dir() => return Err(not_ours()),
            Some(_) => {}
        }
        let has = |file: &str| Ok::<_, ModuleError>(metadata(&target.join(file))?.is_some_and(|found| found.is_file()));
        if has(MANIFEST_FILE)? {
            return Ok(Self::Ours);
        }
        if has(PLAN_FILE)? && has(&format!("{name}.control"))? {
            return Ok(Self::AnotherTools);
        }
        let mut entries = fs::read_dir(target).map_err(ModuleError::io("read", target))?;
        if entries.next().is_some() { Err(not_ours()) } else { Ok(Self::Nobodys) }
    }
}
