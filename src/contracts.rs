//! The contracts that this program knows: the texts of each, and the tables that were generated from them where they
//! were.

use typeferry_codegen::Contract;
use typeferry_codegen::diagnostic::Source;

use crate::row::TableQuery;
use crate::tables;

/// A version of the API that this program knows.
#[derive(Debug)]
pub struct ContractVersion {
    /// Its number, as `--compat` takes it.
    pub number: u32,
    /// Its name, as a module's manifest has it.
    pub name: &'static str,
    /// The tables that were generated from it; `None` for an older one, whose tables are read by a model of it that is
    /// built while the program runs.
    pub tables: Option<&'static [&'static TableQuery]>,
    folder: &'static str,
    schema: &'static str,
    config: &'static str,
    operations: [(&'static str, &'static str); 2],
}

/// The documents of tables: the folder of the contract, the path below it, and the text of each.
static DOCUMENTS: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/documents.rs"));

/// The documents of the contract in a folder, which ends with `/` unless it is the root.
fn documents(folder: &str) -> Vec<Source> {
    let of = |dir: &str| if dir == "." { folder.is_empty() } else { folder.strip_suffix('/') == Some(dir) };
    let own = DOCUMENTS.iter().filter(|(dir, ..)| of(dir));
    own.map(|(_, path, text)| Source::new(format!("{folder}{path}"), *text)).collect()
}

macro_rules! operations {
    ($folder:literal) => {
        [
            (
                concat!($folder, "queries/operations/databases.graphql"),
                include_str!(concat!("../", $folder, "queries/operations/databases.graphql")),
            ),
            (
                concat!($folder, "queries/operations/schemas.graphql"),
                include_str!(concat!("../", $folder, "queries/operations/schemas.graphql")),
            ),
        ]
    };
}

/// Every contract, the latest first.
pub static CONTRACTS: [ContractVersion; 2] = [
    ContractVersion {
        number: 3,
        name: "constructive-3",
        tables: Some(tables::TABLES),
        folder: "",
        schema: include_str!("../schema.graphql"),
        config: include_str!("../typeferry.toml"),
        operations: operations!(""),
    },
    ContractVersion {
        number: 1,
        name: "constructive-1",
        tables: None,
        folder: "contract-1/",
        schema: include_str!("../contract-1/schema.graphql"),
        config: include_str!("../contract-1/typeferry.toml"),
        operations: operations!("contract-1/"),
    },
];

impl ContractVersion {
    /// The contract that is meant where none is chosen: the latest.
    pub fn latest() -> &'static Self {
        &CONTRACTS[0]
    }

    /// Its texts: schema, configuration, documents and operations, without the lock.
    pub fn texts(&self) -> Contract {
        let source = |name: &str, text: &str| Source::new(format!("{}{name}", self.folder), text);
        Contract {
            dialect: None,
            schema: source("schema.graphql", self.schema),
            config: source("typeferry.toml", self.config),
            tables: documents(self.folder),
            operations: self.operations.iter().map(|(name, text)| Source::new(*name, *text)).collect(),
            lock: source("queries/contract.lock", ""),
        }
    }

    /// The text of its schema file.
    pub fn schema_text(&self) -> &'static str {
        self.schema
    }
}

/// The endpoint of the changes, whose contract is one of its own.
pub fn changes() -> Contract {
    Contract {
        dialect: None,
        schema: Source::new("migrate/schema.graphql", include_str!("../migrate/schema.graphql")),
        config: Source::new("migrate/typeferry.toml", include_str!("../migrate/typeferry.toml")),
        tables: documents("migrate/"),
        operations: vec![Source::new(
            "migrate/queries/operations/sql_actions.graphql",
            include_str!("../migrate/queries/operations/sql_actions.graphql"),
        )],
        lock: Source::new("migrate/queries/contract.lock", ""),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn operations_in(folder: &str) -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("queries/operations");
        let name = |entry: fs::DirEntry| format!("{folder}queries/operations/{}", entry.file_name().to_string_lossy());
        let mut names: Vec<_> = fs::read_dir(path).unwrap().map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }

    #[test]
    fn n28_every_document_of_each_contract_is_compiled_in() {
        let all = CONTRACTS.iter().map(|version| (version.folder, version.texts())).chain([("migrate/", changes())]);
        for (folder, compiled) in all {
            let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            let there = typeferry_contract::ContractDir::new(&dir).read().unwrap();
            let text = |source: &Source| source.text().to_owned();
            assert_eq!(
                compiled.tables.iter().map(text).collect::<Vec<_>>(),
                there.tables.iter().map(text).collect::<Vec<_>>()
            );
            let name = |source: &Source| source.name().to_owned();
            assert!(compiled.tables.iter().map(name).all(|name| name.starts_with(&format!("{folder}queries/"))));
            assert!(!compiled.tables.is_empty() || !compiled.operations.is_empty());
        }
    }

    fn names(contract: &Contract) -> Vec<String> {
        contract.operations.iter().map(|source| source.name().to_owned()).collect()
    }

    #[test]
    fn every_operation_of_each_contract_is_compiled_in() {
        for version in &CONTRACTS {
            assert_eq!(operations_in(version.folder), names(&version.texts()));
        }
        assert_eq!(operations_in("migrate/"), names(&changes()));
    }
}
