use typeferry_client::row as rt;
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
        tenancy: rt::Tenancy::All,
        page: PAGE,
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
        read: rt::Reader::Typed(rt::read::<Value>),
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
/// A row to insert into `app.values`; what is `None` is left to the column's default.
pub struct ValueInsert {
    /// `id` int4
    pub id: i32,
    /// `bytes` bytea
    pub bytes: rt::Given<::core::option::Option<rt::Bytea>>,
    /// `bits` bit
    pub bits: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `some_bits` varbit
    pub some_bits: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `address` inet
    pub address: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `network` cidr
    pub network: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `mac` macaddr
    pub mac: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `long_mac` macaddr8
    pub long_mac: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `tree` ltree
    pub tree: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `pairs` hstore
    pub pairs: rt::Given<::core::option::Option<rt::Hstore>>,
    /// `all_bytes` bytea[]
    pub all_bytes: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Bytea>>>,
    >,
    /// `all_pairs` hstore[]
    pub all_pairs: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Hstore>>>,
    >,
}
impl rt::Insert for ValueInsert {
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize, 9usize,
        10usize, 11usize,
    ];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.id)),
            rt::given(&self.bytes),
            rt::given(&self.bits),
            rt::given(&self.some_bits),
            rt::given(&self.address),
            rt::given(&self.network),
            rt::given(&self.mac),
            rt::given(&self.long_mac),
            rt::given(&self.tree),
            rt::given(&self.pairs),
            rt::given(&self.all_bytes),
            rt::given(&self.all_pairs),
        ]);
    }
}
/// A column of `app.values` that an upsert may set.
pub enum ValueColumn {
    /// `bytes` bytea
    Bytes,
    /// `bits` bit
    Bits,
    /// `some_bits` varbit
    SomeBits,
    /// `address` inet
    Address,
    /// `network` cidr
    Network,
    /// `mac` macaddr
    Mac,
    /// `long_mac` macaddr8
    LongMac,
    /// `tree` ltree
    Tree,
    /// `pairs` hstore
    Pairs,
    /// `all_bytes` bytea[]
    AllBytes,
    /// `all_pairs` hstore[]
    AllPairs,
}
impl rt::UpsertColumn for ValueColumn {
    type Insert = ValueInsert;
    fn position(&self) -> usize {
        match self {
            Self::Bytes => 1usize,
            Self::Bits => 2usize,
            Self::SomeBits => 3usize,
            Self::Address => 4usize,
            Self::Network => 5usize,
            Self::Mac => 6usize,
            Self::LongMac => 7usize,
            Self::Tree => 8usize,
            Self::Pairs => 9usize,
            Self::AllBytes => 10usize,
            Self::AllPairs => 11usize,
        }
    }
}
/// What to set in a row of `app.values`; what is `None` stays as it is.
pub struct ValuePatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `bytes` bytea
    pub bytes: rt::Given<::core::option::Option<rt::Bytea>>,
    /// `bits` bit
    pub bits: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `some_bits` varbit
    pub some_bits: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `address` inet
    pub address: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `network` cidr
    pub network: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `mac` macaddr
    pub mac: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `long_mac` macaddr8
    pub long_mac: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `tree` ltree
    pub tree: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `pairs` hstore
    pub pairs: rt::Given<::core::option::Option<rt::Hstore>>,
    /// `all_bytes` bytea[]
    pub all_bytes: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Bytea>>>,
    >,
    /// `all_pairs` hstore[]
    pub all_pairs: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Hstore>>>,
    >,
}
impl ValuePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        bytes: ::core::option::Option::None,
        bits: ::core::option::Option::None,
        some_bits: ::core::option::Option::None,
        address: ::core::option::Option::None,
        network: ::core::option::Option::None,
        mac: ::core::option::Option::None,
        long_mac: ::core::option::Option::None,
        tree: ::core::option::Option::None,
        pairs: ::core::option::Option::None,
        all_bytes: ::core::option::Option::None,
        all_pairs: ::core::option::Option::None,
    };
}
impl rt::Patch for ValuePatch {
    type Key = i32;
    const TABLE: &'static rt::TableDef = <Value as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[
        0usize, 1usize, 2usize, 3usize, 4usize, 5usize, 6usize, 7usize, 8usize, 9usize,
        10usize, 11usize,
    ];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.bytes),
            rt::given(&self.bits),
            rt::given(&self.some_bits),
            rt::given(&self.address),
            rt::given(&self.network),
            rt::given(&self.mac),
            rt::given(&self.long_mac),
            rt::given(&self.tree),
            rt::given(&self.pairs),
            rt::given(&self.all_bytes),
            rt::given(&self.all_pairs),
        ]);
    }
}
/// How a page is asked for, and how it arrives.
const PAGE: rt::PageShape = rt::PageShape {
    rows: ::core::option::Option::Some("nodes"),
    info: ::core::option::Option::Some(rt::PageInfoShape {
        field: "pageInfo",
        more: "hasNextPage",
        cursor: ::core::option::Option::Some("endCursor"),
    }),
    total: ::core::option::Option::Some("totalCount"),
    limit: "first",
    offset: "offset",
    after: ::core::option::Option::Some("after"),
    by_key: ::core::option::Option::Some("orderBy: [PRIMARY_KEY_ASC]"),
    integer: "Int",
    tenant: "databaseId",
};
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableQuery] = &[<Value as rt::Table>::QUERY];
