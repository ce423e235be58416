//! The cells of one node of an answer, and their conversion to typed values.

use std::borrow::Cow;
use std::fmt;

use serde_json::value::RawValue;

use super::{Json, TableDef, Uuid, number};

/// One value as it arrived: raw JSON text, `None` for null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a>(pub Option<&'a str>);

impl<'a> Cell<'a> {
    /// The cell of a JSON value.
    pub fn json(raw: &'a RawValue) -> Self {
        match raw.get() {
            "null" => Self(None),
            text => Self(Some(text)),
        }
    }

    /// The text of a JSON string.
    ///
    /// # Errors
    /// The cell is null or no string.
    pub fn text(self) -> Result<Cow<'a, str>, Mismatch> {
        let raw = self.some()?;
        let inner = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        match inner {
            Some(plain) if !plain.contains('\\') => Ok(Cow::Borrowed(plain)),
            Some(_) => serde_json::from_str(raw).map(Cow::Owned).map_err(|_| Mismatch::new("a string", raw)),
            None => Err(Mismatch::new("a string", raw)),
        }
    }

    /// The text of a number, or of a string that holds one.
    ///
    /// # Errors
    /// The cell is null.
    pub(super) fn number(self) -> Result<&'a str, Mismatch> {
        let raw = self.some()?;
        Ok(raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw))
    }

    fn some(self) -> Result<&'a str, Mismatch> {
        self.0.ok_or_else(|| Mismatch::new("a value", "null"))
    }

    /// A whole number that arrives as one, in any form.
    fn whole<T: TryFrom<i128>>(self, wanted: &'static str) -> Result<T, Mismatch> {
        let raw = self.some()?;
        number::whole(raw).ok_or_else(|| Mismatch::new(wanted, raw))
    }

    /// The same of one that may arrive as a string.
    fn whole_or_text<T: TryFrom<i128>>(self, wanted: &'static str) -> Result<T, Mismatch> {
        let text = self.number()?;
        number::whole(text).ok_or_else(|| Mismatch::new(wanted, text))
    }

    fn parsed<T: serde::de::DeserializeOwned>(self, wanted: &'static str) -> Result<T, Mismatch> {
        let raw = self.some()?;
        serde_json::from_str(raw).map_err(|_| Mismatch::new(wanted, raw))
    }
}

/// A value that is not of its column's type.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// What the column's type wants.
    pub wanted: &'static str,
    /// What arrived, cut short.
    pub got: String,
    /// The way to it within the cell, as `nodes.0.id`; empty for the cell itself.
    pub path: String,
}

impl Mismatch {
    /// `got` is cut to what a message can bear.
    pub fn new(wanted: &'static str, got: &str) -> Self {
        let cut: String = got.chars().take(60).collect();
        let got = if cut.len() < got.len() { format!("{cut}…") } else { cut };
        Self { wanted, got, path: String::new() }
    }

    /// A field that was asked for and did not come.
    pub(crate) fn missing(key: &str) -> Self {
        Self::new("every field that was asked for", &format!("an answer in which the field `{key}` is missing"))
    }

    /// The same within a field, or at a position of a list.
    #[must_use]
    pub fn within(mut self, step: impl fmt::Display) -> Self {
        self.path = if self.path.is_empty() { step.to_string() } else { format!("{step}.{}", self.path) };
        self
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is wanted here, not {}", self.wanted, self.got)
    }
}

impl std::error::Error for Mismatch {}

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{table}.{column}, row {key}: {} is wanted here, the server sent {}", .mismatch.wanted, .mismatch.got)]
#[non_exhaustive]
pub struct CellError {
    /// `schema.table`.
    pub table: String,
    /// The PostgreSQL column.
    pub column: String,
    /// The row's key, as it arrived.
    pub key: String,
    /// What was wrong.
    pub mismatch: Box<Mismatch>,
}

/// The cells of one node, in the order of the table's columns.
#[derive(Debug)]
pub struct Cells<'a> {
    /// The table.
    pub table: &'a TableDef,
    /// One cell a column.
    pub cells: &'a [Cell<'a>],
}

impl Cells<'_> {
    /// The typed value at a position.
    ///
    /// # Errors
    /// The cell is no value of that type.
    pub fn get<T: FromCell>(&self, position: usize) -> Result<T, CellError> {
        let cell = self.cells.get(position).copied().unwrap_or(Cell(None));
        T::from_cell(cell).map_err(|mismatch| self.error(position, mismatch))
    }

    /// The error of the cell at a position.
    pub fn error(&self, position: usize, mismatch: Mismatch) -> CellError {
        let column = self.table.columns.get(position).map_or("?", |column| &column.name);
        CellError {
            table: self.table.qualified(),
            column: column.to_owned(),
            key: self.key(),
            mismatch: mismatch.into(),
        }
    }

    /// The row's key, for messages.
    fn key(&self) -> String {
        let cells = self.table.key.iter().filter_map(|position| self.cells.get(*position));
        let texts: Vec<_> = cells.map(|cell| cell.0.unwrap_or("null")).collect();
        if texts.is_empty() { "without a key".to_owned() } else { texts.join(", ") }
    }
}

/// A type that a cell can be read as. A column whose type has no such conversion does not compile.
pub trait FromCell: Sized {
    /// Reads the cell.
    ///
    /// # Errors
    /// The cell is no value of the type; null is one of `Option` alone.
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch>;
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        if cell.0.is_none() { Ok(None) } else { T::from_cell(cell).map(Some) }
    }
}

impl<T: FromCell> FromCell for Vec<T> {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let raw = cell.some()?;
        let items: Vec<&RawValue> = serde_json::from_str(raw).map_err(|_| Mismatch::new("a list", raw))?;
        let item = |(at, item)| T::from_cell(Cell::json(item)).map_err(|error| error.within(at));
        items.into_iter().enumerate().map(item).collect()
    }
}

/// Types that one of a cell's own methods reads.
macro_rules! read_by {
    ($($ty:ty: $method:ident($expected:literal);)*) => {$(
        impl FromCell for $ty {
            fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
                cell.$method($expected)
            }
        }
    )*};
}

read_by! {
    bool: parsed("a boolean");
    i16: whole("an integer of 16 bits");
    i32: whole("an integer of 32 bits");
    // Servers send 64 bits as a string, which JSON's readers cannot round; a bare number is taken as well.
    i64: whole_or_text("an integer of 64 bits");
    // An `oid`.
    u32: whole_or_text("an unsigned integer of 32 bits");
}

/// Read from the text: JSON's readers may be off by the last bit.
impl FromCell for f64 {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let raw = cell.some()?;
        let number = raw.parse().ok().filter(|number: &Self| number.is_finite() && holds(raw, *number == 0.0));
        number.ok_or_else(|| Mismatch::new("a number", raw))
    }
}

/// Read from the text: by way of 64 bits it could be rounded twice.
impl FromCell for f32 {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let raw = cell.some()?;
        let number = raw.parse().ok().filter(|number: &Self| number.is_finite() && holds(raw, *number == 0.0));
        number.ok_or_else(|| Mismatch::new("a number of 32 bits", raw))
    }
}

/// Whether a number that was read as a float is of its range: one that is too small would be zero.
fn holds(raw: &str, read_as_zero: bool) -> bool {
    !read_as_zero || number::is_zero(raw) == Some(true)
}

impl FromCell for String {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        cell.text().map(Cow::into_owned)
    }
}

impl FromCell for Uuid {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.text()?;
        Uuid::try_parse(&text).map_err(|_| Mismatch::new("a uuid", &text))
    }
}

impl FromCell for Json {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        cell.some().map(Json::from_raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell<T: FromCell>(raw: &str) -> Result<T, Mismatch> {
        T::from_cell(Cell::json(&RawValue::from_string(raw.to_owned()).unwrap()))
    }

    #[test]
    fn values_are_read_exactly() {
        assert_eq!(cell::<i64>("\"9007199254740993\""), Ok(9_007_199_254_740_993));
        assert_eq!(cell::<String>(r#""a\n\u00e9\"""#), Ok("a\né\"".to_owned()));
        assert_eq!(cell::<Vec<Option<i32>>>("[1,null,3]"), Ok(vec![Some(1), None, Some(3)]));
        assert_eq!(cell::<Option<Vec<Option<String>>>>("null"), Ok(None));
        assert_eq!(cell::<Option<Vec<Option<String>>>>("[]"), Ok(Some(vec![])));
    }

    #[test]
    fn floats_are_those_that_were_written() {
        let nearest = [0.1, 1e-7, 5e-324, f64::MAX, 0.000_1, 9_007_199_254_740_993.0];
        let many = (1..2000).map(|n| f64::from_bits(0x3ff0_0000_0000_0001 + n * 0x0013_5791_1131_7193));
        for number in nearest.into_iter().chain(many.filter(|number| number.is_finite())) {
            assert_eq!(cell::<f64>(&format!("{number:e}")), Ok(number));
        }
        assert_eq!(cell::<f32>("7.038531e-26"), Ok(7.038_531e-26));
        assert_eq!(cell::<f32>("16777216"), Ok(16_777_216.0));
        assert!(cell::<f32>("1e39").is_err());
        assert!(cell::<f64>("1e309").is_err());
        assert!(cell::<f64>("1e-400").is_err() && cell::<f32>("1E-60").is_err());
        assert_eq!(cell::<f64>("-0.0").map(f64::to_bits), Ok((-0.0_f64).to_bits()));
        assert_eq!(cell::<f64>("0e-400"), Ok(0.0));
        assert!(cell::<f64>("\"NaN\"").is_err());
    }

    #[test]
    fn n23_an_integer_with_a_fraction_is_an_error_that_names_the_column() {
        let table = &crate::testing::tables()[0].table;
        let raw: Vec<_> = table.columns.iter().map(|_| Cell(Some("1.5"))).collect();
        let error = Cells { table, cells: &raw }.get::<i32>(0).unwrap_err().to_string();
        let column = format!("{}.{}, row ", table.qualified(), table.columns[0].name);
        assert!(error.starts_with(&column), "{error}");
        assert!(error.ends_with("an integer of 32 bits is wanted here, the server sent 1.5"), "{error}");
        assert_eq!(cell::<i32>("1E3"), Ok(1000));
        assert_eq!(cell::<Vec<Option<i64>>>("[1E3,\"2.0\",null]"), Ok(vec![Some(1000), Some(2), None]));
    }

    #[test]
    fn what_is_of_another_type_is_refused() {
        assert!(cell::<String>("1").is_err());
        assert!(cell::<String>("null").is_err());
        assert!(cell::<i32>("2147483648").is_err());
        assert!(cell::<i32>("1.5").is_err());
        assert!(cell::<bool>("\"true\"").is_err());
        assert!(cell::<Vec<Option<String>>>("[[\"a\"]]").is_err());
    }
}
