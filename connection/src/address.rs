//! The text of an address to parameters, as libpq reads it: a URL, or `key=value` pairs
//! (<https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>).

use super::ConnectionError;
use super::ado;
use super::parameters::Parameters;

const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Whether a text that stands for a database is an address rather than a name: it has `://` or `=`, as libpq tells the
/// two apart (<https://www.postgresql.org/docs/current/app-psql.html>, `--dbname`).
pub fn is_address(text: &str) -> bool {
    text.contains("://") || text.contains('=')
}

/// Whether a name is an address for sure, and may have a password in it: it would be shown wherever the name is.
pub(super) fn reads_as_address(name: &str) -> bool {
    let pairs = || parse(name).is_ok_and(|parameters| !parameters.is_empty());
    is_address(name)
        && (name.contains("://") || name.to_lowercase().contains("password") || ado::is_one(name) || pairs())
}

/// The parameters that an address names; an empty one names none.
pub(super) fn parse(text: &str) -> Result<Parameters, ConnectionError> {
    let mut parameters = Parameters::default();
    let text = text.trim();
    match SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme)) {
        Some(rest) => url(rest, &mut parameters)?,
        None => pairs(text, &mut parameters)?,
    }
    Ok(parameters)
}

fn wrong(reason: &str) -> ConnectionError {
    ConnectionError::Address { reason: reason.to_owned() }
}

/// `user:password@host:port,host:port/dbname?name=value&name=value`, each part optional.
fn url(text: &str, out: &mut Parameters) -> Result<(), ConnectionError> {
    let mut rest = text;
    if let Some((user, behind)) = text.split_once('@').filter(|(user, _)| !user.contains('/')) {
        rest = behind;
        let (user, password) = user.split_once(':').map_or((user, None), |(user, password)| (user, Some(password)));
        set_decoded(out, "user", user)?;
        password.map_or(Ok(()), |password| set_decoded(out, "password", password))?;
    }
    let (hosts, behind) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    set_hosts(out, hosts)?;
    let (path, query) = behind.split_once('?').unwrap_or((behind, ""));
    set_decoded(out, "dbname", path.strip_prefix('/').unwrap_or(path))?;
    query.split('&').filter(|part| !part.is_empty()).try_for_each(|part| {
        let (name, value) = part.split_once('=').ok_or_else(|| wrong("a parameter behind the `?` has no `=`"))?;
        match (decode(name)?.as_str(), decode(value)?) {
            // As JDBC writes it, which libpq reads too.
            ("ssl", value) if value == "true" => out.set("sslmode", "require".to_owned()),
            (name, value) => out.set(name, value),
        }
    })
}

fn set_decoded(out: &mut Parameters, name: &str, value: &str) -> Result<(), ConnectionError> {
    if value.is_empty() { Ok(()) } else { out.set(name, decode(value)?) }
}

fn set_hosts(out: &mut Parameters, hosts: &str) -> Result<(), ConnectionError> {
    let (mut names, mut ports) = (Vec::new(), Vec::new());
    for host in hosts.split(',') {
        let (name, port) = host_and_port(host)?;
        // Either may be a piece of a password.
        if name.contains('@') || !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong(
                "what stands for its host or its port cannot be one; a `:`, `/` or `@` of a password is written %3A, %2F or %40",
            ));
        }
        names.push(decode(name)?);
        ports.push(port);
    }
    if names.iter().any(|name| !name.is_empty()) {
        out.set("host", names.join(","))?;
    }
    if ports.iter().any(|port| !port.is_empty()) { out.set("port", ports.join(",")) } else { Ok(()) }
}

fn host_and_port(host: &str) -> Result<(&str, &str), ConnectionError> {
    if let Some(rest) = host.strip_prefix('[') {
        let (name, behind) = rest.split_once(']').ok_or_else(|| wrong("a `[` in it has no `]`"))?;
        return match (behind.strip_prefix(':'), behind) {
            (Some(port), _) => Ok((name, port)),
            (None, "") => Ok((name, "")),
            _ => Err(wrong("something follows the `]` that is no port")),
        };
    }
    Ok(host.split_once(':').unwrap_or((host, "")))
}

/// Percent-encoding (<https://www.rfc-editor.org/rfc/rfc3986#section-2.1>).
fn decode(text: &str) -> Result<String, ConnectionError> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || bytes.next().and_then(|digit| char::from(digit).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(wrong("a `%` in it has no two hexadecimal digits behind it; a `%` itself is written `%25`"));
        };
        match u8::try_from(high * 16 + low) {
            Ok(byte) if byte != 0 => out.push(byte),
            _ => return Err(wrong("it has the character U+0000")),
        }
    }
    String::from_utf8(out).map_err(|_| wrong("what is percent-encoded in it is no UTF-8"))
}

/// `name=value` with spaces between; a value in single quotes may have spaces, and a backslash keeps what follows.
fn pairs(text: &str, out: &mut Parameters) -> Result<(), ConnectionError> {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (name, behind) = rest.split_once('=').ok_or_else(|| wrong("there is something without a `=`"))?;
        let (value, behind) = value(behind.trim_start())?;
        let name = name.trim_end();
        if name.contains(char::is_whitespace) {
            return Err(wrong("there is something without a `=`; a value with spaces stands in single quotes"));
        }
        out.set(name, value)?;
        rest = behind.trim_start();
    }
    Ok(())
}

fn value(text: &str) -> Result<(String, &str), ConnectionError> {
    let (quoted, text) = text.strip_prefix('\'').map_or((false, text), |rest| (true, rest));
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.extend(chars.next().map(|(_, kept)| kept)),
            '\'' if quoted => return Ok((value, &text[at + 1..])),
            c if c.is_whitespace() && !quoted => return Ok((value, &text[at..])),
            c => value.push(c),
        }
    }
    if quoted { Err(wrong("a single quote in it has no other")) } else { Ok((value, "")) }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn parsed(text: &str, names: &[&str]) -> Vec<String> {
        let parameters = parse(text).unwrap();
        names.iter().map(|name| parameters.get(name).unwrap_or("-").to_owned()).collect()
    }

    fn refused(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn n13_an_address_is_told_from_a_name() {
        for text in ["postgres://u:p@h/d", "postgresql://", "http://h", "dbname=d", "host=h password=p", "Host=h;Pwd=p"]
        {
            assert!(is_address(text), "{text}");
        }
        for text in ["d", "a-b", "a:b", "a/b", "ä", ""] {
            assert!(!is_address(text) && !reads_as_address(text), "{text}");
        }
        for text in ["x://y", "host=h password=p", "Host=h;Pwd=p", "password='p", "dbname=d"] {
            assert!(reads_as_address(text), "{text}");
        }
        assert!(is_address("a=b") && !reads_as_address("a=b"));
    }

    #[test]
    fn a_url_has_every_part_or_none() {
        let names = ["user", "host", "port", "dbname", "sslmode", "application_name"];
        let all = "postgresql://a%20b:p%40w@h1:1,h2:2/d%2Fb?sslmode=verify-full&application_name=x%20y";
        assert_eq!(parsed(all, &names), ["a b", "h1,h2", "1,2", "d/b", "verify-full", "x y"]);
        assert_eq!(parse(all).unwrap().password().unwrap().expose_secret(), "p@w");
        assert_eq!(parsed("postgres://", &names), ["-"; 6]);
        assert_eq!(parsed("postgres:///d", &names), ["-", "-", "-", "d", "-", "-"]);
        assert_eq!(parsed("postgres://[::1]:7/?ssl=true", &names), ["-", "::1", "7", "-", "require", "-"]);
        assert_eq!(parsed("postgres://%2Ftmp%2Fpg/d", &names)[1], "/tmp/pg");
        assert_eq!(parsed("postgres://h?host=other", &names)[1], "other");
    }

    #[test]
    fn pairs_are_quoted_and_escaped_as_libpq_has_it() {
        let names = ["host", "dbname", "options"];
        let text = r" host = h dbname='a \'b\\ c' options=-c\ work_mem=1 ";
        assert_eq!(parsed(text, &names), ["h", r"a 'b\ c", "-c work_mem=1"]);
        assert_eq!(parsed("", &names), ["-"; 3]);
        assert_eq!(parse("password=''").unwrap().password().unwrap().expose_secret(), "");
    }

    #[test]
    fn what_cannot_be_read_is_said_without_any_value() {
        let secret = "s3cret";
        let texts = [
            "postgres://u:s3cret%zz@h/d",
            "postgres://u:s3cret@[::1/d",
            "postgres://u@h/d?s3cret",
            "host=h password=s3 s3cret",
            "host=h password='s3cret",
            "s3cret",
            "host=h S3cret=s3cret",
            "postgres://u:%00s3cret@h",
        ];
        for text in texts {
            let message = refused(text);
            assert!(!message.contains(secret), "{message}");
            assert!(message.contains("cannot be read"), "{message}");
        }
    }

    #[test]
    fn an_unknown_or_unsupported_parameter_is_named() {
        assert!(refused("postgres://h/d?sslmod=require").ends_with("`sslmod`; did you mean `sslmode`?"));
        assert!(refused("hots=h").ends_with("`hots`; did you mean `host`?"));
        assert!(refused("target_session=any").ends_with("did you mean `target_session_attrs`?"));
        assert!(refused("wherever=h").ends_with("unknown parameter `wherever`"));
        assert!(refused("service=mine").starts_with("service is set, and typeferry does not support it"));
    }
}
