//! The form of a ledger: its tables and their columns.

use std::collections::BTreeSet;

use typeferry_connection::Session;

use super::{LedgerError, texts};

/// The tables and their columns that are known.
const KNOWN: [(&str, &[&str]); 4] = [
    ("changes", &["change_id", "change_name", "package", "script_hash", "deployed_at"]),
    ("dependencies", &["change_id", "requires"]),
    ("events", &["event_id", "event_type", "change_name", "package", "occurred_at", "error_message", "error_code"]),
    ("packages", &["package", "created_at"]),
];

const COLUMNS: &str = "
SELECT c.relname::text, a.attname::text
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = 'pgpm_migrate' AND c.relkind IN ('r', 'p')";

const SCHEMA: &str = "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = 'pgpm_migrate'";

/// Whether there is a ledger.
pub(super) fn check(session: &mut Session) -> Result<bool, LedgerError> {
    if session.rows(SCHEMA)?.is_empty() {
        return Ok(false);
    }
    let rows = session.rows(COLUMNS)?;
    let found = rows.into_iter().map(texts).map(|[table, column]| (table, column)).collect();
    compare(&found).map(|()| true)
}

fn compare(found: &BTreeSet<(String, String)>) -> Result<(), LedgerError> {
    let pairs = KNOWN.iter().flat_map(|(table, columns)| columns.iter().map(move |column| (*table, *column)));
    let known: BTreeSet<_> = pairs.map(|(table, column)| (table.to_owned(), column.to_owned())).collect();
    let what = |(table, column): &(String, String)| format!("column {table}.{column}");
    // What is missing is said first: another schema of that name has columns of its own too.
    if let Some(missing) = known.difference(found).next() {
        return Err(LedgerError::Incomplete { what: what(missing) });
    }
    match found.difference(&known).next() {
        Some(more) => Err(LedgerError::Newer { what: format!("the {}", what(more)) }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> BTreeSet<(String, String)> {
        let pairs = KNOWN.iter().flat_map(|(table, columns)| columns.iter().map(move |column| (*table, *column)));
        pairs.map(|(table, column)| (table.to_owned(), column.to_owned())).collect()
    }

    #[test]
    fn the_form_that_is_known_is_taken() {
        assert!(compare(&known()).is_ok());
    }

    #[test]
    fn a_column_or_a_table_more_is_of_a_newer_tool() {
        for (table, column) in [("changes", "tag"), ("tags", "tag")] {
            let mut found = known();
            found.insert((table.to_owned(), column.to_owned()));
            let message = compare(&found).unwrap_err().to_string();
            assert!(
                message.contains(&format!("the column {table}.{column}")) && message.contains("newer"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_column_less_is_no_ledger() {
        let mut found = known();
        found.remove(&("changes".to_owned(), "script_hash".to_owned()));
        assert!(compare(&found).unwrap_err().to_string().contains("no column changes.script_hash"));
    }
}
