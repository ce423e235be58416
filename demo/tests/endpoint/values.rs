//! Values arrive as the real server writes them.

use serde_json::json;

use crate::client::{Client, rows};

const ID: &str = "00000000-0000-4000-8000-000000000001";

#[test]
fn each_kind_of_value_arrives_as_it_was_given() {
    let note = json!({
        "id": 1,
        "databaseId": ID,
        "title": "",
        "enableI18N": false,
        "size": "9007199254740993",
        "price": "1.250",
        "weight": 12,
        "kind": "TO_DO",
        "tags": ["a", null, ""],
        "every": { "years": 0, "months": 1, "days": -2, "hours": 0, "minutes": 0, "seconds": 5.5 },
        "extra": { "a": [1, "x", null, false] },
        "createdAt": "2024-01-01T22:04:05.678901+00:00",
    });
    let client = Client::new(rows("Note", [note.clone()]));
    let every = "every { years months days hours minutes seconds }";
    let columns = "id databaseId title enableI18N size price weight kind tags extra createdAt";
    let data = client.data(&format!("{{ notes {{ nodes {{ {columns} {every} }} }} }}"));
    assert_eq!(data["notes"]["nodes"][0], note);
}

#[test]
fn a_whole_float_has_no_fraction_and_json_scalars_are_themselves() {
    let extra = [json!(false), json!(0), json!(""), json!("x"), json!(1.0)];
    let notes = extra.iter().enumerate();
    let notes = notes.map(|(id, extra)| json!({ "id": id, "databaseId": ID, "weight": 2.0, "extra": extra }));
    let client = Client::new(rows("Note", notes));
    let answer = client.query_at("/graphql", "{ notes { nodes { weight extra } } }", &json!({}));
    assert!(
        answer
            .body
            .contains("[{\"weight\":2,\"extra\":false},{\"weight\":2,\"extra\":0},{\"weight\":2,\"extra\":\"\"}")
    );
    assert!(answer.body.contains("{\"weight\":2,\"extra\":\"x\"},{\"weight\":2,\"extra\":1}]"), "{}", answer.body);
}

#[test]
fn an_absent_value_is_null_and_a_null_where_none_may_be_is_an_error() {
    let client = Client::new(rows("Note", [json!({ "id": 1 })]));
    assert_eq!(client.data("{ notes { nodes { title } } }")["notes"]["nodes"], json!([{ "title": null }]));
    let answer = client.query("{ notes { nodes { databaseId } } }");
    assert_eq!(answer["data"]["notes"]["nodes"], json!([null]));
    assert_eq!(answer["errors"][0]["path"], json!(["notes", "nodes", 0, "databaseId"]));
}

#[test]
fn an_array_in_an_array_is_a_null_that_is_a_lie() {
    let client = Client::new(rows("Note", [json!({ "id": 1, "databaseId": ID, "tags": [["a"], ["b"]] })]));
    let answer = client.query("{ notes { nodes { id tags } } }");
    assert_eq!(answer["data"]["notes"]["nodes"][0]["tags"], json!([null, null]));
    assert!(answer["errors"][0]["path"].as_array().unwrap().starts_with(&[json!("notes"), json!("nodes"), json!(0)]));
}

#[test]
fn orders_go_by_value_not_by_text() {
    let note = |id: usize, price: &str, days: i32, kind: &str| json!({ "id": id, "databaseId": ID, "price": price, "size": price, "every": { "days": days }, "kind": kind });
    let notes = [note(1, "10", 31, "TO_DO"), note(2, "9", 2, "IDEA"), note(3, "-100", 10, "TO_DO")];
    let client = Client::new(rows("Note", notes));
    for (order, ids) in [
        ("PRICE_ASC", [3, 2, 1]),
        ("PRICE_DESC", [1, 2, 3]),
        ("SIZE_ASC", [3, 2, 1]),
        ("EVERY_ASC", [2, 3, 1]),
        ("KIND_ASC", [1, 3, 2]),
        ("ENABLE_I18N_ASC", [1, 2, 3]),
        ("PRIMARY_KEY_DESC", [3, 2, 1]),
        ("NATURAL", [1, 2, 3]),
    ] {
        let data = client.data(&format!("{{ notes(orderBy: {order}) {{ nodes {{ id }} }} }}"));
        assert_eq!(data["notes"]["nodes"], json!(ids.map(|id| json!({ "id": id }))), "{order}");
    }
}
