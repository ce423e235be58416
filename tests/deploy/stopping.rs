//! Two deploys at once, and deploys that are stopped.

use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Outcome, Project, wait_until};

const SLEEPS: &str = "BEGIN; CREATE TABLE left_over (); COMMIT; SELECT pg_sleep(600);";

/// A deploy that waits in its script. The database is there before.
struct Sleeping(Option<Child>);

impl Sleeping {
    fn start(project: &Project, mut command: Command) -> Self {
        project.cluster.create_database(&project.database).unwrap();
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let asleep =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
        wait_until("sleep", || project.value(asleep) == "1");
        Self(Some(child))
    }

    fn signal(&self, signal: Signal) {
        let child = self.0.as_ref().unwrap();
        kill_process(Pid::from_child(child), signal).unwrap();
    }

    fn end(mut self) -> Outcome {
        let done = self.0.take().unwrap().wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Outcome { code: done.status.code(), stdout: text(done.stdout), stderr: text(done.stderr) }
    }
}

impl Drop for Sleeping {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn nobody_is_left(project: &Project) {
    wait_until("the end of the session", || project.sessions() == "0");
}

#[test]
fn case_26_two_deploys_of_one_database_exclude_one_another_and_no_others() {
    let Some(project) = Project::new(SLEEPS) else { return };
    let first = Sleeping::start(&project, project.deploying(&[]));
    project.write("deploy.sql", "SELECT 1;");
    project.deploy(&[]).ended(15).says("another deploy");
    let other = format!("{}_other", project.database);
    project.run(project.command(&["deploy", "project", "-d", &other])).ended(0);
    first.signal(Signal::INT);
    first.end().ended(130);
    project.deploy(&[]).ended(0);
    project.deploy_script("SELECT 1 / 0;", &[]).ended(13);
    project.deploy_script("SELECT pg_advisory_lock(1);", &[]).ended(0);
    nobody_is_left(&project);
}

#[test]
fn case_27_a_deploy_has_its_time() {
    let Some(project) = Project::new(SLEEPS) else { return };
    let said = project.deploy(&["--timeout", "1s", "--json"]).ended(16).json();
    assert_eq!((&said["exitCode"], &said["unitsCommitted"]), (&16.into(), &1.into()));
    nobody_is_left(&project);
    assert!(project.has("left_over"));
    project.deploy(&["--timeout", "-1s"]).ended(10);
    project.deploy(&["--timeout", "soon"]).ended(2);
    let said =
        project.deploy_script("SET statement_timeout = '50ms';\nSELECT pg_sleep(600);", &["--json"]).ended(13).json();
    assert_eq!((&said["sqlstate"], &said["line"]), (&"57014".into(), &2.into()));
}

#[test]
fn the_time_of_a_deploy_is_that_of_its_connection_too() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    // It takes connections, and never says a word.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port().to_string();
    project.deploy(&["-h", "127.0.0.1", "-p", &port, "--timeout", "500ms"]).ended(16);
}

#[test]
fn case_27_a_signal_cancels_the_statement() {
    for signal in [Signal::INT, Signal::TERM] {
        let Some(project) = Project::new(SLEEPS) else { return };
        let sleeping = Sleeping::start(&project, project.deploying(&["--json"]));
        sleeping.signal(signal);
        let outcome = sleeping.end().ended(130);
        assert_eq!(outcome.json()["exitCode"], 130);
        nobody_is_left(&project);
    }
}

#[test]
fn a_server_that_does_not_answer_any_more_is_given_up() {
    let Some(project) = Project::new(SLEEPS) else { return };
    let sleeping = Sleeping::start(&project, project.deploying(&[]));
    let backend = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
    let backend = Pid::from_raw(project.value(backend).parse().unwrap()).unwrap();
    kill_process(backend, Signal::STOP).unwrap();
    sleeping.signal(Signal::INT);
    let ended = sleeping.end();
    kill_process(backend, Signal::CONT).unwrap();
    ended.ended(130);
}

#[test]
fn a_connection_that_is_lost_says_what_is_committed() {
    let Some(project) = Project::new(SLEEPS) else { return };
    let sleeping = Sleeping::start(&project, project.deploying(&["--json"]));
    project.value("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()");
    let said = sleeping.end().ended(13).json();
    let error = said["error"].as_str().unwrap();
    assert!(error.contains("connection was lost") && error.contains("1 of 2 units"), "{error}");
}
