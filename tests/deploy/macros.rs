//! The calls that are expanded.

use crate::support::Project;

#[test]
fn case_15_each_form_of_the_call_runs_the_tests() {
    let Some(project) = Project::new("") else { return };
    let project = project.with("__test__/a.sql", "SELECT 1;").with("__test__/b.sql", "SELECT 1;");
    let forms = [
        ("CALL pgmi_test();", 2),
        ("call Pgmi_Test ( ) ;", 2),
        ("CALL pg_temp.pgmi_test('/a');", 1),
        ("CALL/*x*/pgmi_test -- y\n('/a', 'pg_temp.pgmi_test_callback');", 1),
        ("CALL pgmi_test(NULL, 'pg_temp.pgmi_test_callback');", 2),
        ("CALL pgmi_test(, 'pg_temp.pgmi_test_callback');", 2),
        ("CALL pgmi_test('', '');", 2),
        ("pgmi_test();", 2),
        ("pg_temp.pgmi_test('/b');", 1),
        ("CALL pgmi_test()\n", 2),
    ];
    for (form, tests) in forms {
        let said = project.deploy_script(&format!("BEGIN; {form} COMMIT;"), &["--json"]).ended(0).json();
        assert_eq!(said["testMacros"], 1, "{form}");
        assert_eq!(said["tests"].as_array().unwrap().len(), tests, "{form}");
    }
}

#[test]
fn case_15_what_is_no_form_of_it_is_left_to_the_server() {
    let Some(project) = Project::new("") else { return };
    let project = project.with("__test__/a.sql", "SELECT 1;");
    let wrong = [
        ("SELECT pgmi_test();", "42883"),
        ("CALL pgmi_test(E'a');", "42883"),
        ("CALL pgmi_test($$a$$);", "42883"),
        ("CALL pgmi_test('a''b');", "42883"),
        ("CALL pgmi_test(pattern => 'a');", "42883"),
        ("CALL \"pgmi_test\"();", "42883"),
        ("CALL pgmi_test('a', 'b', 'c');", "42883"),
        ("DO $$ BEGIN CALL pgmi_test(); END $$;", "42883"),
    ];
    for (text, code) in wrong {
        let said = project.deploy_script(text, &["--json"]).ended(13).json();
        assert_eq!((&said["sqlstate"], &said["testMacros"]), (&code.into(), &0.into()), "{text}");
    }
    let harmless =
        "-- CALL pgmi_test();\n/* /* CALL pgmi_test(); */ */ SELECT 'CALL pgmi_test();', E'\\'CALL pgmi_test();',
                    U&'CALL pgmi_test();', 1 AS \"CALL pgmi_test();\", $$CALL pgmi_test();$$;";
    assert_eq!(project.deploy_script(harmless, &["--json"]).ended(0).json()["testMacros"], 0);
}

#[test]
fn case_16_a_dollar_in_a_name_hides_no_call() {
    let script = "BEGIN; SELECT 1 AS a$b$; CALL pgmi_test(); SELECT 2 AS c$b$; COMMIT;";
    let Some(project) = Project::new(script) else { return };
    let project = project.with("__test__/a.sql", "SELECT 1;");
    assert_eq!(project.deploy(&["--json"]).ended(0).json()["tests"][0]["path"], "./__test__/a.sql");
}
