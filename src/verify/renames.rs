//! Which database a module is of, and which names of it are still to be rewritten.

use super::VerifyError;
use crate::export::{find_database, label};
use crate::module::{Origin, RenameError, Renames, SchemaRename};
use crate::source::{Database, SchemaName};

/// The module's database must be one of the source's, and the one that was asked for.
pub(super) fn check_database(origin: &Origin, known: &[Database], asked: Option<&str>) -> Result<(), VerifyError> {
    if let Some(asked) = asked {
        let found = find_database(known, asked)?;
        if found.id != origin.database {
            return Err(VerifyError::OtherDatabase { wanted: wanted(origin), asked: asked.to_owned(), key: found.id });
        }
    }
    if known.iter().any(|database| database.id == origin.database) {
        return Ok(());
    }
    Err(VerifyError::NoDatabase { wanted: wanted(origin), known: known.iter().map(label).collect() })
}

fn wanted(origin: &Origin) -> String {
    match &origin.name {
        Some(name) => format!("{name} ({})", origin.database),
        None => origin.database.to_string(),
    }
}

/// The manifest's renames without those that have happened: a database into which the module was deployed has a schema
/// under its new name. Applied there, a rename could take a new name for an old one, where names were exchanged.
pub(super) fn to_apply(origin: &Origin, schemas: &[SchemaName]) -> Result<Renames, RenameError> {
    let is_left = |rename: &&SchemaRename| {
        !schemas.iter().any(|schema| schema.name == rename.name && schema.schema_name == rename.to)
    };
    let pairs = origin.schemas.iter().filter(is_left);
    Renames::new(pairs.map(|rename| (&*rename.from, &*rename.to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schemas(names: &[(&str, &str)]) -> Vec<SchemaName> {
        let schema = |(name, schema_name): &(&str, &str)| SchemaName {
            name: (*name).to_owned(),
            schema_name: (*schema_name).to_owned(),
        };
        names.iter().map(schema).collect()
    }

    #[test]
    fn names_that_were_exchanged_are_not_exchanged_again() {
        let rename =
            |name: &str, from: &str, to: &str| SchemaRename { name: name.into(), from: from.into(), to: to.into() };
        let origin = Origin {
            database: crate::row::Uuid::nil(),
            name: None,
            extension: "x".into(),
            schemas: vec![rename("a", "x_b", "x_a"), rename("b", "x_a", "x_b"), rename("c", "p_c", "x_c")],
        };
        let renamed =
            |names: &[(&str, &str)]| to_apply(&origin, &schemas(names)).unwrap().text("x_a x_b p_c").into_owned();
        assert_eq!(renamed(&[("a", "x_b"), ("b", "x_a"), ("c", "p_c")]), "x_b x_a x_c");
        assert_eq!(renamed(&[("a", "x_a"), ("b", "x_b"), ("c", "x_c")]), "x_a x_b p_c");
        assert_eq!(renamed(&[("a", "x_a"), ("b", "x_b")]), "x_a x_b x_c");
    }
}
