//! The tables and operations of the contracts: the only door to the generated code.
#![expect(clippy::struct_excessive_bools, reason = "a row has as many booleans as its table")]

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The tables and operations of the migrations' API.
pub mod migrate {
    include!(concat!(env!("OUT_DIR"), "/migrate.rs"));
}
