//! An endpoint made ready: its schema parsed, its rows in order.

use std::cmp::Ordering;
use std::sync::Arc;

use apollo_compiler::Schema;
use apollo_compiler::response::JsonValue;
use apollo_compiler::validation::Valid;
use serde_json::{Map, Value};

use crate::data::Data;
use crate::error::DemoError;
use crate::selection::Selections;
use crate::tables::{Relation, Table, Tables};
use crate::{meta, served};

/// A schema, its text annotated as `typeferry schema pull` writes it, and the rows served under a path.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// The path of the URL, such as `/graphql`.
    pub path: String,
    /// The annotated schema, as SDL.
    pub schema_text: String,
    /// The rows.
    pub data: Data,
}

/// A row's values, in the order of the table's columns.
pub(crate) type Row = Vec<JsonValue>;

/// A schema as it is served. Reading one takes longer than all else: endpoints of one text share it.
#[derive(Debug, Clone)]
pub(crate) struct ServedSchema {
    pub(crate) schema: Arc<Valid<Schema>>,
    pub(crate) tables: Arc<Tables>,
    pub(crate) meta: Arc<JsonValue>,
}

impl ServedSchema {
    pub(crate) fn read(endpoint: &Endpoint) -> Result<Self, DemoError> {
        let (schema, tables) = served::read(&endpoint.path, &endpoint.schema_text)?;
        let meta = meta::answer(&schema, &tables);
        Ok(Self { schema: Arc::new(schema), tables: Arc::new(tables), meta: Arc::new(meta) })
    }
}

/// What a request is answered from.
#[derive(Debug)]
pub(crate) struct Api {
    pub(crate) schema: Arc<Valid<Schema>>,
    pub(crate) tables: Arc<Tables>,
    /// The rows of each table, by primary key.
    pub(crate) rows: Vec<Vec<Row>>,
    pub(crate) meta: Arc<JsonValue>,
    /// The most rows that a page has, whatever is asked.
    pub(crate) max_page: Option<usize>,
    pub(crate) selections: Selections,
}

impl Api {
    pub(crate) fn new(endpoint: Endpoint, served: ServedSchema, max_page: Option<usize>) -> Result<Self, DemoError> {
        let (Endpoint { path, data, .. }, ServedSchema { schema, tables, meta }) = (endpoint, served);
        let mut rows: Vec<Vec<Row>> = tables.all.iter().map(|_| Vec::new()).collect();
        for (row_type, maps) in data {
            let unknown = || DemoError::UnknownRowType { path: path.clone(), row_type: row_type.clone() };
            let at = tables.of_row_type(&row_type).ok_or_else(unknown)?;
            let table = &tables.all[at];
            rows[at] = maps.into_iter().map(|map| row(&path, table, map)).collect::<Result<_, _>>()?;
            rows[at].sort_by(|a, b| compare_keys(table, a, b));
        }
        Ok(Self { schema, tables, rows, meta, max_page, selections: Selections::default() })
    }

    /// The rows that a relation leads to; none where a column is null.
    pub(crate) fn related<'a>(&'a self, row: &'a Row, relation: Relation<'a>) -> impl Iterator<Item = &'a Row> {
        let target = &self.tables.all[relation.target];
        self.rows[relation.target].iter().filter(move |other| {
            relation.columns.iter().zip(relation.references).all(|(here, there)| {
                let kind = &target.columns[*there].kind;
                !row[*here].is_null() && kind.compare(&row[*here], &other[*there]).is_eq()
            })
        })
    }
}

fn row(path: &str, table: &Table, mut map: Map<String, Value>) -> Result<Row, DemoError> {
    if let Some(field) = map.keys().find(|field| table.column_of_field(field).is_none()) {
        let (path, row_type) = (path.to_owned(), table.row_type.clone());
        return Err(DemoError::UnknownField { path, row_type, field: field.clone() });
    }
    Ok(table.columns.iter().map(|column| map.remove(&column.field).unwrap_or_default().into()).collect())
}

fn compare_keys(table: &Table, a: &Row, b: &Row) -> Ordering {
    let unequal = table.key.iter().map(|at| table.columns[*at].kind.compare(&a[*at], &b[*at]));
    unequal.fold(Ordering::Equal, Ordering::then)
}
