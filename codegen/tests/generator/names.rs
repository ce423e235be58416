//! Names that Rust would take for one another, and roots that a document chooses among.

use crate::contract::{Texts, tests_dir};

fn plain() -> Texts {
    Texts::read(&tests_dir().join("cases/plain"))
}

#[test]
fn types_that_differ_by_case_or_underscores_alone_are_refused() {
    let base = plain();
    let item = base.schema().split("type Item ").nth(1).unwrap().split("input UUIDFilter").next().unwrap();
    let twin = format!("type Item {item}").replace("Item", "ITEM").replace("name: \"item\"", "name: \"item2\"");
    let root = base.schema().lines().find(|line| line.starts_with("  items(")).unwrap().to_owned();
    let schema =
        base.schema().replace(&root, &format!("{root}\n{}", root.replace("items", "more").replace("Item", "ITEM")));
    let texts = Texts::written(&format!("{schema}\n{twin}"), base.config()).unwrap();
    let found: Vec<_> = texts.generate().unwrap_err().iter().map(ToString::to_string).collect();
    let [message] = found.as_slice() else { panic!("{found:#?}") };
    assert!(
        message.starts_with("queries/app/item2.graphql:2:7: `Item` and `ITEM` would both be `Item` in Rust"),
        "{message}"
    );
}

#[test]
fn the_root_field_is_the_documents_own() {
    let mut texts = plain();
    let root = texts.schema().lines().find(|line| line.starts_with("  items(")).unwrap().to_owned();
    let schema = texts.schema().replace(&root, &format!("{}\n{root}", root.replace("items", "archivedItems")));
    texts.0.insert("schema.graphql".into(), schema);
    let code = texts.generate().unwrap().code;
    assert!(code.contains("root_field: rt::Cow::Borrowed(\"items\""), "{code}");
}
