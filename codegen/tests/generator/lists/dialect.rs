//! A dialect that has nothing in common with those of the crate: the value of a root field is the list of its rows,
//! which nothing counts; an offset pages them, a column filters them, and scalars are called as PostgreSQL's types are.

use typeferry_codegen::dialect::{Arrival, Dialect, FilterArgument, OrderArgument, RowsField};
use typeferry_codegen::model::{PageShape, Scalar, has_order};
use typeferry_codegen::schema::Field;

#[derive(Debug)]
pub(super) struct Lists;

const ORDER: &str = "order_by";

impl Dialect for Lists {
    fn name(&self) -> &'static str {
        "lists"
    }

    fn page(&self) -> PageShape {
        let (limit, offset, integer, tenant) = ("limit", "offset", "int", "tenant");
        PageShape { rows: None, info: None, total: None, limit, offset, after: None, by_key: None, integer, tenant }
    }

    fn filter(&self, root: &Field) -> Option<FilterArgument> {
        let argument = root.arguments.iter().find(|argument| argument.name == "where")?;
        let (name, ty) = (argument.name.clone(), argument.ty.name().to_owned());
        Some(FilterArgument { name, ty, equality: None, within: None })
    }

    fn order(&self, rows: &RowsField<'_>) -> Option<OrderArgument> {
        let fields = rows.schema.fields(rows.row_type).iter();
        let columns = fields.filter_map(|field| field.column.as_ref());
        let by = |column: &str, pg_type: &str| match rows.table.key.as_slice() {
            [] => has_order(pg_type),
            key => key.iter().any(|name| name == column),
        };
        let columns = columns.filter(|column| by(&column.name, &column.pg_type));
        let values = columns.filter_map(|column| self.ascending(rows, &column.name)).collect();
        Some(OrderArgument { name: ORDER.to_owned(), values })
    }

    fn ascending(&self, rows: &RowsField<'_>, column: &str) -> Option<String> {
        let values = rows.schema.values(rows.argument_type(ORDER)?)?;
        values.iter().map(|value| value.name.clone()).find(|value| value == column)
    }

    fn arrival(&self, scalar: Scalar) -> Option<Arrival> {
        let (graphql, is_text) = match scalar {
            Scalar::Bool => ("boolean", false),
            Scalar::Int4 => ("int", false),
            Scalar::Int8 => ("bigint", false),
            Scalar::Jsonb => ("json_b", false),
            Scalar::Timestamptz => ("timestamp_tz", true),
            Scalar::Text | Scalar::Uuid => (scalar.pg_type(), false),
            Scalar::Bytea | Scalar::Interval => (scalar.pg_type(), true),
            _ => return None,
        };
        Some(Arrival { graphql, is_text })
    }
}
