//! A job that ran `pgpm export` keeps its flags.

use crate::support::{AUTHOR, Sandbox, TOKEN, keyed_platform, platform, serve, tree};

/// An export with the peer's flags, in `below/`.
fn export(sandbox: &Sandbox, platform: &str, args: &[&str]) -> std::process::Command {
    let mut export = sandbox.typeferry(["export", "--graphql-endpoint", &format!("{platform}/graphql")]);
    export.args(["--migrate-endpoint", &format!("{platform}/migrate/graphql"), "--author", AUTHOR]);
    export.args(["--database_ids", "acme", "--extensionName", "acme"]).args(args).env("TYPEFERRY_TOKEN", TOKEN);
    std::fs::create_dir_all(sandbox.work().join("below")).unwrap();
    export.current_dir(sandbox.work().join("below"));
    export
}

#[test]
fn n25_the_flags_of_pgpm_export_are_taken() {
    let (sandbox, ours) = (Sandbox::new(), Sandbox::new());
    sandbox.write("workspace/pgpm.json", "{\"packages\": [\"packages/*\"]}");
    sandbox.write("workspace/deeper/file", "");
    let flags = ["--exclude-categories", "data,other", "--cwd", "../workspace/deeper", "--granularity", "atomic"];
    sandbox.run(export(&sandbox, &keyed_platform().url(""), &flags)).done();
    let mut same = ours.export_something(&keyed_platform().url(""));
    same.args(["--migrate-endpoint", &keyed_platform().url("/migrate/graphql"), "--exclude-category", "data,other"]);
    same.args(["--database", "acme", "--extension-name", "acme", "--meta-extension-name", "svc"]);
    ours.run(same).done();
    let (theirs, ours) = (tree(&sandbox.work().join("workspace/packages")), tree(&ours.out()));
    let differ = theirs.keys().chain(ours.keys()).filter(|path| theirs.get(*path) != ours.get(*path));
    assert_eq!(differ.collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(tree(&sandbox.work().join("below")).is_empty());
}

#[test]
fn n25_what_would_make_other_modules_is_refused_by_name() {
    for flag in [&["--granularity", "object"][..], &["--granularity", "consolidated"], &["--partition", "p.json"]] {
        let sandbox = Sandbox::new();
        let message = sandbox.fails(2, export(&sandbox, "http://127.0.0.1:1", flag));
        assert!(message.starts_with(flag[0]) && message.contains("`pgpm transform`"), "{message}");
    }
    let sandbox = Sandbox::new();
    let message = sandbox.fails(2, export(&sandbox, "http://127.0.0.1:1", &["--cwd", "nowhere"]));
    assert!(message.starts_with("nowhere cannot be read (--cwd)"), "{message}");
}

#[test]
fn n25_the_peers_name_for_the_metadata_is_taken_for_one_database_alone() {
    let sandbox = Sandbox::new();
    sandbox.run(export(&sandbox, &platform().url(""), &[])).done();
    sandbox.run(export(&sandbox, &platform().url(""), &[])).done();
    let before = tree(&sandbox.work());
    let mut other =
        sandbox.typeferry(["export", "--graphql-endpoint", &platform().url("/graphql"), "--author", AUTHOR]);
    other.args(["--database", "globex", "--extension-name", "globex"]).env("TYPEFERRY_TOKEN", TOKEN);
    other.current_dir(sandbox.work().join("below"));
    let outcome = sandbox.run(other);
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    assert!(outcome.stderr.contains("another database, acme") && tree(&sandbox.work()) == before, "{outcome:?}");
}

#[test]
fn n25_one_name_says_where_to_write_and_the_other_is_taken() {
    let server = serve(typeferry_demo::ServerOptions::default(), crate::support::endpoints());
    for flag in ["--out", "--output"] {
        let sandbox = Sandbox::new();
        let mut export = sandbox.typeferry(["export", "--graphql-endpoint", &server.url("/graphql")]);
        export.args(["--database", "acme", "--extension-name", "acme", "--author", AUTHOR, flag, "here"]);
        sandbox.run({
            export.env("TYPEFERRY_TOKEN", TOKEN);
            export
        });
        sandbox.read("here/svc/pgpm.plan");
        sandbox.run(sandbox.typeferry(["demo", flag, "sample"])).done();
        sandbox.read("sample/acme/pgpm.plan");
        let mut pull = sandbox.typeferry(["schema", "pull", "--graphql-endpoint", &server.url("/graphql"), flag, "s"]);
        pull.env("TYPEFERRY_TOKEN", TOKEN);
        sandbox.run(pull).done();
        sandbox.read("s");
    }
}
