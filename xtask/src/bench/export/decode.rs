//! Decoding: answers of rows read into typed rows, beside the same answers read into `serde_json::Value`.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use typeferry_client::blocking::{Endpoint, Rows};
use typeferry_demo::bulk::{self, Size};

use super::field::Field;
use super::platform::{Exporter, Platform, Way};
use super::report::{Beside, Report};
use crate::bench::{median, ratio};

/// The rows of the answer, which is of some ten megabytes.
const ROWS: usize = 20_000;

/// How often each way reads the answer.
const TURNS: usize = 9;

/// Measures both ways. What an answer takes until it is there is taken off both.
pub(super) fn measure(_: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let (body, answer) = answer()?;
    let endpoint = Platform::endpoint(serve(answer.clone())?)?;
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..TURNS {
        times[0].push(timed(|| Ok(endpoint.post(&body).map(drop)?))?);
        times[1].push(timed(|| typed(&endpoint))?);
        times[2].push(timed(|| Ok(serde_json::from_slice::<Value>(endpoint.post(&body)?.bytes()).map(drop)?))?);
    }
    let [unread, typed, value] = times.map(median);
    let (typed, value) = (typed.saturating_sub(unread), value.saturating_sub(unread));
    let what = format!("decoding an answer of {:.1} MB", megabytes(&answer));
    let rate = |time: Duration| format!("{:.0} MB/s", megabytes(&answer) / time.as_secs_f64());
    let beside = Beside::new(ratio(value, typed), "the speed of `serde_json::Value`", rate(value));
    report.line(what, rate(typed), &[beside]);
    Ok(())
}

/// The request that the client sends for the rows, and the answer.
fn answer() -> Result<(String, Vec<u8>), Box<dyn Error>> {
    let platform = Platform::start(Size { tables: 1, rows: ROWS, changes: 0 }, Way::default())?;
    let endpoint = Platform::endpoint(platform.metadata())?;
    typed(&endpoint)?;
    let sent = platform.requests().pop().ok_or("no rows were asked for")?;
    let body = String::from_utf8(sent.body)?;
    let answer = endpoint.post(&body)?.bytes().to_vec();
    Ok((body, answer))
}

fn typed(endpoint: &Endpoint) -> Result<(), Box<dyn Error>> {
    let mut rows = 0;
    for row in Rows::<Field>::new(endpoint, ROWS).of_tenant(bulk::database_id()) {
        row?;
        rows += 1;
    }
    if rows == ROWS { Ok(()) } else { Err(format!("{rows} rows were read, {ROWS} are there").into()) }
}

fn timed(work: impl FnOnce() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let began = Instant::now();
    work()?;
    Ok(began.elapsed())
}

#[expect(clippy::cast_precision_loss, reason = "no answer has 2^52 bytes")]
fn megabytes(answer: &[u8]) -> f64 {
    answer.len() as f64 / 1e6
}

/// Gives one answer to every request; the URL.
fn serve(answer: Vec<u8>) -> Result<String, Box<dyn Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let url = format!("http://{}/graphql", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that has enough closes the connection.
            drop(converse(&stream, &answer));
        }
    });
    Ok(url)
}

fn converse(stream: &TcpStream, answer: &[u8]) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let length = content_length(&mut reader)?;
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
        let mut stream = stream;
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            answer.len()
        )?;
        stream.write_all(answer)?;
    }
}

/// Reads the head of a request.
fn content_length(reader: &mut impl BufRead) -> std::io::Result<u64> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().unwrap_or_default();
            }
            None if line.trim_end().is_empty() => return Ok(length),
            Some(_) | None => {}
        }
    }
}
