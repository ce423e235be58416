//! The files of a contract.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::Source;

/// A file or folder that cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct FileError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// The folder of a contract.
#[derive(Debug, Clone)]
pub struct ContractDir {
    root: PathBuf,
}

impl ContractDir {
    /// `root` has `schema.graphql`, `typeferry.toml` and `queries/`; the last two may be missing.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder that a schema file of any name is in.
    pub fn around(schema: &Path) -> Self {
        Self::new(schema.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new(".")))
    }

    /// The file of the schema.
    pub fn schema_path(&self) -> PathBuf {
        self.root.join("schema.graphql")
    }

    /// The file of the configuration.
    pub fn config_path(&self) -> PathBuf {
        self.root.join("typeferry.toml")
    }

    /// The folder of the documents.
    pub fn queries_path(&self) -> PathBuf {
        self.root.join("queries")
    }

    /// The file of the lock.
    pub fn lock_path(&self) -> PathBuf {
        self.queries_path().join("contract.lock")
    }

    /// Everything that the contract is read from: files and folders for a build script to watch. What does not exist is
    /// not named, since cargo would take it for changed each time.
    pub fn inputs(&self) -> Vec<PathBuf> {
        let all = [self.schema_path(), self.config_path(), self.queries_path()];
        all.into_iter().filter(|path| path.exists()).collect()
    }

    /// Reads all texts of the contract; diagnostics name them by their path below `root`.
    ///
    /// # Errors
    /// A file that cannot be read. A missing configuration, folder of documents or lock is an empty one.
    pub fn read(&self) -> Result<Contract, FileError> {
        let documents = self.documents()?;
        let (operations, tables) = documents.into_iter().partition(|source| is_operation(source.name()));
        Ok(Contract {
            dialect: None,
            schema: self.source(&self.schema_path())?,
            config: self.config()?,
            tables,
            operations,
            lock: self.optional(&self.lock_path())?,
        })
    }

    /// The contract of a schema file of any name: with the configuration and the documents of its folder, without the
    /// lock.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn of_schema(path: &Path) -> Result<Contract, FileError> {
        let schema = Source::new(path.display().to_string(), read_text(path)?);
        let dir = Self::around(path);
        let (operations, tables) = dir.documents()?.into_iter().partition(|source| is_operation(source.name()));
        let (config, lock) = (dir.config()?, Source::new(dir.name(&dir.lock_path()), ""));
        Ok(Contract { dialect: None, schema, config, tables, operations, lock })
    }

    /// The configuration; one that is missing is empty.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn config(&self) -> Result<Source, FileError> {
        self.optional(&self.config_path())
    }

    fn documents(&self) -> Result<Vec<Source>, FileError> {
        let mut paths = Vec::new();
        let queries = self.queries_path();
        if queries.is_dir() {
            collect(&queries, &mut paths)?;
        }
        paths.sort();
        paths.iter().map(|path| self.source(path)).collect()
    }

    fn source(&self, path: &Path) -> Result<Source, FileError> {
        Ok(Source::new(self.name(path), read_text(path)?))
    }

    fn optional(&self, path: &Path) -> Result<Source, FileError> {
        match self.source(path) {
            Err(error) if error.source.kind() == io::ErrorKind::NotFound => Ok(Source::new(self.name(path), "")),
            other => other,
        }
    }

    /// A path as diagnostics name it: below the root, with the root itself where that is not the current folder.
    fn name(&self, path: &Path) -> String {
        let shown = if self.root == Path::new(".") { path.strip_prefix(".").unwrap_or(path) } else { path };
        shown.display().to_string().replace('\\', "/")
    }

    /// The table documents that are there, by their path below the folder of documents.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn table_documents(&self) -> Result<BTreeMap<String, String>, FileError> {
        let queries = self.queries_path();
        let prefix = format!("{}/", self.name(&queries));
        let documents = self.documents()?.into_iter().filter(|source| !is_operation(source.name()));
        let below = |source: Source| {
            let path = source.name().strip_prefix(&prefix).unwrap_or(source.name()).to_owned();
            (path, source.text().to_owned())
        };
        Ok(documents.map(below).collect())
    }
}

/// The contract of files that are in memory, each with its path below the folder; `folder` stands before the paths where
/// diagnostics name them. What is not among them is empty.
pub fn contract_of<'a>(folder: &str, files: impl Iterator<Item = (&'a str, &'a str)>) -> Contract {
    let mut files: BTreeMap<_, _> = files.collect();
    let source = |(path, text): (&str, &str)| Source::new(format!("{folder}{path}"), text);
    let mut take = |path: &'a str| source((path, files.remove(path).unwrap_or_default()));
    let (schema, config, lock) = (take("schema.graphql"), take("typeferry.toml"), take("queries/contract.lock"));
    let (operations, tables) = files.into_iter().map(source).partition(|source| is_operation(source.name()));
    Contract { dialect: None, schema, config, tables, operations, lock }
}

/// Whether a document is a hand-written operation: those stand in a folder of that name.
fn is_operation(name: &str) -> bool {
    name.split('/').rev().nth(1) == Some("operations")
}

fn collect(dir: &Path, paths: &mut Vec<PathBuf>) -> Result<(), FileError> {
    let wrong = |source| FileError { path: dir.to_owned(), source };
    for entry in fs::read_dir(dir).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "graphql") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The text of a file.
///
/// # Errors
/// It cannot be read, or is not valid UTF-8.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path).map_err(|source| FileError { path: path.to_owned(), source })
}

/// Writes a file, and its folder if need be, unless it holds the text already. Says whether it wrote.
///
/// The text is written beside the file and takes its name once it is whole; what is no regular file (a pipe, a link)
/// is written to.
///
/// # Errors
/// The file cannot be written; it is then as it was.
pub fn write_if_changed(path: &Path, text: &str) -> Result<bool, FileError> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(false);
    }
    let wrong = |source| FileError { path: path.to_owned(), source };
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).map_err(wrong)?;
    }
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        fs::write(path, text).map_err(wrong)?;
        return Ok(true);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.inspect_err(|_| drop(fs::remove_file(&beside))).map_err(wrong)?;
    Ok(true)
}
