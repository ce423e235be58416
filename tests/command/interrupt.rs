//! Ctrl-C and SIGTERM in the middle: exit code 130, nothing staged is left, and the old modules are as they were.

#![cfg(unix)]

use std::process::{Child, Command};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Ask, Faulty, Sandbox, platform, tree};

/// A server that answers up to this operation, and then only half of it.
fn stalls_at(operation: &'static str) -> Faulty {
    Faulty::before(platform().address(), move |ask: &Ask| {
        let reply = ask.pass();
        if ask.is(operation) { reply.held() } else { reply }
    })
}

fn send(signal: Signal, child: &Child) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

fn interrupted(operation: &'static str, signal: Signal, command: impl Fn(&Sandbox, &str) -> Command) -> String {
    let server = stalls_at(operation);
    let sandbox = Sandbox::with_an_export();
    let before = tree(&sandbox.work());
    let child = Sandbox::start(command(&sandbox, &server.url()));
    server.wait_until_held();
    send(signal, &child);
    let outcome = sandbox.finish(child);
    sandbox.failed(130, &before, &outcome)
}

#[test]
fn an_export_that_is_interrupted_while_rows_come_leaves_nothing() {
    for signal in [Signal::INT, Signal::TERM] {
        let message = interrupted("Rows", signal, Sandbox::export);
        assert_eq!(message, "interrupted: nothing was changed");
    }
}

#[test]
fn an_export_that_is_interrupted_while_changes_come_leaves_nothing() {
    for signal in [Signal::INT, Signal::TERM] {
        let message = interrupted("SqlActions", signal, Sandbox::export);
        assert_eq!(message, "interrupted: nothing was changed");
    }
}

#[test]
fn an_export_that_is_interrupted_before_anything_is_staged_leaves_nothing() {
    for operation in ["ListDatabases", "ListSchemas"] {
        let server = stalls_at(operation);
        let sandbox = Sandbox::with_an_export();
        let before = sandbox.tree();
        let child = Sandbox::start(sandbox.export(&server.url()));
        server.wait_until_held();
        send(Signal::INT, &child);
        assert_eq!(sandbox.finish(child).code, Some(130));
        assert!(sandbox.tree() == before);
    }
}

#[test]
fn a_dry_run_that_is_interrupted_leaves_nothing_among_the_temporary_files() {
    interrupted("SqlActions", Signal::INT, |sandbox, url| {
        let mut export = sandbox.export(url);
        export.arg("--dry-run");
        export
    });
}

#[test]
fn an_export_to_a_new_folder_that_is_interrupted_leaves_no_module() {
    let server = stalls_at("SqlActions");
    let sandbox = Sandbox::new();
    let child = Sandbox::start(sandbox.export(&server.url()));
    server.wait_until_held();
    send(Signal::INT, &child);
    assert_eq!(sandbox.finish(child).code, Some(130));
    assert!(tree(&sandbox.out()).is_empty());
}

/// A module is staged beside what its link leads to.
#[test]
fn an_export_through_a_link_that_is_interrupted_leaves_nothing_there_either() {
    let server = stalls_at("SqlActions");
    let sandbox = Sandbox::with_an_export();
    let away = sandbox.work().join("away");
    std::fs::create_dir(&away).unwrap();
    std::fs::rename(sandbox.out().join("acme-services"), away.join("services")).unwrap();
    std::os::unix::fs::symlink("../away/services", sandbox.out().join("acme-services")).unwrap();
    let before = tree(&sandbox.work());
    let child = Sandbox::start(sandbox.export(&server.url()));
    server.wait_until_held();
    send(Signal::INT, &child);
    let outcome = sandbox.finish(child);
    sandbox.failed(130, &before, &outcome);
}

/// Whenever the signal comes, each module is the old one or the new one, and nothing is beside them.
#[test]
fn an_export_that_is_interrupted_anywhere_leaves_whole_modules() {
    let sandbox = Sandbox::with_an_export();
    let whole = tree(&sandbox.out());
    for operation in ["Rows", "SqlActions"] {
        for _ in 0..8 {
            let (asked, when) = std::sync::mpsc::channel();
            let server = Faulty::before(platform().address(), move |ask| {
                let reply = ask.pass();
                if ask.is(operation) {
                    asked.send(()).unwrap();
                }
                reply
            });
            let child = Sandbox::start(sandbox.export(&server.url()));
            when.recv().unwrap();
            send(Signal::INT, &child);
            let outcome = sandbox.finish(child);
            assert!(matches!(outcome.code, Some(0 | 130)), "{outcome:?}");
            assert!(tree(&sandbox.out()) == whole, "{outcome:?}: {:?}", tree(&sandbox.out()).keys());
        }
    }
}

#[cfg(feature = "demo")]
#[test]
fn a_served_demo_ends_when_it_is_told_to() {
    use std::io::{BufRead, BufReader};
    let sandbox = Sandbox::new();
    let mut child = Sandbox::start(sandbox.typeferry(["demo", "--serve", "0"]));
    let mut said = String::new();
    BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut said).unwrap();
    assert!(said.starts_with("serving a sample platform"), "{said}");
    send(Signal::INT, &child);
    assert_eq!(sandbox.finish(child).code, Some(130));
}
