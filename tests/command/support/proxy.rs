//! A proxy between the command and a platform, which spoils what it carries by a script.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::faulty::{Ask, Reply, read_message};

/// What befalls one request. A share is of a thousand parts of the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The connection ends while the request is sent.
    AskCut(u64, End),
    /// The connection ends in the middle of the answer, its head included.
    AnswerCut(u64, End),
    /// The answer comes late.
    Late(Duration),
    /// The answer comes a few bytes at a time.
    Slow,
    /// Another answer, with this status and `Retry-After: 0`.
    Status(&'static str),
    /// An error of which nothing is said.
    Internal,
    /// A page for a browser, as if it were the answer.
    Page,
    /// An answer that ends in the middle, and says that it is whole.
    HalfBody,
    /// The answer, and the same once more behind it.
    TwiceBody,
    /// Fewer bytes than `Content-Length` says.
    LongLength,
    /// More bytes than `Content-Length` says.
    ShortLength,
    /// The answer in chunks, as it may come.
    Chunks,
    /// A chunk whose length is no number.
    BadChunk,
    /// Chunks without the last.
    NoLastChunk,
    /// The connection is closed behind a whole answer.
    IdleClose,
    /// The answer to the request before.
    Stale,
    /// The first page, whichever was asked for.
    FirstPage,
    /// Spaces, for as long as somebody reads.
    Endless,
}

/// How a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Closed,
    /// By a reset: nothing that is under way arrives.
    Reset,
}

/// What befalls the requests of a run, by their numbers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Script {
    pub(crate) faults: BTreeMap<u64, Fault>,
    /// What befalls each request from this number on.
    pub(crate) from: Option<(u64, Fault)>,
}

/// The proxy; it runs until the test ends.
#[derive(Debug)]
pub(crate) struct Proxy {
    address: SocketAddr,
    course: Arc<Mutex<Course>>,
}

/// A script on its way.
#[derive(Debug)]
struct Course {
    script: Script,
    upstream: SocketAddr,
    requests: u64,
    before: Option<Reply>,
}

/// What is written, how, and what becomes of the connection.
struct Written {
    bytes: Vec<u8>,
    pace: Pace,
    end: Option<End>,
}

#[derive(Clone, Copy)]
enum Pace {
    AtOnce,
    Slow,
    /// And then spaces in chunks.
    Endless,
}

impl Proxy {
    pub(crate) fn before(upstream: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let course = Arc::new(Mutex::new(Course::new(upstream, Script::default())));
        let played = Arc::clone(&course);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let played = Arc::clone(&played);
                std::thread::spawn(move || {
                    let stream = stream.unwrap();
                    // The command may have gone: then nobody minds.
                    if let Ok(Some(End::Reset)) = converse(&stream, &played) {
                        reset(&stream);
                    }
                });
            }
        });
        Self { address, course }
    }

    /// Its address: `http://127.0.0.1:PORT`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, this befalls the requests to this platform.
    pub(crate) fn play(&self, upstream: SocketAddr, script: Script) {
        *self.course.lock().unwrap() = Course::new(upstream, script);
    }
}

impl Course {
    fn new(upstream: SocketAddr, script: Script) -> Self {
        Self { script, upstream, requests: 0, before: None }
    }

    /// What befalls the next request.
    fn next(&mut self) -> Option<Fault> {
        let at = self.requests;
        self.requests += 1;
        let always = self.script.from.filter(|(from, _)| at >= *from).map(|(_, fault)| fault);
        self.script.faults.get(&at).copied().or(always)
    }
}

/// Answers request after request, until the connection is to end.
fn converse(stream: &TcpStream, course: &Mutex<Course>) -> std::io::Result<Option<End>> {
    stream.set_nodelay(true)?;
    while stream.peek(&mut [0])? > 0 {
        let fault = course.lock().unwrap().next();
        if let Some(Fault::AskCut(share, end)) = fault {
            read_part(stream, share)?;
            return Ok(Some(end));
        }
        let Some((head, body)) = read_message(stream) else { break };
        let ask = Ask::new(head, body, Some(course.lock().unwrap().upstream));
        let reply = reply(&ask, fault, course);
        let Written { bytes, pace, end } = Written::of(&reply, fault);
        match pace {
            Pace::AtOnce => (&*stream).write_all(&bytes)?,
            Pace::Slow => write_slowly(stream, &bytes)?,
            Pace::Endless => write_for_ever(stream, &bytes)?,
        }
        if end.is_some() {
            return Ok(end);
        }
    }
    Ok(None)
}

/// What is answered, before it is written.
fn reply(ask: &Ask, fault: Option<Fault>, course: &Mutex<Course>) -> Reply {
    match fault {
        Some(Fault::Status(status)) => return Reply::html(status).header("retry-after", "0"),
        Some(Fault::Page) => return Reply::html("200 OK"),
        Some(Fault::Internal) => return Reply::internal(),
        Some(Fault::Late(time)) => std::thread::sleep(time),
        _ => {}
    }
    if fault == Some(Fault::FirstPage) && ask.has("\"offset\":") {
        return ask.with("offset", serde_json::json!(0)).recalled();
    }
    let answer = ask.recalled();
    match course.lock().unwrap().before.replace(answer.clone()) {
        Some(before) if fault == Some(Fault::Stale) => before,
        _ => answer,
    }
}

impl Written {
    fn of(reply: &Reply, fault: Option<Fault>) -> Self {
        let body = reply.body();
        let whole = || message(&reply.of_length(body.len()), body);
        let (bytes, end) = match fault {
            Some(Fault::AnswerCut(share, end)) => (part(&whole(), share).to_vec(), Some(end)),
            Some(Fault::HalfBody) => (message(&reply.of_length(body.len() / 2), &body[..body.len() / 2]), None),
            Some(Fault::TwiceBody) => (message(&reply.of_length(body.len() * 2), &[body, body].concat()), None),
            Some(Fault::LongLength) => (message(&reply.of_length(body.len() + 1000), body), Some(End::Closed)),
            Some(Fault::ShortLength) => (message(&reply.of_length(body.len() / 2), body), None),
            Some(Fault::Chunks) => (message(&reply.in_chunks(), &chunks(body, b"0\r\n\r\n")), None),
            Some(Fault::BadChunk) => (message(&reply.in_chunks(), &chunks(body, b"zz\r\n")), Some(End::Closed)),
            Some(Fault::NoLastChunk) => (message(&reply.in_chunks(), &chunks(body, b"")), Some(End::Closed)),
            Some(Fault::Endless) => (message(&reply.in_chunks(), &chunks(&[b' '; 1000], b"")), None),
            Some(Fault::IdleClose) => (whole(), Some(End::Closed)),
            _ => (whole(), None),
        };
        let pace = match fault {
            Some(Fault::Slow) => Pace::Slow,
            Some(Fault::Endless) => Pace::Endless,
            _ => Pace::AtOnce,
        };
        Self { bytes, pace, end }
    }
}

fn message(head: &str, body: &[u8]) -> Vec<u8> {
    [head.as_bytes(), body].concat()
}

/// The body in chunks of a thousand bytes, and what comes behind them.
fn chunks(body: &[u8], last: &[u8]) -> Vec<u8> {
    let chunk = |part: &[u8]| [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
    body.chunks(1000).map(chunk).chain([last.to_vec()]).flatten().collect()
}

fn part(bytes: &[u8], share: u64) -> &[u8] {
    &bytes[..bytes.len() * usize::try_from(share).unwrap() / 1000]
}

/// Reads a part of a request: up to a share of 300, so many bytes of its head; then of its body.
fn read_part(stream: &TcpStream, share: u64) -> std::io::Result<()> {
    let bytes = if share < 300 { share } else { 300 + (share - 300) * 100 };
    stream.set_read_timeout(Some(Duration::from_millis(20)))?;
    // The request may be shorter.
    let _ = std::io::copy(&mut Read::take(stream, bytes), &mut std::io::sink());
    Ok(())
}

/// Three bytes at a time, and later a twentieth of the whole.
fn write_slowly(mut stream: &TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    let (first, rest) = bytes.split_at(bytes.len().min(60));
    for some in first.chunks(3).chain(rest.chunks(rest.len() / 20 + 1)) {
        stream.write_all(some)?;
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

/// Until the other side goes.
fn write_for_ever(mut stream: &TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    stream.write_all(bytes)?;
    let chunk = chunks(&[b' '; 1000], b"");
    loop {
        stream.write_all(&chunk)?;
    }
}

#[cfg(unix)]
fn reset(stream: &TcpStream) {
    rustix::net::sockopt::set_socket_linger(stream, Some(Duration::ZERO)).unwrap();
}

#[cfg(not(unix))]
fn reset(stream: &TcpStream) {
    let _ = stream.shutdown(std::net::Shutdown::Both);
}
