//! Servers that refuse, fail or break off: one message, the exit code, and the old modules as they were.

use std::net::TcpListener;

use crate::support::{Ask, Faulty, Reply, Sandbox, platform};

/// The message and code of an export from a server that answers every request alike.
fn refused(code: i32, reply: impl Fn() -> Reply + Send + Sync + 'static) -> String {
    let faulty = Faulty::always(reply);
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(code, sandbox.export(&faulty.url()));
    assert!(message.contains(&faulty.url()), "the address is not in: {message}");
    message
}

/// The same where only one operation fails, and the platform answers the others.
fn refused_at(code: i32, operation: &'static str, reply: impl Fn(&Ask) -> Reply + Send + Sync + 'static) -> String {
    let faulty =
        Faulty::before(platform().address(), move |ask| if ask.is(operation) { reply(ask) } else { ask.pass() });
    let sandbox = Sandbox::with_an_export();
    sandbox.fails(code, sandbox.export(&faulty.url()))
}

const OPERATIONS: [&str; 4] = ["ListDatabases", "ListSchemas", "Rows", "SqlActions"];

#[test]
fn a_host_that_is_not_there() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(1, sandbox.export(&format!("http://{free}")));
    assert!(message.contains("cannot be reached") && message.contains("refused"), "{message}");
}

#[test]
fn a_host_whose_name_nobody_knows() {
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(1, sandbox.export("http://typeferry.invalid"));
    assert!(message.starts_with("http://typeferry.invalid/graphql cannot be reached"), "{message}");
}

#[test]
fn an_address_that_is_none() {
    for address in ["not an address", "ftp://example.com", "localhost:5000", "http://"] {
        let sandbox = Sandbox::with_an_export();
        let message = sandbox.fails(2, sandbox.export(address));
        assert!(message.contains("no address that can be asked"), "{message}");
    }
}

#[test]
fn a_token_that_the_server_does_not_know() {
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(&platform().url(""));
    export.env("TYPEFERRY_TOKEN", "another-token");
    let message = sandbox.fails(4, export);
    assert!(message.contains("refused the token (HTTP 401)") && message.contains("--token-file"), "{message}");
    assert!(!message.contains("another-token"), "{message}");
}

#[test]
fn a_token_that_may_not_read() {
    let message = refused(4, || Reply::html("403 Forbidden"));
    assert!(message.contains("HTTP 403") && message.contains("may read there"), "{message}");
}

#[test]
fn pages_for_a_browser() {
    for (status, hint) in [
        ("404 Not Found", "is that the address of the GraphQL endpoint"),
        ("500 Internal Server Error", "X-Database-Id"),
        ("502 Bad Gateway", "try again later"),
        ("503 Service Unavailable", "try again later"),
        ("429 Too Many Requests", "try again later"),
    ] {
        let message = refused(1, move || Reply::html(status));
        assert!(message.contains(&status[..3]) && message.contains("an HTML page"), "{message}");
        assert!(message.contains(hint), "{message}");
    }
}

#[test]
fn a_page_for_a_browser_that_says_all_is_well() {
    let message = refused(1, || Reply::html("200 OK"));
    assert!(message.contains("no answer"), "{message}");
}

#[test]
fn another_address_is_not_followed_with_the_token() {
    let elsewhere = Faulty::always(|| Reply::html("404 Not Found"));
    let location = format!("{}/graphql", elsewhere.url());
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let location = location.clone();
        let faulty = Faulty::always(move || Reply::html(status).header("location", &location));
        let sandbox = Sandbox::with_an_export();
        sandbox.fails(1, sandbox.export(&faulty.url()));
    }
    assert!(elsewhere.asked().iter().all(|ask| ask.header("authorization").is_none()));
}

#[test]
fn errors_without_data() {
    let message = refused(4, || Reply::json(r#"{"errors":[{"message":"permission denied"},{"message":"x"}]}"#));
    assert!(message.contains("answered with an error: permission denied (and 1 more)"), "{message}");
}

#[test]
fn a_document_that_the_server_refuses() {
    let errors = r#"{"errors":[{"message":"Cannot query field \"x\" on type \"Query\"."}]}"#;
    let message = refused(4, move || Reply::new("400 Bad Request", "application/graphql-response+json", errors));
    assert!(message.contains("Cannot query field \"x\""), "{message}");
}

/// One root field failed; the others have their rows.
#[test]
fn errors_beside_data_in_front_of_it_and_behind_it() {
    let errors = r#""errors":[{"message":"An unexpected error occurred","path":["t3","nodes",0,"id"]}]"#;
    let in_front = move |ask: &Ask| ask.pass().edited("{\"data\":", &format!("{{{errors},\"data\":"));
    let behind = move |ask: &Ask| ask.pass().behind(&format!(",{errors}"));
    for message in [refused_at(4, "Rows", in_front), refused_at(4, "Rows", behind)] {
        assert!(message.contains("An unexpected error occurred"), "{message}");
        let place = message.split(": ").next().unwrap();
        assert!(place.starts_with("metaschema_") && place.contains(".id, row "), "the place is not in: {message}");
    }
}

#[test]
fn a_null_that_an_error_explains_is_that_error() {
    let errors = r#","errors":[{"message":"no luck","path":["t0","nodes",0,"ownerId"]}]"#;
    let message = refused_at(4, "Rows", move |ask| {
        let reply = ask.pass();
        let id = reply.text().split("\"id\":").nth(1).unwrap().split(',').next().unwrap().to_owned();
        reply.edited(&id, "null").behind(errors)
    });
    assert!(message.contains("no luck"), "{message}");
}

#[test]
fn bodies_that_are_no_answer() {
    let sandbox = Sandbox::with_an_export();
    for body in
        ["", "It works!", "[]", "[1,2]", "{}", "null", "{\"data\":null}", "{\"data\":{}}", "{\"hello\":\"world\"}"]
    {
        let faulty = Faulty::always(move || Reply::json(body));
        let message = sandbox.fails(1, sandbox.export(&faulty.url()));
        assert!(message.contains("no answer"), "{body}: {message}");
    }
    for operation in OPERATIONS {
        let message = refused_at(1, operation, |_| Reply::json("{}"));
        assert!(message.contains("no answer"), "{operation}: {message}");
    }
}

#[test]
fn a_body_that_breaks_off_in_the_middle() {
    for operation in OPERATIONS {
        let message = refused_at(1, operation, |ask| ask.pass().cut());
        assert!(message.contains("broke off"), "{operation}: {message}");
    }
}

#[test]
fn a_body_whose_end_the_server_holds_for_the_end() {
    for operation in OPERATIONS {
        let message = refused_at(1, operation, |ask| {
            let reply = ask.pass();
            let half = reply.text()[..reply.text().len() / 2].to_owned();
            Reply::json(half)
        });
        assert!(message.contains("broke off") || message.contains("no answer"), "{operation}: {message}");
    }
}

#[test]
fn a_connection_that_is_closed_without_an_answer() {
    for operation in OPERATIONS {
        let message = refused_at(1, operation, |_| Reply::nothing());
        assert!(message.contains("cannot be reached"), "{operation}: {message}");
    }
}

/// A server that goes away in the middle of a table is no shorter table.
#[test]
fn a_server_that_fails_at_the_second_page() {
    for (code, status) in [(1, "503 Service Unavailable"), (4, "401 Unauthorized")] {
        let faulty =
            Faulty::before(
                platform().address(),
                move |ask| {
                    if ask.has("$after") { Reply::html(status) } else { ask.pass() }
                },
            );
        let sandbox = Sandbox::with_an_export();
        let mut export = sandbox.export(&faulty.url());
        export.args(["--page-size", "20"]);
        let message = sandbox.fails(code, export);
        assert!(message.contains(&status[..3]), "{message}");
    }
}

/// Today's tool warns, and exports half of it.
#[test]
fn a_dead_endpoint_of_the_changes_fails_the_whole_export() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export_metadata(&platform().url(""));
    export.args(["--migrate-endpoint", &format!("http://{free}/graphql")]);
    let message = sandbox.fails(1, export);
    assert!(message.contains(&format!("http://{free}/graphql cannot be reached")), "{message}");
    let message = refused_at(1, "SqlActions", |_| Reply::html("404 Not Found"));
    assert!(message.contains("/migrate/graphql answered HTTP 404"), "{message}");
}

#[test]
fn a_message_of_the_server_is_one_line_whatever_it_holds() {
    let message = refused(4, || Reply::json(r#"{"errors":[{"message":"two\nlines\u001b[31m and a colour"}]}"#));
    assert!(!message.chars().any(char::is_control), "{message:?}");
}
