//! `<pgmi-meta>`: what a file says of itself, in a block comment.

use typeferry_base::line_number;
use uuid::Uuid;

use super::FileError;
use typeferry_sql::lexer::{Kind, Lexer};

/// The most bytes of a block.
const LONGEST: usize = 10_240;
const OPENING: &str = "<pgmi-meta";
const CLOSING: &str = "</pgmi-meta";
/// As the block was called before it was XML.
const OLD: &str = "<pgmi:meta";

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// Who it is, wherever it is moved to.
    pub(crate) id: Uuid,
    /// Whether it can run again.
    pub(crate) idempotent: bool,
    /// Its places in the plan.
    pub(crate) sort_keys: Vec<String>,
    /// What it is for; may be empty.
    pub(crate) description: String,
}

/// The metadata of a file, if it has any.
pub(super) fn find(text: &str) -> Result<Option<Metadata>, FileError> {
    if !text.contains(OPENING) && !text.contains(OLD) {
        return Ok(None);
    }
    let mut found = None;
    for token in Lexer::new(text).filter(|token| token.kind == Kind::BlockComment && token.closed) {
        let mut from = token.range.start;
        while let Some(block) = block(text, from..token.range.end)? {
            if found.replace(read(text, block.clone())?).is_some() {
                return Err(wrong(text, block.start, "a second <pgmi-meta> block: a file has one"));
            }
            from = block.end;
        }
    }
    Ok(found)
}

fn wrong(text: &str, at: usize, reason: impl Into<String>) -> FileError {
    FileError::Metadata { line: line_number(text.as_bytes(), at), reason: reason.into() }
}

/// The bytes of the first block within a comment.
fn block(text: &str, within: std::ops::Range<usize>) -> Result<Option<std::ops::Range<usize>>, FileError> {
    let comment = &text[within.clone()];
    if let Some(at) = comment.find(OLD) {
        return Err(wrong(text, within.start + at, "<pgmi:meta> is the old name: write <pgmi-meta>"));
    }
    let is_name = |at: usize| comment[at + OPENING.len()..].starts_with([' ', '\t', '\r', '\n', '>', '/']);
    let Some((start, _)) = comment.match_indices(OPENING).find(|(at, _)| is_name(*at)) else { return Ok(None) };
    let block = &comment[start..];
    let Some(length) = length(block) else {
        return Err(wrong(text, within.start + start, "malformed XML: <pgmi-meta> has no end in its comment"));
    };
    if length > LONGEST {
        let reason = format!("the <pgmi-meta> block has {length} bytes, and {LONGEST} is the most: shorten it");
        return Err(wrong(text, within.start + start, reason));
    }
    Ok(Some(within.start + start..within.start + start + length))
}

/// How long an element is: up to its `/>`, or to its closing tag.
fn length(block: &str) -> Option<usize> {
    let mut quote = None;
    let end = block.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        byte == b'>' && quote.is_none()
    })?;
    if block[..end].ends_with('/') {
        return Some(end + 1);
    }
    let closing = block.find(CLOSING)?;
    Some(closing + block[closing..].find('>')? + 1)
}

fn read(text: &str, block: std::ops::Range<usize>) -> Result<Metadata, FileError> {
    let start = block.start;
    let document = roxmltree::Document::parse(&text[block]).map_err(|error| {
        let row = usize::try_from(error.pos().row).unwrap_or(1);
        let line = line_number(text.as_bytes(), start) + row.max(1) - 1;
        FileError::Metadata { line, reason: format!("malformed XML: {error}") }
    })?;
    element(document.root_element()).map_err(|reason| wrong(text, start, reason))
}

fn element(root: roxmltree::Node<'_, '_>) -> Result<Metadata, String> {
    let attribute = |name: &str| root.attribute(name).filter(|value| !value.trim().is_empty());
    let id = attribute("id").ok_or("<pgmi-meta> has no id: give it a UUID")?;
    let id = Uuid::parse_str(id.trim()).ok().filter(|id| !id.is_nil());
    let idempotent = attribute("idempotent").ok_or("<pgmi-meta> has no idempotent: write \"true\" or \"false\"")?;
    Ok(Metadata {
        id: id.ok_or("the id of <pgmi-meta> is no UUID, or the nil one")?,
        idempotent: boolean(idempotent)
            .ok_or_else(|| format!("the idempotent of <pgmi-meta> is \"{idempotent}\": write \"true\" or \"false\""))?,
        sort_keys: sort_keys(root)?,
        description: description(root)?,
    })
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

fn children<'a, 'i>(
    node: roxmltree::Node<'a, 'i>,
    name: &'static str,
) -> impl Iterator<Item = roxmltree::Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn content(node: roxmltree::Node<'_, '_>) -> String {
    node.children().filter(roxmltree::Node::is_text).filter_map(|text| text.text()).collect()
}

fn sort_keys(root: roxmltree::Node<'_, '_>) -> Result<Vec<String>, String> {
    let keys: Vec<String> = children(root, "sortKeys").flat_map(|keys| children(keys, "key")).map(content).collect();
    if keys.iter().any(|key| key.trim().is_empty()) {
        return Err("a <key> of <pgmi-meta> is blank: write a key, or leave it out".to_owned());
    }
    Ok(keys)
}

fn description(root: roxmltree::Node<'_, '_>) -> Result<String, String> {
    let Some(text) = children(root, "description").next().map(content) else { return Ok(String::new()) };
    if !text.is_empty() && text.trim().is_empty() {
        return Err("the <description> of <pgmi-meta> is blank: write one, or leave it out".to_owned());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "6f1c2d4e-0261-4000-8000-000000000001";

    fn reason(text: &str) -> String {
        find(text).unwrap_err().to_string()
    }

    #[test]
    fn a_block_says_who_a_file_is_and_when_it_runs() {
        let text = format!(
            "-- x\n/* note\n<pgmi-meta id='{{{ID}}}' idempotent=\"T\" later='x'>\n<description>a &amp; b</description>\n\
             <sortKeys><key> 1 </key><key>2</key><other/></sortKeys></pgmi-meta> more */ SELECT 1;"
        );
        let found = find(&text).unwrap().unwrap();
        assert_eq!((found.id.to_string().as_str(), found.idempotent), (ID, true));
        assert_eq!((found.sort_keys, found.description), (vec![" 1 ".into(), "2".into()], "a & b".to_owned()));
        let short = format!("SELECT 1; /*/* <pgmi-meta id=\"urn:uuid:{ID}\" idempotent='0'/> */*/");
        assert!(!find(&short).unwrap().unwrap().idempotent);
    }

    #[test]
    fn what_is_no_closed_comment_has_no_metadata() {
        let block = "<pgmi-meta id='x'/>";
        for text in ["/*", "/*/", "x /*a", &format!("/* {block}"), &format!("-- {block}"), &format!("$${block}$$")] {
            assert_eq!(find(text).unwrap(), None, "{text}");
        }
        assert_eq!(find(&format!("SELECT '/* {block} */'")).unwrap(), None);
        assert_eq!(find("/* <pgmi-metadata/> */").unwrap(), None);
    }

    #[test]
    fn each_fault_is_named_with_its_line() {
        let nil = Uuid::nil();
        let block = |inner: &str| format!("\n/*\n<pgmi-meta {inner}*/");
        let long = "x".repeat(LONGEST);
        let cases = [
            (block("idempotent='true'/>"), "has no id"),
            (block(&format!("id='{ID}'/>")), "has no idempotent"),
            (block(&format!("id='{ID}' idempotent='yes'/>")), "is \"yes\""),
            (block("id='123' idempotent='true'/>"), "is no UUID"),
            (block(&format!("id='{nil}' idempotent='true'/>")), "is no UUID"),
            (block(&format!("id='{ID}' idempotent='1'><sortKeys><key> </key></sortKeys></pgmi-meta>")), "is blank"),
            (block(&format!("id='{ID}' idempotent='1'><description> </description></pgmi-meta>")), "is blank"),
            (block(&format!("id='{ID}' idempotent='1'/><pgmi-meta id='{ID}' idempotent='1'/>")), "a second"),
            (block("id='1'"), "has no end"),
            (block("id='1'><a></pgmi-meta>"), "malformed XML"),
            (block(&format!("id='{ID}' idempotent='1'><description>{long}</description></pgmi-meta>")), "bytes"),
            ("\n\n/* <pgmi:meta id='1'/> */".to_owned(), "write <pgmi-meta>"),
        ];
        for (text, wanted) in cases {
            let reason = reason(&text);
            assert!(reason.starts_with("line 3: ") && reason.contains(wanted), "{reason}");
        }
    }
}
