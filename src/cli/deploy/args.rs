//! The arguments of `deploy`.

use std::path::PathBuf;

use clap::{ArgAction, Args};
use secrecy::SecretString;
use typeferry::connection::Environment;
use typeferry_session::{Request, Timeout};

use super::modules::ModuleArgs;
use crate::cli::exit::DEPLOY_HELP;
use crate::cli::output::is_standard_output;

/// `deploy`.
#[derive(Debug, Args)]
#[command(disable_help_flag = true, after_help = DEPLOY_HELP)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct DeployArgs {
    /// The project's folder, with deploy.sql in it; or that of pgpm's modules: a workspace, or a module
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: PathBuf,
    /// The database, or its address: a URL or key=value pairs; it is created where it is not there
    #[arg(short, long, value_name = "NAME|ADDRESS")]
    database: Option<String>,
    /// The host, or a folder with a socket
    #[arg(short = 'h', long, value_name = "HOST")]
    host: Option<String>,
    /// The port
    #[arg(short, long, value_name = "PORT")]
    port: Option<String>,
    /// The user
    #[arg(short = 'U', long = "username", visible_alias = "user", value_name = "USER")]
    user: Option<String>,
    /// How TLS is asked for: disable, allow, prefer, require, verify-ca or verify-full
    #[arg(long, value_name = "MODE")]
    sslmode: Option<String>,
    /// The server's address: a URL, key=value pairs, or ADO.NET's pairs (`PGMI_CONNECTION_STRING`, `DATABASE_URL`)
    #[arg(long, visible_alias = "database-url", value_name = "ADDRESS")]
    connection: Option<SecretString>,
    /// The version of the contract that deploy.sql is written against [default: the latest]
    #[arg(long, value_name = "VERSION")]
    compat: Option<String>,
    /// A parameter; may be repeated
    #[arg(long = "param", value_name = "KEY=VALUE")]
    parameters: Vec<String>,
    /// A file with a parameter a line; may be repeated
    #[arg(long = "params-file", value_name = "FILE")]
    parameter_files: Vec<PathBuf>,
    /// Drop the database first, and create it as it was, empty
    #[arg(long)]
    pub(super) overwrite: bool,
    /// Do not ask before --overwrite
    #[arg(long)]
    pub(super) force: bool,
    /// The most time, such as 30s or 5m; 0 for none [default: 3m]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    timeout: Option<Timeout>,
    /// Run everything in one transaction, roll it back, and say so
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Say more, the server's DEBUG messages too
    #[arg(short, long)]
    pub(super) verbose: bool,
    /// Standard output is one JSON value and nothing else
    #[arg(long)]
    pub(super) json: bool,
    /// Write the tests' results as `JUnit` XML; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,
    /// Write the tests' results as TAP; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) tap: Option<PathBuf>,
    #[command(flatten)]
    pub(super) modules: ModuleArgs,
    #[command(flatten)]
    refused: Refused,
    /// Print help
    #[arg(long, action = ArgAction::Help)]
    help: Option<bool>,
}

/// Flags of pgmi that are not supported. They are refused by name, as to go on without them would connect otherwise.
#[derive(Debug, Args)]
struct Refused {
    #[arg(long, hide = true)]
    azure: bool,
    #[arg(long, hide = true)]
    azure_tenant_id: Option<String>,
    #[arg(long, hide = true)]
    azure_client_id: Option<String>,
    #[arg(long, hide = true)]
    aws: bool,
    #[arg(long, hide = true)]
    aws_region: Option<String>,
    #[arg(long, hide = true)]
    google: bool,
    #[arg(long, hide = true)]
    google_instance: Option<String>,
    #[arg(long, hide = true)]
    sslcert: Option<String>,
    #[arg(long, hide = true)]
    sslkey: Option<String>,
    #[arg(long, hide = true)]
    sslrootcert: Option<String>,
}

impl DeployArgs {
    /// A flag that was given and is not supported.
    pub(super) fn unsupported(&self) -> Option<&'static str> {
        let flags = &self.refused;
        let given = [
            ("--azure", flags.azure),
            ("--azure-tenant-id", flags.azure_tenant_id.is_some()),
            ("--azure-client-id", flags.azure_client_id.is_some()),
            ("--aws", flags.aws),
            ("--aws-region", flags.aws_region.is_some()),
            ("--google", flags.google),
            ("--google-instance", flags.google_instance.is_some()),
            ("--sslcert", flags.sslcert.is_some()),
            ("--sslkey", flags.sslkey.is_some()),
            ("--sslrootcert (write it into the address, or PGSSLROOTCERT)", flags.sslrootcert.is_some()),
        ];
        given.iter().find(|(_, given)| *given).map(|(flag, _)| *flag)
    }

    /// The flags that each want standard output for themselves.
    pub(super) fn on_standard_output(&self) -> Vec<&'static str> {
        let asks = |path: Option<&PathBuf>| path.is_some_and(|path| is_standard_output(path));
        let flags =
            [("--json", self.json), ("--junit -", asks(self.junit.as_ref())), ("--tap -", asks(self.tap.as_ref()))];
        flags.into_iter().filter(|(_, asks)| *asks).map(|(flag, _)| flag).collect()
    }

    /// Whether what is said to people goes to standard error, since a report has standard output for itself.
    pub(super) fn reports_alone(&self) -> bool {
        self.on_standard_output().iter().any(|flag| *flag != "--json")
    }

    /// What the session crate is asked for.
    pub(super) fn request(&self) -> Request {
        Request {
            folder: self.path.clone(),
            database: self.database.clone(),
            host: self.host.clone(),
            port: self.port.clone(),
            user: self.user.clone(),
            sslmode: self.sslmode.clone(),
            connection: self.connection.clone(),
            compat: self.compat.clone().filter(|version| !version.is_empty()),
            parameters: self.parameters.clone(),
            parameter_files: self.parameter_files.clone(),
            timeout: self.timeout,
            overwrite: self.overwrite,
            verbose: self.verbose,
            environment: Environment::of_process(),
            database_url: std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()).map(SecretString::from),
        }
    }
}
