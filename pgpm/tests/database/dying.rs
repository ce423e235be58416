//! Sessions that die: whatever was being sent, the database and the ledger say the same, the message says what was being
//! done, and the next deploy ends it.

use std::collections::HashSet;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use typeferry_pgpm::{RevertOptions, Transactions};

use crate::support::{How, Stage};

/// When a connection ends: before the server has a message, or once it has answered it and nobody heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dies {
    Before,
    After,
}

/// A port through which everything passes up to a message, counted from 1 over all connections; all ends with that one.
struct Faulty {
    port: u16,
    seen: Arc<AtomicUsize>,
}

impl Faulty {
    fn at(server: u16, message: usize, dies: Dies) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&seen);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, counted) = (client.unwrap(), Arc::clone(&counted));
                thread::spawn(move || drop(pass(client, server, message, dies, &counted)));
            }
        });
        Self { port, seen }
    }

    fn happened(&self, message: usize) -> bool {
        self.seen.load(Ordering::SeqCst) >= message
    }
}

/// The code of a request for TLS, which is not to be had here.
const SSL: [u8; 4] = 80_877_103_u32.to_be_bytes();

/// Passes a connection's messages on (<https://www.postgresql.org/docs/current/protocol-message-formats.html>).
fn pass(mut client: TcpStream, server: u16, message: usize, dies: Dies, seen: &AtomicUsize) -> std::io::Result<()> {
    let mut upstream = TcpStream::connect(("127.0.0.1", server))?;
    let (mut answers, mut back) = (upstream.try_clone()?, client.try_clone()?);
    let mut start = untyped(&mut client)?;
    if start[4..] == SSL {
        client.write_all(b"N")?;
        start = untyped(&mut client)?;
    }
    upstream.write_all(&start)?;
    let answering = thread::spawn(move || std::io::copy(&mut answers, &mut back));
    loop {
        // Where the client has gone, so does the server's end.
        let Ok(next) = typed(&mut client) else { return upstream.shutdown(Shutdown::Both) };
        if next[0] == b'Q' && seen.fetch_add(1, Ordering::SeqCst) + 1 == message {
            if dies == Dies::After {
                client.shutdown(Shutdown::Both)?;
                upstream.write_all(&next)?;
                // The server ends the session once it is done.
                upstream.shutdown(Shutdown::Write)?;
                let _ = answering.join();
            }
            client.shutdown(Shutdown::Both)?;
            return upstream.shutdown(Shutdown::Both);
        }
        upstream.write_all(&next)?;
    }
}

fn untyped(from: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut head = [0; 4];
    from.read_exact(&mut head)?;
    let mut all = head.to_vec();
    all.resize(usize::try_from(u32::from_be_bytes(head)).unwrap(), 0);
    from.read_exact(&mut all[4..])?;
    Ok(all)
}

fn typed(from: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut kind = [0];
    from.read_exact(&mut kind)?;
    Ok([&kind[..], &untyped(from)?].concat())
}

/// The relations of the modules that the ledger says are there.
fn of_the_ledger(stage: &Stage) -> HashSet<String> {
    let name = |change: &typeferry_pgpm::Deployed| change.change.clone();
    stage.ledger().changes().iter().map(name).filter(|name| name != "schema").collect()
}

fn relations(stage: &Stage) -> HashSet<String> {
    stage.relations().into_iter().collect()
}

/// Runs something again and again, each time from the same beginning and with the connection ended at one message more,
/// until it runs to its end. How many messages that took.
fn at_each_message(
    stage: &Stage,
    dies: Dies,
    begin: impl Fn(&Stage),
    mut run: impl FnMut(u16) -> Option<String>,
) -> usize {
    for message in 1.. {
        begin(stage);
        let faulty = Faulty::at(stage.port(), message, dies);
        let failed = run(faulty.port);
        assert_eq!(relations(stage), of_the_ledger(stage), "{dies:?} at message {message}: {failed:?}");
        if !faulty.happened(message) {
            assert_eq!(failed, None);
            return message;
        }
    }
    0
}

/// Nothing is deployed.
fn empty(stage: &Stage) {
    stage.revert(None, &RevertOptions::default()).unwrap();
}

/// Everything is deployed.
fn full(stage: &Stage) {
    stage.deploy();
}

#[test]
fn n12_a_deploy_that_dies_anywhere_leaves_what_the_ledger_says() {
    for (form, dies) in [
        (Transactions::One, Dies::Before),
        (Transactions::One, Dies::After),
        (Transactions::Module, Dies::After),
        (Transactions::Change, Dies::Before),
        (Transactions::Change, Dies::After),
    ] {
        let Some(stage) = Stage::with_modules() else { return };
        let messages = at_each_message(&stage, dies, empty, |port| {
            let failure = stage.deploy_at(port, &How { transactions: form, ..How::default() }).err()?;
            Some(failure.to_string())
        });
        assert!(messages > 20, "{messages}");
    }
}

#[test]
fn n12_a_revert_that_dies_anywhere_leaves_what_the_ledger_says() {
    for (transactions, dies) in [(Transactions::One, Dies::After), (Transactions::Change, Dies::Before)] {
        let Some(stage) = Stage::with_modules() else { return };
        let messages = at_each_message(&stage, dies, full, |port| {
            let options = RevertOptions { transactions, ..RevertOptions::default() };
            Some(stage.revert_at(port, None, &options, false).err()?.to_string())
        });
        assert!(messages > 15, "{messages}");
    }
}

#[test]
fn n12_a_session_that_ends_itself_names_the_script() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy();
    stage.scripts("more", "notes", ["", "SELECT pg_terminate_backend(pg_backend_pid());", ""]);
    let text = stage.revert(None, &RevertOptions::default()).unwrap_err().to_string();
    let place = format!("more:notes failed at {}:5:1: ", stage.script("more/revert/notes.sql").display());
    assert!(text.starts_with(&place) && text.contains("57P01") && text.contains("nothing was committed"), "{text}");
    assert_eq!(stage.events().last().unwrap(), "revert more:notes 57P01");
}
