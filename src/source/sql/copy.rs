//! A line of `COPY`'s text format to cells (<https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2>).

use std::ops::Range;

use memchr::{memchr, memchr_iter};

use crate::row::{ColumnDef, Kind, Row, Value};

/// The cells of one line; what they are kept in is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    unescaped: String,
}

#[derive(Debug, Clone)]
enum Cell {
    Null,
    /// A part of the line.
    Line(Range<usize>),
    /// A part of what was unescaped.
    Unescaped(Range<usize>),
}

/// A backslash before something that PostgreSQL escapes nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadEscape;

impl Cells {
    /// Takes a line apart, without its end.
    pub(super) fn split(&mut self, line: &str) -> Result<(), BadEscape> {
        self.cells.clear();
        self.unescaped.clear();
        let mut start = 0;
        if memchr(b'\\', line.as_bytes()).is_none() {
            for tab in memchr_iter(b'\t', line.as_bytes()) {
                self.cells.push(Cell::Line(start..tab));
                start = tab + 1;
            }
            self.cells.push(Cell::Line(start..line.len()));
            return Ok(());
        }
        for tab in memchr_iter(b'\t', line.as_bytes()) {
            self.escaped(line, start..tab)?;
            start = tab + 1;
        }
        self.escaped(line, start..line.len())
    }

    fn escaped(&mut self, line: &str, range: Range<usize>) -> Result<(), BadEscape> {
        let text = &line[range.clone()];
        let cell = match memchr(b'\\', text.as_bytes()) {
            None => Cell::Line(range),
            Some(0) if text == "\\N" => Cell::Null,
            Some(first) => {
                let start = self.unescaped.len();
                unescape(text, first, &mut self.unescaped)?;
                Cell::Unescaped(start..self.unescaped.len())
            }
        };
        self.cells.push(cell);
        Ok(())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }
}

/// Appends a text whose first backslash is at `first`.
fn unescape(text: &str, first: usize, out: &mut String) -> Result<(), BadEscape> {
    let mut rest = text;
    let mut next = Some(first);
    while let Some(at) = next {
        out.push_str(&rest[..at]);
        out.push(match rest.as_bytes().get(at + 1) {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'v') => '\u{b}',
            Some(b'\\') => '\\',
            _ => return Err(BadEscape),
        });
        rest = &rest[at + 2..];
        next = memchr(b'\\', rest.as_bytes());
    }
    out.push_str(rest);
    Ok(())
}

/// A row, as it lies in a line.
pub(super) struct SqlRow<'l> {
    line: &'l str,
    cells: &'l Cells,
    columns: &'l [ColumnDef],
}

impl<'l> SqlRow<'l> {
    /// The row of a line that was taken apart.
    ///
    /// # Errors
    /// The first column whose text is none of its kind.
    pub(super) fn new(line: &'l str, cells: &'l Cells, columns: &'l [ColumnDef]) -> Result<Self, &'l ColumnDef> {
        let row = Self { line, cells, columns };
        let is_wrong = |(at, column): &(usize, &ColumnDef)| {
            // Of these kinds alone not every text is a value.
            let checked = matches!(column.kind, Kind::Bool | Kind::Int) && !column.array;
            checked && row.text(*at).is_some_and(|text| Value::of_text(text, column.kind, false).is_none())
        };
        match columns.iter().enumerate().find(is_wrong) {
            Some((_, column)) => Err(column),
            None => Ok(row),
        }
    }

    fn text(&self, at: usize) -> Option<&str> {
        text(self.line, self.cells, at)
    }
}

/// The text of a cell; `None` for NULL.
pub(super) fn text<'t>(line: &'t str, cells: &'t Cells, at: usize) -> Option<&'t str> {
    match cells.cells.get(at)? {
        Cell::Null => None,
        Cell::Line(range) => Some(&line[range.clone()]),
        Cell::Unescaped(range) => Some(&cells.unescaped[range.clone()]),
    }
}

impl Row for SqlRow<'_> {
    fn to_values<'a>(&'a self, out: &mut Vec<Value<'a>>) {
        out.extend(self.columns.iter().enumerate().map(|(at, column)| match self.text(at) {
            None => Value::Null,
            // It is a value of its kind: that was looked at when the row was made.
            Some(text) => Value::of_text(text, column.kind, column.array).unwrap_or(Value::Plain(text)),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<Option<String>> {
        let mut cells = Cells::default();
        cells.split("left\\tover\t\\N").unwrap();
        cells.split(line).unwrap();
        (0..cells.len()).map(|at| text(line, &cells, at).map(str::to_owned)).collect()
    }

    #[test]
    fn cells_are_between_tabs_and_null_is_not_its_text() {
        let texts = |texts: &[Option<&str>]| texts.iter().map(|text| text.map(str::to_owned)).collect::<Vec<_>>();
        assert_eq!(cells("a\t\tü b"), texts(&[Some("a"), Some(""), Some("ü b")]));
        assert_eq!(cells(""), texts(&[Some("")]));
        assert_eq!(cells("\\N\t\\\\N\tN"), texts(&[None, Some("\\N"), Some("N")]));
        assert_eq!(cells("\\b\\f\\n\\r\\t\\v\\\\\tx"), texts(&[Some("\u{8}\u{c}\n\r\t\u{b}\\"), Some("x")]));
        assert_eq!(cells("a\\nb\\\\\\tc"), texts(&[Some("a\nb\\\tc")]));
    }

    #[test]
    fn an_escape_that_nobody_writes_is_refused() {
        assert_eq!(["\\x41", "a\\", "\\.", "\\Nx"].map(|line| Cells::default().split(line)), [Err(BadEscape); 4]);
    }

    #[test]
    fn a_text_that_is_no_value_of_its_kind_is_found_by_its_column() {
        let columns = [ColumnDef::new("a", "text", Kind::Text), ColumnDef::new("b", "int4", Kind::Int).nullable()];
        let wrong = |line: &str| {
            let mut cells = Cells::default();
            cells.split(line).unwrap();
            SqlRow::new(line, &cells, &columns).map_or_else(|column| column.name.to_string(), |_| String::new())
        };
        assert_eq!(["x\t1", "x\t\\N", "x\t1.5", "x\t"].map(wrong), ["", "", "b", "b"]);
    }
}
