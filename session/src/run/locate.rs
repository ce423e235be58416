//! Where a failure is, from what the server says of it and from which statement ran.

use std::ops::Range;

use crate::project::Project;
use crate::sql_failure::{Inner, Place, SqlFailure};
use postgres::error::{DbError, ErrorPosition};
use typeferry_base::byte_of_character;
use typeferry_sql::lexer::{Kind, Lexer};

/// What the server was at when it failed.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    /// The file that the statement is in, its text, and where in it the statement begins.
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) start: usize,
    /// The statement.
    pub(super) statement: &'a str,
}

/// What the server said, without a place.
pub(super) fn failure_of(error: &DbError, file: &str) -> SqlFailure {
    SqlFailure {
        error: error.into(),
        context: error.where_().map(str::to_owned),
        inner: inner(error),
        file: file.to_owned(),
        place: None,
        expanded: false,
    }
}

fn inner(error: &DbError) -> Option<Inner> {
    match error.position()? {
        ErrorPosition::Internal { position, query } => {
            Some(Inner { text: query.clone(), position: usize::try_from(*position).ok()? })
        }
        ErrorPosition::Original(_) => None,
    }
}

/// The byte of what was sent that the server names.
pub fn position_in(error: &DbError, sent: &str) -> Option<usize> {
    match error.position()? {
        ErrorPosition::Original(position) => Some(byte_of(sent, *position)),
        ErrorPosition::Internal { .. } => None,
    }
}

/// The byte that an error in a statement is at: where the server says, or the line of a `DO` block, or where the statement
/// begins. It counts from the beginning of what was sent, in which the statement is.
pub fn place_in(error: &DbError, sent: &str, statement: Range<usize>) -> usize {
    position_in(error, sent).unwrap_or_else(|| {
        let text = sent.get(statement.clone()).unwrap_or_default();
        statement.start + within_block(error.where_().unwrap_or_default(), text).unwrap_or_default()
    })
}

fn byte_of(text: &str, position: u32) -> usize {
    byte_of_character(text, usize::try_from(position).unwrap_or(usize::MAX))
}

/// The place of a failure in a statement that the server ran as `EXECUTE` runs it.
pub(super) fn executed(error: &DbError, at: At<'_>) -> Place {
    let offset = match error.position() {
        Some(ErrorPosition::Internal { position, query }) if query == at.statement => byte_of(at.statement, *position),
        _ => within_block(error.where_().unwrap_or_default(), at.statement).unwrap_or_default(),
    };
    Place::of(at.file, at.text, at.start + offset)
}

/// Where in a `DO` block the failure is: the server counts lines from where the block's body begins, and says so above
/// the line for the statement, or alone where the client sent the statement. A byte of the statement.
fn within_block(context: &str, statement: &str) -> Option<usize> {
    let above = match context.split_once(&format!("SQL statement \"{statement}\"")) {
        Some((above, _)) => above,
        None => context,
    };
    let frame = above.trim_end().lines().last()?;
    let line = frame.strip_prefix("PL/pgSQL function inline_code_block line ")?.split(' ').next()?;
    let line: usize = line.parse().ok()?;
    let body = Lexer::new(statement).find(|token| token.kind.is_quoted())?;
    let quote = match body.kind {
        Kind::DollarString => statement[body.range.start + 1..].find('$')? + 2,
        _ => 1,
    };
    let body = body.range.start + quote;
    let start = match line {
        0 | 1 => body,
        line => body + statement[body..].match_indices('\n').nth(line - 2)?.0 + 1,
    };
    let blanks = statement[start..].len() - statement[start..].trim_start_matches([' ', '\t']).len();
    Some(start + blanks)
}

/// The file of the project that a script ran as a whole, and the place in it, if the failure is in one.
pub(super) fn in_a_file(error: &DbError, project: &Project) -> Option<(String, Option<Place>)> {
    let whole = |query: &str| project.sources().find(|file| file.content() == query);
    if let Some(ErrorPosition::Internal { position, query }) = error.position()
        && let Some(file) = whole(query)
    {
        let place = Place::of(file.path(), file.content(), byte_of(query, *position));
        return Some((file.path().to_owned(), Some(place)));
    }
    let context = error.where_()?;
    let ran = |file: &&crate::project::LoadedFile| {
        let whole = file.content();
        !whole.trim().is_empty() && whole.len() <= context.len() && has_statement(context, whole)
    };
    let file = project.sources().find(ran)?;
    Some((file.path().to_owned(), place_of_block(context, file)))
}

fn has_statement(context: &str, statement: &str) -> bool {
    context.contains(&format!("SQL statement \"{statement}\""))
}

/// The place in a file whose only `DO` block it must be.
fn place_of_block(context: &str, file: &crate::project::LoadedFile) -> Option<Place> {
    let (above, _) = context.split_once(&format!("SQL statement \"{}\"", file.content()))?;
    let found = typeferry_sql::statements(file.content());
    let mut blocks = found.iter().filter(|statement| statement.keyword == "DO");
    let (block, None) = (blocks.next()?, blocks.next()) else { return None };
    let offset = within_block(above, &file.content()[block.range.clone()])?;
    Some(Place::of(file.path(), file.content(), block.range.start + offset))
}
