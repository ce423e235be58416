//! Rows that a source does not have, made of rows that it has: a platform keeps some tables by triggers, which
//! deploying skips. The configuration says which (`[[derived]]`).

use std::borrow::Cow;

use typeferry_codegen::config::DerivedRule;

use super::{
    ActionSink, Actions, DataSource, Database, Limit, RowSink, SchemaName, SequenceBehind, SourceError, SourceIdentity,
    Stopped, Traffic,
};
use crate::row::{ColumnDef, Kind, Row, TableDef, Uuid, Value};

/// A source, and the tables that are made of its rows, each behind the table that has those rows.
pub struct Derived {
    inner: Box<dyn DataSource>,
    rules: Vec<(DerivedRule, Option<String>)>,
    places: Places,
}

/// Where the tables of the inner source and those that are made of them stand among all tables.
#[derive(Default)]
struct Places {
    /// The place of each table of the inner source.
    inner: Vec<usize>,
    /// What is made of the rows of a table of the inner source.
    made: Vec<Made>,
}

/// A table that is made of another's rows.
struct Made {
    /// The table that has the rows, as a place in the inner source.
    from: usize,
    /// Its own place among all tables.
    at: usize,
    cells: Vec<CellOf>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum CellOf {
    /// A value of the row.
    Column(usize),
    /// A boolean of the row, false where that is null.
    FalseWhereNull(usize),
    /// The same in every row.
    Constant(String),
}

impl Derived {
    /// `rules` are those of the configuration, each with the module that creates its table.
    pub fn new(inner: Box<dyn DataSource>, rules: Vec<(DerivedRule, Option<String>)>) -> Self {
        Self { inner, rules, places: Places::default() }
    }

    /// What is made of a table's rows, the definitions of the tables among it.
    fn made_of(&self, table: &TableDef) -> Vec<(TableDef, Vec<CellOf>)> {
        let name = table.qualified();
        let rules = self.rules.iter().filter(|(rule, _)| rule.from == name);
        rules.filter_map(|(rule, module)| made(rule, module.as_ref(), table)).collect()
    }
}

/// The table of a rule. A column whose own is not there is left to its default.
fn made(rule: &DerivedRule, module: Option<&String>, from: &TableDef) -> Option<(TableDef, Vec<CellOf>)> {
    let (schema, name) = rule.table.split_once('.')?;
    let mut columns = Vec::new();
    for (column, own) in &rule.columns {
        let Some((at, own)) = from.columns.iter().enumerate().find(|(_, def)| def.name == *own) else { continue };
        let false_where_null = rule.false_where_null.contains(column);
        let cell = if false_where_null { CellOf::FalseWhereNull(at) } else { CellOf::Column(at) };
        let own = ColumnDef { name: Cow::Owned(column.clone()), ..own.clone() };
        columns.push((ColumnDef { nullable: own.nullable && !false_where_null, ..own }, cell));
    }
    for (column, text) in &rule.constants {
        let def = ColumnDef { name: Cow::Owned(column.clone()), ..ColumnDef::new("", "text", Kind::Text) };
        columns.push((def, CellOf::Constant(text.clone())));
    }
    let of = |own: &usize| columns.iter().position(|(_, cell)| *cell == CellOf::Column(*own));
    let key: Option<Vec<usize>> = from.key.iter().map(of).collect();
    let (columns, cells): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    let def = TableDef {
        schema: Cow::Owned(schema.to_owned()),
        name: Cow::Owned(name.to_owned()),
        columns: columns.into(),
        key: key.unwrap_or_default().into(),
        foreign_keys: Cow::default(),
        module: module.cloned().map(Cow::Owned),
    };
    Some((def, cells))
}

impl DataSource for Derived {
    fn databases(&mut self) -> Result<Vec<Database>, SourceError> {
        self.inner.databases()
    }

    fn identity(&self) -> Option<SourceIdentity> {
        let SourceIdentity { place, tables } = self.inner.identity()?;
        Some(SourceIdentity { place, tables: format!("{tables}{:?}", self.rules) })
    }

    fn rows_at_hand(&mut self, rows: &[Option<u64>]) {
        let at = |place: usize| rows.get(place).copied().flatten();
        let inner = self.places.inner.iter().enumerate().map(|(from, place)| {
            let mut made = self.places.made.iter().filter(|made| made.from == from);
            at(*place).filter(|rows| made.all(|made| at(made.at) == Some(*rows)))
        });
        self.inner.rows_at_hand(&inner.collect::<Vec<_>>());
    }

    fn read_ahead(&mut self, database: Uuid, excluded: Option<&[String]>) {
        self.inner.read_ahead(database, excluded);
    }

    fn schemas(&mut self, database: Uuid) -> Result<Vec<SchemaName>, SourceError> {
        self.inner.schemas(database)
    }

    fn tables(&mut self, database: Uuid) -> Result<Vec<TableDef>, SourceError> {
        let (mut tables, mut places) = (Vec::new(), Places::default());
        for (from, table) in self.inner.tables(database)?.into_iter().enumerate() {
            let made = self.made_of(&table);
            places.inner.push(tables.len());
            tables.push(table);
            for (def, cells) in made {
                places.made.push(Made { from, at: tables.len(), cells });
                tables.push(def);
            }
        }
        self.places = places;
        Ok(tables)
    }

    fn rows(&mut self, database: Uuid, sink: &mut dyn RowSink) -> Result<(), SourceError> {
        self.inner.rows(database, &mut Deriving { places: &self.places, sink })
    }

    fn serves_changes(&mut self) -> Result<bool, SourceError> {
        self.inner.serves_changes()
    }

    fn tells_categories(&mut self) -> Result<bool, SourceError> {
        self.inner.tells_categories()
    }

    fn actions(
        &mut self,
        database: Uuid,
        excluded: &[String],
        sink: &mut dyn ActionSink,
    ) -> Result<Actions, SourceError> {
        self.inner.actions(database, excluded, sink)
    }

    fn has_key_without_arbiter(&self, table: &TableDef) -> bool {
        self.inner.has_key_without_arbiter(table)
    }

    fn sequences_behind(&mut self, table: &TableDef) -> Result<Vec<SequenceBehind>, SourceError> {
        self.inner.sequences_behind(table)
    }

    fn limits(&self) -> Vec<Limit> {
        self.inner.limits()
    }

    fn is_of_one_moment(&self) -> bool {
        self.inner.is_of_one_moment()
    }

    fn traffic(&self) -> Traffic {
        self.inner.traffic()
    }

    fn close(self: Box<Self>) -> Result<(), SourceError> {
        self.inner.close()
    }
}

/// Gives each row on, and what is made of it.
struct Deriving<'s> {
    places: &'s Places,
    sink: &'s mut dyn RowSink,
}

impl Deriving<'_> {
    fn place(&self, table: usize) -> usize {
        self.places.inner.get(table).copied().unwrap_or(table)
    }
}

impl RowSink for Deriving<'_> {
    fn counted(&mut self, table: usize, rows: u64) {
        self.sink.counted(self.place(table), rows);
    }

    fn row(&mut self, table: usize, row: &dyn Row) -> Result<(), Stopped> {
        self.sink.row(self.place(table), row)?;
        let mut made = self.places.made.iter().filter(|made| made.from == table);
        made.try_for_each(|Made { at, cells, .. }| self.sink.row(*at, &MadeRow { row, cells }))
    }

    fn at_hand(&mut self, table: usize) -> Result<(), Stopped> {
        self.sink.at_hand(self.place(table))?;
        let mut made = self.places.made.iter().filter(|made| made.from == table);
        made.try_for_each(|made| self.sink.at_hand(made.at))
    }

    fn limits(&mut self, table: usize, limits: &[Limit]) {
        self.sink.limits(self.place(table), limits);
    }

    fn end(&mut self, table: usize) -> Result<(), Stopped> {
        self.sink.end(self.place(table))?;
        let mut made = self.places.made.iter().filter(|made| made.from == table);
        made.try_for_each(|made| self.sink.end(made.at))
    }
}

struct MadeRow<'r> {
    row: &'r dyn Row,
    cells: &'r [CellOf],
}

impl Row for MadeRow<'_> {
    fn to_values<'a>(&'a self, out: &mut Vec<Value<'a>>) {
        let mut values = Vec::new();
        self.row.to_values(&mut values);
        out.extend(self.cells.iter().map(|cell| match cell {
            CellOf::Constant(text) => Value::Text(text),
            CellOf::Column(at) => values.get(*at).cloned().unwrap_or(Value::Null),
            CellOf::FalseWhereNull(at) => match values.get(*at) {
                None | Some(Value::Null) => Value::Bool(false),
                Some(value) => value.clone(),
            },
        }));
    }
}
