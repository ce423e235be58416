//! How the root field of a table is called: read from the schema, whatever preset made it.

use super::names;
use crate::dialect::{FilterArgument, OrderArgument, RootField};
use crate::schema::{Field, Schema, TableAnnotation};

/// The root field that answers with all rows of `row_type`, if there is one.
pub fn root_field(schema: &Schema, row_type: &str, table: &TableAnnotation) -> Option<RootField> {
    let root = schema.fields(&schema.query).iter().find(|root| {
        let nodes = schema.field(root.ty.name(), "nodes");
        nodes.is_some_and(|nodes| nodes.ty.name() == row_type)
    })?;
    let has = |name: &str| root.arguments.iter().any(|argument| argument.name == name);
    Some(RootField {
        name: root.name.clone(),
        filter: filter(root),
        order: order(schema, root, row_type, table),
        has_cursor: has("after") && !table.key.is_empty(),
        has_offset: has("offset"),
    })
}

fn filter(root: &Field) -> Option<FilterArgument> {
    names::FILTER_ARGUMENTS.iter().find_map(|name| {
        let argument = root.arguments.iter().find(|argument| argument.name == *name)?;
        let equality = (*name != "condition").then(|| "equalTo".to_owned());
        Some(FilterArgument { name: argument.name.clone(), ty: argument.ty.name().to_owned(), equality })
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
        let ascending = columns.filter_map(|column| values.iter().find(|value| orders(&value.name, &column.name)));
        ascending.map(|value| value.name.clone()).collect()
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

/// Whether an order value is the ascending one of a field: the letters are the same, the underscores are not known.
fn orders(value: &str, field: &str) -> bool {
    let letters = |text: &str| text.replace('_', "").to_ascii_lowercase();
    value.strip_suffix("_ASC").is_some_and(|stem| letters(stem) == letters(field))
}

#[cfg(test)]
mod tests {
    use super::orders;

    #[test]
    fn order_values_are_found_whatever_the_underscores() {
        assert!(orders("ENABLE_I18N_ASC", "enableI18N"));
        assert!(!orders("ENABLE_I18N_DESC", "enableI18N"));
        assert!(!orders("TABLE_ID_ASC", "id"));
    }
}
