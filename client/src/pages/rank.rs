//! Where a row stands in the order of its table, where its key alone says so: keys of UUIDs and whole numbers. Others
//! are in an order that only the database knows.

use std::cmp::Ordering;

use crate::row::{Cell, ColumnDef, Kind, TableQuery, Uuid, plain_integers};

/// The key of a row, as numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank(Vec<i128>);

/// The columns of a key that ranks rows.
#[derive(Debug, Clone)]
pub(super) struct Ranking(Vec<(usize, Number)>);

/// How a column's value is a number.
#[derive(Debug, Clone, Copy)]
enum Number {
    Uuid,
    Integer,
}

impl Ranking {
    /// The ranking of a table whose rows are asked for in the order of such a key.
    pub(super) fn of(query: &TableQuery) -> Option<Self> {
        let is_ordered = query.page.by_key.is_some_and(|order| query.arguments.contains(order));
        let column = |at: &usize| Some((*at, Number::of(query.table.columns.get(*at)?)?));
        let columns: Vec<_> = query.table.key.iter().map(column).collect::<Option<_>>()?;
        (is_ordered && !columns.is_empty()).then_some(Self(columns))
    }

    /// The rank of a row with these cells.
    pub(super) fn rank(&self, cells: &[Cell<'_>]) -> Option<Rank> {
        self.0.iter().map(|(at, number)| number.read(cells.get(*at)?.0?)).collect::<Option<_>>().map(Rank)
    }
}

impl Number {
    fn of(column: &ColumnDef) -> Option<Self> {
        match column.kind {
            _ if column.array => None,
            Kind::Int => Some(Self::Integer),
            Kind::Plain if column.pg_type == "uuid" => Some(Self::Uuid),
            _ => None,
        }
    }

    fn read(self, json: &str) -> Option<i128> {
        let text = json.trim_matches('"');
        match self {
            // PostgreSQL compares the bytes; the first bit decides before all others.
            Self::Uuid => Some(Uuid::try_parse(text).ok()?.as_u128().cast_signed() ^ i128::MIN),
            Self::Integer => plain_integers(text).parse().ok(),
        }
    }
}

/// What a row with this rank is behind the one with the last.
pub(super) fn compare(last: Option<&Rank>, rank: &Rank) -> Ordering {
    last.map_or(Ordering::Greater, |last| rank.cmp(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Domain, Table};

    #[test]
    fn uuids_and_whole_numbers_are_ranked_as_postgresql_sorts_them() {
        let rank = |number: Number, text: &str| number.read(text);
        let uuids = [
            "00000000-0000-4000-8000-000000000000",
            "7fffffff-0000-4000-8000-000000000000",
            "80000000-0000-4000-8000-000000000000",
            "ffffffff-0000-4000-8000-000000000000",
        ];
        let ranks: Vec<_> = uuids.iter().map(|text| rank(Number::Uuid, &format!("\"{text}\"")).unwrap()).collect();
        assert!(ranks.is_sorted_by(|one, other| one < other));
        let numbers = ["-9223372036854775808", "\"-1\"", "0", "\"9\"", "10", "9223372036854775807"];
        let ranks: Vec<_> = numbers.iter().map(|text| rank(Number::Integer, text).unwrap()).collect();
        assert!(ranks.is_sorted_by(|one, other| one < other));
        assert_eq!((rank(Number::Uuid, "\"x\""), rank(Number::Integer, "\"x\"")), (None, None));
    }

    #[test]
    fn a_table_is_ranked_where_it_is_asked_for_by_its_key() {
        let query = Domain::QUERY;
        assert!(query.arguments.contains("PRIMARY_KEY_ASC"), "{}", query.arguments);
        assert!(Ranking::of(query).is_some());
        let otherwise = TableQuery { arguments: "orderBy: [CREATED_AT_ASC]".into(), ..query.clone() };
        assert!(Ranking::of(&otherwise).is_none());
        let text = ColumnDef::new("id", "text", Kind::Text);
        let mut named = query.clone();
        named.table.columns = vec![text; query.table.columns.len()].into();
        assert!(Ranking::of(&named).is_none());
    }
}
