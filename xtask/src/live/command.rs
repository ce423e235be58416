//! Runs other programs, and stops them when the test is to stop.

use std::fs::File;
use std::io::{Read, Seek};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use super::error::{LiveError, Tried};
use super::interrupt;

const POLL: Duration = Duration::from_millis(2);
const SHOWN_BYTES: usize = 3_000;

/// How a program ended, and what it printed.
pub(super) struct Finished {
    pub(super) status: ExitStatus,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

/// Runs a program to its end.
///
/// # Errors
/// It does not start, or the test is interrupted.
pub(super) fn finish(command: &mut Command) -> Result<Finished, LiveError> {
    // Files, not pipes: nobody reads while the program runs, and a full pipe would stop it.
    let stdout = Captured::new()?;
    let stderr = Captured::new()?;
    command.stdin(Stdio::null()).stdout(stdout.stdio()?).stderr(stderr.stdio()?);
    let mut child = command.spawn().tried(|| described(command))?;
    let status = wait(&mut child)?;
    Ok(Finished { status, stdout: stdout.text()?, stderr: stderr.text()? })
}

/// What a program prints on standard output.
///
/// # Errors
/// It does not start, ends badly, or the test is interrupted.
pub(super) fn output(command: &mut Command) -> Result<String, LiveError> {
    let finished = finish(command)?;
    if finished.status.success() { Ok(finished.stdout) } else { Err(failure(command, &finished)) }
}

/// The error of a program that ended badly.
pub(super) fn failure(command: &Command, finished: &Finished) -> LiveError {
    let printed = format!("{}{}", finished.stdout, finished.stderr);
    LiveError::Command {
        command: described(command),
        status: finished.status.to_string(),
        output: tail(&printed).to_owned(),
    }
}

fn wait(child: &mut Child) -> Result<ExitStatus, LiveError> {
    loop {
        if let Some(status) = child.try_wait().tried(|| "waiting for a program".to_owned())? {
            return Ok(status);
        }
        if let Err(stop) = interrupt::check() {
            drop(child.kill());
            drop(child.wait());
            return Err(stop);
        }
        thread::sleep(POLL);
    }
}

fn described(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn tail(text: &str) -> &str {
    let start = text.len().saturating_sub(SHOWN_BYTES);
    let start = (start..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    text[start..].trim_end()
}

struct Captured(File);

impl Captured {
    fn new() -> Result<Self, LiveError> {
        tempfile::tempfile().map(Self).tried(|| "a temporary file".to_owned())
    }

    fn stdio(&self) -> Result<Stdio, LiveError> {
        self.0.try_clone().map(Stdio::from).tried(|| "a temporary file".to_owned())
    }

    fn text(mut self) -> Result<String, LiveError> {
        let mut bytes = Vec::new();
        let read = self.0.rewind().and_then(|()| self.0.read_to_end(&mut bytes));
        read.tried(|| "reading what a program printed".to_owned())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
