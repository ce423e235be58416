//! The databases of the planes: empty, filled, served; and the workspace that exports are deployed from.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use postgres::Client;

use super::super::command;
use super::super::error::{LiveError, Tried};
use super::super::node::Workspace;
use super::super::server::{Server, TOKEN};
use super::{Parts, SERVED};

/// The planes without a row. A copy of it is filled, and then the modules go into it.
pub(super) const TARGET: &str = "planes_target";

/// The planes with their rows, which are exported. Its rows name it, so that no copy can stand for it.
pub(super) const SOURCE: &str = "planes";

/// The same once more, to be changed beside the first.
pub(super) const SECOND: &str = "planes_second";

/// The modules that nothing else requires.
const MODULES: [&str; 3] = ["metaschema-modules", "routing", "apps"];

/// The role that the planes grant to beside those of contract 1.
const ROLE: &str = "authenticated_client";

/// The scripts below `live/sql/`, in the order that they need.
const SEED: [&str; 8] = [
    "sql_actions.sql",
    "seed/1_values.sql",
    "seed/2_rows.sql",
    "planes/2_rows.sql",
    "seed/3_insert.sql",
    "planes/3_copied.sql",
    "seed/4_actions.sql",
    "planes/4_sql_actions.sql",
];

/// The running parts.
pub(super) struct Planes<'a> {
    pub(super) parts: &'a Parts<'a>,
    pub(super) server: Server,
    pub(super) workspace: Workspace<'a>,
    /// The file with the server's token.
    pub(super) token: PathBuf,
}

impl<'a> Planes<'a> {
    /// Deploys the planes, fills them, and starts their server.
    ///
    /// # Errors
    /// Any of it fails.
    pub(super) fn set(parts: &'a Parts<'a>) -> Result<Self, LiveError> {
        let workspace = Workspace::lay_out_planes(parts.node, parts.cluster, &parts.scratch.join("planes"))?;
        let token = parts.scratch.join("planes-token");
        fs::write(&token, TOKEN).tried(|| format!("writing {}", token.display()))?;
        parts.cluster.create_role(ROLE)?;
        deploy(parts, &workspace)?;
        fill(parts)?;
        copy(parts, SOURCE, SECOND)?;
        let server = serve(parts, SOURCE, &[], &[])?;
        Ok(Self { parts, server, workspace, token })
    }

    /// A connection to a database.
    ///
    /// # Errors
    /// PostgreSQL refuses.
    pub(super) fn connect(&self, database: &str) -> Result<Client, LiveError> {
        Ok(self.parts.cluster.connect(database)?)
    }
}

/// Deploys what is published into a new database.
fn deploy(parts: &Parts<'_>, workspace: &Workspace<'_>) -> Result<(), LiveError> {
    parts.cluster.create_database(TARGET)?;
    let uuidv7 = script(parts, "planes/1_uuidv7.sql")?;
    parts.cluster.connect(TARGET)?.batch_execute(&uuidv7).tried(|| "making uuidv7()".to_owned())?;
    for module in MODULES {
        tool(parts, workspace, "deploy", module)?;
    }
    Ok(())
}

/// Deploys or reverts a module of the workspace in the target, by typeferry.
///
/// # Errors
/// It fails.
pub(super) fn tool(parts: &Parts<'_>, workspace: &Workspace<'_>, action: &str, module: &str) -> Result<(), LiveError> {
    let mut typeferry = Command::new(parts.typeferry);
    typeferry.arg(action).arg(workspace.folder()).args(["--module", module]);
    command::output(typeferry.args(["--connection", &parts.cluster.url(TARGET)])).map(drop)
}

fn fill(parts: &Parts<'_>) -> Result<(), LiveError> {
    copy(parts, TARGET, SOURCE)?;
    let mut database = parts.cluster.connect(SOURCE)?;
    for name in SEED {
        let script = script(parts, name)?;
        database.batch_execute(&script).tried(|| format!("running {name}"))?;
    }
    Ok(())
}

/// Makes a database that is as another one is. A database of the planes is thousands of files: every one less is time.
fn copy(parts: &Parts<'_>, from: &str, to: &str) -> Result<(), LiveError> {
    let mut client = parts.cluster.connect("postgres")?;
    client.batch_execute(&format!("CREATE DATABASE {to} TEMPLATE {from}")).tried(|| format!("copying {from} to {to}"))
}

/// Serves a database: the planes and more schemas as the metadata, without some fields of `_meta`.
///
/// # Errors
/// The server does not start.
pub(super) fn serve(parts: &Parts<'_>, database: &str, more: &[&str], hidden: &[&str]) -> Result<Server, LiveError> {
    let schemas: Vec<&str> = SERVED.iter().chain(more).copied().collect();
    let served = [format!("/graphql={}", schemas.join(",")), "/migrate/graphql=db_migrate".to_owned()];
    let mut arguments: Vec<String> = served.into_iter().flat_map(|path| ["--serve".to_owned(), path]).collect();
    arguments.extend(hidden.iter().flat_map(|field| ["--hide".to_owned(), (*field).to_owned()]));
    let scratch = parts.scratch.join(format!("served-{database}"));
    fs::create_dir_all(&scratch).tried(|| format!("making {}", scratch.display()))?;
    Server::start_with(parts.node, parts.cluster, database, &scratch, &arguments)
}

fn script(parts: &Parts<'_>, name: &str) -> Result<String, LiveError> {
    let file = parts.live.join("sql").join(name);
    fs::read_to_string(&file).tried(|| format!("reading {}", file.display()))
}
