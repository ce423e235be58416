//! The input types that variables reach. A filter of PostGraphile's reaches every other one through relations, and a
//! program that names none of those would compile them all: a field that leads back to the type it is of is left out,
//! unless `[inputs]` in `typeferry.toml` names it.

use std::collections::{BTreeMap, BTreeSet};

use super::leaf::Leaf;
use super::unknown_scalar;
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Location};
use crate::schema::{EnumValue, InputValue, Schema, TypeKind, TypeRef};

/// An input type.
#[derive(Debug)]
pub(crate) struct InputDef {
    /// Its GraphQL name.
    pub(crate) name: String,
    pub(crate) kind: InputKind,
}

/// What an input type is.
#[derive(Debug)]
pub(crate) enum InputKind {
    /// An enum, with its values.
    Enum(Vec<EnumValue>),
    /// An input object.
    Object {
        fields: Vec<InputField>,
        /// The fields that lead back to it.
        left_out: Vec<String>,
    },
}

/// A variable, or a field of an input object.
#[derive(Debug, Clone)]
pub(crate) struct InputField {
    pub(crate) name: String,
    pub(crate) ty: TypeRef,
    /// What it is within its lists; `None` for an input object.
    pub(crate) leaf: Option<Leaf>,
    /// Whether it may be left out though it is not null.
    pub(crate) has_default: bool,
    /// Whether a value of it would hold itself.
    pub(crate) is_boxed: bool,
}

impl InputField {
    fn new(leaf: Option<Leaf>, name: &str, ty: &TypeRef, has_default: bool) -> Self {
        Self { name: name.to_owned(), ty: ty.clone(), leaf, has_default, is_boxed: false }
    }
}

/// Takes in what variables are of.
pub(super) struct Inputs<'a> {
    schema: &'a Schema,
    config: &'a Config,
    reached: BTreeMap<String, InputDef>,
    /// What each input type reaches, once that is known.
    below: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(schema: &'a Schema, config: &'a Config) -> Self {
        Self { schema, config, reached: BTreeMap::new(), below: BTreeMap::new() }
    }

    /// A variable, or a field of an input object.
    pub(super) fn field(&self, name: &str, ty: &TypeRef, has_default: bool) -> InputField {
        InputField::new(Leaf::of_type(self.schema, self.config, ty), name, ty, has_default)
    }

    /// Takes in a type, and what it reaches.
    pub(super) fn reach(&mut self, ty: &TypeRef, at: &Location, found: &mut Diagnostics) {
        let (schema, name) = (self.schema, ty.name());
        if self.reached.contains_key(name) {
            return;
        }
        match schema.get(name).map(|def| &def.kind) {
            Some(TypeKind::Input(fields)) => self.object(name, fields, at, found),
            Some(TypeKind::Enum(values)) => self.insert(name, InputKind::Enum(values.clone())),
            _ if Leaf::of_type(schema, self.config, ty).is_none() => found.push(unknown_scalar(ty, at)),
            _ => {}
        }
    }

    fn object(&mut self, name: &str, fields: &'a [InputValue], at: &Location, found: &mut Diagnostics) {
        let (kept, left_out): (Vec<_>, Vec<_>) = fields.iter().partition(|field| self.is_kept(name, field));
        let field = |value: &&InputValue| self.field(&value.name, &value.ty, value.default.is_some());
        let left_out = left_out.iter().map(|field| field.name.clone()).collect();
        let fields = kept.iter().map(field).collect();
        self.insert(name, InputKind::Object { fields, left_out });
        for value in kept {
            self.reach(&value.ty, at, found);
        }
    }

    fn insert(&mut self, name: &str, kind: InputKind) {
        self.reached.insert(name.to_owned(), InputDef { name: name.to_owned(), kind });
    }

    fn is_kept(&mut self, object: &str, field: &'a InputValue) -> bool {
        let ty = field.ty.name();
        let is_named = || self.config.inputs.contains(&format!("{object}.{}", field.name));
        ty == object || is_named() || field.ty.is_non_null() || !self.leads_to(ty, object)
    }

    /// Whether a value of one input type can hold a value of another.
    fn leads_to(&mut self, from: &'a str, to: &str) -> bool {
        let schema = self.schema;
        let below = self.below.entry(from).or_insert_with(|| {
            let (mut below, mut open) = (BTreeSet::new(), vec![from]);
            while let Some(name) = open.pop() {
                let fields = schema.inputs(name).iter().map(|field| field.ty.name());
                open.extend(fields.filter(|name| below.insert(*name)));
            }
            below
        });
        below.contains(to)
    }

    /// What was reached.
    pub(super) fn finish(self) -> BTreeMap<String, InputDef> {
        let mut reached = self.reached;
        for name in reached.keys().cloned().collect::<Vec<_>>() {
            let holds: BTreeSet<_> = held(&reached, &name);
            let Some(InputDef { kind: InputKind::Object { fields, .. }, .. }) = reached.get_mut(&name) else {
                continue;
            };
            for field in fields {
                field.is_boxed = field.ty.element().is_none() && holds.contains(field.ty.name());
            }
        }
        reached
    }
}

/// The types that hold a value of an input type within themselves rather than in a list, itself among them where one of its
/// fields leads back.
fn held(reached: &BTreeMap<String, InputDef>, name: &str) -> BTreeSet<String> {
    let within = |of: &str| match reached.get(of).map(|def| &def.kind) {
        Some(InputKind::Object { fields, .. }) => {
            let fields = fields.iter().filter(|field| field.ty.element().is_none());
            fields.map(|field| field.ty.name().to_owned()).collect()
        }
        _ => Vec::new(),
    };
    let leads_back = |from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.clone()]);
        while let Some(next) = open.pop() {
            if next == name {
                return true;
            }
            if seen.insert(next.clone()) {
                open.extend(within(&next));
            }
        }
        false
    };
    within(name).into_iter().filter(leads_back).collect()
}
