//! Reads the two contracts, prints what is wrong with them as cargo's own errors, and writes the code of the tables.

use std::error::Error;
use std::fmt::Display;
use std::path::Path;

use build_rs::{input, output};
use graphql_client_codegen::{CodegenMode, GraphQLClientCodegenOptions, generate_module_token_stream_from_string};
use proc_macro2::TokenStream;
use typeferry_contract::{ContractDir, write_if_changed};

/// Each folder with a contract, and the name of the code that is made of it.
const CONTRACTS: [(&str, &str); 2] = [(".", "tables"), ("migrate", "migrate")];

fn main() {
    for (dir, name) in CONTRACTS {
        if let Err(error) = generate(&ContractDir::new(dir), name) {
            output::error(&line(&error));
        }
    }
}

fn generate(dir: &ContractDir, name: &str) -> Result<(), Box<dyn Error + Send + Sync>> {
    for path in dir.inputs() {
        output::rerun_if_changed(path);
    }
    let contract = dir.read()?;
    let out = input::out_dir();
    match contract.generate("crate::row") {
        Ok(generated) => {
            generated.warnings.iter().for_each(|warning| output::warning(&line(warning)));
            write_if_changed(&out.join(format!("{name}.rs")), &generated.code)?;
            let operations = contract.operations.iter().map(|source| operation(source.text(), &dir.schema_path()));
            let operations: TokenStream = operations.collect::<Result<_, _>>()?;
            write_if_changed(&out.join(format!("{name}_operations.rs")), &operations.to_string())?;
        }
        Err(found) => found.iter().for_each(|finding| output::error(&line(finding))),
    }
    Ok(())
}

/// The types of a hand-written operation. Its document has been checked: `graphql_client` unwraps what it does not expect.
fn operation(text: &str, schema: &Path) -> Result<TokenStream, Box<dyn Error + Send + Sync>> {
    let mut options = GraphQLClientCodegenOptions::new(CodegenMode::Cli);
    options.set_response_derives("Debug".into());
    options.set_module_visibility(syn::parse_str("pub(super)")?);
    generate_module_token_stream_from_string(text, schema, options)
}

/// Cargo takes one line for a message.
fn line(message: &dyn Display) -> String {
    message.to_string().replace('\n', " ")
}
