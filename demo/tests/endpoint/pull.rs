//! The pull from a live endpoint gives back the schema that it serves.

use std::path::Path;

use serde_json::json;
use typeferry_codegen::dialect::CONSTRUCTIVE;
use typeferry_codegen::schema::{introspection, meta, print};
use typeferry_demo::{Data, Endpoint, Server, ServerOptions};

use crate::client::{Client, SMALL};

const META: &str = "{ _meta { tables {
  name tableName schemaName
  fields { name columnName isNotNull hasDefault isPrimaryKey isForeignKey type { pgType gqlType isArray } enumValues { name values } }
  query { all one }
  inflection { tableType allRows connection filterType orderByType patchType }
  primaryKeyConstraints { name fields { name columnName } }
  foreignKeyConstraints { name fields { name columnName } referencedTable referencedFields }
  constraints { primaryKey { name } foreignKey { name refTable { name } refFields { columnName } } }
} } }";

fn serve(schema_text: &str) -> Client {
    let endpoint = Endpoint { path: "/graphql".into(), schema_text: schema_text.into(), data: Data::new() };
    Client::of(Server::start(ServerOptions::default(), vec![endpoint]).unwrap())
}

fn pulled(client: &Client) -> String {
    let api = introspection::read(&client.query(introspection::QUERY).to_string()).unwrap();
    let meta = meta::read(&client.query(META).to_string()).unwrap();
    print(&CONSTRUCTIVE.pull(&api, &meta).unwrap())
}

pub(crate) fn root_file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_pull_reproduces_both_contracts() {
    for name in ["schema.graphql", "migrate/schema.graphql"] {
        // A server tells what the contract only assumes.
        let text = root_file(name).replace(", assumed: true", "");
        assert!(pulled(&serve(&text)) == text, "the schema pulled from the endpoint differs from {name}");
    }
}

#[test]
fn our_directives_are_not_served_and_meta_is() {
    let client = serve(SMALL);
    let data = client.data("{ __schema { directives { name } } __type(name: \"MetaTable\") { name } }");
    let directives = data["__schema"]["directives"].as_array().unwrap();
    assert!(directives.iter().all(|directive| directive["name"] != "table"), "{directives:?}");
    assert_eq!(data["__type"]["name"], "MetaTable");
}

#[test]
fn meta_tells_columns_labels_and_keys() {
    let mut data = serve(SMALL).data(META);
    let tables = data["_meta"]["tables"].as_array_mut().unwrap();
    let note = tables.iter_mut().find(|table| table["name"] == "Note").unwrap();
    assert_eq!(note["fields"][3]["columnName"], "enable_i18n");
    assert_eq!(note["fields"][7]["enumValues"], json!({ "name": "noteKind", "values": ["to-do", "idea"] }));
    assert_eq!(note["fields"][8]["type"], json!({ "pgType": "citextArray", "gqlType": "String", "isArray": true }));
    assert_eq!(note["fields"][1]["isForeignKey"], true);
    assert_eq!(
        note["foreignKeyConstraints"][0].take(),
        json!({
            "name": "notes_database_id_fkey",
            "fields": [{ "name": "databaseId", "columnName": "database_id" }],
            "referencedTable": "Database",
            "referencedFields": ["id"],
        })
    );
    let log = tables.iter().find(|table| table["name"] == "LogLine").unwrap();
    assert_eq!(log["primaryKeyConstraints"], json!([]));
    assert_eq!(log["constraints"]["primaryKey"], json!(null));
    assert_eq!(log["inflection"]["patchType"], json!(null));
}
