//! The build script of a crate that has one contract.

use std::env;
use std::fmt::{Display, Write as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::files::{ContractDir, FileError, write_if_changed};

/// Why a build script made no code.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildScriptError {
    /// A file of the contract, or that of the code.
    #[error(transparent)]
    File(#[from] FileError),
    /// Cargo takes no messages.
    #[error("the messages for cargo cannot be written: {0}")]
    Cargo(#[from] io::Error),
    /// The program that calls it is no build script.
    #[error("OUT_DIR is not set: call this from build.rs")]
    NoOutDir,
}

/// All that the `build.rs` of a crate does which has a contract in its folder: the code of the tables is written to
/// `tables.rs` in `OUT_DIR`, and what the generator finds is an error or a warning of cargo's, at its place.
///
/// `runtime` is the path that the code finds rows by: `typeferry_client::row`.
///
/// # Errors
/// A file cannot be read or written, or the program is no build script.
pub fn build_script(runtime: &str) -> Result<(), BuildScriptError> {
    let out_dir = env::var_os("OUT_DIR").map(PathBuf::from).ok_or(BuildScriptError::NoOutDir)?;
    let messages = generate(&ContractDir::new("."), runtime, &out_dir.join("tables.rs"))?;
    Ok(io::stdout().write_all(messages.as_bytes())?)
}

/// Writes the code of a contract; gives what cargo is to be told.
fn generate(contract: &ContractDir, runtime: &str, code: &Path) -> Result<String, FileError> {
    let mut messages = Messages::default();
    for path in contract.inputs() {
        messages.push("rerun-if-changed", &path.display());
    }
    match contract.read()?.generate(runtime) {
        Ok(tables) => {
            tables.warnings.iter().for_each(|warning| messages.push("warning", warning));
            write_if_changed(code, &tables.code)?;
        }
        Err(findings) => findings.iter().for_each(|finding| messages.push("error", finding)),
    }
    Ok(messages.0)
}

/// What cargo reads of a build script, a line a message
/// (<https://doc.rust-lang.org/cargo/reference/build-scripts.html>).
#[derive(Default)]
struct Messages(String);

impl Messages {
    fn push(&mut self, key: &str, value: &dyn Display) {
        let line = value.to_string().replace('\n', " ");
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "cargo::{key}={line}");
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// What cargo is told of a contract, and the code that was written.
    fn generated(name: &str, contract: &Path) -> (String, Option<String>) {
        let code = env::temp_dir().join(format!("typeferry-build-script-{name}-{}.rs", std::process::id()));
        let messages = generate(&ContractDir::new(contract), "typeferry_client::row", &code).unwrap();
        let written = fs::read_to_string(&code).ok();
        let _ = fs::remove_file(&code);
        (messages, written)
    }

    #[test]
    fn a_contract_is_watched_and_its_code_written() {
        let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/cases/plain");
        let (messages, code) = generated("whole", &contract);
        let watched = ["schema.graphql", "typeferry.toml", "queries"].map(|path| contract.join(path));
        let expected: Vec<_> =
            watched.iter().map(|path| format!("cargo::rerun-if-changed={}", path.display())).collect();
        assert_eq!(messages.lines().collect::<Vec<_>>(), expected);
        assert!(code.unwrap().contains("pub struct Item"));
    }

    #[test]
    fn a_finding_is_one_line_of_cargos() {
        let dir = env::temp_dir().join(format!("typeferry-build-script-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("schema.graphql"), "type Query {\n").unwrap();
        let (messages, code) = generated("broken", &dir);
        fs::remove_dir_all(&dir).unwrap();
        let error = messages.lines().nth(1).unwrap();
        assert!(error.starts_with("cargo::error=") && error.contains("schema.graphql:1:13"), "{messages}");
        assert_eq!((messages.lines().count(), code), (2, None));
    }
}
