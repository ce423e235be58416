//! Holds the documents against the schema, and writes the code of the tables.

use std::error::Error;

use build_rs::{input, output};
use typeferry_contract::{ContractDir, write_if_changed};

fn main() -> Result<(), Box<dyn Error>> {
    let contract = ContractDir::new(".");
    contract.inputs().into_iter().for_each(output::rerun_if_changed);
    match contract.read()?.generate("typeferry_client::row") {
        Ok(tables) => {
            tables.warnings.iter().for_each(|warning| output::warning(&warning.to_string()));
            write_if_changed(&input::out_dir().join("tables.rs"), &tables.code)?;
        }
        Err(found) => found.iter().for_each(|finding| output::error(&finding.to_string())),
    }
    Ok(())
}
