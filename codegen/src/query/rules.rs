//! Every rule of the configuration is about something that the schema has: one that is about nothing is a slip.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::{Schema, TypeKind};

/// What the rules can be about.
#[derive(Default)]
struct Known {
    schemas: BTreeSet<String>,
    tables: BTreeSet<String>,
    /// `schema.table.column`.
    qualified: BTreeSet<String>,
    columns: BTreeSet<String>,
    pg_types: BTreeSet<String>,
}

impl Known {
    fn of(schema: &Schema) -> Self {
        let mut known = Self::default();
        for def in schema.types.values() {
            let TypeKind::Object { fields, table: Some(table), .. } = &def.kind else { continue };
            known.schemas.insert(table.schema.clone());
            known.tables.insert(table.qualified());
            for column in fields.iter().filter_map(|field| field.column.as_ref()) {
                known.qualified.insert(format!("{}.{}", table.qualified(), column.name));
                known.columns.insert(column.name.clone());
                known.pg_types.insert(column.pg_type.trim_end_matches("[]").to_owned());
            }
        }
        known
    }
}

/// Checks each section.
pub(super) fn check(schema: &Schema, config: &Config, found: &mut Diagnostics) {
    let known = Known::of(schema);
    let tables_and_columns = known.tables.union(&known.qualified).cloned().collect();
    section(config, "left-out", config.left_out.keys(), &tables_and_columns, found);
    section(config, "reached-by", config.reached_by.keys(), &known.tables, found);
    section(config, "environment", config.environment.keys(), &known.columns, found);
    section(config, "domains", config.domains.keys(), &known.pg_types, found);
    section(config, "generation", config.generation.keys(), &known.qualified, found);
    section(config, "modules", config.modules.keys(), &known.schemas, found);
}

fn section<'a>(
    config: &Config,
    name: &str,
    rules: impl Iterator<Item = &'a String>,
    known: &BTreeSet<String>,
    found: &mut Diagnostics,
) {
    for rule in rules.filter(|rule| !known.contains(*rule)) {
        let message = format!("[{name}] names `{rule}`, which the schema does not have");
        let error = Diagnostic::error(message).nearest(rule, known.iter().map(String::as_str));
        found.push(error.at(config.locate(name, rule)));
    }
}
