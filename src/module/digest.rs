//! SHA-256 of what a module holds, taken from the bytes that are written anyway.

use std::fs::File;
use std::io;
use std::path::Path;

use typeferry_base::Sha256;

use super::error::ModuleError;

/// The hash of a table's rows, in the order of its deploy script.
///
/// What is hashed is each row as it stands in the script, from its parenthesis to its parenthesis, and a line feed
/// behind it: `(1, 'a', NULL)` and U+000A. What stands between two rows, and how they are spread over statements, is
/// no part of it.
#[derive(Debug, Clone, Default)]
pub struct RowDigest(Sha256);

/// The hash of the changes of a module: the bytes of `deploy/<change>.sql`, `revert/<change>.sql` and
/// `verify/<change>.sql`, as far as there are such files, of each change in the order of the plan.
#[derive(Debug, Clone, Default)]
pub struct ScriptDigest(Sha256);

/// Appends a row as it stands in a script: `(1, 'a', NULL)`.
pub fn write_row(out: &mut String, literals: &[String]) {
    for (position, literal) in literals.iter().enumerate() {
        out.push_str(if position == 0 { "(" } else { ", " });
        out.push_str(literal);
    }
    out.push(')');
}

impl RowDigest {
    /// Adds a row as [`write_row`] writes it.
    pub fn row(&mut self, text: &str) {
        self.0.update(text);
        self.0.update("\n");
    }

    /// The hash, in hexadecimal.
    pub fn finish(self) -> String {
        self.0.finish()
    }
}

impl ScriptDigest {
    /// Adds a script.
    pub fn script(&mut self, text: impl AsRef<[u8]>) {
        self.0.update(text);
    }

    /// The hash, in hexadecimal.
    pub fn finish(self) -> String {
        self.0.finish()
    }
}

/// The hash of a file's bytes.
pub(super) fn file_sha256(path: &Path) -> Result<String, ModuleError> {
    let mut hash = Sha256::default();
    let read = File::open(path).and_then(|mut file| io::copy(&mut file, &mut hash));
    read.map(|_| hash.finish()).map_err(ModuleError::io("read", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf "(1, 'a')\n(2, NULL)\n" | sha256sum`
    #[test]
    fn anyone_can_recompute_it() {
        let mut digest = RowDigest::default();
        for row in [["1", "'a'"], ["2", "NULL"]] {
            let mut text = String::new();
            write_row(&mut text, &row.map(str::to_owned));
            digest.row(&text);
        }
        assert_eq!(digest.finish(), "8314028ce7374d931c2d8f0ea4417466b2d91c5dd30ae979d960da0a25df1302");
        assert_eq!(RowDigest::default().finish(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
