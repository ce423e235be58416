//! Hard pieces of SQL, and what they are.

use super::{Kind, Lexer};

/// The tokens that are not blank, each with the first letters of its kind.
fn tokens(text: &str) -> Vec<(Kind, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for token in Lexer::new(text) {
        assert_eq!(token.range.start, at, "a gap in {text:?}");
        at = token.range.end;
        if token.kind != Kind::Space {
            found.push((token.kind, &text[token.range]));
        }
    }
    assert_eq!(at, text.len());
    found
}

#[test]
fn a_dollar_inside_an_identifier_quotes_nothing() {
    let found = tokens("a$b$ x c$b$ $b$ y $b$");
    let words = [(Kind::Word, "a$b$"), (Kind::Word, "x"), (Kind::Word, "c$b$"), (Kind::DollarString, "$b$ y $b$")];
    assert_eq!(found, words);
}

#[test]
fn a_dollar_quote_ends_with_its_own_tag() {
    assert_eq!(tokens("$a$ $b$ $$ $A$ $a$"), [(Kind::DollarString, "$a$ $b$ $$ $A$ $a$")]);
    assert_eq!(tokens("$$ $a$ $$ 1"), [(Kind::DollarString, "$$ $a$ $$"), (Kind::Number, "1")]);
    assert_eq!(tokens("$a$x$$a$"), [(Kind::DollarString, "$a$x$$a$")]);
    assert_eq!(tokens("1$a$x$a$"), [(Kind::Number, "1"), (Kind::DollarString, "$a$x$a$")]);
    assert_eq!(tokens("$1 $"), [(Kind::Parameter, "$1"), (Kind::Other, "$")]);
    assert_eq!(tokens("$é$;$é$"), [(Kind::DollarString, "$é$;$é$")]);
}

#[test]
fn a_backslash_escapes_in_an_escape_string_alone() {
    assert_eq!(
        tokens(r"E'a\'b' 'c\' U&'\'"),
        [(Kind::EscapeString, r"E'a\'b'"), (Kind::String, r"'c\'"), (Kind::String, r"U&'\'"),]
    );
    assert_eq!(tokens(r"some'\'"), [(Kind::Word, "some"), (Kind::String, r"'\'")]);
    assert_eq!(tokens(r"E'\\''\''"), [(Kind::EscapeString, r"E'\\''\''")]);
}

#[test]
fn a_string_goes_on_behind_the_end_of_a_line_as_the_kind_it_was() {
    assert_eq!(tokens("E'a'\n'b\\'c'"), [(Kind::EscapeString, "E'a'"), (Kind::EscapeString, r"'b\'c'")]);
    let found = tokens("E'a' -- 'x\n -- y\n '\\'' 'z'");
    let kinds: Vec<Kind> = found.iter().map(|(kind, _)| *kind).collect();
    let comment = Kind::LineComment;
    assert_eq!(kinds, [Kind::EscapeString, comment, comment, Kind::EscapeString, Kind::String]);
    assert_eq!(tokens("E'a' '\\'"), [(Kind::EscapeString, "E'a'"), (Kind::String, r"'\'")]);
    assert_eq!(tokens("E'a'\n/**/'\\'")[2], (Kind::String, r"'\'"));
}

#[test]
fn comments_nest_and_end_an_operator() {
    assert_eq!(tokens("/*a/*b*/c*/d"), [(Kind::BlockComment, "/*a/*b*/c*/"), (Kind::Word, "d")]);
    assert_eq!(tokens("a<--b\n")[1..], [(Kind::Operator, "<"), (Kind::LineComment, "--b")]);
    assert_eq!(tokens("+/*x*/-")[0], (Kind::Operator, "+"));
    assert_eq!(tokens("*/"), [(Kind::Operator, "*/")]);
}

#[test]
fn what_has_no_end_goes_to_the_end_of_the_text() {
    for text in ["/*", "/*/", "x /*a", "'a", "E'a\\", "E'a\\'", "\"a", "$a$ $", "U&'", "/*/**/", "E'"] {
        let last = Lexer::new(text).last().unwrap();
        assert!(!last.closed, "{text}");
        assert_eq!(last.range.end, text.len());
    }
    assert!(Lexer::new("'a' \"b\" $$c$$ /*d*/").all(|token| token.closed));
}

#[test]
fn numbers_end_where_postgresql_ends_them() {
    let found = tokens("1..2 .5 1.e 1e+3x 1_000");
    let texts: Vec<&str> = found.iter().map(|(_, text)| *text).collect();
    assert_eq!(texts, ["1", ".", ".2", ".5", "1.", "e", "1e+3", "x", "1_000"]);
}
