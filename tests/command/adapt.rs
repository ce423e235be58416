//! A server that is not what was compiled in: what is refused before any row, what is adapted to, and what is exported
//! then.

use std::process::Command;

use serde_json::{Value, json};
use typeferry_demo::{Server, ServerOptions, sample};

use crate::support::{Ask, Faulty, MIGRATE_SCHEMA, Outcome, Reply, SCHEMA, Sandbox, platform, serve, tree, with_rows};

const LABEL: &str = "  label: String @column(name: \"label\", type: \"text\")\n";
const HINT: &str = "  hint: Int @column(name: \"hint\", type: \"int4\")\n";
const SHAPE: &str = "  shape: Shape @column(name: \"shape\", type: \"tesseract\")\n";

/// The contract's schema with a change behind the start of the fields' table.
fn edited(old: &str, new: &str) -> String {
    let from = SCHEMA.find("type Field @table").unwrap();
    let at = from + SCHEMA[from..].find(old).unwrap();
    format!("{}{new}{}", &SCHEMA[..at], &SCHEMA[at + old.len()..])
}

/// The sample platform without a column of the fields, and with another one.
fn drifted() -> Server {
    let mut endpoints = with_rows("Field", |row| {
        row.remove("label");
        row.insert("hint".to_owned(), json!(row["name"].as_str().unwrap().len()));
        true
    });
    endpoints[0].schema_text =
        edited(LABEL, HINT).replacen("input FieldInput {\n", "input FieldInput {\n  hint: Int\n", 1);
    serve(ServerOptions::default(), endpoints)
}

/// The schema with one more table, which has no rows.
fn with_a_table() -> String {
    let table = "\
type Gadget @table(schema: \"metaschema_public\", name: \"gadget\", key: [\"id\"]) {
  id: UUID! @column(name: \"id\", type: \"uuid\")
  databaseId: UUID @column(name: \"database_id\", type: \"uuid\")
}

type GadgetConnection { nodes: [Gadget]! pageInfo: PageInfo! totalCount: Int! }

input GadgetFilter { id: UUIDFilter databaseId: UUIDFilter }

enum GadgetOrderBy { NATURAL PRIMARY_KEY_ASC PRIMARY_KEY_DESC }

";
    let root = "  gadgets(after: Cursor, first: Int, offset: Int, orderBy: [GadgetOrderBy!] = [PRIMARY_KEY_ASC], where: \
                GadgetFilter): GadgetConnection\n";
    format!("{table}{}", SCHEMA.replacen("type Query {\n", &format!("type Query {{\n{root}"), 1))
}

/// The sample platform with another schema for its metadata.
fn serving(schema: &str) -> Server {
    serve(ServerOptions::default(), sample::endpoints(schema, MIGRATE_SCHEMA).unwrap())
}

fn export(sandbox: &Sandbox, url: &str, args: &[&str]) -> Command {
    let mut export = sandbox.export(url);
    export.args(["--format", "json"]).args(args);
    export
}

fn failing(sandbox: &Sandbox, url: &str) -> std::process::Command {
    let mut export = sandbox.export(url);
    export.args(["--on-drift", "fail"]);
    export
}

/// An export that must go well; what it says of the contract.
fn exported(sandbox: &Sandbox, url: &str, args: &[&str]) -> Value {
    sandbox.run(export(sandbox, url, args)).done().json()["result"]["contract"].clone()
}

fn kinds(contract: &Value) -> Vec<&str> {
    contract["differences"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect()
}

fn failed(outcome: &Outcome, code: i32) -> String {
    assert_eq!(outcome.code, Some(code), "{outcome:?}");
    outcome.json()["error"].as_str().unwrap_or_else(|| panic!("{outcome:?}")).to_owned()
}

#[test]
fn what_would_lose_something_is_refused_before_any_row_is_asked_for() {
    let server = drifted();
    let faulty = Faulty::before(server.address(), Ask::pass);
    let sandbox = Sandbox::with_an_export();
    let before = tree(&sandbox.work());
    let outcome = sandbox.run(failing(&sandbox, &faulty.url()));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(3), ""), "{outcome:?}");
    for said in [
        "breaking column gone label (label): String text",
        "additive column new hint (hint): Int int4",
        "nothing was read",
        "--on-drift auto",
    ] {
        assert!(outcome.stderr.contains(said), "{outcome:?}");
    }
    assert!(faulty.asked_for_rows().iter().all(|ask| ask.is("ListDatabases")));
    assert!(tree(&sandbox.work()) == before);
    // And again, from what was kept.
    let kept = sandbox.run(failing(&sandbox, &faulty.url()));
    assert_eq!((kept.code, kept.stderr), (outcome.code, outcome.stderr));
}

#[test]
fn what_loses_nothing_is_reported_and_exported_by_the_generated_code() {
    let deprecated = edited(LABEL, &format!("{} @deprecated(reason: \"no use\")\n", LABEL.trim_end()));
    let server = serving(&deprecated);
    let (sandbox, same) = (Sandbox::new(), Sandbox::with_an_export());
    let contract = exported(&sandbox, &server.url(""), &[]);
    assert_eq!((kinds(&contract), &contract["adapted"]), (vec!["deprecated"], &false.into()));
    assert!(tree(&sandbox.out()) == tree(&same.out()));
    let text = sandbox.run(sandbox.export(&server.url(""))).done();
    assert!(text.stdout.contains("otherwise: deprecated: 1 (metaschema_public.field.label)"), "{text:?}");
}

#[test]
fn an_adapted_export_has_what_the_server_has_and_all_other_tables_as_they_were() {
    let server = drifted();
    let (sandbox, typed) = (Sandbox::new(), Sandbox::with_an_export());
    let contract = exported(&sandbox, &server.url(""), &["--on-drift", "adapt"]);
    assert_eq!((kinds(&contract), &contract["adapted"]), (vec!["column-gone", "column-new"], &true.into()));
    let (adapted, typed) = (tree(&sandbox.out()), tree(&typed.out()));
    assert!(adapted.keys().eq(typed.keys()));
    let other: Vec<_> = adapted.iter().filter(|(path, text)| typed[*path] != **text).map(|(path, _)| path).collect();
    let of_fields = |path: &&String| path.ends_with("/field.sql") || path.ends_with("/typeferry.manifest.json");
    assert!(!other.is_empty() && other.iter().all(of_fields), "{other:?}");
    let deploy = other.iter().find(|path| path.contains("/deploy/")).unwrap();
    let deploy = String::from_utf8(adapted[*deploy].clone()).unwrap();
    assert!(deploy.contains(", hint,") && !deploy.contains(", label,"), "{deploy}");
}

#[test]
fn tables_that_are_the_same_are_the_same_bytes_typed_or_adapted() {
    let server = serving(&with_a_table());
    let (sandbox, typed) = (Sandbox::new(), Sandbox::with_an_export());
    let contract = exported(&sandbox, &server.url(""), &["--on-drift", "adapt"]);
    assert_eq!((kinds(&contract), &contract["adapted"]), (vec!["table-new"], &true.into()));
    assert!(tree(&sandbox.out()) == tree(&typed.out()), "an adapted table has other bytes");
}

#[test]
fn an_endpoint_that_is_the_contract_needs_no_adapting() {
    let (sandbox, typed) = (Sandbox::new(), Sandbox::with_an_export());
    let contract = exported(&sandbox, &platform().url(""), &["--on-drift", "adapt"]);
    let same = json!({ "name": "constructive-3", "adapted": false, "differences": [], "notes": [] });
    assert_eq!(contract, same);
    assert!(tree(&sandbox.out()) == tree(&typed.out()));
}

#[test]
fn a_module_is_held_against_a_server_that_has_drifted() {
    let server = drifted();
    let sandbox = Sandbox::new();
    exported(&sandbox, &server.url(""), &["--on-drift", "adapt"]);
    let url = server.url("/graphql");
    let verify = |args: &[&str]| {
        let mut verify = sandbox.typeferry(["verify", "out/acme-services", "--graphql-endpoint", &url]);
        verify.args(args).env("TYPEFERRY_TOKEN", crate::support::TOKEN);
        sandbox.run(verify)
    };
    let refused = verify(&["--on-drift", "fail"]);
    assert!(refused.code == Some(3) && refused.stderr.contains("column gone label"), "{refused:?}");
    let same = verify(&["--on-drift", "adapt"]).done();
    assert!(
        same.stdout.contains("is the same") && same.stderr.contains("column new: 1 (metaschema_public.field.hint)"),
        "{same:?}"
    );
}

#[test]
fn a_column_without_a_conversion_is_named_and_can_be_left_out() {
    let server = serving(&format!("scalar Shape\n\n{}", edited(LABEL, &format!("{LABEL}{SHAPE}"))));
    let (sandbox, typed) = (Sandbox::new(), Sandbox::with_an_export());
    let message = failed(&sandbox.run(export(&sandbox, &server.url(""), &["--on-drift", "adapt"])), 3);
    assert!(message.contains("tesseract") && message.contains("metaschema_public.field.shape"), "{message}");
    assert!(message.contains("--leave-out"), "{message}");
    let args = ["--leave-out", "metaschema_public.field.shape"];
    exported(&sandbox, &server.url(""), &args);
    assert!(tree(&sandbox.out()) == tree(&typed.out()));
}

#[test]
fn what_is_left_out_is_in_no_export() {
    let sandbox = Sandbox::new();
    let args = ["--leave-out", "metaschema_public.field.label,metaschema_public.policy"];
    let contract = exported(&sandbox, &platform().url(""), &args);
    assert_eq!(kinds(&contract), [""; 0]);
    let out = tree(&sandbox.out());
    assert!(out.keys().all(|path| !path.contains("/policy.sql")));
    let deploy = out.iter().find(|(path, _)| path.contains("/deploy/") && path.ends_with("/field.sql")).unwrap();
    assert!(!String::from_utf8(deploy.1.clone()).unwrap().contains(", label,"));
    let typo = ["--leave-out", "metaschema_public.feild"];
    let message = failed(&sandbox.run(export(&sandbox, &platform().url(""), &typo)), 2);
    assert!(
        message.contains("`metaschema_public.feild`") && message.contains("metaschema_public.field`?"),
        "{message}"
    );
}

#[test]
fn an_endpoint_that_does_not_tell_its_schema_is_exported_and_the_report_says_so() {
    let off = r#"{"errors":[{"message":"GraphQL introspection is not allowed"}]}"#;
    let faulty = Faulty::before(platform().address(), move |ask| {
        if ask.is_of_the_schema() { Reply::new("400 Bad Request", "application/json", off) } else { ask.pass() }
    });
    let (sandbox, typed) = (Sandbox::new(), Sandbox::with_an_export());
    let contract = exported(&sandbox, &faulty.url(), &[]);
    let notes = contract["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 2, "{contract}");
    let said = notes[0].as_str().unwrap();
    assert!(said.contains("is not known") && said.contains("introspection is not allowed"), "{said}");
    assert!(tree(&sandbox.out()) == tree(&typed.out()));
    let message = failed(&sandbox.run(export(&sandbox, &faulty.url(), &["--on-drift", "adapt"])), 4);
    assert!(message.contains("does not answer introspection") && message.contains("schema pull"), "{message}");
}

#[test]
fn another_api_is_no_drifted_one() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.typeferry(["export", "--graphql-endpoint", &platform().url("/migrate/graphql")]);
    export.args(["--database", "acme", "--extension-name", "acme", "--meta-extension-name", "acme-services"]);
    export.args(["--author", "A <a@example.com>", "--out", "out"]).env("TYPEFERRY_TOKEN", crate::support::TOKEN);
    let message = sandbox.fails(1, export);
    assert!(message.contains("it has none of the 156 tables") && message.contains("X-Meta-Schema"), "{message}");
}

#[test]
fn changes_that_are_served_otherwise_are_refused_too() {
    let revert = "  revert: String @column(name: \"revert\", type: \"text\")\n";
    assert!(MIGRATE_SCHEMA.contains(revert));
    let mut endpoints = with_rows("SqlAction", |row| {
        row.remove("revert");
        true
    });
    endpoints[1].schema_text = MIGRATE_SCHEMA.replace(revert, "");
    let server = serve(ServerOptions::default(), endpoints);
    let message = failed(
        &{
            let sandbox = Sandbox::new();
            sandbox.run(export(&sandbox, &server.url(""), &["--on-drift", "adapt"]))
        },
        3,
    );
    assert!(message.contains("`revert`") || message.contains("revert"), "{message}");
}

#[test]
fn a_contract_that_is_not_known_is_refused_with_those_there_are() {
    let sandbox = Sandbox::new();
    for wrong in ["2", "01", "one"] {
        let outcome = sandbox.run(export(&sandbox, "http://127.0.0.1:1", &["--compat", wrong]));
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(outcome.stderr.contains("no such contract; there is: 3, 1, auto"), "{outcome:?}");
    }
}

#[test]
fn the_contracts_are_listed_and_shown() {
    let sandbox = Sandbox::new();
    let list = sandbox.run(sandbox.typeferry(["contract", "list", "--json"])).done().json();
    let names: Vec<_> = list["api"].as_array().unwrap().iter().map(|one| (&one["name"], &one["tables"])).collect();
    let [one, two] =
        [("constructive-3", 156), ("constructive-1", 55)].map(|(name, tables)| (name.into(), tables.into()));
    assert_eq!(names, [(&one.0, &one.1), (&two.0, &two.1)]);
    assert_eq!(sandbox.run(sandbox.typeferry(["contract", "show", "--api", "3"])).done().stdout, SCHEMA);
}
