//! typeferry.

pub mod module;
