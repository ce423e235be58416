//! How the root field of a table is called: read from the schema, whatever preset made it.

use std::collections::BTreeMap;

use super::{PAGE, names};
use crate::dialect::{FilterArgument, OrderArgument, RootField};
use crate::schema::{Field, Schema, TableAnnotation};

/// The root fields that answer with all rows of a table, by their row types.
#[derive(Debug)]
pub struct Roots<'s> {
    schema: &'s Schema,
    by_row_type: BTreeMap<&'s str, &'s Field>,
}

impl<'s> Roots<'s> {
    /// The first such field for each row type.
    pub fn of(schema: &'s Schema) -> Self {
        let mut by_row_type = BTreeMap::new();
        for root in schema.fields(&schema.query) {
            if let Some(nodes) = schema.field(root.ty.name(), "nodes") {
                by_row_type.entry(nodes.ty.name()).or_insert(root);
            }
        }
        Self { schema, by_row_type }
    }

    /// The root field that answers with all rows of `row_type`, if there is one.
    pub fn field(&self, row_type: &str, table: &TableAnnotation) -> Option<RootField> {
        let root = *self.by_row_type.get(row_type)?;
        Some(RootField {
            name: root.name.clone(),
            filter: filter(root),
            order: order(self.schema, root, row_type, table),
            cursor_type: cursor_type(root).filter(|_| !table.key.is_empty()),
        })
    }

    /// The value that orders the rows of `row_type` by one of their columns first, if the API has one.
    pub fn ascending(&self, row_type: &str, column: &str) -> Option<String> {
        let root = *self.by_row_type.get(row_type)?;
        let argument = root.arguments.iter().find(|argument| argument.name == "orderBy")?;
        let fields = self.schema.fields(row_type).iter();
        let field = fields.clone().find(|field| field.column.as_ref().is_some_and(|known| known.name == column))?;
        let by_column = |name: &str| ascending(name).is_some_and(|ascending| ascending == letters(&field.name));
        self.schema.values(argument.ty.name())?.iter().map(|value| value.name.clone()).find(|name| by_column(name))
    }
}

fn cursor_type(root: &Field) -> Option<String> {
    let argument = root.arguments.iter().find(|argument| PAGE.after == Some(&argument.name))?;
    Some(argument.ty.name().to_owned())
}

fn filter(root: &Field) -> Option<FilterArgument> {
    names::FILTER_ARGUMENTS.iter().find_map(|name| {
        let argument = root.arguments.iter().find(|argument| argument.name == *name)?;
        let operator = |operator: &str| (*name != "condition").then(|| operator.to_owned());
        let (equality, within) = (operator("equalTo"), operator("in"));
        Some(FilterArgument { name: argument.name.clone(), ty: argument.ty.name().to_owned(), equality, within })
    })
}

/// By the primary key where there is one; else by every column that can be ordered by, so that an offset means the
/// same row in each request. The server offers an order by types that PostgreSQL cannot order as well.
fn order(schema: &Schema, root: &Field, row_type: &str, table: &TableAnnotation) -> Option<OrderArgument> {
    let argument = root.arguments.iter().find(|argument| argument.name == "orderBy")?;
    let values = schema.values(argument.ty.name())?;
    let by_key = values.iter().find(|value| value.name == "PRIMARY_KEY_ASC" && !table.key.is_empty());
    let values = if let Some(value) = by_key {
        vec![value.name.clone()]
    } else {
        let can = |field: &&Field| field.column.as_ref().is_some_and(|column| has_order(&column.pg_type));
        let columns = schema.fields(row_type).iter().filter(can);
        let ascending: BTreeMap<_, _> =
            values.iter().rev().filter_map(|value| Some((ascending(&value.name)?, &value.name))).collect();
        columns.filter_map(|column| ascending.get(&letters(&column.name)).map(|name| (*name).clone())).collect()
    };
    Some(OrderArgument { name: argument.name.clone(), values })
}

/// Whether PostgreSQL can order by the type (`pg_opclass`: these have no operator class for a B-tree).
fn has_order(pg_type: &str) -> bool {
    !matches!(
        pg_type.trim_end_matches("[]"),
        "box" | "circle" | "json" | "line" | "lseg" | "path" | "point" | "polygon" | "xml"
    )
}

/// The field that an order value is the ascending one of: the letters are the same, the underscores are not known.
fn ascending(value: &str) -> Option<String> {
    value.strip_suffix("_ASC").map(letters)
}

fn letters(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{ascending, letters};

    #[test]
    fn order_values_are_found_whatever_the_underscores() {
        assert_eq!(ascending("ENABLE_I18N_ASC"), Some(letters("enableI18N")));
        assert_eq!(ascending("ENABLE_I18N_DESC"), None);
        assert_ne!(ascending("TABLE_ID_ASC"), Some(letters("id")));
    }
}
