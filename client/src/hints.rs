//! What is known of a platform's headers, for what an error advises.

/// The headers of a platform.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    /// Those that choose the API that is served, each with a value: `X-Api-Name: …`.
    pub routing: &'static [&'static str],
    /// The name of the one without which the server fails (HTTP 500).
    pub required: Option<&'static str>,
}

impl Hints {
    /// Those of Constructive's servers.
    pub const CONSTRUCTIVE: Self = Self {
        routing: &["X-Meta-Schema: true", "X-Schemata: …", "X-Api-Name: …"],
        required: Some("X-Database-Id"),
    };

    /// How another API is chosen.
    pub(crate) fn another_api(self) -> String {
        let quoted: Vec<_> = self.routing.iter().map(|header| format!("'{header}'")).collect();
        let headers = match &quoted[..] {
            [] => "'NAME: VALUE'".to_owned(),
            [header] => header.clone(),
            [more @ .., last] => format!("{} or {last}", more.join(", ")),
        };
        format!("a header chooses the API that is served (--header {headers})")
    }

    /// What to do about the status of an answer that is not GraphQL.
    pub(crate) fn of_status(self, status: u16) -> String {
        let hint = match (status, self.required) {
            (300..=399, _) => "it points elsewhere: give the address that it points to",
            (404, _) => "is that the address of the GraphQL endpoint, and are the headers there that choose the API?",
            (413, _) => "the request was too large for it",
            (429, _) => "it asks for a pause: try again later",
            (500, Some(header)) => return format!("is the header {header} there, where the server wants it?"),
            (502..=504, _) => "the server behind it does not answer: try again later",
            _ => "no GraphQL endpoint answers so",
        };
        hint.to_owned()
    }
}
