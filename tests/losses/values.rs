//! Losses 3, 4, 6, 7, 8, 12 and 13: values, as the database has them that has run the scripts.

use serde_json::{Map, Value, json};
use typeferry_demo::{Endpoint, ServerOptions};

use crate::database::Database;
use crate::support::{Faulty, Sandbox, endpoints, serve, tree, with_rows};

/// An export of these endpoints.
pub(crate) fn exported(endpoints: Vec<Endpoint>) -> Sandbox {
    let server = serve(ServerOptions::default(), endpoints);
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.export(&server.url(""))).done();
    sandbox
}

/// The tables of the sample tenant: as many values can be looked at in one export.
const TABLES: [&str; 8] =
    ["users", "organizations", "memberships", "projects", "tasks", "comments", "api_tokens", "jobs"];

/// What an expression gives for each row of `metaschema_public.table` whose field has one of these values.
fn stored(field: &str, given: &[Value], expression: &str) -> Option<Vec<Option<String>>> {
    assert!(given.len() <= TABLES.len());
    let value = |row: &Map<String, Value>| {
        TABLES.iter().position(|name| row["name"] == *name).and_then(|position| given.get(position))
    };
    let sandbox = exported(with_rows("Table", |row| {
        if let Some(value) = value(row).cloned() {
            row.insert(field.to_owned(), value);
        }
        true
    }));
    let names = TABLES[..given.len()].join(",");
    let query = format!(
        "SELECT {expression} FROM metaschema_public.\"table\" WHERE name = ANY ('{{{names}}}') \
         ORDER BY array_position('{{{names}}}', name)"
    );
    Some(Database::deployed(&sandbox)?.values(&query))
}

#[test]
fn loss_03_timestamps_keep_their_microseconds() {
    let Some(database) = Database::deployed(&Sandbox::with_an_export()) else { return };
    let at = database.value("SELECT created_at::text FROM metaschema_modules_public.hierarchy_module");
    assert_eq!(at.as_deref(), Some("2024-02-29 23:59:59.000001+00"));
}

#[test]
fn loss_04_an_array_that_is_null_is_not_empty_and_one_of_citext_keeps_its_elements() {
    let given = [json!([]), json!(["a", null, "NULL", "", "it's \"here\"", "b\\c", "{,}"])];
    let Some(found) = stored("tags", &given, "to_json(tags)::text") else { return };
    let found: Vec<Value> = found.iter().map(|text| serde_json::from_str(text.as_ref().unwrap()).unwrap()).collect();
    assert_eq!(found, given);
    // No `citext[]` of the contract may be NULL; a `uuid[]` may.
    let Some(database) = Database::deployed(&Sandbox::with_an_export()) else { return };
    let lengths =
        "SELECT coalesce(cardinality(include_field_ids)::text, 'NULL') FROM metaschema_public.index ORDER BY 1";
    assert_eq!(database.values(lengths), ["0", "1", "NULL", "NULL"].map(|length| Some(length.to_owned())));
}

/// Over GraphQL the contract has such numbers in JSON alone; a column of the database's own has the others.
#[test]
fn loss_06_numbers_keep_every_digit() {
    let server = serve(ServerOptions::default(), endpoints());
    let faulty = Faulty::before(server.address(), |ask| {
        let reply = ask.pass();
        if !ask.is("Rows") || !reply.text().contains(r#"{"identity":"always"}"#) {
            return reply;
        }
        reply.edited(r#"{"identity":"always"}"#, r#"{"n":9007199254740993,"d":12345678901234567890.50}"#)
    });
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.export(&faulty.url())).done();
    let Some(database) = Database::deployed(&sandbox) else { return };
    let numbers = "SELECT smart_tags->>'n' || ' ' || (smart_tags->>'d') FROM metaschema_public.field \
                   WHERE smart_tags ? 'n'";
    assert_eq!(database.value(numbers).as_deref(), Some("9007199254740993 12345678901234567890.50"));

    let Some(source) = Database::of(&endpoints()) else { return };
    let table = "CREATE TABLE metaschema_public.counter (id int8 PRIMARY KEY, database_id uuid, n numeric);";
    let tenant = typeferry_demo::sample::database_id("acme");
    let rows = ["9007199254740993", "9223372036854775807", "-9223372036854775808", "2147483648"];
    source.run(table);
    for row in rows {
        source.run(&format!("INSERT INTO metaschema_public.counter VALUES ({row}, '{tenant}', {row}.10)"));
    }
    let Some(target) = Database::with_tables() else { return };
    target.run(table);
    target.deploy(&source.export(), "acme-services");
    let query = "SELECT id || ' ' || n FROM metaschema_public.counter ORDER BY id::text";
    assert_eq!(target.values(query), source.values(query));
    assert_eq!(target.values(query).len(), rows.len());
}

#[test]
fn loss_07_json_scalars_and_words_for_nothing_are_what_they_were() {
    let given = [json!(false), json!(0), json!(""), json!("x"), json!("null"), json!([]), json!({}), Value::Null];
    let Some(found) = stored("smartTags", &given, "smart_tags::text") else { return };
    let mut expected: Vec<_> = given.iter().map(|value| Some(value.to_string())).collect();
    expected[7] = None;
    assert_eq!(found, expected);
    let words = ["NA", "null", "NULL", "undefined", "", "'", "\\", "$$"];
    let Some(found) = stored("description", &words.map(Value::from), "description") else { return };
    assert_eq!(found, words.map(|word| Some(word.to_owned())));
}

#[test]
fn loss_08_intervals_keep_the_sign_of_each_part() {
    let negative = json!({"years": 0, "months": -1, "days": 2, "hours": -3, "minutes": -4, "seconds": -5});
    let positive = json!({"years": -1, "months": 1, "days": -2, "hours": 3, "minutes": 4, "seconds": 5.678_901});
    for (sent, expected) in [(negative, "-1 mons +2 days -03:04:05"), (positive, "-11 mons -2 days +03:04:05.678901")] {
        let sandbox = exported(with_rows("SessionsModule", |row| {
            row.insert("sessionsDefaultExpiration".into(), sent.clone()).is_some()
        }));
        let Some(database) = Database::deployed(&sandbox) else { return };
        let stored = "SELECT sessions_default_expiration::text FROM metaschema_modules_public.sessions_module";
        assert_eq!(database.value(stored).as_deref(), Some(expected));
    }
}

/// The contract's labels are in lower case; a type of the database's own is not.
#[test]
fn loss_12_enum_values_are_their_labels() {
    let given = ["AUTH", "APP", "CORE"].map(Value::from);
    let Some(found) = stored("category", &given, "category::text") else { return };
    assert_eq!(found, ["auth", "app", "core"].map(|label| Some(label.to_owned())));

    let table = "CREATE TYPE metaschema_public.mood AS ENUM ('Very Happy', 'very happy', 'it''s', '');
        CREATE TABLE metaschema_public.moods (id metaschema_public.mood PRIMARY KEY, database_id uuid, old metaschema_public.mood[]);";
    let tenant = typeferry_demo::sample::database_id("acme");
    let Some(source) = Database::of(&endpoints()) else { return };
    source.run(table);
    source.run(&format!(
        "INSERT INTO metaschema_public.moods SELECT mood, '{tenant}', ARRAY[mood, NULL] \
         FROM unnest(enum_range(NULL::metaschema_public.mood)) AS mood"
    ));
    let Some(target) = Database::with_tables() else { return };
    target.run(table);
    target.deploy(&source.export(), "acme-services");
    let moods = "SELECT id || ' ' || old::text FROM metaschema_public.moods ORDER BY id";
    assert_eq!(target.values(moods), source.values(moods));
    assert_eq!(target.values(moods).len(), 4);
}

#[test]
fn loss_13_both_sources_give_the_same_bytes() {
    let Some(database) = Database::of(&endpoints()) else { return };
    let (by_sql, by_api) = (tree(&database.export().out()), tree(&exported(endpoints()).out()));
    let paths: std::collections::BTreeSet<_> = by_sql.keys().chain(by_api.keys()).collect();
    for path in paths {
        let text =
            |files: &crate::support::Tree| files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(text(&by_sql), text(&by_api), "{path}");
    }
    assert!(by_sql.len() > 150, "{}", by_sql.len());
}
