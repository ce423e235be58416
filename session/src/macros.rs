//! `CALL pgmi_test(…)` in a script: where it stands, and what its arguments say.

use std::iter::Peekable;
use std::ops::Range;

use typeferry_sql::lexer::{Kind, Lexer, Token};
use typeferry_sql::statements;

const NAME: &str = "pgmi_test";
const SCHEMA: &str = "pg_temp";

/// A call that is expanded: `CALL [pg_temp.]pgmi_test([pattern [, callback]])`, or the same without `CALL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TestCall {
    /// Its bytes in the script, a `;` behind it among them.
    pub(crate) range: Range<usize>,
    /// Which tests: a regular expression for their paths.
    pub(crate) pattern: Option<String>,
    /// The function that is called at each step.
    pub(crate) callback: Option<String>,
}

/// The calls of a script, in their order. What looks like one and has other arguments is left to the server.
pub(crate) fn test_calls(text: &str) -> Vec<TestCall> {
    let mut found = Vec::new();
    for statement in statements(text) {
        let mut start = statement.range.start;
        // A call without its `;` leaves something behind, which may be another.
        while let Some(call) = call(text, start..statement.range.end) {
            start = call.range.end;
            found.push(call);
        }
    }
    found
}

fn call(text: &str, within: Range<usize>) -> Option<TestCall> {
    let mut tokens = Tokens::new(text, within);
    let start = tokens.peek()?.start;
    tokens.word("call");
    if !(tokens.word(NAME) || tokens.word(SCHEMA) && tokens.mark(".") && tokens.word(NAME)) {
        return None;
    }
    if !tokens.mark("(") {
        return None;
    }
    let pattern = if tokens.word("null") { None } else { tokens.literal() };
    let callback = if tokens.mark(",") { Some(tokens.literal()?) } else { None };
    if !tokens.mark(")") {
        return None;
    }
    tokens.mark(";");
    let said = |text: &String| !text.is_empty();
    Some(TestCall { range: start..tokens.end, pattern: pattern.filter(said), callback: callback.filter(said) })
}

type Visible<'t> = std::iter::Filter<Lexer<'t>, fn(&Token) -> bool>;

/// The tokens of a statement that are not blank.
struct Tokens<'t> {
    text: &'t str,
    /// Where the statement's text begins.
    base: usize,
    rest: Peekable<Visible<'t>>,
    /// Where the last token that was taken ends.
    end: usize,
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str, within: Range<usize>) -> Self {
        let visible: fn(&Token) -> bool = |token| !token.kind.is_blank();
        let rest = Lexer::new(&text[within.clone()]).filter(visible).peekable();
        Self { text, base: within.start, rest, end: within.start }
    }

    /// The bytes of the next token.
    fn peek(&mut self) -> Option<Range<usize>> {
        let token = self.rest.peek()?;
        Some(self.base + token.range.start..self.base + token.range.end)
    }

    fn take(&mut self, wanted: impl Fn(Kind, &str) -> bool) -> Option<&'t str> {
        let range = self.peek()?;
        let text = &self.text[range.clone()];
        self.rest.next_if(|token| wanted(token.kind, text))?;
        self.end = range.end;
        Some(text)
    }

    fn word(&mut self, word: &str) -> bool {
        self.take(|kind, text| kind == Kind::Word && text.eq_ignore_ascii_case(word)).is_some()
    }

    fn mark(&mut self, mark: &str) -> bool {
        self.take(|kind, text| kind == Kind::Punctuation && text == mark).is_some()
    }

    /// A string without prefix and without quotes in it.
    fn literal(&mut self) -> Option<String> {
        let inner = |text: &'t str| text.strip_prefix('\'')?.strip_suffix('\'').filter(|inner| !inner.contains('\''));
        let is_plain = |kind, text: &str| {
            kind == Kind::String && text.len() > 1 && text.starts_with('\'') && text.matches('\'').count() == 2
        };
        self.take(is_plain).and_then(inner).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(text: &str) -> Vec<(&str, Option<String>, Option<String>)> {
        test_calls(text).into_iter().map(|call| (&text[call.range], call.pattern, call.callback)).collect()
    }

    #[test]
    fn each_form_of_a_call_is_one() {
        let (a, c) = (Some("/a/".to_owned()), Some("s.c".to_owned()));
        let forms = [
            ("CALL pgmi_test();", None, None),
            ("call Pgmi_Test ( ) ;", None, None),
            ("CALL pg_temp.pgmi_test();", None, None),
            ("CALL PG_TEMP . pgmi_test('/a/');", a.clone(), None),
            ("CALL/*x*/pgmi_test--y\n('/a/'\n,\t's.c')", a.clone(), c.clone()),
            ("CALL pgmi_test(NULL, 's.c');", None, c.clone()),
            ("CALL pgmi_test(, 's.c');", None, c.clone()),
            ("CALL pgmi_test('', '');", None, None),
            ("CALL pgmi_test(null)", None, None),
            ("pgmi_test();", None, None),
            ("pg_temp.pgmi_test('/a/', 's.c');", a, c),
        ];
        for (text, pattern, callback) in forms {
            assert_eq!(calls(text), [(text, pattern, callback)], "{text}");
        }
    }

    #[test]
    fn what_is_no_call_is_left_to_the_server() {
        let others = [
            "SELECT pgmi_test();",
            "CALL pgmi_test(E'a');",
            "CALL pgmi_test($$a$$);",
            "CALL pgmi_test('a''b');",
            "CALL pgmi_test('a', f);",
            "CALL pgmi_test(pattern => 'a');",
            "CALL \"pgmi_test\"();",
            "CALL s.pgmi_test();",
            "CALL pgmi_test('a', 'b', 'c');",
            "DO $$ BEGIN CALL pgmi_test(); END $$;",
            "-- CALL pgmi_test();",
            "/* /* CALL pgmi_test(); */ CALL pgmi_test(); */",
            "SELECT 'CALL pgmi_test();';",
            "SELECT E'\\'CALL pgmi_test();';",
            "SELECT U&'CALL pgmi_test();', \"CALL pgmi_test();\";",
            "SELECT E'a'\n'\\' ; CALL pgmi_test(); ';",
            "CALL pgmi_test('a'\n'b');",
            "CALL pgmi_tests();",
            "CALL pgmi_test;",
            "CALL pgmi_test('a",
        ];
        for text in others {
            assert_eq!(calls(text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_call_is_where_it_says(text in "(CALL|pgmi_test|pg_temp|[.(),;'$ax]|/\\*|\\*/|null|é| ){0,30}") {
            for call in test_calls(&text) {
                proptest::prop_assert!(text[call.range].to_ascii_lowercase().contains("pgmi_test"));
            }
        }
    }

    #[test]
    fn a_dollar_in_a_name_hides_no_call() {
        let text = "SELECT 1 AS a$b$; CALL pgmi_test(); SELECT 2 AS c$b$;";
        assert_eq!(calls(text), [("CALL pgmi_test();", None, None)]);
    }

    #[test]
    fn a_script_may_have_many_calls_and_forget_semicolons() {
        let text = "BEGIN; CALL pgmi_test('a') CALL pgmi_test('b')\nCOMMIT;";
        let patterns: Vec<_> = calls(text).into_iter().map(|(_, pattern, _)| pattern.unwrap()).collect();
        assert_eq!(patterns, ["a", "b"]);
    }
}
