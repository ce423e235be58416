//! The columns of a table: which there are, what they are called, what they hold.

use super::compare::{About, Comparer, loosens};
use super::difference::{ColumnNames, Kind, Sides};
use super::pairs::pair_columns;
use crate::schema::{Field, RowType, Schema, TypeKind, TypeRef};

/// What a type is, as far as it says how a value is selected and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar,
    Enum,
    Object,
}

impl Shape {
    fn of(schema: &Schema, ty: &TypeRef) -> Self {
        match schema.get(ty.name()).map(|def| &def.kind) {
            Some(TypeKind::Enum(_)) => Self::Enum,
            Some(TypeKind::Object { .. } | TypeKind::Union) => Self::Object,
            Some(TypeKind::Scalar | TypeKind::Input(_)) | None => Self::Scalar,
        }
    }

    fn said(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Enum => "enum",
            Self::Object => "object",
        }
    }
}

impl<'a> Comparer<'a> {
    pub(super) fn columns(&mut self, before: &RowType<'a>, after: &RowType<'a>, about: &About) {
        let part = self.part;
        let pairs = pair_columns(before.fields, after.fields);
        for field in pairs.gone.iter().filter(|field| part.has(before.name(), &field.name)) {
            let about = self.about_column(about, Some(field), None);
            self.report(Kind::ColumnGone, &about, Some(typed(field)), None);
        }
        for (old, new) in pairs.both.into_iter().filter(|(old, _)| part.has(before.name(), &old.name)) {
            self.column(old, new, &self.about_column(about, Some(old), Some(new)));
        }
    }

    pub(super) fn column_new(&mut self, field: &Field, about: &About) {
        let kind = if field.column.is_some() { Kind::ColumnNew } else { Kind::FieldNotAnnotated };
        let about = self.about_column(about, None, Some(field));
        self.report(kind, &about, None, Some(typed(field)));
    }

    fn column(&mut self, before: &'a Field, after: &'a Field, about: &About) {
        let (Some(old), Some(new)) = (&before.column, &after.column) else {
            return self.report(Kind::ColumnNotAnnotated, about, Some(typed(before)), Some(typed(after)));
        };
        let kind = if old.name == new.name { Kind::FieldRenamed } else { Kind::ColumnRenamed };
        if old.name != new.name || before.name != after.name {
            self.report(kind, about, Some(both(before)), Some(both(after)));
        }
        self.column_type(before, after, about);
        self.deprecated(before, after, about);
    }

    fn column_type(&mut self, before: &'a Field, after: &'a Field, about: &About) {
        let (old, new) = (typed(before), typed(after));
        let (depth, shape) = (lists(&before.ty), Shape::of(self.before, &before.ty));
        if depth != lists(&after.ty) {
            let kind = if depth < lists(&after.ty) { Kind::BecameList } else { Kind::BecameScalar };
            return self.report(kind, about, Some(old), Some(new));
        }
        let pg_type_changed = pg_type(before) != pg_type(after);
        let now = Shape::of(self.after, &after.ty);
        if before.ty.name() != after.ty.name() || shape != now {
            let kind = if pg_type_changed { Kind::TypeChanged } else { Kind::GraphqlTypeChanged };
            let shaped =
                |text: String, shape: Shape| if shape == now { text } else { format!("{text}, {}", shape.said()) };
            return self.report(kind, about, Some(shaped(old, shape)), Some(new));
        }
        if pg_type_changed {
            self.report(Kind::PostgresTypeChanged, about, Some(old.clone()), Some(new.clone()));
        }
        self.nullability(&before.ty.to_string(), &after.ty.to_string(), about);
        match shape {
            Shape::Enum => self.enum_values(before.ty.name(), about),
            Shape::Object => self.parts(before.ty.name(), about),
            Shape::Scalar => {}
        }
    }

    fn nullability(&mut self, before: &str, after: &str, about: &About) {
        if before != after {
            let looser = loosens(before, after);
            let kind = if looser { Kind::NullabilityLoosened } else { Kind::NullabilityTightened };
            self.report(kind, about, Some(before.to_owned()), Some(after.to_owned()));
        }
    }

    /// The parts of a value that is an object: it is whole only with all of them.
    fn parts(&mut self, object: &str, about: &About) {
        let (before, after) = (self.before, self.after);
        for part in before.fields(object) {
            match after.field(object, &part.name) {
                None => self.report(Kind::PartGone, about, Some(declared(part)), None),
                Some(now) => self.part(part, now, about),
            }
        }
        for part in after.fields(object).iter().filter(|part| before.field(object, &part.name).is_none()) {
            self.report(Kind::PartNew, about, None, Some(declared(part)));
        }
    }

    fn part(&mut self, before: &'a Field, after: &'a Field, about: &About) {
        let (old, new) = (self.today(&before.ty.to_string()), after.ty.to_string());
        if old != new || Shape::of(self.before, &before.ty) != Shape::of(self.after, &after.ty) {
            let kind = if loosens(&old, &new) { Kind::NullabilityLoosened } else { Kind::PartTypeChanged };
            let about = About {
                lines: about.lines.iter().filter_map(|line| part_line(line, before)).collect(),
                ..about.clone()
            };
            self.report(kind, &about, Some(declared(before)), Some(declared(after)));
        }
        self.deprecated(before, after, about);
        if Shape::of(self.before, &before.ty) == Shape::Enum && before.ty.name() == after.ty.name() {
            self.enum_values(before.ty.name(), about);
        }
    }

    /// What is deprecated already was said before.
    pub(super) fn deprecated(&mut self, before: &Field, after: &Field, about: &About) {
        if let (None, Some(reason)) = (&before.deprecated, &after.deprecated) {
            self.report(Kind::Deprecated, about, Some(before.name.clone()), Some(reason.clone()));
        }
    }

    fn about_column(&self, table: &About, before: Option<&Field>, after: Option<&Field>) -> About {
        let names = |field: &Field| ColumnNames {
            postgres: field.column.as_ref().map(|column| column.name.clone()),
            graphql: field.name.clone(),
        };
        let column = Sides { before: before.map(names), after: after.map(names) };
        let at = before.and_then(|field| self.before.locate(field.at)).or_else(|| table.at.clone());
        let row_type = table.table.before.as_ref().map(|names| names.graphql.as_str());
        let field = before.map(|field| field.name.as_str());
        let by_hand = row_type.map_or_else(Vec::new, |row_type| self.part.by_hand_of_field(row_type, field));
        let about = About { column, at, by_hand, ..table.clone() };
        match row_type.zip(field) {
            Some((row_type, field)) => self.about_rows(&about, row_type, "column", &format!(".{field}")),
            None => about,
        }
    }
}

/// The line of a part of a column, by the column's.
fn part_line(line: &str, part: &Field) -> Option<String> {
    Some(format!("field {}.{}", line.strip_prefix("column ")?, part.name))
}

fn lists(ty: &TypeRef) -> usize {
    ty.element().map_or(0, |element| 1 + lists(element))
}

fn pg_type(field: &Field) -> Option<&str> {
    field.column.as_ref().map(|column| column.pg_type.as_str())
}

/// Both types of a column, the API's and PostgreSQL's.
fn typed(field: &Field) -> String {
    match pg_type(field) {
        Some(pg_type) => format!("{} {pg_type}", field.ty),
        None => field.ty.to_string(),
    }
}

fn both(field: &Field) -> String {
    format!("{} ({})", field.column.as_ref().map_or("", |column| &column.name), field.name)
}

fn declared(field: &Field) -> String {
    format!("{}: {}", field.name, field.ty)
}
