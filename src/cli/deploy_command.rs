//! `typeferry deploy`: modules into a database.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use typeferry_session::{Draft, Interrupt, Options, Silent};

use super::database::DatabaseArgs;
use super::deploy_modules::{Ended, ModuleArgs, Session, deploy, is_of_modules};
use super::failure::Failure;
use super::output::{self, Format, Output};

/// `deploy`.
#[derive(Debug, Args)]
pub(crate) struct DeployArgs {
    /// The folder of a workspace or of a module
    #[arg(value_name = "PATH", default_value = ".")]
    path: std::path::PathBuf,
    #[command(flatten)]
    modules: ModuleArgs,
    /// Run everything, roll it back, and say so
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    database: DatabaseArgs,
    /// Standard output is one JSON value and nothing else
    #[arg(long)]
    json: bool,
}

/// Deploys, and says how it ended.
pub(crate) fn run(args: &DeployArgs) -> ExitCode {
    let output = Output::new(Format::json_if(args.json));
    match ended(args) {
        Ok(Ended::Deployed(done)) => {
            output.plain(&done.text(), &done.json());
            ExitCode::SUCCESS
        }
        Ok(Ended::Planned(status)) => output.end({
            output.result(&status.plan_text(), &status);
            Ok(())
        }),
        Ok(Ended::Failed(failure)) => {
            if args.json {
                output.plain("", &failure.json());
            }
            output::error(&failure);
            ExitCode::from(failure.error.exit_code())
        }
        Err(failure) => output.end(Err(failure)),
    }
}

fn ended(args: &DeployArgs) -> Result<Ended, Failure> {
    if !is_of_modules(&args.path) {
        let message = format!("{} has neither pgpm.plan nor pgpm.json", args.path.display());
        return Err(Failure { message, code: 14 });
    }
    let settings = args.database.request(&args.path).read().and_then(Draft::settings)?;
    let session = Session {
        target: &settings.target,
        parameters: settings.parameters,
        options: Options { dry_run: args.dry_run, ..settings.options },
        observer: Arc::new(Silent),
        interrupt: &Interrupt::default(),
    };
    deploy(&args.path, &args.modules, session)
}
