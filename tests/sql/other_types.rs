//! The names of schemas in values that are neither text nor JSON.

use crate::command::Run;
use crate::support::Database;

const PLATFORM: &str = "
    CREATE EXTENSION hstore; CREATE EXTENSION ltree;
    CREATE SCHEMA metaschema_public;
    CREATE TYPE metaschema_public.part AS (name text, place int);
    CREATE TYPE metaschema_public.state AS ENUM ('acme_7f_app');
    CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, name text);
    CREATE TABLE metaschema_public.schema (id uuid PRIMARY KEY, database_id uuid, name text, schema_name text);
    CREATE TABLE metaschema_public.kinds (
      id int PRIMARY KEY, database_id uuid, part metaschema_public.part, parts metaschema_public.part[], pairs hstore, doc xml,
      way jsonpath, tree ltree, class regclass, space regnamespace, call regprocedure, type regtype, words tsvector,
      state metaschema_public.state);";

const OWN: &str = "
    CREATE SCHEMA acme_app; CREATE TABLE acme_app.t (i int);
    CREATE FUNCTION acme_app.f(acme_app.t) RETURNS int LANGUAGE sql AS 'SELECT 1';";

const ROWS: &str = "
    INSERT INTO metaschema_public.database VALUES ('00000000-0000-0000-0000-000000000001', 'acme');
    INSERT INTO metaschema_public.schema VALUES
      ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'app', 'acme_7f_app');
    INSERT INTO metaschema_public.kinds VALUES (1, '00000000-0000-0000-0000-000000000001', ROW('acme_7f_app.\"x y\"', 1),
      ARRAY[ROW('in acme_7f_app', NULL)]::metaschema_public.part[], 'acme_7f_app=>acme_7f_app.t, acme_7f_a=>1',
      '<a s=\"acme_7f_app\">acme_7f_app.t</a>', '$.\"acme_7f_app\".t', 'top.acme_7f_app.t', 'acme_7f_app.t', 'acme_7f_app',
      'acme_7f_app.f(acme_7f_app.t)', 'acme_7f_app.t', '''acme_7f_app'':1', 'acme_7f_app');";

#[test]
fn names_in_other_types_are_renamed_or_said_to_stay_and_regclass_means_the_renamed_table() {
    let own = OWN.replace("acme_app", "acme_7f_app");
    let Some(source) = Database::with(&format!("{PLATFORM}{OWN}{own}{ROWS}")) else { return };
    let Some(target) = Database::with(&format!("{PLATFORM}{OWN}")) else { return };
    let run = Run::new();
    let mut command = run.export();
    let output = command.args(["--database-url", &source.url()]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let stays: Vec<_> = said.lines().filter(|line| line.starts_with("not renamed: ")).collect();
    let line = |column: &str| {
        format!("not renamed: metaschema_public.kinds.{column}: the old name of a schema stands in 1 value, and stays")
    };
    assert_eq!(stays, [line("words (tsvector)"), line("state (state)")]);
    for change in ["database", "schema", "kinds"] {
        target.run(&run.read(&format!("acme-meta/deploy/migrate/{change}.sql")));
    }
    let row = "SELECT array_to_string(ARRAY[part::text, parts::text, pairs::text, doc::text, way::text, tree::text, class::text, \
               space::text, call::text, type::text, words::text, state::text], ' | ') FROM metaschema_public.kinds";
    let found: String = target.client().query_one(row, &[]).unwrap().get(0);
    let expected = [
        r#"("acme_app.""x y""",1)"#,
        r#"{"(\"in acme_app\",)"}"#,
        r#""acme_app"=>"acme_app.t", "acme_7f_a"=>"1""#,
        r#"<a s="acme_app">acme_app.t</a>"#,
        r#"$."acme_app"."t""#,
        "top.acme_app.t",
        "acme_app.t",
        "acme_app",
        "acme_app.f(acme_app.t)",
        "acme_app.t",
        "'acme_7f_app':1",
        "acme_7f_app",
    ];
    assert_eq!(found, expected.join(" | "));
    for (database, what) in [(&source, "the source"), (&target, "the target")] {
        let verified = run.typeferry(&["verify", "out/acme-meta", "--database-url", &database.url()]).output().unwrap();
        assert!(verified.status.success(), "{what}: {}", String::from_utf8_lossy(&verified.stdout));
    }
}
