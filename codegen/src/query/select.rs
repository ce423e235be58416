//! A document's selections against the schema: each field exists, is called as it wants, and is selected as deep as
//! its type goes.

use std::collections::{BTreeMap, BTreeSet};

use cynic_parser::ExecutableDocument;
use cynic_parser::common::OperationType;
use cynic_parser::executable as ast;

use super::by_hand::is_by_hand;
use super::document::{Operation, Selected, Variable};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Source};
use crate::model::PageShape;
use crate::schema::{Field, Schema, TypeRef};
use crate::syntax;

/// Checks one document, of a table or an operation. What it finds goes to `found`; the operation is there if nothing of that
/// is an error.
pub(super) fn check_document(
    schema: &Schema,
    source: &Source,
    is_operation: bool,
    found: &mut Diagnostics,
) -> Option<Operation> {
    let document = match syntax::executable(source) {
        Ok(document) => document,
        Err(errors) => {
            found.extend(errors);
            return None;
        }
    };
    let (variables, by_hand) = (BTreeMap::new(), is_operation || is_by_hand(source.text()));
    let mut checker = Checker {
        schema,
        source,
        by_hand,
        document: &document,
        is_operation,
        variables,
        used: Vec::new(),
        open: Vec::new(),
        spread: BTreeSet::new(),
        is_conditional: false,
        found: Vec::new(),
    };
    let operation = checker.document();
    let broken = checker.found.iter().any(Diagnostic::is_error);
    found.append(&mut checker.found);
    operation.filter(|_| !broken)
}

/// The field that has the name of an object's type.
pub(crate) const TYPENAME: &str = "__typename";

pub(super) struct Checker<'a> {
    pub(super) schema: &'a Schema,
    source: &'a Source,
    /// Whether nobody writes the document anew.
    by_hand: bool,
    pub(super) document: &'a ExecutableDocument,
    /// Whether it is an operation of people's own, which may have whatever GraphQL has, rather than a table's document.
    pub(super) is_operation: bool,
    pub(super) variables: BTreeMap<String, Variable>,
    pub(super) used: Vec<String>,
    /// The fragments around what is checked.
    pub(super) open: Vec<String>,
    /// The fragments that are used.
    pub(super) spread: BTreeSet<String>,
    /// Whether a fragment around what is checked has a condition.
    pub(super) is_conditional: bool,
    pub(super) found: Diagnostics,
}

impl<'a> Checker<'a> {
    fn document(&mut self) -> Option<Operation> {
        let (start, document) = (self.source.locate(0), self.document);
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
        let is_mutation = operation.operation_type() == OperationType::Mutation;
        let root = self.root(operation.operation_type(), &at)?;
        for variable in operation.variable_definitions() {
            self.variable(variable);
        }
        let roots = self.selections(root, operation.selection_set());
        let roots = self.merged(roots);
        // What did not check may have the use of a variable or a fragment in it.
        if self.found.iter().all(|finding| !finding.is_error()) {
            self.unused_variables();
            self.unused_fragments();
        }
        let variables = std::mem::take(&mut self.variables);
        let (name, text) = (name.to_owned(), self.source.text().to_owned());
        Some(Operation { name, is_mutation, text, at, variables, roots })
    }

    /// The type that an operation begins at.
    fn root(&mut self, kind: OperationType, at: &Location) -> Option<&'a str> {
        let schema = self.schema;
        let message = match kind {
            OperationType::Query => return Some(&schema.query),
            OperationType::Mutation if self.is_operation => match &schema.mutation {
                Some(mutation) => return Some(mutation),
                None => {
                    "the schema has no mutations: `whole-schema = true` in typeferry.toml, and `typeferry schema pull`"
                }
            },
            OperationType::Mutation => "a document of a table is a query; mutations go into queries/operations/",
            OperationType::Subscription => "subscriptions are not read: there is no connection that they could come by",
        };
        self.found.push(Diagnostic::error(message).at(at.clone()));
        None
    }

    fn variable(&mut self, variable: ast::VariableDefinition<'_>) {
        let at = self.place(variable.name_span().start);
        let ty = syntax::type_ref(variable.ty().name(), variable.ty().wrappers());
        if !self.schema.knows(ty.name()) {
            let names = self.schema.types.keys().map(String::as_str);
            let error = Diagnostic::error(format!("unknown type `{}`", ty.name())).nearest(ty.name(), names);
            self.error(error, variable.ty().name_span().start);
        }
        let has_default = variable.default_value().is_some();
        let second = self.variables.insert(variable.name().to_owned(), Variable { ty, has_default, at }).is_some();
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

    /// What is selected of a type, that of fragments among it.
    pub(super) fn selections<'d>(
        &mut self,
        parent: &str,
        selections: impl Iterator<Item = ast::Selection<'d>>,
    ) -> Vec<Selected> {
        selections.flat_map(|selection| self.selection(parent, selection)).collect()
    }

    fn selection(&mut self, parent: &str, selection: ast::Selection<'_>) -> Vec<Selected> {
        match selection {
            ast::Selection::Field(field) => self.field(parent, field).into_iter().collect(),
            ast::Selection::InlineFragment(fragment) => self.inline_fragment(parent, fragment),
            ast::Selection::FragmentSpread(spread) => self.fragment_spread(parent, spread),
        }
    }

    fn field(&mut self, parent: &str, field: ast::FieldSelection<'_>) -> Option<Selected> {
        let at = field.name_span().start;
        if field.name() == TYPENAME && self.is_operation {
            return Some(self.typename(parent, field));
        }
        let Some(def) = self.schema.field(parent, field.name()) else {
            self.unknown_field(parent, field.name(), at);
            return None;
        };
        self.deprecated(parent, def, at);
        let has_condition = self.condition(field.name(), field.directives(), at);
        let inputs = self.arguments(field.name(), &def.arguments, field.arguments(), at);
        let is_conditional = std::mem::take(&mut self.is_conditional);
        let children = self.children(def, field);
        let children = self.merged(children);
        self.is_conditional = is_conditional;
        Some(Selected {
            parent: parent.to_owned(),
            field: def.name.clone(),
            ty: def.ty.clone(),
            alias: field.alias().map(str::to_owned),
            arguments: field.arguments().map(|argument| self.argument_text(argument)).collect(),
            inputs,
            children,
            is_conditional: is_conditional || has_condition,
            at: self.place(at),
            schema_at: def.at,
        })
    }

    /// The name of an object's type, which every type has (GraphQL specification, section 4.1).
    fn typename(&mut self, parent: &str, field: ast::FieldSelection<'_>) -> Selected {
        let at = field.name_span().start;
        let has_condition = self.condition(field.name(), field.directives(), at);
        Selected {
            parent: parent.to_owned(),
            field: TYPENAME.to_owned(),
            ty: TypeRef::NonNull(Box::new(TypeRef::Named("String".to_owned()))),
            alias: field.alias().map(str::to_owned),
            arguments: Vec::new(),
            inputs: Vec::new(),
            children: Vec::new(),
            is_conditional: self.is_conditional || has_condition,
            at: self.place(at),
            schema_at: 0,
        }
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

    pub(super) fn schema_line(&self, at: usize) -> String {
        if at == super::fragments::NO_PLACE {
            return "@include and @skip are of GraphQL itself".to_owned();
        }
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
