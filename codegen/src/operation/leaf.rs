//! The Rust type of a value without fields: by the column that it is, else by its GraphQL type.

use crate::config::Config;
use crate::model::{ColumnType, Scalar, column_type};
use crate::query::{Selected, TYPENAME};
use crate::schema::{Schema, TypeKind, TypeRef};

/// What a value without fields is in Rust.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Leaf {
    /// A column's type, lists included.
    Column(ColumnType),
    /// A type of PostgreSQL, within whatever lists there are.
    Scalar(ColumnType),
    /// An enum, by its GraphQL name.
    Enum(String),
    /// A type by its path.
    Named(String),
}

impl Leaf {
    /// That of a selected field; `None` where nothing is known of its scalar.
    pub(crate) fn of(schema: &Schema, config: &Config, selected: &Selected) -> Option<Self> {
        let column =
            schema.field(&selected.parent, &selected.field).and_then(|field| Some((field, field.column.as_ref()?)));
        if selected.field != TYPENAME
            && let Some((field, column)) = column
            && !config.types.contains_key(&column.pg_type)
            && let Ok(ty) = column_type(schema, config, field, &column.pg_type)
        {
            return Some(Self::Column(ty));
        }
        let named = column.and_then(|(_, column)| config.types.get(&column.pg_type));
        named.map(|path| Self::Named(path.clone())).or_else(|| Self::of_type(schema, config, &selected.ty))
    }

    /// That of a GraphQL type, whatever lists are around it.
    pub(crate) fn of_type(schema: &Schema, config: &Config, ty: &TypeRef) -> Option<Self> {
        let name = ty.name();
        if let Some(path) = config.types.get(name) {
            return Some(Self::Named(path.clone()));
        }
        match schema.get(name).map(|def| &def.kind) {
            Some(TypeKind::Enum(_)) => Some(Self::Enum(name.to_owned())),
            Some(TypeKind::Scalar) => scalar(config, name),
            None => built_in(name).map(|path| Self::Named(path.to_owned())),
            Some(_) => None,
        }
    }
}

/// The scalars that every schema has (GraphQL specification, section 3.5).
fn built_in(name: &str) -> Option<&'static str> {
    Some(match name {
        "Boolean" => "bool",
        "Float" => "f64",
        "ID" | "String" => "::std::string::String",
        "Int" => "i32",
        _ => return None,
    })
}

/// A type of PostgreSQL by what the dialect calls it. Where it calls several so, a value is its text: a `Datetime` is a
/// `timestamp` or a `timestamptz`.
fn scalar(config: &Config, name: &str) -> Option<Leaf> {
    let arrival = |scalar: &Scalar| config.dialect.arrival(*scalar).filter(|arrival| arrival.graphql == name);
    let of: Vec<_> = Scalar::ALL.iter().filter_map(|scalar| Some((*scalar, arrival(scalar)?))).collect();
    match of[..] {
        [(scalar, arrival)] if arrival.is_text => Some(Leaf::Scalar(ColumnType::Verbatim(scalar))),
        [(scalar, _)] => Some(Leaf::Scalar(ColumnType::Scalar(scalar))),
        [] if config.dialect.texts().contains(&name) => Some(Leaf::Named("rt::Verbatim".to_owned())),
        [] => None,
        _ if name == "JSON" => Some(Leaf::Named("rt::Json".to_owned())),
        _ => Some(Leaf::Named("rt::Verbatim".to_owned())),
    }
}
