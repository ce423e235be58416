//! How a value is written in SQL: all that is left to know of a type behind the model.

/// The way a value's text becomes a literal, and whether names in it are renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `bool`: a keyword.
    Bool,
    /// An integer: its digits.
    Int,
    /// PostgreSQL's own text of a value, quoted; nothing in it is a name.
    Plain,
    /// Text that people wrote, quoted; schema names in it are renamed.
    Text,
    /// The text of a JSON document, quoted; schema names in its strings are renamed.
    Json,
    /// `money`: read as a number, because its own text depends on `lc_monetary`.
    Money,
    /// `xml`: read as content, whatever `xmloption` says.
    Xml,
}

impl Kind {
    /// The kind of a type by PostgreSQL's name for it (`pg_type.typname`), without `[]`. Whatever is not named here
    /// has an input function that reads what its output function wrote
    /// (<https://www.postgresql.org/docs/current/sql-createtype.html>).
    pub fn of(pg_type: &str) -> Self {
        match pg_type {
            "bool" => Self::Bool,
            "int2" | "int4" | "int8" => Self::Int,
            "text" | "varchar" | "bpchar" | "citext" | "name" => Self::Text,
            "json" | "jsonb" => Self::Json,
            "money" => Self::Money,
            "xml" => Self::Xml,
            _ => Self::Plain,
        }
    }
}

/// Whether PostgreSQL's equality of a type holds for the same bits alone: `citext` is equal in either case, an
/// `interval` of a month equals 30 days, `1.0` equals `1.00`, and `json` has no equality at all.
pub fn equality_is_identity(pg_type: &str) -> bool {
    const EXACT: [&str; 13] = [
        "bool",
        "bytea",
        "date",
        "int2",
        "int4",
        "int8",
        "oid",
        "text",
        "time",
        "timestamp",
        "timestamptz",
        "uuid",
        "varchar",
    ];
    EXACT.contains(&pg_type.trim_end_matches("[]"))
}
