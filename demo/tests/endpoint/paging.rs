//! Connections: pages, cursors, orders, counts.

use serde_json::{Value, json};
use typeferry_demo::ServerOptions;

use crate::client::{Client, rows};

fn uuid(n: usize) -> String {
    format!("00000000-0000-4000-8000-{n:012x}")
}

/// A thousand notes, added in an order of their own, with titles that repeat and some that are null.
fn notes(count: usize) -> Client {
    notes_with(ServerOptions::default(), count)
}

fn notes_with(options: ServerOptions, count: usize) -> Client {
    let note = |n: usize| {
        let id = (n * 7919) % count;
        let title = (!id.is_multiple_of(5)).then(|| format!("title {}", id % 10));
        json!({ "id": id, "databaseId": uuid(id % 2), "title": title })
    };
    Client::with(options, rows("Note", (0..count).map(note)))
}

/// Every node, page by page.
fn all(client: &Client, connection: &str, arguments: &str, node: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut after = "null".to_owned();
    loop {
        let query = format!(
            "{{ page: {connection}(after: {after}, {arguments}) {{
               nodes {{ {node} }} pageInfo {{ hasNextPage hasPreviousPage endCursor }} }} }}"
        );
        let page = client.data(&query)["page"].take();
        assert_eq!(page["pageInfo"]["hasPreviousPage"], !found.is_empty());
        found.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] == false {
            return found;
        }
        after = page["pageInfo"]["endCursor"].to_string();
    }
}

#[test]
fn a_thousand_rows_in_pages_of_seven_come_once_each() {
    let client = notes(1000);
    let ids: Vec<_> = all(&client, "notes", "first: 7", "id").iter().map(|node| node["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..1000).collect::<Vec<_>>());
    assert_eq!(client.server.requests(), 143);
}

#[test]
fn an_order_with_ties_and_nulls_pages_to_the_end() {
    let client = notes(100);
    let titles = |order: &str| -> Vec<(Option<String>, u64)> {
        let nodes = all(&client, "notes", &format!("first: 7, orderBy: {order}"), "id title");
        let pair = |node: &Value| (node["title"].as_str().map(str::to_owned), node["id"].as_u64().unwrap());
        nodes.iter().map(pair).collect()
    };
    let up = titles("TITLE_ASC");
    let mut expected = up.clone();
    expected.sort_by(|a, b| (a.0.is_none(), &a.0, a.1).cmp(&(b.0.is_none(), &b.0, b.1)));
    assert_eq!(up, expected);
    let down = titles("[TITLE_DESC, ID_DESC]");
    expected.reverse();
    assert_eq!(down, expected);
}

#[test]
fn a_composite_key_pages_in_its_order() {
    let member =
        |n: usize| json!({ "databaseId": uuid(n % 3), "userName": format!("user {:02}", 40 - n), "role": "member" });
    let client = Client::new(rows("Membership", (0..40).map(member)));
    let nodes = all(&client, "memberships", "first: 3", "databaseId userName");
    let key = |node: &Value| (node["databaseId"].to_string(), node["userName"].to_string());
    let keys: Vec<_> = nodes.iter().map(key).collect();
    let mut sorted = keys.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(keys.len(), 40);
    assert_eq!(keys, sorted);
}

#[test]
fn without_a_key_only_offsets_page() {
    let line = |n: usize| json!({ "at": 9 - n, "line": "the same" });
    let client = Client::new(rows("LogLine", (0..10).map(line)));
    let first = client.data("{ logLines(first: 4) { nodes { at } totalCount pageInfo { endCursor hasNextPage } } }");
    assert_eq!(first["logLines"]["nodes"], json!([{ "at": 9 }, { "at": 8 }, { "at": 7 }, { "at": 6 }]));
    assert_eq!(first["logLines"]["totalCount"], 10);
    let after = first["logLines"]["pageInfo"]["endCursor"].to_string();
    let second = client.query(&format!("{{ here: logLines(first: 4, after: {after}) {{ nodes {{ at }} }} }}"));
    assert_eq!(second["data"], json!({ "here": null }));
    let message = "Can only use 'after' cursor when there is a unique defined order";
    assert_eq!(second["errors"][0]["message"], message);
    assert_eq!(second["errors"][0]["path"], json!(["here"]));
    let rest = client.data("{ logLines(first: 4, offset: 8) { nodes { at } pageInfo { hasNextPage } } }");
    assert_eq!(rest["logLines"], json!({ "nodes": [{ "at": 1 }, { "at": 0 }], "pageInfo": { "hasNextPage": false } }));
    let ordered = client.data("{ logLines(first: 1, offset: 9, orderBy: AT_DESC) { nodes { at } } }");
    assert_eq!(ordered["logLines"]["nodes"][0]["at"], 0);
}

#[test]
fn edges_carry_the_cursors_of_their_rows() {
    let client = notes(10);
    let page = client.data("{ notes(first: 2) { edges { cursor node { id } } pageInfo { startCursor endCursor } } }");
    let edges = &page["notes"]["edges"];
    assert_eq!(edges[0]["cursor"], page["notes"]["pageInfo"]["startCursor"]);
    assert_eq!(edges[1]["cursor"], page["notes"]["pageInfo"]["endCursor"]);
    let next = client.data(&format!("{{ notes(first: 1, after: {}) {{ nodes {{ id }} }} }}", edges[0]["cursor"]));
    assert_eq!(next["notes"]["nodes"], json!([{ "id": 1 }]));
}

#[test]
fn bad_arguments_are_errors_of_their_field_alone() {
    let client = notes(10);
    for (arguments, message) in [
        ("first: -1", "Invalid value for 'first'"),
        ("offset: -5", "Invalid value for 'offset'"),
        ("after: \"bm9uc2Vuc2U=\"", "Invalid cursor"),
        ("last: 3", "does not know the argument `last`"),
        ("orderBy: RELEVANCE_DESC", "does not know how to order Note by RELEVANCE_DESC"),
    ] {
        let answer =
            client.query(&format!("{{ bad: notes({arguments}) {{ totalCount }} good: notes {{ totalCount }} }}"));
        assert_eq!(answer["data"], json!({ "bad": null, "good": { "totalCount": 10 } }));
        let found = answer["errors"][0]["message"].as_str().unwrap();
        assert!(found.contains(message), "{found}");
    }
}

#[test]
fn a_cursor_of_another_order_is_refused() {
    let client = notes(10);
    let page = client.data("{ notes(first: 2, orderBy: TITLE_ASC) { pageInfo { endCursor } } }");
    let cursor = page["notes"]["pageInfo"]["endCursor"].to_string();
    let answer = client.query(&format!("{{ notes(after: {cursor}) {{ totalCount }} }}"));
    assert!(answer["errors"][0]["message"].as_str().unwrap().starts_with("Invalid cursor"));
}

#[test]
fn a_capped_deployment_serves_less_than_asked_and_says_so() {
    let client = notes_with(ServerOptions { max_page: Some(3), ..ServerOptions::default() }, 10);
    for arguments in ["(first: 100)", ""] {
        let page =
            client.data(&format!("{{ notes{arguments} {{ nodes {{ id }} totalCount pageInfo {{ hasNextPage }} }} }}"));
        assert_eq!(page["notes"]["nodes"].as_array().unwrap().len(), 3);
        assert_eq!(page["notes"]["pageInfo"]["hasNextPage"], true);
        assert_eq!(page["notes"]["totalCount"], 10);
    }
    assert_eq!(all(&client, "notes", "first: 100", "id").len(), 10);
}
