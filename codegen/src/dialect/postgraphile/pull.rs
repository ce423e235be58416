//! Introspection and `_meta` to the annotated, pruned schema.

use std::collections::BTreeSet;

use super::inflection;
use super::prune::Pruned;
use super::relations::foreign_keys;
use super::tables::{PulledTable, Tables, look_up};
use crate::diagnostic::{Diagnostic, Diagnostics, Source, tidy};
use crate::schema::meta::Meta;
use crate::schema::{EnumValue, Schema, TypeDef, TypeKind, print, sdl};

/// The annotated schema of every table that `meta` lists.
///
/// # Errors
/// A table or column of `_meta` that the introspected schema does not have, a name that can only be guessed, an enum
/// whose labels and values do not match one to one, or a name that a schema file cannot hold.
pub(super) fn pull(api: &Schema, meta: &Meta) -> Result<Schema, Diagnostics> {
    let (tables, mut found) = look_up(api, meta);
    let mut pruned = Pruned::new(api, &tables);
    let by_row_type: Tables<'_> = tables.iter().map(|table| (table.row_type(), table)).collect();
    for table in &tables {
        match foreign_keys(api, table, &by_row_type) {
            Ok(keys) => pruned.table(table, keys),
            Err(error) => found.push(error),
        }
    }
    let mut schema = pruned.finish();
    label_enums(&mut schema, &tables, &mut found);
    if !found.is_empty() {
        return Err(tidy(found));
    }
    reads_back(&schema)?;
    Ok(schema)
}

/// A name may have characters that no schema file can hold: better to say so here than where the file is read.
fn reads_back(schema: &Schema) -> Result<(), Diagnostics> {
    let text = print(schema);
    let read = sdl::read(&Source::new("the schema that would be written", text.as_str()))?;
    if print(&read) == text {
        return Ok(());
    }
    Err(vec![Diagnostic::error("the schema would not be read as it is written: an annotation has a strange character")])
}

/// Puts its label on each value of each enum that is a column's type, in the order of PostgreSQL.
fn label_enums(schema: &mut Schema, tables: &[PulledTable<'_>], found: &mut Diagnostics) {
    for column in tables.iter().flat_map(|table| &table.columns) {
        let Some(labels) = &column.meta.enum_values else { continue };
        let Some(TypeDef { name, kind: TypeKind::Enum(values), .. }) = schema.types.get_mut(column.field.ty.name())
        else {
            continue;
        };
        match labelled(values, &labels.values) {
            Some(labelled) => *values = labelled,
            None => found.push(Diagnostic::error(format!(
                "the labels of `{name}` ({}) do not match its values one to one",
                labels.values.join(", ")
            ))),
        }
    }
}

fn labelled(values: &[EnumValue], labels: &[String]) -> Option<Vec<EnumValue>> {
    // Plain PostGraphile leaves a label as it is where GraphQL can, Constructive's naming makes it a constant.
    let find = |label: &String| {
        let called = |name: &str| values.iter().find(|value| value.name == name);
        let value = called(label).or_else(|| called(&inflection::constant_case(label)))?;
        Some(EnumValue { label: Some(label.clone()), ..value.clone() })
    };
    let labelled: Vec<_> = labels.iter().map(find).collect::<Option<_>>()?;
    let distinct: BTreeSet<_> = labelled.iter().map(|value| &value.name).collect();
    (distinct.len() == values.len() && labelled.len() == values.len()).then_some(labelled)
}
