//! The scripts of a module's changes.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use typeferry_pgpm::{ChangeName, ScriptKind};

use super::ReadError;
use crate::module::digest::ScriptDigest;
use crate::module::script::script_path;

/// The hash of the scripts of a plan's changes, as [`ScriptDigest`] takes it.
///
/// # Errors
/// [`ReadError::Io`].
pub fn script_hash(module: &Path, plan: &[ChangeName]) -> Result<String, ReadError> {
    let mut digest = ScriptDigest::default();
    for name in plan {
        for kind in ScriptKind::ALL {
            digest.script(read_script(module, kind, name)?.unwrap_or_default());
        }
    }
    Ok(digest.finish())
}

/// The bytes of a script; `None` where there is no such file.
///
/// # Errors
/// [`ReadError::Io`].
pub fn read_script(module: &Path, kind: ScriptKind, name: &ChangeName) -> Result<Option<Vec<u8>>, ReadError> {
    let path = script_path(module, kind, name);
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(ReadError::Io { path, cause }),
    }
}
