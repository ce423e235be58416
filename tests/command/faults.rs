//! Networks and servers that fail in passing: an export that meets such faults writes what one without them writes; one
//! that meets another kind ends with an error, and the old module stays.

use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::support::{Ask, Faulty, Reply, Sandbox, platform, tree};

/// What happens to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Cut,
    Closed,
    Garbled,
    Internal,
    Status(&'static str),
}

const FAULTS: [Fault; 9] = [
    Fault::Cut,
    Fault::Closed,
    Fault::Garbled,
    Fault::Internal,
    Fault::Status("408 Request Timeout"),
    Fault::Status("429 Too Many Requests"),
    Fault::Status("502 Bad Gateway"),
    Fault::Status("503 Service Unavailable"),
    Fault::Status("504 Gateway Timeout"),
];

impl Fault {
    fn reply(self, ask: &Ask) -> Reply {
        match self {
            Self::Cut => ask.pass().cut(),
            Self::Closed => Reply::nothing(),
            Self::Garbled => Reply::json("<html>"),
            Self::Internal => Reply::new(
                "500 Internal Server Error",
                "application/json",
                r#"{"error":{"code":"INTERNAL_ERROR","message":"An unexpected error occurred"}}"#,
            ),
            Self::Status(status) => Reply::html(status).header("retry-after", "0"),
        }
    }
}

/// A number that looks random, the same for the same seed (splitmix64).
fn random(seed: u64) -> u64 {
    let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Up to three faults, each at one of the first requests.
fn faults(seed: u64) -> Vec<(u64, Fault)> {
    let kinds = FAULTS.len() as u64;
    let fault = |at: u64| {
        let random = random(seed * 8 + at);
        (random % 12, FAULTS[usize::try_from((random >> 8) % kinds).unwrap()])
    };
    (0..=seed % 3).map(fault).collect()
}

fn faulty(planned: Vec<(u64, Fault)>) -> Faulty {
    let count = AtomicU64::new(0);
    Faulty::before(platform().address(), move |ask| {
        let at = count.fetch_add(1, Ordering::Relaxed);
        match planned.iter().find(|(place, _)| *place == at) {
            Some((_, fault)) => fault.reply(ask),
            None => ask.pass(),
        }
    })
}

#[test]
fn up_to_three_faults_in_passing_do_not_show_but_in_the_report() {
    let expected = tree(&Sandbox::with_an_export().out());
    let mut again = 0;
    for seed in 0..40 {
        let planned = faults(seed);
        let server = faulty(planned.clone());
        let sandbox = Sandbox::new();
        let mut export = sandbox.export(&server.url());
        export.args(["--retries", "6", "--format", "json"]);
        let report = sandbox.run(export).done().json();
        assert!(tree(&sandbox.out()) == expected, "{planned:?} changed the files");
        again += report["result"]["retries"].as_u64().unwrap();
    }
    assert!(again > 40, "{again} requests were sent again");
}

#[test]
fn a_server_that_never_recovers_leaves_the_old_module() {
    for status in ["503 Service Unavailable", "429 Too Many Requests"] {
        let server = Faulty::always(move || Reply::html(status));
        let sandbox = Sandbox::with_an_export();
        let mut export = sandbox.export_metadata(&server.url());
        export.args(["--retries", "2"]);
        let message = sandbox.fails(1, export);
        assert!(message.contains(status.split(' ').next().unwrap()), "{message}");
        // What differs from the contract and which databases there are is asked for at the same time.
        assert!((3..=6).contains(&server.asked().len()), "{}", server.asked().len());
    }
}

#[test]
fn a_server_that_asks_for_a_day_is_not_waited_for() {
    let server = Faulty::always(|| Reply::html("503 Service Unavailable").header("retry-after", "86400"));
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(1, sandbox.export_metadata(&server.url()));
    assert!(message.contains("asks to be left alone for 86400 s") && message.contains("--retry-for"), "{message}");
    assert!(server.asked().len() <= 2);
}

#[test]
fn what_another_try_cannot_mend_is_not_tried_again() {
    for (status, code) in [("400 Bad Request", 1), ("404 Not Found", 1), ("401 Unauthorized", 4), ("403 Forbidden", 4)]
    {
        let server = Faulty::always(move || Reply::html(status));
        let sandbox = Sandbox::with_an_export();
        let mut export = sandbox.export_metadata(&server.url());
        export.args(["--retries", "6"]);
        sandbox.fails(code, export);
        assert!(server.asked().len() <= 2, "{status}");
    }
}

/// Answers that are too much: what is taken of them is bounded, compressed or not.
#[test]
fn an_answer_without_measure_is_refused() {
    let zeros = Command::new("sh").args(["-c", "head -c 50000000 /dev/zero | gzip -c"]).output().unwrap().stdout;
    assert!(!zeros.is_empty() && zeros.len() < 500_000);
    let bomb = move || Reply::json(zeros.clone()).header("content-encoding", "gzip");
    let plain = || Reply::json(vec![b' '; 2_000_000]);
    for server in [Faulty::always(bomb), Faulty::always(plain)] {
        let sandbox = Sandbox::with_an_export();
        let mut export = sandbox.export(&server.url());
        export.args(["--max-response", "1000000"]);
        let message = sandbox.fails(1, export);
        assert!(message.contains("larger than 1000000 bytes") && message.contains("--max-response"), "{message}");
    }
}

#[test]
fn an_answer_that_is_ten_thousand_levels_deep_is_an_error() {
    for deep in ["[".repeat(10_000), r#"{"a":"#.repeat(10_000)] {
        let server = Faulty::always(move || Reply::json(format!(r#"{{"data":{{"databases":{{"nodes":[{deep}"#)));
        let sandbox = Sandbox::with_an_export();
        sandbox.fails(1, sandbox.export(&server.url()));
    }
}

/// A token that expires in the middle of an export is asked for anew.
#[test]
fn a_token_command_is_run_again_where_its_token_is_refused() {
    let server = Faulty::before(platform().address(), |ask| {
        let is_first = ask.header("authorization") == Some("Bearer first");
        if is_first && ask.is("Rows") { Reply::html("401 Unauthorized") } else { ask.of_the_demo().pass() }
    });
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&server.url());
    export.env_remove("TYPEFERRY_TOKEN");
    export.args(["--token-command", "if [ -e used ]; then echo second; else : > used; echo first; fi"]);
    sandbox.run(export).done();
    assert!(tree(&sandbox.out()) == tree(&Sandbox::with_an_export().out()));
    assert!(server.asked().iter().any(|ask| ask.header("authorization") == Some("Bearer second")));
}

#[test]
fn a_token_command_that_fails_is_named() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&platform().url(""));
    export.env_remove("TYPEFERRY_TOKEN").args(["--token-command", "exit 7"]);
    let message = sandbox.fails(1, export);
    assert!(message.contains("exit 7") && message.contains("--token-command is to print"), "{message}");
}

/// Whoever looks closely sees each request, and never the token.
#[test]
fn requests_are_shown_without_the_token() {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&platform().url(""));
    export.arg("-vv");
    let outcome = sandbox.run(export).done();
    assert!(outcome.stderr.contains("query Rows") && outcome.stderr.contains("bytes="), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains(crate::support::TOKEN), "{}", outcome.stderr);
}
