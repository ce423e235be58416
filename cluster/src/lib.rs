//! A PostgreSQL of a test's own, in a temporary folder, gone when the value is dropped. Tests and measurements use it;
//! nothing that is shipped does.

mod error;
mod extensions;
mod programs;
mod skipped;

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use postgres::{Client, NoTls};
use tempfile::TempDir;

pub use error::ClusterError;
pub use programs::{PROGRAMS_VARIABLE, asked, find as find_programs};
pub use skipped::{Need, SKIPPED_VARIABLE, Skipped};

use error::Tried;

const SUPERUSER: &str = "postgres";

/// A running PostgreSQL.
pub struct Cluster {
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
    /// A cluster for a test; `None` where the machine cannot have one: then the test is counted as skipped.
    ///
    /// # Errors
    /// As [`Cluster::start`], and as [`Need::skip`].
    #[track_caller]
    pub fn for_test() -> Result<Option<Self>, ClusterError> {
        let need = match find_programs() {
            None => programs::need(),
            Some(programs) => match owner() {
                Err(ClusterError::NoOwner) => no_owner(),
                _ => return Self::start(&programs).map(Some),
            },
        };
        need.skip().map(|()| None)
    }

    /// One cluster for all tests of a process that run at one time: the last of them stops it.
    ///
    /// # Errors
    /// As [`Cluster::for_test`].
    #[track_caller]
    pub fn shared() -> Result<Option<Arc<Self>>, ClusterError> {
        static SHARED: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cluster) = shared.upgrade() {
            return Ok(Some(cluster));
        }
        let cluster = Self::for_test()?.map(Arc::new);
        if let Some(cluster) = &cluster {
            *shared = Arc::downgrade(cluster);
        }
        Ok(cluster)
    }

    /// Makes a cluster and starts it on a free port; `programs` is the folder of the server's programs.
    ///
    /// # Errors
    /// `initdb` or `pg_ctl` fails, or the test is root and there is no user `postgres`.
    pub fn start(programs: &Path) -> Result<Self, ClusterError> {
        let folder = tempfile::Builder::new().prefix("typeferry-pg-").tempdir();
        let folder = folder.tried(|| "a temporary folder".to_owned())?;
        let owner = owner()?;
        if let Some(Owner { uid, gid }) = owner {
            let path = folder.path();
            chown(path, Some(uid), Some(gid)).tried(|| format!("giving {} to postgres", path.display()))?;
        }
        let cluster = Self { folder, programs: programs.to_owned(), owner, port: free_port()? };
        cluster.initialise()?;
        Ok(cluster)
    }

    fn initialise(&self) -> Result<(), ClusterError> {
        let mut initdb = self.program("initdb");
        initdb.args(["--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8"]);
        programs::output(initdb.args(["--locale", "C", "--no-sync", "--pgdata"]).arg(self.data()))?;
        // Where the machine has no IPv6, the server says so in its log, and listens on the other address alone.
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1,::1 -k {} -c fsync=off -c full_page_writes=off",
            self.port,
            self.folder.path().display()
        );
        let mut start = self.program("pg_ctl");
        start.arg("start").arg("--wait").arg("--pgdata").arg(self.data()).args(["--options", &options]);
        programs::output(start.arg("--log").arg(self.folder.path().join("log"))).map(drop)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// One of PostgreSQL's programs, to be run by the owner of the cluster.
    pub fn program(&self, name: &str) -> Command {
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
    pub fn create_database(&self, name: &str) -> Result<(), ClusterError> {
        let mut client = self.connect(SUPERUSER)?;
        client.batch_execute(&format!("CREATE DATABASE {name}")).tried(|| format!("creating the database {name}"))
    }

    /// A role that cannot log in.
    ///
    /// # Errors
    /// PostgreSQL refuses.
    pub fn create_role(&self, name: &str) -> Result<(), ClusterError> {
        let mut client = self.connect(SUPERUSER)?;
        client.batch_execute(&format!("CREATE ROLE {name}")).tried(|| format!("creating the role {name}"))
    }

    /// A connection as the superuser.
    ///
    /// # Errors
    /// PostgreSQL refuses.
    pub fn connect(&self, database: &str) -> Result<Client, ClusterError> {
        let mut config = Client::configure();
        config.host("127.0.0.1").port(self.port).user(SUPERUSER).dbname(database);
        config.connect(NoTls).tried(|| format!("connecting to the database {database}"))
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of a database, as the superuser.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{SUPERUSER}@127.0.0.1:{}/{database}", self.port)
    }

    /// The environment that tells other programs the database.
    pub fn environment(&self, database: &str) -> [(&'static str, String); 4] {
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
        // The folder goes with the value: a server that did not stop ends when its files are gone.
        drop(stop.output());
    }
}

/// The user `postgres`, if the test runs as root.
fn owner() -> Result<Option<Owner>, ClusterError> {
    let number = |arguments: &[&str]| -> Result<u32, ClusterError> {
        let answer = programs::output(Command::new("id").args(arguments))?;
        let text = answer.trim();
        text.parse().map_err(|_| ClusterError::Answer { what: "id".to_owned(), answer: text.to_owned() })
    };
    if number(&["-u"])? != 0 {
        return Ok(None);
    }
    let of_postgres = |option| number(&[option, SUPERUSER]).map_err(|_| ClusterError::NoOwner);
    Ok(Some(Owner { uid: of_postgres("-u")?, gid: of_postgres("-g")? }))
}

fn no_owner() -> Need {
    Need::new("PostgreSQL does not run as root, and there is no user postgres", "useradd --system postgres")
}

fn free_port() -> Result<u16, ClusterError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let address = listener.and_then(|listener| listener.local_addr()).tried(|| "finding a free port".to_owned())?;
    Ok(address.port())
}
