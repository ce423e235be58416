//! The database that a command of the deployer works in, by the flags of `psql`.

use std::path::{Path, PathBuf};

use clap::{ArgAction, Args};
use secrecy::SecretString;
use typeferry::connection::{Environment, Session};
use typeferry_pgpm::{ModuleName, Project, is_project};
use typeferry_session::{Draft, Request, SessionError, Settings};

use super::exit::Exit;
use super::failure::Failure;
use super::folder::Wanted;
use super::notes;
use super::output::Format;

/// Flags that name a database; what they leave open is taken from `PG*` variables, as libpq takes it.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct DatabaseArgs {
    /// The database's address, instead of host, port, user and mode: postgres://USER@HOST:PORT/DATABASE
    #[arg(long, visible_alias = "database-url", value_name = "ADDRESS")]
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
    /// The database, or its address: a URL or key=value pairs
    #[arg(short, long, value_name = "NAME|ADDRESS")]
    database: Option<String>,
    /// How TLS is asked for: disable, allow, prefer, require, verify-ca or verify-full
    #[arg(long, value_name = "MODE")]
    sslmode: Option<String>,
    /// Print help
    #[arg(long, action = ArgAction::Help)]
    help: Option<bool>,
}

/// Modules, and a database that they are deployed to.
#[derive(Debug, Args)]
pub(crate) struct DeployedArgs {
    #[command(flatten)]
    project: ProjectArgs,
    #[command(flatten)]
    database: DatabaseArgs,
    /// Standard output is one JSON value and nothing else
    #[arg(long)]
    json: bool,
}

impl DeployedArgs {
    /// How the result is written.
    pub(crate) fn format(&self) -> Format {
        Format::json_if(self.json)
    }

    /// Reads the modules, and connects to the database.
    pub(crate) fn open(&self) -> Result<(Project, Session), Failure> {
        Ok((self.project.open()?, self.database.open(self.project.folder())?))
    }
}

/// The modules that a command is about.
#[derive(Debug, Args)]
pub(crate) struct ProjectArgs {
    /// The folder of a workspace or of a module; or the name of a module of the workspace here [default: this folder]
    #[arg(value_name = "PATH|MODULE")]
    path: Option<PathBuf>,
    /// One module of the workspace, with what it requires
    #[arg(long, value_name = "NAME")]
    module: Option<String>,
}

impl DatabaseArgs {
    /// Connects to the database of a project in a folder: its `pgmi.yaml` and its `.env` count as they do in a deploy.
    fn open(&self, folder: &Path) -> Result<Session, Failure> {
        self.settings(folder)?.target.connection.silent_session().map_err(|error| SessionError::from(error).into())
    }

    /// What the flags, the environment and the folder's files say.
    pub(crate) fn settings(&self, folder: &Path) -> Result<Settings, Failure> {
        Ok(self.request(folder).read().and_then(Draft::settings)?)
    }

    /// The address of that database, without the password.
    pub(crate) fn shown(&self, folder: &Path) -> Result<String, Failure> {
        let settings = self.request(folder).read().and_then(Draft::settings)?;
        Ok(settings.target.connection.address().to_owned())
    }

    /// What the flags and the environment say.
    pub(crate) fn request(&self, folder: &Path) -> Request {
        Request {
            folder: folder.to_owned(),
            database: self.database.clone(),
            host: self.host.clone(),
            port: self.port.map(|port| port.to_string()),
            user: self.username.clone(),
            sslmode: self.sslmode.clone(),
            connection: self.connection.clone(),
            environment: Environment::of_process(),
            database_url: std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()).map(SecretString::from),
            ..Request::default()
        }
    }
}

impl ProjectArgs {
    /// Whether somebody has said which modules: a folder, or a name.
    pub(crate) fn is_said(&self) -> bool {
        self.path.is_some() || self.module.is_some()
    }

    /// The folder that is looked in: the one that is given, or this one where a name is.
    pub(crate) fn folder(&self) -> &Path {
        self.path.as_deref().filter(|path| path.exists()).unwrap_or(Path::new("."))
    }

    /// Reads the project, and says what lies in it and is passed over.
    pub(crate) fn open(&self) -> Result<Project, Failure> {
        let configuration = |message| Failure { message, exit: Exit::Configuration };
        let name = |name: &str| ModuleName::new(name).map_err(|error| configuration(error.to_string()));
        let given = self.path.clone().unwrap_or_else(|| PathBuf::from("."));
        let here = given.to_str().filter(|_| !given.exists()).and_then(|text| ModuleName::new(text).ok());
        let looked_in =
            if here.is_some() && self.module.is_none() && is_project(Path::new(".")) { Path::new(".") } else { &given };
        Wanted::Modules.check(looked_in, Exit::Configuration)?;
        let (path, module) = match (here, &self.module) {
            (Some(module), None) => (PathBuf::from("."), Some(module)),
            (_, Some(module)) => (given, Some(name(module)?)),
            (None, None) => (given, None),
        };
        let project = match module {
            Some(module) => Project::open_module(&path, &module)?,
            None => Project::open(&path)?,
        };
        notes::say(&project.notes());
        Ok(project)
    }
}
