//! Changes in the shapes that platforms serve them in: of a table with a key and categories, or of a view that has no key,
//! no category, and ids that may be null.

use serde_json::{Value, json};
use typeferry_demo::{Endpoint, Server, ServerOptions};

use crate::support::{
    Ask, Faulty, MIGRATE_SCHEMA, Reply, Sandbox, endpoints, keyed_endpoints, keyed_platform, platform, serve, tree,
    with_rows,
};

/// The platform whose changes have no ids, in pages of ten.
fn without_ids() -> Server {
    let endpoints = with_rows("SqlAction", |row| row.insert("id".into(), Value::Null).is_some());
    serve(ServerOptions { max_page: Some(10), ..ServerOptions::default() }, endpoints)
}

/// The plan of an export of the tenant, and the report's contract.
fn planned(sandbox: &Sandbox, url: &str) -> (String, Value) {
    let mut export = sandbox.export(url);
    export.args(["--format", "json"]);
    let outcome = sandbox.run(export).done();
    assert_eq!(outcome.stderr, "");
    (sandbox.read("out/acme/pgpm.plan"), outcome.json()["result"]["contract"].clone())
}

/// The endpoints with another text in the schema of the changes.
fn edited(mut endpoints: Vec<Endpoint>, edits: &[(&str, &str)]) -> Vec<Endpoint> {
    for (old, new) in edits {
        let text = &mut endpoints[1].schema_text;
        assert!(text.contains(old), "{old}");
        *text = text.replace(old, new);
    }
    endpoints
}

#[test]
fn a_key_and_categories_make_no_difference() {
    let (sandbox, typed) = (Sandbox::new(), Sandbox::with_an_export());
    let (_, contract) = planned(&sandbox, &keyed_platform().url(""));
    assert_eq!((&contract["differences"], &contract["notes"]), (&json!([]), &json!([])));
    assert!(tree(&sandbox.out()) == tree(&typed.out()));
}

#[test]
fn the_schema_of_changes_with_a_key_is_asked_for_in_full_once() {
    let faulty = Faulty::before(keyed_platform().address(), Ask::pass);
    let sandbox = Sandbox::new();
    let mut seen = 0;
    for requests in [6, 2] {
        let mut export = sandbox.export(&faulty.url());
        export.args(["--exclude-category", "data"]);
        sandbox.run(export).done();
        let asked = faulty.asked().into_iter().filter(Ask::is_of_the_schema).count();
        assert_eq!(asked - seen, requests);
        seen = asked;
    }
}

#[test]
fn changes_without_ids_are_exported_whole_in_the_order_of_their_times() {
    let (server, sandbox, typed) = (without_ids(), Sandbox::new(), Sandbox::with_an_export());
    let (plan, _) = planned(&sandbox, &server.url(""));
    let with_ids = typed.read("out/acme/pgpm.plan");
    let without_notes = |line: &str| line.split_once(" # ").map_or(line, |(line, _)| line).to_owned();
    let expected: Vec<String> = with_ids.lines().map(without_notes).collect();
    assert!(with_ids.contains(" # SQL action 1\n") && expected.len() == 4 + 25, "{with_ids}");
    assert_eq!(plan.lines().collect::<Vec<_>>(), expected);
    let scripts = |sandbox: &Sandbox| {
        let mut files = tree(&sandbox.out().join("acme"));
        // The plan has a note an id, and the manifest the plan's hash.
        assert!(files.remove("pgpm.plan").is_some() && files.remove("typeferry.manifest.json").is_some());
        files
    };
    assert!(scripts(&sandbox) == scripts(&typed));
}

#[test]
fn ids_may_be_large_numbers_which_come_as_text() {
    let mut endpoints = with_rows("SqlAction", |row| {
        let id = row["id"].to_string();
        row.insert("id".into(), json!(id)).is_some()
    });
    let edits = [
        ("scalar Cursor\n", "scalar BigInt\n\nscalar Cursor\n"),
        ("id: Int @column(name: \"id\", type: \"int4\")", "id: BigInt @column(name: \"id\", type: \"int8\")"),
    ];
    endpoints = edited(endpoints, &edits);
    let (sandbox, typed) = (Sandbox::new(), Sandbox::with_an_export());
    planned(&sandbox, &serve(ServerOptions::default(), endpoints).url(""));
    assert!(tree(&sandbox.out()) == tree(&typed.out()));
}

#[test]
fn an_order_that_is_not_served_is_not_asked_for() {
    let fewer = edited(endpoints(), &[("  CREATED_AT_ASC\n", ""), ("  CREATED_AT_DESC\n", "")]);
    let server = serve(ServerOptions::default(), fewer);
    let faulty = Faulty::before(server.address(), Ask::pass);
    let (sandbox, typed) = (Sandbox::new(), Sandbox::with_an_export());
    planned(&sandbox, &faulty.url());
    assert!(faulty.asked().iter().any(|ask| ask.has("orderBy: [ID_ASC, DEPLOY_ASC]")));
    assert!(tree(&sandbox.out()) == tree(&typed.out()));
}

#[test]
fn what_a_module_is_made_of_must_be_served() {
    for gone in ["id", "deploy", "deps", "content", "revert", "verify"] {
        let line = MIGRATE_SCHEMA.split_once("type SqlAction @table").unwrap().1.lines();
        let line = line.into_iter().find(|line| line.starts_with(&format!("  {gone}: "))).unwrap();
        let mut fewer = with_rows("SqlAction", |row| row.remove(gone).is_some());
        let at = MIGRATE_SCHEMA.find("type SqlAction @table").unwrap();
        let text = MIGRATE_SCHEMA[at..].replacen(&format!("{line}\n"), "", 1);
        fewer[1].schema_text = format!("{}{text}", &MIGRATE_SCHEMA[..at]);
        let server = serve(ServerOptions::default(), fewer);
        let sandbox = Sandbox::with_an_export();
        let outcome = sandbox.run(sandbox.export(&server.url("")));
        let said = outcome.code == Some(3) && outcome.stderr.contains(&format!("column gone {gone} "));
        assert!(said, "{outcome:?}");
    }
}

#[test]
fn a_category_cannot_be_left_out_where_none_is_served() {
    let faulty = Faulty::before(platform().address(), Ask::pass);
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(&faulty.url());
    export.args(["--exclude-category", "data"]);
    let message = sandbox.fails(2, export);
    assert!(message.contains("come without a category") && message.contains("--database-url"), "{message}");
    assert!(faulty.asked_for_rows().iter().all(|ask| !ask.is("Rows") && !ask.is("SqlActions")));
}

/// What an endpoint has that does not tell, it is asked for.
#[test]
fn a_category_is_left_out_where_introspection_is_off() {
    let off = r#"{"errors":[{"message":"GraphQL introspection is not allowed"}]}"#;
    for (platform, code) in [(keyed_platform(), 0), (platform(), 4)] {
        let faulty =
            Faulty::before(
                platform.address(),
                move |ask| {
                    if ask.is_of_the_schema() { Reply::json(off) } else { ask.pass() }
                },
            );
        let sandbox = Sandbox::new();
        let mut export = sandbox.export(&faulty.url());
        export.args(["--exclude-category", "data"]);
        let outcome = sandbox.run(export);
        assert_eq!(outcome.code, Some(code), "{outcome:?}");
        assert!(code == 0 || outcome.stderr.contains("category"), "{outcome:?}");
    }
}

/// The server leaves the category out by itself, and the module that was exported without it is the same.
#[test]
fn a_module_without_a_category_is_held_against_a_server_that_leaves_it_out() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&keyed_platform().url(""));
    export.args(["--exclude-category", "data"]);
    sandbox.run(export).done();
    let verify = |url: &str| {
        let (url, migrate) = (format!("{url}/graphql"), format!("{url}/migrate/graphql"));
        let mut verify = sandbox.typeferry(["verify", "out/acme", "--graphql-endpoint", &url]);
        verify.args(["--migrate-endpoint", &migrate]).env("TYPEFERRY_TOKEN", crate::support::TOKEN);
        sandbox.run(verify)
    };
    let filtered = serve(ServerOptions::default(), with_rows("SqlAction", |row| row["deploy"] != "data/welcome"));
    verify(&filtered.url("")).done();
    let all = verify(&platform().url(""));
    assert!(all.code == Some(3) && all.stdout.contains("extra: data/welcome"), "{all:?}");
}

/// Rows that tie may stand in another order on each page: as many come as are counted, and one is missing.
#[test]
fn changes_that_stand_elsewhere_on_the_next_page_are_no_export() {
    let pages = serve(ServerOptions { max_page: Some(10), ..ServerOptions::default() }, keyed_endpoints());
    for upstream in [without_ids(), pages] {
        let faulty = Faulty::before(upstream.address(), |ask| {
            if ask.has("\"offset\":9") { ask.with("offset", json!(8)).pass() } else { ask.pass() }
        });
        let sandbox = Sandbox::with_an_export();
        let message = sandbox.fails(5, sandbox.export(&faulty.url()));
        assert!(message.contains("the rows behind the first 10 moved while its pages were read"), "{message}");
    }
}

#[test]
fn two_changes_of_one_name_without_ids_are_named() {
    let endpoints = with_rows("SqlAction", |row| {
        row.insert("id".into(), Value::Null);
        if row["deploy"] == "data/welcome" {
            row.insert("deploy".into(), json!("extensions/citext"));
        }
        true
    });
    let server = serve(ServerOptions::default(), endpoints);
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(5, sandbox.export(&server.url("")));
    assert!(message.starts_with("the change \"extensions/citext\" came twice"), "{message}");
}

#[test]
fn a_change_without_an_id_is_called_by_its_name() {
    for (field, value, said) in [
        ("deps", json!([""]), "the change \"data/welcome\": the change name \"\" is empty"),
        ("deploy", Value::Null, "a change without an id has no name in its column `deploy`"),
        ("deps", json!([null]), "the change \"data/welcome\" has a NULL among its dependencies"),
        ("content", json!("\0"), "the change \"data/welcome\", column `content`: "),
    ] {
        let endpoints = with_rows("SqlAction", |row| {
            row.insert("id".into(), Value::Null);
            if row["deploy"] == "data/welcome" {
                row.insert(field.into(), value.clone());
            }
            true
        });
        let server = serve(ServerOptions::default(), endpoints);
        let sandbox = Sandbox::with_an_export();
        let message = sandbox.fails(1, sandbox.export(&server.url("")));
        assert!(message.starts_with(said), "{message}");
    }
}
