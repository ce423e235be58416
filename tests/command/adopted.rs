//! A module that another tool wrote is taken over where that is wanted.

use serde_json::json;

use crate::support::{Sandbox, platform, tree};

fn url() -> String {
    platform().url("")
}

/// Modules as pgpm leaves them, with a file of people's in each.
pub(crate) fn foreign() -> Sandbox {
    let sandbox = Sandbox::new();
    let plan = |project: &str| {
        format!(
            "%syntax-version=1.0.0\n%project={project}\n%uri={project}\n\n\
             migrate/a 2017-08-11T08:11:51Z ada <ada@example.com> # rows\n\
             migrate/b [migrate/a] 2017-08-11T08:11:51Z ada <ada@example.com> # rows\n"
        )
    };
    for module in ["acme", "acme-services"] {
        sandbox.write(&format!("out/{module}/pgpm.plan"), plan(module));
        sandbox.write(&format!("out/{module}/{module}.control"), "comment = 'by hand'\nrequires = 'plpgsql'\n");
        for change in ["a", "b"] {
            for kind in ["deploy", "revert", "verify"] {
                sandbox.write(&format!("out/{module}/{kind}/migrate/{change}.sql"), format!("-- {kind} {change}\n"));
            }
        }
        sandbox.write(&format!("out/{module}/deploy/migrate/mine.sql"), "mine");
        sandbox.write(&format!("out/{module}/package.json"), "{\"name\": \"@ada/acme\"}");
        sandbox.write(&format!("out/{module}/__tests__/x.test.ts"), "test");
    }
    sandbox
}

#[test]
fn nobody_takes_it_over_unasked() {
    let sandbox = foreign();
    let message = sandbox.fails(1, sandbox.export(&url()));
    assert!(message.contains("out/acme-services is a module that another tool wrote"), "{message}");
    assert!(message.contains("--adopt"), "{message}");
}

#[test]
fn what_its_plan_lists_is_replaced_and_everything_else_stays() {
    let sandbox = foreign();
    let mut export = sandbox.export(&url());
    export.args(["--adopt", "--format", "json"]);
    let report = sandbox.run(export).done().json();
    let fresh = Sandbox::with_an_export();
    for (module, key) in [("acme", "changes"), ("acme-services", "service")] {
        assert_eq!(report["result"][key]["adopted"], true);
        assert_eq!(report["result"][key]["kept"], json!(["deploy/migrate/mine.sql"]));
        let mut expected = tree(&fresh.out().join(module));
        expected.insert("deploy/migrate/mine.sql".into(), b"mine".into());
        expected.insert("package.json".into(), b"{\"name\": \"@ada/acme\"}".into());
        expected.insert("__tests__/x.test.ts".into(), b"test".into());
        let mut found = tree(&sandbox.out().join(module));
        expected.remove(&format!("{module}.control")).unwrap();
        let control = String::from_utf8(found.remove(&format!("{module}.control")).unwrap()).unwrap();
        assert!(control.starts_with("comment = 'by hand'\nrequires = 'plpgsql"), "{control}");
        assert!(found == expected, "{:?} {:?}", found.keys(), expected.keys());
    }
    let control = sandbox.read("out/acme-services/acme-services.control");
    assert!(control.contains("'plpgsql,apps,catalog,metaschema-modules,metaschema-schema,routing'"), "{control}");
    sandbox.run(sandbox.export(&url())).done();
}

#[test]
fn a_dry_run_says_what_would_be_taken_over() {
    let sandbox = foreign();
    let before = sandbox.tree();
    let mut export = sandbox.export(&url());
    export.arg("--dry-run");
    let outcome = sandbox.run(export).done();
    assert!(outcome.stdout.contains("would be taken over: out/acme-services\n"), "{outcome:?}");
    assert!(sandbox.tree() == before);
}

#[test]
fn a_plan_that_cannot_be_read_is_named() {
    let sandbox = foreign();
    sandbox.write("out/acme/pgpm.plan", "%project=acme\nmigrate/a [b\n");
    let mut export = sandbox.export(&url());
    export.arg("--adopt");
    let message = sandbox.fails(1, export);
    assert!(message.contains("out/acme/pgpm.plan:2: "), "{message}");
}

/// `--adopt` is about modules.
#[test]
fn what_is_no_module_is_kept_all_the_same() {
    let sandbox = Sandbox::new();
    sandbox.write("out/acme/pgpm.plan", "%project=acme\n");
    let mut export = sandbox.export(&url());
    export.arg("--adopt");
    let message = sandbox.fails(1, export);
    assert!(message.contains("out/acme exists and holds no typeferry.manifest.json"), "{message}");
}
