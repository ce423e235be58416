//! The old names of schemas in values that are neither text nor JSON: renamed where the text of the type has whole names,
//! else counted, so that the report says where one stands and stays.

use std::borrow::Cow;
use std::cell::Cell;

use serde::{Deserialize, Serialize};

use crate::module::Renames;
use crate::row::{ColumnDef, Hstore, Kind, Rename, map_elements};

/// A column with values in which the old name of a schema stands and stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotRenamed {
    /// `schema.table`.
    pub table: String,
    /// The column.
    pub column: String,
    /// Its PostgreSQL type.
    pub pg_type: String,
    /// How many of its values have such a name.
    pub values: u64,
}

/// What is done with a name in the text of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// There is none.
    Nowhere,
    /// It stands there as in any text.
    Words,
    /// It stands in keys and values, which are in an order.
    Pairs,
    /// It stays: a label, a role, or something that is sorted or split.
    Stays,
    /// A type that is not known: in a row's text, in parentheses, it stands as in any text; else it stays.
    Unknown,
}

impl Naming {
    fn of(column: &ColumnDef) -> Self {
        let base = column.pg_type.strip_suffix("[]").unwrap_or(&column.pg_type);
        match base {
            "uuid" | "timestamptz" | "timestamp" | "date" | "time" | "timetz" | "interval" | "numeric" | "float4"
            | "float8" | "bytea" | "oid" | "money" | "inet" | "cidr" | "macaddr" | "macaddr8" | "bit" | "varbit"
            | "char" | "box" | "circle" | "line" | "lseg" | "path" | "point" | "polygon" | "int4range"
            | "int8range" | "numrange" | "daterange" | "tsrange" | "tstzrange" | "geometry" | "geography" => {
                Self::Nowhere
            }
            // What the first of these name, PostgreSQL writes with its schema, which is not searched.
            "regclass" | "regnamespace" | "regproc" | "regprocedure" | "regoper" | "regoperator" | "regtype"
            | "regconfig" | "regdictionary" | "regcollation" | "ltree" | "lquery" | "ltxtquery" | "jsonpath" => {
                Self::Words
            }
            "hstore" => Self::Pairs,
            "tsvector" | "tsquery" | "regrole" => Self::Stays,
            _ if column.kind == Kind::Xml => Self::Words,
            _ => Self::Unknown,
        }
    }
}

/// The module's renames, as the literals of one column take them.
pub(super) struct Renaming<'a> {
    renames: &'a Renames,
    naming: Naming,
    stays: Cell<bool>,
}

impl<'a> Renaming<'a> {
    pub(super) fn new(renames: &'a Renames, column: &ColumnDef) -> Self {
        Self { renames, naming: Naming::of(column), stays: Cell::new(false) }
    }

    /// Whether an old name stayed in what was written.
    pub(super) fn stays(&self) -> bool {
        self.stays.get()
    }

    fn value<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let renamed = match self.naming {
            Naming::Nowhere => return Cow::Borrowed(text),
            Naming::Pairs => self.pairs(text),
            Naming::Words | Naming::Stays | Naming::Unknown => self.renames.text(text),
        };
        if matches!(renamed, Cow::Borrowed(_)) {
            return renamed;
        }
        let is_row = text.starts_with('(') && text.ends_with(')');
        let stays = self.naming == Naming::Stays || (self.naming == Naming::Unknown && !is_row);
        // A name with a quote or a comma would need more than its place.
        if stays || !self.renames.are_words() {
            self.stays.set(true);
            return Cow::Borrowed(text);
        }
        renamed
    }

    /// Where two keys would become one, nothing is renamed.
    fn pairs<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if matches!(self.renames.text(text), Cow::Borrowed(_)) && !text.contains('\\') {
            return Cow::Borrowed(text);
        }
        let Some(pairs) = Hstore::parse(text) else { return self.renames.text(text) };
        match pairs.map(|part| self.renames.text(part).into_owned()) {
            Some(renamed) if renamed == pairs => Cow::Borrowed(text),
            Some(renamed) => Cow::Owned(renamed.to_string()),
            None => {
                self.stays.set(true);
                Cow::Borrowed(text)
            }
        }
    }
}

impl Rename for Renaming<'_> {
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.renames.text(text)
    }

    fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        self.renames.json(json)
    }

    fn plain<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.value(text)
    }

    fn plain_array<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let has_none = || !text.contains('\\') && matches!(self.renames.text(text), Cow::Borrowed(_));
        if self.naming == Naming::Nowhere || has_none() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(map_elements(text, |element| self.value(element)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::{Value, write_literal};

    fn written(pg_type: &'static str, kind: Kind, value: &Value<'_>) -> (String, bool) {
        let renames = Renames::new([("a_app", "acme_app"), ("b", "z")]).unwrap();
        let column = ColumnDef::new("c", pg_type, kind);
        let renaming = Renaming::new(&renames, &column);
        let mut out = String::new();
        write_literal(&mut out, value, &renaming).unwrap();
        (out, renaming.stays())
    }

    fn plain(pg_type: &'static str, text: &str) -> (String, bool) {
        written(pg_type, Kind::Plain, &Value::Plain(text))
    }

    #[test]
    fn whole_names_are_renamed_where_the_types_text_has_them() {
        let renamed = [
            ("regclass", "a_app.t", "'acme_app.t'"),
            ("regnamespace", "a_app", "'acme_app'"),
            ("regprocedure", "a_app.f(a_app.t,integer)", "'acme_app.f(acme_app.t,integer)'"),
            ("ltree", "top.a_app.t", "'top.acme_app.t'"),
            ("jsonpath", "$.\"a_app\"", "'$.\"acme_app\"'"),
            ("somebodys_row", "(a_app.t,\"a_app x\",1)", "'(acme_app.t,\"acme_app x\",1)'"),
            ("hstore", "\"b\"=>\"a_app.t\", \"a_app\"=>NULL", "'\"z\"=>\"acme_app.t\", \"acme_app\"=>NULL'"),
            ("hstore", "\"a_app\"=>\"1\", \"longer\"=>\"2\"", "'\"longer\"=>\"2\", \"acme_app\"=>\"1\"'"),
        ];
        for (pg_type, text, expected) in renamed {
            assert_eq!(plain(pg_type, text), (expected.to_owned(), false), "{pg_type}");
        }
        let xml = written("xml", Kind::Xml, &Value::Xml("<a s=\"a_app\">a_app.t a_apps</a>"));
        assert_eq!(xml, ("XMLPARSE(CONTENT '<a s=\"acme_app\">acme_app.t a_apps</a>')".to_owned(), false));
    }

    #[test]
    fn arrays_are_renamed_by_their_elements() {
        let array = |pg_type, text| written(pg_type, Kind::Plain, &Value::ArrayText(text, Kind::Plain));
        assert_eq!(array("regclass[]", "{a_app.t,NULL,b.t}"), ("'{acme_app.t,NULL,z.t}'".to_owned(), false));
        let rows = array("rows[]", r#"{"(a_app,\"x y\")"}"#);
        assert_eq!(rows, (r#"E'{"(acme_app,\\"x y\\")"}'"#.to_owned(), false));
        let items = Value::Array(vec![Value::Plain("top.a_app"), Value::Null]);
        assert_eq!(written("ltree[]", Kind::Plain, &items), ("'{top.acme_app,NULL}'".to_owned(), false));
        assert_eq!(array("state[]", "{a_app}"), ("'{a_app}'".to_owned(), true));
    }

    #[test]
    fn what_stays_is_told() {
        for (pg_type, text) in
            [("tsvector", "'a_app':1"), ("regrole", "a_app"), ("state", "a_app"), ("range", "[a_app,b)")]
        {
            let literal = format!("'{}'", text.replace('\'', "''"));
            assert_eq!(plain(pg_type, text), (literal, true), "{pg_type}");
        }
        assert_eq!(plain("hstore", "\"b\"=>\"1\", \"z\"=>\"2\""), ("'\"b\"=>\"1\", \"z\"=>\"2\"'".to_owned(), true));
        assert_eq!(plain("tsvector", "'a_apps':1"), ("'''a_apps'':1'".to_owned(), false));
        assert_eq!(plain("inet", "::1"), ("'::1'".to_owned(), false));
        let odd = Renames::new([("a-b", "x\"y")]).unwrap();
        let column = ColumnDef::new("c", "regclass", Kind::Plain);
        let renaming = Renaming::new(&odd, &column);
        assert_eq!((renaming.plain("\"a-b\".t"), renaming.stays()), (Cow::Borrowed("\"a-b\".t"), true));
    }
}
