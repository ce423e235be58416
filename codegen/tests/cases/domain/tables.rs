use typeferry::row as rt;
/// A row of `app.sites`.
pub struct Site {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `host` hostname
    pub host: ::core::option::Option<::std::string::String>,
    /// `logo` image
    pub logo: ::core::option::Option<rt::Json>,
    /// `mirrors` hostname[]
    pub mirrors: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<::std::string::String>>,
    >,
}
impl rt::Row for Site {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.host),
            rt::ToValue::to_value(&self.logo),
            rt::ToValue::to_value(&self.mirrors),
        ]);
    }
}
impl rt::Table for Site {
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "sites",
        row_type: "Site",
        root_field: "sites",
        arguments: "orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::None,
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id host logo mirrors",
        columns: &[
            rt::ColumnDef {
                name: "id",
                field: "id",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "host",
                field: "host",
                pg_type: "hostname",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "logo",
                field: "logo",
                pg_type: "image",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "mirrors",
                field: "mirrors",
                pg_type: "hostname[]",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<Site>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            host: cells.get(1usize)?,
            logo: cells.get(2usize)?,
            mirrors: cells.get(3usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<Site as rt::Table>::DEF];
