//! Every failure names its file, and the line wherever it can be known.

use typeferry_session::{Place, SqlFailure};

use crate::support::Database;

fn failure(script: &str, files: &[(&str, &str)]) -> Option<SqlFailure> {
    let database = Database::new()?;
    let failure = database.fail(script, files);
    Some(failure.error.sql().unwrap_or_else(|| panic!("{}", failure.error)).clone())
}

fn place(failure: &SqlFailure) -> (&str, usize, usize, &str) {
    let Place { location, source_line } = failure.place.as_ref().unwrap();
    (&location.file, location.line, location.column, source_line)
}

#[test]
fn a_failing_statement_of_a_test_has_its_file_line_and_hint() {
    let test = "-- first\nSELECT 1;\n\nSELECT 1 / 0;\n";
    let files = [("./__test__/t.sql", test)];
    let Some(failure) = failure("BEGIN; CALL pgmi_test(); COMMIT;", &files) else { return };
    assert_eq!(failure.error.message, "Failed in ./__test__/t.sql: division by zero");
    assert_eq!(failure.error.sqlstate, "22012");
    assert_eq!(place(&failure), ("./__test__/t.sql", 4, 1, "SELECT 1 / 0;"));
}

#[test]
fn an_assertion_in_a_test_has_its_file_and_line() {
    let test = "SELECT 1;\nDO $t$\nBEGIN\n    PERFORM 1;\n    ASSERT false, 'no good';\nEND $t$;\n";
    let Some(failure) = failure("BEGIN; CALL pgmi_test(); COMMIT;", &[("./__test__/t.sql", test)]) else { return };
    assert_eq!(
        (failure.error.message.as_str(), failure.error.sqlstate.as_str()),
        ("Failed in ./__test__/t.sql: no good", "P0004")
    );
    assert_eq!(place(&failure), ("./__test__/t.sql", 5, 5, "    ASSERT false, 'no good';"));
}

#[test]
fn a_misspelt_name_in_a_test_has_its_column_and_what_the_server_suggests() {
    let test = "CREATE TABLE t (colour text);\nSELECT 1,\n  color FROM t;";
    let Some(failure) = failure("BEGIN; CALL pgmi_test(); COMMIT;", &[("./__test__/t.sql", test)]) else { return };
    assert_eq!(place(&failure), ("./__test__/t.sql", 3, 3, "  color FROM t;"));
    assert!(failure.error.hint.unwrap().contains("colour"));
}

#[test]
fn a_failure_of_the_script_without_a_position_has_the_line_of_its_statement() {
    let script = "BEGIN;\nSELECT 1;\nCALL pgmi_test();\nDO $$ BEGIN\n  PERFORM 1;\n  RAISE 'no'; END $$;\nCOMMIT;";
    let Some(failure) = failure(script, &[("./__test__/t.sql", "SELECT 1;")]) else { return };
    assert_eq!(place(&failure), ("deploy.sql", 6, 3, "  RAISE 'no'; END $$;"));
    assert!(failure.expanded);
}

#[test]
fn a_statement_behind_the_tests_is_counted_from_where_it_is_written() {
    let script = "BEGIN;\nCALL pgmi_test();\nSELECT nothing FROM nowhere;\nCOMMIT;";
    let Some(failure) = failure(script, &[("./__test__/t.sql", "SELECT 1;")]) else { return };
    assert_eq!(place(&failure), ("deploy.sql", 3, 21, "SELECT nothing FROM nowhere;"));
}

#[test]
fn a_file_that_the_script_runs_is_named_with_its_line() {
    let run = "DO $$ DECLARE f record; BEGIN\nFOR f IN SELECT content FROM pg_temp.pgmi_plan_view ORDER BY execution_order \
               LOOP EXECUTE f.content; END LOOP; END $$;";
    let wrong = "CREATE TABLE a (id int);\nCREATE TABLE b (id nothing);\n";
    let Some(found) = failure(run, &[("./m/1.sql", wrong)]) else { return };
    assert_eq!(place(&found), ("./m/1.sql", 2, 20, "CREATE TABLE b (id nothing);"));
    let raises = "CREATE TABLE a (id int);\nDO $$\nBEGIN\nRAISE EXCEPTION 'no' USING HINT = 'say yes';\nEND $$;\n";
    let found = failure(run, &[("./m/1.sql", "SELECT 1;"), ("./m/2.sql", raises)]).unwrap();
    assert_eq!(place(&found), ("./m/2.sql", 4, 1, "RAISE EXCEPTION 'no' USING HINT = 'say yes';"));
    assert_eq!(found.error.hint.unwrap(), "say yes");
    let runs = "SELECT 1;\nSELECT 1 / 0;";
    assert_eq!(failure(run, &[("./m/3.sql", runs)]).unwrap().file, "./m/3.sql");
}
