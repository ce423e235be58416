//! The texts of a contract: the schema file, documents, the lock, the configuration.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use typeferry_codegen::config::Config;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::drift::compare;
use typeferry_codegen::query::Documents;
use typeferry_codegen::schema::{has_tables, sdl};

use super::tokens::{WORDS, changed, changes};
use super::{cases, written_is_read};
use crate::contract::{Texts, folders, tests_dir};

/// A contract with every kind of line: each case's, and the one that drift is told by.
static BASES: LazyLock<Vec<Texts>> = LazyLock::new(|| {
    let dirs = folders(&tests_dir().join("cases")).into_iter().chain([tests_dir().join("drift/base")]);
    dirs.map(|dir| Texts::read(&dir)).collect()
});

fn read(text: &str) -> Option<typeferry_codegen::schema::Schema> {
    sdl::read(&Source::new("schema.graphql", text)).ok()
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn a_contract_with_tokens_in_wrong_places(base in any::<Index>(), file in any::<Index>(), changes in changes()) {
        let mut texts = base.get(&BASES).clone();
        let names: Vec<_> = texts.0.keys().cloned().collect();
        let text = texts.0.get_mut(file.get(&names)).unwrap();
        *text = changed(text, &changes);
        drop(texts.generate());
        drop(Texts::written(texts.schema(), texts.config()));
    }

    #[test]
    fn a_schema_with_tokens_in_wrong_places_is_compared(base in any::<Index>(), changes in changes()) {
        let base = base.get(&BASES).clone();
        let text = changed(base.schema(), &changes);
        if let (Some(before), Some(after)) = (read(base.schema()), read(&text)) {
            prop_assert_eq!(written_is_read(&after), Ok(()));
            let config = Config::read(&Source::new("typeferry.toml", base.config())).unwrap();
            let of = |schema| Documents { schema, config: &config, tables: &[], operations: &[] };
            prop_assert_eq!(compare(&of(&before), &after, &config).is_ok(), has_tables(&after).is_ok());
            drop(compare(&of(&after), &before, &config));
        }
    }

    #[test]
    fn words_in_any_order(words in prop::collection::vec(proptest::sample::select(WORDS), 0..40), blank in any::<bool>()) {
        let text = words.join(if blank { " " } else { "" });
        if let Some(schema) = read(&text) {
            prop_assert_eq!(written_is_read(&schema), Ok(()));
        }
        let base = Texts::read(&tests_dir().join("drift/base"));
        for name in base.0.keys() {
            let mut texts = base.clone();
            texts.0.insert(name.clone(), text.clone());
            drop(texts.generate());
        }
    }
}
