//! `typeferry-demo`, started as a person does.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

use typeferry_demo::sample;

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_typeferry-demo"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A program that is stopped with its value.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn it_prints_its_addresses_and_serves_until_it_is_stopped() {
    let mut running = Running(program(&[]).spawn().unwrap());
    let lines: Vec<_> = BufReader::new(running.0.stdout.take().unwrap()).lines().take(3).map(Result::unwrap).collect();
    let address = |flag: &str| {
        let mut words = lines.iter().flat_map(|line| line.split(' ')).skip_while(|word| *word != flag);
        words.nth(1).unwrap().to_owned()
    };
    for (flag, path) in [("--graphql-endpoint", sample::GRAPHQL_PATH), ("--migrate-endpoint", sample::MIGRATE_PATH)] {
        let url = address(flag);
        assert!(url.starts_with("http://127.0.0.1:") && url.ends_with(path), "{url}");
        let request = ureq::post(&url).header("authorization", format!("Bearer {}", sample::TOKEN));
        let mut answer = request.content_type("application/json").send(r#"{"query": "{ __typename }"}"#).unwrap();
        assert_eq!(answer.body_mut().read_to_string().unwrap(), r#"{"data":{"__typename":"Query"}}"#);
    }
    assert!(running.0.try_wait().unwrap().is_none());
}

fn refused(arguments: &[&str]) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = program(arguments).output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, message) = refused(&["--port", &port]);
    assert_eq!(code, Some(1));
    assert!(message.starts_with(&format!("error: cannot listen on 127.0.0.1:{port}")), "{message}");
}

#[test]
fn what_is_no_port_is_answered_with_the_usage() {
    for arguments in [&["--port"][..], &["--port", "x"], &["8080"]] {
        let (code, message) = refused(arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(message.starts_with("usage: typeferry-demo [--port PORT]"), "{message}");
    }
}
