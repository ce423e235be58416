//! How the root field of a table is called: read from the schema, whatever preset made it.

use std::collections::BTreeMap;

use super::names;
use crate::dialect::{FilterArgument, OrderArgument, RowsField};
use crate::model::has_order;
use crate::schema::Field;

/// The argument that orders.
const ORDER: &str = "orderBy";

pub(super) fn filter(root: &Field) -> Option<FilterArgument> {
    names::FILTER_ARGUMENTS.iter().find_map(|name| {
        let argument = root.arguments.iter().find(|argument| argument.name == *name)?;
        let operator = |operator: &str| (*name != "condition").then(|| operator.to_owned());
        let (equality, within) = (operator("equalTo"), operator("in"));
        Some(FilterArgument { name: argument.name.clone(), ty: argument.ty.name().to_owned(), equality, within })
    })
}

/// By the primary key where there is one; else by every column that can be ordered by. The server offers an order by
/// types that PostgreSQL cannot order as well.
pub(super) fn order(rows: &RowsField<'_>) -> Option<OrderArgument> {
    let values = rows.schema.values(rows.argument_type(ORDER)?)?;
    let by_key = values.iter().find(|value| value.name == "PRIMARY_KEY_ASC" && !rows.table.key.is_empty());
    let values = if let Some(value) = by_key {
        vec![value.name.clone()]
    } else {
        let can = |field: &&Field| field.column.as_ref().is_some_and(|column| has_order(&column.pg_type));
        let columns = rows.schema.fields(rows.row_type).iter().filter(can);
        let ascending: BTreeMap<_, _> =
            values.iter().rev().filter_map(|value| Some((ascending(&value.name)?, &value.name))).collect();
        columns.filter_map(|column| ascending.get(&letters(&column.name)).map(|name| (*name).clone())).collect()
    };
    Some(OrderArgument { name: ORDER.to_owned(), values })
}

/// The value that orders by a column.
pub(super) fn by_column(rows: &RowsField<'_>, column: &str) -> Option<String> {
    let values = rows.schema.values(rows.argument_type(ORDER)?)?;
    let wanted = letters(&rows.column(column)?.name);
    values.iter().map(|value| value.name.clone()).find(|name| ascending(name).as_ref() == Some(&wanted))
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
