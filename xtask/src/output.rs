//! What tasks print. Nobody is left to tell when the stream is closed, so a failed write is dropped.

use std::fmt::Display;
use std::io::{self, Write};

use typeferry_base::terminal::escaped;

/// A line of the task's report, on standard output.
pub(crate) fn line(text: impl Display) {
    drop(writeln!(io::stdout(), "{}", escaped(&text.to_string())));
}

/// A line for the person at the terminal, on standard error.
pub(crate) fn note(text: impl Display) {
    drop(writeln!(io::stderr(), "{}", escaped(&text.to_string())));
}
