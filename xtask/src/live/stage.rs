//! The stage of the test: PostgreSQL, the source with its two tenants, the workspace and the server.

use std::path::{Path, PathBuf};

use postgres::Client;
use typeferry_cluster::Cluster;

use super::error::{LiveError, Tried};
use super::node::{Node, Workspace, seed_scripts};
use super::server::Server;
use super::tables;

/// The database that is exported from.
pub(super) const SOURCE: &str = "source";

/// The npm module that requires the other two.
pub(crate) const PUBLISHED: &str = "metaschema-modules";

/// The tenant that is exported.
pub(super) const TENANT: &str = "acme";

/// The tenant that must stay where it is.
pub(super) const STRANGER: &str = "globex";

/// The running parts; the server goes before the cluster that it reads.
pub(super) struct Stage<'a> {
    pub(super) server: Server,
    pub(super) workspace: Workspace<'a>,
    pub(super) cluster: &'a Cluster,
    /// A folder for files that nobody needs afterwards.
    pub(super) scratch: PathBuf,
}

impl<'a> Stage<'a> {
    /// Deploys the published modules into the source, fills it, and starts the server.
    ///
    /// # Errors
    /// Any of it fails.
    pub(super) fn set(
        node: &'a Node,
        cluster: &'a Cluster,
        live_folder: &Path,
        scratch: &Path,
    ) -> Result<Self, LiveError> {
        let workspace = Workspace::lay_out(node, cluster, &scratch.join("workspace"))?;
        cluster.create_database(SOURCE)?;
        workspace.deploy(PUBLISHED, SOURCE)?;
        let mut source = cluster.connect(SOURCE)?;
        for (file, script) in seed_scripts(live_folder)? {
            source.batch_execute(&script).tried(|| format!("running {}", file.display()))?;
        }
        let server = Server::start(node, cluster, SOURCE, scratch)?;
        Ok(Self { server, workspace, cluster, scratch: scratch.to_owned() })
    }

    /// The id of a tenant's database.
    ///
    /// # Errors
    /// The source has none of that name.
    pub(super) fn tenant_id(&self, name: &str) -> Result<String, LiveError> {
        tenant_id(&mut self.cluster.connect(SOURCE)?, name)
    }
}

/// The id of a tenant's database.
///
/// # Errors
/// The source has none of that name.
pub(super) fn tenant_id(source: &mut Client, name: &str) -> Result<String, LiveError> {
    one(source, &format!("SELECT id FROM metaschema_public.database WHERE name = '{name}'"))
}

/// The one value that a query answers with.
pub(super) fn one(client: &mut Client, query: &str) -> Result<String, LiveError> {
    let mut values = tables::column(client, query)?;
    match (values.pop(), values.len()) {
        (Some(value), 0) => Ok(value),
        (last, others) => {
            let found = others + usize::from(last.is_some());
            Err(LiveError::Count { what: query.to_owned(), found, expected: 1 })
        }
    }
}
