//! What may be written of each kind of column, against a real PostgreSQL: a table with an identity ALWAYS, an identity
//! BY DEFAULT, a stored generated column and a column that only the API's patch type has, over GraphQL, over SQL and by
//! the typed structs.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails where it stands")]

mod graphql;
mod sql;
mod support;
mod typed;

/// The tables of the contract `codegen/tests/cases/mutability`.
mod tables {
    #![allow(dead_code, unreachable_pub, reason = "a golden is the crate of its tables elsewhere")]
    include!("../../codegen/tests/cases/mutability/tables.rs");
}
