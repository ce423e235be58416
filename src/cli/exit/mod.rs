//! The exit codes, each once, and which error ends with which. The tables of README.md and docs/deploy.md explain them.

mod deployer;
mod exporter;

use std::process::ExitCode;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(clap::ValueEnum))]
#[repr(u8)]
pub(crate) enum Exit {
    /// All is done; a check found no difference.
    Done = 0,
    /// Something failed that no other code is for.
    Failed = 1,
    /// The command line is not right, or names something that is not there.
    Usage = 2,
    /// Drift, or a check that found a difference.
    Different = 3,
    /// The server refused, or there is no connection to the database that is exported.
    Refused = 4,
    /// The rows are not as many as the server counts, one came twice, or they did not settle; nothing was swapped in.
    Partial = 5,
    /// The configuration of a deploy is not right: nothing was connected to, or nothing changed.
    Configuration = 10,
    /// There is no connection to the database that is deployed to.
    Unconnected = 11,
    /// Nobody said yes.
    NotApproved = 12,
    /// The SQL failed.
    Sql = 13,
    /// The folder is not there, or has nothing to deploy.
    NoProject = 14,
    /// Another deploy of the database runs.
    Busy = 15,
    /// The time of a deploy is over.
    TimedOut = 16,
    /// Ctrl-C or SIGTERM.
    Interrupted = 130,
}

/// What help says of the codes; a deploy has its own.
pub(crate) const HELP: &str = "\
Exit codes: 0 done, 1 failed, 2 usage, 3 drift or a check that found a difference, 4 refused by the server, \
5 partial (nothing was swapped in), 130 interrupted";

/// What the help of `deploy` says of the codes.
pub(crate) const DEPLOY_HELP: &str = "\
Exit codes: 0 done, 1 failed, 2 usage, 10 configuration, 11 no connection, 12 not approved, 13 the SQL failed, \
14 no deploy.sql, 15 another deploy runs, 16 the time is over, 130 interrupted";

impl Exit {
    /// The number.
    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    /// How a check ends.
    pub(crate) fn of_check(differs: bool) -> Self {
        if differs { Self::Different } else { Self::Done }
    }
}

/// A command that has nothing else to say than that it is done.
impl From<()> for Exit {
    fn from((): ()) -> Self {
        Self::Done
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use clap::ValueEnum;
    use typeferry::connection::ConnectionError;
    use typeferry::source::SourceError;
    use typeferry::verify::VerifyError;
    use typeferry_pgpm::{DeployError, RevertError};
    use typeferry_session::SessionError;

    use super::*;

    /// The numbers of a table's first column.
    fn table(page: &str) -> Vec<u8> {
        let (_, rows) = page.split_once("| exit code | means |\n|---|---|\n").unwrap();
        let rows = rows.lines().take_while(|line| line.starts_with('|'));
        rows.map(|row| row.split('|').nth(1).unwrap().trim().parse().unwrap()).collect()
    }

    fn numbers(help: &str) -> Vec<u8> {
        help.split([' ', ',']).filter_map(|word| word.parse().ok()).collect()
    }

    #[test]
    fn each_code_is_in_a_table_and_the_tables_have_no_other() {
        let exports = table(include_str!("../../../README.md"));
        let deploys = table(include_str!("../../../docs/deploy.md"));
        assert_eq!((numbers(HELP), numbers(DEPLOY_HELP)), (exports.clone(), deploys.clone()));
        let mut codes = [exports, deploys].concat();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes, Exit::value_variants().iter().map(|exit| exit.code()).collect::<Vec<_>>());
    }

    fn unreachable() -> ConnectionError {
        ConnectionError::Unreachable { address: String::new(), reason: String::new(), kind: None }
    }

    #[test]
    fn an_export_tells_a_server_that_refuses_from_rows_that_are_not_all() {
        let table = || "app.b".to_owned();
        for (error, exit) in [
            (SourceError::Permission { table: table(), message: String::new() }, Exit::Refused),
            (SourceError::Connection(unreachable()), Exit::Refused),
            (SourceError::Connection(ConnectionError::Unsupported { name: "PGSERVICE" }), Exit::Usage),
            (SourceError::Uncounted { table: table(), from: None, read: 2, counted: 3 }, Exit::Partial),
            (SourceError::Vanished { table: table(), message: String::new() }, Exit::Failed),
        ] {
            assert_eq!(Exit::from(&error), exit, "{error}");
            assert_eq!(Exit::from(&VerifyError::from(error)), exit);
        }
    }

    #[test]
    fn a_deploy_and_a_revert_end_as_their_session() {
        let (time, committed, of) = (Duration::from_secs(1), 0, 1);
        for (error, exit) in [
            (SessionError::Configuration { reason: String::new() }, Exit::Configuration),
            (SessionError::Connection(unreachable()), Exit::Unconnected),
            (SessionError::NotApproved, Exit::NotApproved),
            (SessionError::OpenTransaction { script: String::new() }, Exit::Sql),
            (SessionError::Busy { database: String::new() }, Exit::Busy),
            (SessionError::TimedOut { time, committed, of }, Exit::TimedOut),
            (SessionError::Interrupted { committed, of }, Exit::Interrupted),
        ] {
            assert_eq!(Exit::from(&error), exit, "{error}");
            let error = DeployError::from(error);
            assert_eq!(Exit::from(&error), exit, "{error}");
            let DeployError::Run(failure) = error else { panic!("{error}") };
            assert_eq!(Exit::from(&RevertError::Run(failure)), exit);
        }
    }
}
