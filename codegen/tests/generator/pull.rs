//! A schema file from introspection and `_meta`: two small answers, and what becomes of them when a server answers less
//! or otherwise.

use std::fs;

use serde_json::{Value, json};
use typeferry_codegen::diagnostic::{Diagnostics, Source};
use typeferry_codegen::dialect::CONSTRUCTIVE;
use typeferry_codegen::schema::{introspection, meta, print, sdl};

use crate::contract::tests_dir;
use crate::golden::compare;

const TABLES: &str = "/data/_meta/tables";

fn answer(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(tests_dir().join("pull").join(name)).unwrap()).unwrap()
}

pub(crate) fn pull(introspection: &str, meta: &str) -> Result<String, Diagnostics> {
    let schema = CONSTRUCTIVE.pull(&introspection::read(introspection)?, &meta::read(meta)?)?;
    Ok(print(&schema))
}

/// What is pulled when an edit was made to the answer to `_meta`.
fn pull_with(edit: impl FnOnce(&mut Value)) -> Result<String, Vec<String>> {
    let mut meta = answer("meta.json");
    edit(&mut meta);
    pull(&answer("introspection.json").to_string(), &meta.to_string())
        .map_err(|found| found.iter().map(ToString::to_string).collect())
}

/// Takes a key out of every column of `_meta`.
fn without(meta: &mut Value, key: &str) {
    for table in meta.pointer_mut(TABLES).unwrap().as_array_mut().unwrap() {
        for field in table["fields"].as_array_mut().unwrap() {
            field.as_object_mut().unwrap().remove(key);
        }
    }
}

#[test]
fn what_tables_need_is_kept_and_annotated() {
    let pulled = pull_with(|_| {}).unwrap();
    compare(&tests_dir().join("pull/schema.graphql"), &pulled).unwrap();
    let read = sdl::read(&Source::new("schema.graphql", pulled.as_str())).unwrap();
    assert_eq!(print(&read), pulled);
}

#[test]
fn an_older_server_tells_no_column_and_what_cannot_be_told_by_rule_is_listed() {
    let refused = pull_with(|meta| without(meta, "columnName")).unwrap_err();
    let note = "pull from a server whose `_meta` answers `columnName`";
    let line = |field| format!("app.items: which column is behind `{field}` cannot be told from its name; {note}");
    assert_eq!(refused, [line("enableI18N"), line("sha256Sum")]);
}

#[test]
fn what_can_be_told_by_rule_is_what_a_newer_server_tells() {
    let plain = |meta: &mut Value| {
        let fields = meta.pointer_mut(&format!("{TABLES}/0/fields")).unwrap().as_array_mut().unwrap();
        fields.retain(|field| !field["name"].as_str().unwrap().contains(char::is_numeric));
    };
    let newer = pull_with(plain).unwrap();
    let older = pull_with(|meta| {
        plain(meta);
        without(meta, "columnName");
    });
    assert_eq!(older.unwrap(), newer);
    assert!(newer.contains("ownerId: UUID! @column(name: \"owner_id\", type: \"uuid\")"));
}

#[test]
fn a_field_that_the_api_lacks_is_named() {
    let refused = pull_with(|meta| meta.pointer_mut(TABLES).unwrap()[0]["fields"][1]["name"] = json!("proprietorId"));
    assert_eq!(refused.unwrap_err(), ["`_meta` has the field `proprietorId` of app.items, which the API does not"]);
    let refused = pull_with(|meta| meta.pointer_mut(TABLES).unwrap()[1]["query"]["all"] = json!("proprietors"));
    assert_eq!(refused.unwrap_err(), ["the API has no root field for all rows of app.owners"]);
}

#[test]
fn labels_and_values_match_one_to_one() {
    for labels in [json!(["glad"]), json!(["glad", "sad"]), json!(["glad", "not so glad", "not-so-glad"])] {
        let shown: Vec<_> = labels.as_array().unwrap().iter().map(|label| label.as_str().unwrap().to_owned()).collect();
        let set = |meta: &mut Value| meta.pointer_mut(TABLES).unwrap()[0]["fields"][4]["enumValues"]["values"] = labels;
        let wanted = format!("the labels of `Mood` ({}) do not match its values one to one", shown.join(", "));
        assert_eq!(pull_with(set).unwrap_err(), [wanted]);
    }
}

#[test]
fn relations_show_the_foreign_keys_that_a_server_does_not_tell() {
    let told = pull_with(|_| {}).unwrap();
    let shown = pull_with(|meta| {
        for table in meta.pointer_mut(TABLES).unwrap().as_array_mut().unwrap() {
            table.as_object_mut().unwrap().remove("foreignKeyConstraints");
        }
    });
    assert_eq!(shown.unwrap(), told);
    let key =
        r#"@foreignKey(columns: ["owner_id"], schema: "app", table: "owners", references: ["id"], field: "owner")"#;
    assert!(told.contains(key), "{told}");
}

#[test]
fn a_key_over_an_unknown_column_is_refused() {
    let set = |meta: &mut Value| {
        meta.pointer_mut(TABLES).unwrap()[0]["foreignKeyConstraints"][0]["fields"][0] =
            json!({"columnName": "proprietor"});
    };
    assert_eq!(pull_with(set).unwrap_err(), ["`_meta` has a key over `proprietor`, which app.items does not have"]);
}

#[test]
fn what_is_no_answer_is_refused() {
    let (introspection, meta) = (answer("introspection.json").to_string(), answer("meta.json").to_string());
    for text in ["", "{}", "[]", "null", "<html>", r#"{"data":null}"#, r#"{"data":{"__schema":null}}"#, &meta] {
        assert!(pull(text, &meta).is_err(), "{text}");
    }
    for text in ["", "{}", "[]", r#"{"data":{"_meta":null}}"#, &introspection] {
        assert!(pull(&introspection, text).is_err(), "{text}");
    }
}

#[test]
fn nothing_in_an_answer_gets_into_the_file_but_as_a_name() {
    let hostile = [
        ("types/1/fields/0/name", "id: Int } type Evil { a"),
        ("types/1/name", "Item @table(schema: \"x\")"),
        ("types/12/enumValues/0/name", "GLAD SAD"),
        ("types/0/fields/0/args/0/name", ""),
        ("types/0/fields/0/args/4/defaultValue", "[ID_ASC]) : Int evil(a: Int = 1"),
        ("types/0/fields/0/args/4/defaultValue", "[ID_ASC] # "),
    ];
    for (at, text) in hostile {
        let mut introspection = answer("introspection.json");
        *introspection.pointer_mut(&format!("/data/__schema/{at}")).unwrap() = json!(text);
        let refused = pull(&introspection.to_string(), &answer("meta.json").to_string()).unwrap_err();
        assert!(!refused.is_empty(), "{at}: {text}");
    }
}

#[test]
fn n30_names_of_postgresql_are_any_text() {
    for name in ["a\"b", "a\\b", "a\n\r\tb", "*/ }", "\u{8}\u{7f}\u{202e}é", "$(x)", "#", "status_\u{1f389}"] {
        let pulled = pull_with(|meta| meta.pointer_mut(TABLES).unwrap()[1]["fields"][1]["columnName"] = json!(name));
        let read = sdl::read(&Source::new("schema.graphql", pulled.unwrap())).unwrap();
        assert_eq!(read.field("Owner", "name").unwrap().column.as_ref().unwrap().name, name);
    }
}
