//! A PostgreSQL of the test's own, in a temporary folder, gone when the value is dropped.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use postgres::{Client, NoTls};
use tempfile::TempDir;

use super::command;
use super::error::{LiveError, Tried};
use crate::output;

const SUPERUSER: &str = "postgres";

/// The roles that the published modules grant to.
const ROLES: [&str; 3] = ["anonymous", "authenticated", "administrator"];

/// A running PostgreSQL.
pub(super) struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    owner: Option<Owner>,
    port: u16,
}

/// The user that the server runs as where the test itself is root, which the server refuses.
#[derive(Clone, Copy)]
struct Owner {
    uid: u32,
    gid: u32,
}

impl Cluster {
    /// Makes a cluster and starts it on a free port.
    ///
    /// # Errors
    /// `initdb` or `pg_ctl` fails, or the test is root and there is no user `postgres`.
    pub(super) fn start(programs: &Path) -> Result<Self, LiveError> {
        let folder = tempfile::Builder::new().prefix("typeferry-live-pg-").tempdir();
        let folder = folder.tried(|| "a temporary folder".to_owned())?;
        let owner = owner()?;
        if let Some(Owner { uid, gid }) = owner {
            let path = folder.path();
            chown(path, Some(uid), Some(gid)).tried(|| format!("giving {} to postgres", path.display()))?;
        }
        let cluster = Self { folder, programs: programs.to_owned(), owner, port: free_port()? };
        cluster.initialise()?;
        let mut client = cluster.connect(SUPERUSER)?;
        for role in ROLES {
            client.batch_execute(&format!("CREATE ROLE {role}")).tried(|| format!("creating the role {role}"))?;
        }
        Ok(cluster)
    }

    fn initialise(&self) -> Result<(), LiveError> {
        let mut initdb = self.program("initdb");
        initdb.args(["--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8"]);
        command::output(initdb.args(["--locale", "C", "--no-sync", "--pgdata"]).arg(self.data()))?;
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -k {} -c fsync=off -c full_page_writes=off",
            self.port,
            self.folder.path().display()
        );
        let mut start = self.program("pg_ctl");
        start.arg("start").arg("--wait").arg("--pgdata").arg(self.data()).args(["--options", &options]);
        command::output(start.arg("--log").arg(self.folder.path().join("log"))).map(drop)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// One of PostgreSQL's programs, to be run by the owner of the cluster.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(self.folder.path());
        if let Some(Owner { uid, gid }) = self.owner {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// An empty database.
    ///
    /// # Errors
    /// PostgreSQL refuses.
    pub(super) fn create_database(&self, name: &str) -> Result<(), LiveError> {
        let mut client = self.connect(SUPERUSER)?;
        client.batch_execute(&format!("CREATE DATABASE {name}")).tried(|| format!("creating the database {name}"))
    }

    /// A connection as the superuser.
    ///
    /// # Errors
    /// PostgreSQL refuses.
    pub(super) fn connect(&self, database: &str) -> Result<Client, LiveError> {
        let mut config = Client::configure();
        config.host("127.0.0.1").port(self.port).user(SUPERUSER).dbname(database);
        config.connect(NoTls).tried(|| format!("connecting to the database {database}"))
    }

    /// The environment that tells other programs the database.
    pub(super) fn environment(&self, database: &str) -> [(&'static str, String); 4] {
        [
            ("PGHOST", "127.0.0.1".to_owned()),
            ("PGPORT", self.port.to_string()),
            ("PGUSER", SUPERUSER.to_owned()),
            ("PGDATABASE", database.to_owned()),
        ]
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode", "immediate", "--silent", "--pgdata"]).arg(self.data());
        // Not through `command`: that gives up once the test is interrupted, and this must not.
        match stop.output() {
            Ok(stopped) if !stopped.status.success() && self.data().join("postmaster.pid").exists() => {
                output::note(format!("PostgreSQL did not stop: {}", String::from_utf8_lossy(&stopped.stderr)));
            }
            Ok(_) => {}
            Err(error) => output::note(format!("PostgreSQL could not be told to stop: {error}")),
        }
    }
}

/// The user `postgres`, if the test runs as root.
fn owner() -> Result<Option<Owner>, LiveError> {
    let number = |arguments: &[&str]| -> Result<u32, LiveError> {
        let answer = command::output(Command::new("id").args(arguments))?;
        let text = answer.trim();
        text.parse().map_err(|_| LiveError::Answer { what: "id".to_owned(), answer: text.to_owned() })
    };
    if number(&["-u"])? != 0 {
        return Ok(None);
    }
    Ok(Some(Owner { uid: number(&["-u", "postgres"])?, gid: number(&["-g", "postgres"])? }))
}

fn free_port() -> Result<u16, LiveError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr()).tried(|| "finding a free port".to_owned())?;
    Ok(address.port())
}
