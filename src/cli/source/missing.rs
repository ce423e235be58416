//! What a contract has and an endpoint has not: a token that may not read a table looks like a table that is gone, so
//! it is refused unless somebody accepts it by name.

use std::collections::BTreeSet;

use typeferry_base::count;
use typeferry_codegen::drift::{Difference, Kind};

use super::compat::CompatArgs;
use super::shown::some;
use crate::cli::failure::Failure;

/// So many names are listed one below the other; the line that accepts them has all.
const LISTED: usize = 20;

/// Refuses an endpoint that lacks what nobody accepted to be missing. What the contract only assumes was told by no
/// server: it is named rather than refused, unless `--strict`.
///
/// # Errors
/// The tables and columns, and the flag that accepts them.
pub(super) fn refuse(
    args: &CompatArgs,
    contract: &str,
    url: &str,
    differences: &[Difference],
    assumed: &BTreeSet<String>,
) -> Result<Option<String>, Failure> {
    let missing = differences.iter().filter_map(missing).filter(|name| !args.accepts(name));
    let (assumed, known): (Vec<_>, Vec<_>) = missing.partition(|name| !args.strict && assumed.contains(name));
    if known.is_empty() {
        return Ok(assumed_note(&assumed));
    }
    let shown: Vec<_> = known.iter().take(LISTED).map(|name| format!("  {name}")).collect();
    let more = known.len().saturating_sub(LISTED);
    let more = if more == 0 { String::new() } else { format!("\n  and {more} more") };
    let message = format!(
        "{url} does not have what {} has, and nothing was read: it may be gone, or the token may not see it\n{}{more}\n\
         ask for a token that may read it; if it is gone, this exports the rest: --accept-missing {}",
        contract,
        shown.join("\n"),
        known.join(",")
    );
    Err(Failure::different(message))
}

fn assumed_note(missing: &[String]) -> Option<String> {
    let tables = missing.iter().filter(|name| name.matches('.').count() == 1).count();
    let counts = [(tables, "table"), (missing.len() - tables, "column")].into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(number, what)| count(number, what)).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "assumed by the contract and not there: {} ({}); if the platform has more, the token does not see it \
             (--strict refuses and names all)",
            counts.join(" and "),
            some(missing)
        )
    })
}

/// The table or column that is not there, as it was.
fn missing(difference: &Difference) -> Option<String> {
    let table = &difference.table.before.as_ref()?.postgres;
    match difference.kind {
        Kind::TableGone | Kind::RootFieldGone => Some(table.clone()),
        Kind::ColumnGone | Kind::ColumnNotAnnotated => {
            let column = difference.column.before.as_ref()?;
            Some(format!("{table}.{}", column.postgres.as_ref().unwrap_or(&column.graphql)))
        }
        _ => None,
    }
}
