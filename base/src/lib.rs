//! Small things that every crate of typeferry needs, each once. Pure: no file, no environment, no network, no clock.

#![warn(clippy::indexing_slicing, clippy::string_slice)]

#[cfg(feature = "digest")]
mod digest;
mod headers;
mod location;
mod nearest;
pub mod quote;
pub mod table;
pub mod terminal;
mod words;

#[cfg(feature = "digest")]
pub use self::digest::{Sha256, sha256};
pub use self::headers::Headers;
pub use self::location::{Location, byte_of_character, line_at, line_number};
pub use self::nearest::{did_you_mean, nearest};
pub use self::words::count;
