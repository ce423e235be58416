//! The contracts that a script can be written against: frozen files, by exact version.

/// A contract: what a script may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contract {
    version: &'static str,
    sql: &'static str,
    interface: &'static str,
}

const LATEST: Contract =
    Contract { version: "1", sql: include_str!("api_v1.sql"), interface: include_str!("api_v1.txt") };

/// Every version, the oldest first. What was published is never changed.
const CONTRACTS: [Contract; 1] = [LATEST];

/// There is no such contract.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid configuration: unsupported API version \"{asked}\"; supported: [{supported}]")]
#[non_exhaustive]
pub struct ContractError {
    /// What was asked for.
    pub asked: String,
    /// The versions there are, with spaces between.
    pub supported: String,
}

impl Contract {
    /// The newest.
    pub fn latest() -> Self {
        LATEST
    }

    /// The contract of a version, by its exact text; the latest where none is said.
    ///
    /// # Errors
    /// There is no such version.
    pub fn find(version: &str) -> Result<Self, ContractError> {
        if version.is_empty() {
            return Ok(Self::latest());
        }
        let found = CONTRACTS.into_iter().find(|contract| contract.version == version);
        found.ok_or_else(|| ContractError { asked: version.to_owned(), supported: Self::versions().join(" ") })
    }

    /// The versions there are, the oldest first.
    pub fn versions() -> Vec<&'static str> {
        CONTRACTS.iter().map(|contract| contract.version).collect()
    }

    /// Its version.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// What a script may name, for people: each view with its columns, each function with its arguments.
    pub fn interface(&self) -> &'static str {
        self.interface
    }

    /// Its SQL, over the tables behind it.
    pub fn sql(&self) -> &'static str {
        self.sql
    }
}

#[cfg(test)]
mod tests {
    use typeferry_base::sha256;

    use super::*;

    #[test]
    fn a_published_contract_never_changes() {
        let frozen = [("1", "844235df8a4a24f75c12113bb7837f6a0423b3718fadc65bac175a78982e9a6b")];
        let sums = CONTRACTS.map(|contract| (contract.version, sha256(contract.sql)));
        assert_eq!(sums.each_ref().map(|(version, sum)| (*version, sum.as_str())), frozen);
    }

    #[test]
    fn a_contract_names_its_columns_one_by_one() {
        for contract in CONTRACTS {
            assert!(!contract.sql.contains("SELECT *") && !contract.sql.contains("TABLE _pgmi"));
        }
    }

    #[test]
    fn what_is_said_of_a_contract_has_nothing_of_what_is_behind_it() {
        let internal =
            ["_pgmi_", "pgmi_register_file", "pgmi_validate_pattern", "pgmi_has_tests", "pgmi_run_test_source"];
        for contract in CONTRACTS {
            let said = internal.iter().find(|name| contract.interface.contains(**name));
            assert_eq!(said, None);
        }
    }

    #[test]
    fn a_version_is_its_exact_text() {
        assert_eq!(Contract::find("").unwrap(), Contract::latest());
        assert_eq!(Contract::find("1").unwrap().version(), "1");
        let error = Contract::find("99").unwrap_err().to_string();
        assert_eq!(error, "invalid configuration: unsupported API version \"99\"; supported: [1]");
    }
}
