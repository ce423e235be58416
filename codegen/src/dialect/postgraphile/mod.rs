//! PostGraphile 5, plain and in Constructive's naming.
//!
//! Facts are read from the schema and from `_meta` wherever they are there; inflection is the fallback.

mod assumed;
mod inflection;
mod names;
mod page;
mod prune;
mod pull;
mod relations;
mod root;
mod tables;
mod types;
mod writes;

pub use assumed::{Assumed, NamedTable, assume};
pub use page::PAGE;
pub use pull::pull;
pub use root::Roots;
pub use writes::write_fields;
