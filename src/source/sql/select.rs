//! The statement that reads a table.

use std::fmt::Write;

use typeferry_base::quote::{identifier, qualified};

use super::catalog::Found;
use super::tenant::Condition;
use crate::row::{ColumnDef, Kind, Uuid};

/// The statement for the rows of one table.
#[derive(Debug)]
pub(super) struct Select {
    /// `ONLY `, where rows of tables that inherit are not the table's own.
    only: &'static str,
    from: String,
    tenant: Option<Condition>,
    order: String,
}

impl Select {
    /// The statement for a table.
    pub(super) fn new(table: &Found, tenant: Option<Condition>) -> Self {
        let columns: Vec<String> = table.def.columns.iter().map(expression).collect();
        // The rows of tables that inherit are those tables' own.
        let only = if table.partitioned { "" } else { "ONLY " };
        let name = qualified(&table.def.schema, &table.def.name);
        let lead: Vec<_> = tenant.iter().flat_map(|condition| condition.lead.clone()).collect();
        let key = table.key.iter().filter(|column| !lead.contains(column));
        let key: Vec<String> = lead.iter().chain(key).map(|column| format!("t.{}", identifier(column))).collect();
        Self {
            only,
            from: format!("SELECT {} FROM {only}{name} AS t", columns.join(", ")),
            tenant,
            order: if key.is_empty() { String::new() } else { format!(" ORDER BY {}", key.join(", ")) },
        }
    }

    /// What stands before the table's name.
    pub(super) fn only(&self) -> &'static str {
        self.only
    }

    /// The column that holds the tenant's key itself, where one does.
    pub(super) fn own_column(&self) -> Option<&str> {
        self.tenant.as_ref()?.own.as_deref()
    }

    /// The statement for one tenant, as the text that `COPY` sends
    /// (<https://www.postgresql.org/docs/current/sql-copy.html>).
    pub(super) fn sql(&self, tenant: Uuid) -> String {
        let mut sql = format!("COPY ({}", self.from);
        if let Some(Condition { before, after, .. }) = &self.tenant {
            let _ = write!(sql, " WHERE {before}{tenant}{after}");
        }
        sql + &self.order + ") TO STDOUT"
    }
}

/// A column as it is read. The text of `money` depends on `lc_monetary`, its number does not; the output function of
/// `xml` drops a declaration, the cast does not.
fn expression(column: &ColumnDef) -> String {
    let name = format!("t.{}", identifier(&column.name));
    match (column.kind, column.array) {
        (Kind::Money, false) => format!("trim_scale({name}::numeric)"),
        (Kind::Money, true) => format!("{name}::numeric[]"),
        (Kind::Xml, false) => format!("{name}::text"),
        (Kind::Xml, true) => format!("{name}::text[]"),
        _ => name,
    }
}
