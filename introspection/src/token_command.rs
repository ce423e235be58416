//! A command that prints the bearer token.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use typeferry_client::TokenSource;

/// How long it may take.
const LONGEST: Duration = Duration::from_secs(30);
/// How often it is looked at.
const POLL: Duration = Duration::from_millis(20);
/// Bytes of a token: no header is longer.
const MOST_BYTES: u64 = 64 * 1024;

/// A command of a shell that prints the bearer token.
#[derive(Debug)]
pub(crate) struct TokenCommand {
    command: String,
    longest: Duration,
}

impl TokenCommand {
    pub(crate) fn new(command: &str) -> Self {
        Self { command: command.to_owned(), longest: LONGEST }
    }

    fn shell(&self) -> Command {
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let mut command = Command::new(shell);
        command.arg(flag).arg(&self.command).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        command
    }

    /// Runs it; its output, whatever that is.
    fn output(&self) -> Result<String, String> {
        let mut child = self.shell().spawn().map_err(|error| format!("cannot be run: {error}"))?;
        let (stdout, (sender, printed)) = (child.stdout.take(), channel());
        thread::spawn(move || {
            let mut text = String::new();
            let read = stdout.map_or(Ok(0), |stdout| stdout.take(MOST_BYTES).read_to_string(&mut text));
            // Nobody waits for what comes too late.
            let _ = sender.send(read.map(|_| text));
        });
        let began = Instant::now();
        self.wait(&mut child, began)?;
        // What it has started may still hold the other end.
        let left = self.longest.saturating_sub(began.elapsed());
        let read = printed.recv_timeout(left).map_err(|_| {
            format!("ended, and what it has started held its output for longer than {} s", self.longest.as_secs())
        })?;
        read.map_err(|error| format!("printed something that cannot be read: {error}"))
    }

    /// Waits until it ends; one that takes too long is killed.
    fn wait(&self, child: &mut Child, began: Instant) -> Result<(), String> {
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => return Err(format!("failed ({status})")),
                Ok(None) if began.elapsed() < self.longest => thread::sleep(POLL),
                Ok(None) => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(format!("took longer than {} s, and was stopped", self.longest.as_secs()));
                }
                Err(error) => return Err(format!("cannot be waited for: {error}")),
            }
        }
    }

    /// The token of what it printed.
    fn token_of(output: &str) -> Result<SecretString, String> {
        let mut lines = output.lines().map(str::trim).filter(|line| !line.is_empty());
        match (lines.next(), lines.next()) {
            (Some(token), None) => Ok(token.into()),
            (None, _) => Err("printed nothing".to_owned()),
            (Some(_), Some(_)) => Err("printed more than one line".to_owned()),
        }
    }
}

impl TokenSource for TokenCommand {
    fn token(&self) -> Result<SecretString, String> {
        let token = self.output().and_then(|output| Self::token_of(&output));
        token.map_err(|reason| {
            format!("`{}` {reason}: --token-command is to print the token on one line and to end with 0", self.command)
        })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn token(command: &str) -> Result<String, String> {
        let command = TokenCommand { command: command.to_owned(), longest: Duration::from_millis(500) };
        command.token().map(|token| token.expose_secret().to_owned())
    }

    #[test]
    fn the_one_line_that_is_printed_is_the_token() {
        assert_eq!(token("echo; echo ' a.b-c '"), Ok("a.b-c".to_owned()));
    }

    #[test]
    fn a_command_that_prints_no_token_says_why() {
        for (command, reason) in [
            ("exit 3", "failed (exit status: 3)"),
            ("echo a; echo b", "printed more than one line"),
            ("true", "printed nothing"),
            ("sleep 60", "took longer than 0 s, and was stopped"),
            ("sleep 60 & echo a", "held its output for longer than 0 s"),
            ("printf '\\377'", "printed something that cannot be read"),
        ] {
            let error = token(command).unwrap_err();
            assert!(error.contains(reason) && error.contains(command), "{error}");
        }
    }
}
