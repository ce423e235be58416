//! A field's arguments against the schema: names, types, operators of filters, values of enums.

use std::collections::BTreeSet;

use cynic_parser::executable as ast;
use cynic_parser::values::{Object, Value};

use super::document::Input;
use super::select::Checker;
use crate::diagnostic::Diagnostic;
use crate::schema::{InputValue, TypeKind, TypeRef};

impl Checker<'_> {
    /// Checks the arguments of a field that stands at `at`; gives what they name.
    pub(super) fn arguments<'d>(
        &mut self,
        field: &str,
        known: &[InputValue],
        given: impl Iterator<Item = ast::Argument<'d>>,
        at: usize,
    ) -> Vec<Input> {
        let (mut inputs, mut seen) = (Vec::new(), BTreeSet::new());
        let mut missing: Vec<&InputValue> = known.iter().filter(|value| is_required(value)).collect();
        for argument in given {
            missing.retain(|value| value.name != argument.name());
            let span = argument.name_span().start;
            if !seen.insert(argument.name().to_owned()) {
                self.error(Diagnostic::error(format!("`{field}` has the argument `{}` twice", argument.name())), span);
            }
            let Some(def) = known.iter().find(|def| def.name == argument.name()) else {
                self.unknown_argument(field, known, argument.name(), span);
                continue;
            };
            self.input(def, argument.name(), &argument.value(), span, &mut inputs);
        }
        for value in missing {
            self.error(Diagnostic::error(format!("`{field}` needs the argument `{}`", value.name)), at);
        }
        inputs
    }

    fn unknown_argument(&mut self, field: &str, known: &[InputValue], name: &str, at: usize) {
        let names: Vec<_> = known.iter().map(|def| def.name.as_str()).collect();
        let mut error = Diagnostic::error(format!("`{field}` has no argument `{name}`")).nearest(name, names.clone());
        if error.notes.is_empty() {
            error = error.note(format!("it has {}", names.join(", ")));
        }
        self.error(error, at);
    }

    fn input(&mut self, def: &InputValue, path: &str, value: &Value<'_>, at: usize, inputs: &mut Vec<Input>) {
        let place = self.place(at);
        inputs.push(Input { path: path.to_owned(), ty: def.ty.to_string(), at: place, schema_at: def.at });
        self.value(&def.ty, path, value, def.at, inputs);
    }

    /// Checks a value where `expected` is wanted; `schema_at` is the place in the schema that wants it.
    fn value(&mut self, expected: &TypeRef, path: &str, value: &Value<'_>, schema_at: usize, inputs: &mut Vec<Input>) {
        match value {
            Value::Variable(variable) => {
                self.variable_use(expected, variable.name(), variable.span().start, schema_at);
            }
            Value::Null(null) if expected.is_non_null() => {
                self.mismatch(expected, "null", null.span().start, schema_at);
            }
            Value::Null(_) => {}
            Value::List(list) => match expected.element() {
                Some(element) => list.items().for_each(|item| self.value(element, path, &item, schema_at, inputs)),
                None => self.mismatch(expected, "a list", list.span().start, schema_at),
            },
            // A single value stands for a list of one (GraphQL specification, section 3.11).
            single => self.single(expected.element().unwrap_or(expected), path, single, schema_at, inputs),
        }
    }

    fn single(&mut self, expected: &TypeRef, path: &str, value: &Value<'_>, schema_at: usize, inputs: &mut Vec<Input>) {
        let name = expected.name();
        let schema = self.schema;
        match (schema.get(name).map(|def| &def.kind), value) {
            (Some(TypeKind::Input(known)), Value::Object(object)) => self.object(name, known, path, *object, inputs),
            (Some(TypeKind::Enum(_)), Value::Enum(value)) => {
                self.enum_value(name, path, value.name(), value.span().start, inputs);
            }
            (Some(TypeKind::Scalar), Value::Object(_) | Value::Enum(_)) => {
                self.mismatch(expected, "something else", value.span().start, schema_at);
            }
            (Some(TypeKind::Scalar), _) => {}
            (None, value) if built_in_takes(name, value) => {}
            _ => self.mismatch(expected, "something else", value.span().start, schema_at),
        }
    }

    fn object(&mut self, name: &str, known: &[InputValue], path: &str, object: Object<'_>, inputs: &mut Vec<Input>) {
        let mut missing: Vec<&InputValue> = known.iter().filter(|value| is_required(value)).collect();
        let mut seen = BTreeSet::new();
        for field in object.fields() {
            let at = field.name_span().start;
            missing.retain(|value| value.name != field.name());
            if !seen.insert(field.name()) {
                self.error(Diagnostic::error(format!("`{}` stands here twice", field.name())), at);
            }
            let Some(def) = known.iter().find(|def| def.name == field.name()) else {
                let names = known.iter().map(|def| def.name.as_str());
                let message = format!("`{name}` has no field `{}`", field.name());
                self.error(Diagnostic::error(message).nearest(field.name(), names), at);
                continue;
            };
            self.input(def, &format!("{path}.{}", field.name()), &field.value(), at, inputs);
        }
        for value in missing {
            let error = Diagnostic::error(format!("`{name}` needs the field `{}`", value.name));
            self.error(error.note(self.schema_line(value.at)), object.span().start);
        }
    }

    fn enum_value(&mut self, name: &str, path: &str, value: &str, at: usize, inputs: &mut Vec<Input>) {
        let schema = self.schema;
        let values = schema.values(name).unwrap_or_default();
        let Some(def) = values.iter().find(|def| def.name == value) else {
            let known = values.iter().map(|def| def.name.as_str());
            self.error(Diagnostic::error(format!("`{name}` has no value `{value}`")).nearest(value, known), at);
            return;
        };
        let place = self.place(at);
        inputs.push(Input { path: format!("{path}.{value}"), ty: name.to_owned(), at: place, schema_at: def.at });
    }

    fn variable_use(&mut self, expected: &TypeRef, name: &str, at: usize, schema_at: usize) {
        self.used.push(name.to_owned());
        let Some(variable) = self.variables.get(name) else {
            self.error(Diagnostic::error(format!("the variable `${name}` is not declared")), at);
            return;
        };
        // A default counts where no value is given: then null is none either (GraphQL specification, section 5.8.5).
        let expected = if variable.has_default { expected.nullable() } else { expected };
        if self.schema.knows(variable.ty.name()) && !variable.ty.fits(expected) {
            let message = format!("`${name}` is of type `{}`, and `{expected}` is wanted here", variable.ty);
            let error = Diagnostic::error(message).note(self.schema_line(schema_at));
            self.error(error, at);
        }
    }

    fn mismatch(&mut self, expected: &TypeRef, got: &str, at: usize, schema_at: usize) {
        let message = format!("`{expected}` is wanted here, not {got}");
        let error = Diagnostic::error(message).note(self.schema_line(schema_at));
        self.error(error, at);
    }
}

fn is_required(value: &InputValue) -> bool {
    value.ty.is_non_null() && value.default.is_none()
}

fn built_in_takes(name: &str, value: &Value<'_>) -> bool {
    match name {
        "Boolean" => matches!(value, Value::Boolean(_)),
        "Int" => matches!(value, Value::Int(_)),
        "Float" => matches!(value, Value::Int(_) | Value::Float(_)),
        "String" => matches!(value, Value::String(_)),
        "ID" => matches!(value, Value::String(_) | Value::Int(_)),
        _ => false,
    }
}
