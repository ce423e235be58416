//! The type of a column: PostgreSQL's name and the GraphQL type together have a conversion, or the column is an error
//! that names both; never "text, probably".

use super::{Kind, Scalar};
use crate::config::Config;
use crate::dialect::Arrival;
use crate::schema::{Field, Schema, TypeRef};

/// A column's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnType {
    /// A type of PostgreSQL's own, or a domain over one.
    Scalar(Scalar),
    /// The same, whose values arrive as PostgreSQL's text of them.
    Verbatim(Scalar),
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
            Self::Enum(_) | Self::Verbatim(_) => Kind::Plain,
            Self::Array(element) => element.kind(),
        }
    }

    /// The type of PostgreSQL's own that it is, or that it is over; of an array, its elements.
    pub(super) fn scalar(&self) -> Option<Scalar> {
        match self.element() {
            Self::Scalar(scalar) | Self::Verbatim(scalar) => Some(*scalar),
            Self::Enum(_) | Self::Array(_) => None,
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

/// Types whose values no API sends whole, and why.
const NOT_SENT: [(&str, &str); 4] = [
    ("box[]", "its elements are parted by `;`, which no other array has"),
    ("line", "an API sends two points of a line and not its coefficients"),
    ("regclass", "what it names is another thing in another database"),
    ("regproc", "what it names is another thing in another database"),
];

/// The type of a column; what stands in the way is said in words that follow "the column …".
pub(crate) fn column_type(
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
            ColumnType::Array(_) | ColumnType::Scalar(Scalar::Box) | ColumnType::Verbatim(Scalar::Box) => none(),
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
    let arrives = |scalar| config.dialect.arrival(scalar).filter(|arrival| domain || arrival.graphql == ty.name());
    match Scalar::named(base).and_then(|scalar| Some((scalar, arrives(scalar)?))) {
        Some((scalar, Arrival { is_text: false, .. })) => Ok(ColumnType::Scalar(scalar)),
        Some((scalar, _)) if scalar.kind() == Kind::Plain => Ok(ColumnType::Verbatim(scalar)),
        _ => none(),
    }
}

/// The GraphQL type and the PostgreSQL type side by side, and the line that would settle it.
fn no_conversion(schema: &Schema, config: &Config, ty: &TypeRef, pg_type: &str) -> (String, String) {
    let wrong = format!("is of the PostgreSQL type `{pg_type}` as GraphQL `{ty}`, for which there is no conversion");
    (wrong, remedy(schema, config, ty, pg_type))
}

fn remedy(schema: &Schema, config: &Config, ty: &TypeRef, pg_type: &str) -> String {
    const OTHERWISE: &str = "leave the column out under [left-out] in typeferry.toml; --database-url reads it";
    if let Some(base) = config.domains.get(pg_type) {
        let known: Vec<_> = Scalar::ALL.iter().map(|scalar| scalar.pg_type()).collect();
        return format!("[domains] says that it is over `{base}`, which is none of {}", known.join(", "));
    }
    if let Some((_, reason)) = NOT_SENT.iter().find(|(name, _)| *name == pg_type) {
        return format!("{reason}: {OTHERWISE}");
    }
    if let Some(arrival) = Scalar::named(pg_type).and_then(|scalar| config.dialect.arrival(scalar)) {
        return format!("a `{pg_type}` is read from GraphQL `{}` alone: {OTHERWISE}", arrival.graphql);
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
