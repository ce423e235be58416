//! A contract compared with another schema.

use std::path::Path;

use typeferry_base::did_you_mean;
use typeferry_codegen::diagnostic::{Diagnostics, Source};
use typeferry_codegen::drift::Difference;
use typeferry_codegen::schema::sdl;

use crate::compiled::Compiled;
use crate::files::{FileError, read_text};
use crate::known::Known;

/// What a comparison came to.
#[derive(Debug, Default)]
pub struct Compared {
    /// What differs.
    pub differences: Vec<Difference>,
    /// What else there is to say.
    pub notes: Vec<String>,
}

/// Why nothing was compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// What is to be left out is nothing that there is.
    #[error("nothing is called `{name}`{} (a table is left out as schema.table, a column as schema.table.column)", did_you_mean(.nearest.as_deref()))]
    UnknownLeftOut {
        /// What was named.
        name: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// A text of the contract, or what it is compared with, does not read, or has no table.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Contract(Diagnostics),
}

impl Compiled {
    /// Compares with a schema file.
    ///
    /// # Errors
    /// The file cannot be read, or is no schema.
    pub fn compare_file(&self, path: &Path) -> Result<Compared, CompareError> {
        let name = path.display().to_string();
        let after = sdl::read(&Source::new(name.clone(), read_text(path)?)).map_err(CompareError::Contract)?;
        let mut compared = self.compare(&after)?;
        compared.notes.extend(Known::of(&self.schema, &after).note(&name));
        Ok(compared)
    }
}
