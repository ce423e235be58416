//! Questions for what is missing, where somebody is there to answer; else the name of the missing flag.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};

use dialoguer::{Confirm, Input, MultiSelect, Select};
use typeferry_base::terminal::one_line;

use super::failure::Failure;
use super::output;

/// Whether `--no-input` was given.
static FORBIDDEN: AtomicBool = AtomicBool::new(false);

/// From now on, nothing is asked.
pub(crate) fn forbid() {
    FORBIDDEN.store(true, Ordering::Relaxed);
}

/// Whether somebody can answer: both ends are a terminal, `CI` is not set, and nobody has forbidden to ask.
pub(crate) fn somebody_is_there() -> bool {
    !FORBIDDEN.load(Ordering::Relaxed) && !is_ci() && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Services that build set `CI`, some with a terminal where nobody sits.
fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !["", "0", "false"].iter().any(|no| value == *no))
}

/// One of a list, which must not be empty.
pub(crate) fn one_of(question: &str, flag: &str, items: &[String]) -> Result<usize, Failure> {
    needs_somebody(flag)?;
    Select::new()
        .with_prompt(one_line(question))
        .items(shown(items))
        .default(0)
        .interact()
        .map_err(|error| unanswered(flag, &error))
}

/// Some of a list, all chosen at first.
pub(crate) fn some_of(question: &str, flag: &str, items: &[String]) -> Result<Vec<usize>, Failure> {
    needs_somebody(flag)?;
    let chosen = vec![true; items.len()];
    let prompt = MultiSelect::new().with_prompt(one_line(question)).items(shown(items)).defaults(&chosen);
    prompt.interact().map_err(|error| unanswered(flag, &error))
}

/// A line of text.
pub(crate) fn text(question: &str, flag: &str, default: &str) -> Result<String, Failure> {
    needs_somebody(flag)?;
    let default = one_line(default).into_owned();
    Input::new()
        .with_prompt(one_line(question))
        .default(default)
        .interact_text()
        .map_err(|error| unanswered(flag, &error))
}

/// Whether somebody is there and types what stands for the yes.
pub(crate) fn confirmed(question: &str, yes: &str) -> bool {
    let answer = |question| Input::<String>::new().with_prompt(one_line(question)).allow_empty(true).interact_text();
    somebody_is_there() && answer(question).is_ok_and(|answer| answer == yes)
}

/// Yes or no, which is what somebody means who just goes on; no where nobody is there.
pub(crate) fn agreed(question: &str, flag: &str) -> Result<bool, Failure> {
    if !somebody_is_there() {
        return Ok(false);
    }
    Confirm::new().with_prompt(one_line(question)).default(false).interact().map_err(|error| unanswered(flag, &error))
}

/// Items as a terminal may have them, each on one line.
fn shown(items: &[String]) -> Vec<String> {
    items.iter().map(|item| one_line(item).into_owned()).collect()
}

fn needs_somebody(flag: &str) -> Result<(), Failure> {
    if somebody_is_there() { Ok(()) } else { missing(flag) }
}

/// The flag that is missing where nobody can be asked.
pub(crate) fn missing<T>(flag: &str) -> Result<T, Failure> {
    Err(Failure::usage(format!(
        "{flag} is missing, and nobody can be asked: there is no terminal, or CI is set, or --no-input is given"
    )))
}

fn unanswered(flag: &str, error: &dialoguer::Error) -> Failure {
    let dialoguer::Error::IO(cause) = error;
    if cause.kind() == io::ErrorKind::Interrupted {
        output::show_cursor();
        return Failure::interrupted();
    }
    Failure::usage(format!("{flag} is missing, and nobody answered: {error}"))
}
