//! An address as ADO.NET writes it: `Host=h;Username=u;Password='a;b'`
//! (<https://www.npgsql.org/doc/connection-string-parameters.html>).

use super::ConnectionError;
use super::parameters::Parameters;

/// Names that ADO.NET has, without spaces and in lower case, and libpq's.
const NAMES: [(&str, &str); 21] = [
    ("server", "host"),
    ("host", "host"),
    ("datasource", "host"),
    ("port", "port"),
    ("database", "dbname"),
    ("initialcatalog", "dbname"),
    ("dbname", "dbname"),
    ("username", "user"),
    ("userid", "user"),
    ("uid", "user"),
    ("user", "user"),
    ("password", "password"),
    ("pwd", "password"),
    ("sslmode", "sslmode"),
    ("rootcertificate", "sslrootcert"),
    ("sslrootcert", "sslrootcert"),
    ("timeout", "connect_timeout"),
    ("applicationname", "application_name"),
    ("passfile", "passfile"),
    ("options", "options"),
    ("sslnegotiation", "sslnegotiation"),
];

/// Whether the text is one: no URL, and with a `;`, or with a name that libpq does not have.
pub(super) fn is_one(text: &str) -> bool {
    let name = text.split_once('=').map(|(name, _)| name.trim());
    let is_word = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ');
    let Some(name) = name.filter(is_word) else { return false };
    let known = |name: &str| NAMES.iter().any(|(ado, _)| *ado == plain(name));
    known(name) && (text.contains(';') || name.bytes().any(|byte| byte.is_ascii_uppercase()))
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != ' ').flat_map(char::to_lowercase).collect()
}

fn wrong(reason: &str) -> ConnectionError {
    ConnectionError::Address { reason: reason.to_owned() }
}

/// The parameters that it names.
pub(super) fn parse(text: &str) -> Result<Parameters, ConnectionError> {
    let mut parameters = Parameters::default();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, behind) = rest.split_once('=').ok_or_else(|| wrong("there is something without a `=`"))?;
        let (value, behind) = value(behind.trim_start())?;
        set(&mut parameters, name.trim(), value)?;
        rest = behind.trim_start_matches([';', ' ']);
    }
    Ok(parameters)
}

fn set(parameters: &mut Parameters, name: &str, value: String) -> Result<(), ConnectionError> {
    let plain = plain(name);
    let known = NAMES.iter().find(|(ado, _)| *ado == plain).map(|(_, libpq)| *libpq);
    // What is no word may be a piece of a password that nobody quoted.
    let is_word = plain.bytes().all(|byte| byte.is_ascii_lowercase());
    match known {
        Some("sslmode") => parameters.set("sslmode", mode(&value)),
        Some(name) => parameters.set(name, value),
        None if is_word => Err(ConnectionError::Unknown { name: plain, nearest: None }),
        None => Err(wrong("something that is no parameter has a value")),
    }
}

/// `VerifyFull` is `verify-full`.
fn mode(value: &str) -> String {
    match value.to_ascii_lowercase().as_str() {
        "verifyca" => "verify-ca".to_owned(),
        "verifyfull" => "verify-full".to_owned(),
        other => other.to_owned(),
    }
}

/// A value up to its `;`; one in quotes may have that, and its own quote doubled.
fn value(text: &str) -> Result<(String, &str), ConnectionError> {
    let in_quotes = |quote| Some((quote, text.strip_prefix(quote)?));
    let Some((quote, mut rest)) = ['\'', '"'].into_iter().find_map(in_quotes) else {
        let (value, behind) = text.split_once(';').unwrap_or((text, ""));
        return Ok((value.trim_end().to_owned(), behind));
    };
    let mut value = String::new();
    loop {
        let (piece, behind) = rest.split_once(quote).ok_or_else(|| wrong("a quote in it has no other"))?;
        value.push_str(piece);
        match behind.strip_prefix(quote) {
            Some(behind) => {
                value.push(quote);
                rest = behind;
            }
            None => return Ok((value, behind.trim_start())),
        }
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn pairs_with_semicolons_are_read_and_those_of_libpq_are_not_taken_for_them() {
        let found = parse("Host=h; User Id = u;Password='a;''b';Database=d;SSL Mode=VerifyFull;").unwrap();
        let get = |name| found.get(name).unwrap_or("-");
        assert_eq!((get("host"), get("user"), get("dbname"), get("sslmode")), ("h", "u", "d", "verify-full"));
        assert_eq!(found.password().unwrap().expose_secret(), "a;'b");
        assert!(is_one("host=h;port=1") && is_one("Host=h") && is_one("Server=h;Database=d"));
        for other in ["host=h port=1", "postgres://u:p;w@h/d?a=b;c", "", "dbname='x'", "password=a;b=c host"] {
            assert!(!is_one(other) || other.starts_with("password"), "{other}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_without_any_value() {
        for text in ["Host=h;Password='s3cret", "Host=h;s3cret", "Host=h;S3cret=1;", "Host=h;Foo=s3cret"] {
            let message = parse(text).unwrap_err().to_string();
            assert!(!message.contains("s3cret") && !message.contains("S3cret"), "{message}");
        }
    }
}
