//! A contract in a folder, as the tests keep theirs.

use std::fs;
use std::path::{Path, PathBuf};

use typeferry_codegen::diagnostic::{Diagnostics, Source};
use typeferry_codegen::query::Written;
use typeferry_codegen::{Contract, Generated};

/// The texts of a contract by their names: paths below its folder.
#[derive(Debug, Clone, Default)]
pub(crate) struct Texts(pub(crate) std::collections::BTreeMap<String, String>);

const LOCK: &str = "queries/contract.lock";

impl Texts {
    /// Reads the folder: `schema.graphql`, `typeferry.toml` and what is below `queries/`.
    pub(crate) fn read(dir: &Path) -> Self {
        let mut texts = Self::default();
        for name in ["schema.graphql", "typeferry.toml"] {
            texts.0.insert(name.into(), fs::read_to_string(dir.join(name)).unwrap());
        }
        for path in files(&dir.join("queries")) {
            let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
            texts.0.insert(name, fs::read_to_string(&path).unwrap());
        }
        texts
    }

    /// A contract of a schema and a configuration, with the documents and the lock that are written for it.
    pub(crate) fn written(schema: &str, config: &str) -> Result<Self, Diagnostics> {
        let texts = [("schema.graphql", schema), ("typeferry.toml", config)];
        let mut texts = Self(texts.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
        for Written { path, text } in texts.contract().documents()? {
            texts.0.insert(format!("queries/{path}"), text);
        }
        let lock = texts.contract().check()?.lock.text();
        texts.0.insert(LOCK.into(), lock);
        Ok(texts)
    }

    /// The contract with the lock that is written for it.
    pub(crate) fn accepted(mut self) -> Self {
        let lock = self.contract().check().unwrap_or_else(|found| panic!("{found:#?}")).lock.text();
        self.0.insert(LOCK.into(), lock);
        self
    }

    pub(crate) fn schema(&self) -> &str {
        &self.0["schema.graphql"]
    }

    pub(crate) fn config(&self) -> &str {
        &self.0["typeferry.toml"]
    }

    pub(crate) fn contract(&self) -> Contract {
        let source = |name: &str| Source::new(name, self.0.get(name).map_or("", String::as_str));
        let documents = self.0.keys().filter(|name| name.ends_with(".graphql") && name.starts_with("queries/"));
        let (operations, tables) = documents.partition::<Vec<_>, _>(|name| name.contains("/operations/"));
        Contract {
            dialect: None,
            schema: source("schema.graphql"),
            config: source("typeferry.toml"),
            tables: tables.into_iter().map(|name| source(name)).collect(),
            operations: operations.into_iter().map(|name| source(name)).collect(),
            lock: source(LOCK),
        }
    }

    pub(crate) fn generate(&self) -> Result<Generated, Diagnostics> {
        self.contract().generate("typeferry_client::row")
    }
}

/// The folder of this crate's tests.
pub(crate) fn tests_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The folders in a folder, sorted.
pub(crate) fn folders(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_dir());
    paths.sort();
    paths
}

/// The files below a folder, however deep, sorted; none if it is not there.
fn files(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    let mut paths: Vec<_> = entries.flat_map(|entry| below(entry.unwrap().path())).collect();
    paths.sort();
    paths
}
