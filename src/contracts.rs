//! The contracts that rows are exported by: each is the texts of a folder, which the program has inside or is given, and
//! the tables that were generated from them where they were.

use std::path::{Path, PathBuf};

use typeferry_codegen::Contract;
use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Diagnostics;
use typeferry_contract::{ContractDir, FileError, contract_of};

use crate::row::TableQuery;
use crate::tables;

/// Tables of generated code.
type Tables = &'static [&'static TableQuery];

/// A contract that is built in.
#[derive(Debug)]
pub struct BuiltIn {
    /// Its number, as `--compat` takes it.
    pub number: u32,
    /// Its name, as its configuration has it.
    name: &'static str,
    /// Its folder, which ends with `/` unless it is the root.
    folder: &'static str,
    tables: Option<Tables>,
}

/// Every contract that is built in, the latest first. Tables are generated from the latest; those of an older one are
/// read by a model of it that is built while the program runs.
pub static BUILT_IN: [BuiltIn; 2] = [
    BuiltIn { number: 3, name: "constructive-3", folder: "", tables: Some(tables::TABLES) },
    BuiltIn { number: 1, name: "constructive-1", folder: "contract-1/", tables: None },
];

/// The files of every contract that is built in: its folder, the path below it, and the text.
static FILES: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/contracts.rs"));

/// A contract that rows are exported by.
#[derive(Debug, Clone)]
pub struct ApiContract {
    /// Its name, as a module's manifest has it.
    pub name: String,
    /// Its number, as `--compat` takes it; `None` of a folder that was given.
    pub number: Option<u32>,
    /// Its texts: schema, configuration, documents and operations.
    pub texts: Contract,
    /// The tables that were generated from it; `None` where they are read by a model that is built while the program
    /// runs.
    pub tables: Option<Tables>,
}

/// Why a folder is not exported by.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// A file of it cannot be read.
    #[error(
        "{} is not the folder of a contract: {source}\n\
         it has schema.graphql (`typeferry schema pull`), typeferry.toml and queries/ (`typeferry queries`)",
        dir.display()
    )]
    File {
        /// The folder.
        dir: PathBuf,
        /// The file, and why.
        source: FileError,
    },
    /// Its documents do not fit its schema.
    #[error(
        "the contract in {} does not check:\n{}\n`typeferry queries {}` writes its documents anew",
        dir.display(), .findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"), dir.display()
    )]
    Findings {
        /// The folder.
        dir: PathBuf,
        /// What does not fit, each at its place.
        findings: Diagnostics,
    },
}

impl BuiltIn {
    /// The contract.
    pub fn contract(&self) -> ApiContract {
        let Self { number, name, folder, tables } = *self;
        ApiContract { name: name.to_owned(), number: Some(number), texts: texts(folder), tables }
    }
}

impl ApiContract {
    /// The contract that counts where none is chosen: the latest that is built in.
    pub fn latest() -> Self {
        BUILT_IN[0].contract()
    }

    /// The contract in a folder. Its name is that of its configuration, else the folder's.
    ///
    /// # Errors
    /// A file cannot be read, or a document does not fit the schema; the lock is of who builds, and is not compared.
    pub fn of_folder(dir: &Path) -> Result<Self, FolderError> {
        let texts = ContractDir::new(dir).read().map_err(|source| FolderError::File { dir: dir.to_owned(), source })?;
        let name = texts.check().and_then(|_| Config::read(&texts.config)).map(|config| config.name);
        let name = name.map_err(|findings| FolderError::Findings { dir: dir.to_owned(), findings })?;
        Ok(Self { name: name.unwrap_or_else(|| folder_name(dir)), number: None, texts, tables: None })
    }

    /// Whether tables of PostgreSQL schemas that it has none of are exported too. A folder that is given is all that is
    /// wanted.
    pub fn reaches_beyond(&self) -> bool {
        self.number.is_some()
    }
}

/// The name of a folder, however the path leads to it.
fn folder_name(dir: &Path) -> String {
    let path = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    path.file_name().map_or_else(|| dir.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The contract of the endpoint that serves the changes.
pub fn changes() -> Contract {
    texts("migrate/")
}

/// The contract in a folder that the program has inside.
fn texts(folder: &str) -> Contract {
    let files = FILES.iter().filter(|(of, ..)| *of == folder);
    contract_of(folder, files.map(|(_, path, text)| (*path, *text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    fn files(contract: &Contract) -> Vec<(String, String)> {
        let Contract { schema, config, tables, operations, .. } = contract;
        let all = [schema, config].into_iter().chain(tables).chain(operations);
        all.map(|source| (source.name().to_owned(), source.text().to_owned())).collect()
    }

    #[test]
    fn n28_every_file_of_each_contract_is_compiled_in() {
        for folder in BUILT_IN.iter().map(|built_in| built_in.folder).chain(["migrate/"]) {
            let there = files(&ContractDir::new(root().join(folder)).read().unwrap());
            let below = |(name, text): (String, String)| {
                (name.strip_prefix(&format!("{}/", root().display())).unwrap().to_owned(), text)
            };
            let inside = files(&texts(folder));
            assert_eq!(inside, there.into_iter().map(below).collect::<Vec<_>>());
            assert!(inside.len() >= 3, "{folder}");
        }
    }

    #[test]
    fn the_folder_of_a_contract_that_is_built_in_has_its_name() {
        for built_in in &BUILT_IN {
            let given = ApiContract::of_folder(&root().join(built_in.folder)).unwrap();
            assert_eq!(given.name, built_in.contract().name);
        }
    }
}
