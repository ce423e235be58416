//! An export without the migrations, beside a module that has those of an earlier one.

use crate::support::{Ask, Faulty, Sandbox, platform, tree};

#[test]
fn n21_metadata_alone_is_refused_where_both_were_exported() {
    let faulty = Faulty::before(platform().address(), Ask::pass);
    let sandbox = Sandbox::with_an_export();
    for more in [&[][..], &["--dry-run"]] {
        let mut export = sandbox.export_metadata(&faulty.url());
        export.args(more);
        let message = sandbox.fails(2, export);
        assert!(message.starts_with("out/acme has the migrations of an earlier export of this database"), "{message}");
        assert!(message.contains("--migrate-endpoint") && message.ends_with("--metadata-only"), "{message}");
    }
    assert!(faulty.asked_for_rows().iter().all(|ask| !ask.is("Rows")));
}

#[test]
fn n21_a_half_that_stays_is_said_last() {
    let sandbox = Sandbox::with_an_export();
    let before = tree(&sandbox.out());
    for (and, both) in [("", false), (" with the endpoint of the migrations", true)] {
        let url = platform().url("");
        let mut export = if both { sandbox.export(&url) } else { sandbox.export_metadata(&url) };
        export.arg("--metadata-only");
        let said = sandbox.run(export).done().stdout;
        let last = "the migrations are not part of this export: --metadata-only was given; out/acme stays as an earlier \
                    export wrote it";
        assert_eq!(said.lines().last(), Some(last), "{and}");
    }
    assert!(tree(&sandbox.out()) == before);
}

#[test]
fn n21_where_there_are_no_migrations_that_they_are_missing_is_said_last() {
    let sandbox = Sandbox::new();
    for _ in 0..2 {
        let said = sandbox.run(sandbox.export_metadata(&platform().url(""))).done().stdout;
        let last = "the migrations are not part of this export: no --migrate-endpoint was given";
        assert_eq!(said.lines().last(), Some(last));
    }
    // What is of another database is no half of this one.
    let manifest = sandbox.read("out/acme-services/typeferry.manifest.json");
    sandbox.run(sandbox.export(&platform().url(""))).done();
    let id = serde_json::from_str::<serde_json::Value>(&manifest).unwrap()["source"]["database"]
        .as_str()
        .unwrap()
        .to_owned();
    let other = sandbox.read("out/acme/typeferry.manifest.json").replace(&id, "00000000-0000-4000-8000-000000000009");
    sandbox.write("out/acme/typeferry.manifest.json", other);
    sandbox.run(sandbox.export_metadata(&platform().url(""))).done();
}
