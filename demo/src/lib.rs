//! typeferry demo.
