//! `typeferry verify` over GraphQL: the module of the sample tenant, against the platform as it was and as it is not.

use std::process::Command;

use serde_json::{Map, Value, json};
use typeferry_demo::{Data, Endpoint, ServerOptions};

use crate::support::{Faulty, Outcome, Reply, Sandbox, TOKEN, endpoints, keyed_platform, platform, serve, with_rows};

type Rows = Vec<Map<String, Value>>;

/// `typeferry verify` of a module in `out`.
fn verify(sandbox: &Sandbox, module: &str, platform: &str) -> Command {
    let mut command = sandbox.typeferry(["verify", &format!("out/{module}")]);
    command.args(["--graphql-endpoint", &format!("{platform}/graphql")]);
    command.args(["--migrate-endpoint", &format!("{platform}/migrate/graphql")]).env("TYPEFERRY_TOKEN", TOKEN);
    command
}

/// The export of the sample, verified against these endpoints.
fn against(module: &str, endpoints: Vec<Endpoint>) -> Outcome {
    let server = serve(ServerOptions::default(), endpoints);
    let sandbox = Sandbox::with_an_export();
    sandbox.run(verify(&sandbox, module, &server.url("")))
}

/// The rows of a type, changed.
fn changed(endpoints: Vec<Endpoint>, row_type: &str, change: impl Fn(&mut Rows)) -> Vec<Endpoint> {
    let changed = |mut endpoint: Endpoint| {
        let mut data = Data::new();
        for (name, rows) in endpoint.data.row_types() {
            let mut rows = rows.to_vec();
            if name == row_type {
                change(&mut rows);
            }
            data.extend(name, rows);
        }
        endpoint.data = data;
        endpoint
    };
    endpoints.into_iter().map(changed).collect()
}

fn find<'a>(rows: &'a mut Rows, field: &str, value: &str) -> &'a mut Map<String, Value> {
    rows.iter_mut().find(|row| row[field] == *value).unwrap()
}

/// The literal of a row's key.
fn key(row_type: &str, field: &str, value: &str) -> String {
    let endpoints = endpoints();
    let row = endpoints[0].data.rows(row_type).iter().find(|row| row[field] == *value).unwrap();
    format!("'{}'", row["id"].as_str().unwrap())
}

/// An index without columns beside those that it is over.
const INDEX: &str = "projects_active_idx";

const ADDED: &str = "00000000-0000-4000-8000-000000000001";

/// One microsecond more, a NULL array made empty, one row removed, one added.
fn four_changes() -> Vec<Endpoint> {
    let endpoints = changed(endpoints(), "HierarchyModule", |rows| {
        find(rows, "prefix", "org").insert("createdAt".into(), json!("2024-02-29T23:59:59.000002+00:00"));
    });
    let endpoints = changed(endpoints, "Index", |rows| {
        find(rows, "name", INDEX).insert("includeFieldIds".into(), json!([]));
    });
    let endpoints = changed(endpoints, "Policy", |rows| rows.retain(|row| row["name"] != "tasks_all"));
    changed(endpoints, "SchemaGrant", |rows| {
        let mut row = find(rows, "granteeName", "anonymous").clone();
        row.insert("id".into(), json!(ADDED));
        rows.push(row);
    })
}

#[test]
fn an_untouched_export_is_the_same() {
    let sandbox = Sandbox::with_an_export();
    for (module, what) in [("acme-services", "124 rows of 31 tables"), ("acme", "25 changes")] {
        let outcome = sandbox.run(verify(&sandbox, module, &platform().url(""))).done();
        assert_eq!(outcome.stdout, format!("out/{module} is the same: {what} are equal to those of acme\n"));
        assert_eq!(outcome.stderr, "");
    }
}

#[test]
fn a_microsecond_an_empty_array_a_row_removed_and_one_added_are_four_differences() {
    let outcome = against("acme-services", four_changes());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(3), ""), "{outcome:?}");
    let lines: Vec<_> = outcome.stdout.lines().filter(|line| line.starts_with("  ")).collect();
    let (hierarchy, position) = (key("HierarchyModule", "prefix", "org"), key("Index", "name", INDEX));
    let expected = [
        format!("  extra: '{ADDED}'"),
        format!(
            "  different: {hierarchy}: created_at '2024-02-29 23:59:59.000001+00' | '2024-02-29 23:59:59.000002+00'"
        ),
        format!("  different: {position}: include_field_ids NULL | '{{}}'"),
        format!("  missing: {}", key("Policy", "name", "tasks_all")),
    ];
    assert_eq!(lines.len(), 4, "{outcome:?}");
    assert!(expected.iter().all(|line| lines.contains(&line.as_str())), "{outcome:?}");
    let total = "out/acme-services differs: 121 rows of 31 tables are equal to those of acme\n";
    assert!(outcome.stdout.ends_with(total), "{outcome:?}");
    let policy =
        "\nmetaschema_public.policy: 1 missing, 0 extra, 0 different (4 rows in the module, 3 in the source)\n";
    assert!(outcome.stdout.contains(policy), "{outcome:?}");
}

#[test]
fn everything_that_was_found_is_in_the_json() {
    let server = serve(ServerOptions::default(), four_changes());
    let sandbox = Sandbox::with_an_export();
    let mut command = verify(&sandbox, "acme-services", &server.url(""));
    command.args(["--format", "json"]);
    let outcome = sandbox.run(command);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(3), ""));
    let found = outcome.json();
    assert_eq!((&found["version"], &found["status"]), (&json!(1), &json!("different")));
    let tables = found["result"]["tables"].as_array().unwrap();
    assert_eq!(tables.len(), 31);
    let table = |name: &str| tables.iter().find(|table| table["table"] == name).unwrap();
    assert_eq!(table("metaschema_public.schema_grant")["extra"], json!([format!("'{ADDED}'")]));
    assert_eq!(table("metaschema_public.policy")["missing"], json!([key("Policy", "name", "tasks_all")]));
    let columns = json!([{"column": "include_field_ids", "module": "NULL", "source": "'{}'"}]);
    assert_eq!(table("metaschema_public.index")["different"][0]["columns"], columns);
    assert_eq!(table("metaschema_public.field")["equal"], table("metaschema_public.field")["rows"]);
}

#[test]
fn ten_lines_of_a_table_are_shown_and_all_where_that_is_asked_for() {
    let server = serve(ServerOptions::default(), with_rows("Field", |_| false));
    let sandbox = Sandbox::with_an_export();
    let lines = |arguments: &[&str]| {
        let mut command = verify(&sandbox, "acme-services", &server.url(""));
        command.args(arguments);
        let outcome = sandbox.run(command);
        assert_eq!(outcome.code, Some(3));
        let missing = outcome.stdout.lines().filter(|line| line.starts_with("  missing: ")).count();
        (missing, outcome.stdout.contains("  and 32 more: --all shows them\n"))
    };
    assert_eq!((lines(&[]), lines(&["--all"])), ((10, true), (42, false)));
}

#[test]
fn changes_are_compared_by_name_and_text() {
    let edited = changed(endpoints(), "SqlAction", |rows| {
        find(rows, "deploy", "data/welcome").insert("content".into(), json!("SELECT 1;\n"));
        let mut added = find(rows, "deploy", "data/welcome").clone();
        added.insert("deploy".into(), json!("data/more"));
        added.insert("id".into(), json!(1_000_000));
        rows.push(added);
        rows.retain(|row| row["deploy"] != "extensions/citext");
    });
    let outcome = against("acme", edited);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.stdout.contains("\n  missing: extensions/citext\n  extra: data/more\n"), "{outcome:?}");
    assert!(outcome.stdout.contains("\n  different: data/welcome: deploy "), "{outcome:?}");
    assert!(!outcome.stdout.contains("edited"), "{outcome:?}");
}

#[test]
fn what_an_export_left_out_is_left_out_here() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&keyed_platform().url(""));
    export.args(["--exclude-category", "data"]);
    sandbox.run(export).done();
    let outcome = sandbox.run(verify(&sandbox, "acme", &keyed_platform().url(""))).done();
    assert_eq!(outcome.stdout, "out/acme is the same: 24 changes are equal to those of acme\n");
}

#[test]
fn a_script_that_was_edited_is_said_to_be() {
    let sandbox = Sandbox::with_an_export();
    let path = "out/acme-services/deploy/migrate/schema_grant.sql";
    let script = sandbox.read(path);
    sandbox.write(path, script.replace("'anonymous'", "'everybody'"));
    let outcome = sandbox.run(verify(&sandbox, "acme-services", &platform().url("")));
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stdout.contains("\n  edited: the module is not what was exported"), "{outcome:?}");
    assert!(outcome.stdout.contains(": grantee_name 'everybody' | 'anonymous'\n"), "{outcome:?}");
    let last = script.rfind(",\n  (").unwrap();
    sandbox.write(path, format!("{};\n", &script[..last]));
    let outcome = sandbox.run(verify(&sandbox, "acme-services", &platform().url("")));
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stdout.contains("\n  edited: the manifest counts 3 rows\n  extra: "), "{outcome:?}");
    let sandbox = Sandbox::with_an_export();
    let plan = sandbox.read("out/acme-services/pgpm.plan");
    let without: Vec<_> = plan.lines().filter(|line| !line.starts_with("migrate/site_themes ")).collect();
    sandbox.write("out/acme-services/pgpm.plan", without.join("\n"));
    let outcome = sandbox.run(verify(&sandbox, "acme-services", &platform().url("")));
    assert_eq!(outcome.code, Some(3));
    assert!(outcome.stdout.contains("\n  edited: the plan has no longer the change with these rows\n"), "{outcome:?}");
    let change = "out/acme/deploy/data/welcome.sql";
    sandbox.write(change, sandbox.read(change) + "-- more\n");
    let outcome = sandbox.run(verify(&sandbox, "acme", &platform().url("")));
    assert_eq!(outcome.code, Some(3));
    assert!(
        outcome.stdout.contains("\n  edited: ") && outcome.stdout.contains("different: data/welcome"),
        "{outcome:?}"
    );
}

#[test]
fn a_script_that_cannot_be_read_is_named_by_its_line() {
    let sandbox = Sandbox::with_an_export();
    let path = "out/acme-services/deploy/migrate/schema_grant.sql";
    let text = sandbox.read(path);
    let line = text.lines().position(|line| line.starts_with("INSERT INTO")).unwrap() + 1;
    sandbox.write(path, text.replace("\nINSERT INTO", "\nUPDATE"));
    let message = sandbox.fails(1, verify(&sandbox, "acme-services", &platform().url("")));
    assert!(message.starts_with(&format!("{path}:{line}: INSERT INTO is wanted")), "{message}");
}

#[test]
fn what_is_no_module_of_ours_is_refused() {
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(1, verify(&sandbox, "nothing", &platform().url("")));
    assert!(message.starts_with("out/nothing holds no typeferry.manifest.json"), "{message}");
    let path = "out/acme/typeferry.manifest.json";
    sandbox.write(path, sandbox.read(path).replace("\"format\": 1", "\"format\": 7"));
    let message = sandbox.fails(1, verify(&sandbox, "acme", &platform().url("")));
    assert!(message.starts_with(&format!("{path} is of format 7")), "{message}");
    sandbox.write(path, "{\"format\": 1}");
    let message = sandbox.fails(1, verify(&sandbox, "acme", &platform().url("")));
    assert!(message.starts_with(&format!("{path} is no manifest: missing field")), "{message}");
    let path = "out/acme-services/typeferry.manifest.json";
    sandbox.write(path, sandbox.read(path).replace("migrate/schema_grant", "../../secret"));
    let message = sandbox.fails(1, verify(&sandbox, "acme-services", &platform().url("")));
    assert!(message.starts_with(path) && message.contains("../../secret"), "{message}");
}

#[test]
fn another_database_is_a_matter_of_usage() {
    let sandbox = Sandbox::with_an_export();
    let mut command = verify(&sandbox, "acme-services", &platform().url(""));
    command.args(["--database", "globex"]);
    let message = sandbox.fails(2, command);
    assert!(message.starts_with("the module is of the database acme ("), "{message}");
    assert!(message.contains("--database names globex ("), "{message}");
    let mut command = verify(&sandbox, "acme-services", &platform().url(""));
    command.args(["--database", "acme"]);
    sandbox.run(command).done();
    let only_globex = with_rows("Database", |row| row["name"] == "globex");
    let server = serve(ServerOptions::default(), only_globex);
    let message = sandbox.fails(2, verify(&sandbox, "acme-services", &server.url("")));
    assert!(message.contains("which this source does not have; it has: globex"), "{message}");
}

#[test]
fn changes_need_their_endpoint_and_a_server_that_fails_is_no_difference() {
    let sandbox = Sandbox::with_an_export();
    let mut command = sandbox.typeferry(["verify", "out/acme", "--graphql-endpoint", &platform().url("/graphql")]);
    command.env("TYPEFERRY_TOKEN", TOKEN);
    let message = sandbox.fails(2, command);
    assert!(message.contains("--migrate-endpoint"), "{message}");
    let faulty = Faulty::before(platform().address(), |ask| {
        if ask.is("Rows") { Reply::html("503 Service Unavailable") } else { ask.pass() }
    });
    let message = sandbox.fails(1, verify(&sandbox, "acme-services", &faulty.url()));
    assert!(message.contains("HTTP 503"), "{message}");
}

/// The service module deployed into a platform: there the schemas have their new names already.
#[test]
fn where_names_were_rewritten_already_nothing_differs() {
    let mut endpoints = endpoints();
    for endpoint in &mut endpoints {
        let mut data = Data::new();
        for (name, rows) in endpoint.data.row_types() {
            let mut rows = rows.to_vec();
            rows.iter_mut().flat_map(|row| row.values_mut()).for_each(renamed);
            data.extend(name, rows);
        }
        endpoint.data = data;
    }
    let server = serve(ServerOptions::default(), endpoints);
    let sandbox = Sandbox::with_an_export();
    for module in ["acme-services", "acme"] {
        sandbox.run(verify(&sandbox, module, &server.url(""))).done();
    }
}

fn renamed(value: &mut Value) {
    const LONGER: &str = "acme_7f3a_app_public_old";
    let text = value.to_string().replace(LONGER, "\u{1}").replace("acme_7f3a_", "acme_").replace('\u{1}', LONGER);
    *value = serde_json::from_str(&text).unwrap();
}
