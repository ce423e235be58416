//! Sequences behind the rows of a deploy script: a row that is inserted without a key must not get one that is taken.
//!
//! Which sequences there are is found where the script runs: those that a column owns (`serial`, identities) and those
//! that its default draws from. The last block of the script moves them, as far as they are behind.

use super::dollar::{block, fill};
use typeferry_base::quote::literal;

/// The block's tag.
pub(super) const TAG: &str = "sequences";

const BODY: &str = include_str!("sequences.sql");

/// The block for these columns of a table, which is quoted as SQL has it; none where there is no such column.
pub(super) fn move_on<'a>(table: &str, columns: impl Iterator<Item = &'a String>) -> String {
    let columns: Vec<String> = columns.map(|column| literal(column)).collect();
    if columns.is_empty() {
        return String::new();
    }
    block(TAG, &fill(BODY, &[("{columns}", &columns.join(", ")), ("{table}", &literal(table))]))
}
