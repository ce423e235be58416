//! Texts by their tokens: some go, come twice, change places, or give way to another.

use proptest::prelude::*;
use proptest::sample::Index;

/// One change of a row of tokens.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Remove(Index, usize),
    Twice(Index, usize),
    Swap(Index, Index),
    Put(Index, String),
    /// Another token of the same text.
    Copy(Index, Index),
}

/// What the grammars are made of, and what their readers stumble over.
pub(super) const WORDS: &[&str] = &[
    "type",
    "input",
    "enum",
    "scalar",
    "union",
    "interface",
    "schema",
    "extend",
    "directive",
    "query",
    "mutation",
    "fragment",
    "on",
    "true",
    "null",
    "Query",
    "String",
    "Self",
    "_",
    "id",
    "nodes",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "=",
    "!",
    "|",
    "&",
    ",",
    "...",
    "$a",
    "@table",
    "@column",
    "@label",
    "@foreignKey",
    "@deprecated",
    "@skip",
    "\"",
    "\"\"\"",
    "\"a\\u0000\"",
    "\"\\u{1f600}\"",
    "\"\\ud83d\\ude00\"",
    "\"\"",
    "#",
    "\n",
    "\r",
    "0",
    "-1",
    "1.50",
    "1e999",
    "-0",
    "99999999999999999999",
    "\\",
    "é",
    "\u{feff}",
    "\u{0}",
    "'''",
    "''",
    "[tenant]",
    "[left-out]",
    "[[a]]",
    "a.b = 1",
    "\"a.b\" = \"c\"",
    "key(",
    "enum",
    "column",
    "argument",
    "table",
    "foreign-key",
    ": ",
];

pub(super) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let word = prop_oneof![4 => proptest::sample::select(WORDS).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    let change = prop_oneof![
        2 => (any::<Index>(), 1..8_usize).prop_map(|(at, many)| Change::Remove(at, many)),
        1 => (any::<Index>(), 1..40_usize).prop_map(|(at, many)| Change::Twice(at, many)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(at, other)| Change::Swap(at, other)),
        3 => (any::<Index>(), word).prop_map(|(at, word)| Change::Put(at, word)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(at, from)| Change::Copy(at, from)),
    ];
    prop::collection::vec(change, 1..8)
}

pub(super) fn changed(text: &str, changes: &[Change]) -> String {
    let mut tokens = tokens(text);
    for change in changes {
        if tokens.is_empty() {
            return String::new();
        }
        let end = |at: usize, many: usize| (at + many).min(tokens.len());
        match change {
            Change::Remove(at, many) => {
                let at = at.index(tokens.len());
                let end = end(at, *many);
                tokens.drain(at..end);
            }
            Change::Twice(at, many) => {
                let at = at.index(tokens.len());
                let part = tokens[at..end(at, *many)].to_vec();
                tokens.splice(at..at, part);
            }
            Change::Swap(at, other) => {
                let (at, other) = (at.index(tokens.len()), other.index(tokens.len()));
                tokens.swap(at, other);
            }
            Change::Put(at, word) => {
                let at = at.index(tokens.len());
                tokens[at].clone_from(word);
            }
            Change::Copy(at, from) => {
                let (at, from) = (at.index(tokens.len()), from.index(tokens.len()));
                let token = tokens[from].clone();
                tokens[at] = token;
            }
        }
    }
    tokens.concat()
}

/// Words, blanks and single signs, which together are the text.
fn tokens(text: &str) -> Vec<String> {
    let kind = |c: char| if c.is_alphanumeric() || c == '_' { 0 } else { 1 + u8::from(c.is_whitespace()) };
    let mut tokens: Vec<String> = Vec::new();
    let mut last = 1;
    for c in text.chars() {
        match tokens.last_mut() {
            Some(token) if kind(c) == last && last != 1 => token.push(c),
            _ => tokens.push(c.to_string()),
        }
        last = kind(c);
    }
    tokens
}
