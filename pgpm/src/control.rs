//! `<name>.control`: what a module requires
//! (<https://www.postgresql.org/docs/current/extend-extensions.html#EXTEND-EXTENSIONS-FILES>).

use std::ops::Range;

use typeferry_base::line_number;

use crate::name::{ModuleName, NameError};

/// What is read of a control file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Control {
    /// One line about the module.
    pub comment: Option<String>,
    /// Its version.
    pub default_version: Option<String>,
    /// Modules and PostgreSQL extensions that must be there before, in the order of the file.
    pub requires: Vec<ModuleName>,
    /// The line of `requires`, counted from 1.
    pub requires_line: Option<usize>,
    /// The bytes of the value of `requires` in the text, its quotes included.
    requires_value: Option<Range<usize>>,
}

/// What is wrong in a line of a control file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ControlFault {
    /// Bytes that are no text.
    #[error("the file is not valid UTF-8 here; save it as UTF-8, or put back the control file that was there")]
    NotText,
    /// A line that sets nothing.
    #[error("{found:?} is no setting; a line of a control file is `name = 'value'`")]
    NoSetting {
        /// The line.
        found: String,
    },
    /// A quote without the other, or something behind the value.
    #[error("the value of {name} does not end where its line does; write it in single quotes, a quote in it twice")]
    Value {
        /// The setting.
        name: String,
    },
    /// A setting that is there twice.
    #[error("{name} is set in line {first} already; keep one of the two")]
    Second {
        /// The setting.
        name: String,
        /// The line of the other, counted from 1.
        first: usize,
    },
    /// Something required that has no name of a module or an extension.
    #[error(transparent)]
    Name(#[from] NameError),
}

impl Control {
    /// The text of a control file.
    ///
    /// # Errors
    /// The line of the first byte that is no text, counted from 1.
    pub fn text(bytes: &[u8]) -> Result<&str, (usize, ControlFault)> {
        std::str::from_utf8(bytes).map_err(|error| (line_number(bytes, error.valid_up_to()), ControlFault::NotText))
    }

    /// Reads a control file.
    ///
    /// # Errors
    /// The first line that is no setting, with its number, counted from 1.
    pub fn parse(text: &str) -> Result<Self, (usize, ControlFault)> {
        let mut control = Self::default();
        let mut seen: Vec<(&str, usize)> = Vec::new();
        let mut end = 0;
        for (at, whole) in text.split_inclusive('\n').enumerate().map(|(at, line)| (at + 1, line)) {
            end += whole.len();
            let line = if at == 1 { whole.strip_prefix('\u{feff}').unwrap_or(whole) } else { whole };
            let start = end - line.trim_start().len();
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Setting { name, value, place } = setting(line).map_err(|fault| (at, fault))?;
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == name) {
                return Err((at, ControlFault::Second { name: name.to_owned(), first: *first }));
            }
            seen.push((name, at));
            if name == "requires" {
                control.requires_line = Some(at);
                control.requires_value = Some(start + place.start..start + place.end);
            }
            control.set(name, value).map_err(|fault| (at, fault))?;
        }
        Ok(control)
    }

    /// A control file that is to be written.
    pub fn new(comment: impl Into<String>, default_version: impl Into<String>, requires: Vec<ModuleName>) -> Self {
        let (comment, default_version) = (Some(comment.into()), Some(default_version.into()));
        Self { comment, default_version, requires, ..Self::default() }
    }

    /// The text of the control file of a module: what is here, and what holds of all modules of scripts. Control characters
    /// in the comment become spaces.
    ///
    /// `requires` is left out when nothing is required: pgpm would read an empty one as a module without a name.
    pub fn written(&self, module: &ModuleName) -> String {
        let line = |name: &str, value: &str| format!("{name} = {}\n", quoted(value));
        let set =
            |name: &str, value: &Option<String>| value.as_deref().map(|value| line(name, value)).unwrap_or_default();
        let comment = set("comment", &self.comment);
        let version = set("default_version", &self.default_version);
        let names: Vec<_> = self.requires.iter().map(ModuleName::as_str).collect();
        let requires = if names.is_empty() { String::new() } else { line("requires", &names.join(",")) };
        format!(
            "# {module} extension\n{comment}{version}module_pathname = '$libdir/{module}'\n{requires}\
             relocatable = false\nsuperuser = false\n"
        )
    }

    /// The names that the file does not require yet, in their order.
    pub fn missing(&self, names: &[ModuleName]) -> Vec<ModuleName> {
        names.iter().filter(|name| !self.requires.contains(name)).cloned().collect()
    }

    /// The text with more names required: the line of `requires` has them behind its own, and where there is none it is
    /// added as the last. Every other byte stays.
    ///
    /// # Errors
    /// As [`Control::parse`].
    pub fn requiring(text: &str, names: &[ModuleName]) -> Result<String, (usize, ControlFault)> {
        let control = Self::parse(text)?;
        let missing = control.missing(names);
        if missing.is_empty() {
            return Ok(text.to_owned());
        }
        let list = |separator: &str| missing.iter().map(ModuleName::as_str).collect::<Vec<_>>().join(separator);
        let Some(place) = control.requires_value else {
            return Ok(with_line(text, &format!("requires = '{}'", list(","))));
        };
        let (before, after) = (&text[..place.start], &text[place.end..]);
        let value = text[place].trim_matches('\'').trim_end_matches([',', ' ', '\t']);
        let separator = if value.contains(", ") { ", " } else { "," };
        let first = if control.requires.is_empty() { "" } else { separator };
        Ok(format!("{before}'{value}{first}{}'{after}", list(separator)))
    }

    fn set(&mut self, name: &str, value: String) -> Result<(), ControlFault> {
        match name {
            "comment" => self.comment = Some(value),
            "default_version" => self.default_version = Some(value),
            "requires" => {
                // An empty list requires nothing; pgpm would read a module without a name.
                let names = value.split(',').map(str::trim).filter(|name| !name.is_empty());
                self.requires = names.map(ModuleName::new).collect::<Result<_, _>>()?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// The text with one more line, of the line ends that it has.
fn with_line(text: &str, line: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let before = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    format!("{text}{before}{line}{end}")
}

/// A value in quotes, on one line.
fn quoted(value: &str) -> String {
    let value = value.replace('\'', "''").replace('\\', "\\\\").replace(char::is_control, " ");
    format!("'{value}'")
}

/// What a line sets.
struct Setting<'a> {
    name: &'a str,
    value: String,
    /// The bytes of the value in the line, its quotes included.
    place: Range<usize>,
}

/// `name = value`; the `=` may be left out, as in PostgreSQL's configuration files
/// (<https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-CONFIGURATION-FILE>).
fn setting(line: &str) -> Result<Setting<'_>, ControlFault> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (name, rest) = line.split_at(line.find(|c| !is_name(c)).unwrap_or(line.len()));
    let value = rest.trim_start();
    let value = value.strip_prefix('=').unwrap_or(value).trim();
    if name.is_empty() || value.is_empty() || rest.starts_with('\'') {
        return Err(ControlFault::NoSetting { found: line.to_owned() });
    }
    let wrong = || ControlFault::Value { name: name.to_owned() };
    let start = line.len() - value.len();
    let (value, behind) = match value.strip_prefix('\'') {
        Some(quoted) => quoted_value(quoted).ok_or_else(wrong)?,
        None => bare_value(value),
    };
    let place = start..line.len() - behind.len();
    let behind = behind.trim_start();
    if behind.is_empty() || behind.starts_with('#') { Ok(Setting { name, value, place }) } else { Err(wrong()) }
}

fn bare_value(text: &str) -> (String, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '#').unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// The value up to its quote, and what follows; a quote in it is doubled or has a backslash before it.
fn quoted_value(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.push(chars.next()?.1),
            '\'' if chars.peek().is_some_and(|(_, next)| *next == '\'') => value.extend(chars.next().map(|(_, c)| c)),
            '\'' => return Some((value, &text[at + 1..])),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requires(text: &str) -> Vec<String> {
        Control::parse(text).unwrap().requires.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_control_file_says_what_is_required() {
        let text = "# acme\ncomment = 'Ada''s \\'app\\''\ndefault_version = '0.0.1'\n\
                    requires = 'uuid-ossp, pgpm-types,plpgsql' # a list\nsuperuser = false\n  ";
        let control = Control::parse(text).unwrap();
        assert_eq!(control.comment.as_deref(), Some("Ada's 'app'"));
        assert_eq!(control.default_version.as_deref(), Some("0.0.1"));
        assert_eq!(
            (requires(text), control.requires_line),
            (vec!["uuid-ossp".into(), "pgpm-types".into(), "plpgsql".into()], Some(4))
        );
    }

    fn names(names: &[&str]) -> Vec<ModuleName> {
        names.iter().map(|name| ModuleName::new(*name).unwrap()).collect()
    }

    #[test]
    fn a_comment_cannot_leave_its_quotes_or_its_line() {
        let control = Control::new("Ada's\nC:\\x", "0.0.1", Vec::new());
        assert_eq!(
            control.written(&ModuleName::new("acme").unwrap()),
            "# acme extension\ncomment = 'Ada''s C:\\\\x'\ndefault_version = '0.0.1'\n\
             module_pathname = '$libdir/acme'\nrelocatable = false\nsuperuser = false\n"
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..proptest::prelude::ProptestConfig::default() })]

        #[test]
        fn what_is_written_reads_as_it_was(comment in "\\PC*", count in 0..3_usize) {
            let requires = names(&["uuid-ossp", "pgpm-types", "plpgsql"][..count]);
            let control = Control::new(comment, "0.0.1", requires);
            let text = control.written(&ModuleName::new("acme").unwrap());
            let read = Control::parse(&text).unwrap();
            proptest::prop_assert_eq!((read.comment, read.requires), (control.comment, control.requires));
        }
    }

    #[test]
    fn nothing_is_required_by_an_empty_list_or_without_one() {
        assert_eq!(requires("requires = ''\n"), Vec::<String>::new());
        assert_eq!(requires("comment = 'x'\n"), Vec::<String>::new());
        assert_eq!(requires("requires 'a'\n"), ["a"]);
    }

    #[test]
    fn what_cannot_be_read_is_said_with_its_line() {
        let fault = |text: &str| Control::parse(text).unwrap_err();
        assert!(matches!(fault("comment = 'x'\n= 'y'\n"), (2, ControlFault::NoSetting { .. })));
        assert!(matches!(fault("requires\n"), (1, ControlFault::NoSetting { .. })));
        for text in ["requires = 'a\n", "requires = 'a' b\n", "requires = 'a\\\n"] {
            assert!(matches!(fault(text), (1, ControlFault::Value { .. })), "{text}");
        }
        assert!(matches!(fault("requires = 'a b'\n"), (1, ControlFault::Name(_))));
        assert_eq!(
            fault("requires = 'a'\nrequires = 'b'\n"),
            (2, ControlFault::Second { name: "requires".into(), first: 1 })
        );
    }

    fn requiring(text: &str, more: &[&str]) -> String {
        Control::requiring(text, &names(more)).unwrap()
    }

    #[test]
    fn more_is_required_and_every_other_byte_stays() {
        let around =
            |list: &str| format!("\u{feff}# ours\r\n\tcomment='x' # y\r\n requires =  {list}\t# why\r\n\r\n#end");
        for (before, after) in [
            ("'a, b'", "'a, b, c, d'"),
            ("'a,b'", "'a,b,c,d'"),
            ("'b'", "'b,c,d'"),
            ("b", "'b,c,d'"),
            ("a,b", "'a,b,c,d'"),
            ("''", "'c,d'"),
            ("' b , '", "' b,c,d'"),
            ("'d,c'", "'d,c'"),
            ("'c'", "'c,d'"),
        ] {
            assert_eq!(requiring(&around(before), &["c", "d"]), around(after));
            assert_eq!(Control::parse(&around(after)).unwrap().missing(&[ModuleName::new("d").unwrap()]), []);
        }
    }

    #[test]
    fn a_line_is_added_where_nothing_was_required() {
        for (before, after) in [
            ("", "requires = 'c,d'\n"),
            ("comment = 'x'\n", "comment = 'x'\nrequires = 'c,d'\n"),
            ("comment = 'x'", "comment = 'x'\nrequires = 'c,d'\n"),
            ("comment = 'x'\r\n#", "comment = 'x'\r\n#\r\nrequires = 'c,d'\r\n"),
        ] {
            assert_eq!(requiring(before, &["c", "d"]), after);
            assert_eq!(requiring(before, &[]), before);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_said_with_their_line() {
        assert_eq!(Control::text(b"a\nb\xff"), Err((2, ControlFault::NotText)));
        assert_eq!(Control::text("é".as_bytes()), Ok("é"));
    }
}
