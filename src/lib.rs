//! typeferry.
