//! From an error of deploy.sql to the statement of a change that it is of.

use typeferry_session::within_block;

use crate::module::{Change, ChangeId, Module};
use crate::name::ModuleName;
use crate::project::Project;
use crate::sql::{Running, ScriptError, ServerError, byte_of, executable};

/// What stands before each statement that deploy.sql runs, between its number and the end of the comment.
const MARK: &str = "/*pgpm ";
const END: &str = "*/";

/// Where an error is.
pub(super) enum Located<'a> {
    /// In a change's script.
    Script(Box<ScriptError>),
    /// In the making of an extension, which a module requires.
    Extension { module: &'a Module, name: &'a ModuleName },
}

/// What the server said of an error, as far as it is looked into: the statement that was run inside of a function with
/// the position in it, in characters from 1, and the context.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said<'a> {
    pub(super) statement: Option<&'a str>,
    pub(super) position: Option<usize>,
    pub(super) context: Option<&'a str>,
}

/// The place of an error; `None` where it is of no statement of a change.
pub(super) fn locate<'a>(project: &'a Project, said: Said<'_>, error: &ServerError) -> Option<Located<'a>> {
    let own = said.statement.and_then(number);
    let (number, length) = own.or_else(|| said.context.and_then(last_number))?;
    if let Some(extension) = number.strip_prefix('e') {
        let (module, name) = nth(extensions(project), extension)?;
        return Some(Located::Extension { module, name });
    }
    let (change, statement) = number.split_once('.')?;
    let (module, change) = nth(project.changes(), change)?;
    let range = nth(executable(&change.deploy.text).into_iter(), statement)?;
    let text = change.deploy.text.get(range.clone())?;
    // The position counts what stands before the statement, too; a statement without a mark is one of a function's.
    let at = match own.and(said.position) {
        Some(at) => at.checked_sub(length).map(|at| byte_of(text, at)),
        None => said.context.and_then(|context| in_block(context, number, text)),
    };
    let at = at.unwrap_or_default();
    Some(Located::Script(Box::new(script_error(&module.id(change), change, range.start + at, error))))
}

/// The byte of a `DO` block's text that the context tells of.
fn in_block(context: &str, number: &str, text: &str) -> Option<usize> {
    let mark = [MARK, number, END].concat();
    within_block(context, &[&mark, text].concat())?.checked_sub(mark.len())
}

fn script_error(id: &ChangeId, change: &Change, byte: usize, error: &ServerError) -> ScriptError {
    Running { change: id, script: &change.deploy }.error(byte, error.clone())
}

fn extensions(project: &Project) -> impl Iterator<Item = (&Module, &ModuleName)> {
    project.modules.iter().flat_map(|module| module.extensions.iter().map(move |name| (module, name)))
}

/// The number at the beginning of a statement, and the length of its mark.
fn number(statement: &str) -> Option<(&str, usize)> {
    let number = statement.strip_prefix(MARK)?.split_once(END)?.0;
    Some((number, MARK.len() + number.len() + END.len()))
}

/// The context has the innermost first, and a statement may itself speak of marks: the outermost is deploy.sql's.
fn last_number(context: &str) -> Option<(&str, usize)> {
    context.rmatch_indices(MARK).find_map(|(at, _)| number(&context[at..]))
}

fn nth<T>(mut all: impl Iterator<Item = T>, number: &str) -> Option<T> {
    all.nth(number.parse::<usize>().ok()?.checked_sub(1)?)
}
