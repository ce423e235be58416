//! How rows are asked for: few requests, pages to the end, the same bytes whatever the pages were.

use serde_json::json;
use typeferry_demo::ServerOptions;

use crate::support::{Ask, Faulty, Reply, Sandbox, Tree, endpoints, platform, serve, tree};

fn exported(platform: &str, args: &[&str]) -> (Tree, serde_json::Value) {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(platform);
    export.args(["--format", "json"]).args(args);
    let report = sandbox.run(export).done().json();
    (tree(&sandbox.out()), report)
}

#[test]
fn the_same_rows_are_the_same_bytes_whatever_the_pages() {
    let sandbox = Sandbox::with_an_export();
    let first = tree(&sandbox.out());
    for page_size in ["1", "7", "10000"] {
        let (again, _) = exported(&platform().url(""), &["--page-size", page_size]);
        assert!(again == first, "pages of {page_size} gave other files");
    }
}

#[test]
fn the_metadata_takes_a_few_requests_and_the_changes_one() {
    let faulty = Faulty::before(platform().address(), Ask::pass);
    let (_, report) = exported(&faulty.url(), &[]);
    assert_eq!(faulty.asked_for_rows().len(), 6);
    assert_eq!(report["result"]["requests"].as_u64(), Some(faulty.asked().len() as u64));
    let faulty = Faulty::before(platform().address(), Ask::pass);
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.export_metadata(&faulty.url())).done();
    assert_eq!(faulty.asked_for_rows().len(), 5);
}

#[test]
fn the_schema_is_asked_for_once_in_full_and_then_by_its_fingerprint() {
    let faulty = Faulty::before(platform().address(), Ask::pass);
    let sandbox = Sandbox::new();
    let mut seen = 0;
    for requests in [6, 2, 2] {
        sandbox.run(sandbox.export(&faulty.url())).done();
        let asked: Vec<_> = faulty.asked().into_iter().filter(Ask::is_of_the_schema).collect();
        assert_eq!(asked.len() - seen, requests);
        assert!(requests == 6 || asked[seen..].iter().all(|ask| ask.is("Fingerprint")));
        seen = asked.len();
    }
}

#[test]
fn a_server_that_caps_pages_is_read_to_the_end() {
    let capped = serve(ServerOptions { max_page: Some(5), ..ServerOptions::default() }, endpoints());
    let (files, report) = exported(&capped.url(""), &[]);
    assert!(files == tree(&Sandbox::with_an_export().out()), "the cap changed the files");
    assert_eq!(report["result"]["requests"].as_u64(), Some(capped.requests() as u64));
    assert!(capped.requests() > 10, "{}", capped.requests());
}

#[test]
fn the_routing_headers_of_the_platform_are_sent_and_the_given_ones_too() {
    let faulty = Faulty::before(platform().address(), Ask::pass);
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&faulty.url());
    export.args(["--header", "X-Trace: 7", "--migrate-header", "X-Database-Id: 11111111-1111-1111-1111-111111111111"]);
    sandbox.run(export).done();
    for ask in faulty.asked() {
        let headers = ["x-meta-schema", "x-schemata", "x-trace", "x-database-id"].map(|name| ask.header(name));
        let nil = "00000000-0000-0000-0000-000000000000";
        let expected = if ask.is("SqlActions") || ask.path() == "/migrate/graphql" {
            [None, Some("db_migrate"), None, Some("11111111-1111-1111-1111-111111111111")]
        } else {
            [Some("true"), None, Some("7"), Some(nil)]
        };
        assert_eq!(headers, expected);
        assert!(ask.header("authorization").is_some());
    }
}

/// Rows that go away while the pages are read.
#[test]
fn rows_that_are_fewer_than_the_server_counted_are_no_export() {
    let faulty = Faulty::before(platform().address(), |ask| {
        let reply = ask.pass();
        if ask.is("Rows") { reply.edited("\"totalCount\":42", "\"totalCount\":43") } else { reply }
    });
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(5, sandbox.export(&faulty.url()));
    assert!(message.starts_with("metaschema_public.field: 42 rows were read and the server counts 43"), "{message}");
}

#[test]
fn changes_that_are_fewer_than_the_server_counted_are_no_export() {
    let faulty = Faulty::before(platform().address(), |ask| {
        let reply = ask.pass();
        if ask.is("SqlActions") { reply.edited("\"totalCount\":25", "\"totalCount\":24") } else { reply }
    });
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(5, sandbox.export(&faulty.url()));
    assert!(message.starts_with("db_migrate.sql_actions: 25 rows were read and the server counts 24"), "{message}");
}

/// A list that promises another page and has no way to it, or always the same way, would be read for ever.
#[test]
fn a_list_without_end_is_an_error() {
    let list = |cursor: &str| {
        let page = format!(r#"{{"nodes":[],"pageInfo":{{"hasNextPage":true,"endCursor":{cursor}}},"totalCount":1}}"#);
        move || Reply::json(format!(r#"{{"data":{{"databases":{page}}}}}"#))
    };
    for server in [Faulty::always(list("null")), Faulty::always(list("\"again\""))] {
        let sandbox = Sandbox::with_an_export();
        let message = sandbox.fails(1, sandbox.export(&server.url()));
        assert!(message.contains("page"), "{message}");
        assert!(server.asked_for_rows().len() <= 2);
    }
}

/// A server that does not heed the offset sends its first page for ever.
#[test]
fn a_page_that_comes_again_is_an_error() {
    let faulty = Faulty::before(platform().address(), |ask| {
        if ask.has("$offset") { ask.with("offset", json!(0)).pass() } else { ask.pass() }
    });
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(&faulty.url());
    export.args(["--page-size", "20"]);
    let message = sandbox.fails(1, export);
    assert!(message.contains("metaschema_public.field") && message.contains("page"), "{message}");
}

#[test]
fn a_page_has_a_size_that_graphql_can_say() {
    for size in ["0", "-1", "2147483648", "many"] {
        let sandbox = Sandbox::new();
        let mut export = sandbox.export(&platform().url(""));
        export.args([&format!("--page-size={size}")]);
        let outcome = sandbox.run(export);
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(outcome.stderr.contains("--page-size"), "{outcome:?}");
    }
}
