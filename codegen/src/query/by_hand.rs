//! Documents that people wrote: which they are, and how they are read by what is not quite the schema that they were
//! written for. What such a document asks for (its filter, its order) is kept to the letter; what it selects of a row
//! follows the columns that there are.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Checked, check};
use super::meant::reads;
use super::rules;
use super::select::{attempt, rows_of};
use super::write::{Written, selection, written};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Source};
use crate::model::{self, Column, Model, PageShape, Table};
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
    /// The documents, checked against the schema that they were written for. Where they do not fit it, they are those of
    /// another: the ones that `typeferry queries` would write take their place.
    ///
    /// # Errors
    /// What a build would say of the contract.
    pub(super) fn checked(&self) -> Result<Checked, Diagnostics> {
        let check = |tables: &[Source]| check(self.schema, self.config, tables, self.operations, None);
        check(self.tables).or_else(|found| check(&self.written()?).map_err(|_: Diagnostics| found))
    }

    /// Those by hand, and one that is written for each other table.
    fn written(&self) -> Result<Vec<Source>, Diagnostics> {
        let model = model::build(self.schema, self.config)?;
        let same = self.schema.row_types().map(|row| (row.name(), row.name())).collect();
        let theirs = self.tables.iter().filter(|document| is_by_hand(document.text()));
        Ok(self.carried(theirs, self.schema, (&model, self.config), &same))
    }

    /// The documents of tables as they read another schema of the same platform. `model` is that schema's, `config` says
    /// what is left out there, and `names` has the row type that each table has there by the one that it has here.
    ///
    /// # Errors
    /// What keeps the model of their own schema from being built.
    pub(crate) fn of_another(
        &self,
        after: &Schema,
        model: &Model,
        config: &Config,
        names: &BTreeMap<&str, &str>,
    ) -> Result<Vec<Source>, Diagnostics> {
        Ok(self.carried(self.of_people()?.into_iter(), after, (model, config), names))
    }

    /// The documents that are others than those that are written for their schema, whether they say that they are by
    /// hand or not: what they ask for is somebody's intent.
    fn of_people(&self) -> Result<Vec<&Source>, Diagnostics> {
        if self.tables.is_empty() {
            return Ok(Vec::new());
        }
        let config = rules::without_idle(self.schema, self.config);
        let model = model::build(self.schema, &config)?;
        let ours: BTreeSet<_> = super::write(&model, &config).into_iter().map(|written| written.text).collect();
        Ok(self.tables.iter().filter(|document| !ours.contains(document.text())).collect())
    }

    /// Whether nobody writes the document of that name anew.
    pub(super) fn is_by_hand(&self, name: &str) -> bool {
        let mut theirs = self.tables.iter().filter(|document| is_by_hand(document.text())).chain(self.operations);
        theirs.any(|document| document.name() == name)
    }

    /// A document for each table of a model that is not left out: `theirs` with what they ask for, the others written.
    fn carried<'d>(
        &self,
        theirs: impl Iterator<Item = &'d Source>,
        after: &Schema,
        (model, config): (&Model, &Config),
        names: &BTreeMap<&str, &str>,
    ) -> Vec<Source> {
        let (mut carried, mut read) = (Vec::new(), BTreeSet::new());
        for document in theirs {
            let row_type = reads(self.schema, &self.config.dialect.page(), document);
            let Some(table) = row_type.and_then(|name| kept_table(model, names.get(name)?, config)) else {
                // What reads no table has an error of its own; a table that is left out there is not read.
                carried.extend(row_type.is_none().then(|| document.clone()));
                continue;
            };
            read.insert(table.row_type.as_str());
            carried.push(fitted(document, after, table, config).unwrap_or_else(|| document.clone()));
        }
        let others = kept_tables(model, config).filter(|table| !read.contains(table.row_type.as_str()));
        carried.extend(others.map(|table| source(written(table, config))));
        carried
    }
}

fn source(document: Written) -> Source {
    Source::new(format!("queries/{}", document.path), document.text)
}

/// A document by hand with the root field and the columns of a table of another schema; `None` where it is not of the
/// form of a table's document.
fn fitted(document: &Source, after: &Schema, table: &Table, config: &Config) -> Option<Source> {
    let page = config.dialect.page();
    let (root, selected) = attempt(document, &page)?;
    let kept = reads(after, &page, document) == Some(table.row_type.as_str());
    let root = if kept { &root } else { &table.root.name };
    with_columns(document, &page, root, &carried_columns(table, config, &selected))
}

/// The columns that a document selects and that there still are, in its order, then those that it does not know.
fn carried_columns(table: &Table, config: &Config, selected: &[String]) -> Vec<String> {
    let kept: Vec<_> = table.columns.iter().filter(|column| !is_left_out(table, column, config)).collect();
    let known = selected.iter().filter_map(|name| kept.iter().find(|column| column.field == *name));
    let new = kept.iter().filter(|column| !selected.contains(&column.field));
    known.chain(new).map(|column| selection(column)).collect()
}

fn kept_tables<'m>(model: &'m Model, config: &Config) -> impl Iterator<Item = &'m Table> {
    model.tables.iter().filter(|table| !config.left_out.contains_key(&table.qualified()))
}

fn kept_table<'m>(model: &'m Model, row_type: &str, config: &Config) -> Option<&'m Table> {
    kept_tables(model, config).find(|table| table.row_type == row_type)
}

fn is_left_out(table: &Table, column: &Column, config: &Config) -> bool {
    config.left_out.contains_key(&format!("{}.{}", table.qualified(), column.name))
}

/// The document with another root field and other columns; `None` where it is not of the form of a table's document.
fn with_columns(document: &Source, page: &PageShape, root: &str, columns: &[String]) -> Option<Source> {
    let parsed = syntax::executable(document).ok()?;
    let field = parsed.operations().next()?.selection_set().next()?.as_field()?;
    let rows = rows_of(field, page)?.selection_set_span()?;
    // What has an alias is no table's document, and its span is another.
    let name = field.name_span().start;
    let behind = field.alias().is_none().then_some(name + field.name().len())?;
    let text = document.text();
    let (before, call) = (text.get(..name)?, text.get(behind..rows.start)?);
    let columns = columns.join("\n      ");
    let text = format!("{before}{root}{call}{{\n      {columns}\n    }}{}", text.get(rows.end..)?);
    Some(Source::new(document.name(), text))
}
