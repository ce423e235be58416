//! Answers of a server that cannot send one value: whatever request touches it, the answer has an error.

use serde_json::{Value, json};

use super::Reply;

/// The text of the value that the server cannot send.
pub(crate) const POISON: &str = "a value that cannot be sent";

/// What the server says of it.
pub(crate) const SAID: &str = "An unexpected error occurred. Reference: 878e";

/// How much a server says of an error, and what it leaves of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The value is null, and the path leads to it.
    Value,
    /// The row is null, and the path leads to the value in it.
    ValueOfNoRow,
    /// The row is null, and so far goes the path.
    Row,
    /// The root field is null, and so far goes the path.
    Root,
    /// The root field is null, and there is no path.
    RootWithoutPath,
    /// The value is null, and there is no path.
    ValueWithoutPath,
}

impl Shape {
    pub(crate) const ALL: [Self; 6] =
        [Self::Value, Self::ValueOfNoRow, Self::Row, Self::Root, Self::RootWithoutPath, Self::ValueWithoutPath];
}

impl Reply {
    /// The answer of a server that cannot send [`POISON`]: as it is where that is not in it.
    pub(crate) fn spoilt(self, shape: Shape) -> Self {
        if !self.text().contains(POISON) {
            return self;
        }
        let mut answer: Value = serde_json::from_str(self.text()).unwrap();
        let path = path(&answer["data"]);
        let (pointer, kept) = match shape {
            Shape::Value => (4, 4),
            Shape::ValueOfNoRow => (3, 4),
            Shape::Row => (3, 3),
            Shape::Root => (1, 1),
            Shape::RootWithoutPath => (1, 0),
            Shape::ValueWithoutPath => (4, 0),
        };
        let steps: Vec<String> =
            path[..pointer].iter().map(|step| step.to_string().trim_matches('"').to_owned()).collect();
        *answer["data"].pointer_mut(&format!("/{}", steps.join("/"))).unwrap() = Value::Null;
        let mut error = json!({ "message": SAID, "path": path[..kept] });
        if kept == 0 {
            error.as_object_mut().unwrap().remove("path");
        }
        answer["errors"] = json!([error]);
        Self::json(answer.to_string())
    }
}

/// The path to the poison.
fn path(data: &Value) -> Vec<Value> {
    for (alias, connection) in data.as_object().unwrap() {
        for (index, node) in connection["nodes"].as_array().into_iter().flatten().enumerate() {
            let fields = node.as_object().into_iter().flatten();
            if let Some((field, _)) = fields.into_iter().find(|(_, value)| **value == POISON) {
                return vec![json!(alias), json!("nodes"), json!(index), json!(field)];
            }
        }
    }
    panic!("no row has it: {data}");
}
