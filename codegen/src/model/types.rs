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

impl ColumnType {
    /// How its values are written; of an array, how its elements are.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Scalar(scalar) => scalar.kind(),
            Self::Enum(_) => Kind::Plain,
            Self::Array(element) => element.kind(),
        }
    }

    /// Whether it is an array.
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// The type of its elements; its own where it is no array.
    pub fn element(&self) -> &Self {
        match self {
            Self::Array(element) => element.element(),
            own => own,
        }
    }
}

/// A scalar type of PostgreSQL, by how its values are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    /// `bool`
    Bool,
    /// `box`
    Box,
    /// `bytea`
    Bytea,
    /// `circle`
    Circle,
    /// `date`
    Date,
    /// `daterange`
    DateRange,
    /// `float4`
    Float4,
    /// `float8`
    Float8,
    /// `hstore`
    Hstore,
    /// `int2`
    Int2,
    /// `int4`
    Int4,
    /// `int4range`
    Int4Range,
    /// `int8`
    Int8,
    /// `int8range`
    Int8Range,
    /// `interval`
    Interval,
    /// `json`
    Json,
    /// `jsonb`
    Jsonb,
    /// `lseg`
    LineSegment,
    /// `money`
    Money,
    /// `numeric`
    Numeric,
    /// `numrange`
    NumRange,
    /// `oid`
    Oid,
    /// `path`
    Path,
    /// `point`
    Point,
    /// `polygon`
    Polygon,
    /// `text` and the types whose value is text that people wrote: `varchar`, `bpchar`, `citext`, `name`
    Text,
    /// `time`
    Time,
    /// `timetz`
    Timetz,
    /// `timestamp`
    Timestamp,
    /// `timestamptz`
    Timestamptz,
    /// `tsrange`
    TsRange,
    /// `tstzrange`
    TstzRange,
    /// `uuid`
    Uuid,
    /// A type that arrives as PostgreSQL's own text of its values: `inet`, `varbit`, `tsvector`
    Verbatim,
    /// `xml`
    Xml,
}

impl Scalar {
    /// How its values are written.
    pub fn kind(self) -> Kind {
        match self {
            Self::Bool => Kind::Bool,
            Self::Int2 | Self::Int4 | Self::Int8 => Kind::Int,
            Self::Text => Kind::Text,
            Self::Json | Self::Jsonb => Kind::Json,
            Self::Money => Kind::Money,
            Self::Xml => Kind::Xml,
            _ => Kind::Plain,
        }
    }
}

/// PostgreSQL's name, the scalar, and the GraphQL type that its values arrive as.
const SCALARS: [(&str, Scalar, &str); 48] = [
    ("bit", Scalar::Verbatim, "BitString"),
    ("bool", Scalar::Bool, "Boolean"),
    ("box", Scalar::Box, "Box"),
    ("bpchar", Scalar::Text, "String"),
    ("bytea", Scalar::Bytea, "Base64EncodedBinary"),
    ("char", Scalar::Verbatim, "String"),
    ("cidr", Scalar::Verbatim, "CidrAddress"),
    ("circle", Scalar::Circle, "Circle"),
    ("citext", Scalar::Text, "String"),
    ("date", Scalar::Date, "Date"),
    ("daterange", Scalar::DateRange, "DateRange"),
    ("float4", Scalar::Float4, "Float"),
    ("float8", Scalar::Float8, "Float"),
    ("hstore", Scalar::Hstore, "KeyValueHash"),
    ("inet", Scalar::Verbatim, "InternetAddress"),
    ("int2", Scalar::Int2, "Int"),
    ("int4", Scalar::Int4, "Int"),
    ("int4range", Scalar::Int4Range, "IntRange"),
    ("int8", Scalar::Int8, "BigInt"),
    ("int8range", Scalar::Int8Range, "BigIntRange"),
    ("interval", Scalar::Interval, "Interval"),
    ("json", Scalar::Json, "JSON"),
    ("jsonb", Scalar::Jsonb, "JSON"),
    ("jsonpath", Scalar::Verbatim, "JSONPath"),
    ("lseg", Scalar::LineSegment, "LineSegment"),
    ("ltree", Scalar::Verbatim, "LTree"),
    ("macaddr", Scalar::Verbatim, "MacAddress"),
    ("macaddr8", Scalar::Verbatim, "MacAddress8"),
    ("money", Scalar::Money, "Float"),
    ("name", Scalar::Text, "String"),
    ("numeric", Scalar::Numeric, "BigFloat"),
    ("numrange", Scalar::NumRange, "BigFloatRange"),
    ("oid", Scalar::Oid, "Oid"),
    ("path", Scalar::Path, "Path"),
    ("point", Scalar::Point, "Point"),
    ("polygon", Scalar::Polygon, "Polygon"),
    ("text", Scalar::Text, "String"),
    ("time", Scalar::Time, "Time"),
    ("timestamp", Scalar::Timestamp, "Datetime"),
    ("timestamptz", Scalar::Timestamptz, "Datetime"),
    ("timetz", Scalar::Timetz, "Time"),
    ("tsrange", Scalar::TsRange, "DatetimeRange"),
    ("tstzrange", Scalar::TstzRange, "DatetimeRange"),
    ("tsvector", Scalar::Verbatim, "FullText"),
    ("uuid", Scalar::Uuid, "UUID"),
    ("varbit", Scalar::Verbatim, "BitString"),
    ("varchar", Scalar::Text, "String"),
    ("xml", Scalar::Xml, "XML"),
];

/// Types whose values no API sends whole, and why.
const NOT_SENT: [(&str, &str); 4] = [
    ("box[]", "its elements are parted by `;`, which no other array has"),
    ("line", "an API sends two points of a line and not its coefficients"),
    ("regclass", "what it names is another thing in another database"),
    ("regproc", "what it names is another thing in another database"),
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
    let none = || Err(no_conversion(schema, config, ty, pg_type));
    if let Some(element) = pg_type.strip_suffix("[]") {
        let Some(inner) = ty.element() else { return none() };
        return match typed(schema, config, inner.nullable(), element)? {
            ColumnType::Array(_) | ColumnType::Scalar(Scalar::Box) => none(),
            inner => Ok(ColumnType::Array(Box::new(inner))),
        };
    }
    if ty.element().is_some() {
        return none();
    }
    if schema.values(ty.name()).is_some() {
        return Ok(ColumnType::Enum(ty.name().to_owned()));
    }
    let (base, domain) = match config.domains.get(pg_type) {
        Some(base) => (base.as_str(), true),
        None => (pg_type, false),
    };
    let known = SCALARS.iter().find(|(name, _, graphql)| *name == base && (domain || *graphql == ty.name()));
    known.map_or_else(none, |(_, scalar, _)| Ok(ColumnType::Scalar(*scalar)))
}

/// The GraphQL type and the PostgreSQL type side by side, and the line that would settle it.
fn no_conversion(schema: &Schema, config: &Config, ty: &TypeRef, pg_type: &str) -> (String, String) {
    let wrong = format!("is of the PostgreSQL type `{pg_type}` as GraphQL `{ty}`, for which there is no conversion");
    (wrong, remedy(schema, config, ty, pg_type))
}

fn remedy(schema: &Schema, config: &Config, ty: &TypeRef, pg_type: &str) -> String {
    const OTHERWISE: &str = "leave the column out under [left-out] in typeferry.toml; --database-url reads it";
    if let Some(base) = config.domains.get(pg_type) {
        let known: Vec<_> = SCALARS.iter().map(|(name, ..)| *name).collect();
        return format!("[domains] says that it is over `{base}`, which is none of {}", known.join(", "));
    }
    if let Some((_, reason)) = NOT_SENT.iter().find(|(name, _)| *name == pg_type) {
        return format!("{reason}: {OTHERWISE}");
    }
    if let Some((_, _, graphql)) = SCALARS.iter().find(|(name, ..)| *name == pg_type) {
        return format!("a `{pg_type}` is read from GraphQL `{graphql}` alone: {OTHERWISE}");
    }
    if pg_type.ends_with("[]") {
        return format!("an array is read from a GraphQL list of one dimension: {OTHERWISE}");
    }
    if schema.fields(ty.name()).is_empty() {
        return format!(
            "if `{pg_type}` is a domain, say over what in typeferry.toml: [domains] {} = \"text\"; if not, {OTHERWISE}",
            key(pg_type)
        );
    }
    format!("a composite type is not read from an API: {OTHERWISE}")
}

/// A key of TOML, quoted where it must be.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { format!("{name:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_written_alike_whatever_it_was_read_from() {
        for (pg_type, scalar, _) in SCALARS {
            assert_eq!(scalar.kind(), Kind::of(pg_type), "{pg_type}");
        }
    }

    #[test]
    fn the_types_stand_in_order_and_once() {
        assert!(SCALARS.is_sorted_by(|a, b| a.0 < b.0));
    }
}
