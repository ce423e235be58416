//! Sequences that are behind the rows of a table: the next row that takes a value of one finds it taken.
//!
//! Which sequences count, and when one is behind, is what the last block of a deploy script goes by
//! (`module/sequences.sql`).

use typeferry_base::quote::{identifier, qualified};

use super::SqlSource;
use crate::row::TableDef;
use crate::source::{SequenceBehind, SourceError};

/// The sequences of a table's columns: the column, the sequence, whether it ascends, its ends, and whether the role may
/// read it.
const SEQUENCES: &str = "
SELECT a.attname::text, (pg_identify_object('pg_class'::regclass, q.seqrelid, 0)).identity, q.seqincrement > 0,
  q.seqmin, q.seqmax, has_sequence_privilege(q.seqrelid, 'SELECT')
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid AND t.typcategory = 'N'
JOIN pg_sequence q ON q.seqrelid IN (
  SELECT objid FROM pg_depend
  WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = c.oid
    AND refobjsubid = a.attnum AND deptype IN ('a', 'i')
  UNION
  SELECT refobjid FROM pg_attrdef f
  JOIN pg_depend ON classid = 'pg_attrdef'::regclass AND objid = f.oid AND refclassid = 'pg_class'::regclass
  WHERE adrelid = c.oid AND adnum = a.attnum)
WHERE n.nspname::text = $1 AND c.relname::text = $2
ORDER BY 1, 2";

/// A sequence, as it is found.
struct Sequence {
    column: String,
    name: String,
    ascends: bool,
    ends: (i64, i64),
}

/// The sequences of a table that are behind its rows.
pub(super) fn behind(source: &mut SqlSource, table: &TableDef) -> Result<Vec<SequenceBehind>, SourceError> {
    let name = table.qualified();
    let mut found = Vec::new();
    for row in source.query(Some(&name), SEQUENCES, &[&&*table.schema, &&*table.name])? {
        let ends = (row.get(3), row.get(4));
        let sequence = Sequence { column: row.get(0), name: row.get(1), ascends: row.get(2), ends };
        let may_read: bool = row.get(5);
        if may_read {
            found.extend(sequence.behind(source, table)?);
        } else {
            found.push(SequenceBehind { sequence: sequence.name, column: sequence.column, last: None, reached: None });
        }
    }
    Ok(found)
}

impl Sequence {
    /// `None` where the next value is beyond every row's.
    fn behind(self, source: &mut SqlSource, table: &TableDef) -> Result<Option<SequenceBehind>, SourceError> {
        let row = source.query(Some(&table.qualified()), &self.statement(table), &[])?;
        Ok(row.first().map(|row| SequenceBehind {
            sequence: self.name.clone(),
            column: self.column.clone(),
            last: Some(row.get(0)),
            reached: Some(row.get(1)),
        }))
    }

    /// The sequence's last value and the last of the rows, if the sequence is behind.
    fn statement(&self, table: &TableDef) -> String {
        let (column, name) = (identifier(&self.column), &self.name);
        let from = qualified(&table.schema, &table.name);
        let (lowest, highest) = self.ends;
        let (last, range, less) = if self.ascends {
            ("max", format!("{column} >= {lowest} AND {column} < {highest}"), "<")
        } else {
            ("min", format!("{column} > {lowest} AND {column} <= {highest}"), ">")
        };
        format!(
            "SELECT s.last_value::text, r.reached::text
             FROM {name} AS s, (SELECT trunc({last}({column})) AS reached FROM {from} WHERE {range}) AS r
             WHERE s.last_value {less} r.reached OR s.last_value = r.reached AND NOT s.is_called"
        )
    }
}
