//! A row on its way: what the client reads, and the SQL literals of its values.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod adapted;
mod array;
mod literal;

pub use adapted::adapted;
pub(crate) use array::map_elements;
pub use literal::{LiteralError, Rename, write_literal};
pub use typeferry_client::row::*;
