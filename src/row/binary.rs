//! PostgreSQL's `bytea` (<https://www.postgresql.org/docs/current/datatype-binary.html>).

use std::fmt;

use super::{Cell, FromCell, Mismatch};

/// Bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bytea(Vec<u8>);

impl Bytea {
    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// They arrive in base64 (<https://www.rfc-editor.org/rfc/rfc4648#section-4>), perhaps in lines.
impl FromCell for Bytea {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.text()?;
        decode(&text).map(Self).ok_or_else(|| Mismatch::new("bytes in base64", &text))
    }
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let symbols: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let mut out = Vec::with_capacity(symbols.len() / 4 * 3);
    let (groups, rest) = symbols.as_chunks::<4>();
    for (number, group) in groups.iter().enumerate() {
        let kept = group.iter().position(|symbol| *symbol == b'=').unwrap_or(4);
        let padding = &group[kept..];
        if kept < 2 || padding.iter().any(|symbol| *symbol != b'=') || (kept < 4 && number + 1 < groups.len()) {
            return None;
        }
        let bits = group[..kept].iter().try_fold(0_u32, |bits, symbol| Some(bits << 6 | value(*symbol)?))?;
        out.extend(&(bits << (6 * padding.len())).to_be_bytes()[1..kept]);
    }
    rest.is_empty().then_some(out)
}

fn value(symbol: u8) -> Option<u32> {
    Some(u32::from(match symbol {
        b'A'..=b'Z' => symbol - b'A',
        b'a'..=b'z' => symbol - b'a' + 26,
        b'0'..=b'9' => symbol - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// Hexadecimal, as PostgreSQL writes it with `bytea_output` hex.
impl fmt::Display for Bytea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\\x")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        Bytea::from_cell(Cell(Some(&format!("\"{text}\"")))).ok().map(|bytes| bytes.to_string())
    }

    #[test]
    fn every_length_and_every_symbol() {
        assert_eq!(shown("").unwrap(), "\\x");
        assert_eq!(shown("3q2+7wA=").unwrap(), "\\xdeadbeef00");
        assert_eq!(shown("3q0=").unwrap(), "\\xdead");
        assert_eq!(shown("/w==").unwrap(), "\\xff");
        assert_eq!(shown("AAEC\\nAwQF").unwrap(), "\\x000102030405");
    }

    #[test]
    fn what_is_no_base64_is_refused() {
        for text in ["A", "AA", "AAA", "====", "A===", "AA=A", "AA==AAAA", "AA-A", "\\\\xdead"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
