//! The typeferry command.

fn main() {}
