//! The columns of a table: which there are, what they are called, what they hold.

use super::compare::{About, Comparer, loosens};
use super::difference::{ColumnNames, Sides};
use super::kind::Kind;
use crate::query::{Root, Selected};
use crate::schema::{Field, RowType, Schema, TypeKind, TypeRef};

/// What a type is, as far as it says how a value is selected and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar,
    Enum,
    Object,
}

impl Shape {
    pub(super) fn of(schema: &Schema, ty: &TypeRef) -> Self {
        match schema.get(ty.name()).map(|def| &def.kind) {
            Some(TypeKind::Enum(_)) => Self::Enum,
            Some(TypeKind::Object { .. } | TypeKind::Union) => Self::Object,
            Some(TypeKind::Scalar | TypeKind::Input(_)) | None => Self::Scalar,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Enum => "enum",
            Self::Object => "object",
        }
    }
}

impl<'a> Comparer<'a> {
    /// A field that is selected of a row.
    pub(super) fn column(&mut self, path: &str, root: &'a Root, selected: &'a Selected, table: &About) {
        let row_type = selected.parent.as_str();
        let Some(before) = self.before.field(row_type, &selected.field) else { return };
        let after = self.names.fields.get(&(row_type, before.name.as_str())).copied();
        let about = self.about_column(table, Some(before), after).line(format!("column {path}"));
        let Some(after) = after else {
            return self.report(Kind::ColumnGone, &about, Some(typed(before)), None);
        };
        let today = self.names.tables.get(row_type).map(RowType::name);
        self.selected.entry(today.unwrap_or(row_type)).or_default().insert(&after.name);
        if let (Some(old), Some(new)) = (&before.column, &after.column) {
            let kind = if old.name == new.name { Kind::FieldRenamed } else { Kind::ColumnRenamed };
            if old.name != new.name || before.name != after.name {
                self.report(kind, &about, Some(both(before)), Some(both(after)));
            }
            self.deprecated(before, after, &about);
            if self.column_type(before, after, &about) {
                self.below(path, selected, after, &about);
            }
        } else if before.column.is_some() || after.column.is_some() {
            self.report(Kind::ColumnNotAnnotated, &about, Some(typed(before)), Some(typed(after)));
        } else {
            self.member(path, selected, after, table);
            self.rows(path, root, selected);
        }
    }

    /// Compares what a column holds; says whether it is the same kind of value.
    fn column_type(&mut self, before: &'a Field, after: &'a Field, about: &About) -> bool {
        let (old, new) = (typed(before), typed(after));
        let (depth, shape) = (lists(&before.ty), Shape::of(self.before, &before.ty));
        if depth != lists(&after.ty) {
            let kind = if depth < lists(&after.ty) { Kind::BecameList } else { Kind::BecameScalar };
            self.report(kind, about, Some(old), Some(new));
            return false;
        }
        let pg_type_changed = pg_type(before) != pg_type(after);
        let now = Shape::of(self.after, &after.ty);
        if before.ty.name() != after.ty.name() || shape != now {
            let kind = if pg_type_changed { Kind::TypeChanged } else { Kind::GraphqlTypeChanged };
            let old = if shape == now { old } else { format!("{old}, {}", shape.word()) };
            self.report(kind, about, Some(old), Some(new));
            return false;
        }
        if pg_type_changed {
            self.report(Kind::PostgresTypeChanged, about, Some(old), Some(new));
        }
        self.nullability(&before.ty.to_string(), &after.ty.to_string(), about);
        true
    }

    fn nullability(&mut self, before: &str, after: &str, about: &About) {
        if before != after {
            let looser = loosens(before, after);
            let kind = if looser { Kind::NullabilityLoosened } else { Kind::NullabilityTightened };
            self.report(kind, about, Some(before.to_owned()), Some(after.to_owned()));
        }
    }

    /// What is deprecated already was said before.
    pub(super) fn deprecated(&mut self, before: &Field, after: &Field, about: &About) {
        if let (None, Some(reason)) = (&before.deprecated, &after.deprecated) {
            self.report(Kind::Deprecated, about, Some(before.name.clone()), Some(reason.clone()));
        }
    }

    pub(super) fn about_column(&self, table: &About, before: Option<&Field>, after: Option<&Field>) -> About {
        let names = |field: &Field| ColumnNames {
            postgres: field.column.as_ref().map(|column| column.name.clone()),
            graphql: field.name.clone(),
        };
        let column = Sides { before: before.map(names), after: after.map(names) };
        let at = before.and_then(|field| self.before.locate(field.at)).or_else(|| table.at.clone());
        About { column, at, ..table.clone() }
    }
}

fn lists(ty: &TypeRef) -> usize {
    ty.element().map_or(0, |element| 1 + lists(element))
}

fn pg_type(field: &Field) -> Option<&str> {
    field.column.as_ref().map(|column| column.pg_type.as_str())
}

/// Both types of a column, the API's and PostgreSQL's.
pub(super) fn typed(field: &Field) -> String {
    match pg_type(field) {
        Some(pg_type) => format!("{} {pg_type}", field.ty),
        None => field.ty.to_string(),
    }
}

fn both(field: &Field) -> String {
    format!("{} ({})", field.column.as_ref().map_or("", |column| &column.name), field.name)
}
