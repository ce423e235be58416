//! The tables behind a schema, as its annotations say them.

mod annotations;

use std::collections::HashMap;

use apollo_compiler::ast::Type;

use crate::value::Kind;

pub(crate) use annotations::{Malformed, read};

/// All tables of a schema; they refer to one another by index.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) all: Vec<Table>,
    by_root: HashMap<String, usize>,
    by_row_type: HashMap<String, usize>,
}

/// A table, and the GraphQL names that belong to it.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) row_type: String,
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    /// The primary key, as indexes into the columns; empty where there is none.
    pub(crate) key: Vec<usize>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) root: Root,
    by_field: HashMap<String, usize>,
}

/// The root field that reads a table.
#[derive(Debug)]
pub(crate) struct Root {
    pub(crate) field: String,
    pub(crate) connection: String,
    /// The argument that filters by operators, and its type.
    pub(crate) filter: Option<(String, String)>,
    /// The enum of orders.
    pub(crate) order: Option<String>,
}

/// A column.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) field: String,
    pub(crate) name: String,
    pub(crate) pg_type: String,
    pub(crate) has_default: bool,
    pub(crate) ty: Type,
    pub(crate) kind: Kind,
    /// The labels of an enum, as PostgreSQL has them.
    pub(crate) labels: Option<Vec<String>>,
}

/// A foreign key; the columns are indexes into those of its table and of the table it leads to.
#[derive(Debug)]
pub(crate) struct ForeignKey {
    pub(crate) columns: Vec<usize>,
    pub(crate) target: usize,
    pub(crate) references: Vec<usize>,
    pub(crate) field: Option<String>,
}

/// A way from a row to rows of another table: the columns here equal the columns there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Relation<'a> {
    pub(crate) columns: &'a [usize],
    pub(crate) target: usize,
    pub(crate) references: &'a [usize],
}

impl Tables {
    fn new(all: Vec<Table>) -> Self {
        let index = |name: fn(&Table) -> &str| {
            all.iter().enumerate().map(|(at, table)| (name(table).to_owned(), at)).collect::<HashMap<_, _>>()
        };
        Self { by_root: index(|table| &table.root.field), by_row_type: index(|table| &table.row_type), all }
    }

    pub(crate) fn of_root(&self, field: &str) -> Option<usize> {
        self.by_root.get(field).copied()
    }

    pub(crate) fn of_row_type(&self, name: &str) -> Option<usize> {
        self.by_row_type.get(name).copied()
    }

    /// The ways back to a table: the other table's index and its foreign key.
    pub(crate) fn leading_to(&self, target: usize) -> impl Iterator<Item = (usize, &ForeignKey)> {
        self.all.iter().enumerate().flat_map(move |(at, table)| {
            table.foreign_keys.iter().filter(move |key| key.target == target).map(move |key| (at, key))
        })
    }

    /// Where a relation field of a row type leads, if it is one that we serve.
    pub(crate) fn relation(&self, table: usize, field: &str) -> Option<Relation<'_>> {
        let own = self.all[table].foreign_keys.iter().find(|key| key.field.as_deref() == Some(field));
        own.map(ForeignKey::relation).or_else(|| {
            let mut back = self.leading_to(table);
            back.find(|(from, key)| self.way_back(*from, key).as_deref() == Some(field))
                .map(|(from, key)| key.relation_back(from))
        })
    }

    /// The field that leads back to the one row of a table whose whole primary key is this foreign key
    /// (`databaseExtensionByName`). Other ways back are not in the annotations.
    pub(crate) fn way_back(&self, from: usize, key: &ForeignKey) -> Option<String> {
        let table = &self.all[from];
        (key.columns == table.key).then(|| {
            let by: Vec<_> = key.columns.iter().map(|at| capitalised(&table.columns[*at].field)).collect();
            format!("{}By{}", uncapitalised(&table.row_type), by.join("And"))
        })
    }
}

impl Table {
    /// The column behind a GraphQL field.
    pub(crate) fn column_of_field(&self, field: &str) -> Option<usize> {
        self.by_field.get(field).copied()
    }

    fn column_called(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

impl ForeignKey {
    fn relation(&self) -> Relation<'_> {
        Relation { columns: &self.columns, target: self.target, references: &self.references }
    }

    /// The same way, from the referenced row to the rows that refer to it.
    pub(crate) fn relation_back(&self, from: usize) -> Relation<'_> {
        Relation { columns: &self.references, target: from, references: &self.columns }
    }
}

fn capitalised(name: &str) -> String {
    with_first(name, |first| first.to_ascii_uppercase())
}

fn uncapitalised(name: &str) -> String {
    with_first(name, |first| first.to_ascii_lowercase())
}

fn with_first(name: &str, change: impl Fn(char) -> char) -> String {
    let mut letters = name.chars();
    letters.next().map(change).into_iter().chain(letters).collect()
}
