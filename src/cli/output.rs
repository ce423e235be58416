//! The one door for what a person or a program reads: results to standard output, everything else to standard error.
//! What comes from outside cannot command a terminal through it, and a result that cannot be written is a failure.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use serde_json::{Value, json};
use typeferry_base::terminal;

use super::exit::Exit;
use super::failure::Failure;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs: standard output is one JSON value and nothing else
    Json,
}

impl Format {
    /// JSON where `--json` was given.
    pub(crate) fn json_if(json: bool) -> Self {
        if json { Self::Json } else { Self::Text }
    }
}

/// The version of the JSON that is written: a reader refuses one that it does not know.
const JSON_VERSION: u32 = 1;

/// The door.
#[derive(Debug)]
pub(crate) struct Output {
    format: Format,
}

impl Output {
    pub(crate) fn new(format: Format) -> Self {
        Self { format }
    }

    /// Writes a result: lines for people, or the value for programs.
    pub(crate) fn result(&self, lines: &str, value: &impl Serialize) {
        self.write(lines, "done", value);
    }

    /// Writes what a check found.
    pub(crate) fn finding(&self, lines: &str, value: &impl Serialize, differs: bool) {
        self.write(lines, if differs { "different" } else { "done" }, value);
    }

    /// Writes a result whose value is one of a contract of its own.
    pub(crate) fn plain(&self, lines: &str, value: &Value) {
        match self.format {
            Format::Text => write_out(lines),
            Format::Json => write_json(value),
        }
    }

    fn write(&self, lines: &str, status: &str, value: &impl Serialize) {
        match self.format {
            Format::Text => write_out(lines),
            Format::Json => write_json(&json!({ "version": JSON_VERSION, "status": status, "result": value })),
        }
    }

    /// Ends a command as its result says; a failure is said.
    pub(crate) fn end(&self, result: Result<impl Into<Exit>, Failure>) -> Exit {
        result.map_or_else(|failure| self.failed(&failure), Into::into)
    }

    /// Says a failure on standard error, and in JSON where that is asked for.
    pub(crate) fn failed(&self, Failure { message, exit }: &Failure) -> Exit {
        if self.format == Format::Json {
            let code = exit.code();
            write_json(&json!({ "version": JSON_VERSION, "status": "failed", "exitCode": code, "error": message }));
        }
        error(message);
        *exit
    }

    /// A line that moves while rows come, where standard error is a terminal.
    pub(crate) fn spinner(&self) -> ProgressBar {
        if self.format == Format::Json || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{spinner} {pos} of {len} rows, {per_sec}, {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }
}

/// An object with one more key.
pub(crate) fn with_key(mut object: Value, key: &str, value: impl Into<Value>) -> Value {
    if let Value::Object(keys) = &mut object {
        keys.insert(key.to_owned(), value.into());
    }
    object
}

/// Says something that is no result. Where standard error cannot be written, nobody is there to be told.
pub(crate) fn note(line: &str) {
    drop(write_line(&mut io::stderr(), line));
}

/// Says the beginning of a line, at once: its end is said later.
pub(crate) fn part(text: &str) {
    let mut stderr = io::stderr();
    let _ = write!(stderr, "{text}");
    let _ = stderr.flush();
}

/// Says an error.
pub(crate) fn error(message: &dyn Display) {
    note(&format!("error: {message}"));
}

/// Gives the cursor back, which a question had hidden.
pub(crate) fn show_cursor() {
    let stderr = dialoguer::console::Term::stderr();
    if stderr.is_term() {
        // Where the terminal has gone, so has its cursor.
        let _ = stderr.show_cursor();
    }
}

/// Writes lines of a command without formats.
pub(crate) fn lines<'a>(lines: impl Iterator<Item = &'a String>) {
    lines.for_each(|line| write_out(line));
}

/// Whether a path is what stands for standard output, as other tools have it.
pub(crate) fn is_standard_output(path: &Path) -> bool {
    path == Path::new("-")
}

/// Writes what would be a file: as it is, unless a terminal shows it.
pub(crate) fn file(text: &str) {
    let mut out = io::stdout().lock();
    let shown = if out.is_terminal() { terminal::escaped(text) } else { text.into() };
    kept(out.write_all(shown.as_bytes()).and_then(|()| out.flush()));
}

/// The end of a command whose result could not be written: the first error on standard output, once it is said.
/// A reader that has gone (a closed pipe) has what it wanted, and ends nothing.
pub(crate) fn unwritten() -> Option<Exit> {
    let broken = BROKEN.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    if broken.kind() == ErrorKind::BrokenPipe {
        return None;
    }
    error(&format!("standard output cannot be written: {broken}"));
    Some(Exit::Failed)
}

/// Why standard output could not be written, once it could not.
static BROKEN: Mutex<Option<io::Error>> = Mutex::new(None);

/// Keeps the first error of standard output.
pub(super) fn kept(written: io::Result<()>) {
    if let Err(error) = written {
        BROKEN.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

fn write_json(value: &Value) {
    write_out(&format!("{value:#}"));
}

fn write_out(text: &str) {
    kept(write_line(&mut io::stdout(), text));
}

fn write_line(to: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(to, "{}", terminal::escaped(text.trim_end()))?;
    to.flush()
}
