//! Wherever a deploy fails, the place is named: module, change, file and line.

use typeferry_pgpm::{DeployError, RunFailure, Transactions};

use crate::support::{How, Stage};

/// What there is before the change of the test.
const BEFORE: &str = "CREATE SCHEMA app; CREATE TABLE app.p (id int PRIMARY KEY);
CREATE TABLE app.c (id int REFERENCES app.p DEFERRABLE INITIALLY DEFERRED);
CREATE FUNCTION app.f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1 / 0; END $$;
CREATE FUNCTION app.never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'never'; END $$;
CREATE CONSTRAINT TRIGGER never AFTER INSERT ON app.p DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.never();";

/// Kinds of failures: the script, its SQLSTATE, and the line of it, from 1, and the column.
const KINDS: [(&str, &str, usize, usize); 18] = [
    ("SELECT 'é',\n  nothing FROM pg_class;", "42703", 2, 3),
    ("SELECT 1;\n  SELEC 2;", "42601", 2, 3),
    ("SELECT 1;\nSELECT (", "42601", 2, 9),
    ("SELECT 1; -- the end\nSELECT 2 -- no more", "00000", 0, 0),
    ("SELECT 1;\n  SELECT 1 / 0;", "22012", 2, 3),
    ("SELECT 1;\nDO $$ BEGIN\n  RAISE EXCEPTION 'no'; END $$;", "P0001", 3, 3),
    ("SELECT 1;\nDO $$ BEGIN\n  EXECUTE 'SELEC 1'; END $$;", "42601", 3, 3),
    ("SELECT 1;\n\nSELECT app.f();", "22012", 3, 1),
    ("SELECT 1;\nINSERT INTO app.c VALUES (1);", "23503", 2, 1),
    ("SELECT 1;\nINSERT INTO app.p VALUES (1);", "P0001", 2, 1),
    ("SELECT 1;\nSET nothing_at_all = 1;", "42704", 2, 1),
    ("SELECT 1;\nVACUUM app.p;", "25001", 2, 1),
    ("SELECT 1;\nSET statement_timeout = 1;\nSELECT pg_sleep(9);", "57014", 3, 1),
    ("SELECT 1;\nSELECT pg_terminate_backend(pg_backend_pid());\nSELECT 2;", "57P01", 2, 1),
    ("SET ROLE pg_monitor;\nSELECT * FROM app.p;", "42501", 2, 15),
    ("SET TRANSACTION READ ONLY;\nCREATE TABLE app.x ();", "25006", 2, 1),
    ("SELECT 1;\nCREATE EXTENSION citext VERSION 'nothing';", "22023", 2, 1),
    ("SELECT 1;\nCOPY app.p FROM '/nowhere/at/all';", "58P01", 2, 1),
];

#[test]
fn n06_every_failure_names_module_change_file_line_and_column() {
    let Some(stage) = Stage::set() else { return };
    stage.module("m", "", "before\nx [before]\n");
    for form in [Transactions::One, Transactions::Module, Transactions::Change] {
        for (script, sqlstate, line, column) in KINDS {
            stage.run("DROP SCHEMA IF EXISTS app, pgpm_migrate CASCADE");
            stage.write("packages/m/deploy/before.sql", BEFORE);
            stage.write("packages/m/deploy/x.sql", script);
            let result = stage.deploy_as(&How { transactions: form, ..How::default() });
            let Err(failure) = result else {
                assert_eq!(sqlstate, "00000", "{script}");
                continue;
            };
            let DeployError::Run(RunFailure::Script(error)) = &failure.error else { panic!("{script}: {failure}") };
            let found = (error.error.sqlstate.as_str(), error.place.line, error.place.column);
            assert_eq!(found, (sqlstate, line, column), "{form:?} {script}: {failure}");
            let place = format!("m:x failed at {}:{line}:{column}: ", stage.script("m/deploy/x.sql").display());
            assert!(failure.to_string().starts_with(&place), "{failure}");
        }
    }
}

#[test]
fn n06_what_is_psqls_is_found_before_anything_runs() {
    let cases = [
        ("CREATE TABLE t (a text);\nCOPY t FROM stdin DELIMITER '|';\nLao People's|LA\n\\.\n", "COPY FROM STDIN", 2),
        ("CREATE TABLE t (a text);\ncopy t (a)\n  from STDIN;\nLatvia\n\\.\nSELECT 1;\n", "COPY FROM STDIN", 2),
        ("COPY (SELECT 1) TO STDOUT;", "COPY TO STDOUT", 1),
        ("SELECT 1;\n\\set x 'don''t'\n", "`\\set`", 2),
        ("\\i other.sql\n", "`\\i`", 1),
        ("\\copy t from 'x'\n", "`\\copy`", 1),
        ("\\echo don't\n", "`\\echo`", 1),
        ("SELECT 'a' AS b \\gset\n", "`\\gset`", 1),
    ];
    for (script, what, line) in cases {
        let Some(stage) = Stage::set() else { return };
        stage.module("m", "", "before\nx [before]\n");
        stage.write("packages/m/deploy/before.sql", BEFORE);
        stage.write("packages/m/deploy/x.sql", script);
        let text = match typeferry_pgpm::Project::open(stage.root()) {
            Ok(_) => stage.deploy_badly(&How::default()).to_string(),
            Err(problems) => problems.to_string(),
        };
        assert!(text.contains(&format!("m/deploy/x.sql:{line}: ")) && text.contains(what), "{script}: {text}");
        assert_eq!(stage.column("SELECT to_regnamespace('pgpm_migrate')"), [""]);
    }
}

#[test]
fn a_plain_dump_of_today_is_a_script() {
    let Some(stage) = Stage::set() else { return };
    stage.module("m", "", "x\n");
    let dump = "--\n-- PostgreSQL database dump\n--\n\n\\restrict k2Yq\n\nSET statement_timeout = 0;\n\
                SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.t ();\n\n\\unrestrict k2Yq\n\n";
    stage.write("packages/m/deploy/x.sql", dump);
    assert_eq!(stage.deploy(), ["m:x"]);
    assert_eq!(stage.column("SELECT 't'::regclass"), ["t"]);
}

#[test]
fn a_violation_that_a_later_change_puts_right_is_none() {
    let Some(stage) = Stage::set() else { return };
    stage.module("m", "", "tables\nchild\nparent\n");
    let tables =
        "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
                  CREATE TABLE d (id int UNIQUE DEFERRABLE);";
    stage.scripts("m", "tables", [tables, "", ""]);
    stage.scripts("m", "child", ["INSERT INTO c VALUES (1);", "", ""]);
    stage.scripts("m", "parent", ["INSERT INTO p VALUES (1);", "", ""]);
    assert!(
        stage
            .deploy_badly(&How { transactions: Transactions::Change, ..How::default() })
            .to_string()
            .contains("m:child")
    );
    assert_eq!(
        stage.deploy_as(&How { transactions: Transactions::Module, ..How::default() }).unwrap().deployed.len(),
        2
    );
    // What is declared as immediate is checked at its statement, in every change.
    stage.module("m", "", "tables\nchild\nparent\ntwice\n");
    let twice = "DO $$ BEGIN INSERT INTO d VALUES (1), (1); EXCEPTION WHEN unique_violation THEN NULL; END $$;";
    stage.scripts("m", "twice", [twice, "", ""]);
    stage.deploy();
}

#[test]
fn n06_the_ledgers_own_failure_names_the_change() {
    let Some(stage) = Stage::with_modules() else { return };
    stage.deploy_as(&How { module: Some("app"), ..How::default() }).unwrap();
    stage.run(
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
               CREATE TRIGGER no BEFORE INSERT ON pgpm_migrate.events FOR EACH ROW EXECUTE FUNCTION no()",
    );
    let text = stage.deploy_badly(&How::default()).to_string();
    assert!(text.starts_with("the ledger pgpm_migrate cannot be written of more:notes: full (P0001)"), "{text}");
}

#[test]
fn a_verify_script_may_roll_back_what_it_does_and_has_no_command_of_psql() {
    let Some(stage) = Stage::with_modules() else { return };
    let users = "CREATE TABLE app.users (id int PRIMARY KEY, gone boolean);";
    let rolls_back = "INSERT INTO app.users VALUES (1);\nROLLBACK;\nSELECT 1 / (1 - count(*)) FROM app.users;";
    stage.scripts("app", "users", [users, "", rolls_back]);
    stage.write("packages/app/verify/active.sql", "SELECT 1;\n\\d app.active\n");
    stage.deploy();
    let verified = stage.verify();
    assert_eq!(verified.failed.len(), 1, "{}", verified.text());
    assert_eq!((verified.failed[0].change.to_string(), verified.failed[0].place.line), ("app:active".to_owned(), 2));
}
