//! The request for `_meta`: servers of different ages have more or fewer of its fields, and refuse the whole request for
//! one that they do not have. So it asks for those that introspection shows.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

/// A field, and what is asked for of its value.
struct Asked {
    field: &'static str,
    of: &'static [Asked],
}

const fn asked(field: &'static str) -> Asked {
    Asked { field, of: &[] }
}

const TYPE: [Asked; 3] = [asked("pgType"), asked("gqlType"), asked("isArray")];
const ENUM: [Asked; 2] = [asked("name"), asked("values")];
const COLUMN: [Asked; 5] = [
    asked("name"),
    asked("columnName"),
    asked("hasDefault"),
    Asked { field: "type", of: &TYPE },
    Asked { field: "enumValues", of: &ENUM },
];
const KEY_FIELD: [Asked; 2] = [asked("name"), asked("columnName")];
const PRIMARY_KEY: [Asked; 1] = [Asked { field: "fields", of: &KEY_FIELD }];
const FOREIGN_KEY: [Asked; 3] =
    [Asked { field: "fields", of: &KEY_FIELD }, asked("referencedTable"), asked("referencedFields")];
const QUERY: [Asked; 1] = [asked("all")];
const INFLECTION: [Asked; 2] = [asked("tableType"), asked("connection")];
const TABLE: [Asked; 7] = [
    asked("tableName"),
    asked("schemaName"),
    Asked { field: "fields", of: &COLUMN },
    Asked { field: "query", of: &QUERY },
    Asked { field: "inflection", of: &INFLECTION },
    Asked { field: "primaryKeyConstraints", of: &PRIMARY_KEY },
    Asked { field: "foreignKeyConstraints", of: &FOREIGN_KEY },
];
const TABLES: [Asked; 1] = [Asked { field: "tables", of: &TABLE }];
const META: [Asked; 1] = [Asked { field: "_meta", of: &TABLES }];

/// The fields of each type that introspection shows, each with the name of its own type.
type Shown = BTreeMap<String, BTreeMap<String, String>>;

/// The document; `introspection` is the server's answer to that. Everything is asked for where that does not read.
pub(crate) fn document(introspection: &str) -> String {
    let mut out = String::from("query Meta {");
    let (shown, query) = shown(introspection).unwrap_or_default();
    select(&mut out, &META, &shown, shown.get(&query));
    out + "}\n"
}

fn select(out: &mut String, asked: &[Asked], shown: &Shown, of: Option<&BTreeMap<String, String>>) {
    for Asked { field, of: more } in asked {
        let ty = of.map(|fields| fields.get(*field));
        // What a type that is shown does not have is not asked for; `_meta` itself is, so that the server says so.
        if matches!(ty, Some(None)) && *field != "_meta" {
            continue;
        }
        let _ = write!(out, " {field}");
        if !more.is_empty() {
            out.push_str(" {");
            select(out, more, shown, ty.flatten().and_then(|ty| shown.get(ty)));
            out.push_str(" }");
        }
    }
}

#[derive(Deserialize)]
struct Answer {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    #[serde(rename = "__schema")]
    schema: Schema,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    query_type: Named,
    types: Vec<Type>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Type {
    name: String,
    fields: Option<Vec<Field>>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    ty: Wrapped,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wrapped {
    name: Option<String>,
    of_type: Option<Box<Wrapped>>,
}

impl Wrapped {
    fn innermost(&self) -> Option<&str> {
        self.of_type.as_ref().map_or(self.name.as_deref(), |inner| inner.innermost())
    }
}

/// The fields by type, and the name of the root.
fn shown(introspection: &str) -> Option<(Shown, String)> {
    let answer: Answer = serde_json::from_str(introspection).ok()?;
    let fields = |ty: Type| {
        let named = |field: Field| Some((field.name, field.ty.innermost()?.to_owned()));
        Some((ty.name, ty.fields?.into_iter().filter_map(named).collect()))
    };
    let Schema { query_type, types } = answer.data.schema;
    Some((types.into_iter().filter_map(fields).collect(), query_type.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_asked_for_where_nothing_is_known() {
        let text = document("no answer");
        for part in ["_meta { tables {", "columnName", "foreignKeyConstraints { fields { name columnName }"] {
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn a_field_that_the_server_does_not_have_is_not_asked_for() {
        let of = |name: &str| format!(r#"{{"name":null,"ofType":{{"name":"{name}","ofType":null}}}}"#);
        let ty = |name: &str, fields: &[(&str, &str)]| {
            let fields: Vec<_> =
                fields.iter().map(|(field, ty)| format!(r#"{{"name":"{field}","type":{}}}"#, of(ty))).collect();
            format!(r#"{{"name":"{name}","fields":[{}]}}"#, fields.join(","))
        };
        let types = [
            ty("Query", &[("_meta", "Meta")]),
            ty("Meta", &[("tables", "MetaTable")]),
            ty("MetaTable", &[("tableName", "String"), ("fields", "MetaField")]),
            ty("MetaField", &[("name", "String"), ("hasDefault", "Boolean")]),
        ];
        let answer =
            format!(r#"{{"data":{{"__schema":{{"queryType":{{"name":"Query"}},"types":[{}]}}}}}}"#, types.join(","));
        assert_eq!(document(&answer), "query Meta { _meta { tables { tableName fields { name hasDefault } } }}\n");
    }
}
