//! The files that describe a module to PostgreSQL's extension tools and to npm: control file, `package.json`, `Makefile`.

use serde::Serialize;

use typeferry_pgpm::{ModuleName, NameError};

/// The version that pgpm gives a new module.
const VERSION: &str = "0.0.1";

/// `<name>.control`.
///
/// `requires` is left out when nothing is required: pgpm would read an empty one as a module without a name.
pub(super) fn control_text(name: &ModuleName, comment: &str, requires: &[ModuleName]) -> String {
    let comment = quoted(comment);
    let requires = requires_line(requires);
    format!(
        "# {name} extension\n\
         comment = {comment}\n\
         default_version = '{VERSION}'\n\
         module_pathname = '$libdir/{name}'\n\
         {requires}\
         relocatable = false\n\
         superuser = false\n"
    )
}

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

fn requires_line(requires: &[ModuleName]) -> String {
    if requires.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = requires.iter().map(ModuleName::as_str).collect();
    format!("requires = '{}'\n", names.join(","))
}

/// A value as PostgreSQL reads control files (the rules of its configuration files), on one line.
fn quoted(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('\'');
    for character in value.chars() {
        match character {
            '\'' => text.push_str("''"),
            '\\' => text.push_str("\\\\"),
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
    }
    text.push('\'');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> ModuleName {
        ModuleName::new(name).unwrap()
    }

    #[test]
    fn a_comment_cannot_leave_its_quotes_or_its_line() {
        let text = control_text(&name("acme"), "Ada's\nC:\\x", &[]);
        assert_eq!(
            text,
            "# acme extension\ncomment = 'Ada''s C:\\\\x'\ndefault_version = '0.0.1'\n\
             module_pathname = '$libdir/acme'\nrelocatable = false\nsuperuser = false\n"
        );
    }

    #[test]
    fn required_modules_are_one_list() {
        let requires = required_names(vec!["uuid-ossp".into(), "pgpm-types".into()]).unwrap();
        assert!(control_text(&name("acme"), "", &requires).contains("\nrequires = 'uuid-ossp,pgpm-types'\n"));
        assert!(required_names(vec!["a,b".into()]).is_err());
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
