//! `typeferry init`: a small project to begin with.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use typeferry_session::{Template, TemplateError};

use crate::cli::failure::Failure;
use crate::cli::output::{self, Format, Output};

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
pub(crate) fn run(args: &InitArgs) -> ExitCode {
    let template = match args.template {
        Name::Basic => Template::Basic,
        Name::Advanced => Template::Advanced,
        Name::Export => Template::Export,
    };
    match template.write(&args.folder) {
        Ok(paths) => {
            output::lines(paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().iter());
            ExitCode::SUCCESS
        }
        Err(error) => {
            let code = if matches!(error, TemplateError::NotEmpty { .. }) { 2 } else { 1 };
            Output::new(Format::Text).end(Err(Failure { message: error.to_string(), code }))
        }
    }
}
