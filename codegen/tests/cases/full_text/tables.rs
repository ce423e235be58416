use typeferry::row as rt;
/// A row of `app.values`.
pub struct Value {
    /// `id` int4
    pub id: i32,
    /// `words` tsvector
    pub words: ::core::option::Option<rt::Verbatim>,
}
impl rt::Row for Value {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.words),
        ]);
    }
}
impl rt::Table for Value {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("values"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "int4", rt::Kind::Int),
                    rt::ColumnDef::new("words", "tsvector", rt::Kind::Plain).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Value"),
        root_field: rt::Cow::Borrowed("values"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenant_type: ::core::option::Option::None,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id words"),
        fields: rt::Cow::Borrowed(
            &[rt::Cow::Borrowed("id"), rt::Cow::Borrowed("words")],
        ),
        read: rt::read::<Value>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            words: cells.get(1usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableQuery] = &[<Value as rt::Table>::QUERY];
