//! The tables of a blog, typed: generated from `schema.graphql` and `queries/`.

pub mod tables {
    //! A struct a table, each with its query.

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}
