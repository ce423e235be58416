//! The files beside the control file that describe a module to PostgreSQL's extension tools and to npm: `package.json`,
//! `Makefile`.

use serde::Serialize;

use typeferry_pgpm::{ModuleName, NameError};

/// The version that pgpm gives a new module.
pub(super) const VERSION: &str = "0.0.1";

/// `Makefile`: builds and installs the module as an extension with PostgreSQL's own make rules.
pub(super) fn makefile_text(name: &ModuleName) -> String {
    format!(
        "EXTENSION = {name}\n\
         DATA = sql/{name}--{VERSION}.sql\n\
         \n\
         PG_CONFIG = pg_config\n\
         PGXS := $(shell $(PG_CONFIG) --pgxs)\n\
         include $(PGXS)\n"
    )
}

#[derive(Serialize)]
struct Package<'a> {
    name: &'a str,
    version: &'a str,
    description: &'a str,
}

/// `package.json`: what npm needs to pack the module.
pub(super) fn package_text(name: &ModuleName, comment: &str) -> Result<String, serde_json::Error> {
    let package = Package { name: name.as_str(), version: VERSION, description: comment };
    serde_json::to_string_pretty(&package).map(|text| text + "\n")
}

/// Checks what a module requires: a comma, a quote or a space in a name would be read as something else.
pub(super) fn required_names(requires: Vec<String>) -> Result<Vec<ModuleName>, NameError> {
    requires.into_iter().map(ModuleName::new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> ModuleName {
        ModuleName::new(name).unwrap()
    }

    #[test]
    fn the_package_says_what_the_control_file_says() {
        let text = package_text(&name("acme"), "say \"hi\"").unwrap();
        assert_eq!(
            text,
            "{\n  \"name\": \"acme\",\n  \"version\": \"0.0.1\",\n  \"description\": \"say \\\"hi\\\"\"\n}\n"
        );
    }
}
