//! The PostGraphile server of `live/`, gone when the value is dropped.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use typeferry_cluster::Cluster;

use super::command;
use super::error::{LiveError, Tried};
use super::node::Node;

/// The bearer token that the server asks for.
pub(super) const TOKEN: &str = "live-test-0b6d3c";
const SHOWN_CHARACTERS: usize = 600;

/// A running server.
pub(super) struct Server {
    child: Child,
    port: u64,
}

impl Server {
    /// Starts the server of both endpoints and waits until it tells its port.
    ///
    /// # Errors
    /// It ends before that.
    pub(super) fn start(node: &Node, cluster: &Cluster, database: &str, scratch: &Path) -> Result<Self, LiveError> {
        Self::start_with(node, cluster, database, scratch, &[])
    }

    /// Starts the server with more arguments, and waits until it tells its port.
    ///
    /// # Errors
    /// It ends before that.
    pub(super) fn start_with(
        node: &Node,
        cluster: &Cluster,
        database: &str,
        scratch: &Path,
        arguments: &[String],
    ) -> Result<Self, LiveError> {
        let mut command = node.script("server.mjs", cluster, database);
        command.args(["--port", "0"]).args(arguments).env("LIVE_TOKEN", TOKEN);
        Self::of(command, scratch)
    }

    /// Starts a server that prints its port, and waits until it does.
    ///
    /// # Errors
    /// It ends before that.
    pub(super) fn of(mut command: Command, scratch: &Path) -> Result<Self, LiveError> {
        let log = scratch.join("server.log");
        let stderr = File::create(&log).tried(|| format!("writing {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(stderr);
        let child = command.spawn().tried(|| "starting the PostGraphile server".to_owned())?;
        let mut server = Self { child, port: 0 };
        server.port = server.told_port().ok_or_else(|| LiveError::Server(text_of(&log)))?;
        Ok(server)
    }

    fn told_port(&mut self) -> Option<u64> {
        let mut line = String::new();
        BufReader::new(self.child.stdout.take()?).read_line(&mut line).ok()?;
        serde_json::from_str::<Value>(&line).ok()?["port"].as_u64()
    }

    /// The endpoint of the metadata, or the only one.
    pub(super) fn endpoint(&self) -> String {
        self.url("/graphql")
    }

    /// The endpoint of the SQL actions.
    pub(super) fn migrate_endpoint(&self) -> String {
        self.url("/migrate/graphql")
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Counts from zero again.
    ///
    /// # Errors
    /// The server does not answer.
    pub(super) fn reset_stats(&self) -> Result<(), LiveError> {
        command::output(Command::new("curl").args(["-sSf", "-X", "POST", &self.url("/__stats/reset")])).map(drop)
    }

    /// The requests since then: to the metadata, and to the SQL actions.
    ///
    /// # Errors
    /// The server does not answer, or not as it should.
    pub(super) fn requests(&self) -> Result<(u64, u64), LiveError> {
        let answer = command::output(Command::new("curl").args(["-sSf", &self.url("/__stats")]))?;
        let stats: Value = read("the server's request counts", &answer)?;
        let count = |path: &str| stats["paths"][path].as_u64();
        count("/graphql")
            .zip(count("/migrate/graphql"))
            .ok_or_else(|| unexpected("the server's request counts", &answer))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The `data` of one request by curl, and its seconds as curl measures them.
///
/// # Errors
/// The server does not answer, or with errors.
pub(super) fn curl(endpoint: &str, document: &str, scratch: &Path) -> Result<(Value, f64), LiveError> {
    let (body, answer) = (scratch.join("request.json"), scratch.join("answer.json"));
    let request = json!({ "query": document }).to_string();
    std::fs::write(&body, request).tried(|| format!("writing {}", body.display()))?;
    let mut curl = Command::new("curl");
    curl.args(["-sS", "-X", "POST", endpoint, "-w", "%{time_total}", "-o"]).arg(&answer);
    curl.args(["-H", "content-type: application/json", "-H", &format!("authorization: Bearer {TOKEN}")]);
    let seconds = command::output(curl.arg("--data-binary").arg(format!("@{}", body.display())))?;
    let seconds = seconds.trim().parse().map_err(|_| unexpected("curl's time", &seconds))?;
    let answered = text_of(&answer);
    let mut read: Value = read("a bare request", &answered)?;
    if read.get("errors").is_some() || !read["data"].is_object() {
        return Err(unexpected("a bare request", &answered));
    }
    Ok((read["data"].take(), seconds))
}

fn read(what: &str, answer: &str) -> Result<Value, LiveError> {
    serde_json::from_str(answer).map_err(|_| unexpected(what, answer))
}

/// An answer that the test cannot read.
pub(super) fn unexpected(what: &str, answer: &str) -> LiveError {
    LiveError::Answer { what: what.to_owned(), answer: answer.chars().take(SHOWN_CHARACTERS).collect() }
}

fn text_of(file: &Path) -> String {
    let mut text = String::new();
    drop(File::open(file).and_then(|mut file| file.read_to_string(&mut text)));
    text
}
