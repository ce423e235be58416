//! How far a list has been read, and what each of its pages is held against.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::page::{Keep, Page};
use super::rank::{self, Rank};
use super::request::List;
use crate::error::ReadError;

/// Where a list goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// Behind this cursor.
    After(String),
    /// Behind so many rows.
    Offset(u64),
    /// Behind so many rows that stand behind a cursor.
    Behind {
        /// The cursor.
        cursor: String,
        /// The rows to pass over.
        rows: u64,
    },
}

impl Position {
    /// The cursor, and the rows to pass over.
    pub(super) fn parts(&self) -> (Option<&str>, Option<u64>) {
        match self {
            Self::After(cursor) => (Some(cursor), None),
            Self::Offset(rows) => (None, Some(*rows)),
            Self::Behind { cursor, rows } => (Some(cursor), Some(*rows)),
        }
    }
}

const OFFSET_UNHEEDED: &str = "the page that was asked for came again: its offset is not heeded";

/// How far a list has been read.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// The rows so far.
    read: u64,
    /// What the server counts on each page that it counts for.
    counted: Option<u64>,
    next: Option<Position>,
    /// The marks of the first row of each page: behind a cursor at the end of the one before, where an offset is not
    /// heeded, such a row comes first.
    firsts: Vec<u64>,
    /// The mark of the last row.
    last: Option<u64>,
    /// The marks of the rows so far whose keys are known and whose ranks are not. A row that is taken for another would
    /// be refused, and not when it is read again.
    seen: HashSet<u64>,
    /// The rank of the last row.
    rank: Option<Rank>,
    /// Rows that one page of it had, and their bytes.
    page: Option<(u64, usize)>,
}

/// What does not fit about a page, or a list that has ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault<Id> {
    /// It does not lead on; in words.
    Malformed(&'static str),
    /// The server counts otherwise than on the page before.
    Changed { before: u64, after: u64 },
    /// It does not begin where the page before ended, so many rows from the beginning.
    Moved { read: u64 },
    /// This row came before.
    Repeated(Id),
    /// The rows are not as many as the server counts.
    Count { read: u64, counted: u64 },
}

impl Progress {
    /// The rows so far.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// Where the list goes on; `None` where it has ended.
    pub(super) fn next(&self) -> Option<&Position> {
        self.next.as_ref()
    }

    /// What the server counts, where it does.
    pub(super) fn counted(&self) -> Option<u64> {
        self.counted
    }

    /// The rows that the last page had, and their bytes; `None` where none has come.
    pub(super) fn page(&self) -> Option<(u64, usize)> {
        self.page
    }

    /// Checks a page against those before it, and goes on behind it. With its last page the list is whole.
    ///
    /// # Errors
    /// The page is none of this list's, or not the one that was asked for; nothing of it is to be used.
    pub(super) fn turn<K: Keep>(&mut self, list: &List, page: &mut Page<K>) -> Result<(), Fault<K::Id>> {
        if let (Some(before), Some(after)) = (self.counted, page.total)
            && before != after
        {
            return Err(Fault::Changed { before, after });
        }
        if list.ask.overlaps && (page.before.is_none() || page.before != self.last) {
            let is_first = page.before.is_some_and(|before| self.firsts.contains(&before));
            return Err(if is_first { Fault::Malformed(OFFSET_UNHEEDED) } else { Fault::Moved { read: self.read } });
        }
        let read = self.read + page.count;
        let counted = page.total.or(self.counted);
        let next = behind(page, list.shape.by_cursor, (read, counted)).map_err(Fault::Malformed)?;
        if next.is_some() && next == self.next {
            return Err(Fault::Malformed("the page that was asked for came again: its cursor is not heeded"));
        }
        self.each_once::<K>(page.ids.drain(..))?;
        (self.read, self.counted, self.next) = (read, counted, next);
        self.firsts.extend(page.first);
        self.last = page.last.or(self.last);
        self.page = Some((page.count, page.bytes));
        if self.next.is_some() {
            return Ok(());
        }
        self.seen = HashSet::new();
        match self.counted.filter(|counted| *counted != read) {
            Some(counted) => Err(Fault::Count { read, counted }),
            None => Ok(()),
        }
    }
}

impl Progress {
    /// Checks that no row came before. Rows that have ranks are in their order; of the others it is to be remembered that
    /// they came.
    fn each_once<K: Keep>(&mut self, ids: impl Iterator<Item = (u64, K::Id)>) -> Result<(), Fault<K::Id>> {
        for (mark, id) in ids {
            let Some(rank) = K::rank(&id) else {
                if self.seen.insert(mark) {
                    continue;
                }
                return Err(Fault::Repeated(id));
            };
            match rank::compare(self.rank.as_ref(), rank) {
                Ordering::Greater => self.rank = Some(rank.clone()),
                Ordering::Equal => return Err(Fault::Repeated(id)),
                Ordering::Less => return Err(Fault::Moved { read: self.read }),
            }
        }
        Ok(())
    }
}

impl<Id> Fault<Id> {
    /// The error of a list's page, or of a list that is not whole.
    pub(super) fn of_list(self, table: String, url: &str) -> ReadError {
        match self {
            Self::Malformed(reason) => {
                ReadError::Malformed { url: url.to_owned(), table: Some(table), reason: reason.to_owned() }
            }
            Self::Changed { before, after } => ReadError::Changed { table, before, after },
            Self::Moved { read } => ReadError::Moved { table, read },
            Self::Count { read, counted } => ReadError::Count { table, read, counted },
            Self::Repeated(_) => ReadError::Repeated { table, row: "a row".to_owned() },
        }
    }
}

/// The error of a list that has not ended and has no page that could be asked for.
pub(super) fn unfinished(table: String, url: &str) -> ReadError {
    ReadError::Malformed { url: url.to_owned(), table: Some(table), reason: "its pages lead to no end".to_owned() }
}

/// Where a list goes on behind a page, `read` rows from its beginning; `None` where that was the last.
fn behind<K: Keep>(
    page: &Page<K>,
    by_cursor: bool,
    (read, counted): (u64, Option<u64>),
) -> Result<Option<Position>, &'static str> {
    // Where the server does not say whether there is more, nor counts, only a page without rows is the end: a server may
    // give fewer rows than it was asked for.
    let more = page.more.unwrap_or(page.count > 0 && counted != Some(read));
    match (more, &page.cursor) {
        (false, _) => Ok(None),
        // It would be asked for without end.
        (true, _) if page.count == 0 && counted == Some(read) => Ok(None),
        (true, None) if by_cursor => Err("another page, and no cursor to it"),
        (true, _) if page.count == 0 => Err("a page without rows, and another behind it"),
        (true, Some(cursor)) if by_cursor => Ok(Some(Position::After(cursor.clone()))),
        (true, _) => Ok(Some(Position::Offset(read))),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::answer_error::RowError;
    use super::super::request::Ask;
    use super::super::shape::Shape;
    use super::super::shape::tests::CONNECTION;
    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub(in super::super) struct Id(u64);

    pub(in super::super) struct Nothing;

    impl Keep for Nothing {
        type Id = Id;

        fn row(&mut self, _node: &str) -> Result<Option<Id>, RowError> {
            Ok(None)
        }

        fn id(&self, _node: &str) -> Result<Option<Id>, RowError> {
            Ok(None)
        }
    }

    fn page(ids: &[u64], total: Option<u64>, more: Option<bool>, cursor: Option<&str>) -> Page<Nothing> {
        let mut page = Page::new(Nothing);
        (page.count, page.ids) = (ids.len() as u64, ids.iter().map(|id| (*id, Id(*id))).collect());
        (page.first, page.last) = (ids.first().copied(), ids.last().copied());
        (page.total, page.more, page.cursor) = (total, more, cursor.map(str::to_owned));
        page
    }

    fn list(ask: Ask, by_cursor: bool) -> List {
        List { key: "t0".into(), name: "app.t".into(), shape: Shape { page: CONNECTION, by_cursor, counts: true }, ask }
    }

    #[test]
    fn a_page_that_does_not_meet_the_one_before_is_a_fault() {
        let turned = |before: Option<u64>| {
            let mut progress = Progress::default();
            progress.turn(&list(Ask::default(), false), &mut page(&[1, 2], Some(3), Some(true), None))?;
            let overlapping = list(Ask { from: 2, overlaps: true, ..Ask::default() }, false);
            let mut next = page(&[3], Some(3), Some(false), None);
            next.before = before;
            progress.turn(&overlapping, &mut next)
        };
        assert_eq!(turned(Some(2)), Ok(()));
        assert_eq!(turned(Some(3)), Err(Fault::Moved { read: 2 }));
        assert!(matches!(turned(Some(1)), Err(Fault::Malformed(_))));
        assert_eq!(turned(None), Err(Fault::Moved { read: 2 }));
    }

    /// What comes of the pages, one after the other.
    fn turn<const N: usize>(by_cursor: bool, pages: [Page<Nothing>; N]) -> Result<(u64, Option<Position>), Fault<Id>> {
        let mut progress = Progress::default();
        let list = list(Ask::default(), by_cursor);
        pages.into_iter().try_for_each(|mut page| progress.turn(&list, &mut page))?;
        Ok((progress.read(), progress.next().cloned()))
    }

    #[test]
    fn a_list_goes_on_by_cursor_or_by_offset_until_its_count_is_met() {
        let first = || page(&[1, 2], Some(3), Some(true), Some("c"));
        assert_eq!(turn(true, [first()]), Ok((2, Some(Position::After("c".into())))));
        assert_eq!(turn(false, [first()]), Ok((2, Some(Position::Offset(2)))));
        let last = |id, total| page(&[id], Some(total), Some(false), Some("d"));
        assert_eq!(turn(true, [first(), last(3, 3)]), Ok((3, None)));
        assert_eq!(turn(true, [first(), last(3, 4)]), Err(Fault::Changed { before: 3, after: 4 }));
        assert_eq!(turn(true, [last(1, 2)]), Err(Fault::Count { read: 1, counted: 2 }));
    }

    #[test]
    fn a_page_that_leads_nowhere_is_a_fault() {
        fn malformed<const N: usize>(pages: [Page<Nothing>; N]) -> bool {
            matches!(turn(true, pages), Err(Fault::Malformed(_)))
        }
        assert!(malformed([page(&[1], Some(2), Some(true), None)]));
        assert!(malformed([page(&[], Some(2), Some(true), Some("c"))]));
        assert!(malformed([0, 0].map(|_| page(&[1], Some(3), Some(true), Some("c")))));
        assert_eq!(turn(true, [page(&[], Some(0), Some(true), Some("c"))]), Ok((0, None)));
    }

    #[test]
    fn a_row_that_comes_twice_is_a_fault_on_whatever_page() {
        let first = page(&[1, 2], Some(4), Some(true), Some("c"));
        let second = page(&[3, 1], Some(4), Some(false), Some("d"));
        assert_eq!(turn(true, [first, second]), Err(Fault::Repeated(Id(1))));
        assert_eq!(turn(true, [page(&[5, 5], Some(2), Some(false), None)]), Err(Fault::Repeated(Id(5))));
    }

    #[test]
    fn a_count_alone_says_where_a_list_ends() {
        let of = |ids: &[u64]| page(ids, Some(3), None, None);
        assert_eq!(turn(false, [of(&[1, 2])]), Ok((2, Some(Position::Offset(2)))));
        assert_eq!(turn(false, [of(&[1, 2]), of(&[3])]), Ok((3, None)));
        assert_eq!(turn(false, [of(&[1, 2]), of(&[])]), Err(Fault::Count { read: 2, counted: 3 }));
    }

    #[test]
    fn without_a_count_and_a_promise_a_list_ends_with_a_page_without_rows() {
        let of = |ids: &[u64]| page(ids, None, None, None);
        assert_eq!(turn(false, [of(&[1, 2])]), Ok((2, Some(Position::Offset(2)))));
        assert_eq!(turn(false, [of(&[1, 2]), of(&[3])]), Ok((3, Some(Position::Offset(3)))));
        assert_eq!(turn(false, [of(&[1, 2]), of(&[3]), of(&[])]), Ok((3, None)));
        assert_eq!(turn(false, [of(&[])]), Ok((0, None)));
    }
}
