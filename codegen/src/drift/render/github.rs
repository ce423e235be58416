//! For GitHub Actions: workflow commands that put a line at its place
//! (<https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>).

use std::fmt::Write;

use super::{Report, answers, change, column, table};
use crate::diagnostic::visible;
use crate::drift::{Difference, Severity};

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for one in report.differences {
        let _ = writeln!(out, "::{} {}::{}", command(one.severity()), properties(one), data(&message(one)));
    }
    let summary = format!("{} between {} and {}", report.counts(), visible(report.before), visible(report.after));
    let _ = writeln!(out, "::notice title=typeferry drift::{}", data(&summary));
    out
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Breaking => "error",
        Severity::Additive => "warning",
        Severity::Harmless => "notice",
    }
}

fn properties(one: &Difference) -> String {
    let title = match table(&one.table, visible) {
        Some(table) => format!("{}: {table}", one.kind.title()),
        None => one.kind.title().to_owned(),
    };
    let title = format!("title={}", property(&title));
    match &one.location {
        Some(at) => format!("file={},line={},col={},{title}", property(&at.file), at.line, at.column),
        None => title,
    }
}

fn message(one: &Difference) -> String {
    let about = [column(&one.column, visible), change(one, visible)];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(": ");
    let lines = [about, one.kind.effect().to_owned(), answers(one), visible(&one.remedy())];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What follows the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_it() {
        assert_eq!(data("50%\r\n::error::x"), "50%25%0D%0A::error::x");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
