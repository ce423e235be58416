use typeferry_client::row as rt;
/// The enum that the API calls `ObjectCategory`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectCategory {
    /// `core`
    Core,
    /// `module`
    Module,
    /// `APP`
    App,
}
impl ObjectCategory {
    /// The label in PostgreSQL.
    pub fn label(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Module => "module",
            Self::App => "APP",
        }
    }
}
impl rt::FromCell for ObjectCategory {
    fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
        match &*cell.text()? {
            "CORE" => ::core::result::Result::Ok(Self::Core),
            "MODULE" => ::core::result::Result::Ok(Self::Module),
            "APP" => ::core::result::Result::Ok(Self::App),
            other => {
                ::core::result::Result::Err(
                    rt::Mismatch::new("a value of ObjectCategory", other),
                )
            }
        }
    }
}
impl rt::ToValue for ObjectCategory {
    fn to_value(&self) -> rt::Value<'_> {
        rt::Value::Plain(self.label())
    }
}
/// The enum that the API calls `RuleState`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleState {
    /// `on`
    On,
    /// `self`
    Self_,
    /// `not-null`
    NotNull,
}
impl RuleState {
    /// The label in PostgreSQL.
    pub fn label(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Self_ => "self",
            Self::NotNull => "not-null",
        }
    }
}
impl rt::FromCell for RuleState {
    fn from_cell(cell: rt::Cell<'_>) -> ::core::result::Result<Self, rt::Mismatch> {
        match &*cell.text()? {
            "ON" => ::core::result::Result::Ok(Self::On),
            "SELF" => ::core::result::Result::Ok(Self::Self_),
            "NOT_NULL" => ::core::result::Result::Ok(Self::NotNull),
            other => {
                ::core::result::Result::Err(
                    rt::Mismatch::new("a value of RuleState", other),
                )
            }
        }
    }
}
impl rt::ToValue for RuleState {
    fn to_value(&self) -> rt::Value<'_> {
        rt::Value::Plain(self.label())
    }
}
/// A row of `app.rules`.
pub struct Rule {
    /// `id` uuid
    pub id: rt::Uuid,
    /// `category` objectCategory
    pub category: ObjectCategory,
    /// `state` ruleState
    pub state: ::core::option::Option<RuleState>,
}
impl rt::Row for Rule {
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([
            rt::ToValue::to_value(&self.id),
            rt::ToValue::to_value(&self.category),
            rt::ToValue::to_value(&self.state),
        ]);
    }
}
impl rt::Table for Rule {
    const QUERY: &'static rt::TableQuery = &rt::TableQuery {
        table: rt::TableDef {
            schema: rt::Cow::Borrowed("app"),
            name: rt::Cow::Borrowed("rules"),
            columns: rt::Cow::Borrowed(
                &[
                    rt::ColumnDef::new("id", "uuid", rt::Kind::Plain).with_default(),
                    rt::ColumnDef::new("category", "objectCategory", rt::Kind::Plain)
                        .with_default(),
                    rt::ColumnDef::new("state", "ruleState", rt::Kind::Plain).nullable(),
                ],
            ),
            key: rt::Cow::Borrowed(&[0usize]),
            foreign_keys: rt::Cow::Borrowed(&[]),
            module: ::core::option::Option::None,
        },
        row_type: rt::Cow::Borrowed("Rule"),
        root_field: rt::Cow::Borrowed("rules"),
        arguments: rt::Cow::Borrowed("orderBy: [PRIMARY_KEY_ASC]"),
        tenancy: rt::Tenancy::All,
        page: PAGE,
        cursor_type: ::core::option::Option::Some(rt::Cow::Borrowed("Cursor")),
        selection: rt::Cow::Borrowed("id category state"),
        fields: rt::Cow::Borrowed(
            &[
                rt::Cow::Borrowed("id"),
                rt::Cow::Borrowed("category"),
                rt::Cow::Borrowed("state"),
            ],
        ),
        read: rt::Reader::Typed(rt::read::<Rule>),
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            category: cells.get(1usize)?,
            state: cells.get(2usize)?,
        })
    }
}
/// A row to insert into `app.rules`; what is `None` is left to the column's default.
pub struct RuleInsert {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `category` objectCategory
    pub category: rt::Given<ObjectCategory>,
    /// `state` ruleState
    pub state: rt::Given<::core::option::Option<RuleState>>,
}
impl rt::Insert for RuleInsert {
    const TABLE: &'static rt::TableDef = <Rule as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.category),
            rt::given(&self.state),
        ]);
    }
}
/// A column of `app.rules` that an upsert may set.
pub enum RuleColumn {
    /// `category` objectCategory
    Category,
    /// `state` ruleState
    State,
}
impl rt::UpsertColumn for RuleColumn {
    type Insert = RuleInsert;
    fn position(&self) -> usize {
        match self {
            Self::Category => 1usize,
            Self::State => 2usize,
        }
    }
}
/// What to set in a row of `app.rules`; what is `None` stays as it is.
pub struct RulePatch {
    /// `id` uuid
    pub id: rt::Given<rt::Uuid>,
    /// `category` objectCategory
    pub category: rt::Given<ObjectCategory>,
    /// `state` ruleState
    pub state: rt::Given<::core::option::Option<RuleState>>,
}
impl RulePatch {
    /// A patch that sets nothing yet.
    pub const NOTHING: Self = Self {
        id: ::core::option::Option::None,
        category: ::core::option::Option::None,
        state: ::core::option::Option::None,
    };
}
impl rt::Patch for RulePatch {
    type Key = rt::Uuid;
    const TABLE: &'static rt::TableDef = <Rule as rt::Table>::DEF;
    const COLUMNS: &'static [usize] = &[0usize, 1usize, 2usize];
    fn key_values<'a>(key: &'a Self::Key, out: &mut ::std::vec::Vec<rt::Value<'a>>) {
        out.extend([rt::ToValue::to_value(key)]);
    }
    fn to_values<'a>(&'a self, out: &mut ::std::vec::Vec<rt::Given<rt::Value<'a>>>) {
        out.extend([
            rt::given(&self.id),
            rt::given(&self.category),
            rt::given(&self.state),
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
pub static TABLES: &[&rt::TableQuery] = &[<Rule as rt::Table>::QUERY];
