use typeferry_client::row as rt;
/// A row of `app.values`.
pub struct Value {
    /// `id` int4
    pub id: i32,
    /// `padded` bpchar
    pub padded: ::core::option::Option<::std::string::String>,
    /// `letter` char
    pub letter: ::core::option::Option<rt::Verbatim>,
    /// `name` name
    pub name: ::core::option::Option<::std::string::String>,
    /// `short` varchar
    pub short: ::core::option::Option<::std::string::String>,
    /// `email` citext
    pub email: ::core::option::Option<::std::string::String>,
    /// `document` json
    pub document: ::core::option::Option<rt::Json>,
    /// `binary_document` jsonb
    pub binary_document: ::core::option::Option<rt::Jsonb>,
    /// `json_path` jsonpath
    pub json_path: ::core::option::Option<rt::Verbatim>,
    /// `markup` xml
    pub markup: ::core::option::Option<rt::Xml>,
    /// `all_documents` jsonb[]
    pub all_documents: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Jsonb>>,
    >,
    /// `all_markup` xml[]
    pub all_markup: ::core::option::Option<
        ::std::vec::Vec<::core::option::Option<rt::Xml>>,
    >,
}
impl rt::Row for Value {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.padded),
            rt::ToValue::to_value(&self.letter),
            rt::ToValue::to_value(&self.name),
            rt::ToValue::to_value(&self.short),
            rt::ToValue::to_value(&self.email),
            rt::ToValue::to_value(&self.document),
            rt::ToValue::to_value(&self.binary_document),
            rt::ToValue::to_value(&self.json_path),
            rt::ToValue::to_value(&self.markup),
            rt::ToValue::to_value(&self.all_documents),
            rt::ToValue::to_value(&self.all_markup),
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
                    rt::ColumnDef::new("padded", "bpchar", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("letter", "char", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("name", "name", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("short", "varchar", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("email", "citext", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("document", "json", rt::Kind::Json)
                        .nullable()
                        .losing(
                            &[
                                rt::Loss::JsonNull,
                                rt::Loss::JsonNumber,
                                rt::Loss::JsonText,
                            ],
                        ),
                    rt::ColumnDef::new("binary_document", "jsonb", rt::Kind::Json)
                        .nullable()
                        .losing(&[rt::Loss::JsonNull, rt::Loss::JsonNumber]),
                    rt::ColumnDef::new("json_path", "jsonpath", rt::Kind::Plain)
                        .nullable(),
                    rt::ColumnDef::new("markup", "xml", rt::Kind::Xml).nullable(),
                    rt::ColumnDef::new("all_documents", "jsonb[]", rt::Kind::Json)
                        .array()
                        .nullable()
                        .losing(&[rt::Loss::JsonNull, rt::Loss::JsonNumber]),
                    rt::ColumnDef::new("all_markup", "xml[]", rt::Kind::Xml)
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
            "id padded letter name short email document binaryDocument jsonPath markup allDocuments allMarkup",
        ),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("padded"),
                rt::Cow::Borrowed("letter"),
                rt::Cow::Borrowed("name"),
                rt::Cow::Borrowed("short"),
                rt::Cow::Borrowed("email"),
                rt::Cow::Borrowed("document"),
                rt::Cow::Borrowed("binaryDocument"),
                rt::Cow::Borrowed("jsonPath"),
                rt::Cow::Borrowed("markup"),
                rt::Cow::Borrowed("allDocuments"),
                rt::Cow::Borrowed("allMarkup"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Value>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            padded: cells.get(1usize)?,
            letter: cells.get(2usize)?,
            name: cells.get(3usize)?,
            short: cells.get(4usize)?,
            email: cells.get(5usize)?,
            document: cells.get(6usize)?,
            binary_document: cells.get(7usize)?,
            json_path: cells.get(8usize)?,
            markup: cells.get(9usize)?,
            all_documents: cells.get(10usize)?,
            all_markup: cells.get(11usize)?,
        })
    }
}
/// A row to insert into `app.values`; what is `None` is left to the column's default.
pub struct ValueInsert {
    /// `id` int4
    pub id: i32,
    /// `padded` bpchar
    pub padded: rt::Given<::core::option::Option<::std::string::String>>,
    /// `letter` char
    pub letter: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `name` name
    pub name: rt::Given<::core::option::Option<::std::string::String>>,
    /// `short` varchar
    pub short: rt::Given<::core::option::Option<::std::string::String>>,
    /// `email` citext
    pub email: rt::Given<::core::option::Option<::std::string::String>>,
    /// `document` json
    pub document: rt::Given<::core::option::Option<rt::Json>>,
    /// `binary_document` jsonb
    pub binary_document: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `json_path` jsonpath
    pub json_path: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `markup` xml
    pub markup: rt::Given<::core::option::Option<rt::Xml>>,
    /// `all_documents` jsonb[]
    pub all_documents: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Jsonb>>>,
    >,
    /// `all_markup` xml[]
    pub all_markup: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Xml>>>,
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
            rt::given(&self.padded),
            rt::given(&self.letter),
            rt::given(&self.name),
            rt::given(&self.short),
            rt::given(&self.email),
            rt::given(&self.document),
            rt::given(&self.binary_document),
            rt::given(&self.json_path),
            rt::given(&self.markup),
            rt::given(&self.all_documents),
            rt::given(&self.all_markup),
        ]);
    }
}
/// A column of `app.values` that an upsert may set.
pub enum ValueColumn {
    /// `padded` bpchar
    Padded,
    /// `letter` char
    Letter,
    /// `name` name
    Name,
    /// `short` varchar
    Short,
    /// `email` citext
    Email,
    /// `document` json
    Document,
    /// `binary_document` jsonb
    BinaryDocument,
    /// `json_path` jsonpath
    JsonPath,
    /// `markup` xml
    Markup,
    /// `all_documents` jsonb[]
    AllDocuments,
    /// `all_markup` xml[]
    AllMarkup,
}
impl rt::UpsertColumn for ValueColumn {
    type Insert = ValueInsert;
    fn position(&self) -> usize {
        match self {
            Self::Padded => 1usize,
            Self::Letter => 2usize,
            Self::Name => 3usize,
            Self::Short => 4usize,
            Self::Email => 5usize,
            Self::Document => 6usize,
            Self::BinaryDocument => 7usize,
            Self::JsonPath => 8usize,
            Self::Markup => 9usize,
            Self::AllDocuments => 10usize,
            Self::AllMarkup => 11usize,
        }
    }
}
/// What to set in a row of `app.values`; what is `None` stays as it is.
pub struct ValuePatch {
    /// `id` int4
    pub id: rt::Given<i32>,
    /// `padded` bpchar
    pub padded: rt::Given<::core::option::Option<::std::string::String>>,
    /// `letter` char
    pub letter: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `name` name
    pub name: rt::Given<::core::option::Option<::std::string::String>>,
    /// `short` varchar
    pub short: rt::Given<::core::option::Option<::std::string::String>>,
    /// `email` citext
    pub email: rt::Given<::core::option::Option<::std::string::String>>,
    /// `document` json
    pub document: rt::Given<::core::option::Option<rt::Json>>,
    /// `binary_document` jsonb
    pub binary_document: rt::Given<::core::option::Option<rt::Jsonb>>,
    /// `json_path` jsonpath
    pub json_path: rt::Given<::core::option::Option<rt::Verbatim>>,
    /// `markup` xml
    pub markup: rt::Given<::core::option::Option<rt::Xml>>,
    /// `all_documents` jsonb[]
    pub all_documents: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Jsonb>>>,
    >,
    /// `all_markup` xml[]
    pub all_markup: rt::Given<
        ::core::option::Option<::std::vec::Vec<::core::option::Option<rt::Xml>>>,
    >,
}
impl ValuePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        padded: ::core::option::Option::None,
        letter: ::core::option::Option::None,
        name: ::core::option::Option::None,
        short: ::core::option::Option::None,
        email: ::core::option::Option::None,
        document: ::core::option::Option::None,
        binary_document: ::core::option::Option::None,
        json_path: ::core::option::Option::None,
        markup: ::core::option::Option::None,
        all_documents: ::core::option::Option::None,
        all_markup: ::core::option::Option::None,
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
            rt::given(&self.padded),
            rt::given(&self.letter),
            rt::given(&self.name),
            rt::given(&self.short),
            rt::given(&self.email),
            rt::given(&self.document),
            rt::given(&self.binary_document),
            rt::given(&self.json_path),
            rt::given(&self.markup),
            rt::given(&self.all_documents),
            rt::given(&self.all_markup),
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
