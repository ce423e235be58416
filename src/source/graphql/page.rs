//! An answer with pages of rows, decoded as it streams in: one node is in memory at a time.

use std::fmt;
use std::io::{BufReader, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::answer::ErrorEntry;

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

    /// A node of the root field `t{alias}`.
    fn node(&mut self, alias: usize, node: &RawValue) -> Result<(), Self::Error>;

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
    Errors(Vec<ErrorEntry>),
    /// The taker stopped.
    Stopped(E),
}

/// Reads an answer to a request for `fields` root fields.
pub(super) fn read<P: Pages>(body: impl Read, fields: usize, pages: &mut P) -> Result<(), PageError<P::Error>> {
    let mut state = State { pages, stopped: None, errors: Vec::new(), seen: vec![false; fields], missing: None };
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, body));
    let result = Answer(&mut state).deserialize(&mut json).and_then(|()| json.end());
    let State { stopped, errors, seen, missing, .. } = state;
    if !errors.is_empty() {
        return Err(PageError::Errors(errors));
    }
    if let Some(stopped) = stopped {
        return Err(PageError::Stopped(stopped));
    }
    if let Err(error) = result {
        let broken = error.is_io() || error.is_eof();
        return Err(if broken {
            PageError::Broken(error.to_string())
        } else {
            PageError::Malformed(error.to_string())
        });
    }
    match (missing, seen.iter().position(|seen| !seen)) {
        (Some(what), _) => Err(PageError::Malformed(format!("{what} is null, and no error says why"))),
        (None, Some(alias)) => Err(PageError::Malformed(format!("the field t{alias} is not in it"))),
        (None, None) => Ok(()),
    }
}

struct State<'p, P: Pages> {
    pages: &'p mut P,
    stopped: Option<P::Error>,
    errors: Vec<ErrorEntry>,
    seen: Vec<bool>,
    /// A null that an entry of `errors` has yet to explain; the errors may stand behind the data.
    missing: Option<String>,
}

impl<P: Pages> State<'_, P> {
    /// Hands something to the taker, unless it has stopped. Keeps its reason, and stops the decoder where nothing
    /// further on could explain it.
    fn give<E: serde::de::Error>(&mut self, give: impl FnOnce(&mut P) -> Result<(), P::Error>) -> Result<(), E> {
        if self.stopped.is_some() {
            return Ok(());
        }
        let Err(reason) = give(self.pages) else { return Ok(()) };
        let goes_on = P::may_be_explained(&reason);
        self.stopped = Some(reason);
        if goes_on { Ok(()) } else { Err(E::custom("stopped")) }
    }
}

/// The whole answer.
struct Answer<'s, 'p, P: Pages>(&'s mut State<'p, P>);

impl<'de, P: Pages> DeserializeSeed<'de> for Answer<'_, '_, P> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, P: Pages> Visitor<'de> for Answer<'_, '_, P> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a GraphQL answer")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "data" => map.next_value_seed(Data(self.0))?,
                "errors" => self.0.errors = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// `data`: the root fields, or null where errors say why.
struct Data<'s, 'p, P: Pages>(&'s mut State<'p, P>);

impl<'de, P: Pages> DeserializeSeed<'de> for Data<'_, '_, P> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, P: Pages> Visitor<'de> for Data<'_, '_, P> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the data of a GraphQL answer")
    }
    fn visit_none<E>(self) -> Result<(), E> {
        self.0.missing = Some("the data".into());
        Ok(())
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let alias = key.strip_prefix('t').and_then(|digits| digits.parse().ok());
            let Some(alias) = alias.filter(|alias: &usize| *alias < self.0.seen.len()) else {
                return Err(serde::de::Error::custom(format_args!("the field `{key}` was not asked for")));
            };
            self.0.seen[alias] = true;
            map.next_value_seed(Connection { state: self.0, alias })?;
        }
        Ok(())
    }
}

/// The connection of one root field.
struct Connection<'s, 'p, P: Pages> {
    state: &'s mut State<'p, P>,
    alias: usize,
}

impl<'de, P: Pages> DeserializeSeed<'de> for Connection<'_, '_, P> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, P: Pages> Visitor<'de> for Connection<'_, '_, P> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a connection")
    }
    fn visit_none<E>(self) -> Result<(), E> {
        self.state.missing = Some(format!("the field t{}", self.alias));
        Ok(())
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut info, mut total) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "nodes" => map.next_value_seed(Nodes { state: self.state, alias: self.alias })?,
                "pageInfo" => info = Some(map.next_value::<PageInfo>()?),
                "totalCount" => total = Some(map.next_value::<u64>()?),
                other => {
                    return Err(serde::de::Error::custom(format_args!("the field `{other}` was not asked for")));
                }
            }
        }
        let (Some(info), Some(total)) = (info, total) else {
            return Err(serde::de::Error::custom("a connection without `pageInfo` or `totalCount`"));
        };
        let alias = self.alias;
        self.state.give(|pages| pages.end(alias, info, total))
    }
}

/// The nodes of one connection.
struct Nodes<'s, 'p, P: Pages> {
    state: &'s mut State<'p, P>,
    alias: usize,
}

impl<'de, P: Pages> DeserializeSeed<'de> for Nodes<'_, '_, P> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, P: Pages> Visitor<'de> for Nodes<'_, '_, P> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of nodes")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut nodes: A) -> Result<(), A::Error> {
        while let Some(node) = nodes.next_element::<Box<RawValue>>()? {
            if node.get() == "null" {
                self.state.missing = Some(format!("a row of the field t{}", self.alias));
                continue;
            }
            let alias = self.alias;
            self.state.give(|pages| pages.node(alias, &node))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Seen(Vec<String>);

    impl Pages for Seen {
        type Error = String;
        fn node(&mut self, alias: usize, node: &RawValue) -> Result<(), String> {
            self.0.push(format!("t{alias} {node}"));
            if node.get().contains("stop") { Err("stop".into()) } else { Ok(()) }
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
