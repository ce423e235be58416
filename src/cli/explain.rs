//! `typeferry explain`: what is known of a table or a column of a contract.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use typeferry::contracts::ApiContract;
use typeferry::row::{Access, ColumnDef, ForeignKeyDef, KeySource, Kind, TableQuery, Tenancy};
use typeferry::tables::TABLES;
use typeferry_base::{did_you_mean, nearest};
use typeferry_contract::Compiled;

use super::failure::Failure;
use super::output::{Format, Output};
use super::source::modelled;

/// `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A table (`apis`, `routing_public.apis`, `Api`) or a column of one (`apis.dbname`); all tables are listed
    /// without it
    #[arg(value_name = "TABLE[.COLUMN]")]
    what: Option<String>,
    /// The folder of the contract, rather than the one that is compiled in
    #[arg(long, value_name = "DIR")]
    contract: Option<PathBuf>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Says what is known.
pub(crate) fn run(args: &ExplainArgs, output: &Output) -> Result<(), Failure> {
    let tables = Tables(args.tables()?);
    let Some(what) = &args.what else {
        let listed: Vec<_> = tables.0.iter().map(Listed::of).collect();
        output.result(&list(&listed), &listed);
        return Ok(());
    };
    let (query, column) = tables.find(what)?;
    match column {
        None => {
            let table = TableExplained::of(query, &tables);
            output.result(&table.text(), &table);
        }
        Some(position) => {
            let column = ColumnExplained::of(query, position);
            output.result(&column.text(), &column);
        }
    }
    Ok(())
}

impl ExplainArgs {
    fn tables(&self) -> Result<Vec<TableQuery>, Failure> {
        let Some(dir) = &self.contract else { return Ok(TABLES.iter().map(|query| (*query).clone()).collect()) };
        let compiled = Compiled::read(ApiContract::of_folder(dir)?.texts)?;
        Ok(modelled(&compiled, &compiled.schema, false)?.queries)
    }
}

/// The tables of a contract.
struct Tables(Vec<TableQuery>);

impl Tables {
    /// The table, and the position of the column where one is named.
    fn find(&self, what: &str) -> Result<(&TableQuery, Option<usize>), Failure> {
        if let Some(query) = self.table(what)? {
            return Ok((query, None));
        }
        if let Some((name, column)) = what.rsplit_once('.')
            && let Some(query) = self.table(name)?
        {
            let columns = query.table.columns.iter().zip(query.fields.iter());
            let position = columns.clone().position(|(def, field)| def.name == column || *field == column);
            let known = columns.flat_map(|(def, field)| [&*def.name, &**field]);
            return match position {
                Some(position) => Ok((query, Some(position))),
                None => Err(unknown(&format!("{} has no column `{column}`", query.table.qualified()), column, known)),
            };
        }
        let qualified: Vec<_> = self.0.iter().map(|query| query.table.qualified()).collect();
        let names = self.0.iter().flat_map(|query| [&*query.table.name, &*query.row_type]);
        let known = names.chain(qualified.iter().map(String::as_str));
        Err(unknown(&format!("the contract has no table `{what}`"), what, known))
    }

    /// The table of that name, by itself, with its schema or as the API calls its rows.
    fn table(&self, name: &str) -> Result<Option<&TableQuery>, Failure> {
        let exact = self.0.iter().find(|query| query.table.qualified() == name || query.row_type == name);
        if exact.is_some() {
            return Ok(exact);
        }
        let alike: Vec<_> = self.0.iter().filter(|query| query.table.name == name).collect();
        if alike.len() > 1 {
            let names: Vec<_> = alike.iter().map(|query| query.table.qualified()).collect();
            return Err(Failure::usage(format!("`{name}` is the name of several tables: say {}", names.join(" or "))));
        }
        Ok(alike.first().copied())
    }
}

fn unknown<'a>(message: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Failure {
    match nearest(name, known) {
        near @ Some(_) => Failure::usage(message.to_owned() + &did_you_mean(near)),
        None => Failure::usage(format!("{message}; `typeferry explain` lists the tables")),
    }
}

/// A table in the list of all.
#[derive(Serialize)]
struct Listed<'a> {
    table: String,
    row_type: &'a str,
    root_field: &'a str,
    columns: usize,
}

impl<'a> Listed<'a> {
    fn of(query: &'a TableQuery) -> Self {
        Self {
            table: query.table.qualified(),
            row_type: &query.row_type,
            root_field: &query.root_field,
            columns: query.table.columns.len(),
        }
    }
}

fn list(tables: &[Listed<'_>]) -> String {
    let head = ["table", "row type", "root field", "columns"].map(str::to_owned);
    let row = |table: &Listed<'_>| {
        [table.table.clone(), table.row_type.to_owned(), table.root_field.to_owned(), table.columns.to_string()]
    };
    grid(std::iter::once(head).chain(tables.iter().map(row)))
}

/// A table with its names in the API and in PostgreSQL side by side.
#[derive(Serialize)]
struct TableExplained<'a> {
    table: String,
    row_type: &'a str,
    root_field: &'a str,
    arguments: &'a str,
    module: Option<&'a str>,
    key: Vec<&'a str>,
    refers_to: Vec<Reference<'a>>,
    referred_to_by: Vec<Reference<'a>>,
    /// The GraphQL type of the tenant's key, which rows are filtered by.
    tenant: Option<String>,
    paging: &'static str,
    columns: Vec<ColumnExplained<'a>>,
}

/// A foreign key, from the table that has it.
#[derive(Serialize)]
struct Reference<'a> {
    table: String,
    columns: Vec<&'a str>,
    references: String,
    referenced: Vec<&'a str>,
}

impl<'a> Reference<'a> {
    fn of(query: &TableQuery, key: &'a ForeignKeyDef) -> Self {
        Self {
            table: query.table.qualified(),
            columns: key.columns.iter().map(|name| &**name).collect(),
            references: format!("{}.{}", key.schema, key.table),
            referenced: key.references.iter().map(|name| &**name).collect(),
        }
    }
}

impl<'a> TableExplained<'a> {
    fn of(query: &'a TableQuery, tables: &'a Tables) -> Self {
        let def = &query.table;
        let all = tables.0.iter().flat_map(|other| other.table.foreign_keys.iter().map(move |key| (other, key)));
        let leads_here = |key: &ForeignKeyDef| key.schema == def.schema && key.table == def.name;
        Self {
            table: def.qualified(),
            row_type: &query.row_type,
            root_field: &query.root_field,
            arguments: &query.arguments,
            module: def.module.as_deref(),
            key: def.key.iter().map(|position| &*def.columns[*position].name).collect(),
            refers_to: def.foreign_keys.iter().map(|key| Reference::of(query, key)).collect(),
            referred_to_by: all
                .filter(|(_, key)| leads_here(key))
                .map(|(other, key)| Reference::of(other, key))
                .collect(),
            tenant: whose(query),
            paging: if query.cursor_type.is_some() { "cursor" } else { "offset" },
            columns: (0..def.columns.len()).map(|position| ColumnExplained::of(query, position)).collect(),
        }
    }

    fn text(&self) -> String {
        let mut out = format!("{}: each row is of the GraphQL type {}\n", self.table, self.row_type);
        let arguments = if self.arguments.is_empty() { String::new() } else { format!("({})", self.arguments) };
        let mut line = |name: &str, text: &str| {
            let _ = writeln!(out, "  {name:14}{text}");
        };
        line("over GraphQL", &format!("{}{arguments} {{ nodes {{ … }} }}, paged by {}", self.root_field, self.paging));
        line("over SQL", &format!("{}; columns, types and keys as the catalog has them", self.table));
        line("tenant", &self.tenant.clone().unwrap_or_else(|| "none: every row is read".to_owned()));
        line("module", self.module.unwrap_or("not known"));
        line("key", &if self.key.is_empty() { "none".to_owned() } else { self.key.join(", ") });
        for key in &self.refers_to {
            line("refers to", &format!("{} by {}", tuple(&key.references, &key.referenced), key.columns.join(", ")));
        }
        for key in &self.referred_to_by {
            line("referred to", &format!("by {}", tuple(&key.table, &key.columns)));
        }
        let head = ["column", "field", "type", "null", "default", "insert", "update", "written"].map(str::to_owned);
        out.push('\n');
        out + &grid(std::iter::once(head).chain(self.columns.iter().map(ColumnExplained::cells)))
    }
}

fn tuple(table: &str, columns: &[&str]) -> String {
    format!("{table} ({})", columns.join(", "))
}

/// A column with its names in the API and in PostgreSQL side by side.
#[derive(Serialize)]
struct ColumnExplained<'a> {
    table: String,
    column: &'a str,
    field: &'a str,
    /// Where it is in an answer of the API.
    graphql: String,
    pg_type: String,
    /// How a value is written, of an array how an element is.
    kind: String,
    nullable: bool,
    has_default: bool,
    /// Why it is not insertable; null where it is.
    not_insertable: Option<String>,
    /// Why it is not updatable; null where it is.
    not_updatable: Option<String>,
    /// How an export writes it.
    written: String,
}

impl<'a> ColumnExplained<'a> {
    fn of(query: &'a TableQuery, position: usize) -> Self {
        let column = &query.table.columns[position];
        let field = &query.fields[position];
        let mutability = column.mutability;
        Self {
            table: query.table.qualified(),
            column: &column.name,
            field,
            graphql: format!("{}.nodes.{field}", query.root_field),
            pg_type: column.pg_type.to_string(),
            kind: format!("{:?}", column.kind).to_ascii_lowercase(),
            nullable: column.nullable,
            has_default: column.has_default,
            not_insertable: reason(mutability.insertable),
            not_updatable: reason(mutability.updatable),
            written: written(column),
        }
    }

    fn cells(&self) -> [String; 8] {
        let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let (column, field) = (self.column.to_owned(), self.field.to_owned());
        let may = |reason: Option<&String>| reason.map_or("yes".to_owned(), |reason| format!("no: {reason}"));
        let (insert, update) = (may(self.not_insertable.as_ref()), may(self.not_updatable.as_ref()));
        let (null, default) = (yes(self.nullable), yes(self.has_default));
        [column, field, self.pg_type.clone(), null, default, insert, update, self.written.clone()]
    }

    fn text(&self) -> String {
        let mut out = format!("{}.{}\n", self.table, self.column);
        let [_, field, pg_type, null, default, insert, update, written] = self.cells();
        let lines = [
            ("GraphQL", format!("{field}, read as {}", self.graphql)),
            ("PostgreSQL", format!("{pg_type}, as the catalog has it over SQL")),
            ("kind", self.kind.clone()),
            ("null", null),
            ("default", default),
            ("insert", insert),
            ("update", update),
            ("written", written),
        ];
        for (name, text) in lines {
            let _ = writeln!(out, "  {name:12}{text}");
        }
        out
    }
}

fn reason(access: Access) -> Option<String> {
    match access {
        Access::Yes => None,
        Access::No(reason) => Some(reason.to_string()),
    }
}

/// How an export writes the column's values.
fn written(column: &ColumnDef) -> String {
    if !column.mutability.insertable.is_yes() {
        return "not written".to_owned();
    }
    if let Some(expression) = &column.environment {
        return format!("{expression}, NULL apart");
    }
    let literal = literal(column.kind, column.array);
    if column.mutability.overriding { format!("{literal}, OVERRIDING SYSTEM VALUE") } else { literal.to_owned() }
}

fn literal(kind: Kind, array: bool) -> &'static str {
    match (kind, array) {
        (Kind::Text | Kind::Json, true) => "'{…}', schema names in it renamed",
        (Kind::Money, true) => "'{…}'::numeric[]::money[]",
        (_, true) => "'{…}'",
        (Kind::Bool, _) => "bare: TRUE, FALSE",
        (Kind::Int, _) => "bare: its digits",
        (Kind::Plain, _) => "quoted",
        (Kind::Text, _) => "quoted, schema names in it renamed",
        (Kind::Json, _) => "quoted JSON, schema names in its strings renamed",
        (Kind::Money, _) => "'…'::numeric::money",
        (Kind::Xml, _) => "XMLPARSE(CONTENT '…')",
    }
}

/// Rows whose columns stand below one another.
fn grid<const N: usize>(rows: impl Iterator<Item = [String; N]>) -> String {
    let rows: Vec<_> = rows.collect();
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..N).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// How the document says whose rows are wanted: its variable.
fn whose(query: &TableQuery) -> Option<String> {
    match &query.tenancy {
        Tenancy::All => None,
        Tenancy::Tenant(ty) => Some(format!("${}: {ty}", query.page.tenant)),
        Tenancy::Keys(KeySource { list_type, schema, table, column }) => {
            Some(format!("$keys: {list_type}, of {schema}.{table}.{column}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_written_as_it_may_be() {
        let column = || ColumnDef::new("c", "int8", Kind::Int);
        assert_eq!(written(&column()), "bare: its digits");
        assert_eq!(written(&column().array()), "'{…}'");
        assert_eq!(written(&column().identity_always()), "bare: its digits, OVERRIDING SYSTEM VALUE");
        assert_eq!(written(&column().generated()), "not written");
        assert_eq!(written(&column().not_in_input()), "not written");
        assert_eq!(written(&column().environment("now()")), "now(), NULL apart");
        let patch_only = column().not_in_input().mutability;
        assert_eq!(reason(patch_only.insertable).as_deref(), Some("the API has it in no input type"));
        assert_eq!(reason(patch_only.updatable), None);
    }
}
