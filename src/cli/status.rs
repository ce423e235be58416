//! `typeferry status`: which changes of modules are deployed, which are left, and which have changed.

use typeferry_pgpm::{Ledger, Status};

use super::database::DeployedArgs;
use super::failure::Failure;
use super::notes::Noted;
use super::output::Output;

/// Says how far the modules are deployed.
pub(crate) fn run(args: &DeployedArgs, output: &Output) -> Result<(), Failure> {
    let (project, mut session) = args.open()?;
    let status = Status::of(&project, &Ledger::read(&mut session)?);
    let notes = project.notes();
    output.result(&status.text(), &Noted { result: &status, notes: &notes });
    Ok(())
}
