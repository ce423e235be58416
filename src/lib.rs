//! typeferry carries a Postgres-backed application out of a GraphQL API and into files that anyone can review and
//! deploy.
//!
//! One direction of data: [`source`] → [`row`] → [`module`], with [`tables`] generated from `schema.graphql`;
//! [`verify`] goes it again to hold a module against its source.

pub mod contracts;
pub mod export;
pub mod module;
pub mod row;
pub mod source;
pub mod statement;
pub mod verify;

pub use typeferry_connection as connection;

pub mod tables;
