//! Standard output: where it cannot be written, a command has failed; where nobody reads on, it ends and says nothing;
//! and `-` is its name.

use crate::support::{Outcome, SCHEMA, Sandbox, TOKEN, platform};

/// Runs the command under a shell, which does something with its output.
fn under(sandbox: &Sandbox, script: &str, args: &[&str]) -> Outcome {
    let mut shell = sandbox.program("sh");
    shell.args(["-c", script, "sh", env!("CARGO_BIN_EXE_typeferry")]).args(args).env("TYPEFERRY_TOKEN", TOKEN);
    sandbox.run(shell)
}

#[cfg(target_os = "linux")]
#[test]
fn n19_output_that_cannot_be_written_is_a_failure() {
    let sandbox = Sandbox::with_an_export();
    sandbox.write("schema.graphql", SCHEMA);
    let url = platform().url("/graphql");
    let said = "error: standard output cannot be written: No space left on device (os error 28)\n";
    for args in [
        &["explain"][..],
        &["explain", "--format", "json"],
        &["--help"],
        &["export", "--help"],
        &["--version"],
        &["contract", "list"],
        &["contract", "list", "--json"],
        &["contract", "show", "--api"],
        &["drift", "--against", "schema.graphql"],
        &["verify", "out/acme-services", "--graphql-endpoint", &url],
        &["schema", "pull", "--graphql-endpoint", &url, "--out", "-"],
        &["init", "project"],
    ] {
        let outcome = under(&sandbox, "exec \"$@\" > /dev/full", args);
        assert_eq!((outcome.code, &*outcome.stderr), (Some(1), said), "{args:?}");
    }
    let failed = under(&sandbox, "exec \"$@\" > /dev/full", &["explain", "nothing", "--format", "json"]);
    assert_eq!(failed.code, Some(2), "its own failure counts: {failed:?}");
}

#[test]
fn n19_a_reader_that_has_gone_ends_nothing_and_is_told_nothing() {
    let sandbox = Sandbox::new();
    for args in [&["contract", "show", "--api"][..], &["explain"], &["export", "--help"]] {
        let outcome = under(&sandbox, "{ \"$@\"; echo \"ended with $?\" >&2; } | head -n 1", args);
        assert_eq!((outcome.stdout.lines().count(), &*outcome.stderr), (1, "ended with 0\n"), "{args:?}");
        let closed = under(&sandbox, "{ sleep 1; \"$@\"; echo \"ended with $?\" >&2; } | :", args);
        assert_eq!((&*closed.stdout, &*closed.stderr), ("", "ended with 0\n"), "{args:?}");
    }
}

#[test]
fn n19_a_hyphen_is_standard_output() {
    let sandbox = Sandbox::new();
    let url = platform().url("/graphql");
    let pull = |out: &str| {
        let mut pull = sandbox.typeferry(["schema", "pull", "--graphql-endpoint", &url, "--out", out]);
        pull.env("TYPEFERRY_TOKEN", TOKEN);
        sandbox.run(pull)
    };
    let printed = pull("-").done();
    pull("schema.graphql").done();
    assert!(printed.stdout == sandbox.read("schema.graphql") && printed.stderr.is_empty());
    assert!(!sandbox.work().join("-").exists());
    let nothing =
        sandbox.run(sandbox.typeferry(["schema", "pull", "--graphql-endpoint", &url, "--out", "-", "--check"]));
    assert_eq!(nothing.code, Some(2), "{nothing:?}");
    assert!(nothing.stderr.contains("--out FILE"), "{nothing:?}");
}

#[test]
fn n19_a_module_behind_database_url_is_no_address() {
    let sandbox = Sandbox::with_an_export();
    let mut verify = sandbox.typeferry(["verify", "--database-url", "out/acme-services"]);
    verify.env("PGHOST", "127.0.0.1").env("PGPORT", "1").env("PGDATABASE", "d").env("PGUSER", "u");
    let outcome = sandbox.run(verify);
    assert_eq!(outcome.code, Some(4), "{outcome:?}");
    assert!(outcome.stderr.contains("postgres://u@127.0.0.1:1/d cannot be reached"), "{outcome:?}");
}
