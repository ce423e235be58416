//! The comparison as a whole: tables, then how they are called, then the rules.

use std::collections::{BTreeMap, BTreeSet};

use super::call::answers_with;
use super::difference::{ColumnNames, Difference, Kind, Sides, TableNames};
use super::pairs::{Pairs, Table, pair_columns, pair_tables, tables};
use super::used::{Used, row_type};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Location};
use crate::dialect::Roots;
use crate::query::rename::renamed_type;
use crate::query::{Documents, rules};
use crate::schema::{Field, Schema, has_tables};

/// What is otherwise in `after` than in the schema of a contract, for an export of what its documents select. `config`
/// may leave out more than the contract's own. Sorted by table, each change once.
///
/// # Errors
/// The contract is none that an export could be built for: what a build would say of it. A schema has no table.
pub fn compare(documents: &Documents<'_>, after: &Schema, config: &Config) -> Result<Vec<Difference>, Diagnostics> {
    has_tables(documents.schema)?;
    has_tables(after)?;
    let used = Used::of(documents, config)?;
    let mut comparer = Comparer::new(documents.schema, after, config, &used);
    comparer.tables();
    comparer.calls();
    comparer.rules();
    let mut found = comparer.found;
    found.sort_by_cached_key(|one| (one.table.is_empty(), one.table.either().cloned(), one.kind, one.column.clone()));
    found.dedup_by(|next, kept| kept.takes(next));
    Ok(found)
}

impl Difference {
    /// Takes in another that is the same: two documents may have met with it.
    fn takes(&mut self, other: &mut Self) -> bool {
        let mine = std::mem::take(&mut self.by_hand);
        let theirs = std::mem::take(&mut other.by_hand);
        let same = self == other;
        if same {
            self.by_hand = mine.into_iter().chain(theirs).collect::<BTreeSet<_>>().into_iter().collect();
        } else {
            (self.by_hand, other.by_hand) = (mine, theirs);
        }
        same
    }
}

impl<T> Sides<T> {
    fn is_empty(&self) -> bool {
        self.either().is_none()
    }
}

pub(super) struct Comparer<'a> {
    pub(super) before: &'a Schema,
    pub(super) after: &'a Schema,
    pub(super) config: &'a Config,
    pub(super) used: &'a Used,
    pub(super) names: Names<'a>,
    /// Enums that are compared already: one may be the type of many columns.
    pub(super) enums: BTreeSet<&'a str>,
    /// The root fields after.
    roots: Roots<'a>,
    pub(super) found: Vec<Difference>,
}

/// Names of today for the names of before.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    /// The table before, by its row type.
    pub(super) before: BTreeMap<&'a str, Table<'a>>,
    /// The row type before, by `schema.table`.
    pub(super) row_type_of: BTreeMap<String, &'a str>,
    /// The table after, by the row type before.
    pub(super) tables: BTreeMap<&'a str, Table<'a>>,
    /// The root field, by the row type before.
    pub(super) roots: BTreeMap<&'a str, &'a str>,
    pub(super) row_types: BTreeMap<&'a str, &'a str>,
    /// `schema.table`.
    pub(super) qualified: BTreeMap<String, String>,
    /// Columns, by the row type before.
    pub(super) columns: BTreeMap<(&'a str, &'a str), &'a str>,
}

/// What a difference is about.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    pub(super) table: Sides<TableNames>,
    pub(super) column: Sides<ColumnNames>,
    pub(super) at: Option<Location>,
    /// The documents by hand that use it.
    pub(super) by_hand: Vec<String>,
}

impl<'a> Comparer<'a> {
    fn new(before: &'a Schema, after: &'a Schema, config: &'a Config, used: &'a Used) -> Self {
        let (names, enums) = (Names::default(), BTreeSet::new());
        Self { before, after, config, used, names, enums, roots: Roots::of(after, config.dialect), found: Vec::new() }
    }

    fn tables(&mut self) {
        let pairs = pair_tables(self.before, self.after);
        self.learn(&pairs);
        for (before, after) in &pairs.both {
            if self.used.has_table(&before.def.name) {
                self.table(before, after);
            } else if before.qualified() != after.qualified() {
                self.table_new(after);
            }
        }
        for table in pairs.gone.iter().filter(|table| self.used.has_table(&table.def.name)) {
            let about = self.about_table(Some(table), None);
            self.report(Kind::TableGone, &about, Some(listed(table)), None);
        }
        pairs.new.iter().for_each(|table| self.table_new(table));
    }

    fn table_new(&mut self, table: &Table<'a>) {
        if !self.config.left_out.contains_key(&table.qualified()) {
            let about = self.about_table(None, Some(table));
            self.report(Kind::TableNew, &about, None, Some(listed(table)));
        }
    }

    /// Takes in what is called otherwise, before anything is compared.
    fn learn(&mut self, pairs: &Pairs<Table<'a>>) {
        for table in tables(self.before) {
            self.names.before.insert(&table.def.name, table);
            self.names.row_type_of.insert(table.qualified(), &table.def.name);
        }
        for (before, after) in &pairs.both {
            let row_type = before.def.name.as_str();
            self.names.tables.insert(row_type, *after);
            self.names.row_types.insert(row_type, &after.def.name);
            self.names.qualified.insert(before.qualified(), after.qualified());
            for (before, after) in pair_columns(before.fields, after.fields).both {
                if let (Some(before), Some(after)) = (&before.column, &after.column) {
                    self.names.columns.insert((row_type, &before.name), &after.name);
                }
            }
        }
        let used = self.used;
        for root in &used.roots {
            if let Some(row_type) = row_type(self.before, root) {
                self.names.roots.entry(row_type).or_insert(&root.field);
            }
        }
    }

    fn rules(&mut self) {
        let (config, after) = (self.config, self.after);
        for idle in rules::idle(after, config) {
            let at = config.locate(idle.section, idle.rule);
            let rule = format!("[{}] {}", idle.section, idle.rule);
            self.report(Kind::RuleIdle, &About { at, ..About::default() }, Some(rule), None);
        }
    }

    /// The tables of a difference, and the place of the first.
    pub(super) fn about_table(&self, before: Option<&Table<'_>>, after: Option<&Table<'a>>) -> About {
        let at = match before {
            Some(table) => self.before.locate(table.def.at),
            None => self.before.get(&self.before.query).and_then(|query| self.before.locate(query.at)),
        };
        let root = |table: &Table<'_>| self.names.roots.get(table.def.name.as_str()).map(|root| (*root).to_owned());
        let old = before.map(|table| names(table, root(table)));
        let new = after.map(|table| {
            let root = old.as_ref().and_then(|old| self.root_after(old.root_field.as_deref()?, table));
            let root = root.or_else(|| Some(self.roots.field(&table.def.name, table.annotation)?.name));
            names(table, root)
        });
        let by_hand = before.map_or_else(Vec::new, |table| self.used.theirs_of_table(&table.def.name));
        About { table: Sides { before: old, after: new }, column: Sides::default(), at, by_hand }
    }

    /// The root field of the name before, if it still answers with the rows of the table.
    fn root_after(&self, name: &str, table: &Table<'_>) -> Option<String> {
        let root = self.after.field(&self.after.query, name)?;
        answers_with(self.after, root, &table.def.name).then(|| root.name.clone())
    }

    /// A type as the schema before has it, in today's names.
    pub(super) fn today(&self, ty: &str) -> String {
        renamed_type(&self.names.row_types, ty)
    }

    pub(super) fn report(&mut self, kind: Kind, about: &About, before: Option<String>, after: Option<String>) {
        let About { table, column, at, by_hand } = about.clone();
        self.found.push(Difference { kind, table, column, before, after, location: at, by_hand });
    }
}

fn names(table: &Table<'_>, root_field: Option<String>) -> TableNames {
    TableNames { postgres: table.qualified(), graphql: table.def.name.clone(), root_field }
}

/// The columns of a table, each in both namings.
fn listed(table: &Table<'_>) -> String {
    let column = |field: &Field| match &field.column {
        Some(column) => format!("{} ({})", column.name, field.name),
        None => format!("({})", field.name),
    };
    table.fields.iter().map(column).collect::<Vec<_>>().join(", ")
}
