//! PostgreSQL's `bytea` (<https://www.postgresql.org/docs/current/datatype-binary.html>).

use std::fmt;

use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine, alphabet};

use super::{Cell, FromCell, Mismatch};

/// Bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bytea(Vec<u8>);

impl Bytea {
    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As they are sent.
    pub(crate) fn base64(&self) -> String {
        BASE64.encode(&self.0)
    }
}

impl From<Vec<u8>> for Bytea {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// They arrive in base64 (<https://www.rfc-editor.org/rfc/rfc4648#section-4>), perhaps in lines.
impl FromCell for Bytea {
    fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
        let text = cell.text()?;
        decode(&text).map(Self).ok_or_else(|| Mismatch::new("bytes in base64", &text))
    }
}

/// Groups of four, the last filled up with `=`. Bits that no byte takes are passed over.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&alphabet::STANDARD, GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true));

fn decode(text: &str) -> Option<Vec<u8>> {
    let symbols: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(symbols).ok()
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
        assert_eq!(shown("/x==").unwrap(), "\\xff");
        assert_eq!(shown("AAEC\\nAwQF").unwrap(), "\\x000102030405");
    }

    #[test]
    fn what_is_not_base64_is_refused() {
        for text in
            ["A", "AA", "AAA", "====", "A===", "AA=A", "AA==AAAA", "AA-A", "AA_A", "=", "AAAA=", "AA===", "\\\\xdead"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
