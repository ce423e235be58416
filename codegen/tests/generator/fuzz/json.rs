//! JSON with a part in a wrong place: a member goes, comes twice, is of another type, or is what another one was.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// One change of a tree.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Which of its nodes.
    at: Index,
    how: How,
}

#[derive(Debug, Clone)]
enum How {
    Remove,
    Replace(Value),
    /// By what stands elsewhere.
    Copy(Index),
    /// So many times in a list, or behind `ofType`.
    Nest(usize, bool),
    Twice,
}

/// What stands where something else is expected.
const WORDS: &[&str] = &[
    "",
    "Query",
    "String",
    "__typename",
    "id",
    "Self",
    "_",
    "a b",
    "\u{0}",
    "\u{1f600}",
    "\"\"\"",
    "*/ }",
    "1e999",
    "99999999999999999999",
    "[A,B]",
    "{a: 1.50, b: \"\\u0041\"}",
    "NON_NULL",
    "LIST",
    "ENUM",
    "INPUT_OBJECT",
    "UNION",
    "uuid",
    "int4Range",
    "interval",
    "textArray",
];

pub(super) fn changes() -> impl Strategy<Value = Vec<Change>> {
    let value = prop_oneof![
        4 => proptest::sample::select(WORDS).prop_map(Value::from),
        1 => "\\PC{0,6}".prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!([])),
        1 => Just(json!({})),
    ];
    let how = prop_oneof![
        2 => Just(How::Remove),
        4 => value.prop_map(How::Replace),
        4 => any::<Index>().prop_map(How::Copy),
        1 => (1..90_usize, any::<bool>()).prop_map(|(times, list)| How::Nest(times, list)),
        1 => Just(How::Twice),
    ];
    prop::collection::vec((any::<Index>(), how).prop_map(|(at, how)| Change { at, how }), 1..6)
}

pub(super) fn changed(mut tree: Value, changes: &[Change]) -> Value {
    for Change { at, how } in changes {
        let all = pointers(&tree);
        let at = at.get(&all);
        match how {
            How::Remove => remove(&mut tree, at),
            How::Replace(value) => put(&mut tree, at, value.clone()),
            How::Copy(from) => {
                let value = tree.pointer(from.get::<String>(&all)).cloned().unwrap_or_default();
                put(&mut tree, at, value);
            }
            How::Nest(times, list) => {
                let value = tree.pointer(at).cloned().unwrap_or_default();
                put(&mut tree, at, (0..*times).fold(value, |inner, _| nested(&inner, *list)));
            }
            How::Twice => twice(&mut tree, at),
        }
    }
    tree
}

fn nested(inner: &Value, list: bool) -> Value {
    if list { json!([inner]) } else { json!({"kind": "LIST", "name": null, "ofType": inner}) }
}

/// The way to each node but the first.
fn pointers(tree: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut open = vec![(String::new(), tree)];
    while let Some((path, node)) = open.pop() {
        let below: Vec<_> = match node {
            Value::Array(items) => items.iter().enumerate().map(|(at, item)| (format!("{path}/{at}"), item)).collect(),
            Value::Object(members) => members.iter().map(|(key, item)| (format!("{path}/{key}"), item)).collect(),
            _ => continue,
        };
        all.extend(below.iter().map(|(path, _)| path.clone()));
        open.extend(below);
    }
    all
}

fn put(tree: &mut Value, at: &str, value: Value) {
    if let Some(node) = tree.pointer_mut(at) {
        *node = value;
    }
}

fn remove(tree: &mut Value, at: &str) {
    let Some((above, key)) = at.rsplit_once('/') else { return };
    match tree.pointer_mut(above) {
        Some(Value::Object(members)) => drop(members.remove(key)),
        Some(Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
        _ => {}
    }
}

fn twice(tree: &mut Value, at: &str) {
    let Some((above, key)) = at.rsplit_once('/') else { return };
    if let Some(Value::Array(items)) = tree.pointer_mut(above) {
        let item = items[key.parse::<usize>().unwrap()].clone();
        items.push(item);
    }
}
