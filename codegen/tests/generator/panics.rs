//! Whatever the texts are, the generator answers: with code, or with findings.

use std::fs;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::contract::{Texts, tests_dir};
use crate::pull::pull;

/// What a text is broken with: a part of it goes, or something comes in its place.
#[derive(Debug, Clone)]
struct Damage {
    from: Index,
    length: usize,
    with: String,
}

/// What a grammar stumbles over.
const TOKENS: &[&str] = &[
    "",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "!",
    "\"",
    "\"\"\"",
    "\\",
    "#",
    "@",
    "$",
    "...",
    ":",
    "=",
    ",",
    "|",
    "&",
    "\u{0}",
    "\u{1f600}",
    "\u{feff}",
    "é",
    "-",
    "0",
    "99999999999999999999",
    "1e999",
    "-1",
    ".",
    "null",
    "true",
    "on",
    "type",
    "query",
    "extend",
    "\\u0000",
    "\n",
    "\r",
    "\t",
    "[[[[[[[[[[[[[[[[[[",
    "{a:{a:{a:{a:",
    "@table(",
    "@column(name: 1)",
    "[tenant]",
];

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let with = prop_oneof![proptest::sample::select(TOKENS).prop_map(str::to_owned), "\\PC{0,4}"];
    let one = (any::<Index>(), prop_oneof![Just(0), 0..40_usize, Just(usize::MAX)], with);
    prop::collection::vec(one.prop_map(|(from, length, with)| Damage { from, length, with }), 1..4)
}

fn damaged(text: &str, all: &[Damage]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for Damage { from, length, with } in all {
        let start = from.index(bytes.len() + 1);
        let end = start.saturating_add(*length).min(bytes.len());
        bytes.splice(start..end, with.bytes());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn base() -> Texts {
    Texts::read(&tests_dir().join("drift/base"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_a_contract_panics(file in any::<Index>(), damage in damage()) {
        let mut texts = base();
        let names: Vec<_> = texts.0.keys().cloned().collect();
        let text = texts.0.get_mut(file.get(&names)).unwrap();
        *text = damaged(text, &damage);
        drop(texts.generate());
        drop(Texts::written(texts.schema(), texts.config()));
    }

    #[test]
    fn no_schema_panics_and_what_is_written_for_it_is_accepted(damage in damage()) {
        let base = base();
        let schema = damaged(base.schema(), &damage);
        if let Ok(texts) = Texts::written(&schema, base.config()) {
            prop_assert!(texts.generate().is_ok(), "{:?}", texts.generate());
        }
    }

    #[test]
    fn no_answer_panics_and_what_is_pulled_can_be_read(damage in damage(), meta in any::<bool>()) {
        let read = |name| fs::read_to_string(tests_dir().join("pull").join(name)).unwrap();
        let (mut introspection, mut answer) = (read("introspection.json"), read("meta.json"));
        let text = if meta { &mut answer } else { &mut introspection };
        *text = damaged(text, &damage);
        if let Ok(schema) = pull(&introspection, &answer) {
            prop_assert!(typeferry_codegen::schema::sdl::read(&typeferry_codegen::diagnostic::Source::new("", schema)).is_ok());
        }
    }

    /// Any name of PostgreSQL, any label: what is written for them is accepted, and the code parses.
    #[test]
    fn any_name_of_postgresql_is_carried(
        name in "\\PC{1,8}|[\"\\\\*/\n\r\t:;'`#$(){} ]{1,8}|[a🎉\u{10000}\u{10ffff}é]{1,4}",
        label in "\\PC{0,8}|[\"\\\\*/\n=]{1,4}|[a🎉\u{10000}\u{10ffff}é]{1,4}",
    ) {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let schema = base().schema().replace("@column(name: \"label\"", &format!("@column(name: {}", quoted(&name)));
        let schema = schema.replace("@label(name: \"core\")", &format!("@label(name: {})", quoted(&label)));
        if base().schema().matches(&format!("name: \"{name}\"")).count() == 0 {
            let texts = Texts::written(&schema, base().config());
            prop_assert!(texts.is_ok(), "{:?}", texts);
            let code = texts.unwrap().generate();
            prop_assert!(code.is_ok(), "{:?}", code);
        }
    }
}

#[test]
fn depth_does_not_overflow_the_stack() {
    let base = base();
    for text in ["[", "{a: ", "{not: {not: ", "(", "fields { ", "{"] {
        for (file, at) in [("schema.graphql", "[FieldOrderBy!] = "), ("queries/app/field.graphql", "where: ")] {
            let mut texts = base.clone();
            let whole = texts.0.get_mut(file).unwrap();
            *whole = whole.replacen(at, &format!("{at}{}", text.repeat(100_000)), 1);
            assert!(texts.generate().is_err());
        }
    }
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
    assert!(pull(&deep("[", "]"), &deep("{\"a\":", "}")).is_err());
}
