//! What a server makes of a database: the only place that knows the conventions of one.

pub mod postgraphile;
