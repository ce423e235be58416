//! Fragments and conditions of operations: what is in them is selected where they stand.

use std::collections::BTreeMap;

use cynic_parser::executable as ast;

use super::document::Selected;
use super::select::Checker;
use crate::diagnostic::Diagnostic;
use crate::schema::{InputValue, TypeRef};

/// Fragments within fragments: what walks the tree recurses.
const DEPTH: usize = 64;

/// The place of what GraphQL itself has, in no schema.
pub(super) const NO_PLACE: usize = usize::MAX;

impl Checker<'_> {
    pub(super) fn inline_fragment(&mut self, parent: &str, fragment: ast::InlineFragment<'_>) -> Vec<Selected> {
        let at = fragment.selection_set_span().start;
        if !self.takes_fragments(at) {
            return Vec::new();
        }
        let has_condition = self.condition("a fragment", fragment.directives(), at);
        let Some(on) = self.narrowed(parent, fragment.type_condition().unwrap_or(parent), at) else {
            return Vec::new();
        };
        self.within(has_condition, |checker| checker.selections(&on, fragment.selection_set()))
    }

    pub(super) fn fragment_spread(&mut self, parent: &str, spread: ast::FragmentSpread<'_>) -> Vec<Selected> {
        let (name, at) = (spread.fragment_name(), spread.fragment_name_span().start);
        if !self.takes_fragments(at) {
            return Vec::new();
        }
        let has_condition = self.condition(name, spread.directives(), at);
        let document = self.document;
        let Some(fragment) = document.fragments().find(|fragment| fragment.name() == name) else {
            let known = document.fragments().map(|fragment| fragment.name());
            let error = Diagnostic::error(format!("there is no fragment `{name}`")).nearest(name, known);
            self.error(error, at);
            return Vec::new();
        };
        if self.open.iter().any(|open| open == name) || self.open.len() >= DEPTH {
            self.error(Diagnostic::error(format!("the fragment `{name}` leads back to itself")), at);
            return Vec::new();
        }
        let Some(on) = self.narrowed(parent, fragment.type_condition(), at) else { return Vec::new() };
        self.spread.insert(name.to_owned());
        self.open.push(name.to_owned());
        let selected = self.within(has_condition, |checker| checker.selections(&on, fragment.selection_set()));
        self.open.pop();
        selected
    }

    fn within<T>(&mut self, has_condition: bool, check: impl FnOnce(&mut Self) -> T) -> T {
        let around = self.is_conditional;
        self.is_conditional = around || has_condition;
        let checked = check(self);
        self.is_conditional = around;
        checked
    }

    fn takes_fragments(&mut self, at: usize) -> bool {
        if !self.is_operation {
            let message = "a table's document has no fragments: write the fields out, so that a review sees them";
            self.error(Diagnostic::error(message), at);
        }
        self.is_operation
    }

    /// The type that a fragment's fields are of: that around it, unless it is narrower.
    fn narrowed(&mut self, parent: &str, on: &str, at: usize) -> Option<String> {
        let schema = self.schema;
        if !schema.is_composite(on) {
            let names = schema.types.keys().map(String::as_str).filter(|name| schema.is_composite(name));
            let message = format!("`{on}` is no type that has fields");
            self.error(Diagnostic::error(message).nearest(on, names), at);
            return None;
        }
        let (around, within) = (schema.objects(parent), schema.objects(on));
        if !around.iter().any(|object| within.contains(object)) {
            self.error(Diagnostic::error(format!("a `{parent}` is never a `{on}`")), at);
            return None;
        }
        let covers = around.iter().all(|object| within.contains(object));
        // What a wider type has, the one around it may not: a union has no fields at all.
        let is_wider = covers && (schema.is_interface(parent) || !schema.possible.contains_key(parent));
        Some(if is_wider { parent } else { on }.to_owned())
    }

    /// Whether directives say that a field may be absent.
    pub(super) fn condition<'d>(
        &mut self,
        of: &str,
        directives: impl Iterator<Item = ast::Directive<'d>>,
        at: usize,
    ) -> bool {
        let mut has_condition = false;
        for directive in directives {
            if !self.is_operation {
                let message = format!("`{of}` has a directive: what is promised is read without conditions");
                self.error(Diagnostic::error(message), at);
            } else if matches!(directive.name(), "include" | "skip") {
                has_condition = true;
                self.arguments(directive.name(), &[condition()], directive.arguments(), at);
            } else {
                let message = format!("`@{}` stands at {of}: only @include and @skip are read", directive.name());
                self.error(Diagnostic::error(message), at);
            }
        }
        has_condition
    }

    /// Fields that an answer has under one name are one (GraphQL specification, section 5.3.2).
    pub(super) fn merged(&mut self, selected: Vec<Selected>) -> Vec<Selected> {
        if !self.is_operation {
            return selected;
        }
        let mut places = BTreeMap::new();
        let mut merged: Vec<Selected> = Vec::new();
        for field in selected {
            let key = (field.parent.clone(), field.key().to_owned());
            match places.get(&key).and_then(|place: &usize| merged.get_mut(*place)) {
                Some(first) if first.field == field.field && first.arguments == field.arguments => {
                    first.is_conditional &= field.is_conditional;
                    first.children.extend(field.children);
                    let children = std::mem::take(&mut first.children);
                    let children = self.merged(children);
                    if let Some(first) = places.get(&key).and_then(|place| merged.get_mut(*place)) {
                        first.children = children;
                    }
                }
                Some(first) => {
                    let message = format!("`{}` is asked for in two ways: the first is at {}", field.key(), first.at);
                    let error = Diagnostic::error(message).at(field.at).note("give one of them an alias");
                    self.found.push(error);
                }
                None => {
                    places.insert(key, merged.len());
                    merged.push(field);
                }
            }
        }
        merged
    }

    pub(super) fn unused_fragments(&mut self) {
        for fragment in self.document.fragments() {
            if !self.spread.contains(fragment.name()) {
                let message = format!("the fragment `{}` is not used", fragment.name());
                self.error(Diagnostic::error(message), fragment.name_span().start);
            }
        }
    }
}

/// The argument of `@include` and of `@skip` (GraphQL specification, section 3.13).
fn condition() -> InputValue {
    let ty = TypeRef::NonNull(Box::new(TypeRef::Named("Boolean".to_owned())));
    InputValue { name: "if".to_owned(), ty, default: None, at: NO_PLACE }
}
