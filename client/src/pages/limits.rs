//! The columns with values that may not be those of the database, so that no client can see it: what a server does to
//! a value before it is sent (`docs/limits.md`). A column counts where a value came to which it may have happened.

use serde::{Deserialize, Serialize};

use crate::row::{Cell, ColumnDef, Loss, TableDef};

/// A column of which nobody can tell that a value is another than the database has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// `schema.table`.
    pub table: String,
    /// The PostgreSQL column.
    pub column: String,
    /// What may have been lost, in words.
    pub reason: String,
}

/// A double tells numbers of 15 digits apart (IEEE 754, `DBL_DIG`).
const DIGITS_OF_A_DOUBLE: usize = 15;

/// What has been seen of a table's columns.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    columns: Vec<Watched>,
}

#[derive(Debug)]
struct Watched {
    position: usize,
    array: bool,
    /// What may yet be seen.
    awaited: Vec<Loss>,
    seen: Vec<Loss>,
}

impl Limits {
    /// Nothing has been seen.
    pub(crate) fn new(table: &TableDef) -> Self {
        let watched = |(position, column): (usize, &ColumnDef)| {
            let awaited = column.losses.to_vec();
            (!awaited.is_empty()).then(|| Watched { position, array: column.array, awaited, seen: Vec::new() })
        };
        Self { columns: table.columns.iter().enumerate().filter_map(watched).collect() }
    }

    /// A row of the table.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) {
        for column in self.columns.iter_mut().filter(|column| !column.awaited.is_empty()) {
            let Some(cell) = cells.get(column.position) else { continue };
            let array = column.array;
            let met = |loss: &mut Loss| if array { met_in_array(*cell) } else { met(*loss, *cell) };
            column.seen.extend(column.awaited.extract_if(.., met));
        }
    }

    /// What has been seen in other rows of the table too.
    pub(crate) fn extend(&mut self, other: Self) {
        for (column, other) in self.columns.iter_mut().zip(other.columns) {
            column.seen.extend(column.awaited.extract_if(.., |loss| other.seen.contains(loss)));
        }
    }

    /// The columns, in the table's order.
    pub(crate) fn of(&self, table: &TableDef) -> Vec<Limit> {
        self.columns.iter().filter_map(|column| column.limit(table)).collect()
    }
}

impl Watched {
    fn limit(&self, table: &TableDef) -> Option<Limit> {
        let mut seen = self.seen.clone();
        seen.sort_unstable();
        let reason = seen.into_iter().map(words).collect::<Vec<_>>().join("; ");
        let column = table.columns.get(self.position)?.name.to_string();
        (!reason.is_empty()).then(|| Limit { table: table.qualified(), column, reason })
    }
}

fn words(loss: Loss) -> &'static str {
    match loss {
        Loss::JsonNull => "a JSON null arrives as NULL",
        Loss::JsonNumber => "a JSON number of 16 digits or more arrives rounded",
        Loss::JsonText => "a json arrives written anew: without its spaces, and each key once",
        Loss::Fraction => "a negative interval arrives without its fraction of a second",
        Loss::Amount => "an amount of 16 digits or more arrives rounded",
        Loss::Zone => "a time arrives without its zone, moved to UTC",
        Loss::Midnight => "24:00 arrives as 00:00",
        Loss::Infinity => "an infinite date arrives as NULL",
        Loss::Era => "a date BC arrives without its era",
    }
}

/// Whether this may have happened to a value.
fn met(loss: Loss, cell: Cell<'_>) -> bool {
    match (loss, cell.0) {
        (Loss::JsonNull | Loss::Infinity, cell) => cell.is_none(),
        (_, None) => false,
        (Loss::JsonNumber | Loss::Amount, Some(json)) => has_long_number(json),
        (Loss::Fraction, Some(json)) => is_not_positive(json),
        (Loss::Midnight, Some(json)) => json.starts_with("\"00:00:00"),
        // Any year may be one BC; one that is written with a zero before it is no year of today's.
        (Loss::Era, Some(json)) => json.starts_with("\"0"),
        (Loss::JsonText | Loss::Zone, Some(_)) => true,
    }
}

/// The elements are not looked at: each may be one of those.
fn met_in_array(cell: Cell<'_>) -> bool {
    cell.0.is_some_and(|json| json != "[]")
}

/// Whether a number, outside of strings, has more digits than a double tells apart, or an exponent.
fn has_long_number(json: &str) -> bool {
    let (mut digits, mut in_string, mut escaped) = (0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if in_string => {
                in_string = byte != b'"' || escaped;
                escaped = byte == b'\\' && !escaped;
            }
            b'"' => in_string = true,
            b'0' if digits == 0 => {}
            b'0'..=b'9' => digits += 1,
            b'.' => {}
            b'E' => return true,
            // `true` and `false` have the letter too, behind no digit.
            b'e' if digits > 0 => return true,
            _ => digits = 0,
        }
        if digits > DIGITS_OF_A_DOUBLE {
            return true;
        }
    }
    false
}

/// Whether the time of an interval may have been negative: what is left of half a second less than none is none.
fn is_not_positive(json: &str) -> bool {
    #[derive(Deserialize)]
    struct Time {
        hours: Option<f64>,
        minutes: Option<f64>,
        seconds: Option<f64>,
    }
    let time: Result<Time, _> = serde_json::from_str(json);
    time.is_ok_and(|time| [time.hours, time.minutes, time.seconds].into_iter().flatten().all(|part| part <= 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::Kind;

    #[test]
    fn a_number_is_long_where_a_double_may_not_hold_it() {
        for json in [
            "9007199254740993",
            "[1,12345678901234567000]",
            r#"{"n":-0.1234567890123456}"#,
            "1e+21",
            "1E2",
            r#"{"a":"\\","n":1234567890.123456}"#,
        ] {
            assert!(has_long_number(json), "{json}");
        }
        for json in [
            "123456789012345",
            "0.00000000000000000001",
            "[123456789,123456789]",
            r#""9007199254740993""#,
            r#"{"9007199254740993":"\"9007199254740993"}"#,
            "[true,false,null,1.5]",
            "",
        ] {
            assert!(!has_long_number(json), "{json}");
        }
    }

    #[test]
    fn an_interval_may_have_lost_a_fraction_where_its_time_is_not_positive() {
        let time = |hours: i32, minutes: i32, seconds: f64| {
            is_not_positive(&format!(
                r#"{{"years":1,"months":-1,"days":3,"hours":{hours},"minutes":{minutes},"seconds":{seconds}}}"#
            ))
        };
        assert!(time(0, 0, 0.0) && time(-1, 0, 0.0) && time(0, -5, -4.0));
        assert!(!time(0, 0, 0.5) && !time(1, 0, 0.0) && !time(0, 3, 0.0));
        assert!(!is_not_positive("[1]"));
    }

    #[test]
    fn what_any_page_has_shown_is_a_limit_once() {
        let jsonb = ColumnDef::new("a", "jsonb", Kind::Json).losing(&[Loss::JsonNull, Loss::JsonNumber]);
        let columns = [jsonb.nullable(), ColumnDef::new("b", "text", Kind::Text)];
        let table = TableDef {
            schema: "s".into(),
            name: "t".into(),
            columns: columns.to_vec().into(),
            key: [].as_slice().into(),
            foreign_keys: [].as_slice().into(),
            module: None,
        };
        let page = |cell| {
            let mut limits = Limits::new(&table);
            limits.row(&[Cell(cell), Cell(None)]);
            limits
        };
        let mut limits = Limits::new(&table);
        for cell in [Some("1"), None, None, Some("1e30")] {
            limits.extend(page(cell));
        }
        let reason = "a JSON null arrives as NULL; a JSON number of 16 digits or more arrives rounded".to_owned();
        assert_eq!(limits.of(&table), [Limit { table: "s.t".into(), column: "a".into(), reason }]);
        assert_eq!(page(Some("1")).of(&table), []);
    }

    #[test]
    fn what_was_met_is_met_whatever_came_before() {
        assert!(met(Loss::JsonNull, Cell(None)) && !met(Loss::JsonNull, Cell(Some("{}"))));
        assert!(met(Loss::Infinity, Cell(None)) && !met(Loss::Infinity, Cell(Some("\"2024-02-29\""))));
        assert!(met(Loss::Era, Cell(Some("\"0044-03-15\""))) && !met(Loss::Era, Cell(Some("\"2024-02-29\""))));
        assert!(met(Loss::Midnight, Cell(Some("\"00:00:00\""))) && !met(Loss::Midnight, Cell(Some("\"03:00:00\""))));
        assert!(!met(Loss::Zone, Cell(None)) && met(Loss::Zone, Cell(Some("\"01:04:05+00:00\""))));
        assert!(met(Loss::Amount, Cell(Some("92233720368547760"))) && !met(Loss::Amount, Cell(Some("12.34"))));
        assert!(met_in_array(Cell(Some("[1]"))) && !met_in_array(Cell(Some("[]"))) && !met_in_array(Cell(None)));
    }
}
