//! What an `INSERT` does with a row whose key is there already
//! (<https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT>).

use typeferry_base::quote::identifier_if_needed;

/// The row that is there, in the condition of an update. An alias, because a table may be called `excluded`.
const EXISTING: &str = "existing";

/// The rows of the script, where they are looked up before.
pub(super) const EXPORTED: &str = "exported";

/// The key by which a row that is there is found, and what is set in it. Names are PostgreSQL's own, unquoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The columns of a unique key.
    pub key: Vec<String>,
    /// The columns that are set where one of them differs; without any, the row stays as it is.
    pub update: Vec<String>,
    /// Whether `ON CONFLICT` can name the key. It can name none that is deferrable or temporal (`WITHOUT OVERLAPS`):
    /// rows of such a key are looked up by a condition.
    pub arbiter: bool,
}

impl Conflict {
    /// What a statement begins with, up to its first row; `table` and `columns` are quoted as SQL has them.
    pub(crate) fn head(&self, table: &str, columns: &[String], overriding: &str) -> String {
        let columns_text = columns.join(", ");
        if self.arbiter {
            return format!("INSERT INTO {table}{} ({columns_text}){overriding} VALUES", self.alias());
        }
        // A row that gives each column of the list its type, and is left out again.
        let typed: Vec<_> = columns.iter().map(|column| format!("(SELECT {column} FROM {table} LIMIT 0)")).collect();
        format!("WITH {EXPORTED} ({columns_text}) AS (VALUES\n  ({}),", typed.join(", "))
    }

    /// What follows the last row.
    pub(crate) fn tail(&self, table: &str, columns: &[String], overriding: &str) -> String {
        if self.arbiter {
            return self.clause();
        }
        let key = |row: &str| tuple(&joined(&self.key, ", ", |column| format!("{row}.{column}")), self.key.len());
        let is_there = format!("{} = {}", key(EXISTING), key(EXPORTED));
        let columns = columns.join(", ");
        format!(
            "\n  OFFSET 1){}\nINSERT INTO {table} ({columns}){overriding} SELECT {columns} FROM {EXPORTED}\n\
             WHERE NOT EXISTS (SELECT FROM {table} AS {EXISTING} WHERE {is_there})",
            self.updated(table, &is_there)
        )
    }

    /// Values are compared by their text: those of the list may be of a wider type than their columns, which records
    /// are not compared across.
    fn updated(&self, table: &str, is_there: &str) -> String {
        if self.update.is_empty() {
            return String::new();
        }
        let set = joined(&self.update, ",\n    ", |column| format!("{column} = {EXPORTED}.{column}"));
        let record = |row: &str| joined(&self.update, ", ", |column| format!("{row}.{column}"));
        format!(
            ", updated AS (\n  UPDATE {table} AS {EXISTING} SET\n    {set}\n  FROM {EXPORTED} WHERE {is_there}\n    \
             AND ROW({})::text IS DISTINCT FROM ROW({})::text)",
            record(EXISTING),
            record(EXPORTED)
        )
    }

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

fn tuple(columns: &str, count: usize) -> String {
    if count == 1 { columns.to_owned() } else { format!("({columns})") }
}

fn joined(columns: &[String], between: &str, each: impl Fn(&str) -> String) -> String {
    let columns: Vec<_> = columns.iter().map(|column| each(&identifier_if_needed(column))).collect();
    columns.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_nothing_to_set_of_stays() {
        let conflict = Conflict { key: vec!["a".into(), "Order".into()], update: Vec::new(), arbiter: true };
        assert_eq!(conflict.clause(), "\nON CONFLICT (a, \"Order\") DO NOTHING");
        assert_eq!(conflict.alias(), "");
    }
}
