use typeferry::row as rt;
/// A row of `app.notes`.
pub struct Note {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
}
impl rt::Row for Note {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
        ]);
    }
}
impl rt::Table for Note {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("notes"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Note"),
        root_field: rt::Cow::Borrowed("allNotes"),
        arguments: rt::Cow::Borrowed(
            "condition: {databaseId: $databaseId}, orderBy: [PRIMARY_KEY_ASC]",
        ),
        tenant_type: ::core::option::Option::Some(rt::Cow::Borrowed("UUID!")),
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id databaseId"),
        fields: rt::Cow::Borrowed(
            &[rt::Cow::Borrowed("id"), rt::Cow::Borrowed("databaseId")],
        ),
        read: rt::read::<Note>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableQuery] = &[<Note as rt::Table>::QUERY];
