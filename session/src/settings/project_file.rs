//! `pgmi.yaml`: what a project says of its database, its parameters and its contract.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The file's name, in the project's folder.
pub(super) const FILE: &str = "pgmi.yaml";

/// The whole file. A key that is not here is an error: it would be a promise that nobody keeps. Numbers and booleans
/// are text, as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ProjectFile {
    pub(super) connection: Option<ConnectionPart>,
    pub(super) params: Option<BTreeMap<String, Option<String>>>,
    pub(super) timeout: Option<String>,
    /// The contract that the project is written against.
    pub(super) compat: Option<String>,
}

/// `connection:`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ConnectionPart {
    pub(super) host: Option<String>,
    pub(super) port: Option<String>,
    pub(super) username: Option<String>,
    pub(super) database: Option<String>,
    pub(super) management_database: Option<String>,
    pub(super) sslmode: Option<String>,
    pub(super) sslrootcert: Option<String>,
    sslcert: Option<String>,
    sslkey: Option<String>,
    auth_method: Option<String>,
    azure_tenant_id: Option<String>,
    azure_client_id: Option<String>,
    aws_region: Option<String>,
    google_instance: Option<String>,
}

impl ConnectionPart {
    /// A key that is known and not supported: to go on without it would connect in another way.
    pub(super) fn unsupported(&self) -> Option<&'static str> {
        let keys = [
            ("sslcert", &self.sslcert),
            ("sslkey", &self.sslkey),
            ("auth_method", &self.auth_method),
            ("azure_tenant_id", &self.azure_tenant_id),
            ("azure_client_id", &self.azure_client_id),
            ("aws_region", &self.aws_region),
            ("google_instance", &self.google_instance),
        ];
        let said = |value: &Option<String>| {
            value.as_ref().is_some_and(|value| !value.is_empty() && !value.eq_ignore_ascii_case("standard"))
        };
        keys.iter().find(|(_, value)| said(value)).map(|(key, _)| *key)
    }
}

/// Reads the file. The error says where in it.
pub(super) fn read(text: &str) -> Result<ProjectFile, String> {
    serde_saphyr::from_str(text).map_err(|error| {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        first.strip_prefix("error: ").unwrap_or(first).to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_booleans_are_text_as_they_are_written() {
        let text = "params:\n  a: 1.50\n  b: true\n  c: \"x\"\n  d:\n  e: yes\ncompat: 1\ntimeout: 5m\nconnection:\n  port: 5432\n";
        let file = read(text).unwrap();
        let values: Vec<String> = file.params.unwrap().into_values().map(Option::unwrap_or_default).collect();
        assert_eq!(values, ["1.50", "true", "x", "", "yes"]);
        assert_eq!((file.compat.unwrap(), file.connection.unwrap().port.unwrap()), ("1".to_owned(), "5432".to_owned()));
        assert!(read("").unwrap().params.is_none() && read("# x\nparams:\n").unwrap().params.is_none());
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let error = read("params:\n  a: 1\npassword: x\n").unwrap_err();
        assert!(error.starts_with("line 3 column 1: unknown field `password`"), "{error}");
        for text in ["params: [1]", "params: {a: [1]}", "a: &x [*x]", "params:\n  a: 1\n  a: 2\n", "{", "\0"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_login_that_is_not_supported_is_named() {
        let part = read("connection:\n  auth_method: azure\n").unwrap().connection.unwrap();
        assert_eq!(part.unsupported(), Some("auth_method"));
        assert_eq!(read("connection:\n  auth_method: standard\n").unwrap().connection.unwrap().unsupported(), None);
    }
}
