//! Typed rows of a GraphQL API over PostgreSQL: the endpoint, its pages, and PostgreSQL's values as they arrive.
//!
//! What a program needs beside the code that `typeferry-codegen` generates for its tables. [`Rows`] gives the rows of one
//! table; [`TableReader`] those of many at once. Whatever fails in passing is tried again ([`RetryPolicy`]), a page is
//! given once it is whole, and rows that moved while they were read are an error.
//!
//! With the feature `blocking`, [`blocking`] does the same without `async`.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

#[cfg(feature = "blocking")]
pub mod blocking;
mod endpoint;
mod error;
mod operation;
mod pages;
mod retry;
pub mod row;
#[cfg(test)]
mod testing;
mod traffic;

pub use endpoint::{Answer, Endpoint, EndpointBuilder, EndpointError, Timeouts, TokenSource, first_error};
pub use error::{ReadError, Stopped};
pub use operation::{Answered, GraphQlError, Operation, OperationError, PathStep};
pub use pages::{
    Limit, ListError, ListQuery, ListReading, PageBody, Position, RowSink, Rows, TableEvent, TableReader, TableReading,
};
pub use retry::{Pause, RetryPolicy};
pub use traffic::Traffic;

#[cfg(test)]
extern crate self as typeferry_client;
