//! Who is named in the plans: `--author`, or git's user.

use std::process::Command;

use typeferry::module::Planner;

use super::failure::Failure;

/// The author from the flag, else from git.
pub(crate) fn author(flag: Option<&str>) -> Result<Planner, Failure> {
    if let Some(author) = flag {
        return Ok(author.parse()?);
    }
    match (git("user.name"), git("user.email")) {
        (Some(name), Some(email)) => Ok(Planner::new(&name, &email)?),
        _ => Err(Failure::usage("git knows no user here: say who exports with --author 'Name <email>'")),
    }
}

fn git(key: &str) -> Option<String> {
    let output = Command::new("git").args(["config", "--get", key]).output().ok()?;
    let value = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !value.is_empty()).then_some(value)
}
