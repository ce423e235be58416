//! `typeferry verify-deployed`: the verify scripts of what is deployed, run and rolled back.

use typeferry_pgpm::verify;

use super::database::DeployedArgs;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{self, Output};

/// Verifies, and says what failed.
pub(crate) fn run(args: &DeployedArgs, output: &Output) -> Result<Exit, Failure> {
    let (project, mut session) = args.open()?;
    let verified = verify(&mut session, &project)?;
    let good = verified.failed.is_empty();
    output.finding(&verified.text(), &verified, !good);
    if let Some(reason) = &verified.unlogged {
        let grant = "it takes USAGE on the schema pgpm_migrate, INSERT on its table events, and USAGE on its sequence";
        output::note(&format!("note: the ledger was not told of the failures: {reason}; {grant}"));
    }
    Ok(if good { Exit::Done } else { Exit::Sql })
}
