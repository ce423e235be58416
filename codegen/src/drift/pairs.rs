//! What is the same before and after, whatever it is called: tables with tables, columns with columns.

use std::collections::{BTreeMap, BTreeSet};

use typeferry_base::nearest;

use crate::schema::{Field, RowType, Schema, TypeRef};

/// What is on both sides, and on one alone.
#[derive(Debug)]
pub(super) struct Pairs<T> {
    pub(super) both: Vec<(T, T)>,
    pub(super) gone: Vec<T>,
    pub(super) new: Vec<T>,
}

impl<T: Copy> Pairs<T> {
    fn of(gone: Vec<T>, new: Vec<T>) -> Self {
        Self { both: Vec::new(), gone, new }
    }

    /// Pairs what is left where the keys are equal; something without a key has no other.
    fn by<K: Ord>(&mut self, key: impl Fn(&T) -> Option<K>) {
        let mut new: BTreeMap<K, usize> =
            self.new.iter().enumerate().filter_map(|(at, one)| Some((key(one)?, at))).collect();
        self.take(|one| key(one).and_then(|key| new.remove(&key)));
    }

    /// Pairs each of the gone with the new one that `find` gives the position of; it gives none twice.
    fn take(&mut self, mut find: impl FnMut(&T) -> Option<usize>) {
        let mut taken = BTreeSet::new();
        let mut gone = Vec::new();
        for one in std::mem::take(&mut self.gone) {
            match find(&one).filter(|at| !taken.contains(at)).and_then(|at| Some((at, *self.new.get(at)?))) {
                Some((at, other)) => {
                    taken.insert(at);
                    self.both.push((one, other));
                }
                None => gone.push(one),
            }
        }
        self.gone = gone;
        let left = self.new.iter().enumerate().filter(|(at, _)| !taken.contains(at));
        self.new = left.map(|(_, one)| *one).collect();
    }
}

/// The tables of both schemas: by their PostgreSQL name, by their row type, then by what is in them.
pub(super) fn pair_tables<'a>(before: &'a Schema, after: &'a Schema) -> Pairs<RowType<'a>> {
    let mut pairs = Pairs::of(tables(before), tables(after));
    pairs.by(|table| Some(table.table.qualified()));
    pairs.by(|table| Some(table.name()));
    let new: Vec<_> = pairs.new.iter().map(|table| (*table, columns(table))).collect();
    pairs.take(|table| alike(table, &new));
    pairs
}

/// All tables of a schema, by `schema.table`.
fn tables(schema: &Schema) -> Vec<RowType<'_>> {
    let mut tables: Vec<_> = schema.row_types().collect();
    tables.sort_by_cached_key(|row| row.table.qualified());
    tables
}

/// The row type that each table of `before` has in `after`, by its row type there.
pub(crate) fn same_tables<'a>(before: &'a Schema, after: &'a Schema) -> BTreeMap<&'a str, &'a str> {
    let both = pair_tables(before, after).both.into_iter();
    both.map(|(before, after)| (before.name(), after.name())).collect()
}

/// Columns, each with its PostgreSQL type.
type Columns<'a> = BTreeSet<(&'a str, &'a str)>;

fn columns<'a>(table: &RowType<'a>) -> Columns<'a> {
    table
        .fields
        .iter()
        .filter_map(|field| Some((&*field.column.as_ref()?.name, &*field.column.as_ref()?.pg_type)))
        .collect()
}

/// The new table that this one may be called: of the same name elsewhere with more than half of the columns, or in the
/// same schema with three quarters of them.
fn alike<'a>(table: &RowType<'a>, new: &[(RowType<'a>, Columns<'a>)]) -> Option<usize> {
    let own = columns(table);
    let share = |(at, (other, columns)): (usize, &(RowType<'a>, Columns<'a>))| {
        let moved = other.table.name == table.table.name;
        let wanted = if moved { 2 } else { 3 };
        if !moved && other.table.schema != table.table.schema {
            return None;
        }
        let (shared, of) = (own.intersection(columns).count(), own.len().max(columns.len()));
        (shared >= 3 && shared * 4 > of * wanted).then_some((shared, moved, at))
    };
    new.iter().enumerate().filter_map(share).max().map(|(.., at)| at)
}

/// The columns of two tables: by their PostgreSQL name, by their field, then by where they stand and what they hold.
pub(super) fn pair_columns<'a>(before: &'a [Field], after: &'a [Field]) -> Pairs<&'a Field> {
    let mut pairs = Pairs::of(before.iter().collect(), after.iter().collect());
    pairs.by(|field| field.column.as_ref().map(|column| column.name.as_str()));
    pairs.by(|field| Some(field.name.as_str()));
    let of: BTreeMap<&str, &str> = pairs.both.iter().map(|(a, b)| (a.name.as_str(), b.name.as_str())).collect();
    let new = New::of(&pairs.new, after);
    let previous = previous(before);
    pairs.take(|field| {
        new.near(field).or_else(|| match previous.get(field.name.as_str()) {
            Some(name) => new.behind(field, Some(*of.get(name)?)),
            None => new.behind(field, None),
        })
    });
    pairs
}

/// What a field holds: its type in GraphQL and in PostgreSQL.
type Holds<'a> = (&'a TypeRef, Option<&'a str>);

fn holds(field: &Field) -> Holds<'_> {
    (&field.ty, field.column.as_ref().map(|column| column.pg_type.as_str()))
}

/// Fields that are new, by what they hold.
struct New<'a> {
    alike: BTreeMap<Holds<'a>, Vec<(usize, &'a str)>>,
    /// By the field that each stands behind, too: the first of them.
    placed: BTreeMap<(Holds<'a>, Option<&'a str>), usize>,
}

/// Among so many of one type, names that are near each other say nothing.
const MANY: usize = 400;

impl<'a> New<'a> {
    fn of(new: &[&'a Field], after: &'a [Field]) -> Self {
        let previous = previous(after);
        let (mut alike, mut placed) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::new());
        for (at, field) in new.iter().enumerate() {
            alike.entry(holds(field)).or_default().push((at, field.name.as_str()));
            placed.entry((holds(field), previous.get(field.name.as_str()).copied())).or_insert(at);
        }
        Self { alike, placed }
    }

    /// The one that holds the same and is called nearly so.
    fn near(&self, field: &Field) -> Option<usize> {
        let alike = self.alike.get(&holds(field)).filter(|alike| alike.len() <= MANY)?;
        let near = nearest(&field.name, alike.iter().map(|(_, name)| *name))?;
        alike.iter().find(|(_, name)| *name == near).map(|(at, _)| *at)
    }

    /// The one that holds the same and stands behind this field now, or first.
    fn behind(&self, field: &Field, previous: Option<&str>) -> Option<usize> {
        self.placed.get(&(holds(field), previous)).copied()
    }
}

/// The name of the field before each but the first.
fn previous(fields: &[Field]) -> BTreeMap<&str, &str> {
    let pairs = fields.windows(2).rev().filter_map(|pair| match pair {
        [previous, field] => Some((field.name.as_str(), previous.name.as_str())),
        _ => None,
    });
    pairs.collect()
}
