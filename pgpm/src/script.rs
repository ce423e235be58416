//! The scripts of a change, as they lie on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use typeferry_base::{Location, sha256};

use crate::problem::{Fault, Problem};

/// A script that was read.
#[derive(Debug, Clone)]
pub struct Script {
    /// Where it lies.
    pub path: PathBuf,
    /// Its text, without the mark of the byte order.
    pub text: String,
    /// The SHA-256 of its bytes in hexadecimal, as the ledger has it (`script_hash`).
    pub hash: String,
}

impl Script {
    /// Reads a script; `None` where there is no such file.
    ///
    /// # Errors
    /// It cannot be read, is no text, has a NUL byte, or is a link that leads out of `module`, the module's folder.
    pub(crate) fn read(module: &Path, path: &Path) -> Result<Option<Self>, Problem> {
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Problem::of(path, cause)),
        };
        if !real.starts_with(module) {
            return Err(Problem::of(path, Fault::Outside { given: format!("the link to {}", real.display()) }));
        }
        let bytes = fs::read(&real).map_err(|cause| Problem::of(path, cause))?;
        let hash = sha256(&bytes);
        let text = text_of(bytes).map_err(|fault| Problem::of(path, fault))?;
        Ok(Some(Self { path: path.to_owned(), text, hash }))
    }

    /// The location of a byte.
    pub(crate) fn location(&self, byte: usize) -> Location {
        Location::of(self.path.display().to_string(), &self.text, byte)
    }
}

/// A file's text, without the mark of the byte order.
pub(crate) fn read_text(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(|cause| Problem::of(path, cause))?;
    text_of(bytes).map_err(|fault| Problem::of(path, fault))
}

fn text_of(bytes: Vec<u8>) -> Result<String, Fault> {
    if bytes.contains(&0) {
        return Err(Fault::Nul);
    }
    let mut text = String::from_utf8(bytes).map_err(|_| Fault::NotText)?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}
