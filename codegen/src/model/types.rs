//! The types that columns have. A type that is not here has no conversion: that is an error which names it, never
//! "text, probably".

use super::Kind;
use crate::config::Config;
use crate::schema::{Field, Schema, TypeRef};

/// A column's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnType {
    /// A type of PostgreSQL's own, or a domain over one.
    Scalar(Scalar),
    /// An enum, by its GraphQL name.
    Enum(String),
    /// An array of one dimension whose elements may be null.
    Array(Box<ColumnType>),
}

/// A scalar type of PostgreSQL, by how its values are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    /// `bool`
    Bool,
    /// `int2`
    Int2,
    /// `int4`
    Int4,
    /// `int8`
    Int8,
    /// `float8`
    Float8,
    /// `text` and the types whose value is their text: `varchar`, `bpchar`, `citext`, `name`
    Text,
    /// `uuid`
    Uuid,
    /// `timestamptz`
    Timestamptz,
    /// `interval`
    Interval,
    /// `json` and `jsonb`
    Json,
}

impl Scalar {
    /// How its values are written.
    pub fn kind(self) -> Kind {
        match self {
            Self::Bool => Kind::Bool,
            Self::Int2 | Self::Int4 | Self::Int8 => Kind::Int,
            Self::Text => Kind::Text,
            Self::Json => Kind::Json,
            Self::Float8 | Self::Uuid | Self::Timestamptz | Self::Interval => Kind::Plain,
        }
    }
}

/// PostgreSQL's name, the scalar, and the GraphQL type that its values arrive as.
const SCALARS: [(&str, Scalar, &str); 14] = [
    ("bool", Scalar::Bool, "Boolean"),
    ("bpchar", Scalar::Text, "String"),
    ("citext", Scalar::Text, "String"),
    ("float8", Scalar::Float8, "Float"),
    ("int2", Scalar::Int2, "Int"),
    ("int4", Scalar::Int4, "Int"),
    ("int8", Scalar::Int8, "BigInt"),
    ("interval", Scalar::Interval, "Interval"),
    ("json", Scalar::Json, "JSON"),
    ("jsonb", Scalar::Json, "JSON"),
    ("text", Scalar::Text, "String"),
    ("timestamptz", Scalar::Timestamptz, "Datetime"),
    ("uuid", Scalar::Uuid, "UUID"),
    ("varchar", Scalar::Text, "String"),
];

/// The type of a column; what stands in the way is said in words that follow "the column …".
pub(super) fn column_type(
    schema: &Schema,
    config: &Config,
    field: &Field,
    pg_type: &str,
) -> Result<ColumnType, (String, String)> {
    typed(schema, config, field.ty.nullable(), pg_type)
}

fn typed(schema: &Schema, config: &Config, ty: &TypeRef, pg_type: &str) -> Result<ColumnType, (String, String)> {
    if let Some(element) = pg_type.strip_suffix("[]") {
        let Some(inner) = ty.element() else {
            return Err(no_conversion(config, ty, pg_type));
        };
        return match typed(schema, config, inner.nullable(), element)? {
            ColumnType::Array(_) => Err(no_conversion(config, ty, pg_type)),
            inner => Ok(ColumnType::Array(Box::new(inner))),
        };
    }
    if ty.element().is_some() {
        return Err(no_conversion(config, ty, pg_type));
    }
    if schema.values(ty.name()).is_some() {
        return Ok(ColumnType::Enum(ty.name().to_owned()));
    }
    let (base, domain) = match config.domains.get(pg_type) {
        Some(base) => (base.as_str(), true),
        None => (pg_type, false),
    };
    let known = SCALARS.iter().find(|(name, _, graphql)| *name == base && (domain || *graphql == ty.name()));
    match known {
        Some((_, scalar, _)) => Ok(ColumnType::Scalar(*scalar)),
        None => Err(no_conversion(config, ty, pg_type)),
    }
}

fn no_conversion(config: &Config, ty: &TypeRef, pg_type: &str) -> (String, String) {
    let known: Vec<_> = SCALARS.iter().map(|(name, ..)| *name).collect();
    let known = known.join(", ");
    let note = match config.domains.get(pg_type) {
        Some(base) => format!("[domains] says that it is over `{base}`, which is none of {known}"),
        None => format!("if `{pg_type}` is a domain, say over what under [domains] in typeferry.toml ({known})"),
    };
    (format!("is of the PostgreSQL type `{pg_type}` as GraphQL `{ty}`, for which there is no conversion"), note)
}
