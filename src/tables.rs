//! The tables of the contract: the only door to the generated code.

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The tables of contract 2.
#[cfg(feature = "contract-2")]
pub mod contract_2 {
    include!(concat!(env!("OUT_DIR"), "/contract_2.rs"));
}
