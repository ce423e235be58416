//! A page of a list, read as it streams in, and whole once the answer has ended.

use std::hash::Hash;
use std::io::Read;

use serde::de::DeserializeOwned;

use super::answer_error::{AnswerError, RowError};
use super::mark::mark;
use super::rank::Rank;
use super::refusal::ErrorEntry;
use super::request::List;
use super::scanner::Scanner;
use super::shape::Part;
use crate::row::plain_integers;

/// Keeps the rows of one page as they arrive.
pub(super) trait Keep {
    /// What tells a row from every other of its list.
    type Id: Hash;

    /// Where a row stands in the order of its list, where that is known.
    fn rank(_id: &Self::Id) -> Option<&Rank> {
        None
    }

    /// Keeps the row with this JSON text; gives what tells it from every other, where that is known.
    ///
    /// # Errors
    /// The text is no row of the list.
    fn row(&mut self, node: &str) -> Result<Option<Self::Id>, RowError>;

    /// What tells the row with this JSON text from every other, where that is known; the row is not kept.
    ///
    /// # Errors
    /// The text is no row of the list.
    fn id(&self, node: &str) -> Result<Option<Self::Id>, RowError>;
}

/// A page that has arrived whole.
pub(super) struct Page<K: Keep> {
    /// The rows.
    pub(super) rows: K,
    /// How many they are.
    pub(super) count: u64,
    /// Of each row whose key is known, what tells it from every other, with its mark.
    pub(super) ids: Vec<(u64, K::Id)>,
    /// The mark of the row that stands before the page, where the page was to begin with it.
    pub(super) before: Option<u64>,
    /// The marks of the first row and of the last one, that one excepted.
    pub(super) first: Option<u64>,
    pub(super) last: Option<u64>,
    /// The bytes of the rows.
    pub(super) bytes: usize,
    /// What the server counts of the whole list, where it does.
    pub(super) total: Option<u64>,
    /// Whether the server promises another page, where it says so.
    pub(super) more: Option<bool>,
    /// The cursor of the last row.
    pub(super) cursor: Option<String>,
    /// What has come of it.
    parts: Vec<Part>,
}

impl<K: Keep> Page<K> {
    pub(super) fn new(rows: K) -> Self {
        Self {
            rows,
            count: 0,
            ids: Vec::new(),
            before: None,
            first: None,
            last: None,
            bytes: 0,
            total: None,
            more: None,
            cursor: None,
            parts: Vec::new(),
        }
    }
}

impl<K: Keep> Page<K> {
    /// Takes the next node; the first one of a page that overlaps is the last row of the page before.
    fn node(&mut self, node: &str, overlaps: bool) -> Result<(), RowError> {
        let known = |id: &Option<K::Id>| id.as_ref().map_or_else(|| mark(node), mark);
        if overlaps && self.before.is_none() {
            self.before = Some(known(&self.rows.id(node)?));
            return Ok(());
        }
        let id = self.rows.row(node)?;
        let mark = known(&id);
        self.ids.extend(id.map(|id| (mark, id)));
        self.first.get_or_insert(mark);
        (self.count, self.bytes, self.last) = (self.count + 1, self.bytes + node.len(), Some(mark));
        Ok(())
    }
}

/// Reads an answer to its end: a page of each of the lists that were asked for, whose rows `keepers` keep, one a list.
pub(super) fn read<K: Keep>(body: impl Read, lists: &[List], keepers: Vec<K>) -> Result<Vec<Page<K>>, AnswerError> {
    let pages = keepers.into_iter().map(Page::new).collect();
    let mut answer =
        Answer { scanner: Scanner::new(body), lists, pages, null: Some("the data".into()), unreadable: None };
    let errors = answer.whole()?;
    let Answer { pages, null, unreadable, .. } = answer;
    if let Some(errors) = errors {
        let carried_out = pages.iter().any(|page| !page.parts.is_empty());
        return Err(AnswerError::Errors { errors, carried_out });
    }
    if let Some((list, error)) = unreadable {
        return Err(AnswerError::Row(list, error));
    }
    if let Some(place) = null {
        return Err(AnswerError::Malformed(format!("{place} is null, and no error says why")));
    }
    for (list, page) in lists.iter().zip(&pages) {
        complete(list, page)?;
    }
    Ok(pages)
}

/// Checks that every part of a page that was asked for has come.
fn complete<K: Keep>(list: &List, page: &Page<K>) -> Result<(), AnswerError> {
    let missing = |path: &str| Err(AnswerError::Malformed(format!("the field `{path}` is not in it")));
    if page.parts.is_empty() {
        return missing(&list.key);
    }
    match list.shape.parts().into_iter().find(|(_, part)| !page.parts.contains(part)) {
        Some((path, _)) => missing(&dotted(list, &path)),
        None => Ok(()),
    }
}

/// A path below the root field of a list, as messages have it.
fn dotted(list: &List, path: &[impl AsRef<str>]) -> String {
    path.iter().fold(list.key.clone(), |dotted, step| format!("{dotted}.{}", step.as_ref()))
}

struct Answer<'l, R, K: Keep> {
    scanner: Scanner<R>,
    lists: &'l [List],
    pages: Vec<Page<K>>,
    /// A null that an entry of `errors` has yet to explain; the errors may stand behind the data.
    null: Option<String>,
    /// The first node that is no row of its list, where the errors may yet say why.
    unreadable: Option<(usize, RowError)>,
}

impl<R: Read, K: Keep> Answer<'_, R, K> {
    /// The whole answer; gives its errors, where it has some.
    fn whole(&mut self) -> Result<Option<Vec<ErrorEntry>>, AnswerError> {
        let mut errors = Vec::new();
        if self.scanner.next_byte()?.is_none() {
            return Err(AnswerError::Malformed("it is empty".into()));
        }
        self.scanner.enter(b'{')?;
        while let Some(key) = self.scanner.next_key()? {
            match key.as_str() {
                "data" => self.data()?,
                "errors" => errors = typed(&mut self.scanner)?,
                _ => drop(self.scanner.value()?),
            }
        }
        self.scanner.end()?;
        Ok((!errors.is_empty()).then_some(errors))
    }

    fn data(&mut self) -> Result<(), AnswerError> {
        if self.scanner.take_null()? {
            return Ok(());
        }
        self.null = None;
        self.scanner.enter(b'{')?;
        while let Some(key) = self.scanner.next_key()? {
            let at = self.lists.iter().position(|list| list.key == key);
            self.part(at.ok_or_else(|| not_asked_for(&key))?, &mut Vec::new())?;
        }
        Ok(())
    }

    /// What stands at `path` below the root field of the list at this position.
    fn part(&mut self, at: usize, path: &mut Vec<String>) -> Result<(), AnswerError> {
        let (lists, pages) = (self.lists, &mut self.pages);
        let (Some(list), Some(page)) = (lists.get(at), pages.get_mut(at)) else { return Ok(()) };
        let part = list.shape.part(path).ok_or_else(|| not_asked_for(&path.join(".")))?;
        page.parts.push(part);
        match part {
            Part::Cursor => page.cursor = typed(&mut self.scanner)?,
            _ if self.scanner.take_null()? => self.null = Some(format!("`{}`", dotted(list, path))),
            Part::Total => page.total = Some(typed(&mut self.scanner)?),
            Part::More => page.more = Some(typed(&mut self.scanner)?),
            Part::Rows => self.rows(at, path)?,
            Part::Inside => self.inside(at, path)?,
        }
        Ok(())
    }

    fn inside(&mut self, at: usize, path: &mut Vec<String>) -> Result<(), AnswerError> {
        self.scanner.enter(b'{')?;
        while let Some(key) = self.scanner.next_key()? {
            path.push(key);
            self.part(at, path)?;
            path.pop();
        }
        Ok(())
    }

    fn rows(&mut self, at: usize, path: &[String]) -> Result<(), AnswerError> {
        let (Some(list), Some(page)) = (self.lists.get(at), self.pages.get_mut(at)) else { return Ok(()) };
        self.scanner.enter(b'[')?;
        while self.scanner.next_item()? {
            let node = self.scanner.value()?;
            if node == "null" {
                self.null = Some(format!("`{}[…]`", dotted(list, path)));
            } else if self.unreadable.is_none()
                && let Err(error) = page.node(node, list.ask.overlaps)
            {
                self.unreadable = Some((at, error));
            }
        }
        Ok(())
    }
}

/// The next value as a type of ours.
fn typed<T: DeserializeOwned>(scanner: &mut Scanner<impl Read>) -> Result<T, AnswerError> {
    serde_json::from_str(&plain_integers(scanner.value()?)).map_err(|error| AnswerError::Malformed(error.to_string()))
}

fn not_asked_for(field: &str) -> AnswerError {
    AnswerError::Malformed(format!("the field `{field}` was not asked for"))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::request::Ask;
    use super::super::shape::Shape;
    use super::super::shape::tests::{BARE, CONNECTION};
    use super::*;
    use crate::row::PageShape;

    #[derive(Debug, Default)]
    struct Texts(Vec<String>);

    impl Keep for Texts {
        type Id = Infallible;

        fn row(&mut self, node: &str) -> Result<Option<Infallible>, RowError> {
            if node.contains("bad") {
                return Err(RowError::Fields("bad".into()));
            }
            self.0.push(node.to_owned());
            Ok(None)
        }

        fn id(&self, _node: &str) -> Result<Option<Infallible>, RowError> {
            Ok(None)
        }
    }

    fn list(key: &str, shape: Shape) -> List {
        List { key: key.to_owned(), name: String::new(), shape, ask: Ask::default() }
    }

    /// Each page's rows, with what stands beside them.
    fn pages(json: &str, lists: &[List]) -> Result<Vec<String>, String> {
        let pages = read(json.as_bytes(), lists, lists.iter().map(|_| Texts::default()).collect())
            .map_err(|error| format!("{error:?}"))?;
        let shown = |page: Page<Texts>| {
            let Page { rows, count, total, more, cursor, .. } = page;
            format!("{} {count} {total:?} {more:?} {cursor:?}", rows.0.join(" "))
        };
        Ok(pages.into_iter().map(shown).collect())
    }

    fn run(json: &str) -> Result<Vec<String>, String> {
        pages(json, &["t0", "t1"].map(|key| list(key, Shape { page: CONNECTION, by_cursor: true, counts: true })))
    }

    const PAGE: &str = r#"{"nodes":[{"id":1}],"pageInfo":{"hasNextPage":true,"endCursor":"c"},"totalCount":7}"#;

    fn both(first: &str) -> String {
        format!(r#"{{"data":{{"t0":{first},"t1":{PAGE}}}}}"#)
    }

    #[test]
    fn pages_stand_in_the_order_that_was_asked_for() {
        let two = PAGE.replace(r#"{"id":1}"#, r#"{"id":2},{"id":3}"#);
        let read = run(&format!(r#"{{"data":{{"t1":{two},"t0":{PAGE}}},"extensions":{{"x":[1]}}}}"#));
        let beside = r#"Some(7) Some(true) Some("c")"#;
        assert_eq!(
            read.unwrap(),
            [format!(r#"{{"id":1}} 1 {beside}"#), format!(r#"{{"id":2}} {{"id":3}} 2 {beside}"#)]
        );
    }

    #[test]
    fn a_list_may_be_its_own_rows() {
        let read = |json: &str| pages(json, &[list("rows", BARE)]);
        assert_eq!(read(r#"{"data":{"rows":[{"a":1},[2]]}}"#).unwrap(), [r#"{"a":1} [2] 2 None None None"#]);
        for (json, reason) in [
            (r#"{"data":{"rows":null}}"#, "`rows` is null"),
            (r#"{"data":{"rows":[1,null]}}"#, "`rows[…]` is null"),
            (r#"{"data":{"rows":{}}}"#, "`[` is wanted"),
        ] {
            assert!(read(json).unwrap_err().contains(reason), "{json}");
        }
        let counted = Shape { page: PageShape { rows: Some("items"), total: Some("count"), ..BARE.page }, ..BARE };
        let read = |json: &str| pages(json, &[list("rows", counted)]);
        assert_eq!(read(r#"{"data":{"rows":{"count":3,"items":[1]}}}"#).unwrap(), ["1 1 Some(3) None None"]);
        for (json, reason) in [
            (r#"{"data":{"rows":{"count":3}}}"#, "the field `rows.items` is not in it"),
            (r#"{"data":{"rows":{"count":3,"items":null}}}"#, "`rows.items` is null"),
            (r#"{"data":{"rows":{"count":{"all":3}}}}"#, "invalid type"),
            (r#"{"data":{"rows":{"x":1}}}"#, "the field `x` was not asked for"),
        ] {
            assert!(read(json).unwrap_err().contains(reason), "{json}");
        }
    }

    #[test]
    fn n23_a_count_and_a_path_are_numbers_in_any_form() {
        let page = PAGE.replace("\"totalCount\":7", "\"totalCount\":7.0E0").replace("{\"id\":1}", "{\"id\":1.50}");
        assert!(run(&both(&page)).unwrap()[0].starts_with(r#"{"id":1.50} 1 Some(7)"#));
        let errors = r#"{"errors":[{"message":"no","path":["t0","nodes",3e0]}],"data":null}"#;
        let message = run(errors).unwrap_err();
        assert!(message.contains("Number(3)"), "{message}");
        assert!(run(&both(&PAGE.replace(":7", ":7.5"))).is_err());
    }

    #[test]
    fn errors_before_or_behind_the_data_are_errors_whatever_else_is_wrong() {
        let errors = r#""errors":[{"message":"no","path":["t0","nodes",3]}]"#;
        let bad = PAGE.replace(r#"{"id":1}"#, r#""bad""#);
        for json in [
            format!(r#"{{{errors},"data":{{"t0":{PAGE},"t1":null}}}}"#),
            format!(r#"{{"data":{{"t0":{PAGE},"t1":null}},{errors}}}"#),
            format!(r#"{{"data":{{"t0":{bad},"t1":{PAGE}}},{errors}}}"#),
            format!(r#"{{"data":null,{errors}}}"#),
        ] {
            let error = run(&json).unwrap_err();
            assert!(error.starts_with("Errors"), "{json}: {error}");
            assert_eq!(error.contains("carried_out: true"), json.contains("t1"), "{error}");
        }
    }

    #[test]
    fn a_null_or_a_part_too_few_is_no_data() {
        for (json, reason) in [
            (r#"{"data":null}"#.to_owned(), "the data is null"),
            ("{}".to_owned(), "the data is null"),
            (both("null"), "`t0` is null"),
            (both(&PAGE.replace(r#"{"id":1}"#, "null")), "`t0.nodes[…]` is null"),
            (both(&PAGE.replace("true", "null")), "`t0.pageInfo.hasNextPage` is null"),
            (both(&PAGE.replace(r#","totalCount":7"#, "")), "the field `t0.totalCount` is not in it"),
            (format!(r#"{{"data":{{"t0":{PAGE}}}}}"#), "the field `t1` is not in it"),
        ] {
            let error = run(&json).unwrap_err();
            assert!(error.starts_with("Malformed") && error.contains(reason), "{json}: {error}");
        }
    }

    #[test]
    fn what_breaks_off_is_told_from_what_is_no_answer() {
        let whole = both(PAGE);
        for cut in [1, 20, whole.len() - 1] {
            assert!(run(&whole[..cut]).unwrap_err().starts_with("Broken"), "{cut}");
        }
        for json in ["", r#"{"data":{"t9":null}}"#, r#"{"data":{"x":1}}"#] {
            assert!(run(json).unwrap_err().starts_with("Malformed"), "{json}");
        }
        for json in ["<html>", "[1]"] {
            assert!(run(json).unwrap_err().starts_with("Garbled"), "{json}");
        }
        assert_eq!(run(&whole.replace(r#"{"id":1}"#, r#""bad""#)).unwrap_err(), r#"Row(0, Fields("bad"))"#);
    }
}
