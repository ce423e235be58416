//! What the tests share: a folder to run the command in, a platform to export from, a server that misbehaves, and a
//! terminal.

mod faulty;
#[cfg(unix)]
mod owned;
mod platform;
mod proxy;
mod sandbox;
mod seeds;
mod spoilt;
#[cfg(target_os = "linux")]
pub(crate) mod terminal;
mod tree;

pub(crate) use faulty::{Ask, Faulty, Reply};
pub(crate) use platform::{
    MIGRATE_SCHEMA, SCHEMA, endpoints, keyed_endpoints, keyed_platform, platform, serve, with_rows, with_rows_of,
};
pub(crate) use proxy::{End, Fault, Proxy, Script};
pub(crate) use sandbox::{AUTHOR, Outcome, Sandbox};
pub(crate) use seeds::{Random, each, runs};
pub(crate) use spoilt::{POISON, SAID, Shape};
pub(crate) use tree::{Tree, tree};

/// A test that would mount a file system is counted as skipped: this is what the shell said that could not.
#[cfg(target_os = "linux")]
#[track_caller]
pub(crate) fn no_mount(outcome: &Outcome) {
    let reason = format!("no file system can be mounted here: {}", outcome.stderr.trim());
    typeferry_cluster::Need::new(reason, "sudo --preserve-env cargo xtask test").skip().unwrap();
}

/// A test that hears nothing for so long has failed.
pub(crate) const PATIENCE: std::time::Duration = std::time::Duration::from_mins(1);

/// The token that the platform wants. Whatever is printed or written is searched for it.
pub(crate) const TOKEN: &str = "t0p-s3cr3t-t0k3n";
