//! Who is named in the plans: `--author`, or the program.
//!
//! Not git's user: the same rows would give other bytes to another person, and none where git knows nobody.

use typeferry::module::Planner;

use super::failure::Failure;

/// The program, as a planner; the domain is one that nobody can have (RFC 2606).
const NAME: &str = "typeferry";
const EMAIL: &str = "export@typeferry.invalid";

/// The author from the flag, else the program. A change that a plan has already keeps its own.
pub(crate) fn author(flag: Option<&str>) -> Result<Planner, Failure> {
    match flag {
        Some(author) => Ok(author.parse()?),
        None => Ok(Planner::new(NAME, EMAIL)?),
    }
}
