//! What can go wrong before a request is served.

use std::io;

/// Why a server could not be started, or why it ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DemoError {
    /// The text is no valid GraphQL schema.
    #[error("the schema of the endpoint {path} is not valid:\n{findings}")]
    Schema {
        /// The path of the endpoint.
        path: String,
        /// What the validator found, with places.
        findings: String,
    },
    /// An annotation is missing, malformed or leads nowhere.
    #[error("the schema of the endpoint {path}: `{type_name}` {problem}; write it with `typeferry schema pull`")]
    Annotation {
        /// The path of the endpoint.
        path: String,
        /// The type that carries the annotation.
        type_name: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The data has rows of a type that is no table of the schema.
    #[error("the data of the endpoint {path} has rows of `{row_type}`, which the schema annotates with no @table")]
    UnknownRowType {
        /// The path of the endpoint.
        path: String,
        /// The row type.
        row_type: String,
    },
    /// A row has a member that is no column of its table.
    #[error("the data of the endpoint {path}: `{row_type}` has no column field `{field}`")]
    UnknownField {
        /// The path of the endpoint.
        path: String,
        /// The row type.
        row_type: String,
        /// The member of the row.
        field: String,
    },
    /// Two endpoints have one path.
    #[error("two endpoints have the path {path}: give each its own")]
    DuplicatePath {
        /// The path.
        path: String,
    },
    /// A piece of the sample tenant cannot be read.
    #[error("the sample data {file} cannot be read: {problem}")]
    Sample {
        /// The file in `demo/sample`.
        file: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// The port cannot be listened on.
    #[error("cannot listen on 127.0.0.1:{port}: {source}; choose another port, or 0 for any free one")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// The server's thread or its event loop could not be made, or failed.
    #[error("the server stopped: {0}")]
    Stopped(#[source] io::Error),
    /// The server's thread panicked.
    #[error("the server stopped by a fault of its own: please report it with the request that it was answering")]
    Crashed,
}
