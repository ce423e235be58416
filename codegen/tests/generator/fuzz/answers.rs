//! The answers of servers, to introspection and to `_meta`.

use std::fs;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::dialect::CONSTRUCTIVE;
use typeferry_codegen::schema::{introspection, meta, sdl};

use super::json::{changed, changes};
use super::{cases, written_is_read};
use crate::contract::{Texts, tests_dir};
use crate::pull::pull;

/// Answers of real servers, whole.
const PRESETS: &[&str] = &["pull", "pull/postgraphile/amber", "pull/postgraphile/filter", "pull/postgraphile/v4"];

fn answer(preset: &str, name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(tests_dir().join(preset).join(name)).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn answers_with_parts_in_wrong_places(preset in proptest::sample::select(PRESETS), api in changes(), tables in changes(), both in 0..3) {
        let (mut introspection, mut meta) = (answer(preset, "introspection.json"), answer(preset, "meta.json"));
        if both != 0 { introspection = changed(introspection, &api); }
        if both != 1 { meta = changed(meta, &tables); }
        if let Ok(text) = pull(&introspection.to_string(), &meta.to_string()) {
            let schema = sdl::read(&Source::new("schema.graphql", text.as_str()));
            prop_assert!(schema.is_ok(), "{schema:?}");
            if let Ok(texts) = Texts::written(&text, "") {
                drop(texts.generate());
            }
        }
    }

    #[test]
    fn an_introspection_that_is_read_is_a_schema(preset in proptest::sample::select(PRESETS), changes in changes()) {
        let json = changed(answer(preset, "introspection.json"), &changes).to_string();
        if let Ok(schema) = introspection::read(&json) {
            prop_assert_eq!(written_is_read(&schema), Ok(()));
        }
    }

    #[test]
    fn json_that_is_cut_anywhere(preset in proptest::sample::select(PRESETS), at in any::<Index>(), behind in "[\\[\\]{}\":,0-9a-z]{0,3}") {
        for name in ["introspection.json", "meta.json"] {
            let text = answer(preset, name).to_string();
            let cut: String = text.chars().take(at.index(text.len())).chain(behind.chars()).collect();
            let read = if name == "meta.json" { meta::read(&cut).map(drop) } else { introspection::read(&cut).map(drop) };
            prop_assert!(read.is_err() || behind.contains('}'), "{cut}");
        }
    }
}

#[test]
fn what_real_servers_answer_is_read() {
    for preset in PRESETS {
        let api = introspection::read(&answer(preset, "introspection.json").to_string()).unwrap();
        let meta = meta::read(&answer(preset, "meta.json").to_string()).unwrap();
        assert_eq!(written_is_read(&api), Ok(()));
        assert!(CONSTRUCTIVE.pull(&api, &meta).is_ok(), "{preset}");
    }
}
