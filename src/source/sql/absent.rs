//! What a contract has and the database does not.

use crate::row::{TableDef, TableQuery};

/// A table or a column of a contract that the database does not have: nothing is lost, there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// `schema.table`.
    pub table: String,
    /// The column; `None` where the table is not there.
    pub column: Option<String>,
}

impl Absent {
    /// `schema.table`, or `schema.table.column`.
    pub fn name(&self) -> String {
        self.column.as_ref().map_or_else(|| self.table.clone(), |column| format!("{}.{column}", self.table))
    }
}

pub(super) fn absent(tables: &[TableDef], contract: &[&TableQuery]) -> Vec<Absent> {
    let mut out = Vec::new();
    for TableQuery { table: wanted, .. } in contract {
        let name = wanted.qualified();
        let Some(found) = tables.iter().find(|table| table.schema == wanted.schema && table.name == wanted.name) else {
            out.push(Absent { table: name, column: None });
            continue;
        };
        let has = |wanted: &str| found.columns.iter().any(|column| column.name == wanted);
        let columns = wanted.columns.iter().filter(|column| !has(&column.name));
        out.extend(columns.map(|column| Absent { table: name.clone(), column: Some(column.name.to_string()) }));
    }
    out
}
