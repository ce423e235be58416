//! A platform of any size, and what its measurements need of the server.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use typeferry_demo::bulk::{self, Size};
use typeferry_demo::sample::{GRAPHQL_PATH, MIGRATE_PATH};
use typeferry_demo::{Data, Server, ServerOptions};

use crate::client::Client;

fn count(client: &Client, path: &str, connection: &str) -> Value {
    let query = format!("query($d: UUID!) {{ {connection}(where: {{databaseId: {{equalTo: $d}}}}) {{ totalCount }} }}");
    client.query_at(path, &query, &json!({ "d": bulk::database_id() })).json()["data"][connection]["totalCount"].take()
}

#[test]
fn a_platform_has_as_many_rows_as_were_asked_for() {
    let size = Size { tables: 3, rows: 110, changes: 7 };
    let endpoints = bulk::endpoints(size).unwrap();
    let rows: Vec<_> = endpoints[0].data.row_types().map(|(_, rows)| rows.len()).collect();
    // The database itself, and a schema and a table for the fields.
    assert_eq!((rows.len(), rows.iter().sum::<usize>()), (6, 113));
    let client = Client::of(Server::start(ServerOptions::default(), endpoints).unwrap());
    assert_eq!(count(&client, GRAPHQL_PATH, "fields"), 60);
    assert_eq!(count(&client, MIGRATE_PATH, "sqlActions"), 7);
}

#[test]
fn requests_side_by_side_are_delayed_side_by_side() {
    let delay = Duration::from_millis(300);
    let client = Client::with(ServerOptions { delay, ..ServerOptions::default() }, Data::new());
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.query("{ __typename }"));
        }
    });
    let took = began.elapsed();
    assert!((delay..delay * 3).contains(&took), "{took:?}");
}

#[test]
fn what_is_asked_is_kept_once_where_it_is_wanted() {
    let client = Client::with(ServerOptions { keep_requests: true, ..ServerOptions::default() }, Data::new());
    client.query("{ __typename }");
    let kept = client.server.take_kept();
    let bodies: Vec<Value> = kept.iter().map(|kept| serde_json::from_slice(&kept.body).unwrap()).collect();
    assert_eq!(kept[0].path, "/graphql");
    assert_eq!(bodies.iter().map(|body| body["query"].as_str().unwrap()).collect::<Vec<_>>(), ["{ __typename }"]);
    assert!(client.server.take_kept().is_empty());
}
