//! Parameters.

use crate::support::Project;

const SCRIPT: &str = "CREATE TABLE parameters AS SELECT key, value, current_setting('pgmi.' || key) AS setting
                      FROM pg_temp.pgmi_parameter_view;";

#[test]
fn case_13_the_nearest_to_the_command_line_wins_and_keys_are_in_lower_case() {
    let Some(project) = Project::new(SCRIPT) else { return };
    let project =
        project.with("pgmi.yaml", "params:\n  Env: yaml\n  port: 5432\n  on: true\n  one: yaml\n  two: yaml\n");
    std::fs::write(project.beside("1.env"), "# note\none='first'\nTWO=first\n").unwrap();
    std::fs::write(project.beside("2.env"), "two=\"sec ond\"\n").unwrap();
    let value = "quo'te\\ é\n";
    let param = format!("ENV={value}");
    project
        .deploy(&["--params-file", "1.env", "--params-file", "2.env", "--param", "env=lost", "--param", &param])
        .ended(0);
    let found = project.rows("SELECT key || '=' || value FROM parameters ORDER BY key");
    assert_eq!(found, [&format!("env={value}"), "on=true", "one=first", "port=5432", "two=sec ond"]);
    assert_eq!(project.value("SELECT count(*) FROM parameters WHERE value = setting"), "5");
}

#[test]
fn case_14_a_key_that_is_none_is_refused_before_there_is_a_database() {
    let Some(project) = Project::new(SCRIPT) else { return };
    let long = format!("{}=v", "k".repeat(64));
    for wrong in ["1abc=v", "a-b=v", "=v", "nothing", "é=v", &long] {
        project.deploy(&["--param", wrong]).ended(10);
    }
    assert!(!project.is_there());
    project.deploy(&["--param", &long[1..], "--param", "empty="]).ended(0);
    assert_eq!(project.value("SELECT count(*) FROM parameters WHERE value = ''"), "1");
}

#[test]
fn an_unknown_key_of_the_project_file_is_refused() {
    let Some(project) = Project::new(SCRIPT) else { return };
    project.with("pgmi.yaml", "parms:\n  a: 1\n").deploy(&[]).ended(10).says("unknown field `parms`");
}
