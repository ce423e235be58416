//! How rows are asked for: the root field, and what pages. The arguments are a room of their own.

use super::compare::{About, Comparer, loosens, row_type};
use super::difference::Kind;
use crate::query::{Root, Selected};
use crate::schema::{Field, Schema, TypeRef};

impl<'a> Comparer<'a> {
    pub(super) fn call(&mut self, root: &'a Root) {
        let Root { path, selected, .. } = root;
        let about = self.about_root(root);
        // A table that is gone is one difference, however it was asked for.
        if about.table.before.is_some() && about.table.after.is_none() {
            return;
        }
        if let Some(field) = self.root(selected, &about) {
            self.arguments(root, field, &about);
            self.member(path, &self.before.query, selected, field, &about);
        }
    }

    fn about_root(&self, root: &Root) -> About {
        let at = self.before.locate(root.selected.schema_at);
        let by_hand = root.by_hand.iter().cloned().collect();
        let row_type = row_type(self.before, &root.selected);
        let Some(table) = row_type.and_then(|row_type| self.before.row_type(row_type)) else {
            return About { at, by_hand, ..About::default() };
        };
        About { at, by_hand, ..self.about_table(Some(&table), self.names.tables.get(table.name())) }
    }

    /// The root field after. That a table's document calls another one has been said with its table.
    fn root(&mut self, root: &Selected, about: &About) -> Option<&'a Field> {
        let after = self.after;
        let named = after.field(&after.query, &root.field);
        let Some(table) = &about.table.after else {
            if named.is_none() {
                self.report(Kind::RootFieldGone, about, Some(root.field.clone()), None);
            }
            return named;
        };
        if let Some(field) = named.filter(|field| answers_with(after, field, &table.graphql)) {
            return Some(field);
        }
        let today = after.field(&after.query, table.root_field.as_deref()?)?;
        if about.table.before.as_ref().and_then(|names| names.root_field.as_ref()) != Some(&root.field) {
            self.report(Kind::RootFieldRenamed, about, Some(root.field.clone()), Some(today.name.clone()));
        }
        Some(today)
    }

    /// What is selected of a type, but for the columns of a row.
    fn members(&mut self, path: &str, after: &str, selected: &'a [Selected], about: &About) {
        for member in selected {
            let path = format!("{path}.{}", member.field);
            if let Some(field) = self.after.field(after, &member.field) {
                self.member(&path, &member.parent, member, field, about);
            } else {
                let before = format!("{}.{}: {}", member.parent, member.field, member.ty);
                self.report(Kind::PagingFieldGone, about, Some(before), None);
            }
        }
    }

    fn member(&mut self, path: &str, parent: &str, selected: &'a Selected, field: &'a Field, about: &About) {
        if let Some(before) = self.before.field(parent, &selected.field) {
            self.deprecated(before, field, about);
        }
        let alike = self.before.is_composite(selected.ty.name()) == self.after.is_composite(field.ty.name());
        let today = self.today(&selected.ty.to_string());
        let now = field.ty.to_string();
        if today != now || !alike {
            let kind = if loosens(&today, &now) { Kind::NullabilityLoosened } else { Kind::PagingFieldTypeChanged };
            let text = |ty: &TypeRef| Some(format!("{}: {ty}", selected.field));
            self.report(kind, &about.line(format!("field {path}")), text(&selected.ty), text(&field.ty));
        }
        if alike && self.before.row_type(selected.ty.name()).is_none() {
            self.members(path, field.ty.name(), &selected.children, about);
        }
    }
}

/// Whether the root field leads to rows of this type.
pub(super) fn answers_with(schema: &Schema, root: &Field, row_type: &str) -> bool {
    root.ty.name() == row_type || schema.fields(root.ty.name()).iter().any(|member| member.ty.name() == row_type)
}
