//! Rows of `metaschema_public.field`, as generated code has them, with some of its columns.

use typeferry_client::row::{
    CellError, Cells, ColumnDef, Cow, Jsonb, Kind, List, Reader, Row, Table, TableDef, TableQuery, Tenancy, Text,
    Timestamptz, ToValue, Uuid, Value, read,
};
use typeferry_codegen::dialect::PostGraphile;

/// A row.
#[expect(clippy::struct_field_names, reason = "the columns are called so")]
pub(super) struct Field {
    created_at: Option<Timestamptz>,
    database_id: Uuid,
    description: Option<String>,
    field_order: i32,
    id: Uuid,
    is_required: bool,
    label: Option<String>,
    min: Option<f64>,
    name: String,
    smart_tags: Option<Jsonb>,
    table_id: Uuid,
    tags: Vec<Option<String>>,
}

impl Row for Field {
    fn to_values<'a>(&'a self, out: &mut Vec<Value<'a>>) {
        out.extend([
            self.created_at.to_value(),
            self.database_id.to_value(),
            self.description.to_value(),
            self.field_order.to_value(),
            self.id.to_value(),
            self.is_required.to_value(),
            self.label.to_value(),
            self.min.to_value(),
            self.name.to_value(),
            self.smart_tags.to_value(),
            self.table_id.to_value(),
            self.tags.to_value(),
        ]);
    }
}

const COLUMNS: &[ColumnDef] = &[
    ColumnDef::new("created_at", "timestamptz", Kind::Plain).nullable(),
    ColumnDef::new("database_id", "uuid", Kind::Plain),
    ColumnDef::new("description", "text", Kind::Text).nullable(),
    ColumnDef::new("field_order", "int4", Kind::Int),
    ColumnDef::new("id", "uuid", Kind::Plain),
    ColumnDef::new("is_required", "bool", Kind::Bool),
    ColumnDef::new("label", "text", Kind::Text).nullable(),
    ColumnDef::new("min", "float8", Kind::Plain).nullable(),
    ColumnDef::new("name", "text", Kind::Text),
    ColumnDef::new("smart_tags", "jsonb", Kind::Json).nullable(),
    ColumnDef::new("table_id", "uuid", Kind::Plain),
    ColumnDef::new("tags", "citext[]", Kind::Text).array(),
];

const FIELDS: &[Text] = &[
    Cow::Borrowed("createdAt"),
    Cow::Borrowed("databaseId"),
    Cow::Borrowed("description"),
    Cow::Borrowed("fieldOrder"),
    Cow::Borrowed("id"),
    Cow::Borrowed("isRequired"),
    Cow::Borrowed("label"),
    Cow::Borrowed("min"),
    Cow::Borrowed("name"),
    Cow::Borrowed("smartTags"),
    Cow::Borrowed("tableId"),
    Cow::Borrowed("tags"),
];

impl Table for Field {
    const QUERY: &'static TableQuery = &TableQuery {
        table: TableDef {
            schema: Cow::Borrowed("metaschema_public"),
            name: Cow::Borrowed("field"),
            columns: List::Borrowed(COLUMNS),
            key: List::Borrowed(&[4]),
            foreign_keys: List::Borrowed(&[]),
            module: None,
        },
        row_type: Cow::Borrowed("Field"),
        root_field: Cow::Borrowed("fields"),
        arguments: Cow::Borrowed("where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: Tenancy::Tenant(Cow::Borrowed("UUID!")),
        page: PostGraphile::PAGE,
        cursor_type: Some(Cow::Borrowed("Cursor")),
        selection: Cow::Borrowed(
            "createdAt databaseId description fieldOrder id isRequired label min name smartTags tableId tags",
        ),
        fields: List::Borrowed(FIELDS),
        read: Reader::Typed(read::<Field>),
    };

    fn from_cells(cells: &Cells<'_>) -> Result<Self, CellError> {
        Ok(Self {
            created_at: cells.get(0)?,
            database_id: cells.get(1)?,
            description: cells.get(2)?,
            field_order: cells.get(3)?,
            id: cells.get(4)?,
            is_required: cells.get(5)?,
            label: cells.get(6)?,
            min: cells.get(7)?,
            name: cells.get(8)?,
            smart_tags: cells.get(9)?,
            table_id: cells.get(10)?,
            tags: cells.get(11)?,
        })
    }
}
