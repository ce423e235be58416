//! The headers that a platform wants: which API is served, and of which database.

use clap::ValueEnum;
use typeferry::row::Uuid;

/// A platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Profile {
    /// X-Meta-Schema or X-Schemata, and X-Database-Id, unless they are given
    Constructive,
    /// No headers but the ones given
    Plain,
}

/// Headers that choose an API: where one is given, the profile adds none of its own.
const ROUTING: [&str; 4] = ["x-meta-schema", "x-schemata", "x-api-name", "host"];

impl Profile {
    /// The headers for the endpoint of the metadata.
    pub(crate) fn metadata(self, given: &[(String, String)], database: Option<Uuid>) -> Vec<(String, String)> {
        self.headers(given, ("X-Meta-Schema", "true"), database)
    }

    /// The headers for the endpoint of the changes.
    pub(crate) fn migrate(self, given: &[(String, String)], database: Option<Uuid>) -> Vec<(String, String)> {
        self.headers(given, ("X-Schemata", "db_migrate"), database)
    }

    fn headers(
        self,
        given: &[(String, String)],
        routing: (&str, &str),
        database: Option<Uuid>,
    ) -> Vec<(String, String)> {
        let mut headers = given.to_vec();
        if self == Self::Plain {
            return headers;
        }
        let has = |names: &[&str]| given.iter().any(|(name, _)| names.contains(&name.to_ascii_lowercase().as_str()));
        if !has(&ROUTING) {
            headers.push((routing.0.into(), routing.1.into()));
        }
        if !has(&["x-database-id"]) {
            // It filters nothing, and each new value makes the server build a schema: one value for all is kindest.
            headers.push(("X-Database-Id".into(), database.unwrap_or_else(Uuid::nil).to_string()));
        }
        headers
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
