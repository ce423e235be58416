//! The parts of a schema, as the GraphQL specification (section 3) names them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use typeferry_base::table::PageShape;

use super::annotation::{ColumnAnnotation, ForeignKeyAnnotation, TableAnnotation};
use crate::diagnostic::{Location, Source};
use crate::syntax::LISTS;

/// A schema whose type references all resolve.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The text it was read from; an introspection answer has no places.
    pub source: Option<Source>,
    /// The name of the query root type.
    pub query: String,
    /// The name of the mutation root type, where the API has one.
    pub mutation: Option<String>,
    /// Whether it is all of an API rather than what tables need of it.
    pub is_whole: bool,
    /// Every type, built-in scalars excepted, by name.
    pub types: BTreeMap<String, TypeDef>,
    /// The object types that a value of an interface or of a union can be of.
    pub possible: BTreeMap<String, BTreeSet<String>>,
}

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// Its name.
    pub name: String,
    /// What it is and holds.
    pub kind: TypeKind,
    /// Where its name stands, as a byte offset into the source.
    pub at: usize,
}

/// What a type is and holds. Which objects an interface or a union stands for is kept in [`Schema::possible`].
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// A scalar.
    Scalar,
    /// An object or an interface.
    Object {
        /// Its fields, in order.
        fields: Vec<Field>,
        /// The table whose row it is.
        table: Option<TableAnnotation>,
        /// That table's foreign keys.
        foreign_keys: Vec<ForeignKeyAnnotation>,
    },
    /// A union.
    Union,
    /// An enum.
    Enum(Vec<EnumValue>),
    /// An input object.
    Input(Vec<InputValue>),
}

/// An object type that is the row of a table, with what the schema says of that.
#[derive(Debug, Clone, Copy)]
pub struct RowType<'a> {
    /// The type.
    pub def: &'a TypeDef,
    /// Its table.
    pub table: &'a TableAnnotation,
    /// Its fields, in order.
    pub fields: &'a [Field],
    /// The table's foreign keys.
    pub foreign_keys: &'a [ForeignKeyAnnotation],
}

impl<'a> RowType<'a> {
    /// The row type that a definition is, if it is one.
    fn of(def: &'a TypeDef) -> Option<Self> {
        match &def.kind {
            TypeKind::Object { fields, table: Some(table), foreign_keys } => {
                Some(Self { def, table, fields, foreign_keys })
            }
            _ => None,
        }
    }

    /// The type's name.
    pub fn name(&self) -> &'a str {
        &self.def.name
    }

    /// The names of its columns, each as `schema.table.column`.
    pub fn qualified_columns(self) -> impl Iterator<Item = String> + 'a {
        let table = self.table.qualified();
        let columns = self.fields.iter().filter_map(|field| field.column.as_ref());
        columns.map(move |column| format!("{table}.{}", column.name))
    }
}

/// A field of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// Its arguments, in order.
    pub arguments: Vec<InputValue>,
    /// The reason given, if it is deprecated.
    pub deprecated: Option<String>,
    /// The column that it is.
    pub column: Option<ColumnAnnotation>,
    /// Where its name stands, as a byte offset into the source.
    pub at: usize,
}

/// An argument, or a field of an input object.
#[derive(Debug, Clone, PartialEq)]
pub struct InputValue {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// Its default, as GraphQL text.
    pub default: Option<String>,
    /// Where its name stands, as a byte offset into the source.
    pub at: usize,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// Its GraphQL name.
    pub name: String,
    /// The label of the PostgreSQL enum that it stands for.
    pub label: Option<String>,
    /// The reason given, if it is deprecated.
    pub deprecated: Option<String>,
    /// Where it stands, as a byte offset into the source.
    pub at: usize,
}

/// A type with its list and non-null wrappers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeRef {
    /// A named type, nullable.
    Named(String),
    /// A list.
    List(Box<TypeRef>),
    /// Never null.
    NonNull(Box<TypeRef>),
}

impl TypeRef {
    /// Reads a type as [`TypeRef`] is displayed; `None` where the text is none, or nested deeper than a schema may be.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let inner = text.trim_start_matches('[');
        let name = inner.trim_end_matches([']', '!']);
        let (open, wrappers) = (text.len() - inner.len(), inner.get(name.len()..)?);
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !is_name || open > LISTS || wrappers.matches(']').count() != open {
            return None;
        }
        wrappers.chars().try_fold(Self::Named(name.to_owned()), |inner, wrapper| match wrapper {
            ']' => Some(Self::List(Box::new(inner))),
            _ => (!inner.is_non_null()).then(|| Self::NonNull(Box::new(inner))),
        })
    }

    /// The named type inside all wrappers.
    pub fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::List(inner) | Self::NonNull(inner) => inner.name(),
        }
    }

    /// Whether null cannot occur.
    pub fn is_non_null(&self) -> bool {
        matches!(self, Self::NonNull(_))
    }

    /// The type without an outer non-null.
    pub fn nullable(&self) -> &TypeRef {
        match self {
            Self::NonNull(inner) => inner,
            other => other,
        }
    }

    /// The element type, if it is a list.
    pub fn element(&self) -> Option<&TypeRef> {
        match self.nullable() {
            Self::List(inner) => Some(inner),
            _ => None,
        }
    }

    /// Whether a variable of this type may stand where `expected` is wanted
    /// (GraphQL specification, section 5.8.5, without the clause on defaults).
    pub fn fits(&self, expected: &TypeRef) -> bool {
        match (self, expected) {
            (Self::NonNull(a), Self::NonNull(b)) | (Self::List(a), Self::List(b)) => a.fits(b),
            (_, Self::NonNull(_)) => false,
            (Self::NonNull(a), b) => a.fits(b),
            (Self::Named(a), Self::Named(b)) => a == b,
            _ => false,
        }
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::List(inner) => write!(f, "[{inner}]"),
            Self::NonNull(inner) => write!(f, "{inner}!"),
        }
    }
}

/// The scalars that every schema has without saying so (GraphQL specification, section 3.5).
pub(crate) const BUILT_IN_SCALARS: [&str; 5] = ["Boolean", "Float", "ID", "Int", "String"];

impl Schema {
    /// The type of that name.
    pub fn get(&self, name: &str) -> Option<&TypeDef> {
        self.types.get(name)
    }

    /// Whether the name is a type's: one of the schema, or a scalar that every schema has.
    pub fn knows(&self, name: &str) -> bool {
        self.types.contains_key(name) || BUILT_IN_SCALARS.contains(&name)
    }

    /// Whether the type is an interface.
    pub fn is_interface(&self, name: &str) -> bool {
        self.possible.contains_key(name) && matches!(self.get(name).map(|def| &def.kind), Some(TypeKind::Object { .. }))
    }

    /// The object types that a value of the type can be of: itself, unless it is an interface or a union.
    pub fn objects<'s>(&'s self, name: &'s str) -> Vec<&'s str> {
        match self.possible.get(name) {
            Some(possible) => possible.iter().map(String::as_str).collect(),
            None => vec![name],
        }
    }

    /// The interfaces that an object type implements.
    pub fn interfaces<'s>(&'s self, object: &str) -> impl Iterator<Item = &'s str> {
        let of =
            |(name, objects): &(&'s String, &BTreeSet<String>)| objects.contains(object) && self.is_interface(name);
        self.possible.iter().filter(of).map(|(name, _)| name.as_str())
    }

    /// The fields of the object type of that name; empty for anything else.
    pub fn fields(&self, name: &str) -> &[Field] {
        match self.get(name).map(|def| &def.kind) {
            Some(TypeKind::Object { fields, .. }) => fields,
            _ => &[],
        }
    }

    /// The field of an object type.
    pub fn field(&self, ty: &str, name: &str) -> Option<&Field> {
        self.fields(ty).iter().find(|field| field.name == name)
    }

    /// The fields of the input type of that name; empty for anything else.
    pub fn inputs(&self, name: &str) -> &[InputValue] {
        match self.get(name).map(|def| &def.kind) {
            Some(TypeKind::Input(fields)) => fields,
            _ => &[],
        }
    }

    /// The field of an input type.
    pub fn input(&self, ty: &str, name: &str) -> Option<&InputValue> {
        self.inputs(ty).iter().find(|field| field.name == name)
    }

    /// The values of the enum of that name, if it is one.
    pub fn values(&self, name: &str) -> Option<&[EnumValue]> {
        match self.get(name).map(|def| &def.kind) {
            Some(TypeKind::Enum(values)) => Some(values),
            _ => None,
        }
    }

    /// The rows of tables, by the names of their types.
    pub fn row_types(&self) -> impl Iterator<Item = RowType<'_>> {
        self.types.values().filter_map(RowType::of)
    }

    /// The row type of that name, if it is one.
    pub fn row_type(&self, name: &str) -> Option<RowType<'_>> {
        self.get(name).and_then(RowType::of)
    }

    /// The GraphQL type of the rows that a root field answers with; `None` where it does not answer with rows in pages of
    /// this shape.
    pub fn rows_type(&self, page: &PageShape, root: &Field) -> Option<&str> {
        match page.rows {
            Some(rows) => self.field(root.ty.name(), rows).map(|rows| rows.ty.name()),
            None => self.get(root.ty.nullable().element()?.name()).map(|element| element.name.as_str()),
        }
    }

    /// Whether a value of the type has fields to select.
    pub fn is_composite(&self, name: &str) -> bool {
        matches!(self.get(name).map(|def| &def.kind), Some(TypeKind::Object { .. } | TypeKind::Union))
    }

    /// The place of an offset, where the schema has a text.
    pub fn locate(&self, at: usize) -> Option<Location> {
        self.source.as_ref().map(|source| source.locate(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> TypeRef {
        TypeRef::Named(name.into())
    }

    #[test]
    fn a_stricter_variable_fits_a_looser_place() {
        let strict = TypeRef::NonNull(Box::new(named("UUID")));
        assert!(strict.fits(&named("UUID")));
        assert!(!named("UUID").fits(&strict));
        assert!(!named("String").fits(&named("UUID")));
        let list = TypeRef::List(Box::new(strict.clone()));
        assert!(!list.fits(&strict));
        assert_eq!(TypeRef::NonNull(Box::new(list)).to_string(), "[UUID!]!");
    }

    #[test]
    fn a_type_is_read_as_it_is_displayed() {
        for text in ["UUID", "UUID!", "[UUID!]!", "[[A_1]!]"] {
            assert_eq!(TypeRef::read(text).unwrap().to_string(), text);
        }
        for text in ["", "!", "A!!", "[A", "A]", "[]", "!A", "A B", &format!("{}A{}", "[".repeat(99), "]".repeat(99))] {
            assert_eq!(TypeRef::read(text), None, "{text}");
        }
    }
}
