//! Where typeferry does it in its own way, by the numbers of the session interface's second list.

use crate::support::Project;

#[test]
fn ours_01_a_tail_that_ends_in_an_open_transaction_is_a_failure() {
    let Some(project) = Project::new("BEGIN; CREATE TABLE kept (); COMMIT; BEGIN; CREATE TABLE lost ();") else {
        return;
    };
    let said = project.deploy(&["--json"]).ended(13).json();
    assert_eq!((&said["unitsCommitted"], &said["executionUnits"]), (&1.into(), &3.into()));
    assert!(project.has("kept") && !project.has("lost"));
    project
        .deploy_script("BEGIN; COMMIT; SELECT 1; SELECT 1 / 0;", &[])
        .ended(13)
        .says("2 of 3 units were committed before");
}

#[test]
fn ours_02_a_database_of_another_encoding_gets_the_right_characters() {
    let script = "CREATE TABLE names AS SELECT 'é' AS a, (SELECT content FROM pg_temp.pgmi_source_view) AS b,
                  (SELECT generic_id FROM pg_temp.pgmi_plan_view) AS c;";
    let Some(project) = Project::new(script) else { return };
    let project = project.with("é.sql", "é");
    let mut server = project.cluster.connect("postgres").unwrap();
    let create =
        format!("CREATE DATABASE {} ENCODING LATIN1 LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0", project.database);
    server.batch_execute(&create).unwrap();
    let mut deploy = project.deploying(&[]);
    deploy.env("PGOPTIONS", "-c client_encoding=SQL_ASCII");
    project.run(deploy).ended(0);
    assert_eq!(project.value("SELECT length(a) || ' ' || ascii(a) || ' ' || length(b) FROM names"), "1 233 1");
    assert_eq!(project.value("SELECT c = md5(convert_to('./é.sql', 'UTF8'))::uuid FROM names"), "true");
    project.deploy_script("SELECT '€→';", &[]).ended(13);
    project.write("m/arrow.sql", "→");
    project.deploy(&[]).ended(1).says("./m/arrow.sql cannot be put into the session");
}

#[test]
fn ours_03_thousands_of_tests_and_files_are_one_deploy() {
    let Some(project) = Project::new("BEGIN; CALL pgmi_test(); COMMIT;") else { return };
    for number in 0..1000 {
        project.write(&format!("__test__/d{}/t{number}.sql", number % 40), "SELECT 1;");
    }
    let said = project.deploy(&["--json"]).ended(0).json();
    assert_eq!(said["tests"].as_array().unwrap().len(), 1000);
}

#[test]
fn ours_04_no_file_makes_it_panic() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    for (number, text) in ["/*", "'", "E'\\", "$a$", "\"", "U&'", "/*<pgmi-meta", "$", "E'a'\n"].iter().enumerate() {
        project.write(&format!("{number}.sql"), text);
        project.write(&format!("__test__/{number}.sql"), text);
    }
    project.deploy(&[]).ended(0);
    for text in ["/*", "'", "CALL pgmi_test('", "BEGIN; $a$"] {
        project.deploy_script(text, &[]).ended(13);
    }
}

#[test]
fn ours_05_a_failure_in_a_file_that_the_script_runs_names_that_file() {
    let script = "DO $$ DECLARE f record; BEGIN FOR f IN SELECT content FROM pg_temp.pgmi_source_view ORDER BY path
                  LOOP EXECUTE f.content; END LOOP; END $$;";
    let Some(project) = Project::new(script) else { return };
    let project = project.with("m/1.sql", "SELECT 1;").with("m/2.sql", "SELECT 1;\nSELECT colour FROM pg_class;\n");
    let said = project.deploy(&["--json"]).ended(13).json();
    assert_eq!((&said["failedFile"], &said["script"]), (&"./m/2.sql".into(), &"./m/2.sql".into()));
    assert_eq!((&said["line"], &said["column"]), (&2.into(), &8.into()));
}

#[test]
fn ours_06_white_space_in_a_literal_is_data_and_no_sql_has_no_rules() {
    let script = "CREATE TABLE sums AS SELECT name, pgmi_checksum AS sum, checksum FROM pg_temp.pgmi_source_view;";
    let Some(project) = Project::new(script) else { return };
    let files =
        [("a.sql", "SELECT 'a  b'"), ("b.sql", "SELECT 'a b'"), ("c.json", "{\"A\":  1}"), ("d.json", "{\"A\": 1}")];
    for (path, text) in files {
        project.write(path, text);
    }
    project.deploy(&[]).ended(0);
    assert_eq!(project.value("SELECT count(DISTINCT sum) FROM sums"), "4");
    assert_eq!(project.value("SELECT bool_and(sum = checksum) FROM sums WHERE name LIKE '%.json'"), "true");
}

#[test]
fn ours_08_what_can_be_known_before_is_refused_before() {
    let Some(project) = Project::new("CALL pgmi_test('(');") else { return };
    let project = project.with("__test__/t.sql", "SELECT 1;");
    project.deploy(&[]).ended(10).says("regular expression");
    assert!(!project.is_there());
    for callback in ["a b", "1a", "a.b.c", "\"a\"", "a.", "é"] {
        project.deploy_script(&format!("CALL pgmi_test(NULL, '{callback}');"), &[]).ended(10).says("callback");
    }
    assert!(!project.is_there());
    project.deploy_script("CREATE TABLE kept ();", &[]).ended(0);
    project.deploy_script("CALL pgmi_test('[');", &["--overwrite", "--force"]).ended(10);
    assert!(project.has("kept"));
}

#[test]
fn ours_09_the_lines_of_one_string_are_one_string() {
    let script = "BEGIN; SELECT E'a'\n  -- note\n  '\\' CALL pgmi_test(); \\'; COMMIT;'; COMMIT;";
    let Some(project) = Project::new(script) else { return };
    let said = project.deploy(&["--json"]).ended(0).json();
    assert_eq!((&said["testMacros"], &said["executionUnits"]), (&0.into(), &1.into()));
}

#[test]
fn ours_10_the_project_pins_its_contract() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    let project = project.with("pgmi.yaml", "compat: 7\n");
    project.deploy(&[]).ended(10).says("unsupported API version \"7\"");
    assert_eq!(project.deploy(&["--compat=1", "--json"]).ended(0).json()["compat"], "1");
    let listed = project.run(project.command(&["contract", "list", "--json"])).ended(0).json();
    let session = &listed["session"];
    assert_eq!((&session["versions"][0], &session["latest"]), (&"1".into(), &"1".into()));
    let lines = project.run(project.command(&["contract", "list"])).ended(0).stdout;
    assert!(lines.contains("  1 (latest)\n"), "{lines}");
}

#[test]
fn ours_11_what_is_shown_of_a_contract_is_what_a_script_may_name() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    let shown = project.run(project.command(&["contract", "show", "1"])).ended(0).stdout;
    assert_eq!(shown.lines().filter(|line| line.contains("_view: ")).count(), 6);
    let docs = ["docs/deploy.md", "docs/limits.md", "docs/modules.md", "README.md"]
        .map(|path| std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap());
    for text in docs.iter().chain([&shown]) {
        for name in ["_pgmi_", "pgmi_register_file", "pgmi_validate_pattern", "pgmi_has_tests", "pgmi_run_test_source"]
        {
            assert!(!text.contains(name), "{name}");
        }
    }
    project.run(project.command(&["contract", "show", "2"])).ended(10).says("supported: [1]");
}
