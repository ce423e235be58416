//! For a pull request: a table (GitHub Flavored Markdown, section 4.10), and below it what each kind of difference does
//! and what to do.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Report, change, column, table};
use crate::diagnostic::visible;
use crate::drift::Kind;

pub(super) fn render(report: &Report<'_>) -> String {
    let (before, after) = (code(report.before), code(report.after));
    if report.differences.is_empty() {
        return format!("No difference between {before} and {after}.\n");
    }
    let mut out = format!("**{}** between {before} and {after}\n\n", report.counts());
    out.push_str("| | Table | Column | What | Before → after | The build | A program built before |\n");
    out.push_str("|---|---|---|---|---|---|---|\n");
    for one in report.differences {
        let cells = [
            one.severity().word().to_owned(),
            table(&one.table, code).unwrap_or_default(),
            column(&one.column, code).unwrap_or_default(),
            one.kind.title().to_owned(),
            change(one, code).unwrap_or_default(),
            one.build().word().to_owned(),
            one.program().word().to_owned(),
        ];
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
    for ((kind, remedy), count) in remedies(report) {
        let _ = writeln!(out, "- **{}** ({count}): {} To do: {}.", kind.title(), kind.effect(), visible(&remedy));
    }
    out
}

/// What is to be done, and about how many of a kind.
fn remedies(report: &Report<'_>) -> BTreeMap<(Kind, String), usize> {
    let mut remedies = BTreeMap::new();
    report.differences.iter().for_each(|one| *remedies.entry((one.kind, one.remedy())).or_default() += 1);
    remedies
}

/// A code span that ends where it should: nothing in it is markup, a mention or a link. Its fence is longer than any
/// run of backticks in it, and a pipe in a table's cell is escaped there too.
fn code(text: &str) -> String {
    let text = visible(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_name_stays_in_its_span_and_its_cell() {
        assert_eq!(code("app.field"), "`app.field`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code("a|b\n# c"), "`a\\|b\\u{a}# c`");
    }
}
