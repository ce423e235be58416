//! The arguments of the process. What is wrong with them is said without what may hold a password: an address that
//! landed in the wrong place would else be repeated.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use super::output;

/// Parses the arguments; says what is wrong, or what was asked for, and gives the exit code.
pub(super) fn parse<T: Parser>() -> Result<T, ExitCode> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    T::try_parse_from(&arguments).map_err(|error| {
        let said = error.to_string();
        let told = without_addresses(&said, &arguments);
        if told == said {
            // With colours, and help to standard output. Where nobody reads, nobody is to be told.
            drop(error.print());
        } else {
            output::note(&told);
        }
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
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
    fn an_address_is_not_repeated_and_the_rest_is() {
        let arguments = ["typeferry", "--x=postgres://u:pw@h/d", "host=h password=pw", "word", "http://h/d"];
        let text = "a 'postgres://u:pw@h/d' b 'host=h password=pw' c 'word' d http://h/d";
        let told = without_addresses(text, &arguments.map(OsString::from));
        assert_eq!(told, "a '(an address)' b '(an address)' c 'word' d http://h/d");
    }
}
