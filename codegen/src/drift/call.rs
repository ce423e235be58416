//! What is selected, on the way down from a root field. The arguments, tables and columns are rooms of their own.

use super::column::Shape;
use super::compare::{About, Comparer, loosens, row_type};
use super::kind::Kind;
use crate::query::{Root, Selected};
use crate::schema::{Field, Schema, TypeRef};

impl<'a> Comparer<'a> {
    pub(super) fn call(&mut self, root: &'a Root) {
        let Root { path, selected, by_hand, .. } = root;
        self.rows(path, root, selected);
        let row = row_type(self.before, selected);
        let after = row.and_then(|row| self.names.tables.get(row.name()).copied());
        // A table that is gone is one difference, however it was asked for.
        if row.is_some() && after.is_none() {
            return;
        }
        let table = self.about_table(row.as_ref(), after.as_ref(), Some(root));
        let at = self.before.locate(selected.schema_at);
        let about = About { at, by_hand: by_hand.clone(), ..table };
        if let Some(field) = self.root(selected, &about) {
            self.arguments(root, field, &about);
            self.member(path, selected, field, &about);
        }
    }

    /// The root field after. That a table's document calls another one has been said with its table.
    fn root(&mut self, root: &Selected, about: &About) -> Option<&'a Field> {
        let after = self.after;
        let is_mutation = self.before.mutation.as_ref() == Some(&root.parent);
        let mutation = || after.field(after.mutation.as_ref()?, &root.field);
        let query = after.field(&after.query, &root.field).filter(|_| !is_mutation);
        // A lock does not say which of its operations are mutations.
        let named = query.or_else(mutation);
        let Some(table) = &about.table.after else {
            if named.is_none() {
                self.report(Kind::RootFieldGone, about, Some(root.field.clone()), None);
            }
            return named;
        };
        if let Some(field) = named.filter(|field| !self.reads_table(root) || answers_with(after, field, &table.graphql))
        {
            return Some(field);
        }
        // Other fields lead to rows too: what takes the place of one that reads no table is not known.
        if !self.reads_table(root) {
            self.report(Kind::RootFieldGone, about, Some(root.field.clone()), None);
            return None;
        }
        let today = after.field(&after.query, table.root_field.as_deref()?)?;
        if about.table.before.as_ref().and_then(|names| names.root_field.as_ref()) != Some(&root.field) {
            self.report(Kind::RootFieldRenamed, about, Some(root.field.clone()), Some(today.name.clone()));
        }
        Some(today)
    }

    /// A field that is no column: of what pages, or a part of a column that is an object.
    pub(super) fn member(&mut self, path: &str, selected: &'a Selected, field: &'a Field, about: &About) {
        if let Some(before) = self.before.field(&selected.parent, &selected.field) {
            self.deprecated(before, field, about);
        }
        let (old, new) = (Shape::of(self.before, &selected.ty), Shape::of(self.after, &field.ty));
        let (today, now) = (self.today(&selected.ty.to_string()), field.ty.to_string());
        if today != now || old != new {
            let kind = match (loosens(&today, &now), about.column.before.is_some()) {
                (true, _) => Kind::NullabilityLoosened,
                (false, true) => Kind::PartTypeChanged,
                (false, false) => Kind::PagingFieldTypeChanged,
            };
            let text = |ty: &TypeRef| Some(format!("{}: {ty}", selected.field));
            self.report(kind, &about.line(format!("field {path}")), text(&selected.ty), text(&field.ty));
        }
        if old == new {
            self.below(path, selected, field, about);
        }
    }

    /// What is selected of a value: the values of its enum, or the fields of its object. Rows are a room of their own.
    pub(super) fn below(&mut self, path: &str, selected: &'a Selected, field: &'a Field, about: &About) {
        let (before, after) = (selected.ty.name(), field.ty.name());
        if self.before.row_type(before).is_some() {
            return;
        }
        let is_part = about.column.before.is_some();
        if before == after {
            self.enum_values(before, about);
        }
        for child in &selected.children {
            // What is in a fragment is of a narrower type than what it is selected of.
            let of = if child.parent == before { after } else { &child.parent };
            if let Some(field) = self.after.field(of, &child.field) {
                self.member(&format!("{path}.{}", child.step(selected)), child, field, about);
            } else if is_part {
                self.report(Kind::PartGone, about, Some(format!("{}: {}", child.field, child.ty)), None);
            } else {
                let before = format!("{}.{}: {}", child.parent, child.field, child.ty);
                self.report(Kind::PagingFieldGone, about, Some(before), None);
            }
        }
        // A value that is an object is whole only with all its parts.
        let parts = self.after.fields(after).iter().filter(|_| is_part && about.whole);
        for part in parts.filter(|part| selected.child(&part.name).is_none()) {
            self.report(Kind::PartNew, about, None, Some(format!("{}: {}", part.name, part.ty)));
        }
    }
}

/// Whether the root field leads to rows of this type.
pub(super) fn answers_with(schema: &Schema, root: &Field, row_type: &str) -> bool {
    root.ty.name() == row_type || schema.fields(root.ty.name()).iter().any(|member| member.ty.name() == row_type)
}
