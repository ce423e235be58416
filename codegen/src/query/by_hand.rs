//! Documents that people wrote: which they are, and how they are read by what is not quite the schema that they were
//! written for. What such a document asks for (its filter, its order) is kept to the letter; what it selects of a row
//! follows the columns that there are.

use std::collections::{BTreeMap, BTreeSet};

use cynic_parser::executable::Selection;

use super::meant::reads;
use super::rules;
use super::select::attempt;
use super::write::{selection, written};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Source};
use crate::model::{self, Column, Model, Table};
use crate::schema::Schema;
use crate::syntax;

/// What the first line of a document begins with that belongs to its author.
const MARK: &str = "# by hand";

/// Whether a document belongs to its author: it is neither written anew nor removed.
pub fn is_by_hand(text: &str) -> bool {
    text.starts_with(MARK)
}

/// The documents of a contract, and what they were written for.
#[derive(Debug, Clone, Copy)]
pub struct Documents<'a> {
    /// The schema.
    pub schema: &'a Schema,
    /// The configuration of the contract's own.
    pub config: &'a Config,
    /// The documents of tables. A table that none of them reads is read by the document that is written for it.
    pub tables: &'a [Source],
    /// The hand-written operations.
    pub operations: &'a [Source],
}

impl Documents<'_> {
    /// The documents of tables that are `kept`, as they read their own schema where `config` leaves out more than the
    /// contract's own.
    ///
    /// # Errors
    /// What keeps the model from being built.
    pub(crate) fn without_left_out(
        &self,
        config: &Config,
        kept: fn(&Source) -> bool,
    ) -> Result<Vec<Source>, Diagnostics> {
        let model = model::build(self.schema, config)?;
        let documents = self.tables.iter().filter(|document| kept(document)).collect();
        Ok(fitted(&model, config, documents, |document| self.trimmed(&model, config, document)))
    }

    /// The documents of tables as they read another schema of the same platform: those of people with what they ask
    /// for, the others written anew. `model` is that schema's, `config` says what is left out there, and `names` has the
    /// row type that each table has there by the one that it has here.
    ///
    /// # Errors
    /// What keeps the model of their own schema from being built.
    pub(crate) fn carried(
        &self,
        after: &Schema,
        model: &Model,
        config: &Config,
        names: &BTreeMap<&str, &str>,
    ) -> Result<Vec<Source>, Diagnostics> {
        let theirs = self.of_people()?;
        Ok(fitted(model, config, theirs, |document| {
            let Some(row_type) = reads(self.schema, document) else { return Some((None, document.clone())) };
            let table = names.get(row_type).and_then(|name| table(model, name, config))?;
            let (root, selected) = attempt(document)?;
            let kept = reads(after, document) == Some(table.row_type.as_str());
            let root = if kept { root } else { table.root.name.clone() };
            let fitted = with_columns(document, &root, &carried_columns(table, config, &selected));
            Some((Some(table.row_type.clone()), fitted.unwrap_or_else(|| document.clone())))
        }))
    }

    /// The documents that are others than those that are written for the schema.
    fn of_people(&self) -> Result<Vec<&Source>, Diagnostics> {
        if self.tables.is_empty() {
            return Ok(Vec::new());
        }
        let config = rules::without_idle(self.schema, self.config);
        let model = model::build(self.schema, &config)?;
        let ours: BTreeSet<_> = super::write(&model, &config).into_iter().map(|written| written.text).collect();
        Ok(self.tables.iter().filter(|document| !ours.contains(document.text())).collect())
    }

    /// A document of a table without the columns that are left out; `None` where the table is.
    fn trimmed(&self, model: &Model, config: &Config, document: &Source) -> Option<(Option<String>, Source)> {
        // What reads no table has an error of its own.
        let Some(row_type) = reads(self.schema, document) else { return Some((None, document.clone())) };
        let table = table(model, row_type, config)?;
        let (root, selected) = attempt(document)?;
        let is_out = |name: &String| table.columns.iter().any(|it| it.field == *name && is_left_out(table, it, config));
        let trimmed = if selected.iter().any(is_out) {
            let kept = selected.iter().filter(|name| !is_out(name)).map(|name| column_text(table, name));
            with_columns(document, &root, &kept.collect::<Vec<_>>())
        } else {
            None
        };
        Some((Some(row_type.to_owned()), trimmed.unwrap_or_else(|| document.clone())))
    }
}

/// Each document as `fit` has it, with the row type that it reads; then one for each table that none reads.
fn fitted(
    model: &Model,
    config: &Config,
    documents: Vec<&Source>,
    fit: impl Fn(&Source) -> Option<(Option<String>, Source)>,
) -> Vec<Source> {
    let (read, mut all): (Vec<_>, Vec<_>) = documents.into_iter().filter_map(fit).unzip();
    let read: BTreeSet<_> = read.into_iter().flatten().collect();
    for table in kept_tables(model, config).filter(|table| !read.contains(&table.row_type)) {
        let document = written(table, config);
        all.push(Source::new(format!("queries/{}", document.path), document.text));
    }
    all
}

/// The columns that a document selects and that there still are, in its order, then those that it does not know.
fn carried_columns(table: &Table, config: &Config, selected: &[String]) -> Vec<String> {
    let kept: Vec<_> = table.columns.iter().filter(|column| !is_left_out(table, column, config)).collect();
    let known = selected.iter().filter_map(|name| kept.iter().find(|column| column.field == *name));
    let new = kept.iter().filter(|column| !selected.contains(&column.field));
    known.chain(new).map(|column| selection(column)).collect()
}

fn column_text(table: &Table, field: &String) -> String {
    let column = table.columns.iter().find(|column| column.field == *field);
    column.map_or_else(|| field.clone(), selection)
}

fn kept_tables<'m>(model: &'m Model, config: &Config) -> impl Iterator<Item = &'m Table> {
    model.tables.iter().filter(|table| !config.left_out.contains_key(&table.qualified()))
}

fn table<'m>(model: &'m Model, row_type: &str, config: &Config) -> Option<&'m Table> {
    kept_tables(model, config).find(|table| table.row_type == row_type)
}

fn is_left_out(table: &Table, column: &Column, config: &Config) -> bool {
    config.left_out.contains_key(&format!("{}.{}", table.qualified(), column.name))
}

/// The document with another root field and other columns; `None` where it is not of the form of a table's document.
fn with_columns(document: &Source, root: &str, columns: &[String]) -> Option<Source> {
    let parsed = syntax::executable(document).ok()?;
    let field = parsed.operations().next()?.selection_set().next()?.as_field()?;
    let mut members = field.selection_set().filter_map(Selection::as_field);
    let nodes = members.find(|member| member.name() == "nodes").and_then(|nodes| nodes.selection_set_span())?;
    // What has an alias is no table's document, and its span is another.
    let name = field.name_span().start;
    let behind = field.alias().is_none().then_some(name + field.name().len())?;
    let text = document.text();
    let (before, call) = (text.get(..name)?, text.get(behind..nodes.start)?);
    let columns = columns.join("\n      ");
    let text = format!("{before}{root}{call}{{\n      {columns}\n    }}{}", text.get(nodes.end..)?);
    Some(Source::new(document.name(), text))
}
