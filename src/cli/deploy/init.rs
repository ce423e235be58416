//! `typeferry init`: a small project to begin with.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use typeferry_session::Template;

use crate::cli::failure::Failure;
use crate::cli::output;

/// `init`.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder; it is made where it is not there, and must be empty but for pgmi.yaml and .env
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// The project to begin with
    #[arg(short, long, value_enum, default_value_t = Name::Basic)]
    template: Name,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Migrations in the order of their names, and tests that gate them
    Basic,
    /// Files that say themselves when they run, and a table of what was run
    Advanced,
    /// A job for CI: export a platform's modules, and deploy them into a scratch database
    Export,
}

/// Writes the files, and says which.
pub(crate) fn run(args: &InitArgs) -> Result<(), Failure> {
    let template = match args.template {
        Name::Basic => Template::Basic,
        Name::Advanced => Template::Advanced,
        Name::Export => Template::Export,
    };
    let paths = template.write(&args.folder)?;
    output::lines(paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().iter());
    Ok(())
}
