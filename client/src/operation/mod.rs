//! Operations: a document with its variables is sent, and its answer is read as the types that were generated for it.

mod answered;
mod error;
mod fields;
mod json;

pub use answered::{Answered, GraphQlError, PathStep};
pub use error::OperationError;
pub use fields::Fields;
pub use json::{Input, JsonObject, ToJson};

use crate::endpoint::Endpoint;
use crate::row::FromCell;

/// An operation with its variables. Implemented by generated code alone.
pub trait Operation: ToJson + Sync {
    /// What it answers.
    type Answer: FromCell;

    /// Its name.
    const NAME: &'static str;
    /// Its document.
    const DOCUMENT: &'static str;
    /// Whether it is a mutation rather than a query.
    const IS_MUTATION: bool;

    /// The body of the request for it.
    fn request(&self) -> String
    where
        Self: Sized,
    {
        self.request_with(Self::DOCUMENT)
    }

    /// The same with another document of that name.
    fn request_with(&self, document: &str) -> String
    where
        Self: Sized,
    {
        let mut body = String::new();
        let mut request = JsonObject::begin(&mut body);
        request.member("operationName", &Self::NAME);
        request.member("query", &document);
        request.member("variables", self);
        request.end();
        body
    }
}

impl Endpoint {
    /// Runs an operation. A query is sent again where another try may succeed; a mutation is sent once, since nobody knows
    /// whether one that was not answered was carried out.
    ///
    /// # Errors
    /// No answer, an answer with errors, whatever else it has, or one that is not of the operation's types.
    pub async fn run<O: Operation>(&self, operation: &O) -> Result<O::Answer, OperationError> {
        self.answer(operation).await?.whole::<O>(self.url())
    }

    /// Runs an operation, and gives what the server could answer beside the errors of what it could not.
    ///
    /// # Errors
    /// No answer, or one that is not of the operation's types.
    pub async fn answer<O: Operation>(&self, operation: &O) -> Result<Answered<O::Answer>, OperationError> {
        let body = operation.request();
        let answer = if O::IS_MUTATION { self.post_once(&body).await? } else { self.post(&body).await? };
        Answered::read::<O>(self, &answer.into_text()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::{Cell, Mismatch};

    struct Touch {
        id: i32,
        note: Input<String>,
    }

    impl ToJson for Touch {
        fn to_json(&self, out: &mut String) {
            let mut object = JsonObject::begin(out);
            object.member("id", &self.id);
            object.member("note", &self.note);
            object.end();
        }
    }

    #[derive(Debug)]
    struct Answer(i32);

    impl FromCell for Answer {
        fn from_cell(cell: Cell<'_>) -> Result<Self, Mismatch> {
            Fields::of(cell, &["touch"])?.get(0).map(Self)
        }
    }

    impl Operation for Touch {
        type Answer = Answer;
        const NAME: &'static str = "Touch";
        const DOCUMENT: &'static str = "mutation Touch { touch }";
        const IS_MUTATION: bool = true;
    }

    #[test]
    fn absent_null_and_a_value_are_three_requests() {
        let with = |note: Input<String>| {
            let body: serde_json::Value = serde_json::from_str(&Touch { id: 7, note }.request()).unwrap();
            body["variables"].to_string()
        };
        assert_eq!(with(Input::Absent), r#"{"id":7}"#);
        assert_eq!(with(Input::Null), r#"{"id":7,"note":null}"#);
        assert_eq!(with("a\"b".to_owned().into()), r#"{"id":7,"note":"a\"b"}"#);
    }

    fn read(text: &str) -> Result<i32, String> {
        let endpoint = Endpoint::new("http://localhost:1/graphql", Vec::new(), None).unwrap();
        let answered = Answered::read::<Touch>(&endpoint, text).map_err(|error| error.to_string())?;
        answered.whole::<Touch>(endpoint.url()).map(|answer| answer.0).map_err(|error| error.to_string())
    }

    #[test]
    fn data_beside_errors_is_not_the_answer() {
        assert_eq!(read(r#"{"data":{"touch":3}}"#), Ok(3));
        assert_eq!(read(r#"{"errors":[],"data":{"touch":3}}"#), Ok(3));
        let error = read(r#"{"data":{"touch":3},"errors":[{"message":"no right","path":["touch",0]}]}"#).unwrap_err();
        assert_eq!(error, "http://localhost:1/graphql answered Touch with an error at touch.0: no right");
        let error = read(r#"{"data":null,"errors":[{"message":"a"},{"message":"b"}]}"#).unwrap_err();
        assert_eq!(error, "http://localhost:1/graphql answered Touch with an error: a (and 1 more)");
    }

    #[test]
    fn an_answer_of_other_types_is_named_by_its_path() {
        let error = read(r#"{"data":{"touch":"x"}}"#).unwrap_err();
        assert!(error.contains("Touch") && error.contains("at touch: an integer of 32 bits is wanted"), "{error}");
        assert!(read(r#"{"data":{}}"#).unwrap_err().contains("the field `touch` is missing"));
        assert!(read(r#"{"data":null}"#).unwrap_err().contains("neither data nor errors"));
        assert!(read("[]").is_err() && read("").is_err() && read(r#"{"data":{"touch":1,"a":2}}"#).is_err());
    }
}
