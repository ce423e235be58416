//! The lexer beside the server's, and every reader under any bytes.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

mod anything;
mod server;
