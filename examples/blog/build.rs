//! Holds the documents against the schema, and writes the code of the tables.

fn main() -> Result<(), typeferry_contract::BuildScriptError> {
    typeferry_contract::build_script("typeferry_client::row")
}
