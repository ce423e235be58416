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
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("plans"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "int4", rt::Kind::Int).with_default(),
                    rt::ColumnDef::new("every", "interval", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("grace", "interval", rt::Kind::Plain),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Plan"),
        root_field: rt::Cow::Borrowed("plans"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenant_type: ::core::option::Option::None,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed(
            "id every { days hours minutes months seconds years } grace { days hours minutes months seconds years }",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("every"),
                rt::Cow::Borrowed("grace"),
            ],
        ),
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
pub static TABLES: &[&rt::TableQuery] = &[<Plan as rt::Table>::QUERY];
