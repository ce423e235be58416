//! How a command fails: a message that says what to do next, and the exit code.

use std::error::Error;

use super::exit::Exit;

/// A command that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What to say.
    pub(crate) message: String,
    /// How the command ends.
    pub(crate) exit: Exit,
}

impl Failure {
    /// The command line was not right.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), exit: Exit::Usage }
    }

    /// Ctrl-C at a question; the signal may end the process first, with the same code.
    pub(crate) fn interrupted() -> Self {
        Self { message: "interrupted: nothing was changed".into(), exit: Exit::Interrupted }
    }

    /// Something failed on the way.
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self { message: message.into(), exit: Exit::Failed }
    }

    /// What is there differs from what is wanted.
    pub(crate) fn different(message: impl Into<String>) -> Self {
        Self { message: message.into(), exit: Exit::Different }
    }
}

impl<E: Error> From<E> for Failure
where
    for<'a> Exit: From<&'a E>,
{
    fn from(error: E) -> Self {
        Self { message: error.to_string(), exit: Exit::from(&error) }
    }
}
