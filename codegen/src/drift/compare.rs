//! The comparison as a whole: of the part of one schema that is selected with another schema. The build has that part of
//! the lock, `drift` of the documents.

use std::collections::{BTreeMap, BTreeSet};

use super::call::answers_with;
use super::difference::{ColumnNames, Difference, Kind, Sides, TableNames};
use super::pairs::{Pairs, pair_columns, pair_tables};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Location};
use crate::dialect::Roots;
use crate::query::{Documents, Part, Root, Selected, coverage, rules};
use crate::schema::{Field, RowType, Schema, has_tables};

/// A difference of what is selected, and the lines of the lock that it is about: their keys.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) difference: Difference,
    pub(crate) lines: BTreeSet<String>,
}

/// What is otherwise in `after` than in the schema of a contract, for an export of what its documents select. `config`
/// may leave out more than the contract's own. Sorted by table, each change once.
///
/// # Errors
/// The contract is none that an export could be built for: what a build would say of it. A schema has no table.
pub fn compare(documents: &Documents<'_>, after: &Schema, config: &Config) -> Result<Vec<Difference>, Diagnostics> {
    has_tables(documents.schema)?;
    has_tables(after)?;
    let part = Part::of_documents(documents, config)?;
    let mut comparer = Comparer::new(&part, after);
    comparer.selected();
    comparer.missing(config);
    comparer.rules(config);
    Ok(comparer.sorted().into_iter().map(|change| change.difference).collect())
}

/// What is otherwise in `after` of what is selected.
pub(crate) fn changes(part: &Part<'_>, after: &Schema) -> Vec<Change> {
    let mut comparer = Comparer::new(part, after);
    comparer.selected();
    comparer.sorted()
}

impl Change {
    /// Takes in another that is the same difference: two documents may have met with it.
    fn takes(&mut self, other: &mut Self) -> bool {
        let mine = std::mem::take(&mut self.difference.by_hand);
        let theirs = std::mem::take(&mut other.difference.by_hand);
        let same = self.difference == other.difference;
        if same {
            self.difference.by_hand = mine.into_iter().chain(theirs).collect::<BTreeSet<_>>().into_iter().collect();
            self.lines.append(&mut other.lines);
        } else {
            (self.difference.by_hand, other.difference.by_hand) = (mine, theirs);
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
    pub(super) part: &'a Part<'a>,
    pub(super) before: &'a Schema,
    pub(super) after: &'a Schema,
    pub(super) names: Names<'a>,
    /// Enums that are compared already: one may be the type of many columns.
    pub(super) enums: BTreeSet<&'a str>,
    /// The root fields after.
    roots: Roots<'a>,
    found: Vec<Change>,
}

/// Names of today for the names of before.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    /// The row type before, by `schema.table`.
    pub(super) row_type_of: BTreeMap<String, &'a str>,
    /// The table after, by the row type before.
    pub(super) tables: BTreeMap<&'a str, RowType<'a>>,
    /// The root field, by the row type before.
    roots: BTreeMap<&'a str, &'a str>,
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
    /// The lines of the lock that have it.
    pub(super) lines: BTreeSet<String>,
}

impl About {
    /// The same, about one line of the lock.
    pub(super) fn line(&self, line: String) -> Self {
        Self { lines: [line].into(), ..self.clone() }
    }
}

impl<'a> Comparer<'a> {
    fn new(part: &'a Part<'a>, after: &'a Schema) -> Self {
        let (names, enums, roots) = (Names::default(), BTreeSet::new(), Roots::of(after));
        Self { part, before: &part.schema, after, names, enums, roots, found: Vec::new() }
    }

    /// What is selected: tables, and how they are asked for.
    fn selected(&mut self) {
        let pairs = pair_tables(self.before, self.after);
        self.learn(&pairs);
        let part = self.part;
        for (before, after) in pairs.both.iter().filter(|(before, _)| part.has_table(before.name())) {
            self.table(before, after);
        }
        for table in pairs.gone.iter().filter(|table| part.has_table(table.name())) {
            let about = self.about_table(Some(table), None);
            self.report(Kind::TableGone, &about, Some(listed(table)), None);
        }
        part.roots.iter().for_each(|root| self.call(root));
    }

    /// What nothing selects and nothing leaves out.
    fn missing(&mut self, config: &Config) {
        let (before, after) = (self.before, self.after);
        let mut tables = BTreeMap::new();
        let mut selected = BTreeMap::new();
        for table in before.row_types().filter(|table| self.part.has_table(table.name())) {
            let Some(now) = self.names.tables.get(table.name()) else { continue };
            let pairs = pair_columns(table.fields, now.fields).both.into_iter();
            let fields = pairs.filter(|(field, _)| self.part.has(table.name(), &field.name));
            selected.insert(now.name(), fields.map(|(_, field)| field.name.as_str()).collect::<BTreeSet<_>>());
            tables.insert(now.name(), table);
        }
        for coverage::Missing { row, field } in coverage::missing(after, config, &selected) {
            let about = self.about_table(tables.get(row.name()), Some(&row));
            match field {
                Some(field) => self.column_new(field, &about),
                None => self.report(Kind::TableNew, &about, None, Some(listed(&row))),
            }
        }
    }

    fn rules(&mut self, config: &Config) {
        for idle in rules::idle(self.after, config) {
            let at = config.locate(idle.section, idle.rule);
            let rule = format!("[{}] {}", idle.section, idle.rule);
            self.report(Kind::RuleIdle, &About { at, ..About::default() }, Some(rule), None);
        }
    }

    fn sorted(self) -> Vec<Change> {
        let mut found = self.found;
        found.sort_by_cached_key(|Change { difference: one, .. }| {
            (one.table.is_empty(), one.table.either().cloned(), one.kind, one.column.clone())
        });
        found.dedup_by(|next, kept| kept.takes(next));
        found
    }

    /// Takes in what is called otherwise, before anything is compared.
    fn learn(&mut self, pairs: &Pairs<RowType<'a>>) {
        let tables = self.before.row_types();
        self.names.row_type_of = tables.map(|row| (row.table.qualified(), row.name())).collect();
        for (before, after) in &pairs.both {
            self.names.tables.insert(before.name(), *after);
            for (old, new) in pair_columns(before.fields, after.fields).both {
                if let (Some(old), Some(new)) = (&old.column, &new.column) {
                    self.names.columns.insert((before.name(), &old.name), &new.name);
                }
            }
        }
        let before = self.before;
        for Root { selected, .. } in &self.part.roots {
            if let Some(row_type) = row_type(before, selected) {
                self.names.roots.entry(row_type).or_insert(&selected.field);
            }
        }
    }

    /// The tables of a difference, and the place of the first.
    pub(super) fn about_table(&self, before: Option<&RowType<'_>>, after: Option<&RowType<'a>>) -> About {
        let at = match before {
            Some(table) => self.before.locate(table.def.at),
            None => self.before.get(&self.before.query).and_then(|query| self.before.locate(query.at)),
        };
        let root = |table: &RowType<'_>| self.names.roots.get(table.name()).map(|root| (*root).to_owned());
        let old = before.map(|table| names(table, root(table)));
        let new = after.map(|table| {
            let root = old.as_ref().and_then(|old| self.root_after(old.root_field.as_deref()?, table));
            let root = root.or_else(|| Some(self.roots.field(table.name(), table.table)?.name));
            names(table, root)
        });
        let by_hand = before.map_or_else(Vec::new, |table| self.part.by_hand_of_table(table.name()));
        About { table: Sides { before: old, after: new }, at, by_hand, ..About::default() }
    }

    /// The same, about the lines of this kind of the table, each with what is behind the path of its rows.
    pub(super) fn about_rows(&self, about: &About, row_type: &str, kind: &str, behind: &str) -> About {
        let lines = self.part.paths(row_type).iter().map(|path| format!("{kind} {path}{behind}"));
        About { lines: lines.collect(), ..about.clone() }
    }

    /// The root field of the name before, if it still answers with the rows of the table.
    fn root_after(&self, name: &str, table: &RowType<'_>) -> Option<String> {
        let root = self.after.field(&self.after.query, name)?;
        answers_with(self.after, root, table.name()).then(|| root.name.clone())
    }

    /// A type as the schema before has it, in today's names: one that is named after a row type (its connection, its
    /// filter, its order) follows the longest that its name begins with.
    pub(super) fn today(&self, ty: &str) -> String {
        let name = ty.trim_matches(['[', ']', '!']);
        let mut heads = (1..=name.len()).rev().filter_map(|end| name.split_at_checked(end));
        match heads.find_map(|(head, rest)| Some((self.names.tables.get(head)?.name(), rest))) {
            Some((now, rest)) => ty.replacen(name, &format!("{now}{rest}"), 1),
            None => ty.to_owned(),
        }
    }

    pub(super) fn report(&mut self, kind: Kind, about: &About, before: Option<String>, after: Option<String>) {
        let About { table, column, at, by_hand, lines } = about.clone();
        let difference = Difference { kind, table, column, before, after, location: at, by_hand };
        self.found.push(Change { difference, lines });
    }
}

/// Whether the second type is the first one without some of its `!`: what was right is right.
pub(super) fn loosens(before: &str, now: &str) -> bool {
    let mut rest = now.chars().peekable();
    for c in before.chars() {
        if rest.next_if_eq(&c).is_none() && c != '!' {
            return false;
        }
    }
    rest.next().is_none() && before != now
}

/// The row type that a root field leads to, if it leads to one.
pub(super) fn row_type<'a>(schema: &Schema, root: &'a Selected) -> Option<&'a str> {
    let here = schema.row_type(root.ty.name()).is_some().then(|| root.ty.name());
    here.or_else(|| root.children.iter().find_map(|child| row_type(schema, child)))
}

fn names(table: &RowType<'_>, root_field: Option<String>) -> TableNames {
    TableNames { postgres: table.table.qualified(), graphql: table.name().to_owned(), root_field }
}

/// The columns of a table, each in both namings.
fn listed(table: &RowType<'_>) -> String {
    let column = |field: &Field| match &field.column {
        Some(column) => format!("{} ({})", column.name, field.name),
        None => format!("({})", field.name),
    };
    table.fields.iter().map(column).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::loosens;

    #[test]
    fn a_type_loosens_by_what_may_be_null() {
        for (before, now) in [("A!", "A"), ("[A!]!", "[A]!"), ("[A!]!", "[A]"), ("[A]!", "[A]")] {
            assert!(loosens(before, now), "{before} {now}");
            assert!(!loosens(now, before), "{now} {before}");
        }
        for (before, now) in [("A", "A"), ("[A!]", "[A]!"), ("A!", "B"), ("[A]!", "A"), ("A!", "[A]")] {
            assert!(!loosens(before, now), "{before} {now}");
        }
    }
}
