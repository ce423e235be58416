//! What the command says of itself, compared with `help/`. `UPDATE_GOLDEN=1 cargo test` writes it anew.

use std::fs;
use std::path::Path;

use crate::support::Sandbox;

fn assert_help(file: &str, args: &[&str]) {
    let sandbox = Sandbox::new();
    let mut command = sandbox.typeferry(args.iter().copied());
    command.arg("--help").env("COLUMNS", "100");
    let outcome = sandbox.run(command).done();
    assert_eq!(outcome.stderr, "");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/help").join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, &outcome.stdout).unwrap();
    }
    let reviewed = fs::read_to_string(&golden).unwrap();
    assert!(outcome.stdout == reviewed, "{} is not what is said now:\n{}", golden.display(), outcome.stdout);
}

#[test]
fn of_the_command() {
    assert_help("typeferry.txt", &[]);
}

#[test]
fn of_export() {
    assert_help("export.txt", &["export"]);
}

#[test]
fn of_verify() {
    assert_help("verify.txt", &["verify"]);
}

#[test]
fn of_status() {
    assert_help("status.txt", &["status"]);
}

#[test]
fn of_verify_deployed() {
    assert_help("verify-deployed.txt", &["verify-deployed"]);
}

#[test]
fn of_revert() {
    assert_help("revert.txt", &["revert"]);
}

#[test]
fn of_explain() {
    assert_help("explain.txt", &["explain"]);
}

#[test]
fn of_deploy() {
    assert_help("deploy.txt", &["deploy"]);
}

#[test]
fn of_init() {
    assert_help("init.txt", &["init"]);
}

#[test]
fn of_schema_pull() {
    assert_help("schema-pull.txt", &["schema", "pull"]);
}

#[test]
fn of_queries() {
    assert_help("queries.txt", &["queries"]);
}

#[test]
fn of_drift() {
    assert_help("drift.txt", &["drift"]);
}

#[cfg(feature = "demo")]
#[test]
fn of_demo() {
    assert_help("demo.txt", &["demo"]);
}

#[test]
fn a_word_that_is_no_command_is_a_matter_of_usage() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(sandbox.typeferry(["exprot"]));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    assert!(outcome.stderr.contains("export"), "{outcome:?}");
}
