//! What is refused, and how: before the server starts, by HTTP, and by GraphQL.

use serde_json::{Value, json};
use typeferry_demo::{Data, DemoError, Endpoint, Server, ServerOptions};

use crate::client::{Client, SMALL, rows};

const QUERY: &str = r#"{"query":"{ notes { totalCount } }"}"#;

fn empty() -> Client {
    Client::new(Data::new())
}

fn endpoint(schema_text: &str, data: Data) -> Endpoint {
    Endpoint { path: "/graphql".into(), schema_text: schema_text.into(), data }
}

fn refused(endpoints: Vec<Endpoint>) -> DemoError {
    Server::start(ServerOptions::default(), endpoints).unwrap_err()
}

#[test]
fn an_answer_is_a_graphql_response_on_a_connection_that_stays_open() {
    let client = empty();
    for _ in 0..3 {
        let answer = client.post("/graphql", &[], QUERY);
        assert_eq!(answer.status, 200);
        assert!(answer.content_type.starts_with("application/graphql-response+json"));
        assert_eq!(answer.body, r#"{"data":{"notes":{"totalCount":0}}}"#);
    }
    assert_eq!(client.server.requests(), 3);
}

#[test]
fn one_connection_carries_several_requests() {
    use std::io::{Read, Write};
    let client = empty();
    let mut stream = std::net::TcpStream::connect(client.server.address()).unwrap();
    for _ in 0..2 {
        let head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length:";
        write!(stream, "{head} {}\r\n\r\n{QUERY}", QUERY.len()).unwrap();
        let mut buffer = [0; 4096];
        let mut text = String::new();
        while !text.ends_with("}}}") {
            let read = stream.read(&mut buffer).unwrap();
            assert!(read > 0, "closed after {text}");
            text.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
        }
        assert!(text.starts_with("HTTP/1.1 200 OK"), "{text}");
    }
}

#[test]
fn only_post_on_a_known_path() {
    let client = empty();
    assert_eq!(client.get("/graphql").status, 405);
    let nowhere = client.post("/elsewhere", &[], QUERY);
    assert_eq!(nowhere.status, 404);
    assert!(nowhere.content_type.starts_with("text/html"));
}

#[test]
fn the_token_must_be_right() {
    let options = ServerOptions { token: Some("right".into()), ..ServerOptions::default() };
    let client = Client::with(options, Data::new());
    for headers in [vec![], vec![("authorization", "Bearer wrong")], vec![("authorization", "right")]] {
        let answer = client.post("/graphql", &headers, QUERY);
        assert_eq!(answer.status, 401);
        assert!(answer.json()["errors"][0]["message"].is_string());
    }
    assert_eq!(client.post("/graphql", &[("authorization", "Bearer right")], QUERY).status, 200);
}

#[test]
fn routing_headers_are_needed_where_they_are_required() {
    let required_headers = vec!["X-Meta-Schema".to_owned(), "X-Database-Id".to_owned()];
    let client = Client::with(ServerOptions { required_headers, ..ServerOptions::default() }, Data::new());
    let meta = ("x-meta-schema", "true");
    for (headers, status) in [(vec![], 404), (vec![meta], 500), (vec![meta, ("x-database-id", "")], 500)] {
        let answer = client.post("/graphql", &headers, QUERY);
        assert_eq!(answer.status, status);
        assert!(answer.content_type.starts_with("text/html"));
        assert!(answer.body.starts_with("<!doctype html>"));
    }
    assert_eq!(client.post("/graphql", &[meta, ("x-database-id", "some")], QUERY).status, 200);
}

#[test]
fn a_request_that_is_wrong_is_400_with_errors_and_no_data() {
    let client = empty();
    let query = |query: &str, variables: Value| json!({ "query": query, "variables": variables }).to_string();
    for body in [
        query("{ notes { nodes { titel } } }", json!({})),
        query("{ notes { nodes { title }", json!({})),
        query("{ notes(first: \"many\") { totalCount } }", json!({})),
        query("query ($n: Int!) { notes(first: $n) { totalCount } }", json!({})),
        query("query ($n: Int!) { notes(first: $n) { totalCount } }", json!({ "n": "many" })),
        query("query A { notes { totalCount } } query B { notes { totalCount } }", json!({})),
        query("mutation { deleteNote }", json!({})),
        query("{ notes { totalCount } }", json!([1])),
        "[{\"query\":\"{ notes { totalCount } }\"}]".to_owned(),
        "not JSON".to_owned(),
        "{}".to_owned(),
    ] {
        let answer = client.post("/graphql", &[], &body);
        assert_eq!(answer.status, 400, "{body}: {}", answer.body);
        let answer = answer.json();
        assert!(answer["errors"][0]["message"].is_string(), "{answer}");
        assert_eq!(answer.get("data"), None);
    }
}

#[test]
fn an_error_tells_the_place() {
    let body = json!({ "query": "{\n  notes { nodes { titel } } }" }).to_string();
    let answer = empty().post("/graphql", &[], &body).json();
    assert_eq!(answer["errors"][0]["locations"], json!([{ "line": 2, "column": 19 }]));
}

#[test]
fn a_document_that_is_too_deep_is_refused() {
    let client = empty();
    assert_eq!(client.query_at("/graphql", &nested(5), &json!({})).status, 200);
    assert_eq!(client.query_at("/graphql", &nested(200), &json!({})).status, 400);
}

fn nested(depth: usize) -> String {
    format!("{{ notes {{ nodes {{ {}id{} }} }} }}", "... { ".repeat(depth), " }".repeat(depth))
}

#[test]
fn a_body_over_the_limit_is_the_servers_500() {
    let body = json!({ "query": format!("{{ notes {{ totalCount }} }} # {}", "x".repeat(2 << 20)) }).to_string();
    let answer = empty().post("/graphql", &[], &body);
    assert_eq!(answer.status, 500);
    assert_eq!(answer.json(), json!({ "error": { "code": "INTERNAL_ERROR" } }));
    let under = json!({ "query": format!("{{ notes {{ totalCount }} }} # {}", "x".repeat(90 * 1024)) }).to_string();
    assert_eq!(empty().post("/graphql", &[], &under).status, 200);
}

#[test]
fn a_schema_that_is_not_one_is_refused_with_its_place() {
    let broken = SMALL.replace("endCursor: Cursor", "endCursor: Curser");
    let error = refused(vec![endpoint(&broken, Data::new())]).to_string();
    assert!(error.contains("`Curser`") && error.contains("schema.graphql:21:14"), "{error}");
    let unannotated = SMALL.replace("table: \"database\", references", "table: \"data_base\", references");
    let error = refused(vec![endpoint(&unannotated, Data::new())]).to_string();
    assert!(error.contains("@foreignKey to app.data_base, which is no table here"), "{error}");
}

#[test]
fn data_that_does_not_fit_is_refused_by_name() {
    let unknown = refused(vec![endpoint(SMALL, rows("Nota", [json!({})]))]);
    assert!(matches!(&unknown, DemoError::UnknownRowType { row_type, .. } if row_type == "Nota"), "{unknown}");
    let unknown = refused(vec![endpoint(SMALL, rows("Note", [json!({ "titel": 1 })]))]);
    assert!(matches!(&unknown, DemoError::UnknownField { field, .. } if field == "titel"), "{unknown}");
    let twice = refused(vec![endpoint(SMALL, Data::new()), endpoint(SMALL, Data::new())]);
    assert!(matches!(twice, DemoError::DuplicatePath { .. }));
}

#[test]
fn a_port_is_free_again_when_the_server_is_dropped() {
    let client = empty();
    let port = client.server.address().port();
    let again = || Server::start(ServerOptions { port, ..ServerOptions::default() }, Vec::new());
    assert!(matches!(again(), Err(DemoError::Listen { port: taken, .. }) if taken == port));
    drop(client);
    again().unwrap();
}
