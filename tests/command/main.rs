//! The command as people run it: the real binary, against the demo's endpoint and against servers that misbehave.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails where it stands"
)]

mod support;

mod adapt;
mod adopted;
mod answers;
mod auto;
mod changes_of_a_view;
mod changing;
mod contract;
mod contract_folder;
mod demo;
mod drift;
mod drift_of_contracts;
mod edited;
mod escapes;
mod excluded;
mod explain;
mod export;
mod faults;
mod folders;
mod halves;
mod help;
mod interrupt;
mod kept;
mod keyless;
mod killed;
mod limits;
mod messages;
mod options;
mod pages;
mod peer_flags;
mod planner;
mod prompts;
mod readme;
mod refusals;
mod resume;
mod secrets;
mod settle;
mod standard_output;
mod storm;
mod unreadable;
mod verify;
