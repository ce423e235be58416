//! typeferry codegen.
