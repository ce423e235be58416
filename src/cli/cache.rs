//! What a comparison came to, kept for the next time that the same contract meets the same answers.
//!
//! One file a contract and endpoint: it never grows, and it has names of tables in it, no token and no row.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use typeferry_base::Sha256;
use typeferry_codegen::drift::Difference;
use typeferry_contract::{Compared, write_if_changed};
use typeferry_introspection::ComparisonCache;

/// A comparison by another version may have come to something else.
const VERSION: &str = concat!("typeferry drift 2 ", env!("CARGO_PKG_VERSION"));

/// The folder of the files; nothing is kept without one.
#[derive(Debug)]
pub(crate) struct Cache {
    dir: Option<PathBuf>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// The hash of the answers.
    answers: String,
    differences: Vec<Difference>,
    notes: Vec<String>,
}

impl Cache {
    /// The folder that the user's environment names (XDG Base Directory Specification); none where it names no absolute
    /// one.
    pub(crate) fn of_environment() -> Self {
        let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let caches = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")));
        Self { dir: caches.map(|caches| caches.join("typeferry")) }
    }

    fn path(&self, of: &[&str]) -> Option<PathBuf> {
        Some(self.dir.as_ref()?.join(format!("drift-{}.json", hash(of))))
    }
}

impl ComparisonCache for Cache {
    fn find(&self, of: &[&str], answers: &[&str]) -> Result<Option<Compared>, String> {
        let Some(path) = self.path(of) else { return Ok(None) };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(note(&path, &error)),
        };
        let Entry { answers: kept, differences, notes } =
            serde_json::from_str(&text).map_err(|error| note(&path, &error))?;
        Ok((kept == hash(answers)).then_some(Compared { differences, notes }))
    }

    fn keep(&self, of: &[&str], answers: &[&str], compared: &Compared) -> Result<(), String> {
        let Some(path) = self.path(of) else { return Ok(()) };
        let Compared { differences, notes } = compared;
        let entry = Entry { answers: hash(answers), differences: differences.clone(), notes: notes.clone() };
        let text = serde_json::to_string(&entry).map_err(|error| note(&path, &error))?;
        write_if_changed(&path, &text).map(|_| ()).map_err(|error| format!("the cache is not used: {error}"))
    }
}

fn note(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("the cache {} is not used: {error}", path.display())
}

/// The SHA-256 of texts, each with its length, so that no two lists of texts are one.
fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::default();
    for part in [VERSION].iter().chain(parts) {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finish()
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
