//! The resolvers: one of each kind of object, whatever the schema.

use apollo_compiler::ast::Type;
use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use apollo_compiler::response::JsonValue;
use apollo_compiler::{Schema, schema::ExtendedType};

use crate::api::{Api, Row};
use crate::page::Page;
use crate::tables::Table;

type Resolved<'a> = Result<ResolvedValue<'a>, FieldError>;

/// The query root.
pub(crate) struct Root<'a> {
    pub(crate) api: &'a Api,
    /// What the schema calls the root type.
    pub(crate) type_name: &'a str,
}

impl ObjectValue for Root<'_> {
    fn type_name(&self) -> &str {
        self.type_name
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Resolved<'a> {
        if info.field_name() == "_meta" {
            return Ok(value(&self.api.schema, &info.field_definition().ty, &self.api.meta));
        }
        let table = self.api.tables.of_root(info.field_name()).ok_or_else(|| self.unknown_field_error(info))?;
        let page = Page::read(self.api, table, info.arguments()).map_err(|message| FieldError { message })?;
        Ok(ResolvedValue::object(Connection { api: self.api, page }))
    }
}

struct Connection<'a> {
    api: &'a Api,
    page: Page<'a>,
}

impl ObjectValue for Connection<'_> {
    fn type_name(&self) -> &str {
        &self.api.tables.all[self.page.table].root.connection
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Resolved<'a> {
        let table = self.page.table;
        match info.field_name() {
            "nodes" => {
                let node = |row: &&'a Row| ResolvedValue::object(Record { api: self.api, table, row });
                Ok(ResolvedValue::list(self.page.rows.iter().map(node).collect::<Vec<_>>()))
            }
            "edges" => {
                let type_name = info.field_definition().ty.inner_named_type();
                let edge = |row: &&'a Row| ResolvedValue::object(Edge { connection: self, row, type_name });
                Ok(ResolvedValue::list(self.page.rows.iter().map(edge).collect::<Vec<_>>()))
            }
            "totalCount" => Ok(ResolvedValue::leaf(self.page.total)),
            "pageInfo" => {
                let type_name = info.field_definition().ty.inner_named_type();
                Ok(ResolvedValue::object(PageInfo { page: &self.page, type_name }))
            }
            _ => Err(self.unknown_field_error(info)),
        }
    }
}

struct PageInfo<'a> {
    page: &'a Page<'a>,
    type_name: &'a str,
}

impl ObjectValue for PageInfo<'_> {
    fn type_name(&self) -> &str {
        self.type_name
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Resolved<'a> {
        let cursor = |row: Option<&&Row>| ResolvedValue::leaf(row.map(|row| self.page.order.cursor(row)));
        match info.field_name() {
            "hasNextPage" => Ok(ResolvedValue::leaf(self.page.has_next)),
            "hasPreviousPage" => Ok(ResolvedValue::leaf(self.page.has_previous)),
            "startCursor" => Ok(cursor(self.page.rows.first())),
            "endCursor" => Ok(cursor(self.page.rows.last())),
            _ => Err(self.unknown_field_error(info)),
        }
    }
}

struct Edge<'a> {
    connection: &'a Connection<'a>,
    row: &'a Row,
    type_name: &'a str,
}

impl ObjectValue for Edge<'_> {
    fn type_name(&self) -> &str {
        self.type_name
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Resolved<'a> {
        let Connection { api, page } = self.connection;
        match info.field_name() {
            "cursor" => Ok(ResolvedValue::leaf(page.order.cursor(self.row))),
            "node" => Ok(ResolvedValue::object(Record { api, table: page.table, row: self.row })),
            _ => Err(self.unknown_field_error(info)),
        }
    }
}

/// A row of a table.
struct Record<'a> {
    api: &'a Api,
    table: usize,
    row: &'a Row,
}

impl Record<'_> {
    fn table(&self) -> &Table {
        &self.api.tables.all[self.table]
    }
}

impl ObjectValue for Record<'_> {
    fn type_name(&self) -> &str {
        &self.table().row_type
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Resolved<'a> {
        let field = info.field_name();
        if let Some(column) = self.table().column_of_field(field) {
            return Ok(value(&self.api.schema, &self.table().columns[column].ty, &self.row[column]));
        }
        let relation = self.api.tables.relation(self.table, field).ok_or_else(|| self.unknown_field_error(info))?;
        let mut rows = self.api.related(self.row, relation);
        Ok(ResolvedValue::nullable_object(rows.next().map(|row| Record { api: self.api, table: relation.target, row })))
    }
}

/// A JSON object served as a GraphQL object: an interval, a part of `_meta`.
struct Composite<'a> {
    schema: &'a Schema,
    type_name: &'a str,
    members: &'a JsonValue,
}

impl ObjectValue for Composite<'_> {
    fn type_name(&self) -> &str {
        self.type_name
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Resolved<'a> {
        let member = self.members.get(info.field_name()).unwrap_or(&JsonValue::Null);
        Ok(value(self.schema, &info.field_definition().ty, member))
    }
}

/// A value of a column or of an object's member, resolved as its type says.
fn value<'a>(schema: &'a Schema, ty: &'a Type, json: &'a JsonValue) -> ResolvedValue<'a> {
    match json {
        JsonValue::Null => ResolvedValue::null(),
        JsonValue::Array(items) if ty.is_list() => {
            ResolvedValue::list(items.iter().map(move |item| value(schema, ty.item_type(), item)))
        }
        JsonValue::Object(_) if matches!(schema.types.get(ty.inner_named_type()), Some(ExtendedType::Object(_))) => {
            ResolvedValue::object(Composite { schema, type_name: ty.inner_named_type(), members: json })
        }
        // The executor insists on a fraction for a Float, JSON does not.
        JsonValue::Number(number) if ty.inner_named_type() == "Float" => ResolvedValue::leaf(number.as_f64()),
        leaf => ResolvedValue::Leaf(leaf.clone()),
    }
}
