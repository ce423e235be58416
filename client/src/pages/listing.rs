//! A list that is being read: which of its pages are asked for, and how far it has come.
//!
//! Where the server counts its rows, pages are asked for side by side, before those before them have come: each begins so
//! many rows behind the last cursor that is known, which costs a server less than to count from the beginning, and with
//! the last row of the page before, so that rows that moved meanwhile are seen. Else the pages follow each other.

use super::page::{Keep, Page};
use super::progress::{Fault, Position, Progress};
use super::request::{Ask, List};

/// The rows of the first page of a table: the first pages of many stand in one answer.
pub(super) const FIRST_PAGE: usize = 5_000;
/// The bytes of rows that a page is to have, so that several are in memory at once.
pub(super) const PAGE_BYTES: u64 = 256 * 1024;

/// A list that is being read.
#[derive(Debug)]
pub(super) struct Listing {
    /// Its first page; the others are asked for like it.
    first: Ask,
    /// How many rows may be asked for at once.
    most: usize,
    paging: Paging,
    progress: Progress,
    /// The rows that the server gives at the most, where it gives fewer than it is asked for, or bears no more.
    cap: Option<u64>,
    /// The rows that have come or are under way.
    asked: u64,
    state: State,
}

/// How the pages of a list are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paging {
    /// Whether several may be asked for at once.
    pub(super) side_by_side: bool,
    /// Whether each of them has the count, rather than the first and the last one.
    pub(super) always_counts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// The first page is under way.
    Begins,
    GoesOn,
}

impl Listing {
    /// Nothing has been asked for.
    pub(super) fn new(first: Ask, most: usize, paging: Paging) -> Self {
        let first = Ask { counts: true, ..first };
        Self { first, most, paging, progress: Progress::default(), cap: None, asked: 0, state: State::New }
    }

    /// What the server counts, where it does.
    pub(super) fn counted(&self) -> Option<u64> {
        self.progress.counted()
    }

    /// Whether nothing has been asked for.
    pub(super) fn is_new(&self) -> bool {
        self.state == State::New
    }

    /// Whether all of it has come.
    pub(super) fn has_ended(&self) -> bool {
        self.state == State::GoesOn && self.progress.next().is_none()
    }

    /// The next page to ask for; `None` where that is not known before another has come, or where it has ended.
    pub(super) fn next_ask(&mut self) -> Option<Ask> {
        match self.state {
            State::New => {
                (self.state, self.asked) = (State::Begins, self.first.rows as u64);
                return Some(self.first.clone());
            }
            State::Begins => return None,
            State::GoesOn => {}
        }
        let next = self.progress.next()?.clone();
        match (self.progress.counted(), self.rows()) {
            // One row a page leaves none for an overlap.
            (Some(counted), 2..) if self.paging.side_by_side && counted > self.asked => Some(self.ahead(next, counted)),
            _ if self.asked == self.progress.read() => Some(self.following(next)),
            _ => None,
        }
    }

    /// A page that may begin behind others that have not come.
    fn ahead(&mut self, next: Position, counted: u64) -> Ask {
        let (from, read) = (self.asked, self.progress.read());
        let (position, overlaps) = match next {
            Position::After(cursor) if from > read => (Position::Behind { cursor, rows: from - 1 - read }, true),
            Position::Offset(_) => (Position::Offset(from - 1), true),
            cursor @ (Position::After(_) | Position::Behind { .. }) => (cursor, false),
        };
        // With the row that overlaps, a page has no more than the server gives.
        let rows = self.rows() - 1;
        Ask { overlaps, ..self.ask(position, from, rows, counted) }
    }

    /// The page behind all that have come.
    fn following(&mut self, next: Position) -> Ask {
        let counted = self.progress.counted().unwrap_or_default();
        self.ask(next, self.asked, self.rows(), counted)
    }

    fn ask(&mut self, position: Position, from: u64, rows: usize, counted: u64) -> Ask {
        self.asked = from + rows as u64;
        let counts = self.paging.always_counts || self.asked >= counted;
        let bytes = self.progress.page().map_or(0, |(count, bytes)| bytes as u64 * rows as u64 / count.max(1));
        Ask { position: Some(position), from, rows, counts, bytes, ..self.first.clone() }
    }

    /// How many rows to ask for at once.
    fn rows(&self) -> usize {
        let by_size = self
            .progress
            .page()
            .filter(|(count, bytes)| *count > 0 && *bytes > 0)
            .map_or(u64::MAX, |(count, bytes)| PAGE_BYTES * count / bytes as u64);
        let most = self.cap.unwrap_or(u64::MAX).min(by_size).min(self.most as u64).max(1);
        usize::try_from(most).unwrap_or(usize::MAX)
    }

    /// Takes a page, if it begins where the list has got to. Else nothing of it is to be used, and it is asked for again:
    /// a page before it had fewer rows than it was asked for.
    ///
    /// # Errors
    /// As [`Progress::turn`].
    pub(super) fn turn<K: Keep>(&mut self, list: &List, page: &mut Page<K>) -> Result<bool, Fault<K::Id>> {
        let Ask { from, rows, overlaps, was_halved, .. } = list.ask;
        if self.progress.read() != from {
            return Ok(false);
        }
        self.progress.turn(list, page)?;
        self.state = State::GoesOn;
        if was_halved || page.count < rows as u64 {
            self.cap = Some(page.count + u64::from(overlaps));
        }
        // Pages that are under way begin elsewhere than where the list goes on, or it is not known where it ends.
        if was_halved || page.count != rows as u64 || self.progress.counted().is_none() {
            self.asked = self.progress.read();
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::progress::tests::Nothing;
    use super::super::shape::Shape;
    use super::super::shape::tests::CONNECTION;
    use super::*;

    const ALL: Paging = Paging { side_by_side: true, always_counts: false };

    fn listing(paging: Paging) -> Listing {
        Listing::new(Ask { rows: 10, ..Ask::default() }, 10, paging)
    }

    /// The server's answer to a page of 30 rows, of which it gives `cap` at the most.
    fn answer(listing: &mut Listing, ask: &Ask, cap: u64) -> bool {
        answer_as(listing, ask, ask, cap)
    }

    /// The same, to another page than was asked for.
    fn answer_as(listing: &mut Listing, ask: &Ask, asked: &Ask, cap: u64) -> bool {
        let first = ask.from - u64::from(ask.overlaps);
        let to = (first + (ask.rows as u64 + u64::from(ask.overlaps)).min(cap)).min(30);
        let mut page = Page::new(Nothing);
        (page.count, page.total, page.more) = (to - ask.from, ask.counts.then_some(30), Some(to < 30));
        (page.before, page.last) = (ask.overlaps.then_some(ask.from), Some(to));
        page.cursor = Some(to.to_string());
        let shape = Shape { page: CONNECTION, by_cursor: true, counts: ask.counts };
        let list = List { key: "t0".into(), name: "app.t".into(), shape, ask: asked.clone() };
        listing.turn(&list, &mut page).unwrap()
    }

    #[test]
    fn what_is_counted_is_asked_for_side_by_side_behind_the_last_cursor() {
        let mut listing = listing(ALL);
        let first = listing.next_ask().unwrap();
        assert!(first.counts && listing.next_ask().is_none());
        assert!(answer(&mut listing, &first, 100));
        let asks: Vec<_> = std::iter::from_fn(|| listing.next_ask()).collect();
        let shown: Vec<_> = asks.iter().map(|ask| (ask.from, ask.rows, ask.overlaps, ask.counts)).collect();
        assert_eq!(shown, [(10, 9, false, false), (19, 9, true, false), (28, 9, true, true)]);
        assert_eq!(asks[0].position, Some(Position::After("10".into())));
        assert_eq!(asks[1].position, Some(Position::Behind { cursor: "10".into(), rows: 8 }));
        for ask in &asks {
            assert!(answer(&mut listing, ask, 100));
        }
        assert!(listing.has_ended() && listing.next_ask().is_none());
    }

    #[test]
    fn a_page_that_is_shorter_than_asked_for_is_gone_on_from() {
        let mut listing = listing(ALL);
        let first = listing.next_ask().unwrap();
        answer(&mut listing, &first, 100);
        let asks: Vec<_> = std::iter::from_fn(|| listing.next_ask()).collect();
        assert!(answer(&mut listing, &asks[0], 4));
        assert!(!answer(&mut listing, &asks[1], 4) && !answer(&mut listing, &asks[2], 4));
        let mut pages = 0;
        while let Some(ask) = listing.next_ask() {
            assert!(ask.rows + usize::from(ask.overlaps) <= 4);
            assert!(answer(&mut listing, &ask, 4));
            pages += 1;
        }
        assert!(listing.has_ended());
        assert_eq!(pages, 6);
    }

    #[test]
    fn a_page_that_is_longer_than_asked_for_is_gone_on_from() {
        let mut listing = listing(ALL);
        let first = listing.next_ask().unwrap();
        answer(&mut listing, &first, 100);
        let asks: Vec<_> = std::iter::from_fn(|| listing.next_ask()).collect();
        assert!(answer(&mut listing, &asks[0], 100));
        let longer = Ask { rows: 12, ..asks[1].clone() };
        assert!(answer_as(&mut listing, &longer, &asks[1], 100));
        assert!(!answer(&mut listing, &asks[2], 100) || listing.has_ended());
        while let Some(ask) = listing.next_ask() {
            assert!(answer(&mut listing, &ask, 100));
        }
        assert!(listing.has_ended());
    }

    #[test]
    fn what_may_not_be_asked_for_side_by_side_follows() {
        let mut listing = listing(Paging { side_by_side: false, always_counts: false });
        let mut pages = 0;
        while let Some(ask) = listing.next_ask() {
            assert!(listing.next_ask().is_none() && !ask.overlaps);
            assert!(answer(&mut listing, &ask, 100));
            pages += 1;
        }
        assert!(listing.has_ended());
        assert_eq!(pages, 3);
    }
}
