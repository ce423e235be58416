//! What a command line, the environment and `pgmi.yaml` say, to what a deploy needs.

mod assignments;
mod connection;
mod project_file;
mod time;

use std::fs;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use typeferry_connection::Environment;

pub use self::time::Timeout;

use self::project_file::ProjectFile;
use crate::contract::Contract;
use crate::error::SessionError;
use crate::options::{Options, Target};
use crate::parameter::Parameters;
use crate::project::Limits;

/// What a command line says. Nothing of it is checked yet.
#[derive(Debug, Default)]
pub struct Request {
    /// The project's folder.
    pub folder: PathBuf,
    /// The database (`-d`); it wins over what anything else names.
    pub database: Option<String>,
    /// The host or the folder of its socket (`-h`).
    pub host: Option<String>,
    /// The port (`-p`).
    pub port: Option<String>,
    /// The user (`-U`).
    pub user: Option<String>,
    /// How TLS is used (`--sslmode`).
    pub sslmode: Option<String>,
    /// An address, instead of host, port, user and mode (`--connection`).
    pub connection: Option<SecretString>,
    /// The contract's version (`--compat`).
    pub compat: Option<String>,
    /// `KEY=VALUE` (`--param`).
    pub parameters: Vec<String>,
    /// Files of such lines (`--params-file`).
    pub parameter_files: Vec<PathBuf>,
    /// The most time (`--timeout`).
    pub timeout: Option<Timeout>,
    /// Whether the database is created anew (`--overwrite`).
    pub overwrite: bool,
    /// Whether the server's `DEBUG` messages are asked for (`--verbose`).
    pub verbose: bool,
    /// The environment: `PG*` variables, and `DATABASE_URL`.
    pub environment: Environment,
    /// `DATABASE_URL`.
    pub database_url: Option<SecretString>,
}

/// What a deploy needs beside the project's files.
#[derive(Debug)]
pub struct Settings {
    /// The database.
    pub target: Target,
    /// The parameters.
    pub parameters: Parameters,
    /// How.
    pub options: Options,
    /// What the project's files may be.
    pub limits: Limits,
    /// What was passed over, and why.
    pub notes: Vec<String>,
}

/// The size of a file that is too large, in bytes.
const SIZE_VARIABLE: &str = "PGMI_MAX_FILE_SIZE";

impl Request {
    /// Reads `pgmi.yaml`, `.env` and the files of parameters, and puts everything together. The contract is looked up
    /// last, by [`Draft::settings`], so that a project without a script is told that first.
    ///
    /// # Errors
    /// Something that was said cannot be.
    pub fn read(mut self) -> Result<Draft, SessionError> {
        let file = project_file(&self.folder)?;
        let notes = self.dot_env();
        let parameters = self.parameters(&file)?;
        let timeout = self.timeout(&file)?;
        let limits = self.limits()?;
        let target = connection::target(&self, file.connection.as_ref())?;
        let compat = self.compat.or(file.compat).unwrap_or_default();
        Ok(Draft { target, parameters, timeout, limits, notes, compat, verbose: self.verbose })
    }

    /// Adds what the project's `.env` says and the environment does not.
    fn dot_env(&mut self) -> Vec<String> {
        let Ok(text) = fs::read_to_string(self.folder.join(".env")) else { return Vec::new() };
        match assignments::read(&text) {
            Ok(found) => {
                for (key, value) in found {
                    match key.as_str() {
                        "DATABASE_URL" => drop(self.database_url.get_or_insert(value.into())),
                        key => self.environment.variables.default_to(key, value),
                    }
                }
                Vec::new()
            }
            Err(error) => vec![format!("warning: .env is passed over: line {} is no KEY=VALUE", error.line)],
        }
    }

    fn parameters(&self, file: &ProjectFile) -> Result<Parameters, SessionError> {
        let mut parameters = Parameters::default();
        for (key, value) in file.params.iter().flatten() {
            parameters.set(key, value.clone().unwrap_or_default())?;
        }
        for path in &self.parameter_files {
            for (key, value) in parameter_file(path)? {
                parameters.set(&key, value)?;
            }
        }
        for text in &self.parameters {
            let assignment = text.split_once('=').filter(|(key, _)| !key.trim().is_empty());
            let (key, value) = assignment.ok_or_else(|| wrong(format!("--param {text}: write --param KEY=VALUE")))?;
            parameters.set(key.trim(), value)?;
        }
        Ok(parameters)
    }

    fn timeout(&self, file: &ProjectFile) -> Result<Option<std::time::Duration>, SessionError> {
        let timeout = match (self.timeout, file.timeout.as_deref().filter(|text| !text.is_empty())) {
            (Some(timeout), _) => Some(timeout),
            (None, Some(text)) => Some(text.parse().map_err(|error| wrong(format!("pgmi.yaml: timeout: {error}")))?),
            (None, None) => None,
        };
        timeout.map_or(Ok(Options::default().timeout), |timeout| timeout.get().map_err(wrong))
    }

    fn limits(&self) -> Result<Limits, SessionError> {
        let Some(text) = self.environment.variables.get(SIZE_VARIABLE).filter(|text| !text.is_empty()) else {
            return Ok(Limits::default());
        };
        let bytes = text.parse().ok().filter(|bytes| *bytes > 0);
        bytes
            .map(|file_bytes| Limits { file_bytes })
            .ok_or_else(|| wrong(format!("{SIZE_VARIABLE} is \"{text}\": give a number of bytes")))
    }
}

fn wrong(reason: impl Into<String>) -> SessionError {
    SessionError::Configuration { reason: reason.into() }
}

fn project_file(folder: &Path) -> Result<ProjectFile, SessionError> {
    let path = folder.join(project_file::FILE);
    match fs::read_to_string(&path) {
        Ok(text) => project_file::read(&text).map_err(|reason| wrong(format!("{}: {reason}", path.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(ProjectFile::default()),
        // The folder may be none: that there is no script is the clearer message.
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Ok(ProjectFile::default()),
        Err(error) => Err(wrong(format!("{} cannot be read: {error}", path.display()))),
    }
}

fn parameter_file(path: &Path) -> Result<Vec<(String, String)>, SessionError> {
    let text = fs::read_to_string(path)
        .map_err(|error| wrong(format!("the params file {} cannot be read: {error}", path.display())))?;
    assignments::read(&text)
        .map_err(|error| wrong(format!("{}:{}: this line is no KEY=VALUE", path.display(), error.line)))
}

/// Everything but the contract.
#[derive(Debug)]
pub struct Draft {
    target: Target,
    parameters: Parameters,
    timeout: Option<std::time::Duration>,
    /// What the project's files may be.
    pub limits: Limits,
    /// What was passed over, and why.
    pub notes: Vec<String>,
    compat: String,
    verbose: bool,
}

impl Draft {
    /// The database that it is for.
    pub fn database(&self) -> &str {
        self.target.connection.database()
    }

    /// With the contract that was asked for, or the latest.
    ///
    /// # Errors
    /// There is no such contract.
    pub fn settings(self) -> Result<Settings, SessionError> {
        let contract = Contract::find(&self.compat)?;
        let options = Options { contract, timeout: self.timeout, verbose: self.verbose, ..Options::default() };
        let Self { target, parameters, limits, notes, .. } = self;
        Ok(Settings { target, parameters, options, limits, notes })
    }
}

#[cfg(test)]
mod tests {
    use typeferry_connection::ConnectionError;

    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn request(folder: &tempfile::TempDir) -> Request {
        Request { folder: folder.path().to_owned(), database: Some("d".to_owned()), ..Request::default() }
    }

    #[test]
    fn parameters_of_the_command_line_win_over_files_and_those_over_the_project() {
        let folder = folder(&[
            ("pgmi.yaml", "params:\n  A: yaml\n  b: yaml\n  c: yaml\n  d: yaml\n"),
            ("one", "B=one\nc=one\nd=one\n"),
            ("two", "C=two\nD=two\n"),
        ]);
        let at = |name: &str| folder.path().join(name);
        let request = Request {
            parameter_files: vec![at("one"), at("two")],
            parameters: vec!["d=flag".into()],
            ..request(&folder)
        };
        let settings = request.read().unwrap().settings().unwrap();
        let found: Vec<_> = settings.parameters.iter().collect();
        assert_eq!(found, [("a", "yaml"), ("b", "one"), ("c", "two"), ("d", "flag")]);
    }

    /// Whether an error is of what was said, rather than of a server.
    pub(super) fn is_configuration(error: &SessionError) -> bool {
        match error {
            SessionError::Connection(error) => {
                !matches!(error, ConnectionError::Refused { .. } | ConnectionError::Unreachable { .. })
            }
            SessionError::Configuration { .. } | SessionError::Contract(_) | SessionError::Parameter(_) => true,
            _ => false,
        }
    }

    #[test]
    fn what_cannot_be_is_a_configuration_error() {
        let with = |text: &str, change: fn(&mut Request)| {
            let folder = folder(&[("pgmi.yaml", text)]);
            let mut request = request(&folder);
            change(&mut request);
            let error = request.read().and_then(Draft::settings).unwrap_err();
            assert!(is_configuration(&error), "{error}");
            error.to_string()
        };
        assert!(with("timeout: soon", |_| {}).contains("pgmi.yaml: timeout"));
        assert!(with("compat: 2", |_| {}).ends_with("unsupported API version \"2\"; supported: [1]"));
        assert!(with("", |request| request.parameters = vec!["1abc=v".into()]).contains("\"1abc\""));
        assert!(with("", |request| request.parameters = vec!["=v".into()]).contains("KEY=VALUE"));
        assert!(with("", |request| request.timeout = Some("-1s".parse().unwrap())).contains("timeout"));
        assert!(with("", |request| request.database = None).contains("-d"));
        assert!(with("", |request| request.parameter_files = vec!["/nowhere".into()]).contains("/nowhere"));
        assert!(with("connection:\n  aws_region: x\n", |_| {}).contains("aws_region"));
    }

    #[test]
    fn a_version_of_the_command_line_wins_over_the_project() {
        let folder = folder(&[("pgmi.yaml", "compat: 9\ntimeout: 1m\n"), (".env", "nothing\n")]);
        let request = Request { compat: Some("1".into()), ..request(&folder) };
        let settings = request.read().unwrap().settings().unwrap();
        assert_eq!(settings.options.contract.version(), "1");
        assert_eq!(settings.options.timeout, Some(std::time::Duration::from_mins(1)));
        assert!(settings.notes[0].contains(".env"));
    }
}
