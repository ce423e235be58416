//! What the API may have changed unseen is reported by column, and only where it may have happened.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use typeferry_demo::ServerOptions;

use crate::support::{Faulty, Sandbox, platform, serve, with_rows};

/// The reason of each column in the report.
fn reported(platform: &str) -> BTreeMap<String, String> {
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(platform);
    export.args(["--format", "json"]);
    let report = sandbox.run(export).done().json();
    let limits = report["result"]["limits"].as_array().unwrap().iter().map(|limit| {
        let text = |key: &str| limit[key].as_str().unwrap().to_owned();
        (format!("{}.{}", text("table"), text("column")), text("reason"))
    });
    limits.collect()
}

/// The same where a column of every row of a type has this value.
fn reported_with(row_type: &str, field: &str, value: &Value) -> BTreeMap<String, String> {
    let endpoints = with_rows(row_type, |row| {
        row.insert(field.to_owned(), value.clone());
        true
    });
    reported(&serve(ServerOptions::default(), endpoints).url(""))
}

const NULL: &str = "a JSON null arrives as NULL";
const ROUNDED: &str = "a JSON number of 16 digits or more arrives rounded";
const FRACTION: &str = "a negative interval arrives without its fraction of a second";

#[test]
fn a_jsonb_that_is_null_may_have_been_a_json_null() {
    let column = "metaschema_public.table.smart_tags";
    assert_eq!(reported_with("Table", "smartTags", &Value::Null).get(column).map(String::as_str), Some(NULL));
    for value in [json!({ "a": null }), json!(false), json!("null"), json!([])] {
        assert_eq!(reported_with("Table", "smartTags", &value).get(column), None, "{value}");
    }
}

#[test]
fn a_long_number_in_a_jsonb_may_have_been_another() {
    let column = "metaschema_public.table.smart_tags";
    let faulty = |number: &'static str| {
        let server = serve(
            ServerOptions::default(),
            with_rows("Table", |row| {
                row.insert("smartTags".to_owned(), json!({ "n": 4711 }));
                true
            }),
        );
        let faulty = Faulty::before(server.address(), move |ask| {
            let reply = ask.pass();
            if ask.is("Rows") && reply.text().contains("4711") { reply.edited("4711", number) } else { reply }
        });
        reported(&faulty.url())
    };
    for number in ["12345678901234567000", "1.2345678901234568e+29", "-0.1234567890123456"] {
        assert_eq!(faulty(number).get(column).map(String::as_str), Some(ROUNDED), "{number}");
    }
    for number in ["123456789012345", "-0.5", "\"12345678901234567000\""] {
        assert_eq!(faulty(number).get(column), None, "{number}");
    }
}

#[test]
fn an_interval_whose_time_is_not_positive_may_have_had_a_fraction() {
    let column = "metaschema_modules_public.sessions_module.sessions_default_expiration";
    let interval = |hours: i32, seconds: i32| json!({ "years": 0, "months": -1, "days": 2, "hours": hours, "minutes": 0, "seconds": seconds });
    for (hours, seconds) in [(-3, -5), (0, 0)] {
        let found = reported_with("SessionsModule", "sessionsDefaultExpiration", &interval(hours, seconds));
        assert_eq!(found.get(column).map(String::as_str), Some(FRACTION));
    }
    assert_eq!(reported_with("SessionsModule", "sessionsDefaultExpiration", &interval(3, 5)).get(column), None);
}

#[test]
fn a_json_is_always_written_anew() {
    let found = reported(&platform().url(""));
    let columns: Vec<_> = found.iter().filter(|(_, reason)| reason.contains("written anew")).collect();
    let json: Vec<_> = columns.iter().map(|(column, _)| column.as_str()).collect();
    assert_eq!(json, ["routing_public.site_modules.data"]);
}

#[test]
fn no_other_column_is_reported() {
    for (column, reason) in reported(&platform().url("")) {
        let json = reason.contains("JSON") || reason.contains("json");
        assert!(json || column.ends_with("sessions_default_expiration"), "{column}: {reason}");
    }
}

#[test]
fn n20_people_are_told_how_many_columns_which_and_what_to_do() {
    let sandbox = Sandbox::new();
    let found = reported(&platform().url(""));
    let count = found.len();
    let outcome = sandbox.run(sandbox.export(&platform().url(""))).done();
    let said = format!("\n{count} columns have values that the API may have changed unseen:\n");
    let (_, said) = outcome.stdout.split_once(&said).unwrap_or_else(|| panic!("{outcome:?}"));
    assert!(
        found
            .values()
            .all(|reason| said.contains(&format!("\n  {reason}: ")) || said.starts_with(&format!("  {reason}: "))),
        "{outcome:?}"
    );
    assert!(found.keys().filter(|column| said.contains(*column)).count() >= 3, "{outcome:?}");
    assert!(said.contains("--database-url reads the values as they are"), "{outcome:?}");
    assert!(!outcome.stdout.contains("docs/"), "{outcome:?}");
}
