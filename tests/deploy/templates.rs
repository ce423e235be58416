//! Projects to begin with.

use typeferry_cluster::Need;

use crate::support::Project;

#[test]
fn a_new_project_deploys_and_its_tests_pass() {
    for template in ["basic", "advanced"] {
        let Some(project) = Project::new("") else { return };
        let init = |folder: &str| project.run(project.command(&["init", folder, "--template", template]));
        assert!(init("new").ended(0).stdout.contains("deploy.sql"));
        init("new").ended(2).says("is not empty");
        let deploy =
            || project.run(project.command(&["deploy", "new", "-d", &project.database, "--json"])).ended(0).json();
        assert_eq!(deploy()["tests"][0]["status"], "passed");
        assert_eq!(deploy()["tests"][0]["status"], "passed", "again");
    }
}

#[test]
fn a_changed_migration_of_a_new_project_is_refused() {
    let Some(project) = Project::new("") else { return };
    project.run(project.command(&["init", "new"])).ended(0);
    let deploy = || project.run(project.command(&["deploy", "new", "-d", &project.database]));
    deploy().ended(0);
    std::fs::write(project.beside("new/migrations/001_note.sql"), "SELECT 1;").unwrap();
    deploy().ended(13).says("was changed after it was deployed");
}

#[test]
fn the_job_for_ci_is_a_script_that_can_be_run() {
    let Some(project) = Project::new("") else { return };
    project.run(project.command(&["init", "job", "-t", "export"])).ended(0);
    let Ok(checked) = std::process::Command::new("bash").arg("-n").arg(project.beside("job/ci.sh")).status() else {
        return Need::new("there is no bash here", "apt-get install bash").skip().unwrap();
    };
    assert!(checked.success());
    let run = std::process::Command::new(project.beside("job/ci.sh")).env_clear().env("PATH", "/usr/bin:/bin").output();
    assert_ne!(run.unwrap().status.code(), Some(126), "it cannot be executed");
}
