//! The tables of the contract: the only door to the generated code.

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
