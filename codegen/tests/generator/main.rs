//! The generator as a whole: contracts in, code or findings out.

mod contract;
mod drift;
mod golden;
mod goldens;
mod names;
mod panics;
mod pull;
