//! A server that stands between the command and a platform: it passes answers on, changes them, cuts them in the
//! middle, holds them back, or says something else altogether.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex};

use super::PATIENCE;

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    head: String,
    body: String,
    upstream: Option<SocketAddr>,
}

/// What is sent back.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    head: String,
    body: Vec<u8>,
    ending: Ending,
}

#[derive(Debug, Clone, Copy)]
enum Ending {
    Whole,
    /// Only half of the body is sent, then the connection is closed.
    Cut,
    /// Only half of the body is sent, and the connection stays open.
    Held,
    /// Nothing is sent.
    Silent,
}

/// The server; it runs until the test ends.
#[derive(Debug)]
pub(crate) struct Faulty {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Ask>>>,
    held: Receiver<()>,
}

impl Faulty {
    /// Answers each request as `answer` says; [`Ask::pass`] asks the platform at `upstream`.
    pub(crate) fn before(upstream: SocketAddr, answer: impl Fn(&Ask) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(Some(upstream), Arc::new(answer))
    }

    /// Answers each request alike.
    pub(crate) fn always(answer: impl Fn() -> Reply + Send + Sync + 'static) -> Self {
        Self::alone(move |_| answer())
    }

    /// Answers each request as `answer` says; no platform stands behind.
    pub(crate) fn alone(answer: impl Fn(&Ask) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(None, Arc::new(answer))
    }

    fn start(upstream: Option<SocketAddr>, answer: Arc<dyn Fn(&Ask) -> Reply + Send + Sync>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, asked) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
        let (holding, held) = channel();
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, log, holding) = (Arc::clone(&answer), Arc::clone(&log), holding.clone());
                std::thread::spawn(move || converse(&stream.unwrap(), upstream, answer.as_ref(), &log, &holding));
            }
        });
        Self { address, asked, held }
    }

    /// Its address: `http://127.0.0.1:PORT`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked of rows so far.
    pub(crate) fn asked_for_rows(&self) -> Vec<Ask> {
        self.asked().into_iter().filter(|ask| !ask.is_of_the_schema()).collect()
    }

    /// What was asked so far.
    pub(crate) fn asked(&self) -> Vec<Ask> {
        self.asked.lock().unwrap().clone()
    }

    /// Waits until an answer is held back.
    pub(crate) fn wait_until_held(&self) {
        self.held.recv_timeout(PATIENCE).unwrap();
    }
}

fn converse(
    stream: &TcpStream,
    upstream: Option<SocketAddr>,
    answer: &dyn Fn(&Ask) -> Reply,
    log: &Mutex<Vec<Ask>>,
    holding: &Sender<()>,
) {
    while let Some((head, body)) = read_message(stream) {
        let ask = Ask::new(head, body, upstream);
        log.lock().unwrap().push(ask.clone());
        let reply = answer(&ask);
        // The command may have gone: then nobody minds.
        let sent = send(stream, &reply);
        if matches!(reply.ending, Ending::Held) {
            let _ = holding.send(());
            // Until the other side goes.
            let _ = (&*stream).read(&mut [0]);
        }
        if sent.is_err() || !matches!(reply.ending, Ending::Whole) {
            break;
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}

fn send(mut stream: &TcpStream, reply: &Reply) -> std::io::Result<()> {
    let length = reply.body.len();
    let part = match reply.ending {
        Ending::Whole => length,
        Ending::Cut | Ending::Held => length / 2,
        Ending::Silent => return Ok(()),
    };
    stream.write_all(reply.of_length(length).as_bytes())?;
    stream.write_all(&reply.body[..part])?;
    stream.flush()
}

/// The head, and as much body as its length says.
pub(super) fn read_message(mut stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        let mut some = [0; 4096];
        match stream.read(&mut some) {
            Ok(read) if read > 0 => bytes.extend_from_slice(&some[..read]),
            _ => return None,
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut body = bytes.split_off(end + 4);
    let length = header(&head, "content-length").map_or(0, |length| length.parse().unwrap());
    let already = body.len();
    body.resize(length, 0);
    stream.read_exact(&mut body[already..]).ok()?;
    Some((head, body))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let fields = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    fields.into_iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

impl Ask {
    pub(super) fn new(head: String, body: Vec<u8>, upstream: Option<SocketAddr>) -> Self {
        Self { head, body: String::from_utf8(body).unwrap(), upstream }
    }

    /// Whether the operation is this one, such as `query Rows`.
    pub(crate) fn is(&self, operation: &str) -> bool {
        self.body.contains(&format!("\"operationName\":\"{operation}\""))
    }

    /// Whether the schema is asked for, rather than rows.
    pub(crate) fn is_of_the_schema(&self) -> bool {
        ["query Fingerprint", "query Introspection", "query Meta"].iter().any(|query| self.has(query))
    }

    /// Whether the body has this text.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// The value of a variable.
    pub(crate) fn variable(&self, name: &str) -> serde_json::Value {
        let body: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        body["variables"][name].clone()
    }

    /// The alias that a root field has.
    pub(crate) fn alias_of(&self, root_field: &str) -> &str {
        let (before, _) = self.body.split_once(&format!(": {root_field}(")).unwrap();
        before.rsplit([' ', 'n', '{']).next().unwrap()
    }

    /// The path that is asked.
    pub(crate) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap()
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// The same with the token that the demo takes.
    pub(crate) fn of_the_demo(&self) -> Self {
        let own = header(&self.head, "authorization").unwrap_or_default();
        Self { head: self.head.replace(own, &format!("Bearer {}", super::TOKEN)), ..self.clone() }
    }

    /// The same with another value of a variable.
    pub(crate) fn with(&self, variable: &str, value: serde_json::Value) -> Self {
        let mut body: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        body["variables"][variable] = value;
        let body = body.to_string();
        let length = |head: &str| format!("content-length: {}", header(head, "content-length").unwrap());
        let head = self.head.replace(&length(&self.head), &format!("content-length: {}", body.len()));
        Self { head, body, upstream: self.upstream }
    }

    /// The same to another platform.
    pub(crate) fn at(&self, upstream: SocketAddr) -> Self {
        Self { upstream: Some(upstream), ..self.clone() }
    }

    /// The same at another path.
    pub(crate) fn to(&self, path: &str) -> Self {
        let rest = self.head.split_once(" HTTP/").unwrap().1;
        Self { head: format!("POST {path} HTTP/{rest}"), ..self.clone() }
    }

    /// What the platform answers.
    pub(crate) fn pass(&self) -> Reply {
        let mut stream = TcpStream::connect(self.upstream.expect("no platform stands behind")).unwrap();
        let (line, fields) = self.head.split_once("\r\n").unwrap();
        let message = format!("{line}\r\nconnection: close\r\n{fields}\r\n\r\n{}", self.body);
        stream.write_all(message.as_bytes()).unwrap();
        let (head, body) = read_message(&stream).unwrap();
        // Those are of this connection.
        let of_here = ["content-length:", "connection:"];
        let kept = |line: &&str| !of_here.iter().any(|field| line.to_ascii_lowercase().starts_with(field));
        let head = head.lines().filter(kept).collect::<Vec<_>>().join("\r\n");
        Reply { head, body, ending: Ending::Whole }
    }
}

/// Answers by the request: the platform, the path and the body.
type Recorded = HashMap<(Option<SocketAddr>, String, String), Reply>;

impl Ask {
    /// What the platform answers, which is asked once: hundreds of runs ask the same of one that stays as it is.
    pub(crate) fn recalled(&self) -> Reply {
        static RECORDED: LazyLock<Mutex<Recorded>> = LazyLock::new(Mutex::default);
        let key = (self.upstream, self.path().to_owned(), self.body.clone());
        if let Some(reply) = RECORDED.lock().unwrap().get(&key) {
            return reply.clone();
        }
        let reply = self.pass();
        RECORDED.lock().unwrap().insert(key, reply.clone());
        reply
    }
}

impl Reply {
    /// An answer of its own; the status is such as `404 Not Found`.
    pub(crate) fn new(status: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}");
        Self { head, body: body.into(), ending: Ending::Whole }
    }

    /// A GraphQL answer.
    pub(crate) fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new("200 OK", "application/graphql-response+json", body)
    }

    /// What a server says of an error of its own.
    pub(crate) fn internal() -> Self {
        let body = r#"{"error":{"code":"INTERNAL_ERROR","message":"An unexpected error occurred"}}"#;
        Self::new("500 Internal Server Error", "application/json", body)
    }

    /// A page for a browser.
    pub(crate) fn html(status: &str) -> Self {
        Self::new(status, "text/html", format!("<!doctype html>\n<h1>{status}</h1>\n"))
    }

    /// No answer: the connection is closed.
    pub(crate) fn nothing() -> Self {
        Self { ending: Ending::Silent, ..Self::json("") }
    }

    /// With the one text in place of the other, which must be there.
    pub(crate) fn edited(self, old: &str, new: &str) -> Self {
        let text = String::from_utf8(self.body).unwrap();
        assert!(text.contains(old), "{old} is not in {text}");
        Self { body: text.replacen(old, new, 1).into_bytes(), ..self }
    }

    /// With more members behind the last one of the answer.
    pub(crate) fn behind(mut self, members: &str) -> Self {
        assert_eq!(self.body.pop(), Some(b'}'));
        self.body.extend(format!("{members}}}").bytes());
        self
    }

    /// With another header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head = format!("{}\r\n{name}: {value}", self.head);
        self
    }

    /// The first half, and then the end of the connection.
    pub(crate) fn cut(self) -> Self {
        Self { ending: Ending::Cut, ..self }
    }

    /// The first half, and then nothing for as long as the other side waits.
    pub(crate) fn held(self) -> Self {
        Self { ending: Ending::Held, ..self }
    }

    /// The head of a body of so many bytes.
    pub(super) fn of_length(&self, bytes: usize) -> String {
        format!("{}\r\ncontent-length: {bytes}\r\n\r\n", self.head)
    }

    /// The head of a body in chunks.
    pub(super) fn in_chunks(&self) -> String {
        format!("{}\r\ntransfer-encoding: chunked\r\n\r\n", self.head)
    }

    /// The body.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}
