//! Rows to the text format of COPY
//! (<https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS>).

use std::fmt::Display;

/// As many bytes are sent at once, about.
const PIECE: usize = 256 * 1024;

/// A line that is being written.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: String,
}

impl Line {
    /// The next column.
    pub(super) fn value(mut self, value: impl Display) -> Self {
        self.separate();
        escape(&value.to_string(), &mut self.text);
        self
    }

    /// The next column, of a long text.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.separate();
        escape(text, &mut self.text);
        self
    }

    /// The next column, which may be NULL.
    pub(super) fn option(mut self, value: Option<&str>) -> Self {
        if let Some(text) = value {
            return self.text(text);
        }
        self.separate();
        self.text.push_str("\\N");
        self
    }

    /// The next column, an array of texts.
    pub(super) fn array<'v>(self, values: impl Iterator<Item = &'v str>) -> Self {
        let quoted = values.map(|value| format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")));
        let array = format!("{{{}}}", quoted.collect::<Vec<_>>().join(","));
        self.text(&array)
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\t');
        }
    }
}

fn escape(value: &str, out: &mut String) {
    out.reserve(value.len());
    for c in value.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
}

/// Lines to pieces of the size that is sent.
pub(super) fn pieces(lines: impl Iterator<Item = Line>) -> impl Iterator<Item = String> {
    let mut lines = lines;
    std::iter::from_fn(move || {
        let mut piece = String::new();
        while piece.len() < PIECE {
            let Some(line) = lines.next() else { break };
            piece.push_str(&line.text);
            piece.push('\n');
        }
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_escaped_as_copy_reads_it() {
        let line = Line::default().text("a\\b\n\t\r").option(None).value(1).array(["x,\"", "\\"].into_iter());
        assert_eq!(line.text, "a\\\\b\\n\\t\\r\t\\N\t1\t{\"x,\\\\\"\",\"\\\\\\\\\"}");
        assert_eq!(pieces([line].into_iter()).count(), 1);
    }
}
