//! Depth and breadth: neither the stack nor the memory is what a text says.

use std::fmt::Write;

use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::schema::{introspection, meta, sdl};

use crate::contract::Texts;

const DEPTH: usize = 100_000;

fn deep(open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(DEPTH), close.repeat(DEPTH))
}

/// An answer with one field of a type that is wrapped so many times.
fn wrapped(kind: &str, times: usize) -> String {
    let open = format!("{{\"kind\":\"{kind}\",\"ofType\":").repeat(times);
    let ty = format!("{open}{{\"kind\":\"SCALAR\",\"name\":\"Int\"}}{}", "}".repeat(times));
    let field = format!("{{\"name\":\"a\",\"type\":{ty}}}");
    let query = format!("{{\"kind\":\"OBJECT\",\"name\":\"Query\",\"fields\":[{field}]}}");
    format!("{{\"__schema\":{{\"queryType\":{{\"name\":\"Query\"}},\"types\":[{query}]}}}}")
}

#[test]
fn a_type_of_a_field_is_wrapped_as_a_schema_file_can_say() {
    for (kind, most) in [("LIST", 15), ("NON_NULL", 1)] {
        assert!(introspection::read(&wrapped(kind, most)).is_ok());
        for times in [most + 1, 1000, DEPTH] {
            assert!(introspection::read(&wrapped(kind, times)).is_err(), "{kind} {times}");
        }
    }
}

#[test]
fn no_json_and_no_toml_is_deeper_than_the_stack() {
    for text in [deep("[", "1", "]"), deep("{\"data\":", "1", "}"), deep("{\"_meta\":{\"tables\":[", "", "]}}")] {
        assert!(introspection::read(&text).is_err() && meta::read(&text).is_err());
    }
    for text in [
        deep("a = [", "1", "]"),
        deep("a = ", "", "[").replacen('[', "[[", 1),
        deep("a={a=", "1", "}"),
        deep("a.", "b = 1", ""),
    ] {
        assert!(Config::read(&Source::new("typeferry.toml", text)).is_err());
    }
    assert!(Config::read(&Source::new("typeferry.toml", format!("a = {}", deep("[", "", "]")))).is_err());
    assert!(Config::read(&Source::new("typeferry.toml", format!("a = {}", deep("{a=", "1", "}")))).is_err());
}

/// An interval whose parts are intervals of as many parts again would be written out part by part.
#[test]
fn a_value_that_holds_itself_is_not_selected_without_end() {
    let base = Texts::read(&crate::contract::tests_dir().join("cases/interval"));
    let parts = (0..1000).fold(String::new(), |mut text, at| {
        let _ = writeln!(text, "  part{at}: Interval");
        text
    });
    let schema = base.schema().replacen("type Interval {\n", &format!("type Interval {{\n{parts}"), 1);
    assert_ne!(schema, base.schema());
    let refused = Texts::written(&schema, base.config()).unwrap_err();
    assert!(refused[0].message.contains("Interval"), "{refused:#?}");
}

#[test]
fn input_types_that_hold_themselves_are_read() {
    let cyclic = "type Query { a(b: A): Int } input A { a: A! b: [B!]! } input B { a: A! b: B }";
    assert!(sdl::read(&Source::new("schema.graphql", cyclic)).is_ok());
}
