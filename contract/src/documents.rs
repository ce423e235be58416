//! Which documents a contract has: those that are written for its tables, and those that people wrote, which are theirs.

use std::collections::BTreeMap;

use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::{Diagnostics, Source};
use typeferry_codegen::query::{Written, is_by_hand};

/// The documents of a contract.
pub(crate) struct Kept {
    /// Those that stand in `queries/` then.
    pub(crate) documents: Vec<Written>,
    /// The paths of those that were written for tables that are gone.
    pub(crate) stale: Vec<String>,
}

/// Puts the documents of people in the place of those that would be written for the same tables. What nobody wrote for a
/// table of the contract stays among them, so that the check says what is wrong with it.
///
/// # Errors
/// The schema does not read.
pub(crate) fn kept(
    contract: &Contract,
    written: Vec<Written>,
    old: BTreeMap<String, String>,
) -> Result<Kept, Diagnostics> {
    let mut documents: BTreeMap<String, Written> =
        written.into_iter().map(|document| (document.path.clone(), document)).collect();
    let (mut theirs, mut stale) = (Vec::new(), Vec::new());
    for (path, text) in old {
        if is_by_hand(&text) {
            let read = contract.written_path(&Source::new(format!("queries/{path}"), text.as_str()))?;
            documents.remove(read.as_ref().unwrap_or(&path));
            theirs.push(Written { path, text });
        } else if !documents.contains_key(&path) {
            if is_ours(&path, &text) { stale.push(path) } else { theirs.push(Written { path, text }) }
        }
    }
    let documents = documents.into_values().chain(theirs).collect();
    Ok(Kept { documents, stale })
}

/// Whether a document is one that was written for a table: its first line names the one that its path does.
fn is_ours(path: &str, text: &str) -> bool {
    let named = text.lines().next().and_then(|line| line.strip_prefix("# "));
    named
        .and_then(|name| name.split_once('.'))
        .is_some_and(|(schema, table)| path == format!("{schema}/{table}.graphql"))
}
