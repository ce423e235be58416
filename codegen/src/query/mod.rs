//! What is promised to be read: the documents and their lock, checked against the schema, and written from the model.

mod arguments;
mod by_hand;
mod check;
mod coverage;
mod document;
mod lock;
pub(crate) mod looser;
mod meant;
mod reading;
pub(crate) mod rename;
pub(crate) mod rules;
mod select;
mod table;
mod write;

pub use by_hand::{Documents, is_by_hand};
pub use check::{Checked, check};
pub use document::{Input, Operation, Selected, Variable};
pub use lock::Lock;
pub use meant::written_path;
pub use reading::Reading;
pub use table::TableQuery;
pub use write::{Written, write};
