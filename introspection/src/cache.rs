//! Comparisons that were made before: the same contract and the same answers come to the same again.

use typeferry_contract::Compared;

use crate::drift::DriftError;

/// Where comparisons are kept. A comparison is found by what was compared (the texts of a contract and the address of an
/// endpoint) and by the answers of the endpoint.
pub trait ComparisonCache {
    /// What these answers came to, if that was kept.
    ///
    /// # Errors
    /// In words, that the cache cannot be read.
    fn find(&self, of: &[&str], answers: &[&str]) -> Result<Option<Compared>, String>;

    /// Keeps what these answers came to.
    ///
    /// # Errors
    /// In words, that the cache cannot be written.
    fn keep(&self, of: &[&str], answers: &[&str], compared: &Compared) -> Result<(), String>;
}

/// Keeps nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCache;

impl ComparisonCache for NoCache {
    fn find(&self, _: &[&str], _: &[&str]) -> Result<Option<Compared>, String> {
        Ok(None)
    }

    fn keep(&self, _: &[&str], _: &[&str], _: &Compared) -> Result<(), String> {
        Ok(())
    }
}

/// What is kept of these answers, else what comparing comes to, which is kept then.
///
/// # Errors
/// The comparison's. A cache that does not work costs time, and a note.
pub(crate) fn cached(
    cache: &dyn ComparisonCache,
    of: &[&str],
    answers: &[&str],
    compare: impl FnOnce() -> Result<Compared, DriftError>,
) -> Result<Compared, DriftError> {
    let known = cache.find(of, answers);
    if let Ok(Some(compared)) = known {
        return Ok(compared);
    }
    let mut compared = compare()?;
    let kept = cache.keep(of, answers, &compared);
    compared.notes.extend(known.err().or(kept.err()));
    Ok(compared)
}
