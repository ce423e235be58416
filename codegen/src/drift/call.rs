//! How rows are asked for: the root field, and what pages. The arguments are a room of their own.

use super::compare::{About, Comparer};
use super::difference::Kind;
use super::used::{is_table, row_type};
use crate::query::Selected;
use crate::query::looser::loosens;
use crate::schema::{Field, Schema, TypeRef};

impl<'a> Comparer<'a> {
    pub(super) fn calls(&mut self) {
        let used = self.used;
        for root in &used.roots {
            let about = self.about_root(root);
            // A table that is gone is one difference, however it was asked for.
            if about.table.before.is_some() && about.table.after.is_none() {
                continue;
            }
            if let Some(field) = self.root(root, &about) {
                self.arguments(root, field, &about);
                self.member(&self.before.query, root, field, &about);
            }
        }
    }

    fn about_root(&self, root: &Selected) -> About {
        let at = self.before.locate(root.schema_at);
        let by_hand = self.used.theirs(root).map(str::to_owned).into_iter().collect();
        let Some(row_type) = row_type(self.before, root) else {
            return About { at, by_hand, ..About::default() };
        };
        let about = self.about_table(self.names.before.get(row_type), self.names.tables.get(row_type));
        About { at, by_hand, ..about }
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
    fn members(&mut self, after: &str, selected: &'a [Selected], about: &About) {
        for member in selected {
            if let Some(field) = self.after.field(after, &member.field) {
                self.member(&member.parent, member, field, about);
            } else {
                let before = format!("{}.{}: {}", member.parent, member.field, member.ty);
                self.report(Kind::PagingFieldGone, about, Some(before), None);
            }
        }
    }

    fn member(&mut self, parent: &str, selected: &'a Selected, field: &'a Field, about: &About) {
        if let Some(before) = self.before.field(parent, &selected.field) {
            self.deprecated(before, field, about);
        }
        let alike = self.before.is_composite(selected.ty.name()) == self.after.is_composite(field.ty.name());
        let today = self.today(&selected.ty.to_string());
        let now = field.ty.to_string();
        if today != now || !alike {
            let kind = if loosens(&today, &now) { Kind::NullabilityLoosened } else { Kind::PagingFieldTypeChanged };
            let text = |ty: &TypeRef| Some(format!("{}: {ty}", selected.field));
            self.report(kind, about, text(&selected.ty), text(&field.ty));
        }
        if alike && !is_table(self.before, selected.ty.name()) {
            self.members(field.ty.name(), &selected.children, about);
        }
    }
}

/// Whether the root field leads to rows of this type.
pub(super) fn answers_with(schema: &Schema, root: &Field, row_type: &str) -> bool {
    root.ty.name() == row_type || schema.fields(root.ty.name()).iter().any(|member| member.ty.name() == row_type)
}
