//! The generator's goldens, compiled against the real runtime, and rows through them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use std::borrow::Cow;
use std::path::Path;

use typeferry::row::{Cell, Cells, Rename, Table, write_literal};

macro_rules! goldens {
    ($($case:ident)*) => {
        $(mod $case {
            #![allow(dead_code, unreachable_pub, reason = "a golden is the crate of its tables elsewhere")]
            include!(concat!("../codegen/tests/cases/", stringify!($case), "/tables.rs"));
        })*
        /// Every golden that is compiled here, with its tables.
        const GOLDENS: &[(&str, &[&typeferry::row::TableQuery])] = &[$((stringify!($case), $case::TABLES)),*];
    };
}

goldens! {
    arrays composite_key condition digits domain enums environment filter_argument full_text hostile interval left_out
    mutability no_key numbers plain ranges reached_by reached_by_keys reserved_words shapes texts times verbatim
}

#[test]
fn every_golden_is_compiled() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/tests/cases");
    let folders = std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut folders: Vec<_> = folders.collect();
    folders.sort();
    assert_eq!(folders, GOLDENS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    assert!(GOLDENS.iter().all(|(_, tables)| !tables.is_empty()));
}

const ITEM: [Option<&str>; 10] = [
    Some(r#""6fa459ea-ee8a-4ca4-894e-db77e160355e""#),
    Some(r#""6fa459ea-ee8a-4ca4-894e-db77e160355f""#),
    Some(r#""it's \\ \"here\"""#),
    Some("7"),
    None,
    Some(r#""9007199254740993""#),
    Some("0.1"),
    Some("false"),
    Some(r#"{"n":12345678901234567890.5}"#),
    Some(r#""2024-01-01T22:04:05.678901+00:00""#),
];

#[test]
fn a_plain_row_goes_through_whole() {
    let wanted = [
        "'6fa459ea-ee8a-4ca4-894e-db77e160355e'",
        "'6fa459ea-ee8a-4ca4-894e-db77e160355f'",
        r#"E'it''s \\ "here"'"#,
        "7",
        "NULL",
        "9007199254740993",
        "'0.1'",
        "FALSE",
        r#"'{"n": 12345678901234567890.5}'"#,
        "'2024-01-01 22:04:05.678901+00'",
    ];
    assert_eq!(literals::<plain::Item>(&ITEM).unwrap(), wanted);
}

#[test]
fn a_column_is_a_typed_field() {
    let row: plain::Item = row(&ITEM).unwrap();
    let (label, count, size): (Option<&str>, i32, Option<i64>) = (row.label.as_deref(), row.count, row.size);
    assert_eq!((label, count, size), (Some(r#"it's \ "here""#), 7, Some(9_007_199_254_740_993)));
}

#[test]
fn arrays_and_labels_go_through_whole() {
    let id = "\"6fa459ea-ee8a-4ca4-894e-db77e160355e\"";
    let row = [Some(id), Some(r#"["a",null,"NULL"]"#), Some("[]"), Some(r#"["NOT_SO_GLAD"]"#), None];
    let wanted =
        ["'6fa459ea-ee8a-4ca4-894e-db77e160355e'", r#"'{a,NULL,"NULL"}'"#, "'{}'", r#"'{"not so glad"}'"#, "NULL"];
    assert_eq!(literals::<arrays::Tag>(&row).unwrap(), wanted);
}

#[test]
fn what_an_api_leaves_open_is_refused_by_table_column_and_key() {
    let neither = r#"{"start":null,"end":null}"#;
    let row = [Some("7"), Some(neither), None, None, None, None, None, None];
    let error = literals::<ranges::Value>(&row).unwrap_err();
    assert!(error.starts_with("app.values.span, row 7: a range with a bound"), "{error}");
}

#[test]
fn a_text_search_vector_goes_through_as_it_is() {
    let row = [Some("1"), Some(r#""'a':1A 'it''s':2""#)];
    assert_eq!(literals::<full_text::Value>(&row).unwrap(), ["1", "'''a'':1A ''it''''s'':2'"]);
}

#[test]
fn what_the_schema_does_not_know_is_refused_by_table_column_and_key() {
    let id = "\"6fa459ea-ee8a-4ca4-894e-db77e160355e\"";
    let error = literals::<enums::Rule>(&[Some(id), Some("\"EXTENSION\""), None]).unwrap_err();
    assert_eq!(
        error,
        format!("app.rules.category, row {id}: a value of ObjectCategory is wanted here, the server sent EXTENSION")
    );
    let null = literals::<enums::Rule>(&[Some(id), None, None]).unwrap_err();
    assert!(null.starts_with("app.rules.category, row"), "{null}");
}

/// The cells of a node to its row.
fn row<T: Table>(cells: &[Option<&str>]) -> Result<T, String> {
    let cells: Vec<_> = cells.iter().map(|cell| Cell(*cell)).collect();
    assert_eq!(cells.len(), T::DEF.columns.len());
    T::from_cells(&Cells { table: T::DEF, cells: &cells }).map_err(|error| error.to_string())
}

/// The cells of a node to the literals of its row.
fn literals<T: Table>(cells: &[Option<&str>]) -> Result<Vec<String>, String> {
    let row: T = row(cells)?;
    let mut values = Vec::new();
    row.to_values(&mut values);
    let literal = |value| {
        let mut out = String::new();
        write_literal(&mut out, value, &AsItIs).unwrap();
        out
    };
    Ok(values.iter().map(literal).collect())
}

struct AsItIs;

impl Rename for AsItIs {
    fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        text.into()
    }

    fn json<'t>(&self, json: &'t str) -> Cow<'t, str> {
        json.into()
    }
}
