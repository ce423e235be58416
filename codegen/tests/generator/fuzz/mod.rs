//! Texts that are nearly right, and the words of each grammar in any order: readers answer with what they read or with
//! findings, and what they read can be written and read again.
//!
//! `PROPTEST_CASES` is how many cases a test has; by default, as many as a few seconds take.

mod answers;
mod deep;
mod json;
mod texts;
mod tokens;

use proptest::prelude::ProptestConfig;
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::schema::{Schema, print, sdl};

/// So many cases, unless the environment says otherwise.
fn cases(default: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(default);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// A schema that was read is written in one way, whoever reads it.
fn written_is_read(schema: &Schema) -> Result<(), String> {
    let text = print(schema);
    let read = sdl::read(&Source::new("written", text.as_str())).map_err(|found| format!("{found:#?}\n{text}"))?;
    if print(&read) == text { Ok(()) } else { Err(format!("{text}\n{}", print(&read))) }
}
