//! The one table of PostgreSQL's types: what generated code, tables without generated code and the catalog know of them
//! comes from here. A new type is a line of it.

use super::Kind;

/// Gives the table to another macro, a line a type:
///
/// ```text
/// NAME "PostgreSQL's name" "GraphQL type" KIND EQUALITY RUST_TYPE;
/// ```
///
/// - PostgreSQL's name is `pg_type.typname`.
/// - The GraphQL type is what a dialect calls it that has no name of its own for it.
/// - The kind, of [`Kind`](crate::model::Kind), says how a literal is written.
/// - Equality is `Exact` where PostgreSQL's holds for the same bits alone, else `Loose`: `citext` is equal in either
///   case, an `interval` of a month equals 30 days, `1.0` equals `1.00`, and `json` has no equality at all.
/// - The Rust type reads a cell and gives PostgreSQL's value; `rt` is the module that has it.
#[macro_export]
macro_rules! scalar_types {
    ($apply:ident) => {
        $apply! {
            Bit         "bit"         "BitString"           Plain Loose rt::Verbatim;
            Bool        "bool"        "Boolean"             Bool  Exact bool;
            Box         "box"         "Box"                 Plain Loose rt::Rectangle;
            Bpchar      "bpchar"      "String"              Text  Loose ::std::string::String;
            Bytea       "bytea"       "Base64EncodedBinary" Plain Exact rt::Bytea;
            Char        "char"        "String"              Plain Loose rt::Verbatim;
            Cidr        "cidr"        "CidrAddress"         Plain Loose rt::Verbatim;
            Circle      "circle"      "Circle"              Plain Loose rt::Circle;
            Citext      "citext"      "String"              Text  Loose ::std::string::String;
            Date        "date"        "Date"                Plain Exact rt::Date;
            DateRange   "daterange"   "DateRange"           Plain Loose rt::Range<rt::Date>;
            Float4      "float4"      "Float"               Plain Loose f32;
            Float8      "float8"      "Float"               Plain Loose f64;
            Hstore      "hstore"      "KeyValueHash"        Plain Loose rt::Hstore;
            Inet        "inet"        "InternetAddress"     Plain Loose rt::Verbatim;
            Int2        "int2"        "Int"                 Int   Exact i16;
            Int4        "int4"        "Int"                 Int   Exact i32;
            Int4Range   "int4range"   "IntRange"            Plain Loose rt::Range<i32>;
            Int8        "int8"        "BigInt"              Int   Exact i64;
            Int8Range   "int8range"   "BigIntRange"         Plain Loose rt::Range<i64>;
            Interval    "interval"    "Interval"            Plain Loose rt::Interval;
            Json        "json"        "JSON"                Json  Loose rt::Json;
            Jsonb       "jsonb"       "JSON"                Json  Loose rt::Jsonb;
            JsonPath    "jsonpath"    "JSONPath"            Plain Loose rt::Verbatim;
            LineSegment "lseg"        "LineSegment"         Plain Loose rt::LineSegment;
            Ltree       "ltree"       "LTree"               Plain Loose rt::Verbatim;
            Macaddr     "macaddr"     "MacAddress"          Plain Loose rt::Verbatim;
            Macaddr8    "macaddr8"    "MacAddress8"         Plain Loose rt::Verbatim;
            Money       "money"       "Float"               Money Loose rt::Money;
            Name        "name"        "String"              Text  Loose ::std::string::String;
            Numeric     "numeric"     "BigFloat"            Plain Loose rt::Numeric;
            NumRange    "numrange"    "BigFloatRange"       Plain Loose rt::Range<rt::Numeric>;
            Oid         "oid"         "Oid"                 Plain Exact u32;
            Path        "path"        "Path"                Plain Loose rt::Path;
            Point       "point"       "Point"               Plain Loose rt::Point;
            Polygon     "polygon"     "Polygon"             Plain Loose rt::Polygon;
            Text        "text"        "String"              Text  Exact ::std::string::String;
            Time        "time"        "Time"                Plain Exact rt::Time;
            Timestamp   "timestamp"   "Datetime"            Plain Exact rt::Timestamp;
            Timestamptz "timestamptz" "Datetime"            Plain Exact rt::Timestamptz;
            Timetz      "timetz"      "Time"                Plain Loose rt::Timetz;
            TsRange     "tsrange"     "DatetimeRange"       Plain Loose rt::Range<rt::Timestamp>;
            TstzRange   "tstzrange"   "DatetimeRange"       Plain Loose rt::Range<rt::Timestamptz>;
            TsVector    "tsvector"    "FullText"            Plain Loose rt::Verbatim;
            Uuid        "uuid"        "UUID"                Plain Exact rt::Uuid;
            Varbit      "varbit"      "BitString"           Plain Loose rt::Verbatim;
            Varchar     "varchar"     "String"              Text  Exact ::std::string::String;
            Xml         "xml"         "XML"                 Xml   Loose rt::Xml;
        }
    };
}

macro_rules! define {
    ($($name:ident $pg:literal $graphql:literal $kind:ident $equality:ident $rust:ty;)*) => {
        /// A type of PostgreSQL that has a conversion.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Scalar {
            $(#[doc = concat!("`", $pg, "`")] $name,)*
        }

        impl Scalar {
            /// Every type, by PostgreSQL's names.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        pg_type: $pg,
                        graphql: $graphql,
                        kind: Kind::$kind,
                        equality: Equality::$equality,
                    },)*
                }
            }
        }
    };
}

scalar_types!(define);

/// A line of the table.
struct Row {
    pg_type: &'static str,
    graphql: &'static str,
    kind: Kind,
    equality: Equality,
}

/// Whether values that PostgreSQL calls equal are the same bits.
#[derive(PartialEq, Eq)]
enum Equality {
    Exact,
    Loose,
}

impl Scalar {
    /// The type by PostgreSQL's name for it (`pg_type.typname`), without `[]`.
    pub fn named(pg_type: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scalar| scalar.pg_type() == pg_type)
    }

    /// PostgreSQL's name for it.
    pub fn pg_type(self) -> &'static str {
        self.row().pg_type
    }

    /// The GraphQL type that its values arrive as, where a dialect has no other.
    pub fn graphql(self) -> &'static str {
        self.row().graphql
    }

    /// How its values are written.
    pub fn kind(self) -> Kind {
        self.row().kind
    }
}

/// How values of a type are written, by PostgreSQL's name for it (`pg_type.typname`), without `[]`. Whatever has no
/// conversion has an input function that reads what its output function wrote
/// (<https://www.postgresql.org/docs/current/sql-createtype.html>).
pub fn kind_of(pg_type: &str) -> Kind {
    Scalar::named(pg_type).map_or(Kind::Plain, Scalar::kind)
}

/// Whether PostgreSQL's equality of a type, or of its elements, holds for the same bits alone.
pub fn equality_is_identity(pg_type: &str) -> bool {
    Scalar::named(pg_type.trim_end_matches("[]")).is_some_and(|scalar| scalar.row().equality == Equality::Exact)
}

/// Whether PostgreSQL can order by a type, or by its elements (`pg_opclass`: these have no operator class for a B-tree).
pub fn has_order(pg_type: &str) -> bool {
    !matches!(
        pg_type.trim_end_matches("[]"),
        "box" | "circle" | "json" | "line" | "lseg" | "path" | "point" | "polygon" | "xml"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_stand_in_order_and_once() {
        assert!(Scalar::ALL.is_sorted_by(|a, b| a.pg_type() < b.pg_type()));
    }

    #[test]
    fn equality_is_identity_for_arrays_as_for_their_elements() {
        assert!(equality_is_identity("uuid") && equality_is_identity("int4[]"));
        assert!(!equality_is_identity("citext") && !equality_is_identity("numeric[]") && !equality_is_identity("mood"));
    }
}
