//! The comparison as a whole: of the part of one schema that is selected with another schema. The build has that part of
//! the lock, `drift` of the documents.

use std::collections::{BTreeMap, BTreeSet};

use super::call::answers_with;
use super::column::typed;
use super::difference::{ColumnNames, Difference, Sides, TableNames};
use super::kind::Kind;
use super::pairs::{pair_columns, pair_tables};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Location};
use crate::dialect::{Dialect, Roots};
use crate::model::PageShape;
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
    let mut comparer = Comparer::new(&part, after, config.dialect);
    comparer.selected();
    comparer.missing(config);
    comparer.rules(config);
    Ok(comparer.sorted().into_iter().map(|change| change.difference).collect())
}

/// What is otherwise in `after` of what is selected.
pub(crate) fn changes(part: &Part<'_>, after: &Schema, dialect: &'static dyn Dialect) -> Vec<Change> {
    let mut comparer = Comparer::new(part, after, dialect);
    comparer.selected();
    comparer.sorted()
}

pub(super) struct Comparer<'a> {
    part: &'a Part<'a>,
    pub(super) before: &'a Schema,
    pub(super) after: &'a Schema,
    pub(super) names: Names<'a>,
    /// The column that each enum is compared for: one may be the type of many, and its change is one.
    pub(super) enums: BTreeMap<&'a str, Option<ColumnNames>>,
    /// The fields that are selected of each row type, in today's names.
    pub(super) selected: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The root fields after.
    pub(super) roots: Roots<'a>,
    /// The shape of a page of rows.
    pub(super) page: PageShape,
    /// Each difference once, whatever documents have met with it.
    differences: BTreeMap<Difference, Met>,
}

/// Where a difference was met with.
#[derive(Debug, Default)]
struct Met {
    /// How many were met with before.
    position: usize,
    by_hand: BTreeSet<String>,
    lines: BTreeSet<String>,
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
    /// Fields, by the row type before.
    pub(super) fields: BTreeMap<(&'a str, &'a str), &'a Field>,
    /// Columns, by the row type before.
    pub(super) columns: BTreeMap<(&'a str, &'a str), &'a str>,
}

/// What a difference is about.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    pub(super) table: Sides<TableNames>,
    pub(super) column: Sides<ColumnNames>,
    pub(super) at: Option<Location>,
    /// The document, where that is by hand.
    pub(super) by_hand: Option<String>,
    /// The line of the lock that has it.
    pub(super) line: Option<String>,
    /// Whether values are to be selected whole.
    pub(super) whole: bool,
}

impl About {
    /// The same, about a line of the lock.
    pub(super) fn line(&self, line: String) -> Self {
        Self { line: Some(line), ..self.clone() }
    }
}

impl<'a> Comparer<'a> {
    fn new(part: &'a Part<'a>, after: &'a Schema, dialect: &'static dyn Dialect) -> Self {
        Self {
            part,
            before: &part.schema,
            after,
            names: Names::default(),
            enums: BTreeMap::new(),
            selected: BTreeMap::new(),
            roots: Roots::of(after, dialect),
            page: dialect.page(),
            differences: BTreeMap::new(),
        }
    }

    /// What is selected, once it is known what is called otherwise.
    fn selected(&mut self) {
        let part = self.part;
        self.learn();
        part.roots.iter().for_each(|root| self.call(root));
    }

    /// Takes in what is called otherwise.
    fn learn(&mut self) {
        self.names.row_type_of = self.before.row_types().map(|row| (row.table.qualified(), row.name())).collect();
        for (before, after) in pair_tables(self.before, self.after).both {
            self.names.tables.insert(before.name(), after);
            for (old, new) in pair_columns(before.fields, after.fields).both {
                self.names.fields.insert((before.name(), &old.name), new);
                if let (Some(old), Some(new)) = (&old.column, &new.column) {
                    self.names.columns.insert((before.name(), &old.name), &new.name);
                }
            }
        }
        for Root { selected, .. } in &self.part.roots {
            if let Some(row_type) = row_type(self.before, selected).filter(|_| self.reads_table(selected)) {
                self.names.roots.entry(row_type.name()).or_insert(&selected.field);
            }
        }
    }

    /// Whether a root field answers with rows in pages, as the documents of tables ask for them.
    pub(super) fn reads_table(&self, root: &Selected) -> bool {
        let field = self.before.field(&root.parent, &root.field);
        field.is_some_and(|field| self.before.rows_type(&self.page, field).is_some())
    }

    /// What nothing selects and nothing leaves out.
    fn missing(&mut self, config: &Config) {
        let tables: BTreeMap<_, _> = self.names.tables.iter().map(|(before, after)| (after.name(), *before)).collect();
        for coverage::Missing { row, field } in coverage::missing(self.after, config, &self.selected) {
            let Some(field) = field else {
                let about = self.about_table(None, Some(&row), None);
                self.report(Kind::TableNew, &about, None, Some(listed(&row)));
                continue;
            };
            let before = tables.get(row.name()).and_then(|name| self.before.row_type(name));
            let of_table = |root: &&Root| {
                root.is_table
                    && row_type(self.before, &root.selected).map(|row| row.name()) == before.map(|row| row.name())
            };
            let about = self.about_table(before.as_ref(), Some(&row), self.part.roots.iter().find(of_table));
            let kind = if field.column.is_some() { Kind::ColumnNew } else { Kind::FieldNotAnnotated };
            self.report(kind, &self.about_column(&about, None, Some(field)), None, Some(typed(field)));
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
        let mut all: Vec<_> = self.differences.into_iter().collect();
        all.sort_by_cached_key(|(one, met)| {
            (one.table.either().is_none(), one.table.either().cloned(), one.kind, one.column.clone(), met.position)
        });
        let change = |(difference, Met { by_hand, lines, .. })| Change {
            difference: Difference { by_hand: by_hand.into_iter().collect(), ..difference },
            lines,
        };
        all.into_iter().map(change).collect()
    }

    /// The tables of a difference that a root field has met with, and the place of the first.
    pub(super) fn about_table(
        &self,
        before: Option<&RowType<'_>>,
        after: Option<&RowType<'_>>,
        root: Option<&Root>,
    ) -> About {
        let at = match before {
            Some(table) => self.before.locate(table.def.at),
            None => self.before.get(&self.before.query).and_then(|query| self.before.locate(query.at)),
        };
        let known = |table: &RowType<'_>| self.names.roots.get(table.name()).map(|root| (*root).to_owned());
        let old = before.map(|table| names(table, known(table)));
        let new = after.map(|table| {
            let root = old.as_ref().and_then(|old| self.root_after(old.root_field.as_deref()?, table));
            let root = root.or_else(|| Some(self.roots.field(table.name(), table.table)?.name));
            names(table, root)
        });
        let (by_hand, whole) = (root.and_then(|root| root.by_hand.clone()), root.is_some_and(|root| root.is_table));
        About { table: Sides { before: old, after: new }, at, by_hand, whole, ..About::default() }
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
        let About { table, column, at, by_hand, line, .. } = about.clone();
        let difference = Difference { kind, table, column, before, after, location: at, by_hand: Vec::new() };
        let position = self.differences.len();
        let met = self.differences.entry(difference).or_insert_with(|| Met { position, ..Met::default() });
        met.by_hand.extend(by_hand);
        met.lines.extend(line);
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

/// The rows that a root field leads to, if it leads to any.
pub(super) fn row_type<'s>(schema: &'s Schema, root: &Selected) -> Option<RowType<'s>> {
    let below = || root.children.iter().find_map(|child| row_type(schema, child));
    schema.row_type(root.ty.name()).or_else(below)
}

fn names(table: &RowType<'_>, root_field: Option<String>) -> TableNames {
    TableNames { postgres: table.table.qualified(), graphql: table.name().to_owned(), root_field }
}

/// The columns of a table, each in both namings.
pub(super) fn listed(table: &RowType<'_>) -> String {
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
