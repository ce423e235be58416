//! The password file: lines of `host:port:database:user:password`
//! (<https://www.postgresql.org/docs/current/libpq-pgpass.html>).

use std::path::Path;

use secrecy::SecretString;

/// What a line is looked up by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) host: &'a str,
    pub(super) port: &'a str,
    pub(super) database: &'a str,
    pub(super) user: &'a str,
}

/// The password of the first line that fits.
pub(super) fn find(text: &str, wanted: Wanted<'_>) -> Option<SecretString> {
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (mut rest, mut fits) = (line, true);
        for value in [wanted.host, wanted.port, wanted.database, wanted.user] {
            let (field, behind) = field(rest)?;
            fits = fits && (field == "*" || unescaped(field) == value);
            rest = behind;
        }
        fits.then(|| unescaped(rest).into())
    })
}

/// A field up to its colon, and what follows; a backslash keeps a colon in the field.
fn field(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    text.split_once(|c| {
        let is_end = c == ':' && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    })
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    out
}

/// Whether others than its owner may read it: libpq then takes nothing from it.
#[cfg(unix)]
pub(super) fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o077 != 0)
}

/// As libpq, which checks no rights there.
#[cfg(not(unix))]
pub(super) fn is_open_to_others(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn the_first_line_that_fits_counts() {
        let text = "# h:1:d:u:comment\nbroken\nh:2:d:u:port\nh:1:d\\:b:u\\\\v:p\\:w\nh:*:*:u:any\n*:*:*:*:all:of:it\n";
        let password = |host, port, database, user| {
            find(text, Wanted { host, port, database, user }).unwrap().expose_secret().to_owned()
        };
        assert_eq!(password("h", "1", "d:b", "u\\v"), "p:w");
        assert_eq!(password("h", "2", "d", "u"), "port");
        assert_eq!(password("h", "3", "x", "u"), "any");
        assert_eq!(password("other", "1", "d", "u"), "all:of:it");
        assert!(find("h:1:d:u:p\n", Wanted { host: "g", port: "1", database: "d", user: "u" }).is_none());
    }
}
