//! Every remedy that a message names is followed here, and settles what the message is about: a case is a contract and what
//! became of it, what is said, what the words say to do, and a build that is content then.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test says what is wrong by failing")]

mod build;
mod drifted;
mod folder;
mod tables;
