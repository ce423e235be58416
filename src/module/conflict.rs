//! What an `INSERT` does with a row whose key is there already
//! (<https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>).

use super::identifier::quote_identifier;

/// The row that is there, in the condition of an update. An alias, because a table may be called `excluded`.
const EXISTING: &str = "existing";

/// The key by which a row that is there is found, and what is set in it. Names are PostgreSQL's own, unquoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The columns of a unique key.
    pub key: Vec<String>,
    /// The columns that are set where one of them differs; without any, the row stays as it is.
    pub update: Vec<String>,
}

impl Conflict {
    /// What follows the table's name.
    pub(crate) fn alias(&self) -> String {
        if self.update.is_empty() { String::new() } else { format!(" AS {EXISTING}") }
    }

    /// What follows the values.
    pub(crate) fn clause(&self) -> String {
        let key = joined(&self.key, ", ", str::to_owned);
        if self.update.is_empty() {
            return format!("\nON CONFLICT ({key}) DO NOTHING");
        }
        let set = joined(&self.update, ",\n  ", |column| format!("{column} = EXCLUDED.{column}"));
        format!("\nON CONFLICT ({key}) DO UPDATE SET\n  {set}\n{}", self.differs())
    }

    /// Compares by the image of a record: an equal row is not touched, and what equality alone calls the same (`citext`
    /// in another case, `1.0` and `1.00`) is set. The casts keep PostgreSQL from comparing column by column
    /// (<https://www.postgresql.org/docs/current/functions-comparisons.html#COMPOSITE-TYPE-COMPARISON>).
    fn differs(&self) -> String {
        let record = |row: &str| {
            let columns = joined(&self.update, ", ", |column| format!("{row}.{column}"));
            format!("ROW({columns})::pg_catalog.record")
        };
        format!("WHERE {}\n  OPERATOR(pg_catalog.*<>) {}", record(EXISTING), record("EXCLUDED"))
    }
}

fn joined(columns: &[String], between: &str, each: impl Fn(&str) -> String) -> String {
    let columns: Vec<_> = columns.iter().map(|column| each(&quote_identifier(column))).collect();
    columns.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_nothing_to_set_of_stays() {
        let conflict = Conflict { key: vec!["a".into(), "Order".into()], update: Vec::new() };
        assert_eq!(conflict.clause(), "\nON CONFLICT (a, \"Order\") DO NOTHING");
        assert_eq!(conflict.alias(), "");
    }
}
