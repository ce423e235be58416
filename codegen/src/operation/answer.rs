//! What an operation answers with: a struct for each selection of an object, and an enum where an object can be of several
//! types that are told apart.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use super::leaf::Leaf;
use super::unknown_scalar;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::query::{Operation, Selected, TYPENAME};
use crate::schema::{Schema, TypeRef};

/// The types of an answer, each name once.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) structs: Vec<Struct>,
    pub(crate) cases: Vec<Cases>,
}

/// The name of the struct of all of an answer.
pub(crate) const ANSWER: &str = "Answer";

/// What is selected of an object.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) name: String,
    /// The GraphQL type of the object.
    pub(crate) of: String,
    pub(crate) fields: Vec<Field>,
}

/// A field of an answer.
#[derive(Debug)]
pub(crate) struct Field {
    /// The name that it has in the answer.
    pub(crate) key: String,
    pub(crate) ty: TypeRef,
    pub(crate) shape: Shape,
    /// Whether it may be absent.
    pub(crate) is_conditional: bool,
}

/// What the value of a field is, within its lists.
#[derive(Debug)]
pub(crate) enum Shape {
    Leaf(Leaf),
    /// A struct or an enum of this answer, by its name.
    Own(String),
}

/// What is selected of an object whose type is told apart.
#[derive(Debug)]
pub(crate) struct Cases {
    pub(crate) name: String,
    /// The interface or union.
    pub(crate) of: String,
    /// The key that the type's name has in the answer.
    pub(crate) typename: String,
    pub(crate) objects: Vec<Case>,
    /// The struct of an object of another type.
    pub(crate) other: String,
}

/// An object type that has fields of its own.
#[derive(Debug)]
pub(crate) struct Case {
    /// The object type.
    pub(crate) of: String,
    /// The struct of it.
    pub(crate) is: String,
}

impl Answer {
    /// The types of an operation's answer.
    pub(super) fn of(schema: &Schema, config: &Config, operation: &Operation, found: &mut Diagnostics) -> Self {
        let root = if operation.is_mutation { schema.mutation.as_ref() } else { Some(&schema.query) };
        let root = root.map(String::as_str).unwrap_or_default();
        let (answer, names) = (Self::default(), BTreeSet::new());
        let mut writer = Writer { schema, config, answer, names, found };
        let name = writer.name(ANSWER);
        let fields: Vec<_> = operation.roots.iter().collect();
        writer.object(name, root, "", &fields);
        writer.answer
    }
}

impl Answer {
    /// The enums of its values.
    pub(super) fn enums(&self) -> impl Iterator<Item = &str> {
        self.structs.iter().flat_map(|own| &own.fields).filter_map(|field| match &field.shape {
            Shape::Leaf(Leaf::Enum(name)) => Some(name.as_str()),
            _ => None,
        })
    }
}

struct Writer<'a> {
    schema: &'a Schema,
    config: &'a Config,
    answer: Answer,
    names: BTreeSet<String>,
    found: &'a mut Diagnostics,
}

impl Writer<'_> {
    /// A name that no other type of the answer has.
    fn name(&mut self, wanted: &str) -> String {
        // The one word of Rust's that begins with a capital.
        let mut name = if wanted == "Self" { "Self_" } else { wanted }.to_owned();
        while !self.names.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// The struct of an object; `path` is the way to it, as it begins the names of what is within.
    fn object(&mut self, name: String, of: &str, path: &str, selected: &[&Selected]) {
        let place = self.answer.structs.len();
        self.answer.structs.push(Struct { name, of: of.to_owned(), fields: Vec::new() });
        let mut fields: Vec<Field> = Vec::new();
        for (key, selected) in by_key(selected) {
            fields.extend(self.field(key, path, &selected));
        }
        if let Some(own) = self.answer.structs.get_mut(place) {
            own.fields = fields;
        }
    }

    /// A field that is selected under one key, by one or more fragments.
    fn field(&mut self, key: &str, path: &str, selected: &[&Selected]) -> Option<Field> {
        let first = selected.first()?;
        let children: Vec<_> = selected.iter().flat_map(|selected| &selected.children).collect();
        let shape = if children.is_empty() { self.leaf(first)? } else { self.composite(key, path, first, &children)? };
        let is_conditional = selected.iter().all(|selected| selected.is_conditional);
        Some(Field { key: key.to_owned(), ty: first.ty.clone(), shape, is_conditional })
    }

    fn leaf(&mut self, selected: &Selected) -> Option<Shape> {
        let leaf = Leaf::of(self.schema, self.config, selected);
        if leaf.is_none() {
            self.found.push(unknown_scalar(&selected.ty, &selected.at));
        }
        leaf.map(Shape::Leaf)
    }

    fn composite(&mut self, key: &str, path: &str, of: &Selected, children: &[&Selected]) -> Option<Shape> {
        let path = format!("{path}{}", key.to_upper_camel_case());
        let name = self.name(if path.is_empty() { "Field" } else { &path });
        let ty = of.ty.name();
        let is_narrower = |child: &&&Selected| child.parent != ty;
        if children.iter().any(|child| is_narrower(&child)) {
            self.cases(name.clone(), &path, of, children)?;
        } else {
            self.object(name.clone(), ty, &path, children);
        }
        Some(Shape::Own(name))
    }

    /// An enum of the object types that fragments name.
    fn cases(&mut self, name: String, path: &str, of: &Selected, children: &[&Selected]) -> Option<()> {
        let (schema, ty) = (self.schema, of.ty.name());
        let typename =
            children.iter().find(|child| child.field == TYPENAME && child.parent == ty && !child.is_conditional);
        let Some(typename) = typename.map(|child| child.key().to_owned()) else {
            let message = format!("`{}` is a `{ty}`, and its fragments are of narrower types", of.key());
            let note = "select `__typename` beside the fragments, so that an answer says which it is";
            self.found.push(Diagnostic::error(message).at(of.at.clone()).note(note));
            return None;
        };
        let narrower = children.iter().filter(|child| child.parent != ty);
        let objects: BTreeSet<_> = narrower.flat_map(|child| schema.objects(&child.parent)).collect();
        let possible = schema.objects(ty);
        let mut cases = Vec::new();
        for object in objects.into_iter().filter(|object| possible.contains(object)) {
            let path = format!("{path}As{}", object.to_upper_camel_case());
            let is = self.name(&path);
            let within = |child: &&&Selected| schema.objects(&child.parent).contains(&object) || child.parent == ty;
            let fields: Vec<_> = children.iter().filter(within).copied().collect();
            self.object(is.clone(), object, &path, &fields);
            cases.push(Case { of: object.to_owned(), is });
        }
        let path = format!("{path}AsOther");
        let other = self.name(&path);
        let common: Vec<_> = children.iter().filter(|child| child.parent == ty).copied().collect();
        self.object(other.clone(), ty, &path, &common);
        self.answer.cases.push(Cases { name, of: ty.to_owned(), typename, objects: cases, other });
        Some(())
    }
}

/// What is selected under each key, in the order of the document.
fn by_key<'a>(selected: &[&'a Selected]) -> Vec<(&'a str, Vec<&'a Selected>)> {
    let (mut places, mut fields) = (BTreeMap::new(), Vec::<(&str, Vec<&Selected>)>::new());
    for selected in selected {
        let place = *places.entry(selected.key()).or_insert(fields.len());
        match fields.get_mut(place) {
            Some((_, all)) => all.push(selected),
            None => fields.push((selected.key(), vec![selected])),
        }
    }
    fields
}
