//! Lines of `KEY=VALUE`: files of parameters, and `.env`.

/// A line that is none, by its number from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoAssignment {
    pub(super) line: usize,
}

/// The assignments of a text, in their order. Lines that are empty or begin with `#` are passed over, quotes around a
/// value are taken off, and nothing in it is replaced.
pub(super) fn read(text: &str) -> Result<Vec<(String, String)>, NoAssignment> {
    let mut found = Vec::new();
    for (number, line) in text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        let (key, value) = line.split_once('=').ok_or(NoAssignment { line: number + 1 })?;
        if key.trim().is_empty() {
            return Err(NoAssignment { line: number + 1 });
        }
        found.push((key.trim().to_owned(), value_of(value.trim()).to_owned()));
    }
    Ok(found)
}

fn value_of(text: &str) -> &str {
    let quoted = ['"', '\''].iter().find_map(|quote| {
        let inner = text.strip_prefix(*quote)?;
        // A comment may follow the closing quote.
        let end = inner.find(*quote)?;
        let behind = inner[end + 1..].trim_start();
        (behind.is_empty() || behind.starts_with('#')).then_some(&inner[..end])
    });
    quoted.unwrap_or_else(|| text.find(" #").map_or(text, |comment| text[..comment].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_key_and_a_value_without_its_quotes() {
        let text = "# note\n\nA=1\n export B = \"x # y\" # z\nC='it''s'\nD=a=b # c\nE=\nF=$A\r\n";
        let found = read(text).unwrap();
        let pairs: Vec<(&str, &str)> = found.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let wanted = [("A", "1"), ("B", "x # y"), ("C", "'it''s'"), ("D", "a=b"), ("E", ""), ("F", "$A")];
        assert_eq!(pairs, wanted);
        assert_eq!(read("A=1\nnothing\n"), Err(NoAssignment { line: 2 }));
        assert_eq!(read("=1"), Err(NoAssignment { line: 1 }));
    }
}
