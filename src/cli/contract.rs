//! `schema pull` and `queries`: how they end.

use typeferry_contract::{Outcome, write_queries};
use typeferry_introspection::schema_pull;

use super::exit::Exit;
use super::failure::Failure;
use super::flags::{QueriesArgs, SchemaPullArgs};
use super::output;

/// Pulls the schema.
pub(crate) fn pull(args: SchemaPullArgs) -> Exit {
    end(schema_pull(&args.into()))
}

/// Writes the documents.
pub(crate) fn queries(args: QueriesArgs) -> Exit {
    end(write_queries(&args.into()))
}

/// Says what changed, or what is wrong, and ends.
fn end<E: Into<Failure>>(result: Result<Outcome, E>) -> Exit {
    match result {
        Ok(Outcome { text: Some(text), changes, notes, .. }) => {
            changes.iter().chain(&notes).for_each(|line| output::note(line));
            output::file(&text);
            Exit::Done
        }
        Ok(outcome) => {
            output::lines(outcome.changes.iter().chain(&outcome.notes));
            Exit::of_check(outcome.differs)
        }
        Err(error) => {
            let Failure { message, exit } = error.into();
            output::error(&message);
            exit
        }
    }
}
