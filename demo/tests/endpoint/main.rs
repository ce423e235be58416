//! The endpoint over real HTTP.

mod client;
mod filters;
mod paging;
mod pull;
mod refusals;
mod values;
