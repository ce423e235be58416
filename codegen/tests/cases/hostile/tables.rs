use typeferry::row as rt;
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
        rt::Value::Label(self.label())
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
        rt::Value::Label(self.label())
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
    const DEF: &'static rt::TableDef = &rt::TableDef {
        schema: "app",
        name: "o\"d\\d/../*/\n// x",
        row_type: "Option",
        root_field: "options",
        arguments: "orderBy: [PRIMARY_KEY_ASC]",
        tenant_type: ::core::option::Option::None,
        cursor_type: ::core::option::Option::Some("Cursor"),
        selection: "a fooBar fooBar2 quoted mood text",
        columns: &[
            rt::ColumnDef {
                name: "a",
                field: "a",
                pg_type: "text",
                nullable: false,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "fooBar",
                field: "fooBar",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "foo_bar",
                field: "fooBar2",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "\"; drop\r\ntable x; --*/ \u{202e}é",
                field: "quoted",
                pg_type: "text",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "mood",
                field: "mood",
                pg_type: "mood",
                nullable: true,
                environment: ::core::option::Option::None,
            },
            rt::ColumnDef {
                name: "{}: a",
                field: "text",
                pg_type: "vec",
                nullable: true,
                environment: ::core::option::Option::None,
            },
        ],
        key: &[0usize],
        foreign_keys: &[],
        module: ::core::option::Option::None,
        read: rt::read::<Option>,
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
/// Every table, each behind the tables that it refers to.
pub static TABLES: &[&rt::TableDef] = &[<Option as rt::Table>::DEF];
