//! The headers that a platform wants: which API is served, and of which database.

use clap::ValueEnum;
use typeferry::row::Uuid;
use typeferry_codegen::dialect::{CONSTRUCTIVE, Headers};

/// A platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// X-Meta-Schema or X-Schemata, and X-Database-Id, unless they are given
    Constructive,
    /// No headers but the ones given
    Plain,
}

impl Profile {
    /// The headers for the endpoint of the metadata.
    pub(crate) fn metadata(self, given: &[(String, String)], database: Option<Uuid>) -> Vec<(String, String)> {
        self.added(given, self.headers().metadata, database)
    }

    /// The headers for the endpoint of the changes.
    pub(crate) fn migrate(self, given: &[(String, String)], database: Option<Uuid>) -> Vec<(String, String)> {
        self.added(given, self.headers().schemas.map(|name| (name, "db_migrate")), database)
    }

    fn headers(self) -> Headers {
        match self {
            Self::Constructive => CONSTRUCTIVE.headers(),
            Self::Plain => Headers::default(),
        }
    }

    /// What is given, and of the platform's headers what is not: where one is given that chooses an API, none is added
    /// that does.
    fn added(
        self,
        given: &[(String, String)],
        routing: Option<(&str, &str)>,
        database: Option<Uuid>,
    ) -> Vec<(String, String)> {
        let has = |name: &str| given.iter().any(|(given, _)| given.eq_ignore_ascii_case(name));
        let is_routed = has("Host") || self.headers().routing().any(|(name, _)| has(name));
        let routing = routing.filter(|_| !is_routed).map(|(name, value)| (name.to_owned(), value.to_owned()));
        // It filters nothing, and each new value makes the server build a schema: one value for all is kindest.
        let database = |name: &str| (name.to_owned(), database.unwrap_or_else(Uuid::nil).to_string());
        let database = self.headers().database.filter(|name| !has(name)).map(database);
        given.iter().cloned().chain(routing).chain(database).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_wins() {
        let given = vec![("x-api-name".to_owned(), "meta".to_owned())];
        let headers = Profile::Constructive.metadata(&given, None);
        assert_eq!(headers.len(), 2);
        assert_eq!(headers[1], ("X-Database-Id".to_owned(), Uuid::nil().to_string()));
        assert_eq!(Profile::Plain.metadata(&given, None), given);
        let migrate = Profile::Constructive.migrate(&[], None);
        assert_eq!(migrate[0], ("X-Schemata".to_owned(), "db_migrate".to_owned()));
    }
}
