use typeferry::row as rt;
/// A row of `app.plans`.
pub struct Plan {
    /// `id` int4
    pub id: i32,
    /// `every` interval
    pub every: ::core::option::Option<rt::Interval>,
    /// `grace` interval
    pub grace: rt::Interval,
}
impl rt::Row for Plan {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.every),
            rt::ToValue::to_value(&self.grace),
        ]);
    }
}
impl rt::Table for Plan {
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "plans",
        row_type: "Plan",
        root_field: "plans",
        arguments: "orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::None,
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id every { days hours minutes months seconds years } grace { days hours minutes months seconds years }",
        columns: &[
            rt::ColumnDef {
                name: "id",
                field: "id",
                pg_type: "int4",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "every",
                field: "every",
                pg_type: "interval",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "grace",
                field: "grace",
                pg_type: "interval",
                nullable: false,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<Plan>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            every: cells.get(1usize)?,
            grace: cells.get(2usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<Plan as rt::Table>::DEF];
