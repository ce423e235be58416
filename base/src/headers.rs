//! The headers of a kind of server.

/// The headers of a kind of server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Headers {
    /// The one that chooses the API of the platform's metadata, with its value.
    pub metadata: Option<(&'static str, &'static str)>,
    /// The name of the one that chooses an API of the schemas of PostgreSQL which it names.
    pub schemas: Option<&'static str>,
    /// The name of the one that chooses an API by its name.
    pub api: Option<&'static str>,
    /// The name of the one, with the id of a database, without which the server fails (HTTP 500).
    pub database: Option<&'static str>,
}

impl Headers {
    /// The names of those that choose the API that is served, each with its value where there is but one.
    pub fn routing(self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        let metadata = self.metadata.map(|(name, value)| (name, Some(value)));
        metadata.into_iter().chain([self.schemas, self.api].into_iter().flatten().map(|name| (name, None)))
    }
}
