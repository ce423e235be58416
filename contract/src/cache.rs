//! What a comparison came to, kept for the next time that the same contract meets the same answers.
//!
//! One file a contract and endpoint: it never grows, and it has names of tables in it, no token and no row.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use typeferry_codegen::drift::Difference;

use crate::files::write_if_changed;

/// A comparison by another version may have come to something else.
const VERSION: &str = concat!("typeferry drift 2 ", env!("CARGO_PKG_VERSION"));

/// The file of one contract and endpoint.
#[derive(Debug)]
pub(crate) struct Cache {
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// The hash of the answers.
    answers: String,
    differences: Vec<Difference>,
    notes: Vec<String>,
}

/// What a comparison came to.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    pub(crate) differences: Vec<Difference>,
    /// What else there is to say.
    pub(crate) notes: Vec<String>,
}

impl Cache {
    /// The file in the folder that the user's environment names (XDG Base Directory Specification); none where it names
    /// no absolute one.
    pub(crate) fn of_environment(parts: &[&str]) -> Option<Self> {
        let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let caches = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))?;
        Some(Self::within(&caches.join("typeferry"), parts))
    }

    fn within(dir: &Path, parts: &[&str]) -> Self {
        Self { path: dir.join(format!("drift-{}.json", hash(parts))) }
    }

    /// What came of these answers, if they are the last ones that were kept.
    ///
    /// # Errors
    /// In words, that the file cannot be read or is none of ours.
    pub(crate) fn find(&self, answers: &str) -> Result<Option<Compared>, String> {
        let text = match std::fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.note(&error)),
        };
        let entry: Entry = serde_json::from_str(&text).map_err(|error| self.note(&error))?;
        let Entry { answers: kept, differences, notes } = entry;
        Ok((kept == answers).then_some(Compared { differences, notes }))
    }

    /// Keeps what came of these answers.
    ///
    /// # Errors
    /// In words, that the file cannot be written.
    pub(crate) fn keep(&self, answers: &str, compared: &Compared) -> Result<(), String> {
        let Compared { differences, notes } = compared;
        let entry = Entry { answers: answers.to_owned(), differences: differences.clone(), notes: notes.clone() };
        let text = serde_json::to_string(&entry).map_err(|error| self.note(&error))?;
        write_if_changed(&self.path, &text).map(|_| ()).map_err(|error| format!("the cache is not used: {error}"))
    }

    fn note(&self, error: &dyn std::fmt::Display) -> String {
        format!("the cache {} is not used: {error}", self.path.display())
    }
}

/// The SHA-256 of texts, each with its length, so that no two lists of texts are one.
pub(crate) fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in [VERSION].iter().chain(parts) {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn texts_are_told_apart_wherever_they_are_cut() {
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_eq!(hash(&["a"]).len(), 64);
    }
}
