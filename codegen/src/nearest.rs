//! The nearest of the known names, for "did you mean".

pub use typeferry_base::nearest;
