//! `typeferry demo`, from an empty folder and with nothing installed.

#![cfg(feature = "demo")]

use std::net::TcpListener;

use crate::support::{Sandbox, tree};

#[test]
fn the_sample_tenant_is_exported_into_the_current_folder() {
    let sandbox = Sandbox::new();
    let mut demo = sandbox.typeferry(["demo"]);
    demo.env("PATH", "");
    let outcome = sandbox.run(demo).done();
    assert!(outcome.stdout.contains("wrote demo-out/acme-services (124 rows of 31 tables)"), "{outcome:?}");
    assert!(outcome.stdout.contains("wrote demo-out/acme (25 changes)"), "{outcome:?}");
    assert!(outcome.stdout.ends_with(" s\n") && outcome.stdout.contains("acme: 6 requests, "), "{outcome:?}");
    let first = tree(&sandbox.work());
    let ours = |path: &str| path.starts_with("demo-out/acme") || path == "demo-out/pgpm.json";
    assert!(first.keys().all(|path| ours(path)), "{:?}", first.keys());
    let says = "typeferry deploy demo-out/acme-services -d scratch --plan";
    assert!(outcome.stderr.contains(says), "{outcome:?}");
    sandbox.run(sandbox.typeferry(["demo"])).done();
    assert!(tree(&sandbox.work()) == first, "a second demo wrote something else");
}

#[test]
fn its_result_is_json_where_that_is_asked_for() {
    let sandbox = Sandbox::new();
    let report = sandbox.run(sandbox.typeferry(["demo", "--format", "json", "--out", "here"])).done().json();
    assert_eq!(report["version"], 1);
    assert_eq!(report["result"]["service"]["path"], "here/acme-services");
}

#[test]
fn a_folder_that_is_not_ours_is_kept() {
    let sandbox = Sandbox::new();
    sandbox.write("demo-out/acme/mine.txt", "mine");
    let before = tree(&sandbox.work());
    let outcome = sandbox.run(sandbox.typeferry(["demo"]));
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(outcome.stderr.contains("demo-out/acme exists and holds no typeferry.manifest.json"), "{outcome:?}");
    assert!(tree(&sandbox.work()) == before);
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let sandbox = Sandbox::new();
    let message = sandbox.fails(1, sandbox.typeferry(["demo", "--serve", &port.to_string()]));
    assert!(message.starts_with(&format!("cannot listen on 127.0.0.1:{port}")), "{message}");
}
