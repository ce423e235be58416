//! Names that change on the way: whole names, all in one pass, in SQL text, in change names and in JSON.

use std::borrow::Cow;
use std::collections::HashMap;

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use typeferry_base::quote::identifier_if_needed;

/// PostgreSQL cuts identifiers after this many bytes (`NAMEDATALEN` - 1).
const MAX_NAME_BYTES: usize = 63;

/// Old names with their new ones.
///
/// A name is replaced where it stands alone: an identifier character (ASCII letter or digit, `_`, `$`, any
/// alphanumeric character beyond ASCII) before or after makes it part of a longer name, which is left. Where two
/// old names begin at one place, the longer one counts. What has been replaced is not looked at again, so names
/// may be exchanged.
#[derive(Debug)]
pub struct Renames {
    finder: AhoCorasick,
    new: Vec<String>,
}

/// Renames that would lose or break a name.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RenameError {
    /// An old or a new name is empty.
    #[error("cannot rename {old:?} to {new:?}: a name is empty")]
    Empty {
        /// The old name.
        old: String,
        /// The new name.
        new: String,
    },
    /// One old name has two new ones.
    #[error("{old:?} cannot become both {first:?} and {second:?}; rename it once")]
    TwiceRenamed {
        /// The old name.
        old: String,
        /// The first new name.
        first: String,
        /// The second.
        second: String,
    },
    /// Two old names would become one.
    #[error("{first:?} and {second:?} would both become {new:?}; rename one of them in the source")]
    Merged {
        /// One old name.
        first: String,
        /// The other.
        second: String,
        /// The new name of both.
        new: String,
    },
    /// PostgreSQL would cut the new name.
    #[error(
        "{old:?} would become {new:?}, {bytes} bytes of the {MAX_NAME_BYTES} a name may have; choose a shorter name"
    )]
    TooLong {
        /// The old name.
        old: String,
        /// The new name.
        new: String,
        /// Its length.
        bytes: usize,
    },
    /// SQL may have the old name without quotes, where the new one cannot stand.
    #[error(
        "{old:?} would become {new:?}, which needs quotes in SQL where the old name stands without; \
         choose a name of lower-case letters, digits and `_` that begins with a letter"
    )]
    NeedsQuotes {
        /// The old name.
        old: String,
        /// The new name.
        new: String,
    },
    /// The names are too many or too long to search for.
    #[error("cannot search for the old names: {0}")]
    Search(#[from] BuildError),
}

impl Renames {
    /// Renames from pairs of old and new name.
    ///
    /// # Errors
    /// [`RenameError`] if a name would be lost, cut, merged with another or not be readable where the old one was.
    pub fn new<O, N>(pairs: impl IntoIterator<Item = (O, N)>) -> Result<Self, RenameError>
    where
        O: Into<String>,
        N: Into<String>,
    {
        let (old, new): (Vec<String>, Vec<String>) =
            pairs.into_iter().map(|(old, new)| (old.into(), new.into())).unzip();
        check_pairs(&old, &new)?;
        // Only the standard kind reports overlapping matches, and the longest match at a place may be part of a
        // longer name where a shorter one is whole.
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&old)?;
        Ok(Self { finder, new })
    }

    /// Whether each new name is a word: of characters that need no escape in any type's text.
    pub fn are_words(&self) -> bool {
        self.new.iter().all(|name| name.chars().all(is_identifier))
    }

    /// The text with its names renamed; borrowed if there is nothing to rename.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        // Most texts have none, which is found out faster than where the names overlap.
        if !self.finder.is_match(text) {
            return Cow::Borrowed(text);
        }
        let mut found: Vec<_> = self
            .finder
            .find_overlapping_iter(text)
            .filter(|found| stands_alone(text, found.start(), found.end()))
            .collect();
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        found.sort_by_key(|found| (found.start(), usize::MAX - found.end()));
        let mut renamed = String::with_capacity(text.len());
        let mut done = 0;
        for found in found {
            if found.start() >= done {
                renamed.push_str(&text[done..found.start()]);
                renamed.push_str(&self.new[found.pattern().as_usize()]);
                done = found.end();
            }
        }
        renamed.push_str(&text[done..]);
        Cow::Owned(renamed)
    }

    /// JSON text with the names in its strings renamed, keys included; every other byte stays as it is.
    ///
    /// A string is written anew only if a name in it changed. One that is no valid JSON string (half a surrogate
    /// pair, a text that ends within it) is left as it is.
    pub fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        if !json.contains('\\') && !self.finder.is_match(json) {
            return Cow::Borrowed(json);
        }
        let mut renamed = String::new();
        let mut done = 0;
        let mut from = 0;
        while let Some((start, end)) = next_string(json, from) {
            if let Some(token) = self.json_string(&json[start..end]) {
                renamed.push_str(&json[done..start]);
                renamed.push_str(&token);
                done = end;
            }
            from = end;
        }
        if done == 0 {
            return Cow::Borrowed(json);
        }
        renamed.push_str(&json[done..]);
        Cow::Owned(renamed)
    }

    /// The token anew, quotes included, if a name in it changed.
    fn json_string(&self, token: &str) -> Option<String> {
        let value: String = serde_json::from_str(token).ok()?;
        let renamed = self.text(&value);
        (renamed != value).then(|| serde_json::Value::from(renamed).to_string())
    }
}

/// The name that an export gives to a schema, `<extension>_<name>`, whatever tenant and hash the platform had put before
/// the name. Characters of the extension other than ASCII letters, digits and `_` become `_`. Empty, which
/// [`Renames::new`] refuses, where one of the two is.
pub fn new_schema_name(extension: &str, name: &str) -> String {
    let prefix: String = extension.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if prefix.is_empty() || name.is_empty() { String::new() } else { format!("{prefix}_{name}") }
}

fn check_pairs(old: &[String], new: &[String]) -> Result<(), RenameError> {
    let mut by_old: HashMap<&str, &str> = HashMap::new();
    let mut by_new: HashMap<&str, &str> = HashMap::new();
    for (old, new) in old.iter().zip(new) {
        check_pair(old, new)?;
        if let Some(first) = by_old.insert(old, new) {
            let (old, first, second) = (old.clone(), first.to_owned(), new.clone());
            return Err(RenameError::TwiceRenamed { old, first, second });
        }
        if let Some(first) = by_new.insert(new, old) {
            let (first, second, new) = (first.to_owned(), old.clone(), new.clone());
            return Err(RenameError::Merged { first, second, new });
        }
    }
    Ok(())
}

fn check_pair(old: &str, new: &str) -> Result<(), RenameError> {
    let names = || (old.to_owned(), new.to_owned());
    if old.is_empty() || new.is_empty() {
        let (old, new) = names();
        return Err(RenameError::Empty { old, new });
    }
    if new.len() > MAX_NAME_BYTES {
        let (bytes, (old, new)) = (new.len(), names());
        return Err(RenameError::TooLong { old, new, bytes });
    }
    if is_bare(old) && !is_bare(new) {
        let (old, new) = names();
        return Err(RenameError::NeedsQuotes { old, new });
    }
    Ok(())
}

fn is_bare(name: &str) -> bool {
    matches!(identifier_if_needed(name), Cow::Borrowed(_))
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(is_identifier) && !after.is_some_and(is_identifier)
}

fn is_identifier(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

/// Where the next JSON string at or after `from` begins and ends, quotes included.
fn next_string(json: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + json[from..].find('"')?;
    let mut escaped = false;
    for (offset, byte) in json[start + 1..].bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some((start, start + offset + 2)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
#[path = "rename_tests.rs"]
mod tests;
