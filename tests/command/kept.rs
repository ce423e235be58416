//! What people add to a module stays where it is when the next export replaces what an export writes.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::json;
use typeferry_demo::ServerOptions;

use crate::support::{Sandbox, Tree, platform, serve, tree, with_rows};

fn url() -> String {
    platform().url("")
}

/// What an export writes each time.
fn exported(sandbox: &Sandbox, module: &str) -> Tree {
    let fresh = tree(&Sandbox::with_an_export().out().join(module));
    let written = |path: &String| fresh.contains_key(path) && !["Makefile", "package.json"].contains(&path.as_str());
    let all = tree(&sandbox.out().join(module));
    all.into_iter().filter(|(path, _)| written(path) && !path.ends_with(".control")).collect()
}

#[test]
fn everything_of_peoples_is_there_after_three_exports() {
    let sandbox = Sandbox::with_an_export();
    let before = ["acme", "acme-services"].map(|module| exported(&sandbox, module));
    let owned = ["acme", "acme-services"].map(|module| (module, sandbox.furnish(module)));
    for _ in 0..3 {
        let outcome = sandbox.run(sandbox.export(&url())).done();
        for (module, owned) in &owned {
            sandbox.assert_furnished(module, owned);
            for path in ["deploy/mine.sql", "deploy/nowhere", "verify/notes/mine.txt"] {
                let said = format!("not of this export, kept: out/{module}/{path}\n");
                assert!(outcome.stdout.contains(&said), "{outcome:?}");
            }
        }
        assert!(!outcome.stdout.contains("README") && !outcome.stdout.contains("edited"), "{outcome:?}");
        assert!(["acme", "acme-services"].map(|module| exported(&sandbox, module)) == before);
    }
    assert_eq!(fs::read_dir(sandbox.out()).unwrap().count(), 2, "something is left beside the modules");
}

#[test]
fn requires_of_peoples_stay_and_new_ones_come_behind_them() {
    let sandbox = Sandbox::with_an_export();
    sandbox.write("out/acme/acme.control", "comment = 'x'\r\nrequires = 'pg_trgm, citext'\r\n");
    let mut export = sandbox.export(&url());
    export.args(["--requires", "citext,uuid-ossp"]);
    let outcome = sandbox.run(export).done();
    assert!(outcome.stdout.contains("required besides in out/acme/acme.control: uuid-ossp\n"), "{outcome:?}");
    let control = "comment = 'x'\r\nrequires = 'pg_trgm, citext, uuid-ossp'\r\n";
    assert_eq!(sandbox.read("out/acme/acme.control"), control);
    let mut export = sandbox.export(&url());
    export.args(["--format", "json"]);
    let report = sandbox.run(export).done().json();
    assert_eq!(report["result"]["changes"]["requires_added"], json!([]));
    assert_eq!(sandbox.read("out/acme/acme.control"), control);
}

#[test]
fn a_control_file_that_cannot_be_read_is_named_and_nothing_is_changed() {
    for (module, text, place) in [
        ("acme", &b"comment = 'x'\n\xff\xfe"[..], "acme.control:2: "),
        ("acme-services", b"\n\nrequires = 'a", "acme-services.control:3: the value of requires"),
        ("acme", b"requires = 'a,b c'\n", "acme.control:1: "),
        ("acme", b"\0\0", "acme.control:1: "),
    ] {
        let sandbox = Sandbox::with_an_export();
        sandbox.write(&format!("out/{module}/{module}.control"), text);
        let message = sandbox.fails(1, sandbox.export(&url()));
        assert!(message.contains(&format!("out/{module}/{place}")), "{message}");
    }
}

#[test]
fn a_file_of_peoples_where_a_script_must_go_is_named_and_nothing_is_changed() {
    let sandbox = Sandbox::new();
    let fewer = serve(ServerOptions::default(), with_rows("Site", |_| false));
    sandbox.run(sandbox.export(&fewer.url(""))).done();
    let path = "out/acme-services/deploy/migrate/sites.sql";
    let script = sandbox.write(path, "mine");
    let message = sandbox.fails(1, sandbox.export(&url()));
    assert!(message.contains(&format!("{path}: typeferry did not write this")), "{message}");
    fs::remove_file(&script).unwrap();
    fs::create_dir(&script).unwrap();
    let message = sandbox.fails(1, sandbox.export(&url()));
    assert!(message.contains(&format!("{path}: typeferry did not write this")), "{message}");
    fs::remove_dir(&script).unwrap();
    sandbox.run(sandbox.export(&url())).done();
}

#[test]
fn a_link_to_outside_stays_one_and_its_target_as_it_is() {
    let sandbox = Sandbox::with_an_export();
    let outside = sandbox.write("outside/x.sql", "theirs");
    symlink("../../outside", sandbox.out().join("acme/deploy/shared")).unwrap();
    symlink(&outside, sandbox.out().join("acme/deploy/x.sql")).unwrap();
    sandbox.run(sandbox.export(&url())).done();
    assert_eq!(fs::read_link(sandbox.out().join("acme/deploy/shared")).unwrap().to_str(), Some("../../outside"));
    assert_eq!(fs::read_link(sandbox.out().join("acme/deploy/x.sql")).unwrap(), outside);
    assert_eq!(tree(&sandbox.work().join("outside")).len(), 1);
    assert_eq!(sandbox.read("outside/x.sql"), "theirs");
}

/// Nobody may write to them, and they come along.
#[test]
fn folders_that_nobody_may_write_to_stay() {
    let sandbox = Sandbox::with_an_export();
    sandbox.write("out/acme/locked/in/file", "mine");
    let folders = ["out/acme/locked/in", "out/acme/locked", "out/acme"].map(|path| sandbox.work().join(path));
    let mode = |mode| {
        for path in &folders {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    mode(0o555);
    let export = sandbox.export(&url());
    let outcome = sandbox.run(export);
    let modes = folders.each_ref().map(|path| fs::metadata(path).unwrap().permissions().mode() & 0o777);
    mode(0o755);
    outcome.done();
    assert_eq!(modes, [0o555; 3]);
    assert_eq!(sandbox.read("out/acme/locked/in/file"), "mine");
    assert_eq!(fs::read_dir(sandbox.out()).unwrap().count(), 2);
}

/// The bytes of a file's name are nobody's business.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_stays_and_is_reported() {
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::with_an_export();
    let path = sandbox.out().join("acme/deploy").join(std::ffi::OsStr::from_bytes(b"\xff.sql"));
    fs::write(&path, "mine").unwrap();
    let mut export = sandbox.export(&url());
    export.args(["--format", "json"]);
    let report = sandbox.run(export).done().json();
    assert_eq!(report["result"]["changes"]["kept"], json!(["deploy/\u{fffd}.sql"]));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

/// A file system of its own in a module would be emptied with the old one.
#[cfg(target_os = "linux")]
#[test]
fn what_is_mounted_in_a_module_is_named_and_nothing_is_changed() {
    let sandbox = Sandbox::with_an_export();
    sandbox.write("out/acme/data/below", "");
    let export = sandbox.export(&url());
    let script = "mount -t tmpfs tmpfs out/acme/data || exit 77; echo mine > out/acme/data/file; \"$@\"; \
                  echo \"ended with $? beside $(ls -A out) and $(cat out/acme/data/file)\"";
    let mut shell = sandbox.program("unshare");
    shell.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]).arg(export.get_program());
    shell.args(export.get_args()).envs(export.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let outcome = sandbox.run(shell);
    if outcome.stdout.is_empty() {
        return crate::support::no_mount(&outcome);
    }
    assert_eq!(outcome.stdout, "ended with 1 beside acme\nacme-services and mine\n", "{outcome:?}");
    assert!(outcome.stderr.contains("out/acme/data is a file system of its own"), "{outcome:?}");
}
