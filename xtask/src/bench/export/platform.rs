//! The server with the made-up rows, and the export of it.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;
use typeferry_client::blocking::Endpoint;
use typeferry_demo::bulk::{self, Size};
use typeferry_demo::sample::{GRAPHQL_PATH, MIGRATE_PATH, TOKEN};
use typeferry_demo::{Kept, Server, ServerOptions};

use crate::bench::sql::{Taken, measured};

/// The way to a server, and how much of a list it gives at once.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Way {
    /// What is added to each request's time.
    pub(super) delay: Duration,
    /// The most rows that a page has.
    pub(super) cap: Option<usize>,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The metadata and the changes.
    Everything,
    /// The metadata alone.
    Metadata,
}

/// A running server.
pub(super) struct Platform(Server);

impl Platform {
    /// Makes the rows up and serves them.
    pub(super) fn start(size: Size, way: Way) -> Result<Self, Box<dyn Error>> {
        let options = ServerOptions {
            token: Some(TOKEN.to_owned()),
            max_page: way.cap,
            delay: way.delay,
            keep_requests: true,
            ..ServerOptions::default()
        };
        Ok(Self(Server::start(options, bulk::endpoints(size)?)?))
    }

    /// The URL of the endpoint with the metadata.
    pub(super) fn metadata(&self) -> String {
        self.url(GRAPHQL_PATH)
    }

    /// The URL of the endpoint with the changes.
    pub(super) fn changes(&self) -> String {
        self.url(MIGRATE_PATH)
    }

    /// The URL of a path.
    pub(super) fn url(&self, path: &str) -> String {
        self.0.url(path)
    }

    /// The requests since this was asked for the last time.
    pub(super) fn requests(&self) -> Vec<Kept> {
        self.0.take_kept()
    }

    /// The endpoint at a URL, as a client asks it.
    pub(super) fn endpoint(url: String) -> Result<Endpoint, Box<dyn Error>> {
        Ok(Endpoint::new(url, Vec::new(), Some(TOKEN.into()))?)
    }
}

/// The program that exports, and folders for what it writes.
pub(super) struct Exporter {
    typeferry: PathBuf,
    root: PathBuf,
    scratch: TempDir,
}

impl Exporter {
    /// `root` is the folder of the repository.
    pub(super) fn new(typeferry: PathBuf, root: &Path) -> Result<Self, Box<dyn Error>> {
        Ok(Self { typeferry, root: root.to_owned(), scratch: tempfile::tempdir()? })
    }

    /// The program.
    pub(super) fn program(&self) -> &Path {
        &self.typeferry
    }

    /// The folder of the repository.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// A folder for files that nobody needs afterwards.
    pub(super) fn scratch(&self) -> &Path {
        self.scratch.path()
    }

    /// The folder that modules are written into.
    pub(super) fn out(&self) -> PathBuf {
        self.scratch().join("out")
    }

    /// Exports into an empty folder.
    pub(super) fn export(&self, platform: &Platform, what: What, more: &[&str]) -> Result<Taken, Box<dyn Error>> {
        remove(&self.out())?;
        platform.requests();
        let mut export = Command::new(&self.typeferry);
        export.args(["export", "--no-input", "--database", bulk::TENANT, "--author", "Bench <bench@example.com>"]);
        export.args(["--extension-name", "bulk", "--meta-extension-name", "bulk-meta"]);
        export.args(["--graphql-endpoint", &platform.metadata()]);
        if what == What::Everything {
            export.args(["--migrate-endpoint", &platform.changes()]);
        }
        export.arg("--out").arg(self.out()).args(more);
        export.env("TYPEFERRY_TOKEN", TOKEN).env("XDG_CACHE_HOME", self.cache());
        measured(export, &self.scratch().join("export.out"))
    }

    /// Forgets which schemas were compared with the contract.
    pub(super) fn forget(&self) -> Result<(), Box<dyn Error>> {
        remove(&self.cache())
    }

    fn cache(&self) -> PathBuf {
        self.scratch().join("cache")
    }
}

fn remove(folder: &Path) -> Result<(), Box<dyn Error>> {
    if folder.exists() { Ok(fs::remove_dir_all(folder)?) } else { Ok(()) }
}
