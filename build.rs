//! Reads the contracts, prints what is wrong with them as cargo's own errors, and writes the code of the tables.

use std::error::Error;
use std::fmt::{Display, Write};

use build_rs::{input, output};
use typeferry_codegen::Contract;
use typeferry_contract::{ContractDir, write_if_changed};

type BuildError = Box<dyn Error + Send + Sync>;

/// Each folder with a contract that the program has inside, and what the paths of its files begin with.
const FOLDERS: [(&str, &str); 3] = [(".", ""), ("contract-1", "contract-1/"), ("migrate", "migrate/")];

/// Each folder with a contract, and the name of the code that is made of it.
const CONTRACTS: [(&str, &str); 2] = [(".", "tables"), ("migrate", "migrate")];

fn main() {
    for (dir, name) in CONTRACTS {
        report(generate(&ContractDir::new(dir), name));
    }
    report(files());
}

/// The files of every contract, as a list for the program to have: what it compares and adapts goes by these.
fn files() -> Result<(), BuildError> {
    let mut code = String::from("[");
    for (dir, folder) in FOLDERS {
        let contract = ContractDir::new(dir);
        contract.inputs().into_iter().for_each(output::rerun_if_changed);
        let Contract { schema, config, tables, operations, .. } = contract.read()?;
        for source in [schema, config].into_iter().chain(tables).chain(operations) {
            let path = source.name().strip_prefix(folder).unwrap_or(source.name());
            writeln!(code, "({folder:?}, {path:?}, {:?}),", source.text())?;
        }
    }
    code.push(']');
    write_if_changed(&input::out_dir().join("contracts.rs"), &code)?;
    Ok(())
}

fn report(result: Result<(), BuildError>) {
    if let Err(error) = result {
        output::error(&line(&error));
    }
}

/// The code of the tables and operations.
fn generate(dir: &ContractDir, name: &str) -> Result<(), BuildError> {
    for path in dir.inputs() {
        output::rerun_if_changed(path);
    }
    let contract = dir.read()?;
    match contract.generate("crate::row") {
        Ok(generated) => {
            generated.warnings.iter().for_each(|warning| output::warning(&line(warning)));
            write_if_changed(&input::out_dir().join(format!("{name}.rs")), &generated.code)?;
        }
        Err(found) => {
            for finding in &found {
                output::error(&line(finding));
            }
        }
    }
    Ok(())
}

/// Cargo takes one line for a message.
fn line(message: &dyn Display) -> String {
    message.to_string().replace('\n', " ")
}
