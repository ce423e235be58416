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
