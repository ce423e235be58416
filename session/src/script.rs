//! The script that runs over the files.

/// A script by the name that errors have for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// What errors call it: a path, such as `deploy.sql`.
    pub name: String,
    /// Its SQL; `CALL pgmi_test(…)` in it is expanded.
    pub text: String,
}
