//! What an error of the driver is. The driver keeps the kinds of its errors to itself, so they are told by the types of
//! their causes and by the server's codes. One kind has neither and is known by its wording, here alone; the tests
//! provoke it, so that a version of the driver with another wording does not pass.

use std::error::Error as _;
use std::io::ErrorKind;

use postgres::Error;
use postgres::error::{DbError, Severity, SqlState};

use super::tls::HandshakeError;

/// How the driver begins to say that the two sides cannot agree on who connects: by the kind of authentication, by a
/// password that is wanted and not there, by an answer that the server does not prove.
const OF_AUTHENTICATION: [&str; 2] = ["authentication error", "invalid configuration"];

/// Whether this side gave up, because of the password or of the kind of authentication that the server wants.
pub(super) fn is_of_authentication(error: &Error) -> bool {
    let text = error.to_string();
    OF_AUTHENTICATION.iter().any(|kind| text.starts_with(kind))
}

/// Whether a server that does not take a connection may take one with TLS, or without.
pub(super) fn wants_other_mode(error: &Error) -> bool {
    error.code() == Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION) || handshake(error).is_some()
}

fn handshake(error: &Error) -> Option<&HandshakeError> {
    error.source()?.downcast_ref()
}

/// The kind of the network's error, where the network is the cause.
pub(super) fn network_error(error: &Error) -> Option<ErrorKind> {
    let of_network = || error.source()?.downcast_ref::<std::io::Error>();
    handshake(error).map(|HandshakeError(error)| error).or_else(of_network).map(std::io::Error::kind)
}

/// Whether the server has sent a message that is no answer to what it was asked, such as that it waits for the rows of
/// a `COPY`: the connection is there, and of no use. Other errors of statements without parameters have a cause, or are
/// that the connection is closed.
pub fn is_out_of_step(error: &Error) -> bool {
    error.source().is_none() && !error.is_closed()
}

/// Whether the server ends the session with it, in whatever language it says so.
pub fn is_fatal(error: &DbError) -> bool {
    matches!(error.parsed_severity(), Some(Severity::Fatal | Severity::Panic))
}

/// The messages of an error and its causes, on one line.
pub fn describe(error: &Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let message = cause.to_string();
        if !text.contains(&message) {
            text = format!("{text}: {message}");
        }
        next = cause.source();
    }
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    use postgres::config::SslMode;
    use postgres::{Config, NoTls};

    use super::super::tls::{Tls, Verify};
    use super::*;

    /// What the driver makes of a server that answers the first message with these bytes, and goes.
    fn answered(answer: &[u8], mode: SslMode) -> Error {
        let answer = answer.to_owned();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let rest = usize::try_from(u32::from_be_bytes(length)).unwrap() - length.len();
            stream.read_exact(&mut vec![0; rest]).unwrap();
            stream.write_all(&answer).unwrap();
        });
        let mut config = Config::new();
        config.host("127.0.0.1").port(port).user("u").ssl_mode(mode);
        let error = config.connect(Tls::new(Verify::Nothing, None).unwrap()).err().unwrap();
        server.join().unwrap();
        error
    }

    /// `AuthenticationGSS`, which the driver does not have, and `AuthenticationCleartextPassword`
    /// (<https://www.postgresql.org/docs/current/protocol-message-formats.html>).
    #[test]
    fn what_this_side_cannot_answer_is_of_authentication() {
        for request in [b"R\0\0\0\x08\0\0\0\x07", b"R\0\0\0\x08\0\0\0\x03"] {
            let error = answered(request, SslMode::Disable);
            assert!(is_of_authentication(&error) && !is_out_of_step(&error), "{error:?}");
            assert!(!wants_other_mode(&error) && network_error(&error).is_none(), "{error:?}");
        }
    }

    #[test]
    fn a_handshake_that_fails_is_told_from_a_server_without_tls() {
        let error = answered(b"Sthis is no TLS", SslMode::Prefer);
        assert!(wants_other_mode(&error) && !is_of_authentication(&error), "{error:?}");
        assert_eq!(network_error(&error), Some(ErrorKind::InvalidData));
        let error = answered(b"N", SslMode::Require);
        assert!(!wants_other_mode(&error) && !is_of_authentication(&error), "{error:?}");
        assert!(network_error(&error).is_none() && describe(&error).contains("TLS"), "{error:?}");
    }

    /// `ReadyForQuery` before anything else; and nothing at all.
    #[test]
    fn a_message_that_answers_nothing_is_told_from_a_connection_that_ends() {
        let error = answered(b"Z\0\0\0\x05I", SslMode::Disable);
        assert!(is_out_of_step(&error) && !is_of_authentication(&error), "{error:?}");
        let error = answered(b"", SslMode::Disable);
        assert!(!is_out_of_step(&error), "{error:?}");
    }

    /// An `ErrorResponse`: its severity in the server's language, the same in English, its code, its message.
    fn refusal(severity: [&str; 2], code: &str) -> Error {
        let [shown, severity] = severity;
        let fields = format!("S{shown}\0V{severity}\0C{code}\0Mno\0\0");
        let length = u32::try_from(fields.len() + 4).unwrap().to_be_bytes();
        answered(&[b"E", &length[..], fields.as_bytes()].concat(), SslMode::Disable)
    }

    #[test]
    fn what_a_server_refuses_is_told_by_code_and_severity_in_any_language() {
        let error = refusal(["致命错误", "FATAL"], "28000");
        assert!(wants_other_mode(&error) && is_fatal(error.as_db_error().unwrap()), "{error:?}");
        let error = refusal(["ОШИБКА", "ERROR"], "28P01");
        assert!(!wants_other_mode(&error) && !is_fatal(error.as_db_error().unwrap()), "{error:?}");
        assert!(!is_of_authentication(&error) && !is_out_of_step(&error), "{error:?}");
    }

    #[test]
    fn a_port_where_nobody_listens_is_of_the_network() {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let error = Config::new().host("127.0.0.1").port(port).user("u").connect(NoTls).err().unwrap();
        assert_eq!(network_error(&error), Some(ErrorKind::ConnectionRefused));
    }
}
