//! The arguments of a root field: what is given, down to the operators of a filter and the values of an order, and what
//! has to be given.

use std::collections::BTreeSet;

use super::compare::{About, Comparer, loosens};
use super::kind::Kind;
use crate::query::{Input, Root, Selected};
use crate::schema::{Field, InputValue, Schema, TypeKind, TypeRef};

impl<'a> Comparer<'a> {
    pub(super) fn arguments(&mut self, root: &'a Root, field: &'a Field, about: &About) {
        let Root { path, selected: root, .. } = root;
        let mut lost: Vec<String> = Vec::new();
        for input in &root.inputs {
            if lost.iter().any(|lost| input.path.starts_with(lost.as_str())) {
                continue;
            }
            if let Some(ty) = place(self.after, field, &input.path) {
                self.input_type(input, ty, &about.line(format!("argument {path}({})", input.path)));
            } else {
                lost.push(format!("{}.", input.path));
                self.input_gone(root, field, input, about);
            }
        }
        self.required(root, field, about);
    }

    fn input_type(&mut self, input: &Input, now: &TypeRef, about: &About) {
        // A value of an enum is of its enum, however that is wrapped.
        let now = if self.after.values(now.name()).is_some() && input.path.contains('.') {
            now.name().to_owned()
        } else {
            now.to_string()
        };
        let today = self.today(&input.ty);
        if today == now {
            return;
        }
        let kind = match (loosens(&today, &now), input.path.contains('.')) {
            (true, _) => Kind::ArgumentLoosened,
            (false, true) => Kind::FilterFieldTypeChanged,
            (false, false) => Kind::ArgumentTypeChanged,
        };
        let text = |ty: &str| Some(format!("{}: {ty}", input.path));
        self.report(kind, about, text(&input.ty), text(&now));
    }

    fn input_gone(&mut self, root: &Selected, field: &'a Field, input: &Input, about: &About) {
        let before = Some(input.path.clone());
        if let Some((above, _)) = input.path.rsplit_once('.') {
            let is_order = place(self.after, field, above).is_some_and(|ty| self.after.values(ty.name()).is_some());
            let kind = if is_order { Kind::OrderValueGone } else { Kind::FilterFieldGone };
            return self.report(kind, about, before, None);
        }
        let given = root.arguments.iter().find(|(name, _)| *name == input.path);
        if let Some(today) = self.renamed_argument(root, field, input) {
            self.report(Kind::ArgumentRenamed, about, before, Some(today));
        } else if given.is_some_and(|(_, value)| self.roots.is_paging(value)) {
            self.report(Kind::PagingArgumentGone, about, before, None);
        } else {
            self.report(Kind::ArgumentGone, about, before, None);
        }
    }

    /// The argument of the same type that was not there before.
    fn renamed_argument(&self, root: &Selected, field: &'a Field, input: &Input) -> Option<String> {
        let known = self.before.field(&root.parent, &root.field)?;
        let today = self.today(&input.ty);
        let is_new = |argument: &&InputValue| known.arguments.iter().all(|old| old.name != argument.name);
        let mut new = field.arguments.iter().filter(is_new);
        new.find(|argument| argument.ty.to_string() == today).map(|argument| argument.name.clone())
    }

    /// What is not given and has to be, in the field and in each object that is given.
    fn required(&mut self, root: &Selected, field: &'a Field, about: &About) {
        let renamed: BTreeSet<_> =
            root.inputs.iter().filter_map(|input| self.renamed_argument(root, field, input)).collect();
        let given: BTreeSet<_> = root.inputs.iter().map(|input| input.path.as_str()).collect();
        let missing = |value: &&InputValue| value.ty.is_non_null() && value.default.is_none();
        for value in field.arguments.iter().filter(missing) {
            if !given.contains(value.name.as_str()) && !renamed.contains(&value.name) {
                self.report(Kind::ArgumentRequired, about, None, Some(declared(&value.name, value)));
            }
        }
        for path in &given {
            // An object is what something in it is given for.
            let is_object = given.iter().any(|below| below.starts_with(&format!("{path}.")));
            let Some(ty) = place(self.after, field, path).filter(|_| is_object) else { continue };
            for value in self.after.inputs(ty.name()).iter().filter(missing) {
                let below = format!("{path}.{}", value.name);
                if !given.contains(below.as_str()) {
                    self.report(Kind::FilterFieldRequired, about, None, Some(declared(&below, value)));
                }
            }
        }
    }
}

fn declared(path: &str, value: &InputValue) -> String {
    format!("{path}: {}", value.ty)
}

/// The type of what a path of names leads to: an argument, then fields of input objects, or a value of an enum.
fn place<'s>(schema: &'s Schema, field: &'s Field, path: &str) -> Option<&'s TypeRef> {
    let mut names = path.split('.');
    let first = names.next()?;
    let mut ty = &field.arguments.iter().find(|argument| argument.name == first)?.ty;
    for name in names {
        ty = match &schema.get(ty.name())?.kind {
            TypeKind::Input(fields) => &fields.iter().find(|field| field.name == name)?.ty,
            TypeKind::Enum(values) => values.iter().find(|value| value.name == name).map(|_| ty)?,
            _ => return None,
        };
    }
    Some(ty)
}
