//! What a server does to values before it sends them, so that no client can see it.

/// What may become of the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// The `null` of JSON and NULL are one.
    JsonNull,
    /// A JSON number becomes the nearest double.
    JsonNumber,
    /// The text of a `json` is written anew.
    JsonText,
    /// The fraction of a negative number of seconds is cut.
    Fraction,
    /// An amount becomes the nearest double.
    Amount,
    /// A time is moved to UTC.
    Zone,
    /// The last moment of a day becomes its first.
    Midnight,
    /// An infinite date and NULL are one.
    Infinity,
    /// A date before Christ becomes one after.
    Era,
}
