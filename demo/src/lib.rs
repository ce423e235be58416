//! An in-process GraphQL endpoint driven by an annotated schema: the demo, and the tests' server.
//!
//! A [`Server`] serves [`Endpoint`]s: a schema as `typeferry schema pull` writes it, and the rows of its tables. It
//! answers as the server of a hosted Constructive platform does: connections, cursors, filters, orders, standard
//! introspection and `_meta`, and the same refusals. Nothing in it knows a particular table.

mod api;
pub mod bulk;
mod data;
mod error;
mod filter;
mod graphql;
mod http;
mod meta;
mod order;
mod page;
mod resolve;
pub mod sample;
mod selection;
mod served;
mod server;
mod tables;
mod value;

pub use api::Endpoint;
pub use data::Data;
pub use error::DemoError;
pub use server::{Kept, Server, ServerOptions};
