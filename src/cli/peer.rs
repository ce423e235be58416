//! Flags of `pgpm export` that this command has under no name of its own: what they mean here.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use typeferry::module::Manifest;
use typeferry::source::Database;

use super::failure::Failure;

/// What `pgpm export` calls the module with the metadata unless it is told.
pub(crate) const META_EXTENSION: &str = "svc";

/// The flags.
#[derive(Debug, Args)]
pub(crate) struct PeerArgs {
    /// The folder that the workspace is looked for from, upwards; the current one by default
    #[arg(long, value_name = "DIR")]
    cwd: Option<PathBuf>,
    #[arg(long, value_enum, hide = true, default_value_t = Granularity::Atomic)]
    granularity: Granularity,
    #[arg(long, value_name = "FILE", hide = true)]
    partition: Option<PathBuf>,
}

/// What becomes one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Granularity {
    /// A migration, as it was run
    Atomic,
    Object,
    Consolidated,
}

impl PeerArgs {
    /// The folder that the workspace is looked for from.
    pub(crate) fn cwd(&self) -> Option<&Path> {
        self.cwd.as_deref()
    }

    /// Refuses what would make other modules than an export does.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let other = match (self.granularity, &self.partition) {
            (Granularity::Atomic, None) => return Ok(()),
            (Granularity::Atomic, Some(_)) => "--partition",
            _ => "--granularity other than atomic",
        };
        Err(Failure::usage(format!(
            "{other} is not supported: an export writes a change for each migration, into one module; leave the flag out, \
             and let `pgpm transform` arrange the module that was written"
        )))
    }
}

/// A module under a name that nobody gave by a flag is replaced where it is of the same database; a workspace may have
/// several, and each has metadata.
pub(crate) fn is_of(database: &Database, module: &Path) -> Result<(), Failure> {
    match Manifest::read(module) {
        Ok(manifest) if manifest.source.database != database.id => Err(Failure::usage(format!(
            "{} has the metadata of another database, {}: give this one's another name with --meta-extension-name",
            module.display(),
            manifest.source.name.unwrap_or_else(|| manifest.source.database.to_string())
        ))),
        // What is there without a manifest is looked at before anything is written.
        _ => Ok(()),
    }
}
