//! How the rest of a list is asked for: all of its pages at once where the server counts its rows, else the next one.

use super::progress::{Position, Progress};
use super::request::Ask;

/// The rows of the first page of a table: the first pages of many stand in one answer.
pub(super) const FIRST_PAGE: usize = 1_000;
/// The bytes of rows that a page is to have, so that several are in memory at once.
const PAGE_BYTES: u64 = 1024 * 1024;

/// What is known of the pages that the server gives of a list.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// The rows that the server gives at the most, where it gives fewer than it is asked for, or bears no more.
    cap: Option<u64>,
}

impl Steps {
    /// Takes what a page had, that may have been asked for more.
    pub(super) fn learn(&mut self, ask: &Ask, count: u64) {
        let overlap = u64::from(ask.overlaps);
        if ask.was_halved || count < ask.rows as u64 {
            self.cap = Some(count + overlap);
        }
    }

    /// The pages of what is left of a list; `first` is the list, `most` how many rows may be asked for at once.
    pub(super) fn pages(&self, first: &Ask, progress: &Progress, most: usize) -> Vec<Ask> {
        let Some(next) = progress.next() else { return Vec::new() };
        let (from, rows) = (progress.read(), self.rows(progress, most));
        match (progress.counted(), rows) {
            // One row a page leaves none for an overlap.
            (Some(counted), 2..) if counted > from => {
                let at = |from| Ask { position: Some(Position::Offset(from)), from, overlaps: true, ..first.clone() };
                // With the row that overlaps, a page has no more than the server gives.
                let rows = rows - 1;
                let pages = (from..counted).step_by(rows);
                pages.map(|from| Ask { rows, ..at(from) }).collect()
            }
            _ => vec![Ask { position: Some(next.clone()), from, rows, ..first.clone() }],
        }
    }

    /// How many rows to ask for at once.
    fn rows(&self, progress: &Progress, most: usize) -> usize {
        let by_size = progress
            .page()
            .filter(|(count, bytes)| *count > 0 && *bytes > 0)
            .map_or(u64::MAX, |(count, bytes)| PAGE_BYTES * count / bytes as u64);
        let most = self.cap.unwrap_or(u64::MAX).min(by_size.max(1)).min(most as u64).max(1);
        usize::try_from(most).unwrap_or(usize::MAX)
    }
}
