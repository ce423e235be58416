//! How a server is found, and what is said where it is not.

use std::io::{Read, Write};

use typeferry_cluster::Need;

use crate::support::Project;

#[test]
fn case_28_a_server_that_does_not_answer_is_tried_a_few_times() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    project.deploy(&["-p", "1"]).ended(11).says("cannot be reached").says("look whether a server listens there");
    project.deploy(&["-h", "nowhere.invalid"]).ended(11).says("cannot be reached");
    project.deploy(&["-U", "nobody"]).ended(11).says("nobody").says("look at -U");
    let said = project.deploy(&["-p", "1", "--json"]).ended(11).json();
    assert_eq!(said["exitCode"], 11);
}

#[test]
fn case_28_a_server_that_is_starting_is_asked_four_times_and_a_refusal_is_taken_at_once() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    for (code, times) in [("57P03", 4), ("53300", 4), ("57P04", 1), ("28000", 1)] {
        let answer = format!("SFATAL\0VFATAL\0C{code}\0Mno\0\0");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let asked = std::thread::spawn(move || {
            let mut asked = 0;
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut length = [0; 4];
                // The test itself comes last, and says nothing.
                if stream.read_exact(&mut length).is_err() {
                    return asked;
                }
                asked += 1;
                let length = u32::try_from(answer.len()).unwrap() + 4;
                stream.write_all(&[b"E", &length.to_be_bytes()[..], answer.as_bytes()].concat()).unwrap();
            }
            asked
        });
        project.deploy(&["-h", "127.0.0.1", "-p", &port, "--sslmode", "disable"]).ended(11);
        drop(std::net::TcpStream::connect(("127.0.0.1", port.parse::<u16>().unwrap())).unwrap());
        assert_eq!(asked.join().unwrap(), times, "{code}");
    }
}

#[test]
fn case_30_sockets_ipv6_and_every_form_of_an_address_work() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    let socket = project.value_of_server("SHOW unix_socket_directories");
    let port = project.cluster.port();
    project.deploy(&["-h", &socket]).ended(0);
    let database = &project.database;
    let addresses = [
        format!("host={socket} port={port} user=postgres dbname={database}"),
        format!("host='127.0.0.1' port={port} dbname={database} user=postgres"),
        format!("postgres://postgres@127.0.0.1:{port}/{database}"),
        format!("Host=127.0.0.1;Port={port};Username=postgres;Database={database}"),
    ];
    for address in addresses {
        project.run(project.command(&["deploy", "project", "--connection", &address])).ended(0);
    }
    if std::net::TcpStream::connect(("::1", port)).is_ok() {
        project.deploy(&["-h", "::1"]).ended(0);
        let address = format!("postgres://postgres@[::1]:{port}/{database}");
        project.run(project.command(&["deploy", "project", "--connection", &address])).ended(0);
    } else {
        // The machine has no IPv6: that it was tried is what can be seen.
        project.deploy(&["-h", "::1"]).ended(11).says("::1");
    }
}

#[test]
fn an_address_and_a_flag_exclude_one_another_and_the_database_wins() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    let address = project.cluster.url("postgres");
    project.deploy(&["--connection", &address, "-h", "x"]).ended(10).says("-h and an address");
    for variable in ["PGMI_CONNECTION_STRING", "DATABASE_URL"] {
        let mut command = project.deploying(&["--sslmode", "disable"]);
        command.env(variable, &address);
        project.run(command).ended(10).says("--sslmode and an address");
    }
    project.deploy(&["--connection", &address]).ended(0);
    assert!(project.is_there());
}

#[test]
fn the_project_may_say_where_its_database_is() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    let (port, database) = (project.cluster.port(), &project.database);
    let yaml =
        format!("connection:\n  host: 127.0.0.1\n  port: {port}\n  username: postgres\n  database: {database}\n");
    project.write("pgmi.yaml", yaml);
    let bare = || {
        let mut command = project.command(&["deploy", "project"]);
        for name in ["PGHOST", "PGPORT", "PGUSER"] {
            command.env_remove(name);
        }
        command
    };
    project.run(bare()).ended(0);
    assert!(project.is_there());
    std::fs::remove_file(project.path().join("pgmi.yaml")).unwrap();
    project.run(bare()).ended(10).says("no database is named");
    project.write(".env", format!("export DATABASE_URL='{}'\n", project.cluster.url(database)));
    project.run(bare()).ended(0);
    project.write(".env", "nothing\n");
    project.deploy(&[]).ended(0).says("warning: .env is passed over");
}

#[test]
fn a_login_that_is_not_supported_is_refused_by_its_flag() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    for flag in [&["--azure"][..], &["--aws"], &["--google"], &["--aws-region", "x"], &["--sslcert", "x"]] {
        project.deploy(flag).ended(10).says(flag[0]);
    }
}

/// A pooler before the cluster, where the machine has one.
struct Pooler {
    process: std::process::Child,
    port: u16,
    _settings: tempfile::TempDir,
}

impl Pooler {
    fn start(project: &Project, mode: &str) -> Option<Self> {
        let program =
            ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].into_iter().find(|path| std::fs::exists(path).unwrap());
        let Some(program) = program else {
            Need::new("there is no pgbouncer here", "apt-get install pgbouncer").skip().unwrap();
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = format!(
            "[databases]\n* = host=127.0.0.1 port={} user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nauth_type = any\npool_mode = {mode}\nunix_socket_dir =\n",
            project.cluster.port()
        );
        std::fs::write(folder.path().join("settings"), settings).unwrap();
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(folder.path(), open).unwrap();
        let mut pooler = project.cluster.program(program);
        pooler.arg(folder.path().join("settings")).stderr(std::process::Stdio::null());
        let pooler = Self { process: pooler.spawn().unwrap(), port, _settings: folder };
        crate::support::wait_until("the pooler", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
        Some(pooler)
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_pooler_in_transaction_mode_is_refused_and_one_in_session_mode_is_none_the_worse() {
    let Some(project) = Project::new("CREATE TABLE made ();") else { return };
    project.cluster.create_database(&project.database).unwrap();
    let deploy = |pooler: &Pooler| project.deploy(&["-h", "127.0.0.1", "-p", &pooler.port.to_string()]);
    let Some(pooler) = Pooler::start(&project, "transaction") else { return };
    for _ in 0..2 {
        deploy(&pooler).ended(10).says("a pooler in transaction mode");
    }
    drop(pooler);
    assert!(!project.has("made"));
    deploy(&Pooler::start(&project, "session").unwrap()).ended(0);
    assert!(project.has("made"));
}
