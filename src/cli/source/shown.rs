//! How a source differs from its contract, in a few lines: `typeferry drift` has all of it.

use std::collections::BTreeMap;

use typeferry::export::ContractReport;
use typeferry_codegen::drift::{ColumnNames, Difference, Kind, TableNames};

/// So many names are said of a kind.
const NAMED: usize = 3;

/// The first few names.
pub(super) fn some(names: &[String]) -> String {
    let more = if names.len() > NAMED { ", …" } else { "" };
    names[..names.len().min(NAMED)].join(", ") + more
}

/// A line a group of differences, where there are any.
pub(super) fn summary(contract: &ContractReport) -> Vec<String> {
    if contract.differences.is_empty() {
        return Vec::new();
    }
    let how = if contract.adapted { "read as the source has it today, which is" } else { "the source is" };
    let head = format!("{how} not what {} says (`typeferry drift` shows each difference):", contract.name);
    let groups = [Group::New, Group::Gone, Group::Renamed, Group::Other];
    let lines = groups.into_iter().filter_map(|group| line(group, &contract.differences));
    std::iter::once(head).chain(lines).collect()
}

/// What happened to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    New,
    Gone,
    Renamed,
    Other,
}

impl Group {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::TableNew | Kind::ColumnNew | Kind::ForeignKeyNew | Kind::EnumValueNew | Kind::PartNew => Self::New,
            Kind::TableGone | Kind::ColumnGone | Kind::RootFieldGone | Kind::ForeignKeyGone | Kind::EnumValueGone => {
                Self::Gone
            }
            Kind::TableRenamed | Kind::TableMoved | Kind::ColumnRenamed => Self::Renamed,
            _ => Self::Other,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "gone",
            Self::Renamed => "renamed",
            Self::Other => "otherwise",
        }
    }

    /// A guess may be wrong, so that each is named.
    fn most(self) -> usize {
        if self == Self::Renamed { usize::MAX } else { NAMED }
    }
}

/// `new: 2 tables, 30 columns (a.b, a.c.d, a.e.f, …)`
fn line(group: Group, differences: &[Difference]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let of_group: Vec<_> = differences.iter().filter(|one| Group::of(one.kind) == group).collect();
    for one in &of_group {
        *counts.entry(one.kind.title()).or_default() += 1;
    }
    let counts: Vec<_> = counts.iter().map(|(title, count)| format!("{title}: {count}")).collect();
    let names: Vec<_> = of_group.iter().take(group.most()).map(|one| name(one)).collect();
    let more = if of_group.len() > names.len() { ", …" } else { "" };
    (!of_group.is_empty()).then(|| format!("  {}: {} ({}{more})", group.word(), counts.join(", "), names.join(", ")))
}

/// What a difference is about; both names where there are two.
fn name(difference: &Difference) -> String {
    let Difference { table, column, .. } = difference;
    let about_columns = column.either().is_some();
    let side = |table: &Option<TableNames>, column: &Option<ColumnNames>| {
        let table = table.as_ref()?.postgres.clone();
        match column {
            Some(names) => Some(format!("{table}.{}", names.postgres.as_ref().unwrap_or(&names.graphql))),
            None => (!about_columns).then_some(table),
        }
    };
    match (side(&table.before, &column.before), side(&table.after, &column.after)) {
        (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
        (Some(name), _) | (None, Some(name)) => name,
        (None, None) => difference.before.clone().unwrap_or_default(),
    }
}
