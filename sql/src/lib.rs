//! SQL as PostgreSQL's lexer reads it: the tokens of a text, and where its statements end. Pure: texts in, places out.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

pub mod lexer;
mod statement;
mod text;

pub use statement::{Statement, Transaction, statements};
pub use text::{blank, dollar_body};
