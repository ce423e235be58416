//! Every rule of the configuration is about something that the schema has: one that is about nothing is a slip.

use std::collections::BTreeSet;

use typeferry_base::nearest;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::schema::Schema;

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
        for row in schema.row_types() {
            known.schemas.insert(row.table.schema.clone());
            known.tables.insert(row.table.qualified());
            known.qualified.extend(row.qualified_columns());
            for column in row.fields.iter().filter_map(|field| field.column.as_ref()) {
                known.columns.insert(column.name.clone());
                known.pg_types.insert(column.pg_type.trim_end_matches("[]").to_owned());
            }
        }
        known
    }
}

/// A rule that is about nothing.
pub(crate) struct Idle<'c> {
    /// Its section.
    pub(crate) section: &'static str,
    /// What it names.
    pub(crate) rule: &'c str,
    /// The nearest name that the schema has.
    nearest: Option<String>,
}

/// Checks each section.
pub(super) fn check(schema: &Schema, config: &Config, found: &mut Diagnostics) {
    for Idle { section, rule, nearest } in idle(schema, config) {
        let error = Diagnostic::error(format!("[{section}] names `{rule}`, which the schema does not have"));
        found.push(error.nearest(rule, nearest.as_deref()).at(config.locate(section, rule)));
    }
    derived(schema, config, found);
}

/// A table that is made of another's rows is made of columns that this one has.
fn derived(schema: &Schema, config: &Config, found: &mut Diagnostics) {
    let known = Known::of(schema);
    for rule in &config.derived {
        let columns = rule.columns.values().map(|column| format!("{}.{column}", rule.from));
        for name in std::iter::once(rule.from.clone()).chain(columns) {
            if !known.tables.contains(&name) && !known.qualified.contains(&name) {
                let message = format!("[[derived]] makes {} of `{name}`, which the schema does not have", rule.table);
                let names = known.qualified.iter().chain(&known.tables).map(String::as_str);
                found.push(Diagnostic::error(message).nearest(&name, names));
            }
        }
    }
}

/// The configuration without the rules that are about nothing that the schema has.
pub(crate) fn without_idle(schema: &Schema, config: &Config) -> Config {
    let mut kept = config.clone();
    for Idle { section, rule, .. } in idle(schema, config) {
        kept.forget(section, rule);
    }
    kept
}

/// The rules that are about nothing that the schema has.
pub(crate) fn idle<'c>(schema: &Schema, config: &'c Config) -> Vec<Idle<'c>> {
    let mut known = Known::of(schema);
    known.schemas.extend(config.derived.iter().filter_map(|rule| Some(rule.table.split_once('.')?.0.to_owned())));
    let tables_and_columns = known.tables.union(&known.qualified).cloned().collect();
    let sections: [(&str, Vec<&'c String>, &BTreeSet<String>); 6] = [
        ("left-out", config.left_out.keys().collect(), &tables_and_columns),
        ("reached-by", config.reached_by.keys().collect(), &known.tables),
        ("environment", config.environment.keys().collect(), &known.columns),
        ("domains", config.domains.keys().collect(), &known.pg_types),
        ("generation", config.generation.keys().collect(), &known.qualified),
        ("modules", config.modules.keys().collect(), &known.schemas),
    ];
    let of = |(section, rules, known): (&'static str, Vec<&'c String>, &BTreeSet<String>)| {
        let nothing = rules.into_iter().filter(|rule| !known.contains(*rule));
        let idle = |rule: &'c String| Idle {
            section,
            rule,
            nearest: nearest(rule, known.iter().map(String::as_str)).map(str::to_owned),
        };
        nothing.map(idle).collect::<Vec<_>>()
    };
    sections.into_iter().flat_map(of).collect()
}
