//! A file that a script may read.

use typeferry_base::{line_number, sha256};

use super::metadata::Metadata;
use super::{FileError, ProjectError, checksum, metadata, path};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A file that a script may read: its path from the project's folder, `./` in front, its text, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedFile {
    path: String,
    content: String,
    checksum: String,
    normalised: String,
    metadata: Option<Metadata>,
}

impl LoadedFile {
    /// A file of these bytes. A byte order mark is left out.
    ///
    /// # Errors
    /// The path is none below the project's folder; the bytes are no UTF-8, or have a NUL; metadata is wrong.
    pub fn new(path: &str, bytes: Vec<u8>) -> Result<Self, ProjectError> {
        Self::read(path, bytes).map_err(|error| error.at(path))
    }

    fn read(path: &str, bytes: Vec<u8>) -> Result<Self, FileError> {
        let path = path::normalised(path)?;
        let content = text(bytes)?;
        let is_sql = path::is_sql(&path) && !path::is_test(&path);
        let checksum = sha256(&content);
        Ok(Self {
            normalised: if is_sql { checksum::of_sql(&content) } else { checksum.clone() },
            metadata: if is_sql { metadata::find(&content)? } else { None },
            checksum,
            content,
            path,
        })
    }

    /// Its path, with `./` in front.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its text.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// SHA-256 of its bytes, in hexadecimal.
    pub fn checksum(&self) -> &str {
        &self.checksum
    }

    /// SHA-256 of its SQL without comments, and with one space for white space and small letters outside quotes; of
    /// its bytes, where it is no SQL.
    pub fn normalised_checksum(&self) -> &str {
        &self.normalised
    }

    pub(crate) fn metadata(&self) -> Option<&Metadata> {
        self.metadata.as_ref()
    }

    pub(crate) fn is_test(&self) -> bool {
        path::is_test(&self.path)
    }

    pub(crate) fn is_sql(&self) -> bool {
        path::is_sql(&self.path)
    }

    pub(crate) fn is_fixture(&self) -> bool {
        path::is_fixture(&self.path)
    }

    pub(crate) fn name(&self) -> &str {
        path::name(&self.path)
    }

    pub(crate) fn directory(&self) -> &str {
        path::directory(&self.path)
    }

    pub(crate) fn extension(&self) -> &str {
        path::extension(&self.path)
    }

    pub(crate) fn depth(&self) -> usize {
        path::depth(&self.path)
    }

    pub(crate) fn parent(&self) -> Option<&str> {
        path::parent(&self.path)
    }
}

/// The text of bytes, as PostgreSQL can store it.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, FileError> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        FileError::Utf8 { line: line_number(error.as_bytes(), at) }
    })?;
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        return Err(FileError::Nul { line: line_number(text.as_bytes(), at) });
    }
    Ok(text.strip_prefix(BYTE_ORDER_MARK).map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(bytes: &[u8]) -> String {
        LoadedFile::new("./a.sql", bytes.to_vec()).unwrap_err().to_string()
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_line() {
        assert!(error(b"a\n\xff").starts_with("./a.sql: invalid UTF-8 at line 2"));
        assert!(error(b"a\n\n\0").starts_with("./a.sql: NUL byte at line 3"));
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_a_file() {
        let file = LoadedFile::new("./a.sql", "\u{feff}SELECT 1;".into()).unwrap();
        assert_eq!((file.content(), file.checksum()), ("SELECT 1;", sha256("SELECT 1;").as_str()));
        assert_eq!(file.normalised_checksum(), sha256("select 1;"));
    }

    #[test]
    fn sql_rules_are_for_sql_files_alone() {
        let file = LoadedFile::new("./a.md", b"Hello -- world".to_vec()).unwrap();
        assert_eq!(file.normalised_checksum(), file.checksum());
    }
}
