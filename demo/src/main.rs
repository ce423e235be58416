//! `typeferry-demo [--port PORT]`: serves the sample platform until it is stopped, and prints its addresses.

use std::io::{self, Write};
use std::process::ExitCode;

use typeferry_demo::{DemoError, sample};

const USAGE: &str = "usage: typeferry-demo [--port PORT]   (without a port, at any free one)";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => end(serve(0)),
        ["--help"] => say(&mut io::stdout(), USAGE, ExitCode::SUCCESS),
        ["--port", port] => match port.parse() {
            Ok(port) => end(serve(port)),
            Err(_) => say(&mut io::stderr(), USAGE, ExitCode::from(2)),
        },
        _ => say(&mut io::stderr(), USAGE, ExitCode::from(2)),
    }
}

fn serve(port: u16) -> Result<(), DemoError> {
    let server = sample::serve(port)?;
    say(&mut io::stdout(), &sample::invitation(&server), ());
    server.wait()
}

fn end(served: Result<(), DemoError>) -> ExitCode {
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => say(&mut io::stderr(), &format!("error: {error}"), ExitCode::FAILURE),
    }
}

/// Writes a line. Where it cannot be written, nobody is there to read it.
fn say<T>(to: &mut dyn Write, line: &str, then: T) -> T {
    drop(writeln!(to, "{line}").and_then(|()| to.flush()));
    then
}
