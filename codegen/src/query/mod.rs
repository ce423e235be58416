//! What is promised to be read: the documents and their lock, checked against the schema, and written from the model.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod accepted;
mod arguments;
mod by_hand;
mod check;
pub(crate) mod coverage;
mod document;
mod fragments;
mod item;
mod lock;
mod meant;
mod part;
mod reading;
pub(crate) mod rules;
mod select;
mod table;
mod write;

pub use by_hand::{Documents, is_by_hand};
pub use check::{Checked, check};
pub use document::{Input, Operation, Selected, Variable};
pub(crate) use item::foreign_key_line;
pub use lock::Lock;
pub use meant::written_path;
pub(crate) use part::{Part, Root};
pub use reading::Reading;
pub(crate) use select::TYPENAME;
pub use table::TableQuery;
pub use write::{Written, write};
