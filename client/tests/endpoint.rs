//! An endpoint against servers that answer byte by byte, and what it asks them for.

#![expect(clippy::unwrap_used, reason = "a server that cannot be started fails the test")]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use typeferry_client::{Answer, Endpoint, EndpointError, RetryPolicy, Timeouts};

const BODY: &str = r#"{"data":{"items":[1,2,3,4,5,6,7,8,9,10]}}"#;

/// A server that lets time pass before each byte of its answer; gives its address, and the head of each request.
fn serve(pause: Duration) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/graphql", listener.local_addr().unwrap());
    let (sender, heads) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = sender.send(read_request(&mut stream));
            // Whoever has stopped listening has seen enough.
            let _ = answer(&mut stream, pause);
        }
    });
    (url, heads)
}

/// A request without a body; gives its head.
fn read_request(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}

fn answer(stream: &mut TcpStream, pause: Duration) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    write!(stream, "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", BODY.len())?;
    for byte in BODY.bytes() {
        thread::sleep(pause);
        stream.write_all(&[byte])?;
    }
    Ok(())
}

fn ask(url: &str, timeouts: Timeouts) -> Result<Answer, EndpointError> {
    let endpoint = Endpoint::builder(url).timeouts(timeouts).retries(RetryPolicy::NONE).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(endpoint.post(""))
}

/// Twenty bytes a second, none of which is waited for as long as a stall may last.
#[test]
fn an_answer_that_drips_ends_at_its_rate_and_may_be_waited_for() {
    let (url, _heads) = serve(Duration::from_millis(50));
    let timeouts = Timeouts { answer: Duration::from_millis(500), min_rate: 1000, ..Timeouts::default() };
    let error = ask(&url, timeouts).unwrap_err();
    assert!(matches!(error, EndpointError::Slow { bytes: 1..40, min_rate: 1000, .. }), "{error:?}");
    let message = error.to_string();
    assert!(message.contains("comes too slowly") && message.contains("--min-rate"), "{message}");
    for min_rate in [10, 0] {
        let answer = ask(&url, Timeouts { min_rate, ..timeouts }).unwrap();
        assert_eq!(answer.into_text().unwrap(), BODY);
    }
}

#[test]
fn an_answer_that_stops_is_silent() {
    let (url, _heads) = serve(Duration::from_secs(5));
    let timeouts = Timeouts { stall: Duration::from_millis(100), ..Timeouts::default() };
    let error = ask(&url, timeouts).unwrap_err();
    assert!(matches!(error, EndpointError::Silent { answering: true, .. }), "{error:?}");
}

#[test]
fn compression_is_asked_for_by_the_features_that_there_are() {
    let (url, heads) = serve(Duration::ZERO);
    ask(&url, Timeouts::default()).unwrap();
    let head = heads.recv().unwrap().to_ascii_lowercase();
    let accepted = head.lines().find_map(|line| line.strip_prefix("accept-encoding:")).unwrap_or_default();
    for (coding, is_known) in
        [("gzip", cfg!(feature = "gzip")), ("br", cfg!(feature = "brotli")), ("zstd", cfg!(feature = "zstd"))]
    {
        assert_eq!(accepted.split(',').any(|word| word.trim() == coding), is_known, "{coding}: {head}");
    }
    assert!(!accepted.contains("deflate"), "{head}");
}
