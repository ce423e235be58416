//! The three forms of one report.

use std::time::Duration;

use super::*;
use crate::error::SessionError;
use typeferry_base::Location;

use crate::server_error::ServerError;
use crate::sql_failure::{Place, SqlFailure};

fn report() -> Report {
    let test = |path: &str, outcome| TestResult { path: path.to_owned(), duration: Duration::from_millis(2), outcome };
    let failed = Outcome::Failed { message: "a < \"b\"\n& #c".to_owned(), line: Some(7) };
    Report {
        database: "d".to_owned(),
        compat: "1".to_owned(),
        units: Some(1),
        mode: Some(Mode::Atomic),
        tests: vec![test("./__test__/a.sql", Outcome::Passed), test("./__test__/b#.sql", failed)],
        ..Report::default()
    }
}

fn error() -> SessionError {
    let place = Place {
        location: Location { file: "./__test__/b#.sql".to_owned(), line: 7, column: 1 },
        source_line: "x".to_owned(),
    };
    let file = place.location.file.clone();
    let (message, sqlstate) = ("no".to_owned(), "P0001".to_owned());
    SessionError::Sql(Box::new(SqlFailure {
        error: ServerError { message, sqlstate, ..ServerError::default() },
        file,
        place: Some(place),
        ..SqlFailure::default()
    }))
}

#[test]
fn json_has_the_tests_and_where_it_failed() {
    let value = json(&report(), Some(&error()));
    let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    assert_eq!(keys, sorted);
    assert_eq!((&value["status"], &value["error"]), (&"failed".into(), &"no".into()));
    assert_eq!((&value["executionMode"], &value["unitsCommitted"]), (&"atomic".into(), &0.into()));
    assert_eq!((&value["failedFile"], &value["line"]), (&"./__test__/b#.sql".into(), &7.into()));
    assert_eq!(value["tests"][1]["line"], 7);
    let done = json(&Report::default(), None);
    assert_eq!((&done["status"], done.get("error"), done.get("executionUnits")), (&"success".into(), None, None));
}

#[test]
fn junit_names_the_file_and_line_and_is_xml() {
    let text = junit(&report(), Some(&error()));
    let document = roxmltree::Document::parse(&text).unwrap();
    let suite = document.root_element().first_element_child().unwrap();
    assert_eq!(
        (suite.attribute("tests"), suite.attribute("failures"), suite.attribute("errors")),
        (Some("2"), Some("1"), Some("0"))
    );
    let case = suite.children().filter(|node| node.has_tag_name("testcase")).nth(1).unwrap();
    assert_eq!((case.attribute("file"), case.attribute("line")), (Some("./__test__/b#.sql"), Some("7")));
    assert_eq!(case.first_element_child().unwrap().attribute("message"), Some("a < \"b\"\n& #c"));
    let text = junit(&Report::default(), Some(&error()));
    let broken = roxmltree::Document::parse(&text).unwrap();
    assert!(broken.descendants().any(|node| node.has_tag_name("error")));
}

#[test]
fn tap_has_a_point_a_test_and_bails_out_without_one() {
    let text = tap(&report(), Some(&error()));
    assert!(text.starts_with("TAP version 14\n1..2\nok 1 - ./__test__/a.sql\n"), "{text}");
    assert!(text.contains("not ok 2 - ./__test__/b\\#.sql\n  ---\n  message: \"a < \\\"b\\\"\\n& #c\"\n"), "{text}");
    assert!(text.ends_with("\n  line: 7\n  ...\n"), "{text}");
    assert!(
        tap(&Report::default(), Some(&error()))
            .ends_with("1..0\nBail out! no (SQLSTATE P0001)   at ./__test__/b#.sql:7:1   | x\n")
    );
}
