//! The tables of the contract in a real PostgreSQL, made of its annotated schema, and the rows that an endpoint
//! serves in them: PostgreSQL itself reads them from JSON (`json_populate_record`).

use std::fmt::Write;

use serde_json::{Map, Value};
use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::model::{self, Column, ColumnType, Model, Table};
use typeferry_codegen::schema::sdl;
use typeferry_demo::Data;

/// A contract as tables.
pub(crate) struct Contract(Model);

impl Contract {
    /// Of an annotated schema and its configuration.
    pub(crate) fn read(schema: &str, config: &str) -> Self {
        let schema = sdl::read(&Source::new("schema.graphql", schema)).unwrap();
        let config = Config::read(&Source::new("typeferry.toml", config)).unwrap();
        Self(model::build(&schema, &config).unwrap())
    }

    /// What makes its schemas, types and tables.
    pub(crate) fn ddl(&self) -> String {
        let mut out = String::from("CREATE EXTENSION IF NOT EXISTS citext;\n");
        for schema in self.0.tables.iter().map(|table| &table.schema).collect::<std::collections::BTreeSet<_>>() {
            writeln!(out, "CREATE SCHEMA {schema};").unwrap();
        }
        for domain in [("attachment", "text"), ("hostname", "text"), ("image", "jsonb"), ("url", "text")] {
            let known = self.0.tables.iter().flat_map(|table| &table.columns).any(|column| column.pg_type == domain.0);
            let line = format!("CREATE DOMAIN {} AS {};\n", domain.0, domain.1);
            out.push_str(if known { &line } else { "" });
        }
        for (name, labels) in self.enums() {
            writeln!(out, "CREATE TYPE \"{name}\" AS ENUM ({labels});").unwrap();
        }
        self.0.tables.iter().for_each(|table| out.push_str(&create(table)));
        self.0.tables.iter().for_each(|table| out.push_str(&references(&self.0, table)));
        out
    }

    /// Each enum by the name that its columns have for it, and its labels as literals.
    fn enums(&self) -> std::collections::BTreeMap<String, String> {
        let columns = self.0.tables.iter().flat_map(|table| &table.columns);
        let of_enum = |column: &Column| match &column.ty {
            ColumnType::Enum(name) => Some((column.pg_type.clone(), name.clone())),
            _ => None,
        };
        let labels = |name: &String| {
            let found = self.0.enums.iter().find(|one| one.name == *name).unwrap();
            found.values.iter().map(|(_, label)| format!("'{label}'")).collect::<Vec<_>>().join(", ")
        };
        columns.filter_map(of_enum).map(|(pg_type, name)| (pg_type, labels(&name))).collect()
    }

    /// What inserts the rows.
    pub(crate) fn rows(&self, data: &Data) -> String {
        let mut out = String::from("SET session_replication_role = replica;\n");
        for table in &self.0.tables {
            for row in data.rows(&table.row_type) {
                let json = Value::from(self.of_columns(table, row)).to_string().replace('\'', "''");
                let name = name(&table.schema, &table.name);
                writeln!(out, "INSERT INTO {name} SELECT * FROM json_populate_record(NULL::{name}, '{json}');")
                    .unwrap();
            }
        }
        out
    }

    /// A row by its columns, with what PostgreSQL reads in the place of what an API makes of it.
    fn of_columns(&self, table: &Table, row: &Map<String, Value>) -> Map<String, Value> {
        let value = |column: &Column| {
            let sent = row.get(&column.field).cloned().unwrap_or(Value::Null);
            match (&column.ty, sent) {
                (ColumnType::Enum(name), Value::String(constant)) => self.label(name, &constant).into(),
                (_, Value::Object(parts)) if column.pg_type == "interval" => interval(&parts).into(),
                (_, sent) => sent,
            }
        };
        table.columns.iter().map(|column| (column.name.clone(), value(column))).collect()
    }

    fn label(&self, name: &str, constant: &str) -> String {
        let found = self.0.enums.iter().find(|one| one.name == name).unwrap();
        found.values.iter().find(|(value, _)| value == constant).unwrap().1.clone()
    }
}

fn interval(parts: &Map<String, Value>) -> String {
    parts.iter().map(|(unit, amount)| format!("{amount} {unit}")).collect::<Vec<_>>().join(" ")
}

fn name(schema: &str, table: &str) -> String {
    format!("{schema}.\"{table}\"")
}

fn create(table: &Table) -> String {
    let mut columns: Vec<_> = table.columns.iter().map(column).collect();
    let key: Vec<_> = table.key.iter().map(|position| format!("\"{}\"", table.columns[*position].name)).collect();
    if !key.is_empty() {
        columns.push(format!("PRIMARY KEY ({})", key.join(", ")));
    }
    format!("CREATE TABLE {} ({});\n", name(&table.schema, &table.name), columns.join(", "))
}

fn column(column: &Column) -> String {
    let (element, array) = match column.pg_type.strip_suffix("[]") {
        Some(element) => (element, "[]"),
        None => (column.pg_type.as_str(), ""),
    };
    let null = if column.nullable { "" } else { " NOT NULL" };
    format!("\"{}\" \"{element}\"{array}{null}", column.name)
}

/// The foreign keys to tables that are here.
fn references(model: &Model, table: &Table) -> String {
    let here = |schema: &str, name: &str| model.tables.iter().any(|other| other.schema == schema && other.name == name);
    let quoted = |names: &[String]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let line = |key: &model::ForeignKey| {
        let (columns, target) = (quoted(&key.columns), name(&key.schema, &key.table));
        let table = name(&table.schema, &table.name);
        format!("ALTER TABLE {table} ADD FOREIGN KEY ({columns}) REFERENCES {target} ({});\n", quoted(&key.references))
    };
    table.foreign_keys.iter().filter(|key| here(&key.schema, &key.table)).map(line).collect()
}
