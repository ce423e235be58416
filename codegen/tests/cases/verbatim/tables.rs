use typeferry::row as rt;
/// A row of `app.values`.
pub struct Value {
    /// `id` int4
    pub id: i32,
    /// `bytes` bytea
    pub bytes: ::core::option::Option<rt::Bytea>,
    /// `bits` bit
    pub bits: ::core::option::Option<rt::Verbatim>,
    /// `some_bits` varbit
    pub some_bits: ::core::option::Option<rt::Verbatim>,
    /// `address` inet
    pub address: ::core::option::Option<rt::Verbatim>,
    /// `network` cidr
    pub network: ::core::option::Option<rt::Verbatim>,
    /// `mac` macaddr
    pub mac: ::core::option::Option<rt::Verbatim>,
    /// `long_mac` macaddr8
    pub long_mac: ::core::option::Option<rt::Verbatim>,
    /// `tree` ltree
    pub tree: ::core::option::Option<rt::Verbatim>,
    /// `pairs` hstore
    pub pairs: ::core::option::Option<rt::Hstore>,
    /// `all_bytes` bytea[]
    pub all_bytes: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Bytea>>,
    >,
    /// `all_pairs` hstore[]
    pub all_pairs: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Hstore>>,
    >,
}
impl rt::Row for Value {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.bytes),
            rt::ToValue::to_value(&self.bits),
            rt::ToValue::to_value(&self.some_bits),
            rt::ToValue::to_value(&self.address),
            rt::ToValue::to_value(&self.network),
            rt::ToValue::to_value(&self.mac),
            rt::ToValue::to_value(&self.long_mac),
            rt::ToValue::to_value(&self.tree),
            rt::ToValue::to_value(&self.pairs),
            rt::ToValue::to_value(&self.all_bytes),
            rt::ToValue::to_value(&self.all_pairs),
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
                    rt::ColumnDef::new("bytes", "bytea", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("bits", "bit", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("some_bits", "varbit", rt::Kind::Plain)
                        .nullable(),
                    rt::ColumnDef::new("address", "inet", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("network", "cidr", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("mac", "macaddr", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("long_mac", "macaddr8", rt::Kind::Plain)
                        .nullable(),
                    rt::ColumnDef::new("tree", "ltree", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("pairs", "hstore", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("all_bytes", "bytea[]", rt::Kind::Plain)
                        .array()
                        .nullable(),
                    rt::ColumnDef::new("all_pairs", "hstore[]", rt::Kind::Plain)
                        .array()
                        .nullable(),
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
        selection: rt::Cow::Borrowed(
            "id bytes bits someBits address network mac longMac tree pairs allBytes allPairs",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("bytes"),
                rt::Cow::Borrowed("bits"),
                rt::Cow::Borrowed("someBits"),
                rt::Cow::Borrowed("address"),
                rt::Cow::Borrowed("network"),
                rt::Cow::Borrowed("mac"),
                rt::Cow::Borrowed("longMac"),
                rt::Cow::Borrowed("tree"),
                rt::Cow::Borrowed("pairs"),
                rt::Cow::Borrowed("allBytes"),
                rt::Cow::Borrowed("allPairs"),
            ],
        ),
        read: rt::read::<Value>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            bytes: cells.get(1usize)?,
            bits: cells.get(2usize)?,
            some_bits: cells.get(3usize)?,
            address: cells.get(4usize)?,
            network: cells.get(5usize)?,
            mac: cells.get(6usize)?,
            long_mac: cells.get(7usize)?,
            tree: cells.get(8usize)?,
            pairs: cells.get(9usize)?,
            all_bytes: cells.get(10usize)?,
            all_pairs: cells.get(11usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableQuery] = &[<Value as rt::Table>::QUERY];
