//! What tells a row from others of its list, as a number.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::LazyLock;

static STATE: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// The number of a key, or of a row's whole text; the same for the same within one run of a program. That two differ and
/// have one number is a chance of 3 in 10^8 among a million.
pub(super) fn mark(of: impl Hash) -> u64 {
    STATE.hash_one(of)
}
