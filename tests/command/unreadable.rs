//! A value that the server cannot send: the error names table, row and column, however little the server says.

use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use typeferry_demo::{Server, ServerOptions, sample};

use crate::support::{Faulty, POISON, Reply, SAID, Sandbox, Shape, serve, with_rows};

/// The key of the field of that name, and the platform in which this column of it has the poison.
fn poisoned(field: &str, column: &str) -> (String, Server) {
    let key = std::cell::RefCell::new(String::new());
    let endpoints = with_rows("Field", |row| {
        let here = row["databaseId"] == sample::database_id("acme").as_str() && row["name"] == field;
        if here && key.borrow().is_empty() {
            key.replace(row["id"].as_str().unwrap().to_owned());
            row.insert(column.to_owned(), json!(POISON));
        }
        true
    });
    (key.into_inner(), serve(ServerOptions::default(), endpoints))
}

/// The message of an export that fails, and the requests for rows that it took.
fn refused(faulty: &Faulty, page_size: &str) -> (String, usize) {
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(&faulty.url());
    export.args(["--page-size", page_size]);
    (sandbox.fails(4, export), faulty.asked_for_rows().len())
}

fn assert_named(message: &str, key: &str, column: &str) {
    let place = format!("metaschema_public.field.{column}, row \"{key}\": ");
    assert!(message.starts_with(&place), "{message}");
    assert!(message.contains(SAID) && message.contains("--database-url"), "{message}");
}

#[test]
fn it_is_named_by_table_key_and_column_whatever_the_error_says() {
    // The first column but the key, and the last, of rows at both ends and in the middle.
    for (field, column, name) in
        [("id", "name", "name"), ("title", "regexp", "regexp"), ("body", "description", "description")]
    {
        let (key, server) = poisoned(field, column);
        assert!(!key.is_empty(), "the sample has no field {field}");
        for shape in Shape::ALL {
            let faulty = Faulty::before(server.address(), move |ask| ask.pass().spoilt(shape));
            let (message, requests) = refused(&faulty, "10000");
            assert_named(&message, &key, name);
            assert!(requests <= 36, "{shape:?} took {requests} requests");
        }
    }
}

#[test]
fn it_is_named_on_a_later_page_by_its_row_of_the_table() {
    let (key, server) = poisoned("body", "regexp");
    for shape in Shape::ALL {
        let faulty = Faulty::before(server.address(), move |ask| ask.pass().spoilt(shape));
        let (message, _) = refused(&faulty, "2");
        assert_named(&message, &key, "regexp");
        assert!(faulty.asked().iter().any(|ask| ask.has("$after")));
    }
}

/// A server that caps its pages answers a request for half of a page with as much.
#[test]
fn it_is_found_behind_a_cap_of_the_server() {
    let (key, server) = poisoned("body", "regexp");
    drop(server);
    let endpoints = with_rows("Field", |row| {
        if row["id"] == key.as_str() {
            row.insert("regexp".to_owned(), json!(POISON));
        }
        true
    });
    let capped = serve(ServerOptions { max_page: Some(5), ..ServerOptions::default() }, endpoints);
    let faulty = Faulty::before(capped.address(), |ask| ask.pass().spoilt(Shape::RootWithoutPath));
    assert_named(&refused(&faulty, "10000").0, &key, "regexp");
}

/// A path is all that is needed: one request for the key.
#[test]
fn a_path_is_heeded() {
    let (key, server) = poisoned("title", "regexp");
    for shape in [Shape::Value, Shape::ValueOfNoRow] {
        let faulty = Faulty::before(server.address(), move |ask| ask.pass().spoilt(shape));
        let (message, requests) = refused(&faulty, "10000");
        assert_named(&message, &key, "regexp");
        // Others of the same wave may be under way.
        assert!(requests <= 6, "{shape:?} took {requests} requests");
    }
}

#[test]
fn a_failure_that_does_not_come_back_is_said_to_have_gone() {
    let (_, server) = poisoned("title", "regexp");
    for shape in [Shape::Row, Shape::Root, Shape::RootWithoutPath] {
        let done = AtomicBool::new(false);
        let faulty = Faulty::before(server.address(), move |ask| {
            let reply = ask.pass();
            let first = reply.text().contains(POISON) && !done.swap(true, Ordering::SeqCst);
            if first { reply.spoilt(shape) } else { reply }
        });
        let (message, _) = refused(&faulty, "10000");
        assert!(message.contains("answered with an error") && message.contains(SAID), "{message}");
        assert!(message.contains("asked for again, the same rows came without an error: try again"), "{message}");
    }
}

/// Where the rows cannot be had whatever is asked of them, no value is blamed.
#[test]
fn a_table_that_cannot_be_read_at_all_is_no_matter_of_a_value() {
    let (_, server) = poisoned("title", "regexp");
    let faulty = Faulty::before(server.address(), |ask| {
        let reply = ask.pass();
        if ask.is_of_the_schema() || !ask.has("fields(") {
            return reply;
        }
        let alias = ask.alias_of("fields");
        Reply::json(format!(
            r#"{{"data":{{"{alias}":null}},"errors":[{{"message":"permission denied","path":["{alias}"]}}]}}"#
        ))
    });
    let (message, requests) = refused(&faulty, "10000");
    assert!(message.contains("answered with an error for metaschema_public.field: permission denied"), "{message}");
    assert!(requests <= 6, "{requests}");
}

/// The key cannot be told where it is the value that cannot be sent.
#[test]
fn a_key_that_cannot_be_sent_is_a_number() {
    let endpoints = with_rows("Field", |row| {
        if row["name"] == "title" {
            row.insert("id".to_owned(), json!(POISON));
        }
        true
    });
    let server = serve(ServerOptions::default(), endpoints);
    for shape in [Shape::Row, Shape::Root] {
        let faulty = Faulty::before(server.address(), move |ask| ask.pass().spoilt(shape));
        let (message, _) = refused(&faulty, "10000");
        assert!(message.starts_with("metaschema_public.field.id, row number "), "{message}");
    }
}
