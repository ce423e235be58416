//! The database that a command of the deployer works in, by the flags of `psql`.

use std::path::PathBuf;

use clap::{ArgAction, Args};
use postgres::Client;
use secrecy::SecretString;
use typeferry::connection::{Connection, ConnectionError, Environment};
use typeferry_pgpm::{ModuleName, Problems, Project, UnknownModule};

use super::failure::Failure;

/// The exit codes of the deployer: the configuration is not right; there is no connection.
const CONFIGURATION: u8 = 10;
const NO_CONNECTION: u8 = 11;

/// Flags that name a database; what they leave open is taken from `PG*` variables, as libpq takes it.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct DatabaseArgs {
    /// The database's address: postgres://USER@HOST:PORT/DATABASE, or key=value pairs
    #[arg(long, value_name = "ADDRESS", env = "DATABASE_URL", hide_env_values = true)]
    connection: Option<SecretString>,
    /// The host, or a folder with a socket
    #[arg(short = 'h', long, value_name = "HOST")]
    host: Option<String>,
    /// The port
    #[arg(short, long, value_name = "PORT")]
    port: Option<u16>,
    /// The user
    #[arg(short = 'U', long, value_name = "USER")]
    username: Option<String>,
    /// The database
    #[arg(short, long, value_name = "NAME")]
    database: Option<String>,
    /// How TLS is asked for: disable, allow, prefer, require, verify-ca or verify-full
    #[arg(long, value_name = "MODE")]
    sslmode: Option<String>,
    /// Print help
    #[arg(long, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The modules that a command is about.
#[derive(Debug, Args)]
pub(crate) struct ProjectArgs {
    /// The folder of a workspace or of a module; or the name of a module of the workspace here
    #[arg(value_name = "PATH|MODULE", default_value = ".")]
    path: PathBuf,
    /// One module of the workspace, with what it requires
    #[arg(long, value_name = "NAME")]
    module: Option<String>,
}

impl DatabaseArgs {
    /// Connects.
    pub(crate) fn open(&self) -> Result<Client, Failure> {
        self.connection()?.open().map_err(|error| no_connection(&error))
    }

    /// The connection, before it is made.
    pub(crate) fn connection(&self) -> Result<Connection, Failure> {
        let address = self.connection.clone().unwrap_or_default();
        let given = [
            ("host", self.host.clone()),
            ("port", self.port.map(|port| port.to_string())),
            ("user", self.username.clone()),
            ("dbname", self.database.clone()),
            ("sslmode", self.sslmode.clone()),
        ];
        let given: Vec<_> = given.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        Connection::with(&address, &given, &Environment::of_process()).map_err(|error| no_connection(&error))
    }
}

fn no_connection(error: &ConnectionError) -> Failure {
    let code = match error {
        ConnectionError::Refused { .. } | ConnectionError::Unreachable { .. } => NO_CONNECTION,
        _ => CONFIGURATION,
    };
    Failure { message: error.to_string(), code }
}

impl ProjectArgs {
    /// Reads the project.
    pub(crate) fn open(&self) -> Result<Project, Failure> {
        let name = |name: &str| ModuleName::new(name).map_err(|error| configuration(error.to_string()));
        let here = self.path.to_str().filter(|_| !self.path.exists()).and_then(|text| ModuleName::new(text).ok());
        let (path, module) = match (here, &self.module) {
            (Some(module), None) => (PathBuf::from("."), Some(module)),
            (_, Some(module)) => (self.path.clone(), Some(name(module)?)),
            (None, None) => (self.path.clone(), None),
        };
        let project = Project::open(&path)?;
        Ok(match module {
            Some(module) => project.choose(&module)?,
            None => project,
        })
    }
}

fn configuration(message: String) -> Failure {
    Failure { message, code: CONFIGURATION }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        configuration(problems.to_string())
    }
}

impl From<UnknownModule> for Failure {
    fn from(error: UnknownModule) -> Self {
        configuration(error.to_string())
    }
}
