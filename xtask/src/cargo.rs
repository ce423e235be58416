//! Cargo, from a program that cargo runs.

use std::process::Command;

/// A command of the same cargo, without the variables of the package whose program this is. Build scripts that follow
/// them (ring's does) would take its builds for others than those from a shell, and build what depends on them anew.
pub(crate) fn command() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let is_of_package = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(is_of_package)) {
        command.env_remove(name);
    }
    command
}
