//! Texts that would be something else: nothing that a server says becomes code, SQL, or another line.

use std::fs;

use serde_json::{Value, json};
use typeferry_codegen::diagnostic::Diagnostic;

use crate::contract::{Texts, tests_dir};
use crate::pull::pull;

/// What ends a comment, a string or a line in one of the languages that are written.
const HOSTILE: &[&str] = &[
    "*/ pub mod evil {}",
    "// \n pub mod evil {}",
    "\"\"\" type Evil { a: Int } \"\"\"",
    "\" type Evil { a: Int } #",
    "\\\" \\u0000 \\",
    "\r\ncargo::rustc-env=EVIL=1",
    "'; DROP TABLE evil; --",
    "$$ $(evil) `evil` ${evil}",
    "#[evil] /// evil",
    "\u{202e}live\u{2066}",
];

fn answer(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(tests_dir().join("pull").join(name)).unwrap()).unwrap()
}

/// Puts a member into every object of a tree that has a name.
fn everywhere(tree: &mut Value, key: &str, text: &str) {
    match tree {
        Value::Array(items) => items.iter_mut().for_each(|item| everywhere(item, key, text)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| everywhere(member, key, text));
            if members.contains_key("name") {
                members.insert(key.to_owned(), json!(text));
            }
        }
        _ => {}
    }
}

fn code(schema: &str) -> String {
    let texts = Texts::written(schema, "").unwrap_or_else(|found| panic!("{found:#?}"));
    texts.generate().unwrap_or_else(|found| panic!("{found:#?}")).code
}

#[test]
fn a_description_is_nowhere() {
    let (api, meta) = (answer("introspection.json"), answer("meta.json").to_string());
    let plain = pull(&api.to_string(), &meta).unwrap();
    for text in HOSTILE {
        let mut described = api.clone();
        everywhere(&mut described, "description", text);
        assert_eq!(pull(&described.to_string(), &meta).unwrap(), plain);
        let block = format!("\"\"\"\n{}\n\"\"\"\n", text.replace("\"\"\"", "\\\"\"\""));
        if !text.contains('\u{202e}') {
            assert_eq!(code(&plain.replace("\ntype ", &format!("\n{block}type "))), code(&plain), "{text}");
        }
    }
}

#[test]
fn a_reason_of_a_deprecation_stays_a_text_on_its_line() {
    let (api, meta) = (answer("introspection.json"), answer("meta.json").to_string());
    let plain = code(&pull(&api.to_string(), &meta).unwrap());
    for text in HOSTILE {
        let mut deprecated = api.clone();
        everywhere(&mut deprecated, "isDeprecated", "");
        let deprecated = deprecated.to_string().replace("\"isDeprecated\":\"\"", "\"isDeprecated\":true");
        let mut deprecated: Value = serde_json::from_str(&deprecated).unwrap();
        everywhere(&mut deprecated, "deprecationReason", text);
        let schema = pull(&deprecated.to_string(), &meta).unwrap();
        let generated = Texts::written(&schema, "").unwrap().generate().unwrap();
        assert_eq!(generated.code, plain, "{text}");
        let lines: Vec<_> = generated.warnings.iter().map(Diagnostic::to_string).collect();
        assert!(!lines.is_empty() && lines.iter().all(|line| !line.contains(char::is_control)), "{lines:#?}");
    }
}

#[test]
fn a_name_with_nul_is_none_of_postgresql() {
    for (at, what) in [
        ("/data/_meta/tables/1/tableName", "table"),
        ("/data/_meta/tables/1/schemaName", "table"),
        ("/data/_meta/tables/1/fields/1/columnName", "column"),
        ("/data/_meta/tables/0/fields/4/enumValues/values/0", "label"),
    ] {
        let mut meta = answer("meta.json");
        *meta.pointer_mut(at).unwrap() = json!("gl\u{0}ad");
        let refused = pull(&answer("introspection.json").to_string(), &meta.to_string()).unwrap_err();
        let shown: Vec<_> = refused.iter().map(Diagnostic::to_string).collect();
        assert!(shown.iter().all(|line| line.contains("gl\\u{0}ad")), "{what}: {shown:#?}");
    }
}

#[test]
fn a_finding_about_a_hostile_name_is_one_line() {
    let base = Texts::read(&tests_dir().join("drift/base"));
    for text in HOSTILE {
        let name = json!(text).to_string().replace("\\r\\n", "\\u000d\\u000a");
        let schema = base.schema().replace("@column(name: \"label\"", &format!("@column(name: {name}"));
        let mut texts = base.clone();
        texts.0.insert("schema.graphql".into(), schema);
        let found = texts.generate().unwrap_err();
        assert!(found.iter().all(|one| !one.to_string().contains(char::is_control)), "{found:#?}");
    }
}
