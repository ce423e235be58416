//! Answers that are GraphQL and still no rows of the contract: what is wrong is named by table, key and column.

use serde_json::{Map, Value, json};
use typeferry_demo::{Endpoint, ServerOptions, sample};

use crate::support::{Faulty, SCHEMA, Sandbox, platform, serve, with_rows};

/// The message of an export from these endpoints.
fn refused(code: i32, endpoints: Vec<Endpoint>) -> String {
    let server = serve(ServerOptions::default(), endpoints);
    let sandbox = Sandbox::with_an_export();
    sandbox.fails(code, sandbox.export(&server.url("")))
}

/// The message where one row has another value; the schema is edited so that the server would serve it.
fn value(row_type: &str, name: &str, field: &str, value: &Value, schema: &str) -> String {
    let mut endpoints = with_rows(row_type, |row| {
        if row.get("name") == Some(&json!(name)) {
            row.insert(field.to_owned(), value.clone());
        }
        true
    });
    schema.clone_into(&mut endpoints[0].schema_text);
    refused(1, endpoints)
}

/// The served schema with one line changed within a type.
fn edited(type_name: &str, old: &str, new: &str) -> String {
    let start = SCHEMA.find(&format!("\n{type_name} ")).unwrap_or_else(|| panic!("{type_name} is not there"));
    let at = start + SCHEMA[start..].find(old).unwrap_or_else(|| panic!("{old} is not in {type_name}"));
    format!("{}{new}{}", &SCHEMA[..at], &SCHEMA[at + old.len()..])
}

/// A field of the second endpoint's rows, changed in the one action of that name.
fn action(name: &str, change: impl Fn(&mut Map<String, Value>)) -> Vec<Endpoint> {
    with_rows("SqlAction", |row| {
        if row["deploy"] == name {
            change(row);
        }
        true
    })
}

#[test]
fn an_enum_value_that_the_contract_does_not_know_is_named_with_its_row() {
    let schema = edited("enum ObjectCategory", "  APP ", "  NOVELTY @label(name: \"novelty\")\n  APP ");
    let message = value("Table", "tasks", "category", &json!("NOVELTY"), &schema);
    assert!(message.starts_with("metaschema_public.table.category, row \""), "{message}");
    assert!(message.contains("NOVELTY"), "{message}");
}

#[test]
fn a_value_of_another_type_is_named_with_its_row() {
    for (row_type, name, field, wrong, wanted) in [
        ("HierarchyModule", "", "createdAt", json!("soon"), "a timestamp with time zone"),
        ("Table", "tasks", "schemaId", json!("x-1"), "a uuid"),
    ] {
        let endpoints = with_rows(row_type, |row| {
            if name.is_empty() || row.get("name") == Some(&json!(name)) {
                row.insert(field.to_owned(), wrong.clone());
            }
            true
        });
        let message = refused(1, endpoints);
        assert!(message.starts_with("metaschema_"), "{message}");
        assert!(message.contains(", row \"") && message.contains(wanted), "{message}");
        assert!(message.contains(wrong.as_str().unwrap()), "{message}");
    }
}

#[test]
fn a_null_in_a_column_that_has_none_is_named_with_its_row() {
    let line = "  name: String! @column";
    let message = value("Table", "tasks", "name", &Value::Null, &edited("type Table", line, "  name: String @column"));
    assert!(message.starts_with("metaschema_public.table.name, row \""), "{message}");
    assert!(message.contains("the server sent null"), "{message}");
}

#[test]
fn text_that_postgresql_cannot_store_is_named_with_its_row() {
    let message = value("Table", "tasks", "description", &json!("a\0b"), SCHEMA);
    assert!(message.starts_with("metaschema_public.table.description, row '"), "{message}");
    assert!(message.contains("NUL"), "{message}");
}

#[test]
fn a_script_that_postgresql_cannot_read_is_named_by_its_change() {
    for column in ["content", "revert", "verify"] {
        let message = refused(1, action("data/welcome", |row| drop(row.insert(column.into(), json!("SELECT '\0'")))));
        assert!(message.contains("change with the id") && message.contains(column), "{message}");
        assert!(message.contains("NUL"), "{message}");
    }
}

#[test]
fn a_change_without_a_name() {
    for name in [Value::Null, json!("")] {
        let message = refused(1, action("data/welcome", |row| drop(row.insert("deploy".into(), name.clone()))));
        assert!(message.contains("has no name in its column `deploy`"), "{message}");
    }
}

#[test]
fn n22_a_change_whose_file_would_be_elsewhere_is_escaped() {
    for (name, escaped) in [
        ("../../../etc/cron.d/x", "_x002E__x002E_/_x002E__x002E_/_x002E__x002E_/etc/cron.d/x"),
        ("a/../../b", "a/_x002E__x002E_/_x002E__x002E_/b"),
        ("with space", "with_x0020_space"),
        ("x\n%project=y", "x_x000A_%project=y"),
    ] {
        let renamed = action("data/welcome", |row| drop(row.insert("deploy".into(), json!(name))));
        let server = serve(ServerOptions::default(), renamed);
        let sandbox = Sandbox::with_an_export();
        sandbox.run(sandbox.export(&server.url(""))).done();
        assert!(
            sandbox.read("out/acme/pgpm.plan").contains(&format!("\n{escaped} ")),
            "{}",
            sandbox.read("out/acme/pgpm.plan")
        );
        sandbox.read(&format!("out/acme/deploy/{escaped}.sql"));
    }
}

#[test]
fn two_changes_of_one_name() {
    let message =
        refused(1, action("data/welcome", |row| drop(row.insert("deploy".into(), json!("extensions/citext")))));
    assert!(message.contains("already has a change extensions/citext"), "{message}");
}

#[test]
fn a_dependency_that_is_not_there_or_comes_later_or_is_null() {
    for (dependency, said) in [
        (json!("schemas/nowhere/schema"), "requires schemas/nowhere/schema, which is no change before it"),
        (json!("data/welcome"), "requires data/welcome, which is no change before it"),
        (json!("../x"), "requires ../x, which is no change before it"),
        (Value::Null, "NULL among its dependencies"),
    ] {
        let message =
            refused(1, action("extensions/citext", |row| drop(row.insert("deps".into(), json!([dependency])))));
        assert!(message.contains(said), "{message}");
    }
}

#[test]
fn a_database_that_is_not_there_and_those_that_are() {
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export_something(&platform().url(""));
    export.args(["--database", "initech", "--extension-name", "acme", "--meta-extension-name", "acme-services"]);
    let message = sandbox.fails(2, export);
    assert!(message.contains("no database `initech`"), "{message}");
    assert!(message.contains("acme") && message.contains("globex"), "{message}");
}

#[test]
fn two_databases_of_one_name_are_told_apart_by_their_ids() {
    let twins = with_rows("Database", |row| row.insert("name".into(), json!("acme")).is_some());
    let ids = ["acme", "globex"].map(sample::database_id);
    let server = serve(ServerOptions::default(), twins);
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(2, sandbox.export(&server.url("")));
    assert!(message.contains("more than one database is called `acme`"), "{message}");
    assert!(ids.iter().all(|id| message.contains(id)), "{message}");
    for id in [ids[0].clone(), ids[0].to_uppercase()] {
        let mut export = sandbox.export_something(&server.url(""));
        export.args(["--database", &id, "--extension-name", "acme", "--meta-extension-name", "acme-services"]);
        export.arg("--metadata-only");
        sandbox.run(export).done();
        assert!(sandbox.read("out/acme-services/deploy/migrate/database.sql").contains(&ids[0]));
    }
}

/// A null row of a list is a row that the server did not give.
#[test]
fn a_null_row_of_a_list_is_no_shorter_list() {
    for (operation, list) in [("ListDatabases", "databases"), ("ListSchemas", "schemas")] {
        let faulty = Faulty::before(platform().address(), move |ask| {
            let reply = ask.pass();
            if ask.is(operation) { reply.edited("\"nodes\":[", "\"nodes\":[null,") } else { reply }
        });
        let sandbox = Sandbox::with_an_export();
        let message = sandbox.fails(1, sandbox.export(&faulty.url()));
        assert!(message.contains(&format!("`{list}.nodes[…]` is null")), "{message}");
    }
}

#[test]
fn a_tenant_without_changes_is_a_module_without_changes() {
    let server = serve(ServerOptions::default(), with_rows("SqlAction", |_| false));
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.export(&server.url(""))).done();
    assert_eq!(sandbox.read("out/acme/pgpm.plan"), "%syntax-version=1.0.0\n%project=acme\n%uri=acme\n\n");
}
