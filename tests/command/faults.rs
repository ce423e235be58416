//! Servers that fail, for good or in passing, and what they may ask for.

use std::process::Command;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use crate::support::{Fault, Faulty, Proxy, Reply, Sandbox, Script, platform, tree};

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

/// `Retry-After` may be a date (RFC 9110, section 10.2.3).
#[test]
fn a_date_to_wait_for_counts_from_now() {
    let (over, years_ahead) = ("Sun, 06 Nov 1994 08:49:37 GMT", "Fri, 31 Dec 9999 23:59:59 GMT");
    let busy = AtomicU64::new(2);
    let server = Faulty::before(platform().address(), move |ask| {
        let is_busy = busy.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok();
        if is_busy { Reply::html("503 Service Unavailable").header("retry-after", over) } else { ask.pass() }
    });
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&server.url());
    export.args(["--retries", "6"]);
    sandbox.run(export).done();
    let server = Faulty::always(move || Reply::html("429 Too Many Requests").header("retry-after", years_ahead));
    let message = sandbox.fails(1, sandbox.export_metadata(&server.url()));
    assert!(message.contains("asks to be left alone for ") && message.contains("--retry-for"), "{message}");
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

/// Fifty million spaces, in three encodings.
fn bombs() -> [(&'static str, Vec<u8>); 3] {
    const BROTLI: &str = "cbffff3ff82540e2b14020f7fe8fffff7ff04b00c4611180eefd1fffffffe0970088c30200ddfb3ffeffffc12f0110870500baf77ffcffff835f02200e0b0074effff20f5e0fbf04401c1600e8a0eb01";
    let gzip = Command::new("sh").args(["-c", "head -c 50000000 /dev/zero | tr '\\0' ' ' | gzip -c"]).output().unwrap();
    let brotli = (0..BROTLI.len()).step_by(2).map(|at| u8::from_str_radix(&BROTLI[at..at + 2], 16).unwrap()).collect();
    [("gzip", gzip.stdout), ("br", brotli), ("zstd", zstd_of_spaces())]
}

/// A frame (RFC 8878) of 400 blocks, each of which is a space 131,072 times.
fn zstd_of_spaces() -> Vec<u8> {
    let block = |at: u32| {
        let header = u32::from(at == 399) | 1 << 1 | 131_072 << 3;
        [&header.to_le_bytes()[..3], b" "].concat()
    };
    let (magic, descriptor, window) = ([0x28, 0xb5, 0x2f, 0xfd], 0, 7 << 3);
    magic.into_iter().chain([descriptor, window]).chain((0..400).flat_map(block)).collect()
}

/// Answers that are too much: what is taken of them is bounded, compressed or not.
#[test]
fn an_answer_without_measure_is_refused() {
    let plain = ("identity", vec![b' '; 2_000_000]);
    for (encoding, body) in bombs().into_iter().chain([plain]) {
        assert!(!body.is_empty() && (encoding == "identity" || body.len() < 500_000), "{encoding}");
        let server = Faulty::always(move || Reply::json(body.clone()).header("content-encoding", encoding));
        assert_too_large(&server.url());
    }
}

#[test]
fn an_answer_without_an_end_is_refused() {
    let proxy = Proxy::before(platform().address());
    proxy.play(platform().address(), Script { from: Some((0, Fault::Endless)), ..Script::default() });
    assert_too_large(&proxy.url());
}

fn assert_too_large(url: &str) {
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(url);
    export.args(["--max-response", "1000000"]);
    let message = sandbox.fails(1, export);
    assert!(message.contains("larger than 1000000 bytes") && message.contains("--max-response"), "{message}");
}

/// The token is for the address that was given, and for no other.
#[test]
fn a_redirection_to_another_origin_is_not_followed() {
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let elsewhere = Faulty::always(|| Reply::json("{}"));
        let location = format!("{}/graphql", elsewhere.url());
        let server = Faulty::always(move || Reply::html(status).header("location", &location));
        let sandbox = Sandbox::with_an_export();
        let message = sandbox.fails(1, sandbox.export_metadata(&server.url()));
        assert!(message.contains(&format!("a redirection to {}", elsewhere.url())), "{message}");
        assert!(server.asked().len() <= 2 && elsewhere.asked().is_empty(), "{status}");
    }
}

/// A proxy that closes a connection as soon as nothing is under way, and does not say so.
#[test]
fn connections_that_are_closed_while_they_are_idle_do_not_show() {
    let proxy = Proxy::before(platform().address());
    proxy.play(platform().address(), Script { from: Some((0, Fault::IdleClose)), ..Script::default() });
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&proxy.url());
    export.args(["--retries", "6"]);
    sandbox.run(export).done();
    assert!(tree(&sandbox.out()) == tree(&Sandbox::with_an_export().out()));
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

/// That one which takes too long is stopped is a test beside it: nobody waits here for as long as it may take.
#[test]
fn a_token_command_that_fails_is_named() {
    for (command, reason) in [("exit 7", "failed"), ("echo a; echo b", "more than one line"), ("true", "nothing")] {
        let sandbox = Sandbox::new();
        let mut export = sandbox.export(&platform().url(""));
        export.env_remove("TYPEFERRY_TOKEN").args(["--token-command", command]);
        let message = sandbox.fails(1, export);
        assert!(message.contains(command) && message.contains(reason), "{message}");
        assert!(message.contains("--token-command is to print"), "{message}");
    }
}

#[test]
fn a_file_of_certificates_that_has_none_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("empty.pem", "");
    sandbox.write("text.pem", "no certificate");
    sandbox.write("torn.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    for (file, code) in [("empty.pem", 2), ("text.pem", 2), ("torn.pem", 2), ("missing.pem", 1)] {
        let mut export = sandbox.export(&platform().url(""));
        export.args(["--ca-file", file]);
        let message = sandbox.fails(code, export);
        assert!(message.contains("--ca-file") || message.contains(file), "{file}: {message}");
    }
}

#[test]
fn no_requests_at_once_are_no_export() {
    let sandbox = Sandbox::new();
    for jobs in ["0", "65", "-1", "many"] {
        let mut export = sandbox.export(&platform().url(""));
        export.arg(format!("--jobs={jobs}"));
        let message = sandbox.fails(2, export);
        assert!(message.contains("--jobs"), "{message}");
    }
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

/// A batch that has failed once is not lost by what asks for no more than another try.
#[test]
fn a_batch_that_fails_twice_in_passing_is_asked_for_again() {
    for second in ["408 Request Timeout", "425 Too Early", "429 Too Many Requests"] {
        let failures = std::sync::Mutex::new(vec![second, "502 Bad Gateway"]);
        let server = Faulty::before(platform().address(), move |ask| {
            let status = if ask.is("Rows") && ask.has(": fields(") { failures.lock().unwrap().pop() } else { None };
            status.map_or_else(|| ask.pass(), |status| Reply::html(status).header("retry-after", "0"))
        });
        let sandbox = Sandbox::new();
        let mut export = sandbox.export(&server.url());
        export.args(["--retries", "6"]);
        sandbox.run(export).done();
    }
}
