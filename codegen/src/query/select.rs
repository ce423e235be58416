//! A document's selections against the schema: each field exists, is called as it wants, and is selected as deep as
//! its type goes.

use std::collections::BTreeMap;

use cynic_parser::executable as ast;

use super::by_hand::is_by_hand;
use super::document::{Operation, Selected, Variable};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Source};
use crate::model::PageShape;
use crate::schema::{Field, Schema};
use crate::syntax;

/// Checks one document, of a table or, `by_hand`, an operation. What it finds goes to `found`; the operation is there if nothing of that is an error.
pub(super) fn check_document(
    schema: &Schema,
    source: &Source,
    by_hand: bool,
    found: &mut Diagnostics,
) -> Option<Operation> {
    let document = match syntax::executable(source) {
        Ok(document) => document,
        Err(errors) => {
            found.extend(errors);
            return None;
        }
    };
    let (variables, by_hand) = (BTreeMap::new(), by_hand || is_by_hand(source.text()));
    let mut checker = Checker { schema, source, by_hand, variables, used: Vec::new(), found: Vec::new() };
    let operation = checker.document(&document);
    let broken = checker.found.iter().any(Diagnostic::is_error);
    found.append(&mut checker.found);
    operation.filter(|_| !broken)
}

pub(super) struct Checker<'a> {
    pub(super) schema: &'a Schema,
    source: &'a Source,
    /// Whether nobody writes the document anew.
    by_hand: bool,
    pub(super) variables: BTreeMap<String, Variable>,
    pub(super) used: Vec<String>,
    found: Diagnostics,
}

impl Checker<'_> {
    fn document(&mut self, document: &cynic_parser::ExecutableDocument) -> Option<Operation> {
        let start = self.source.locate(0);
        let mut operations = document.operations();
        let (Some(operation), None) = (operations.next(), operations.next()) else {
            self.found.push(Diagnostic::error("a document holds exactly one operation").at(start));
            return None;
        };
        let Some(name) = operation.name() else {
            self.found.push(Diagnostic::error("the operation needs a name").at(start));
            return None;
        };
        let at = self.source.locate(operation.name_span().map_or(0, |span| span.start));
        if operation.operation_type() != cynic_parser::common::OperationType::Query {
            self.found.push(Diagnostic::error("only queries are read: nothing is written through the API").at(at));
            return None;
        }
        for variable in operation.variable_definitions() {
            self.variable(variable);
        }
        let roots = self.selections(&self.schema.query, operation.selection_set());
        // A variable of something that did not check may have its use there.
        if self.found.iter().all(|finding| !finding.is_error()) {
            self.unused_variables();
        }
        let variables = std::mem::take(&mut self.variables);
        Some(Operation { name: name.to_owned(), text: self.source.text().to_owned(), at, variables, roots })
    }

    fn variable(&mut self, variable: ast::VariableDefinition<'_>) {
        let at = self.place(variable.name_span().start);
        let ty = syntax::type_ref(variable.ty().name(), variable.ty().wrappers());
        if !self.schema.knows(ty.name()) {
            let names = self.schema.types.keys().map(String::as_str);
            let error = Diagnostic::error(format!("unknown type `{}`", ty.name())).nearest(ty.name(), names);
            self.error(error, variable.ty().name_span().start);
        }
        let second = self.variables.insert(variable.name().to_owned(), Variable { ty, at }).is_some();
        if second {
            let message = format!("the variable `${}` is declared twice", variable.name());
            self.error(Diagnostic::error(message), variable.name_span().start);
        }
    }

    fn unused_variables(&mut self) {
        for (name, variable) in &self.variables {
            if !self.used.contains(name) {
                let message = format!("the variable `${name}` is declared and not used");
                self.found.push(Diagnostic::error(message).at(variable.at.clone()));
            }
        }
    }

    fn selections<'d>(&mut self, parent: &str, selections: impl Iterator<Item = ast::Selection<'d>>) -> Vec<Selected> {
        selections.filter_map(|selection| self.selection(parent, selection)).collect()
    }

    fn selection(&mut self, parent: &str, selection: ast::Selection<'_>) -> Option<Selected> {
        let field = match selection {
            ast::Selection::Field(field) => field,
            ast::Selection::InlineFragment(fragment) => {
                self.fragment(fragment.selection_set_span().start);
                return None;
            }
            ast::Selection::FragmentSpread(spread) => {
                self.fragment(spread.fragment_name_span().start);
                return None;
            }
        };
        let at = field.name_span().start;
        let Some(def) = self.schema.field(parent, field.name()) else {
            self.unknown_field(parent, field.name(), at);
            return None;
        };
        self.deprecated(parent, def, at);
        if field.directives().next().is_some() {
            let message = format!("`{}` has a directive: what is promised is read without conditions", field.name());
            self.error(Diagnostic::error(message), at);
        }
        let inputs = self.arguments(field.name(), &def.arguments, field.arguments(), at);
        let children = self.children(def, field);
        Some(Selected {
            parent: parent.to_owned(),
            field: def.name.clone(),
            ty: def.ty.clone(),
            alias: field.alias().map(str::to_owned),
            arguments: field.arguments().map(|argument| self.argument_text(argument)).collect(),
            inputs,
            children,
            at: self.place(at),
            schema_at: def.at,
        })
    }

    fn argument_text(&self, argument: ast::Argument<'_>) -> (String, String) {
        let span = argument.value().span();
        let text = self.source.text().get(span.start..span.end).unwrap_or_default();
        (argument.name().to_owned(), text.to_owned())
    }

    fn children(&mut self, def: &Field, field: ast::FieldSelection<'_>) -> Vec<Selected> {
        let selections = field.selection_set();
        let composite = self.schema.is_composite(def.ty.name());
        let some = selections.len() > 0;
        if composite != some {
            let wanted = if composite { "needs a selection of its fields" } else { "has no fields to select" };
            let message = format!("`{}` is of type `{}`, which {wanted}", def.name, def.ty);
            let error = Diagnostic::error(message).note(self.schema_line(def.at));
            self.error(error, field.name_span().start);
            return Vec::new();
        }
        self.selections(def.ty.name(), selections)
    }

    fn unknown_field(&mut self, parent: &str, name: &str, at: usize) {
        let known = self.schema.fields(parent).iter().map(|field| field.name.as_str());
        let mut error = Diagnostic::error(format!("`{parent}` has no field `{name}`")).nearest(name, known);
        if let Some(def) = self.schema.get(parent) {
            error = error.note(self.schema_line(def.at));
        }
        self.error(error, at);
    }

    fn deprecated(&mut self, parent: &str, def: &Field, at: usize) {
        if let Some(reason) = &def.deprecated {
            let warning = Diagnostic::warning(format!("`{parent}.{}` is deprecated: {reason}", def.name));
            let warning = warning.note(self.schema_line(def.at)).note(if self.by_hand {
                "where another takes its place, take it out of this document, which is by hand, leave it out under \
                 [left-out] in typeferry.toml where it is a column, with a reason, and `typeferry queries --accept`"
            } else {
                "where another takes its place, leave it out under [left-out] in typeferry.toml, with a reason, and \
                 `typeferry queries --accept`"
            });
            let at = self.place(at);
            self.found.push(warning.at(at));
        }
    }

    fn fragment(&mut self, at: usize) {
        self.error(Diagnostic::error("fragments are not read: write the fields out, so that a review sees them"), at);
    }

    pub(super) fn schema_line(&self, at: usize) -> String {
        match self.schema.locate(at) {
            Some(location) => format!("see {location}"),
            None => "see the schema".to_owned(),
        }
    }

    pub(super) fn place(&self, at: usize) -> Location {
        self.source.locate(at)
    }

    pub(super) fn error(&mut self, error: Diagnostic, at: usize) {
        let at = self.place(at);
        self.found.push(error.at(at));
    }
}

/// The first root field of a document that may have errors, and what it selects of each row.
pub(super) fn attempt(source: &Source, page: &PageShape) -> Option<(String, Vec<String>)> {
    let document = syntax::executable(source).ok()?;
    let root = document.operations().next()?.selection_set().next()?.as_field()?;
    let columns = rows_of(root, page).into_iter().flat_map(|rows| rows.selection_set());
    let columns = columns.filter_map(ast::Selection::as_field).map(|field| field.name().to_owned());
    Some((root.name().to_owned(), columns.collect()))
}

/// The field whose selection is that of a row.
pub(super) fn rows_of<'d>(root: ast::FieldSelection<'d>, page: &PageShape) -> Option<ast::FieldSelection<'d>> {
    let Some(rows) = page.rows else { return Some(root) };
    root.selection_set().filter_map(ast::Selection::as_field).find(|field| field.name() == rows)
}
