//! What today's tool loses or changes, value by value: the same rows, and nothing of it is lost.
//!
//! Half a module, a table or a column that is not served, and a failing server have their tests in `refusals` and
//! `answers`; roles and grants in `export`.

use serde_json::{Map, Value, json};
use typeferry_demo::{Endpoint, ServerOptions};

use crate::support::{Faulty, Reply, SCHEMA, Sandbox, endpoints, platform, serve, with_rows};

/// An export of these endpoints.
fn exported(endpoints: Vec<Endpoint>) -> Sandbox {
    let server = serve(ServerOptions::default(), endpoints);
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.export(&server.url(""))).done();
    sandbox
}

/// The line of the deploy script that inserts the row with this text.
fn row(sandbox: &Sandbox, table: &str, text: &str) -> String {
    let script = sandbox.read(&format!("out/acme-services/deploy/migrate/{table}.sql"));
    let found = script.lines().find(|line| line.starts_with("  (") && line.contains(text));
    found.unwrap_or_else(|| panic!("no row with {text} in {script}")).to_owned()
}

/// The tables of the sample tenant: as many values can be looked at in one export.
const TABLES: [&str; 8] =
    ["users", "organizations", "memberships", "projects", "tasks", "comments", "api_tokens", "jobs"];

/// The literals that values become, in a column of `metaschema_public.table`.
fn literals(field: &str, column: &str, given: &[Value]) -> Vec<String> {
    assert!(given.len() <= TABLES.len());
    let value = |row: &Map<String, Value>| {
        TABLES.iter().position(|name| row["name"] == *name).and_then(|position| given.get(position))
    };
    let sandbox = exported(with_rows("Table", |row| {
        // One of them has two lines, and a row would too.
        row.remove("description");
        if let Some(value) = value(row).cloned() {
            row.insert(field.to_owned(), value);
        }
        true
    }));
    let script = sandbox.read("out/acme-services/deploy/migrate/table.sql");
    let columns = script.split(" (").nth(1).unwrap().split(") VALUES").next().unwrap();
    let position = columns.split(", ").position(|name| name == column).unwrap();
    let literal = |name: &&str| values(&row(&sandbox, "table", &format!(", '{name}', ")))[position].clone();
    TABLES[..given.len()].iter().map(literal).collect()
}

/// The literals of a line such as `  ('a', E'it''s', NULL),`.
fn values(line: &str) -> Vec<String> {
    let (mut found, mut quoted, mut escaped) = (vec![String::new()], false, false);
    for c in line.trim().trim_start_matches('(').trim_end_matches([',', ';']).trim_end_matches(')').chars() {
        if c == ',' && !quoted {
            found.push(String::new());
            continue;
        }
        quoted ^= c == '\'' && !escaped;
        escaped = quoted && c == '\\' && !escaped && found.last().unwrap().trim_start().starts_with('E');
        found.last_mut().unwrap().push(c);
    }
    found.iter().map(|value| value.trim().to_owned()).collect()
}

/// 1. A page of changes that fails is a warning there, and exit code 0.
#[test]
fn a_503_on_the_second_page_of_changes_is_a_failure() {
    let capped = serve(ServerOptions { max_page: Some(10), ..ServerOptions::default() }, endpoints());
    let faulty = Faulty::before(capped.address(), |ask| {
        if ask.has("\"offset\":10") { Reply::html("503 Service Unavailable") } else { ask.pass() }
    });
    let sandbox = Sandbox::with_an_export();
    let message = sandbox.fails(1, sandbox.export(&faulty.url()));
    assert!(message.contains("/migrate/graphql answered HTTP 503"), "{message}");
}

/// 3. Timestamps are cut to whole seconds there.
#[test]
fn microseconds_are_kept() {
    let line = row(&Sandbox::with_an_export(), "hierarchy_module", "'org'");
    assert!(line.contains("'2024-02-29 23:59:59.000001+00'"), "{line}");
}

/// 4. A NULL array becomes an empty one there.
#[test]
fn an_array_that_is_null_is_not_an_empty_one() {
    let sandbox = Sandbox::with_an_export();
    let position = values(&row(&sandbox, "field_module", "'FieldPosition'"));
    let slug = values(&row(&sandbox, "field_module", "'FieldSlug'"));
    assert_eq!(position[7..], ["NULL", "'{tasks_position}'"]);
    assert_eq!(slug[7..], ["'{organizations_slug_insert,organizations_slug_update}'", "'{}'"]);
}

/// 4. Its SQL mode empties every `citext[]`.
#[test]
fn an_array_keeps_its_nulls_and_its_quotes() {
    let tags = [json!(["a", null, "NULL", "", "it's \"here\"", "b\\c"])];
    let expected = r#"E'{a,NULL,"NULL","","it''s \\"here\\"","b\\\\c"}'"#;
    assert_eq!(literals("tags", "tags", &tags), [expected]);
}

/// 6. A big integer is rounded there. (The demo's own JSON has no such numbers: the answer is edited on its way.)
#[test]
fn a_number_in_json_keeps_every_digit() {
    let faulty = Faulty::before(platform().address(), |ask| {
        let reply = ask.pass();
        if !ask.is("Rows") {
            return reply;
        }
        reply.edited(r#"{"identity":"always"}"#, r#"{"n":12345678901234567890.50,"e":1E+2}"#)
    });
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.export(&faulty.url())).done();
    let line = row(&sandbox, "field", "12345");
    assert!(line.contains(r#"'{"e": 100, "n": 12345678901234567890.50}'"#), "{line}");
}

/// 7. jsonb `false`, `0` and `""` become NULL there, and a JSON string loses its quotes.
#[test]
fn a_json_scalar_is_what_it_was() {
    let given = [json!(false), json!(0), json!(""), json!("x"), json!("it's"), json!([]), json!({}), Value::Null];
    let expected = ["'false'", "'0'", "'\"\"'", "'\"x\"'", "'\"it''s\"'", "'[]'", "'{}'", "NULL"];
    assert_eq!(literals("smartTags", "smart_tags", &given), expected);
}

/// 7. Strings such as `NA` or `null` become NULL there.
#[test]
fn a_word_for_nothing_is_a_word() {
    let given = ["NA", "null", "NULL", "undefined", "", "'", "\\", "$$"].map(Value::from);
    let expected = ["'NA'", "'null'", "'NULL'", "'undefined'", "''", "''''", "E'\\\\'", "'$$'"];
    assert_eq!(literals("description", "description", &given), expected);
}

/// 8. A negative interval becomes `-2:-3:-4` there, which does not load.
#[test]
fn an_interval_keeps_the_sign_of_each_part() {
    let line = row(&Sandbox::with_an_export(), "tokens_module", "'api_tokens'");
    assert!(line.contains("'P1M-2DT3H4M5.678901S'"), "{line}");
    let negative = json!({"years": 0, "months": -1, "days": 2, "hours": -3, "minutes": -4, "seconds": -5});
    let sandbox = exported(with_rows("TokensModule", |row| {
        row.insert("tokensDefaultExpiration".into(), negative.clone()).is_some()
    }));
    let line = row(&sandbox, "tokens_module", "'api_tokens'");
    assert!(line.contains("'P-1M2DT-3H-4M-5S'"), "{line}");
}

/// 9. Names are renamed there by plain substring, one after the other, and in its command line not at all.
#[test]
fn names_that_begin_alike_or_change_places_are_renamed_at_once() {
    let names = [("app_public", "acme_app_jobs"), ("app_private", "acme_app_jobs_2"), ("app_jobs", "acme_app_public")];
    let mut endpoints = with_rows("Schema", |row| {
        if let Some((_, to)) = names.iter().find(|(name, _)| row["name"] == *name) {
            row.insert("schemaName".into(), json!(to));
        }
        true
    });
    let text = "SELECT acme_app_jobs.f(acme_app_jobs_2.g(acme_app_public.h())), acme_app_jobs_22, \"acme_app_jobs\"";
    let mut data = typeferry_demo::Data::new();
    for (row_type, rows) in endpoints[1].data.row_types() {
        let mut rows = rows.to_vec();
        rows.retain_mut(|row| {
            row.insert("content".into(), json!(text));
            row["deploy"] == "data/welcome" && row.insert("deps".into(), Value::Null).is_some()
        });
        data.extend(row_type, rows);
    }
    endpoints[1].data = data;
    let sandbox = exported(endpoints);
    let script = sandbox.read("out/acme/deploy/data/welcome.sql");
    let expected =
        "SELECT acme_app_public.f(acme_app_private.g(acme_app_jobs.h())), acme_app_jobs_22, \"acme_app_public\"\n";
    assert!(script.ends_with(expected), "{script}");
}

/// 10. The revert and verify scripts of the metadata are empty there, or name columns that are not.
#[test]
fn each_table_is_reverted_and_verified_by_the_keys_of_its_rows() {
    let sandbox = Sandbox::with_an_export();
    let keys = ["'admin'", "'public'"].map(|name| values(&row(&sandbox, "apis", name))[0].clone());
    let revert = sandbox.read("out/acme-services/revert/migrate/apis.sql");
    assert!(revert.contains("\nDELETE FROM services_public.apis WHERE id IN (\n"), "{revert}");
    let verify = sandbox.read("out/acme-services/verify/migrate/apis.sql");
    assert!(verify.contains("SELECT 2 - count(*) INTO missing FROM services_public.apis WHERE id IN ("), "{verify}");
    assert!(verify.contains("RAISE EXCEPTION"), "{verify}");
    for script in [revert, verify] {
        assert!(keys.iter().all(|key| script.matches(key.as_str()).count() == 1), "{script}");
    }
}

/// 10. The changes have the scripts that the platform has, and say where it has none.
#[test]
fn each_change_is_reverted_and_verified_by_its_own_scripts() {
    let sandbox = Sandbox::with_an_export();
    let table = "schemas/acme_app_public/tables/tasks/table.sql";
    assert!(sandbox.read(&format!("out/acme/revert/{table}")).ends_with("\n\nDROP TABLE acme_app_public.tasks;\n"));
    let verify = sandbox.read(&format!("out/acme/verify/{table}"));
    assert!(verify.contains(" FROM acme_app_public.tasks WHERE false;"), "{verify}");
    let none = sandbox.read("out/acme/verify/data/welcome.sql");
    assert!(none.contains("-- The platform has no script that verifies this change."), "{none}");
}

/// 12. Enum values are lower-cased there, whatever the label was.
#[test]
fn an_enum_value_is_the_label_that_postgresql_has() {
    let label = SCHEMA.lines().find(|line| line.starts_with("  MODULE @label(")).unwrap();
    assert_eq!(label, "  MODULE @label(name: \"module\")");
    let line = row(&Sandbox::with_an_export(), "table", "'jobs', NULL");
    assert!(line.contains("'module', 'jobs'"), "{line}");
}
