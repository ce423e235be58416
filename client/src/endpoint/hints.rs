//! What an error advises, by the headers that a kind of server knows.

use typeferry_base::Headers;

/// What to do about the status of an answer that is not GraphQL.
pub(super) fn of_status(headers: Headers, status: u16) -> String {
    let hint = match (status, headers.database) {
        (300..=399, _) => "it points elsewhere: give the address that it points to",
        (404, _) => "is that the address of the GraphQL endpoint, and are the headers there that choose the API?",
        (408 | 425, _) => "it did not take the request: try again later",
        (413, _) => "the request was too large for it",
        (429, _) => "it asks for a pause: try again later",
        (500, Some(header)) => return format!("is the header {header} there, where the server wants it?"),
        (502..=504, _) => "the server behind it does not answer: try again later",
        _ => "no GraphQL endpoint answers so",
    };
    hint.to_owned()
}
