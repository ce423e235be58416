//! The generator as a whole: contracts in, code or findings out.

#![expect(clippy::disallowed_methods, reason = "the generator is pure; its tests read and write their cases")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails where it stands")]

mod assumed;
mod by_hand;
mod case;
mod contract;
mod drift;
mod fuzz;
mod golden;
mod goldens;
mod hostile;
mod large;
mod lines;
mod lists;
mod names;
mod operation_cases;
mod operations;
mod panics;
mod postgraphile;
mod pull;
mod scale;
mod verdict;
