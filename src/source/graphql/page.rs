//! An answer with pages of rows, read as it streams in: one node is in memory at a time.

use std::io::Read;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::answer::ErrorEntry;
use super::scanner::{ScanError, Scanner};
use crate::row::number::plain_integers;

/// What stands behind the nodes of a page.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageInfo {
    /// Whether there is another page.
    pub(super) has_next_page: bool,
    /// The cursor of the last row.
    pub(super) end_cursor: Option<String>,
}

/// Takes what an answer holds.
pub(super) trait Pages {
    /// Why it stops taking.
    type Error;

    /// A node of the root field `t{alias}`, as JSON text.
    fn node(&mut self, alias: usize, node: &str) -> Result<(), Self::Error>;

    /// The end of the page of the root field `t{alias}`.
    fn end(&mut self, alias: usize, info: PageInfo, total: u64) -> Result<(), Self::Error>;

    /// Whether the reason may be a null in the place of a value, which an entry of `errors` further on would explain.
    fn may_be_explained(reason: &Self::Error) -> bool;
}

/// Why an answer could not be read.
#[derive(Debug)]
pub(super) enum PageError<E> {
    /// The answer broke off.
    Broken(String),
    /// The answer is none to the request.
    Malformed(String),
    /// The answer has errors: what else it has is not the data.
    Errors {
        /// At least one.
        errors: Vec<ErrorEntry>,
        /// Whether a root field was in the answer: then the request was carried out, and something in it failed.
        carried_out: bool,
    },
    /// The taker stopped.
    Stopped(E),
}

impl<E> From<ScanError> for PageError<E> {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Broken(reason) => Self::Broken(reason),
            ScanError::Malformed(reason) => Self::Malformed(reason),
        }
    }
}

/// Reads an answer to a request for `fields` root fields.
pub(super) fn read<P: Pages>(body: impl Read, fields: usize, pages: &mut P) -> Result<(), PageError<P::Error>> {
    let scanner = Scanner::new(body);
    let mut answer = Answer { scanner, pages, seen: vec![false; fields], null: None, stopped: None };
    let errors = answer.whole()?;
    if !errors.is_empty() {
        return Err(PageError::Errors { errors, carried_out: answer.seen.contains(&true) });
    }
    if let Some(reason) = answer.stopped {
        return Err(PageError::Stopped(reason));
    }
    match (answer.null, answer.seen.iter().position(|seen| !seen)) {
        (Some(what), _) => Err(PageError::Malformed(format!("{what} is null, and no error says why"))),
        (None, Some(alias)) => Err(PageError::Malformed(format!("the field t{alias} is not in it"))),
        (None, None) => Ok(()),
    }
}

struct Answer<'p, R, P: Pages> {
    scanner: Scanner<R>,
    pages: &'p mut P,
    /// Which root fields the answer has.
    seen: Vec<bool>,
    /// A null that an entry of `errors` has yet to explain; the errors may stand behind the data.
    null: Option<String>,
    /// Why the taker stopped, where the errors may yet say the true reason.
    stopped: Option<P::Error>,
}

type Taken<T, P> = Result<T, PageError<<P as Pages>::Error>>;

impl<R: Read, P: Pages> Answer<'_, R, P> {
    /// The whole answer; gives its errors.
    fn whole(&mut self) -> Taken<Vec<ErrorEntry>, P> {
        let (mut errors, mut first) = (Vec::new(), true);
        self.scanner.enter(b'{')?;
        while let Some(key) = self.scanner.next_key(first)? {
            first = false;
            match key.as_str() {
                "data" => self.data()?,
                "errors" => errors = self.typed()?,
                _ => drop(self.scanner.value()?),
            }
        }
        self.scanner.end()?;
        if first {
            self.null = Some("the data".into());
        }
        Ok(errors)
    }

    fn data(&mut self) -> Taken<(), P> {
        if self.scanner.take_null()? {
            self.null = Some("the data".into());
            return Ok(());
        }
        let mut first = true;
        self.scanner.enter(b'{')?;
        while let Some(key) = self.scanner.next_key(first)? {
            first = false;
            let alias = key.strip_prefix('t').and_then(|digits| digits.parse().ok());
            let Some(alias) = alias.filter(|alias: &usize| *alias < self.seen.len()) else {
                return Err(PageError::Malformed(format!("the field `{key}` was not asked for")));
            };
            self.seen[alias] = true;
            self.connection(alias)?;
        }
        Ok(())
    }

    fn connection(&mut self, alias: usize) -> Taken<(), P> {
        if self.scanner.take_null()? {
            self.null = Some(format!("the field t{alias}"));
            return Ok(());
        }
        let (mut info, mut total, mut first) = (None, None, true);
        self.scanner.enter(b'{')?;
        while let Some(key) = self.scanner.next_key(first)? {
            first = false;
            match key.as_str() {
                "nodes" => self.nodes(alias)?,
                "pageInfo" => info = Some(self.typed()?),
                "totalCount" => total = Some(self.typed()?),
                other => return Err(PageError::Malformed(format!("the field `{other}` was not asked for"))),
            }
        }
        let (Some(info), Some(total)) = (info, total) else {
            return Err(PageError::Malformed("a connection without `pageInfo` or `totalCount`".into()));
        };
        let taken = if self.stopped.is_none() { self.pages.end(alias, info, total) } else { Ok(()) };
        self.taken(taken)
    }

    /// Stops reading where the taker has stopped, unless something further on could explain why.
    fn taken(&mut self, result: Result<(), P::Error>) -> Taken<(), P> {
        match result {
            Ok(()) => Ok(()),
            Err(reason) if P::may_be_explained(&reason) => {
                self.stopped = Some(reason);
                Ok(())
            }
            Err(reason) => Err(PageError::Stopped(reason)),
        }
    }

    fn nodes(&mut self, alias: usize) -> Taken<(), P> {
        let mut first = true;
        self.scanner.enter(b'[')?;
        while self.scanner.next_item(first)? {
            first = false;
            let node = self.scanner.value()?;
            if node == "null" {
                self.null = Some(format!("a row of the field t{alias}"));
            } else if self.stopped.is_none() {
                let taken = self.pages.node(alias, node);
                self.taken(taken)?;
            }
        }
        Ok(())
    }

    /// The next value as a type of ours.
    fn typed<T: DeserializeOwned>(&mut self) -> Taken<T, P> {
        serde_json::from_str(&plain_integers(self.scanner.value()?))
            .map_err(|error| PageError::Malformed(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Seen(Vec<String>);

    impl Pages for Seen {
        type Error = String;
        fn node(&mut self, alias: usize, node: &str) -> Result<(), String> {
            self.0.push(format!("t{alias} {node}"));
            if node.contains("stop") { Err("stop".into()) } else { Ok(()) }
        }
        fn end(&mut self, alias: usize, info: PageInfo, total: u64) -> Result<(), String> {
            self.0.push(format!("t{alias} end {} {total}", info.has_next_page));
            Ok(())
        }
        fn may_be_explained(_: &String) -> bool {
            false
        }
    }

    fn run(json: &str) -> (Vec<String>, Result<(), String>) {
        let mut seen = Seen::default();
        let result = read(json.as_bytes(), 2, &mut seen);
        (seen.0, result.map_err(|error| format!("{error:?}")))
    }

    const ONE: &str = r#"{"nodes":[{"id":1}],"pageInfo":{"hasNextPage":true,"endCursor":"c"},"totalCount":7}"#;

    #[test]
    fn nodes_come_in_order_with_the_end_behind_them() {
        let (seen, result) = run(&format!(r#"{{"data":{{"t1":{ONE},"t0":{ONE}}},"extensions":{{"x":[1]}}}}"#));
        assert_eq!(result, Ok(()));
        assert_eq!(seen, [r#"t1 {"id":1}"#, "t1 end true 7", r#"t0 {"id":1}"#, "t0 end true 7"]);
    }

    #[test]
    fn n23_a_count_and_a_path_are_numbers_in_any_form() {
        let one = ONE.replace("\"totalCount\":7", "\"totalCount\":7.0E0").replace("{\"id\":1}", "{\"id\":1.50}");
        let (seen, result) = run(&format!(r#"{{"data":{{"t0":{one},"t1":{ONE}}}}}"#));
        assert_eq!(result, Ok(()));
        assert_eq!(seen[..2], [r#"t0 {"id":1.50}"#, "t0 end true 7"]);
        let errors = r#"{"errors":[{"message":"no","path":["t0","nodes",3e0]}],"data":null}"#;
        let said = run(errors).1.unwrap_err();
        assert!(said.contains("Number(3)"), "{said}");
        assert!(run(&format!(r#"{{"data":{{"t0":{},"t1":{ONE}}}}}"#, ONE.replace(":7", ":7.5"))).1.is_err());
    }

    #[test]
    fn errors_before_or_behind_the_data_are_errors() {
        let errors = r#""errors":[{"message":"no","path":["t0","nodes",3]}]"#;
        for json in [
            format!(r#"{{{errors},"data":{{"t0":{ONE},"t1":null}}}}"#),
            format!(r#"{{"data":{{"t0":{ONE},"t1":null}},{errors}}}"#),
            format!(r#"{{"data":null,{errors}}}"#),
        ] {
            let (_, result) = run(&json);
            assert!(result.unwrap_err().starts_with("Errors"), "{json}");
        }
    }

    #[test]
    fn a_null_without_an_error_is_no_data_either() {
        let null_node = ONE.replace(r#"{"id":1}"#, "null");
        for json in [
            r#"{"data":null}"#.to_owned(),
            format!(r#"{{"data":{{"t0":{ONE},"t1":null}}}}"#),
            format!(r#"{{"data":{{"t0":{ONE},"t1":{null_node}}}}}"#),
            format!(r#"{{"data":{{"t0":{ONE}}}}}"#),
            "{}".to_owned(),
        ] {
            let (_, result) = run(&json);
            assert!(result.unwrap_err().starts_with("Malformed"), "{json}");
        }
    }

    #[test]
    fn what_breaks_off_is_told_from_what_is_no_answer() {
        let whole = format!(r#"{{"data":{{"t0":{ONE},"t1":{ONE}}}}}"#);
        for cut in [1, 20, whole.len() - 1] {
            assert!(run(&whole[..cut]).1.unwrap_err().starts_with("Broken"), "{cut}");
        }
        for json in ["<html>", "[1]", r#"{"data":{"t9":null}}"#, r#"{"data":{"x":1}}"#] {
            assert!(run(json).1.unwrap_err().starts_with("Malformed"), "{json}");
        }
        let (_, stopped) = run(&whole.replace(r#"{"id":1}"#, r#""stop""#));
        assert_eq!(stopped.unwrap_err(), r#"Stopped("stop")"#);
    }
}
