//! The savepoints of a script: one that goes back to a savepoint of another script would undo that script too.

use typeferry_sql::lexer::{Kind, Lexer};

/// A savepoint that a script names and did not set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the script has no SAVEPOINT {name} before it, and one of another script is not its own; set it first")]
pub struct UnknownSavepoint {
    /// Its name, as it stands.
    pub name: String,
}

/// The savepoints that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Savepoints(Vec<String>);

impl Savepoints {
    /// Takes a statement of whatever kind.
    ///
    /// # Errors
    /// It names a savepoint that is not open.
    pub(super) fn take(&mut self, statement: &str) -> Result<(), UnknownSavepoint> {
        let words = words(statement);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words[..] {
            ["savepoint", name] => self.0.push(name.to_owned()),
            ["release", "savepoint", name] | ["release", name] => {
                let at = self.find(name)?;
                self.0.truncate(at);
            }
            ["rollback" | "abort", ref rest @ ..] => {
                let rest = rest.strip_prefix(&["work"]).or_else(|| rest.strip_prefix(&["transaction"])).unwrap_or(rest);
                if let ["to", "savepoint", name] | ["to", name] = rest {
                    let at = self.find(name)?;
                    self.0.truncate(at + 1);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The outermost that is open, in quotes.
    pub(super) fn outermost(&self) -> Option<String> {
        self.0.first().map(|name| typeferry_base::quote::identifier(name))
    }

    fn find(&self, name: &str) -> Result<usize, UnknownSavepoint> {
        let unknown = || UnknownSavepoint { name: name.to_owned() };
        self.0.iter().rposition(|open| open == name).ok_or_else(unknown)
    }
}

/// The words of a statement as PostgreSQL reads names; none where it has anything else. No command of savepoints has more
/// than five.
fn words(statement: &str) -> Vec<String> {
    const MOST: usize = 5;
    let mut words = Vec::new();
    for token in Lexer::new(statement).filter(|token| !token.kind.is_blank()) {
        let text = &statement[token.range];
        match token.kind {
            Kind::Word => words.push(text.to_ascii_lowercase()),
            Kind::QuotedName if !text.starts_with(['u', 'U']) => {
                words.push(text.trim_matches('"').replace("\"\"", "\""));
            }
            Kind::Punctuation if text == ";" => break,
            _ => return Vec::new(),
        }
        if words.len() > MOST {
            return Vec::new();
        }
    }
    words
}
