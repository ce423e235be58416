//! The arguments of the process. What is wrong with them is said without what may hold a password: an address that
//! landed in the wrong place would else be repeated.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Parser;
use typeferry_base::terminal;

use super::exit::Exit;
use super::output;

/// Parses the arguments; says what is wrong, or what was asked for, and gives the end of the command.
pub(super) fn parse<T: Parser>() -> Result<T, Exit> {
    let arguments = with_module(std::env::args_os().collect());
    T::try_parse_from(&arguments).map_err(|error| {
        let said = error.to_string();
        let told = without_addresses(&said, &arguments);
        if !error.use_stderr() {
            output::kept(error.print().and_then(|()| io::stdout().flush()));
        } else if told == said && terminal::escaped(&said) == said {
            // With colours. Where nobody reads, nobody is to be told.
            drop(error.print());
        } else {
            output::note(&told);
        }
        if error.use_stderr() { Exit::Usage } else { Exit::Done }
    })
}

/// `verify --database-url MODULE`: the flag may stand without its value, and what comes behind it is only its value where
/// it looks like an address.
fn with_module(arguments: Vec<OsString>) -> Vec<OsString> {
    const FLAG: &str = "--database-url";
    if arguments.get(1).is_none_or(|command| command != "verify") {
        return arguments;
    }
    let is_value = |next: &OsString| {
        let next = next.to_string_lossy();
        next.contains("://") || next.contains('=') || next.starts_with('-') || next.is_empty()
    };
    let bare = |at: usize| arguments[at] == FLAG && arguments.get(at + 1).is_some_and(|next| !is_value(next));
    let given = |at: usize| if bare(at) { OsString::from(format!("{FLAG}=")) } else { arguments[at].clone() };
    (0..arguments.len()).map(given).collect()
}

/// A text without those of the arguments that look like an address with a password.
fn without_addresses(text: &str, arguments: &[OsString]) -> String {
    let mut text = text.to_owned();
    for argument in arguments.iter().skip(1) {
        let argument = argument.to_string_lossy();
        let value = argument.split_once('=').map_or("", |(_, value)| value);
        for address in [&*argument, value] {
            let lower = address.to_lowercase();
            if lower.contains("password")
                || lower.contains("pwd=")
                || (address.contains("://") && address.contains('@'))
            {
                text = text.replace(address, "(an address)");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n19_only_an_address_is_the_value_of_the_flag() {
        let given = |line: &str| {
            let told = with_module(line.split(' ').map(OsString::from).collect());
            told.iter().map(|argument| argument.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(given("t verify --database-url packages/a"), "t verify --database-url= packages/a");
        for same in [
            "t verify --database-url postgres://h/d packages/a",
            "t verify --database-url host=h packages/a",
            "t verify packages/a --database-url",
            "t verify --database-url --all packages/a",
            "t export --database-url d",
        ] {
            assert_eq!(given(same), same);
        }
    }

    #[test]
    fn an_address_is_not_repeated_and_the_rest_is() {
        let arguments = ["typeferry", "--x=postgres://u:pw@h/d", "host=h password=pw", "word", "http://h/d"];
        let text = "a 'postgres://u:pw@h/d' b 'host=h password=pw' c 'word' d http://h/d";
        let told = without_addresses(text, &arguments.map(OsString::from));
        assert_eq!(told, "a '(an address)' b '(an address)' c 'word' d http://h/d");
    }
}
