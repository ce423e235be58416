//! `<name>.control`: what a module requires
//! (<https://www.postgresql.org/docs/current/extend-extensions.html#EXTEND-EXTENSIONS-FILES>).

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
}

/// What is wrong in a line of a control file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ControlFault {
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
    /// Reads a control file.
    ///
    /// # Errors
    /// The first line that is no setting, with its number, counted from 1.
    pub fn parse(text: &str) -> Result<Self, (usize, ControlFault)> {
        let mut control = Self::default();
        let mut seen: Vec<(&str, usize)> = Vec::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (at, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = setting(line).map_err(|fault| (at, fault))?;
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == name) {
                return Err((at, ControlFault::Second { name: name.to_owned(), first: *first }));
            }
            seen.push((name, at));
            control.set(name, value, at).map_err(|fault| (at, fault))?;
        }
        Ok(control)
    }

    fn set(&mut self, name: &str, value: String, line: usize) -> Result<(), ControlFault> {
        match name {
            "comment" => self.comment = Some(value),
            "default_version" => self.default_version = Some(value),
            "requires" => {
                // An empty list requires nothing; pgpm would read a module without a name.
                let names = value.split(',').map(str::trim).filter(|name| !name.is_empty());
                self.requires = names.map(ModuleName::new).collect::<Result<_, _>>()?;
                self.requires_line = Some(line);
            }
            _ => {}
        }
        Ok(())
    }
}

/// `name = value`; the `=` may be left out, as in PostgreSQL's configuration files
/// (<https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-CONFIGURATION-FILE>).
fn setting(line: &str) -> Result<(&str, String), ControlFault> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (name, rest) = line.split_at(line.find(|c| !is_name(c)).unwrap_or(line.len()));
    let value = rest.trim_start();
    let value = value.strip_prefix('=').unwrap_or(value).trim();
    if name.is_empty() || value.is_empty() || rest.starts_with('\'') {
        return Err(ControlFault::NoSetting { found: line.to_owned() });
    }
    let wrong = || ControlFault::Value { name: name.to_owned() };
    let (value, behind) = match value.strip_prefix('\'') {
        Some(quoted) => quoted_value(quoted).ok_or_else(wrong)?,
        None => bare_value(value),
    };
    let behind = behind.trim_start();
    if behind.is_empty() || behind.starts_with('#') { Ok((name, value)) } else { Err(wrong()) }
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
}
