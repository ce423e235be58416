//! The documents of a contract's tables, written from its schema, and the lock beside them.

use std::path::PathBuf;

use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::{Diagnostics, Source};
use typeferry_codegen::query::Written;

use crate::documents::{Kept, kept};
use crate::files::{ContractDir, FileError};
use crate::outcome::{Outcome, WriteMode, settle};

/// Which documents are written, and how far.
#[derive(Debug, Clone)]
pub struct QueriesOptions {
    /// The folder of the contract.
    pub dir: PathBuf,
    /// Whether the documents are accepted as they are then: the lock is written too.
    pub accept: bool,
    /// Whether anything is written.
    pub mode: WriteMode,
}

/// Why the documents were not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QueriesError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The contract does not hold.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Contract(Diagnostics),
}

/// Writes the documents of tables from the schema; the lock too, where they are accepted.
///
/// # Errors
/// The schema does not read, a hand-written operation does not fit it, or a file cannot be written.
pub fn write_queries(options: &QueriesOptions) -> Result<Outcome, QueriesError> {
    let dir = ContractDir::new(&options.dir);
    let mut contract = dir.read()?;
    let written = contract.documents().map_err(QueriesError::Contract)?;
    let Kept { documents, stale } = kept(&contract, written, dir.table_documents()?).map_err(QueriesError::Contract)?;
    contract.tables = documents.iter().map(source).collect();
    // Everything is checked before anything is written.
    let checked = contract.check().map_err(QueriesError::Contract)?;
    let mut outcome = Outcome::default();
    outcome.notes.extend(checked.warnings.iter().map(ToString::to_string));
    options.documents(&dir, &documents, &stale, &mut outcome)?;
    options.lock(&dir, &contract, &checked.lock.text(), &mut outcome)?;
    Ok(outcome)
}

impl QueriesOptions {
    /// Whether what a change of the contract needs an acceptance for is written, or would be.
    fn accepts(&self) -> bool {
        self.accept || self.mode != WriteMode::Write
    }

    fn documents(
        &self,
        dir: &ContractDir,
        documents: &[Written],
        stale: &[String],
        outcome: &mut Outcome,
    ) -> Result<(), FileError> {
        for document in documents {
            settle(&dir.queries_path().join(&document.path), Some(&document.text), self.mode, outcome)?;
        }
        for path in stale {
            if self.accepts() {
                settle(&dir.queries_path().join(path), None, self.mode, outcome)?;
            } else {
                outcome.notes.push(format!("queries/{path} is of a table that is gone: `--accept` removes it"));
            }
        }
        Ok(())
    }

    fn lock(&self, dir: &ContractDir, contract: &Contract, lock: &str, outcome: &mut Outcome) -> Result<(), FileError> {
        if self.accepts() {
            return settle(&dir.lock_path(), Some(lock), self.mode, outcome);
        }
        if lock != contract.lock.text() {
            outcome.notes.push("the lock is as it was: `--accept` takes the change".into());
        }
        Ok(())
    }
}

fn source(document: &Written) -> Source {
    Source::new(format!("queries/{}", document.path), document.text.clone())
}
