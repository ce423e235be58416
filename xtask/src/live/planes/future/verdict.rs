//! Whether an export kept the rule.

use super::super::export::Over;
use super::changes::{Change, Rule};

const ACCEPT: &str = "--accept-missing ";

/// What came of an export.
#[derive(Default)]
pub(super) struct Outcome {
    /// The exit code; none where a signal ended it.
    pub(super) code: Option<i32>,
    /// The rows that it says it has.
    pub(super) rows: usize,
    /// Its scripts.
    pub(super) scripts: String,
    /// What it printed.
    pub(super) said: String,
}

impl Outcome {
    pub(super) fn succeeded(&self) -> bool {
        self.code == Some(0)
    }

    /// The names that it would go on without.
    pub(super) fn accepts(&self) -> Vec<String> {
        let lists = self.said.split(ACCEPT).skip(1).flat_map(|text| words(text).split(','));
        let mut names: Vec<String> = lists.filter_map(name).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Those of a change's names that it said.
    pub(super) fn named(&self, change: &Change) -> Vec<&'static str> {
        let said = plain(&self.said);
        change.names.iter().copied().filter(|name| said.contains(&plain(name))).collect()
    }

    fn unnamed(&self, change: &Change) -> Option<&'static str> {
        let named = self.named(change);
        change.names.iter().copied().find(|name| !named.contains(name))
    }

    /// Why it is not what a change leaves: the rule for every export.
    pub(super) fn wrong(&self, change: &Change, there: usize) -> Option<String> {
        if !self.succeeded() {
            let said = first_line(&self.said);
            return self.unnamed(change).map(|name| format!("it is refused and does not name `{name}`: {said}"));
        }
        if self.rows != there {
            return Some(format!("it has {} rows of {there}, and succeeds", self.rows));
        }
        let absent = change.holds.iter().find(|text| !self.scripts.contains(**text));
        absent.map(|text| format!("it succeeds, and no script has `{text}`"))
    }

    /// Why it is not what the change asks for beyond that.
    pub(super) fn against(&self, change: &Change, over: Over) -> Option<String> {
        match change.rule {
            Rule::Accepted if over == Over::GraphQl && (self.succeeded() || self.accepts().is_empty()) => {
                Some(format!("it is not refused with `{ACCEPT}NAME`"))
            }
            Rule::Named => self.unnamed(change).map(|name| format!("it does not name `{name}`")),
            Rule::Accepted | Rule::None => None,
        }
    }
}

/// A text in which a name is the same however it is spelled: `object_category`, `ObjectCategory`.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('_', "")
}

/// A list of names at the beginning of a text.
fn words(text: &str) -> &str {
    text.split(|character: char| !character.is_ascii_alphanumeric() && !"_.,".contains(character))
        .next()
        .unwrap_or(text)
}

/// A name, unless it is a placeholder.
fn name(word: &str) -> Option<String> {
    let name = word.trim_end_matches('.');
    name.contains('.').then(|| name.to_owned())
}

fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::changes::CHANGES;
    use super::Outcome;

    fn outcome(code: i32, rows: usize, said: &str) -> Outcome {
        Outcome { code: Some(code), rows, scripts: String::new(), said: said.to_owned() }
    }

    #[test]
    fn the_flags_of_a_refusal_are_read_once_each() {
        let said =
            "--accept-missing a.b.c,a.b --accept-missing a.b. Or --accept-missing NAME; --accept-missing a.b.c\n";
        assert_eq!(outcome(3, 0, said).accepts(), ["a.b", "a.b.c"]);
    }

    #[test]
    fn an_export_without_a_row_or_a_value_or_a_name_is_wrong() {
        let added = CHANGES.iter().find(|change| change.what == "a column added").unwrap();
        assert!(outcome(0, 6, "").wrong(added, 7).unwrap().contains("6 rows of 7"));
        assert!(outcome(0, 7, "").wrong(added, 7).unwrap().contains("no script has `colour`"));
        assert!(outcome(3, 0, "routing_public.sites").wrong(added, 7).unwrap().contains("does not name `colour`"));
        assert_eq!(outcome(3, 0, "routing_public.sites: Colour").wrong(added, 7), None);
        let complete = Outcome { scripts: "colour future colour".to_owned(), ..outcome(0, 7, "") };
        assert_eq!(complete.wrong(added, 7), None);
    }
}
