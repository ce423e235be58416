//! `schema pull` and `queries`: what they write, and that the old files stay where they cannot.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Ask, Faulty, Outcome, Reply, SCHEMA, Sandbox, TOKEN, platform, tree};

/// What servers say where introspection is switched off: graphql-js's rule (PostGraphile and Yoga use it), Apollo
/// Server, Yoga's plugin, Hasura.
pub(crate) const SWITCHED_OFF: [&str; 4] = [
    "GraphQL introspection has been disabled, but the requested query contained the field \"__schema\".",
    "GraphQL introspection is not allowed by Apollo Server, but the query contained __schema or __type. To enable \
     introspection, pass introspection: true to ApolloServer in production",
    "GraphQL introspection is not authorized!, but the requested query contained the field \"__schema\".",
    "field '__schema' not found in type: 'query_root'",
];

fn pull(sandbox: &Sandbox, url: &str, args: &[&str]) -> Command {
    let mut command = sandbox.typeferry(["schema", "pull", "--graphql-endpoint", url]);
    command.args(args).env("TYPEFERRY_TOKEN", TOKEN);
    command
}

/// Pulls from a server over an older file, which must fail and leave it.
fn refused(code: i32, answer: impl Fn(&Ask) -> Reply + Send + Sync + 'static) -> String {
    let faulty = Faulty::before(platform().address(), answer);
    let sandbox = Sandbox::new();
    sandbox.write("schema.graphql", "# the old one\n");
    sandbox.fails(code, pull(&sandbox, &format!("{}/graphql", faulty.url()), &[]))
}

#[test]
fn the_schema_of_a_live_endpoint_is_the_committed_one() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(pull(&sandbox, &platform().url("/graphql"), &[])).done();
    assert_eq!(outcome.stdout, "new schema.graphql\n");
    // A server tells what the contract only assumes.
    assert!(sandbox.read("schema.graphql") == SCHEMA.replace(", assumed: true", ""));
    let again = sandbox.run(pull(&sandbox, &platform().url("/graphql"), &["--check"])).done();
    assert_eq!(again.stdout, "");
}

#[test]
fn the_schema_is_pulled_in_the_dialect_that_its_folder_names() {
    let sandbox = Sandbox::new();
    let out = ["--out", "there/schema.graphql"];
    sandbox.write("there/typeferry.toml", "dialect = \"constructive\"\n");
    sandbox.run(pull(&sandbox, &platform().url("/graphql"), &out)).done();
    assert!(sandbox.read("there/schema.graphql") == SCHEMA.replace(", assumed: true", ""));
    sandbox.write("there/typeferry.toml", "dialect = \"another\"\n");
    let message = sandbox.fails(1, pull(&sandbox, &platform().url("/graphql"), &out));
    assert!(message.contains("there/typeferry.toml:1:") && message.contains("no dialect `another`"), "{message}");
}

#[test]
fn a_check_of_a_schema_that_differs_ends_with_3_and_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.graphql", "# the old one\n");
    let outcome = sandbox.run(pull(&sandbox, &platform().url("/graphql"), &["--check"]));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(3), "changed schema.graphql\n"));
    let outcome = sandbox.run(pull(&sandbox, &platform().url("/graphql"), &["--dry-run"]));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "changed schema.graphql\n"));
    assert_eq!(sandbox.read("schema.graphql"), "# the old one\n");
}

#[test]
fn a_server_that_fails_leaves_the_old_schema() {
    for (code, status) in
        [(4, "401 Unauthorized"), (1, "404 Not Found"), (1, "500 Internal Server Error"), (1, "200 OK")]
    {
        let message = refused(code, move |_| Reply::html(status));
        assert!(status == "200 OK" || message.contains(&status[..3]), "{message}");
    }
}

#[test]
fn introspection_that_is_switched_off_leaves_the_old_schema() {
    for said in SWITCHED_OFF {
        for status in ["200 OK", "400 Bad Request"] {
            let off = serde_json::json!({"errors": [{"message": said}]}).to_string();
            let message = refused(4, move |_| Reply::new(status, "application/json", off.clone()));
            assert!(message.contains(said) && message.contains("is introspection switched off there?"), "{message}");
            assert!(message.contains("--introspection FILE --meta FILE"), "{message}");
        }
    }
    let message = refused(1, |_| Reply::json(r#"{"data":{"__schema":null}}"#));
    assert!(message.contains("--introspection FILE --meta FILE"), "{message}");
}

#[test]
fn an_endpoint_without_meta_leaves_the_old_schema() {
    let unknown = r#"{"errors":[{"message":"Cannot query field \"_meta\" on type \"Query\"."}]}"#;
    let message = refused(4, move |ask| if ask.has("_meta") { Reply::json(unknown) } else { ask.pass() });
    assert!(message.contains("Cannot query field") && message.contains("--meta FILE"), "{message}");
}

#[test]
fn an_answer_that_breaks_off_leaves_the_old_schema() {
    for meta in [false, true] {
        let message = refused(1, move |ask| if ask.has("_meta") == meta { ask.pass().cut() } else { ask.pass() });
        assert!(message.contains("broke off"), "{message}");
        refused(1, move |ask| if ask.has("_meta") == meta { Reply::nothing() } else { ask.pass() });
    }
}

#[test]
fn a_body_that_is_no_answer_leaves_the_old_schema() {
    for body in
        ["", "It works!", "[]", "{}", "null", r#"{"data":null}"#, r#"{"data":{}}"#, r#"{"data":{"__schema":null}}"#]
    {
        for meta in [false, true] {
            refused(1, move |ask| if ask.has("_meta") == meta { Reply::json(body) } else { ask.pass() });
        }
    }
}

#[test]
fn a_pull_that_is_wrongly_asked_for_is_a_matter_of_usage() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.graphql", "# the old one\n");
    let message = sandbox.fails(2, pull(&sandbox, "ftp://example.com", &[]));
    assert!(message.contains("ftp://example.com is no address"), "{message}");
    let message = sandbox.fails(2, pull(&sandbox, "http://127.0.0.1:1", &["--header", "a b: c"]));
    assert!(message.contains("the header `a b` cannot be sent"), "{message}");
    for args in [&["schema", "pull"][..], &["schema", "pull", "--introspection", "a.json"]] {
        let outcome = sandbox.run(sandbox.typeferry(args.iter().copied()));
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
    }
}

#[test]
fn a_saved_answer_that_is_not_there_or_is_none_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.graphql", "# the old one\n");
    let saved = ["schema", "pull", "--introspection", "api.json", "--meta", "meta.json"];
    let message = sandbox.fails(1, sandbox.typeferry(saved));
    assert!(message.starts_with("api.json: No such file"), "{message}");
    sandbox.write("api.json", "<html>");
    sandbox.write("meta.json", "{}");
    sandbox.fails(1, sandbox.typeferry(saved));
}

/// The project's own contract, copied.
fn contract() -> Sandbox {
    let sandbox = Sandbox::new();
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, content) in tree(&project.join("queries")) {
        sandbox.write(&format!("queries/{path}"), content);
    }
    for file in ["schema.graphql", "typeferry.toml"] {
        fs::copy(project.join(file), sandbox.work().join(file)).unwrap();
    }
    sandbox
}

fn queries(sandbox: &Sandbox, args: &[&str]) -> Outcome {
    sandbox.run(sandbox.typeferry(["queries"].into_iter().chain(args.iter().copied())))
}

#[test]
fn the_documents_of_the_project_are_those_of_its_schema() {
    let outcome = queries(&contract(), &["--check"]).done();
    assert_eq!((outcome.stdout.as_str(), outcome.stderr.as_str()), ("", ""));
}

#[test]
fn a_check_of_documents_that_differ_ends_with_3_and_writes_nothing() {
    let sandbox = contract();
    let path = "queries/routing_public/apis.graphql";
    sandbox.write(path, sandbox.read(path).replace("      dbname\n", ""));
    sandbox.write("queries/routing_public/gone.graphql", "# routing_public.gone\nquery Gone { __typename }\n");
    let before = tree(&sandbox.work());
    let outcome = queries(&sandbox, &["--check"]);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert_eq!(
        outcome.stdout,
        "changed ./queries/routing_public/apis.graphql\nremoved ./queries/routing_public/gone.graphql\n"
    );
    assert!(tree(&sandbox.work()) == before);
}

#[test]
fn documents_are_written_anew_and_the_lock_when_it_is_accepted() {
    let sandbox = contract();
    let whole = tree(&sandbox.work());
    fs::remove_dir_all(sandbox.work().join("queries/routing_public")).unwrap();
    sandbox.write("queries/contract.lock", "");
    queries(&sandbox, &["--accept"]).done();
    assert!(tree(&sandbox.work()) == whole);
}

#[test]
fn a_document_by_hand_stays_and_is_checked_like_the_others() {
    let sandbox = contract();
    let path = "queries/routing_public/apis.graphql";
    let written = sandbox.read(path);
    let by_hand = format!(
        "# by hand: public ones alone\n{}",
        written.replace("where: {", "where: {isPublished: {equalTo: true}, ")
    );
    assert!(by_hand.contains("isPublished: {equalTo"), "{by_hand}");
    sandbox.write(path, &by_hand);
    queries(&sandbox, &["--accept"]).done();
    assert!(
        sandbox.read(path) == by_hand && sandbox.read("queries/contract.lock").contains("(where.isPublished.equalTo)")
    );
    sandbox.write(path, by_hand.replace("isPublished: {", "isPublishet: {"));
    let outcome = queries(&sandbox, &["--accept"]);
    assert!(outcome.stderr.starts_with(&format!("error: {path}:4:")), "{outcome:?}");
    // Without the line, it is the rule's again.
    sandbox.write(path, by_hand.replace("# by hand", "#"));
    queries(&sandbox, &[]).done();
    assert!(sandbox.read(path) == written);
}

#[test]
fn a_document_by_hand_is_its_authors_whatever_its_name() {
    let sandbox = contract();
    let written = sandbox.read("queries/routing_public/apis.graphql");
    let by_hand = written.replacen('#', "# by hand:", 1).replace("where: {", "where: {isPublished: {equalTo: true}, ");
    fs::remove_file(sandbox.work().join("queries/routing_public/apis.graphql")).unwrap();
    sandbox.write("queries/routing_public/published.graphql", &by_hand);
    for args in [&[][..], &["--accept"]] {
        queries(&sandbox, args).done();
        assert!(sandbox.read("queries/routing_public/published.graphql") == by_hand);
        assert!(!sandbox.work().join("queries/routing_public/apis.graphql").exists());
    }
    assert!(sandbox.read("queries/contract.lock").contains("(where.isPublished.equalTo)"));
    // A second one for the same table is one too many, and named.
    sandbox.write("queries/routing_public/more.graphql", by_hand.replace("query Apis(", "query More("));
    let outcome = queries(&sandbox, &["--accept"]);
    assert!(outcome.code == Some(3) && outcome.stderr.contains("second document"), "{outcome:?}");
}

#[test]
fn a_document_of_no_table_is_an_error_and_one_of_a_table_that_is_gone_goes_when_that_is_accepted() {
    let sandbox = contract();
    sandbox.write("queries/routing_public/mine.graphql", "query Mine { __typename }\n");
    let outcome = queries(&sandbox, &["--accept"]);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.stderr.contains("queries/routing_public/mine.graphql:1:"), "{outcome:?}");
    fs::remove_file(sandbox.work().join("queries/routing_public/mine.graphql")).unwrap();
    let gone = "queries/routing_public/gone.graphql";
    sandbox.write(gone, "# routing_public.gone\nquery Gone { __typename }\n");
    let noted = queries(&sandbox, &[]).done();
    assert!(sandbox.work().join(gone).exists() && noted.stdout.contains("`--accept` removes it"), "{noted:?}");
    queries(&sandbox, &["--accept"]).done();
    assert!(!sandbox.work().join(gone).exists());
}

#[test]
fn a_schema_that_does_not_read_is_an_error_with_its_place() {
    let broken = SCHEMA.replacen("type Api ", "typo Api ", 1);
    let line = 1 + broken[..broken.find("typo").unwrap()].matches('\n').count();
    let sandbox = contract();
    sandbox.write("schema.graphql", broken);
    let before = tree(&sandbox.work());
    let outcome = queries(&sandbox, &[]);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.stderr.starts_with(&format!("error: schema.graphql:{line}:1: ")), "{outcome:?}");
    assert!(tree(&sandbox.work()) == before);
}

#[test]
fn an_operation_that_asks_for_what_has_gone_is_an_error_with_its_place() {
    let sandbox = contract();
    let path = "queries/operations/databases.graphql";
    sandbox.write(path, sandbox.read(path).replace("      name\n", "      nmae\n"));
    let outcome = queries(&sandbox, &["--check"]);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.stderr.starts_with(&format!("error: {path}:6:7: ")), "{outcome:?}");
    assert!(outcome.stderr.contains("`name`"), "the nearest name is not in: {outcome:?}");
}

#[test]
fn a_folder_without_a_schema_is_named() {
    let sandbox = Sandbox::new();
    let message = sandbox.fails(1, sandbox.typeferry(["queries", "nowhere"]));
    assert!(message.starts_with("nowhere/schema.graphql: No such file"), "{message}");
}
