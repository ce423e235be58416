//! The sample tenants: complete, consistent, apart from one another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use typeferry_codegen::diagnostic::Source;
use typeferry_codegen::schema::{Schema, TypeKind, sdl};
use typeferry_demo::{Server, ServerOptions, sample};

use crate::client::Client;
use crate::pull::root_file;

fn client() -> Client {
    let endpoints = sample::endpoints(&root_file("schema.graphql"), &root_file("migrate/schema.graphql")).unwrap();
    Client::of(Server::start(ServerOptions::default(), endpoints).unwrap())
}

fn schema(name: &str) -> Schema {
    sdl::read(&Source::new(name, root_file(name))).unwrap()
}

/// A root field, its row type, and the selection of all its columns.
fn tables(schema: &Schema) -> Vec<(String, String, String)> {
    let selection = |ty: &str| -> String {
        let field = |field: &typeferry_codegen::schema::Field| match schema.get(field.ty.name()).map(|def| &def.kind) {
            Some(TypeKind::Object { fields, .. }) => {
                format!(
                    "{} {{ {} }}",
                    field.name,
                    fields.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(" ")
                )
            }
            _ => field.name.clone(),
        };
        schema.fields(ty).iter().map(field).collect::<Vec<_>>().join(" ")
    };
    let row_type =
        |root: &typeferry_codegen::schema::Field| schema.field(root.ty.name(), "nodes").unwrap().ty.name().to_owned();
    let roots = schema.fields(&schema.query).iter();
    roots.map(|root| (root.name.clone(), row_type(root), selection(&row_type(root)))).collect()
}

/// Every row of every table, by row type: one request of as many aliased root fields.
fn everything(client: &Client, path: &str, schema: &Schema) -> BTreeMap<String, Vec<Value>> {
    let fields = tables(schema);
    let fields =
        fields.iter().map(|(root, row_type, columns)| format!("{row_type}: {root} {{ nodes {{ {columns} }} }}"));
    let query = format!("{{ {} }}", fields.collect::<Vec<_>>().join("\n"));
    let answer = client.query_at(path, &query, &json!({}));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mut answer = answer.json();
    assert_eq!(answer.get("errors"), None, "{}", answer["errors"]);
    let Value::Object(tables) = answer["data"].take() else { panic!("no data") };
    tables.into_iter().map(|(name, mut table)| (name, serde_json::from_value(table["nodes"].take()).unwrap())).collect()
}

fn of<'a>(rows: &'a [Value], database: &str) -> Vec<&'a Value> {
    rows.iter().filter(|row| row["databaseId"] == database).collect()
}

#[test]
fn the_tenant_has_what_a_tenant_has() {
    let client = client();
    let rows = everything(&client, sample::GRAPHQL_PATH, &schema("schema.graphql"));
    let acme = sample::database_id("acme");
    let count = |row_type: &str| of(&rows[row_type], &acme).len();
    assert_eq!((count("Schema"), count("Table"), count("Field")), (3, 8, 42));
    assert_eq!(rows.values().filter(|rows| !rows.is_empty()).count(), 30);
    assert_eq!(client.server.requests(), 1);
}

#[test]
fn every_uuid_of_a_row_is_of_its_own_tenant() {
    let rows = everything(&client(), sample::GRAPHQL_PATH, &schema("schema.graphql"));
    let ids = |database: &str| -> BTreeSet<&str> {
        let own = rows.values().flat_map(|rows| of(rows, database));
        own.filter_map(|row| row["id"].as_str()).chain([]).collect()
    };
    let (acme, globex) = (sample::database_id("acme"), sample::database_id("globex"));
    assert!(ids(&acme).is_disjoint(&ids(&globex)));
    for (database, other) in [(&acme, &globex), (&globex, &acme)] {
        let text =
            serde_json::to_string(&rows.values().flat_map(|rows| of(rows, database)).collect::<Vec<_>>()).unwrap();
        assert!(!ids(other).iter().any(|id| text.contains(id)));
        assert!(!text.contains(other.as_str()));
    }
}

#[test]
fn every_foreign_key_finds_its_row() {
    let schema = schema("schema.graphql");
    let rows = everything(&client(), sample::GRAPHQL_PATH, &schema);
    let field = |row_type: &str, column: &str| {
        let fields = schema.fields(row_type).iter();
        let mut found = fields.filter(|field| field.column.as_ref().is_some_and(|found| found.name == column));
        found.next().unwrap().name.clone()
    };
    let mut checked = 0;
    for def in schema.types.values() {
        let TypeKind::Object { foreign_keys, table: Some(_), .. } = &def.kind else { continue };
        for key in foreign_keys {
            let target = schema.types.values().find(|other| {
                matches!(&other.kind, TypeKind::Object { table: Some(table), .. } if table.schema == key.schema && table.name == key.table)
            });
            let target = &target.unwrap().name;
            let (here, there) = (field(&def.name, &key.columns[0]), field(target, &key.references[0]));
            for row in rows[&def.name].iter().filter(|row| !row[&here].is_null()) {
                assert!(rows[target].iter().any(|other| other[&there] == row[&here]), "{}.{here} of {row}", def.name);
                checked += 1;
            }
        }
    }
    assert!(checked > 200, "{checked}");
}

#[test]
fn the_actions_stand_in_an_order_that_deploys() {
    let rows = everything(&client(), sample::MIGRATE_PATH, &schema("migrate/schema.graphql"));
    let actions = &rows["SqlAction"];
    for (tenant, count) in [("acme", 25), ("globex", 3)] {
        let own = of(actions, &sample::database_id(tenant));
        assert_eq!(own.len(), count);
        let mut deployed = BTreeSet::new();
        for action in own {
            let deps: Vec<&str> = action["deps"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert!(deps.iter().all(|dep| deployed.contains(dep)), "{action}");
            assert!(deployed.insert(action["deploy"].as_str().unwrap()), "{action} stands there twice");
            assert!(action["content"].as_str().is_some_and(|sql| sql.ends_with(';')), "{action}");
        }
    }
    assert_ne!(actions[0]["databaseId"], actions[1]["databaseId"], "the tenants' ids take turns");
}

#[test]
fn the_nasty_values_arrive_whole() {
    let rows = everything(&client(), sample::GRAPHQL_PATH, &schema("schema.graphql"));
    let one = |row_type: &str, name: &str| rows[row_type].iter().find(|row| row["name"] == name).unwrap();
    assert_eq!(one("Field", "avatar_url")["tags"], json!(["profile", null, "it's \"quoted\""]));
    assert_eq!(one("Field", "slug")["chk"], json!(false));
    assert_eq!(one("Field", "display_name")["label"], json!(""));
    assert_eq!(one("Field", "role")["label"], json!(null));
    assert_eq!(rows["HierarchyModule"][0]["createdAt"], "2024-02-29T23:59:59.000001+00:00");
    let acme = of(&rows["SessionsModule"], &sample::database_id("acme"))[0];
    let interval = json!({ "years": 0, "months": 1, "days": -2, "hours": 3, "minutes": 4, "seconds": 5.678_901 });
    assert_eq!(acme["sessionsDefaultExpiration"], interval);
}
