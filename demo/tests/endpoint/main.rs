//! The endpoint over real HTTP.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails where it stands")]

mod bulk;
mod client;
mod filters;
mod paging;
mod pull;
mod refusals;
mod sample;
mod values;
