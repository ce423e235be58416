//! How much of one schema another has: an endpoint that has nothing of a contract serves another API.

use std::collections::BTreeSet;

use typeferry_codegen::schema::{Schema, TypeKind};

/// How many of the tables of a contract something else has.
#[derive(Debug)]
pub struct Known {
    /// How many tables the contract has.
    pub tables: usize,
    known: usize,
}

impl Known {
    /// Counts the tables that both have, by their PostgreSQL names or their row types.
    pub fn of(before: &Schema, after: &Schema) -> Self {
        let (before, after) = (tables(before), tables(after));
        let (names, row_types): (BTreeSet<_>, BTreeSet<_>) = after.into_iter().unzip();
        let has = |(name, row_type): &&(String, &str)| names.contains(name) || row_types.contains(row_type);
        Self { tables: before.len(), known: before.iter().filter(has).count() }
    }

    /// Whether it has none of them.
    pub fn is_none(&self) -> bool {
        self.known == 0 && self.tables > 0
    }

    /// A line that names what has less than half of them.
    pub fn note(&self, after: &str) -> Option<String> {
        let Self { tables, known } = self;
        (known * 2 < *tables)
            .then(|| format!("{after} has {known} of the {tables} tables: is it the API that was meant?"))
    }
}

fn tables(schema: &Schema) -> Vec<(String, &str)> {
    let table = |def: &'_ typeferry_codegen::schema::TypeDef| match &def.kind {
        TypeKind::Object { table: Some(table), .. } => Some(table.qualified()),
        _ => None,
    };
    schema.types.values().filter_map(|def| Some((table(def)?, def.name.as_str()))).collect()
}
