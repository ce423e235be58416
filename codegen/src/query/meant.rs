//! The tables that a document with errors was meant for: that they are not selected is that document's affair.

use typeferry_base::nearest;

use super::select::attempt;
use super::write::path;
use crate::diagnostic::Source;
use crate::model::PageShape;
use crate::schema::{Field, Schema, TableAnnotation};

/// The row types by the document's path (`schema/table.graphql`), and by its root field: of that name, of the nearest
/// one, or else of the one whose columns are those that the document selects.
pub(super) fn row_types(schema: &Schema, page: &PageShape, source: &Source) -> Vec<String> {
    let mut meant: Vec<_> = schema.row_types().filter(|row| is_of(source, row.table)).map(|row| row.name()).collect();
    if let Some((root, columns)) = attempt(source, page) {
        let roots = schema.fields(&schema.query);
        let named = roots.iter().find(|field| field.name == root).map(|field| field.name.as_str());
        let near = named.or_else(|| nearest(&root, roots.iter().map(|field| field.name.as_str())));
        meant.extend(near.and_then(|name| row_type(schema, page, schema.field(&schema.query, name)?)));
        if meant.is_empty() {
            meant.extend(alike(schema, &columns));
        }
    }
    meant.into_iter().map(str::to_owned).collect()
}

/// The path of the document that is written for the table which this one reads, by its root field; `None` where that
/// reads none.
pub fn written_path(schema: &Schema, page: &PageShape, source: &Source) -> Option<String> {
    let table = schema.row_type(reads(schema, page, source)?)?.table;
    Some(path(&table.schema, &table.name))
}

/// The row type of the table that a document reads, by its root field; `None` where that reads none.
pub(super) fn reads<'s>(schema: &'s Schema, page: &PageShape, source: &Source) -> Option<&'s str> {
    let (root, _) = attempt(source, page)?;
    row_type(schema, page, schema.field(&schema.query, &root)?)
}

fn is_of(source: &Source, table: &TableAnnotation) -> bool {
    let path = path(&table.schema, &table.name);
    source.name().strip_suffix(&path).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

fn row_type<'s>(schema: &'s Schema, page: &PageShape, root: &'s Field) -> Option<&'s str> {
    schema.row_type(schema.rows_type(page, root)?).map(|row| row.name())
}

/// The row type that has the most of these fields, if it is more than half of both.
fn alike<'s>(schema: &'s Schema, columns: &[String]) -> Option<&'s str> {
    let shared = |fields: &[Field]| fields.iter().filter(|field| columns.contains(&field.name)).count();
    let counted = schema.row_types().map(|row| (shared(row.fields), row.fields.len().max(columns.len()), row.name()));
    counted.filter(|(shared, of, _)| shared * 2 > *of).max().map(|(.., name)| name)
}
