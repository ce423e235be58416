//! The columns whose values an API may have changed on the way, for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use typeferry::source::Limit;

/// So many columns are named of each way in which an API changes values.
const LIMITS_NAMED: usize = 3;

/// The columns with values that may be others in the database: what the API did to them, and where.
pub(crate) fn limits(limits: &[Limit]) -> String {
    let (count, have) = match limits.len() {
        1 => ("1 column".to_owned(), "has"),
        more => (format!("{more} columns"), "have"),
    };
    let mut reasons: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for limit in limits {
        reasons.entry(&limit.reason).or_default().push(format!("{}.{}", limit.table, limit.column));
    }
    let mut out = format!("{count} {have} values that the API may have changed unseen:\n");
    for (reason, columns) in reasons {
        let more = columns.len().saturating_sub(LIMITS_NAMED);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let _ = writeln!(out, "  {reason}: {}{more}", columns[..columns.len().min(LIMITS_NAMED)].join(", "));
    }
    out + "  --database-url reads the values as they are; --format json names every column under `limits`"
}
