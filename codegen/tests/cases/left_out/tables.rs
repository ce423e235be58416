use typeferry::row as rt;
/// A row of `app.secrets`.
pub struct Secret {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `database_id` uuid
    pub database_id: rt::Uuid,
    /// `name` text
    pub name: ::core::option::Option<::std::string::String>,
}
impl rt::Row for Secret {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.database_id),
            rt::ToValue::to_value(&self.name),
        ]);
    }
}
impl rt::Table for Secret {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("secrets"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("database_id", "uuid", rt::Kind::Plain),
                    rt::ColumnDef::new("name", "text", rt::Kind::Text).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(
                &[
                    rt::ForeignKeyDef {
                        columns: rt::Cow::Borrowed(&[rt::Cow::Borrowed("database_id")]),
                        schema: rt::Cow::Borrowed("app"),
                        table: rt::Cow::Borrowed("database"),
                        references: rt::Cow::Borrowed(&[rt::Cow::Borrowed("id")]),
                    },
                ],
            ),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Secret"),
        root_field: rt::Cow::Borrowed("secrets"),
        arguments: rt::Cow::Borrowed(
            "where: {databaseId: {equalTo: $databaseId}}, orderBy: [PRIMARY_KEY_ASC]",
        ),
        tenant_type: ::core::option::Option::Some(rt::Cow::Borrowed("UUID!")),
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id databaseId name"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("databaseId"),
                rt::Cow::Borrowed("name"),
            ],
        ),
        read: rt::read::<Secret>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            database_id: cells.get(1usize)?,
            name: cells.get(2usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableQuery] = &[<Secret as rt::Table>::QUERY];
