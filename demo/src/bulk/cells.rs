//! The cells of a row, by the types of its columns and by what its foreign keys refer to.

use serde_json::{Map, Value, json};

use super::{DATABASE, TENANT, TENANT_COLUMN, database_id};
use crate::sample::uuid;
use crate::tables::{Column, Table, Tables};
use crate::value::Kind;

/// Of the cells that may be null, one in so many is.
const NULLS: usize = 3;

/// What makes the cells of each table.
pub(super) struct Cells<'a> {
    tables: &'a Tables,
    counts: &'a [usize],
    database: String,
}

impl<'a> Cells<'a> {
    /// `counts` has the rows of each table.
    pub(super) fn new(tables: &'a Tables, counts: &'a [usize]) -> Self {
        Self { tables, counts, database: database_id() }
    }

    /// The row of a table with this number, from 0.
    pub(super) fn row(&self, table: usize, number: usize) -> Map<String, Value> {
        let table = &self.tables.all[table];
        let cell = |(at, column): (usize, &Column)| (column.field.clone(), self.cell(table, at, number));
        table.columns.iter().enumerate().map(cell).collect()
    }

    fn cell(&self, table: &Table, at: usize, number: usize) -> Value {
        let column = &table.columns[at];
        if table.key == [at] {
            return id(&table.row_type, number).into();
        }
        if table.row_type == DATABASE && column.name == "name" {
            return TENANT.into();
        }
        if column.name == TENANT_COLUMN {
            return self.database.as_str().into();
        }
        let key = table.foreign_keys.iter().find(|key| key.columns == [at]);
        match key.map(|key| (&self.tables.all[key.target], self.counts[key.target])) {
            Some((target, rows @ 1..)) => id(&target.row_type, number % rows).into(),
            Some((_, 0)) if !column.ty.is_non_null() => Value::Null,
            _ if !column.ty.is_non_null() && (number + at).is_multiple_of(NULLS) => Value::Null,
            _ if column.ty.is_list() => json!([element(column, number), element(column, number + 1)]),
            _ => element(column, number),
        }
    }
}

/// The key of the row of a type with this number.
pub(super) fn id(row_type: &str, number: usize) -> String {
    uuid(TENANT, &format!("{row_type} {number}"))
}

/// A value of a column's type, of an array's elements.
fn element(column: &Column, number: usize) -> Value {
    if let Kind::Enum(values) = &column.kind {
        return values.get(number % values.len().max(1)).map_or(Value::Null, |value| value.as_str().into());
    }
    match column.pg_type.trim_end_matches("[]") {
        "bool" => number.is_multiple_of(2).into(),
        "int4" => (number % 1_000).into(),
        "int8" => number.to_string().into(),
        "float8" => json!(whole(number) * 0.25),
        "uuid" => uuid(TENANT, &format!("{} {number}", column.name)).into(),
        "timestamptz" => timestamp(number).into(),
        "interval" => {
            json!({ "years": 0, "months": 0, "days": number % 30, "hours": 1, "minutes": 0, "seconds": 0.5 })
        }
        "json" | "jsonb" | "image" => json!({ "name": format!("{}_{number}", column.name), "turn": number }),
        _ if column.name == "description" => format!("What it's for: a\\b, \"number\" {number}").into(),
        _ => format!("{}_{number}", column.name).into(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are not 2^52 rows")]
fn whole(number: usize) -> f64 {
    number as f64
}

/// A time as the server writes it.
pub(super) fn timestamp(number: usize) -> String {
    let (hour, minute, second) = (number / 3_600 % 24, number / 60 % 60, number % 60);
    format!("2024-03-01T{hour:02}:{minute:02}:{second:02}.{:06}+00:00", number * 40_961 % 1_000_000)
}
