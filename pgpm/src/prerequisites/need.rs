//! What can be missing.

use std::path::PathBuf;

use serde::Serialize;

use super::server::Server;

/// Something that a deploy needs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "need", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Need {
    /// A published module that the workspace does not have.
    Module {
        /// Its name.
        name: String,
        /// Its npm package.
        package: &'static str,
    },
    /// A module that `pgpm.apply.json` makes of another, and that pgpm has not deployed.
    Applied {
        /// Its name.
        name: String,
        /// The file.
        file: PathBuf,
    },
    /// A change of a module that is neither in the project nor deployed: the first of them, which stands for all.
    Change {
        /// The change that requires it, as `package:change`.
        by: String,
        /// The change.
        name: String,
        /// The npm package of its module, where that is a published one.
        package: Option<&'static str>,
    },
    /// An extension that the server does not have.
    Extension {
        /// Its name.
        name: String,
        /// The extension that requires it, where no file does.
        by: Option<String>,
    },
    /// An extension that the server has, and the user may not create.
    CreateExtension {
        /// Its name.
        name: String,
        /// The user.
        user: String,
        /// The database, where the right to create something in it is all that is missing: the extension is trusted.
        database: Option<String>,
    },
    /// A role.
    Role {
        /// Its name.
        name: String,
    },
    /// A right of the user that deploys.
    Right {
        /// Which.
        #[serde(flatten)]
        right: Right,
        /// The user.
        user: String,
        /// The database.
        database: String,
    },
}

/// A right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "right", rename_all = "kebab-case")]
pub enum Right {
    /// To create databases.
    CreateDatabase,
    /// To create schemas in the database.
    CreateSchema,
    /// To create temporary tables in the database.
    Temporary,
    /// To create roles.
    CreateRole,
    /// To become a role, or to give it what one owns.
    Become {
        /// The role.
        role: String,
    },
}

impl Need {
    pub(super) fn right(right: Right, server: &Server) -> Self {
        Self::Right { right, user: server.user.clone(), database: server.database.clone() }
    }

    /// The name of what is needed; empty for a right.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Module { name, .. }
            | Self::Applied { name, .. }
            | Self::Change { name, .. }
            | Self::Extension { name, .. }
            | Self::CreateExtension { name, .. }
            | Self::Role { name } => name,
            Self::Right { .. } => "",
        }
    }
}
