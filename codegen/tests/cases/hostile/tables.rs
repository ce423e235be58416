use typeferry_client::row as rt;
/// The enum that the API calls `Copy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// `foo_bar`
    FooBar,
    /// `foo"\bar`
    FooBar_,
    /// `*/ }\u{a}//`
    Self_,
    /// an empty name
    N,
}
impl Copy {
    /// The label in PostgreSQL.
    pub fn label(self) -> &'static str {
        match self {
            Self::FooBar => "foo_bar",
            Self::FooBar_ => "foo\"\\bar",
            Self::Self_ => "*/ }\n//",
            Self::N => "",
        }
    }
}
impl rt::FromCell for Copy {
    fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
        match &*cell.text()? {
            "FOO_BAR" => ::core::result::Result::Ok(Self::FooBar),
            "fooBar" => ::core::result::Result::Ok(Self::FooBar_),
            "Self" => ::core::result::Result::Ok(Self::Self_),
            "_" => ::core::result::Result::Ok(Self::N),
            other => {
                ::core::result::Result::Err(rt::Mismatch::new("a value of Copy", other))
            }
        }
    }
}
impl rt::ToValue for Copy {
    fn to_value(&self) -> rt::Value<'_> {
        rt::Value::Plain(self.label())
    }
}
/// The enum that the API calls `Vec`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vec {
    /// `\u{202e}`
    String,
}
impl Vec {
    /// The label in PostgreSQL.
    pub fn label(self) -> &'static str {
        match self {
            Self::String => "\u{202e}",
        }
    }
}
impl rt::FromCell for Vec {
    fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
        match &*cell.text()? {
            "String" => ::core::result::Result::Ok(Self::String),
            other => {
                ::core::result::Result::Err(rt::Mismatch::new("a value of Vec", other))
            }
        }
    }
}
impl rt::ToValue for Vec {
    fn to_value(&self) -> rt::Value<'_> {
        rt::Value::Plain(self.label())
    }
}
/// A row of `app.o"d\d/../*/\u{a}// x`.
pub struct Option {
    /// `a` text
    pub a: ::std::string::String,
    /// `fooBar` text
    pub foo_bar: ::core::option::Option<::std::string::String>,
    /// `foo_bar` text
    pub foo_bar_: ::core::option::Option<::std::string::String>,
    /// `"; drop\u{d}\u{a}table x; --*/ \u{202e}é` text
    pub drop_table_x__: ::core::option::Option<::std::string::String>,
    /// `mood` mood
    pub mood: ::core::option::Option<Copy>,
    /// `{}: a` vec
    pub a_: ::core::option::Option<Vec>,
}
impl rt::Row for Option {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.a),
            rt::ToValue::to_value(&self.foo_bar),
            rt::ToValue::to_value(&self.foo_bar_),
            rt::ToValue::to_value(&self.drop_table_x__),
            rt::ToValue::to_value(&self.mood),
            rt::ToValue::to_value(&self.a_),
        ]);
    }
}
impl rt::Table for Option {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("o\"d\\d/../*/\n// x"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("a", "text", rt::Kind::Text),
                    rt::ColumnDef::new("fooBar", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new("foo_bar", "text", rt::Kind::Text).nullable(),
                    rt::ColumnDef::new(
                            "\"; drop\r\ntable x; --*/ \u{202e}é",
                            "text",
                            rt::Kind::Text,
                        )
                        .nullable(),
                    rt::ColumnDef::new("mood", "mood", rt::Kind::Plain).nullable(),
                    rt::ColumnDef::new("{}: a", "vec", rt::Kind::Plain).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Option"),
        root_field: rt::Cow::Borrowed("options"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("a fooBar fooBar2 quoted mood text"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("a"),
                rt::Cow::Borrowed("fooBar"),
                rt::Cow::Borrowed("fooBar2"),
                rt::Cow::Borrowed("quoted"),
                rt::Cow::Borrowed("mood"),
                rt::Cow::Borrowed("text"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Option>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            a: cells.get(0usize)?,
            foo_bar: cells.get(1usize)?,
            foo_bar_: cells.get(2usize)?,
            drop_table_x__: cells.get(3usize)?,
            mood: cells.get(4usize)?,
            a_: cells.get(5usize)?,
        })
    }
}
/// A row to insert into `app.o"d\d/../*/\u{a}// x`; what is `None` is left to the column's default.
pub struct OptionInsert {
    /// `a` text
    pub a: ::std::string::String,
    /// `fooBar` text
    pub foo_bar: rt::Given<::core::option::Option<::std::string::String>>,
    /// `foo_bar` text
    pub foo_bar_: rt::Given<::core::option::Option<::std::string::String>>,
    /// `"; drop\u{d}\u{a}table x; --*/ \u{202e}é` text
    pub drop_table_x__: rt::Given<::core::option::Option<::std::string::String>>,
    /// `mood` mood
    pub mood: rt::Given<::core::option::Option<Copy>>,
    /// `{}: a` vec
    pub a_: rt::Given<::core::option::Option<Vec>>,
}
impl rt::Insert for OptionInsert {
    const TABLE: &'static rt::TableDef = <Option as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize, 4usize, 5usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            ::core::option::Option::Some(rt::ToValue::to_value(&self.a)),
            rt::given(&self.foo_bar),
            rt::given(&self.foo_bar_),
            rt::given(&self.drop_table_x__),
            rt::given(&self.mood),
            rt::given(&self.a_),
        ]);
    }
}
/// A column of `app.o"d\d/../*/\u{a}// x` that an upsert may set.
pub enum OptionColumn {
    /// `fooBar` text
    FooBar,
    /// `foo_bar` text
    FooBar_,
    /// `"; drop\u{d}\u{a}table x; --*/ \u{202e}é` text
    DropTableX_,
    /// `mood` mood
    Mood,
    /// `{}: a` vec
    A,
}
impl rt::UpsertColumn for OptionColumn {
    type Insert = OptionInsert;
    fn position(&self) -> usize {
        match self {
            Self::FooBar => 1usize,
            Self::FooBar_ => 2usize,
            Self::DropTableX_ => 3usize,
            Self::Mood => 4usize,
            Self::A => 5usize,
        }
    }
}
/// What to set in a row of `app.o"d\d/../*/\u{a}// x`; what is `None` stays as it is.
pub struct OptionPatch {
    /// `a` text
    pub a: rt::Given<::std::string::String>,
    /// `fooBar` text
    pub foo_bar: rt::Given<::core::option::Option<::std::string::String>>,
    /// `foo_bar` text
    pub foo_bar_: rt::Given<::core::option::Option<::std::string::String>>,
    /// `"; drop\u{d}\u{a}table x; --*/ \u{202e}é` text
    pub drop_table_x__: rt::Given<::core::option::Option<::std::string::String>>,
    /// `mood` mood
    pub mood: rt::Given<::core::option::Option<Copy>>,
    /// `{}: a` vec
    pub a_: rt::Given<::core::option::Option<Vec>>,
}
impl OptionPatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        a: ::core::option::Option::None,
        foo_bar: ::core::option::Option::None,
        foo_bar_: ::core::option::Option::None,
        drop_table_x__: ::core::option::Option::None,
        mood: ::core::option::Option::None,
        a_: ::core::option::Option::None,
    };
}
impl rt::Patch for OptionPatch {
    type Key = ::std::string::String;
    const TABLE: &'static rt::TableDef = <Option as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize, 3usize, 4usize, 5usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.a),
            rt::given(&self.foo_bar),
            rt::given(&self.foo_bar_),
            rt::given(&self.drop_table_x__),
            rt::given(&self.mood),
            rt::given(&self.a_),
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
pub static TABLES: &[&rt::TableQuery] = &[<Option as rt::Table>::QUERY];
