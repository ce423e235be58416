//! JSON as the real server writes it: JavaScript has one kind of number, and writes 5.0 as `5`.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

/// Above it JavaScript writes an exponent.
const PLAIN_BELOW: f64 = 1e21;

/// The text of a value whose maps have text keys.
pub(crate) fn text(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, JavaScript);
    match value.serialize(&mut serializer) {
        Ok(()) => out,
        Err(error) => serde_json::json!({ "errors": [{ "message": error.to_string() }] }).to_string().into_bytes(),
    }
}

struct JavaScript;

impl Formatter for JavaScript {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        if value.fract() == 0.0 && value.abs() < PLAIN_BELOW {
            write!(writer, "{value:.0}")
        } else {
            write!(writer, "{}", serde_json::Value::from(value))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_have_no_fraction() {
        let value = serde_json::json!([5.0, 0.1, -3.0, 1e30, 7]);
        assert_eq!(String::from_utf8(text(&value)).unwrap(), "[5,0.1,-3,1e+30,7]");
    }
}
