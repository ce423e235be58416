//! How the root field of a table is called, in the words of the schema's dialect.

use std::collections::BTreeMap;

use super::{Dialect, RootField, RowsField};
use crate::schema::{Field, Schema, TableAnnotation};

/// The root fields that answer with all rows of a table, by their row types.
#[derive(Debug)]
pub struct Roots<'s> {
    schema: &'s Schema,
    dialect: &'static dyn Dialect,
    by_row_type: BTreeMap<&'s str, &'s Field>,
}

impl<'s> Roots<'s> {
    /// The first such field for each row type.
    pub fn of(schema: &'s Schema, dialect: &'static dyn Dialect) -> Self {
        let (page, mut by_row_type) = (dialect.page(), BTreeMap::new());
        for root in schema.fields(&schema.query) {
            if let Some(row_type) = schema.rows_type(&page, root) {
                by_row_type.entry(row_type).or_insert(root);
            }
        }
        Self { schema, dialect, by_row_type }
    }

    /// The root field that answers with all rows of `row_type`, if there is one.
    pub fn field(&self, row_type: &str, table: &TableAnnotation) -> Option<RootField> {
        let rows = self.rows(row_type, table)?;
        let cursor_type = self.dialect.page().after.and_then(|after| rows.argument_type(after));
        Some(RootField {
            name: rows.root.name.clone(),
            filter: self.dialect.filter(rows.root),
            order: self.dialect.order(&rows),
            cursor_type: cursor_type.filter(|_| !table.key.is_empty()).map(str::to_owned),
        })
    }

    /// The value that orders the rows of `row_type` by one of their columns first, if the API has one.
    pub fn ascending(&self, row_type: &str, table: &TableAnnotation, column: &str) -> Option<String> {
        self.dialect.ascending(&self.rows(row_type, table)?, column)
    }

    /// Whether the value that an argument is given is one of the variables that page.
    pub(crate) fn is_paging(&self, value: &str) -> bool {
        let variable = value.strip_prefix('$');
        self.dialect.page().arguments().any(|name| variable == Some(name))
    }

    fn rows<'r>(&'r self, row_type: &'r str, table: &'r TableAnnotation) -> Option<RowsField<'r>> {
        let root = *self.by_row_type.get(row_type)?;
        Some(RowsField { schema: self.schema, root, row_type, table })
    }
}
