//! What can go wrong in the live test.

use std::io;
use std::path::PathBuf;

use typeferry_cluster::Need;

/// Why the live test stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LiveError {
    /// PostgreSQL did not start, or was not to be had.
    #[error(transparent)]
    Cluster(#[from] typeferry_cluster::ClusterError),

    /// What the machine lacks.
    #[error("the live test needs what is not here:\n{}", list(.0))]
    Missing(Vec<Need>),

    /// Ctrl-C, or a request to terminate.
    #[error("interrupted")]
    Interrupted,

    /// The handler of Ctrl-C could not be set.
    #[error("cannot watch for Ctrl-C: {0}")]
    Watch(#[from] ctrlc::Error),

    /// A file or a process of the system's.
    #[error("{what}: {source}")]
    Io {
        /// What was tried.
        what: String,
        /// What the system said.
        source: io::Error,
    },

    /// A command ended badly.
    #[error("`{command}` ended with {status}:\n{output}")]
    Command {
        /// The program and its arguments.
        command: String,
        /// Its exit status.
        status: String,
        /// The end of what it printed.
        output: String,
    },

    /// A command that had to fail did not.
    #[error("{what} succeeded, and had to fail: {why}")]
    Succeeded {
        /// The step.
        what: String,
        /// Why it had to fail.
        why: String,
    },

    /// A statement that PostgreSQL refused.
    #[error("{what}: {}", postgres_message(.source))]
    Postgres {
        /// What was tried.
        what: String,
        /// What the server said.
        source: postgres::Error,
    },

    /// The server ended before it told its port.
    #[error("the PostGraphile server did not start:\n{0}")]
    Server(String),

    /// An answer of the server's is not what the test can read.
    #[error("{what}: {answer}")]
    Answer {
        /// What was asked.
        what: String,
        /// The beginning of the answer.
        answer: String,
    },

    /// The pulled schema is not the committed one.
    #[error(
        "the schema of the live server is not {}: line {line}\n  committed: {committed}\n  live:      {live}",
        .file.display()
    )]
    Schema {
        /// The committed file.
        file: PathBuf,
        /// The first line that differs, from 1.
        line: usize,
        /// That line in the committed file.
        committed: String,
        /// That line as the server has it.
        live: String,
    },

    /// Rows of a table differ.
    #[error(
        "{table}: {missing} rows are missing in the target and {extra} are there that should not be\n  first: {example}"
    )]
    Rows {
        /// The table.
        table: String,
        /// Rows of the source that the target lacks.
        missing: usize,
        /// Rows of the target that the source lacks.
        extra: usize,
        /// The first of either.
        example: String,
    },

    /// A table holds another number of rows than it should.
    #[error("{what}: {found} rows, expected {expected}")]
    Count {
        /// Which rows.
        what: String,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },

    /// A row of the other tenant's is in the target.
    #[error("{table}: a row of the other tenant leaked: {key}")]
    Leak {
        /// The table.
        table: String,
        /// The row's key.
        key: String,
    },

    /// A table whose tenant the test does not know how to tell.
    #[error("{0} has no `database_id`: say in rows.rs which of its rows are a tenant's")]
    Tenancy(String),

    /// Two exports of the same tenant differ.
    #[error("{}: {difference}", .path.display())]
    Files {
        /// The file.
        path: PathBuf,
        /// How it differs.
        difference: String,
    },

    /// A difference that a check did not name.
    #[error("the check does not name `{name}`; it said:\n{said}")]
    Unnamed {
        /// What it had to name.
        name: String,
        /// What it said.
        said: String,
    },

    /// The export printed the token.
    #[error("the export printed the token")]
    TokenShown,
}

fn list(missing: &[Need]) -> String {
    missing.iter().map(|need| format!("  {}: {}", need.reason, need.remedy)).collect::<Vec<_>>().join("\n")
}

fn postgres_message(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(error) => format!("{}: {}", error.severity(), error.message()),
        None => error.to_string(),
    }
}

/// Says what was tried when the system refuses.
pub(super) trait Tried<T> {
    /// The error with `what` in front of it.
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, LiveError>;
}

impl<T> Tried<T> for io::Result<T> {
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, LiveError> {
        self.map_err(|source| LiveError::Io { what: what(), source })
    }
}

impl<T> Tried<T> for Result<T, postgres::Error> {
    fn tried(self, what: impl FnOnce() -> String) -> Result<T, LiveError> {
        self.map_err(|source| LiveError::Postgres { what: what(), source })
    }
}
