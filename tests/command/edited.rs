//! Scripts and plans that people edited are named before they are overwritten.

use std::fs;

use serde_json::json;

use crate::support::{Outcome, Sandbox, Tree, platform, tree};

const SCRIPT: &str = "deploy/schemas/acme_app_public/tables/tasks/table.sql";

fn url() -> String {
    platform().url("")
}

/// A script edited and one deleted in one module, a plan edited in the other.
fn edited() -> (Sandbox, Tree) {
    let sandbox = Sandbox::with_an_export();
    let fresh = tree(&sandbox.out());
    let text = sandbox.read(&format!("out/acme/{SCRIPT}"));
    sandbox.write(&format!("out/acme/{SCRIPT}"), text + "-- by hand\n");
    fs::remove_file(sandbox.out().join("acme/revert/extensions/citext.sql")).unwrap();
    let plan = sandbox.read("out/acme-services/pgpm.plan");
    sandbox.write("out/acme-services/pgpm.plan", plan + "@v1 2017-08-11T08:11:51Z Ada <ada@example.com>\n");
    (sandbox, fresh)
}

fn run(sandbox: &Sandbox, flags: &[&str]) -> Outcome {
    let mut export = sandbox.export(&url());
    export.args(flags);
    sandbox.run(export)
}

#[test]
fn all_that_was_edited_is_named_and_nothing_is_changed() {
    let (sandbox, _) = edited();
    let before = sandbox.tree();
    let outcome = run(&sandbox, &[]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(3), ""), "{outcome:?}");
    let lines: Vec<_> = outcome.stderr.lines().collect();
    assert_eq!(
        lines,
        [
            "error: changed since they were exported:",
            "  out/acme-services/pgpm.plan: edited",
            &format!("  out/acme/{SCRIPT}: edited"),
            "  out/acme/revert/extensions/citext.sql: deleted",
            "nothing was replaced; give --overwrite-edited to replace them",
        ]
    );
    assert!(sandbox.tree() == before);
}

#[test]
fn it_is_overwritten_where_that_is_wanted_and_said() {
    let (sandbox, fresh) = edited();
    let report = run(&sandbox, &["--overwrite-edited", "--format", "json"]).done().json();
    let changes = &report["result"]["changes"]["overwritten"];
    let deleted = "revert/extensions/citext.sql";
    assert_eq!(*changes, json!([{"path": SCRIPT, "what": "edited"}, {"path": deleted, "what": "deleted"}]));
    assert_eq!(report["result"]["service"]["overwritten"], json!([{"path": "pgpm.plan", "what": "edited"}]));
    assert!(tree(&sandbox.out()) == fresh);
    let outcome = run(&sandbox, &["--overwrite-edited"]).done();
    assert!(!outcome.stdout.contains("edited"), "{outcome:?}");
}

#[test]
fn a_dry_run_names_it_and_changes_nothing() {
    let (sandbox, _) = edited();
    let before = sandbox.tree();
    let outcome = run(&sandbox, &["--dry-run"]).done();
    for said in [
        format!("edited since the last export, replaced only with --overwrite-edited: out/acme/{SCRIPT}\n"),
        "deleted since the last export, replaced only with --overwrite-edited: out/acme/revert/".into(),
    ] {
        assert!(outcome.stdout.contains(&said), "{outcome:?}");
    }
    assert!(sandbox.tree() == before);
}

/// A manifest of a typeferry that listed no files, with nothing edited.
#[test]
fn an_older_manifest_is_no_obstacle() {
    let sandbox = Sandbox::with_an_export();
    let fresh = tree(&sandbox.out());
    for module in ["acme", "acme-services"] {
        let path = format!("out/{module}/typeferry.manifest.json");
        let mut manifest: serde_json::Value = serde_json::from_str(&sandbox.read(&path)).unwrap();
        assert!(manifest.as_object_mut().unwrap().remove("files").is_some());
        sandbox.write(&path, manifest.to_string());
    }
    run(&sandbox, &[]).done();
    assert!(tree(&sandbox.out()) == fresh);
}

#[test]
fn a_manifest_of_a_newer_typeferry_is_refused() {
    let sandbox = Sandbox::with_an_export();
    sandbox.write("out/acme/typeferry.manifest.json", "{\"format\": 2}");
    let message = sandbox.fails(1, sandbox.export(&url()));
    assert!(message.contains("is of format 2"), "{message}");
}

/// `sha256sum` says the same of every file that is listed, and every script is.
#[test]
fn the_manifest_lists_every_script_and_the_plan() {
    let sandbox = Sandbox::with_an_export();
    let manifest: serde_json::Value = serde_json::from_str(&sandbox.read("out/acme/typeferry.manifest.json")).unwrap();
    let files = manifest["files"].as_object().unwrap();
    let listed: Vec<_> = files.keys().cloned().collect();
    let found = tree(&sandbox.out().join("acme")).into_keys();
    let scripts: Vec<_> = found.filter(|path| path.contains('/') || path == "pgpm.plan").collect();
    assert_eq!(listed, scripts);
    let sums: Vec<_> = files.iter().map(|(path, sum)| format!("{}  {path}", sum.as_str().unwrap())).collect();
    let mut check = sandbox.program("sha256sum");
    check.args(["--check", "--strict", "--quiet"]).current_dir(sandbox.out().join("acme"));
    check.stdin(std::process::Stdio::piped());
    sandbox.run_with_input(check, &(sums.join("\n") + "\n")).done();
}
