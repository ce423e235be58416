use typeferry::row as rt;
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
        rt::Value::Label(self.label())
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
        rt::Value::Label(self.label())
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
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "rules",
        row_type: "Rule",
        root_field: "rules",
        arguments: "orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::None,
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "id category state",
        columns: &[
            rt::ColumnDef {
                name: "id",
                field: "id",
                pg_type: "uuid",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "category",
                field: "category",
                pg_type: "objectCategory",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "state",
                field: "state",
                pg_type: "ruleState",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<Rule>,
    };
    fn from_cells(cells: &rt::Cells<'_>) -> ::core::result::Result<Self, rt::CellError> {
        ::core::result::Result::Ok(Self {
            id: cells.get(0usize)?,
            category: cells.get(1usize)?,
            state: cells.get(2usize)?,
        })
    }
}
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<Rule as rt::Table>::DEF];
