//! An API of any size: tables that each refer to the one before, as answers of a server.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::pull::pull;

/// The columns of a table: name of the field, name in PostgreSQL, type in PostgreSQL, type in GraphQL.
const COLUMNS: [(&str, &str, &str, &str); 9] = [
    ("id", "id", "uuid", "UUID"),
    ("ownerId", "owner_id", "uuid", "UUID"),
    ("label", "label", "text", "String"),
    ("comment", "comment", "text", "String"),
    ("count", "count", "int4", "Int"),
    ("size", "size", "int8", "BigInt"),
    ("isActive", "is_active", "bool", "Boolean"),
    ("data", "data", "jsonb", "JSON"),
    ("createdAt", "created_at", "timestamptz", "Datetime"),
];

/// What a contract of such an API says.
pub(crate) const CONFIG: &str = "[tenant]\ncolumn = \"owner_id\"\ntable = \"app.table0\"\n";

/// The answers to introspection and to `_meta` of an API with so many tables.
pub(crate) fn answers(tables: usize) -> (String, String) {
    let roots: Vec<_> = (0..tables).map(root).collect();
    let scalars = ["UUID", "BigInt", "JSON", "Datetime", "Cursor"].map(|name| json!({"kind": "SCALAR", "name": name}));
    let page = [field("hasNextPage", &not_null(&named("Boolean"))), field("endCursor", &named("Cursor"))];
    let mut types = vec![object("Query", &roots), object("PageInfo", &page), input("UUIDFilter", &[equal_to("UUID")])];
    types.extend(scalars);
    types.extend((0..tables).flat_map(table_types));
    let introspection = json!({"data": {"__schema": {"queryType": {"name": "Query"}, "types": types}}});
    let meta = json!({"data": {"_meta": {"tables": (0..tables).map(meta).collect::<Vec<_>>()}}});
    (introspection.to_string(), meta.to_string())
}

/// What a table adds to a schema file.
pub(crate) const BYTES: usize = 1460;

/// The schema file of an API of about so many bytes of SDL: what is pulled for two tables, the second again and again.
pub(crate) fn schema(bytes: usize) -> String {
    let two = pulled(2);
    let root = two.lines().find(|line| line.starts_with("  table1S(")).unwrap();
    let types: Vec<_> = two.split("\n\n").filter(|def| def.contains("Table1") && !def.contains(root)).collect();
    let again = |part: &str, at: usize| {
        let next = part.replace("table1", &format!("table{at}")).replace("Table1", &format!("Table{at}"));
        next.replace("table: \"table0\"", &format!("table: \"table{}\"", at - 1))
    };
    let tables = 2..bytes / BYTES;
    let roots: Vec<_> = [root.to_owned()].into_iter().chain(tables.clone().map(|at| again(root, at))).collect();
    let mut out = two.replacen(root, &roots.join("\n"), 1);
    out.extend(tables.map(|at| format!("\n{}\n", again(&types.join("\n\n"), at))));
    out
}

/// The schema file of an API with so many tables.
fn pulled(tables: usize) -> String {
    let (introspection, meta) = answers(tables);
    pull(&introspection, &meta).unwrap()
}

/// One table with so many columns besides its key.
pub(crate) fn wide(columns: usize) -> String {
    let one = pulled(1);
    let more = (0..columns).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "  more{at}: String @column(name: \"more_{at}\", type: \"text\")");
        text
    });
    one.replacen("  label: String @column", &format!("{more}  label: String @column"), 1)
}

fn named(name: &str) -> Value {
    json!({"kind": "SCALAR", "name": name, "ofType": null})
}

fn not_null(inner: &Value) -> Value {
    json!({"kind": "NON_NULL", "name": null, "ofType": inner})
}

fn list(inner: &Value) -> Value {
    json!({"kind": "LIST", "name": null, "ofType": inner})
}

fn argument(name: &str, ty: &Value) -> Value {
    json!({"name": name, "type": ty, "defaultValue": null})
}

fn equal_to(ty: &str) -> Value {
    argument("equalTo", &named(ty))
}

fn field(name: &str, ty: &Value) -> Value {
    json!({"name": name, "args": [], "type": ty, "isDeprecated": false, "deprecationReason": null})
}

fn object(name: &str, fields: &[Value]) -> Value {
    json!({"kind": "OBJECT", "name": name, "fields": fields})
}

fn input(name: &str, fields: &[Value]) -> Value {
    json!({"kind": "INPUT_OBJECT", "name": name, "inputFields": fields})
}

fn root(at: usize) -> Value {
    let order = list(&not_null(&named(&format!("Table{at}OrderBy"))));
    let arguments = [("first", named("Int")), ("after", named("Cursor")), ("offset", named("Int")), ("orderBy", order)];
    let mut arguments: Vec<_> = arguments.iter().map(|(name, ty)| argument(name, ty)).collect();
    arguments.push(argument("where", &named(&format!("Table{at}Filter"))));
    let mut root = field(&format!("table{at}S"), &named(&format!("Table{at}Connection")));
    root["args"] = arguments.into();
    root
}

fn table_types(at: usize) -> Vec<Value> {
    let row = format!("Table{at}");
    let mut fields: Vec<_> = COLUMNS.iter().map(|(name, _, _, ty)| field(name, &named(ty))).collect();
    fields.push(field("owner", &named(&format!("Table{}", at.saturating_sub(1)))));
    let connection = [
        field("nodes", &not_null(&list(&named(&row)))),
        field("pageInfo", &not_null(&named("PageInfo"))),
        field("totalCount", &not_null(&named("Int"))),
    ];
    let inputs: Vec<_> = COLUMNS.iter().map(|(name, _, _, ty)| argument(name, &named(ty))).collect();
    let filters = ["id", "ownerId"].map(|name| argument(name, &named("UUIDFilter")));
    let orders: Vec<_> = ["NATURAL", "PRIMARY_KEY_ASC", "PRIMARY_KEY_DESC", "ID_ASC", "ID_DESC", "LABEL_ASC"]
        .map(|name| json!({"name": name, "isDeprecated": false, "deprecationReason": null}))
        .into();
    vec![
        object(&row, &fields),
        object(&format!("{row}Connection"), &connection),
        input(&format!("{row}Input"), &inputs),
        input(&format!("{row}Patch"), &inputs),
        input(&format!("{row}Filter"), &filters),
        json!({"kind": "ENUM", "name": format!("{row}OrderBy"), "enumValues": orders}),
    ]
}

fn meta(at: usize) -> Value {
    let columns = COLUMNS.map(|(name, column, pg_type, gql_type)| {
        json!({
            "name": name, "columnName": column, "hasDefault": name == "id", "enumValues": null,
            "type": {"pgType": pg_type, "gqlType": gql_type, "isArray": false},
        })
    });
    let key = json!({
        "fields": [{"name": "ownerId", "columnName": "owner_id"}],
        "referencedTable": format!("Table{}", at.saturating_sub(1)), "referencedFields": ["id"],
    });
    json!({
        "tableName": format!("table{at}"), "schemaName": "app", "fields": columns,
        "query": {"all": format!("table{at}S")},
        "inflection": {"tableType": format!("Table{at}"), "connection": format!("Table{at}Connection")},
        "primaryKeyConstraints": [{"fields": [{"name": "id", "columnName": "id"}]}],
        "foreignKeyConstraints": [key],
    })
}
