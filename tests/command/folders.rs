//! Folders that cannot be written, or must not be.

use std::fs;
use std::process::Command;

use typeferry_cluster::Need;

use crate::support::{Outcome, Sandbox, Tree, platform, tree};

fn url() -> String {
    platform().url("")
}

#[test]
fn a_folder_that_is_not_ours_is_kept() {
    for module in ["acme", "acme-services"] {
        let sandbox = Sandbox::new();
        sandbox.write(&format!("out/{module}/README.md"), "mine");
        let message = sandbox.fails(1, sandbox.export(&url()));
        let expected = format!("out/{module} exists and holds no typeferry.manifest.json");
        assert!(message.contains(&expected) && message.contains("move it away"), "{message}");
    }
}

#[test]
fn a_file_where_a_folder_should_be_is_kept() {
    let sandbox = Sandbox::new();
    sandbox.write("out", "a file");
    let message = sandbox.fails(1, sandbox.export(&url()));
    assert!(message.contains("out"), "{message}");
    let sandbox = Sandbox::new();
    sandbox.write("out/acme", "a file");
    let message = sandbox.fails(1, sandbox.export(&url()));
    assert!(message.contains("out/acme exists"), "{message}");
}

#[test]
fn a_failed_export_leaves_no_folder_that_was_not_there() {
    let faulty = crate::support::Faulty::before(platform().address(), |ask| {
        if ask.is("SqlActions") { crate::support::Reply::html("502 Bad Gateway") } else { ask.pass() }
    });
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&faulty.url());
    export.current_dir(sandbox.root());
    let before = sandbox.tree();
    let outcome = sandbox.run(export);
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(sandbox.tree() == before, "something is left");
}

/// Root may write everywhere: then another user runs the command, where the system lets root become one.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with_an_export();
    let export = sandbox.export(&url());
    let before = tree(&sandbox.work());
    let mode = |mode| fs::set_permissions(sandbox.out(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let export = if rustix::process::geteuid().is_root() { as_nobody(&sandbox, &export) } else { Some(export) };
    let outcome = export.map(|export| sandbox.run(export));
    mode(0o755);
    match outcome {
        None => no_other_user().skip().unwrap(),
        Some(outcome) => {
            let message = sandbox.failed(1, &before, &outcome);
            assert!(message.contains("Permission denied") && message.contains("/out"), "{message}");
        }
    }
}

/// Whoever may not link to a file of another user's copies it.
#[cfg(unix)]
#[test]
fn files_of_another_user_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let sandbox = Sandbox::with_an_export();
    let theirs = sandbox.write("out/acme/theirs.txt", "theirs");
    fs::set_permissions(&theirs, fs::Permissions::from_mode(0o444)).unwrap();
    let inode = fs::metadata(&theirs).unwrap().ino();
    let nobody = rustix::process::geteuid().is_root().then(|| as_nobody(&sandbox, &sandbox.export(&url()))).flatten();
    let Some(nobody) = nobody else {
        return no_other_user().skip().unwrap();
    };
    let mut chown = sandbox.program("chown");
    chown.args(["-R", "65534:65534", ".", "../home", "../tmp"]);
    sandbox.run(chown).done();
    std::os::unix::fs::chown(&theirs, Some(0), Some(0)).unwrap();
    sandbox.run(nobody).done();
    let found = fs::metadata(&theirs).unwrap();
    assert_eq!((sandbox.read("out/acme/theirs.txt"), found.mode() & 0o7777), ("theirs".into(), 0o444));
    assert_ne!(found.ino(), inode, "it was linked: this system lets everybody");
    assert_eq!(fs::read_dir(sandbox.out()).unwrap().count(), 2);
}

#[cfg(unix)]
fn no_other_user() -> Need {
    Need::new("this is not root, or setpriv cannot make it another user", "sudo --preserve-env cargo xtask test")
}

/// The same command, run by a user without rights.
#[cfg(unix)]
fn as_nobody(sandbox: &Sandbox, command: &Command) -> Option<Command> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(sandbox.root(), fs::Permissions::from_mode(0o755)).unwrap();
    let setpriv = |program: &str| {
        let mut other = sandbox.program("setpriv");
        other.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
        other
    };
    let program = command.get_program().to_str().unwrap();
    let works = setpriv(program).arg("--version").output().is_ok_and(|output| output.status.success());
    works.then(|| {
        let mut other = setpriv(program);
        other.args(command.get_args()).envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        other
    })
}

/// A file system of its own that is too small for the module.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_the_old_module_as_it_was() {
    let sandbox = Sandbox::with_an_export();
    let old = tree(&sandbox.out());
    fs::create_dir(sandbox.work().join("small")).unwrap();
    let script = "mount -t tmpfs -o size=2m,mode=755 tmpfs small && cp -r out/. small/ && \
                  head -c 100m /dev/zero > small/fill 2>/dev/null; [ -s small/fill ] || exit 77; \
                  head -c 8192 small/fill > /dev/null && truncate -s -65536 small/fill && \
                  { \"$@\"; echo \"ended with $?\"; rm small/fill; mkdir seen; cp -r small/. seen/; }";
    let export = sandbox.export(&url());
    let mut shell = sandbox.program("unshare");
    shell.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]).arg(export.get_program());
    shell.args(export.get_args().map(|arg| if arg == "out" { "small".as_ref() } else { arg }));
    shell.envs(export.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let outcome = sandbox.run(shell);
    if outcome.stdout.is_empty() {
        return crate::support::no_mount(&outcome);
    }
    assert_eq!(outcome.stdout, "ended with 1\n", "{outcome:?}");
    assert!(outcome.stderr.contains("No space left on device"), "{outcome:?}");
    assert_eq!(outcome.stderr.lines().count(), 1, "{outcome:?}");
    let seen = tree(&sandbox.work().join("seen"));
    assert!(seen == old, "{:?}", seen.keys().filter(|path| !old.contains_key(*path)).collect::<Vec<_>>());
}

/// The same by a limit, which needs no rights at all.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_leaves_the_old_module_as_it_was() {
    let sandbox = Sandbox::with_an_export();
    let before = tree(&sandbox.work());
    let outcome = limited(&sandbox, &sandbox.export(&url()));
    let message = sandbox.failed(1, &before, &outcome);
    assert!(message.starts_with("cannot write ") && message.contains("File too large"), "{message}");
}

#[cfg(unix)]
fn limited(sandbox: &Sandbox, command: &Command) -> Outcome {
    let mut shell = sandbox.program("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 4; exec \"$@\"", "sh"]).arg(command.get_program());
    shell.args(command.get_args()).envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    sandbox.run(shell)
}

/// A schema file that cannot be written whole is not written.
#[cfg(unix)]
#[test]
fn a_schema_that_does_not_fit_leaves_the_old_one() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.graphql", "# the old one\n");
    let before = tree(&sandbox.work());
    let mut pull = sandbox.typeferry(["schema", "pull", "--graphql-endpoint", &platform().url("/graphql")]);
    pull.env("TYPEFERRY_TOKEN", crate::support::TOKEN);
    let message = sandbox.failed(1, &before, &limited(&sandbox, &pull));
    assert!(message.contains("schema.graphql") && message.contains("File too large"), "{message}");
}

#[test]
fn a_link_to_a_module_is_followed() {
    let sandbox = Sandbox::with_an_export();
    let all = tree(&sandbox.out());
    fs::rename(sandbox.out().join("acme"), sandbox.work().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", sandbox.out().join("acme")).unwrap();
    sandbox.write("elsewhere/old", "");
    sandbox.run(sandbox.export(&url())).done();
    let module: Tree = tree(&sandbox.work().join("elsewhere"));
    let expected: Tree =
        all.into_iter().filter_map(|(path, text)| Some((path.strip_prefix("acme/")?.to_owned(), text))).collect();
    let expected: Tree = expected.into_iter().chain([("old".to_owned(), Vec::new())]).collect();
    assert!(module == expected && sandbox.out().join("acme").is_symlink());
}
