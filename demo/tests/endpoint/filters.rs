//! Filters: operators, SQL's three values, relations, and databases that do not mix.

use serde_json::{Value, json};
use typeferry_demo::Data;

use crate::client::{Client, row, rows};

const ACME: &str = "acacacac-0000-4000-8000-000000000001";
const GLOBEX: &str = "bebebebe-0000-4000-8000-000000000002";

fn client() -> Client {
    let mut data = Data::new();
    for (id, name) in [(ACME, "acme"), (GLOBEX, "Globex")] {
        data.push("Database", row(json!({ "id": id, "name": name })));
    }
    let note = |id: u32, database: &str, title: Value, size: &str, kind: &str| {
        row(
            json!({ "id": id, "databaseId": database, "title": title, "size": size, "kind": kind, "tags": ["a", null] }),
        )
    };
    data.push("Note", note(1, ACME, json!("It's \"quoted\""), "9007199254740993", "TO_DO"));
    data.push("Note", note(2, ACME, json!(null), "9007199254740992", "IDEA"));
    data.push("Note", note(3, GLOBEX, json!(""), "10", "IDEA"));
    data.push("Membership", row(json!({ "databaseId": GLOBEX, "userName": "hank", "role": "owner" })));
    Client::new(data)
}

/// The ids of the notes that pass.
fn passing(client: &Client, filter: &str) -> Vec<u64> {
    let data = client.data(&format!("{{ notes(where: {filter}) {{ nodes {{ id }} totalCount }} }}"));
    let nodes = data["notes"]["nodes"].as_array().unwrap();
    assert_eq!(data["notes"]["totalCount"], nodes.len());
    nodes.iter().map(|node| node["id"].as_u64().unwrap()).collect()
}

#[test]
fn operators_compare_as_postgresql_does() {
    let client = client();
    for (filter, ids) in [
        ("{id: {equalTo: 2}}", vec![2]),
        ("{id: {notEqualTo: 2}}", vec![1, 3]),
        ("{id: {in: [3, 1]}}", vec![1, 3]),
        ("{id: {notIn: [3, 1]}}", vec![2]),
        ("{id: {greaterThan: 1, lessThanOrEqualTo: 3}}", vec![2, 3]),
        ("{id: {greaterThanOrEqualTo: 2, lessThan: 3}}", vec![2]),
        ("{title: {isNull: true}}", vec![2]),
        ("{title: {equalTo: \"\"}}", vec![3]),
        ("{title: {equalTo: \"It's \\\"quoted\\\"\"}}", vec![1]),
        ("{title: {distinctFrom: \"\"}}", vec![1, 2]),
        ("{title: {notDistinctFrom: \"\"}}", vec![3]),
        ("{title: {includes: \"quoted\"}}", vec![1]),
        ("{title: {notStartsWith: \"It\"}}", vec![3]),
        ("{title: {equalToInsensitive: \"IT'S \\\"QUOTED\\\"\"}}", vec![1]),
        ("{size: {greaterThan: \"9007199254740992\"}}", vec![1]),
        ("{kind: {equalTo: IDEA}}", vec![2, 3]),
        ("{kind: {greaterThan: TO_DO}}", vec![2, 3]),
        ("{tags: {equalTo: [\"A\", null]}}", vec![1, 2, 3]),
        ("{databaseId: {equalTo: \"ACACACAC-0000-4000-8000-000000000001\"}}", vec![1, 2]),
    ] {
        assert_eq!(passing(&client, filter), ids, "{filter}");
    }
}

#[test]
fn a_null_makes_a_comparison_unknown_and_its_negation_too() {
    let client = client();
    assert_eq!(passing(&client, "{not: {title: {equalTo: \"\"}}}"), [1]);
    assert_eq!(passing(&client, "{or: [{title: {equalTo: \"\"}}, {id: {equalTo: 2}}]}"), [2, 3]);
    assert_eq!(passing(&client, "{and: [{id: {greaterThan: 1}}, {kind: {equalTo: IDEA}}]}"), [2, 3]);
    assert_eq!(passing(&client, "{or: [{not: {title: {isNull: true}}}, {id: {equalTo: 9}}]}"), [1, 3]);
}

#[test]
fn a_filter_goes_by_relation_either_way() {
    let client = client();
    assert_eq!(passing(&client, "{database: {name: {equalTo: \"ACME\"}}}"), [1, 2], "citext has no case");
    assert_eq!(passing(&client, "{database: {membership: {role: {equalTo: \"owner\"}}}}"), [3]);
    assert_eq!(passing(&client, "{not: {database: {membership: {role: {equalTo: \"owner\"}}}}}"), [1, 2]);
    let data = client.data("{ databases(where: {membership: {userName: {equalTo: \"hank\"}}}) { nodes { name } } }");
    assert_eq!(data["databases"]["nodes"], json!([{ "name": "Globex" }]));
}

#[test]
fn two_databases_do_not_mix() {
    let client = client();
    let query = "query ($id: UUID!) { notes(where: {databaseId: {equalTo: $id}}) { nodes { id databaseId database { name } } } }";
    for (id, name, count) in [(ACME, "acme", 2), (GLOBEX, "Globex", 1)] {
        let answer = client.query_at("/graphql", query, &json!({ "id": id })).json();
        let nodes = answer["data"]["notes"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), count);
        assert!(nodes.iter().all(|node| node["databaseId"] == id && node["database"]["name"] == name), "{nodes:?}");
    }
}

#[test]
fn a_variable_that_is_not_given_does_not_open_the_filter() {
    let client = client();
    let query = "query ($id: UUID) { notes(where: {databaseId: {equalTo: $id}}) { nodes { id } } }";
    let answer = client.query_at("/graphql", query, &json!({})).json();
    assert_eq!(answer["data"]["notes"], json!(null));
    assert_eq!(answer["errors"][0]["message"], "Null literals are forbidden in filter arguments");
    let empty = client.query("{ notes(where: {databaseId: {}}) { nodes { id } } }");
    assert_eq!(empty["errors"][0]["message"], "Empty objects are forbidden in filter arguments");
}

#[test]
fn an_operator_that_is_not_served_is_named() {
    let answer = client().query("{ notes(where: {title: {like: \"a%\"}}) { nodes { id } } }");
    assert_eq!(answer["errors"][0]["message"], "the demo does not know the filter operator `like`");
}

#[test]
fn a_condition_filters_by_equality() {
    let lines = [json!({ "at": 1, "line": "a" }), json!({ "at": 2, "line": null }), json!({ "at": 3, "line": "a" })];
    let client = Client::new(rows("LogLine", lines));
    for (condition, at) in
        [("{line: \"a\"}", json!([{ "at": 1 }, { "at": 3 }])), ("{line: null}", json!([{ "at": 2 }]))]
    {
        let data = client.data(&format!("{{ logLines(condition: {condition}) {{ nodes {{ at }} }} }}"));
        assert_eq!(data["logLines"]["nodes"], at);
    }
}
