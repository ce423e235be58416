//! The tables that a document with errors was meant for: that they are not selected is that document's affair.

use super::select::attempt;
use super::write::path;
use crate::diagnostic::Source;
use crate::nearest::nearest;
use crate::schema::{Field, Schema, TableAnnotation, TypeKind};

/// The row types by the document's path (`schema/table.graphql`), and by its root field: of that name, of the nearest
/// one, or else of the one whose columns are those that the document selects.
pub(super) fn row_types(schema: &Schema, source: &Source) -> Vec<String> {
    let mut meant: Vec<_> =
        tables(schema).filter(|(_, table, _)| is_of(source, table)).map(|(name, ..)| name).collect();
    if let Some((root, columns)) = attempt(source) {
        let roots = schema.fields(&schema.query);
        let named = roots.iter().find(|field| field.name == root).map(|field| field.name.as_str());
        let near = named.or_else(|| nearest(&root, roots.iter().map(|field| field.name.as_str())));
        meant.extend(near.and_then(|name| row_type(schema, schema.field(&schema.query, name)?)));
        if meant.is_empty() {
            meant.extend(alike(schema, &columns));
        }
    }
    meant.into_iter().map(str::to_owned).collect()
}

/// The path of the document that is written for the table which this one reads, by its root field; `None` where that
/// reads none.
pub fn written_path(schema: &Schema, source: &Source) -> Option<String> {
    let row_type = reads(schema, source)?;
    tables(schema).find(|(name, ..)| *name == row_type).map(|(_, table, _)| path(&table.schema, &table.name))
}

/// The row type of the table that a document reads, by its root field; `None` where that reads none.
pub(super) fn reads<'s>(schema: &'s Schema, source: &Source) -> Option<&'s str> {
    let (root, _) = attempt(source)?;
    row_type(schema, schema.field(&schema.query, &root)?)
}

fn tables(schema: &Schema) -> impl Iterator<Item = (&str, &TableAnnotation, &[Field])> {
    schema.types.values().filter_map(|def| match &def.kind {
        TypeKind::Object { fields, table: Some(table), .. } => Some((def.name.as_str(), table, fields.as_slice())),
        _ => None,
    })
}

fn is_of(source: &Source, table: &TableAnnotation) -> bool {
    let path = path(&table.schema, &table.name);
    source.name().strip_suffix(&path).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

fn row_type<'s>(schema: &'s Schema, root: &Field) -> Option<&'s str> {
    let nodes = schema.field(root.ty.name(), "nodes")?;
    tables(schema).map(|(name, ..)| name).find(|name| *name == nodes.ty.name())
}

/// The row type that has the most of these fields, if it is more than half of both.
fn alike<'s>(schema: &'s Schema, columns: &[String]) -> Option<&'s str> {
    let shared = |fields: &[Field]| fields.iter().filter(|field| columns.contains(&field.name)).count();
    let counted = tables(schema).map(|(name, _, fields)| (shared(fields), fields.len().max(columns.len()), name));
    counted.filter(|(shared, of, _)| shared * 2 > *of).max().map(|(.., name)| name)
}
