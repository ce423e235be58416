//! `typeferry.manifest.json`: what an export wrote, so that it can be checked, and so that we know our own folder.
//!
//! It says nothing of the way the rows came: over every transport the same rows give the same manifest.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::reader::ReadError;
use super::rename::{RenameError, Renames};
use super::staging::MANIFEST_FILE;

/// The layout of the manifest itself; a reader refuses one that it does not know.
const FORMAT: u32 = 1;

/// What a module holds, of which contract, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// The contract that the rows were read by, such as `constructive-1`.
    pub contract: String,
    /// The database and the names that were rewritten.
    pub source: Origin,
    /// What was written.
    #[serde(flatten)]
    pub content: Content,
    /// The names of changes that no plan or no file system can hold: what stands for each, and the name itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub escaped: BTreeMap<String, String>,
    /// The SHA-256 of each script and of the plan, by the path from the module's folder: what the next export replaces,
    /// and how it tells what people edited. An older manifest has none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
}

/// Where a module came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The key of the database.
    pub database: Uuid,
    /// The name of the database, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name of the database module, which begins the new names.
    pub extension: String,
    /// The schemas whose names were rewritten.
    pub schemas: Vec<SchemaRename>,
}

/// A schema whose name was rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemaRename {
    /// The name that its owner gave it.
    pub name: String,
    /// The name that it had on the platform.
    pub from: String,
    /// The name that it has in the module.
    pub to: String,
}

/// What a module holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Content {
    /// The rows of tables.
    Rows {
        /// The tables with rows, in the order in which they are deployed.
        tables: Vec<TableEntry>,
    },
    /// The changes of a database.
    Changes(ChangesEntry),
}

/// A table of which rows were exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// PostgreSQL's name of the schema.
    pub schema: String,
    /// PostgreSQL's name of the table.
    pub table: String,
    /// The change whose deploy script inserts the rows.
    pub change: String,
    /// Rows in the deploy script.
    pub rows: u64,
    /// The hash of the rows, as [`super::RowDigest`] takes it.
    pub sha256: String,
}

/// The changes that were exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesEntry {
    /// How many.
    pub changes: u64,
    /// The hash of their scripts, as [`super::ScriptDigest`] takes it.
    pub sha256: String,
    /// The categories that were left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded_categories: Vec<String>,
}

/// Read before all else: of another format, the rest may be anything.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Manifest {
    /// A manifest of the current format; the files are listed when they are written; no name is escaped.
    pub fn new(contract: impl Into<String>, source: Origin, content: Content) -> Self {
        let (escaped, files) = (BTreeMap::new(), BTreeMap::new());
        Self { format: FORMAT, contract: contract.into(), source, content, escaped, files }
    }

    /// Reads the manifest of the module in this folder.
    ///
    /// # Errors
    /// [`ReadError::NotAModule`] where there is none, [`ReadError::Format`] for a format of another version,
    /// [`ReadError::Manifest`] for a text that is no manifest, [`ReadError::Io`].
    pub fn read(module: &Path) -> Result<Self, ReadError> {
        let path = module.join(MANIFEST_FILE);
        let text = fs::read(&path).map_err(|cause| match cause.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => ReadError::NotAModule { path: module.to_owned() },
            _ => ReadError::Io { path: path.clone(), cause },
        })?;
        let wrong = |cause| ReadError::Manifest { path: path.clone(), cause };
        let Head { format } = serde_json::from_slice(&text).map_err(wrong)?;
        if format != FORMAT {
            return Err(ReadError::Format { path, format, known: FORMAT });
        }
        serde_json::from_slice(&text).map_err(wrong)
    }

    /// The file's text: the same for the same values, with a line end.
    pub(super) fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

impl Origin {
    /// The names that are rewritten.
    ///
    /// # Errors
    /// As [`Renames::new`].
    pub fn renames(&self) -> Result<Renames, RenameError> {
        Renames::new(self.schemas.iter().map(|schema| (&*schema.from, &*schema.to)))
    }
}

impl TableEntry {
    /// `schema.table`, as people write it.
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.schema, self.table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(content: Content) -> Manifest {
        let schemas = vec![SchemaRename { name: "app".into(), from: "acme_7f_app".into(), to: "acme_app".into() }];
        let origin = Origin { database: Uuid::nil(), name: None, extension: "acme".into(), schemas };
        Manifest::new("constructive-1", origin, content)
    }

    fn read(text: &str) -> Result<Manifest, ReadError> {
        let module = tempfile::tempdir().unwrap();
        fs::write(module.path().join(MANIFEST_FILE), text).unwrap();
        Manifest::read(module.path())
    }

    #[test]
    fn a_manifest_reads_as_it_was_written() {
        let table = TableEntry {
            schema: "app".into(),
            table: "users".into(),
            change: "migrate/users".into(),
            rows: u64::MAX,
            sha256: "00".into(),
        };
        let changes = ChangesEntry { changes: 1, sha256: "11".into(), excluded_categories: vec!["seed".into()] };
        for content in [Content::Rows { tables: vec![table] }, Content::Changes(changes)] {
            let mut manifest = manifest(content);
            assert_eq!(read(&manifest.text().unwrap()).unwrap(), manifest);
            manifest.files.insert("pgpm.plan".into(), "22".into());
            assert_eq!(read(&manifest.text().unwrap()).unwrap(), manifest);
        }
    }

    #[test]
    fn what_is_no_manifest_of_this_format_is_refused_by_its_path() {
        let other = read(r#"{"format": 7, "other": "things"}"#).unwrap_err().to_string();
        assert!(other.contains(MANIFEST_FILE) && other.contains("format 7"), "{other}");
        for text in ["", "[]", "{}", r#"{"format": "1"}"#, r#"{"format": 1, "contract": "constructive-1"}"#] {
            let wrong = read(text).unwrap_err();
            assert!(
                matches!(wrong, ReadError::Manifest { .. }) && wrong.to_string().contains(MANIFEST_FILE),
                "{wrong}"
            );
        }
        let nothing = Manifest::read(tempfile::tempdir().unwrap().path()).unwrap_err();
        assert!(matches!(nothing, ReadError::NotAModule { .. }), "{nothing}");
    }
}
