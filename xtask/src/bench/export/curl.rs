//! Bare requests by curl: the floor of whoever asks for the same rows.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use typeferry_demo::Kept;
use typeferry_demo::sample::TOKEN;

use super::platform::Platform;
use crate::bench::sql::{Taken, measured};

/// Requests that curl sends, one process for all.
pub(super) struct Requests {
    config: PathBuf,
}

/// Whether a request waits for the answer to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// It does, on one connection.
    InTurn,
    /// So many are under way at once, on as many connections.
    AtOnce(usize),
}

impl Requests {
    /// Writes the requests, as curl reads them, into a folder.
    pub(super) fn write(platform: &Platform, requests: &[Kept], scratch: &Path) -> Result<Self, Box<dyn Error>> {
        let folder = scratch.join("requests");
        fs::create_dir_all(&folder)?;
        let mut config = String::new();
        for (at, request) in requests.iter().enumerate() {
            let body = folder.join(format!("{at}.json"));
            fs::write(&body, &request.body)?;
            let next = if at == 0 { "" } else { "next\n" };
            let (url, body) = (platform.url(&request.path), body.display());
            write!(config, "{next}silent\nshow-error\nfail\noutput = \"/dev/null\"\nurl = \"{url}\"\n")?;
            write!(
                config,
                "header = \"content-type: application/json\"\nheader = \"authorization: Bearer {TOKEN}\"\n"
            )?;
            writeln!(config, "data-binary = \"@{body}\"")?;
        }
        let file = folder.join("curl.config");
        fs::write(&file, config)?;
        Ok(Self { config: file })
    }

    /// Sends them.
    pub(super) fn send(&self, pace: Pace) -> Result<Taken, Box<dyn Error>> {
        let mut curl = Command::new("curl");
        if let Pace::AtOnce(requests) = pace {
            curl.args(["--parallel", "--parallel-immediate", "--parallel-max", &requests.to_string()]);
        }
        curl.arg("--config").arg(&self.config);
        measured(curl, &self.config.with_extension("out"))
    }
}
