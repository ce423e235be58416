//! What a server has, and what the user may do there.

use std::collections::{HashMap, HashSet};

use postgres::Client;
use typeferry_connection::ConnectionError;
use typeferry_session::Target;

use super::wanted::Wanted;
use super::{Need, Right};

/// `invalid_catalog_name`.
const NO_DATABASE: &str = "3D000";

/// Roles of services whose administrators may create extensions that elsewhere only a superuser may.
const MANAGED: [&str; 4] = ["rds_superuser", "cloudsqlsuperuser", "azure_pg_admin", "supabase_admin"];

/// PostgreSQL brings it with every database.
const BUILT_IN: &str = "plpgsql";

/// What a server has of what is wanted.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a right of its own")]
pub(super) struct Server {
    pub(super) user: String,
    pub(super) database: String,
    /// Whether it is a service's, where rights are not what the catalog says.
    pub(super) managed: bool,
    pub(super) has_ledger: bool,
    superuser: bool,
    creates_databases: bool,
    creates_roles: bool,
    creates_schemas: bool,
    temporary: bool,
    installed: HashSet<String>,
    available: HashMap<String, Available>,
    /// The roles that there are, and whether the user is a member.
    roles: HashMap<String, bool>,
}

/// An extension that the server has, in its default version.
#[derive(Debug)]
struct Available {
    superuser: bool,
    trusted: bool,
    requires: Vec<String>,
}

/// What was seen of a server.
pub(super) struct Seen {
    pub(super) server: Server,
    /// The database is not there, and the user may not create it.
    pub(super) lacks_database: bool,
}

/// Why a server could not be looked at.
pub(super) enum Unseen {
    Connection(ConnectionError),
    Server(postgres::Error),
}

const USER: &str = "
SELECT current_user::text, r.rolsuper, r.rolcreatedb, r.rolcreaterole,
  has_database_privilege(current_database(), 'CREATE'), has_database_privilege(current_database(), 'TEMPORARY'),
  EXISTS (SELECT FROM pg_catalog.pg_roles AS m WHERE m.rolname = ANY ($1))
FROM pg_catalog.pg_roles AS r
WHERE r.rolname = current_user";

const INSTALLED: &str = "SELECT extname::text FROM pg_catalog.pg_extension";

/// Before PostgreSQL 13, no extension was trusted.
const AVAILABLE: &str = "
SELECT e.name::text, coalesce(v.superuser, false), coalesce((to_jsonb(v) ->> 'trusted')::boolean, false),
  coalesce(v.requires::text[], '{}')
FROM pg_catalog.pg_available_extensions AS e
LEFT JOIN pg_catalog.pg_available_extension_versions AS v ON v.name = e.name AND v.version = e.default_version";

const ROLES: &str = "
SELECT rolname::text, pg_has_role(current_user, oid, 'MEMBER') FROM pg_catalog.pg_roles WHERE rolname = ANY ($1)";

impl Server {
    /// Looks at the server of a target. Where the database is not there yet, or is to be made anew, whoever makes it owns
    /// it, and nothing is installed.
    pub(super) fn look(target: &Target, wanted: &Wanted, has_ledger: bool) -> Result<Seen, Unseen> {
        let opened = if target.overwrite { Ok(None) } else { open(target) };
        if let Some(mut client) = opened? {
            let mut server = Self { has_ledger, database: target.connection.database().to_owned(), ..Self::default() };
            server.read(&mut client, wanted)?;
            server.installed = texts(&mut client, INSTALLED)?;
            server.read_available(&mut client, wanted)?;
            return Ok(Seen { server, lacks_database: false });
        }
        let mut client = target.connection.to_database(&target.maintenance).open().map_err(Unseen::Connection)?;
        let mut server = Self { database: target.connection.database().to_owned(), ..Self::default() };
        server.read(&mut client, wanted)?;
        (server.creates_schemas, server.temporary) = (true, true);
        server.installed = HashSet::from([BUILT_IN.to_owned()]);
        server.read_available(&mut client, wanted)?;
        let lacks_database = !server.superuser && !server.creates_databases;
        Ok(Seen { server, lacks_database })
    }

    fn read(&mut self, client: &mut Client, wanted: &Wanted) -> Result<(), Unseen> {
        let row = client.query_one(USER, &[&&MANAGED[..]])?;
        self.user = row.try_get(0)?;
        (self.superuser, self.creates_databases, self.creates_roles) =
            (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?);
        (self.creates_schemas, self.temporary, self.managed) = (row.try_get(4)?, row.try_get(5)?, row.try_get(6)?);
        let names: Vec<&str> = wanted.roles.iter().map(|lack| lack.need.name()).collect();
        for row in client.query(ROLES, &[&names])? {
            self.roles.insert(row.try_get(0)?, row.try_get(1)?);
        }
        Ok(())
    }

    /// Which extensions there are takes the server a look at many files, where one is wanted alone.
    fn read_available(&mut self, client: &mut Client, wanted: &Wanted) -> Result<(), Unseen> {
        if wanted.extensions.iter().all(|lack| self.installed.contains(lack.need.name())) {
            return Ok(());
        }
        for row in client.query(AVAILABLE, &[])? {
            let (superuser, trusted, requires) = (row.try_get(1)?, row.try_get(2)?, row.try_get(3)?);
            self.available.insert(row.try_get(0)?, Available { superuser, trusted, requires });
        }
        Ok(())
    }

    pub(super) fn has_role(&self, name: &str) -> bool {
        self.roles.contains_key(name)
    }

    /// Whether the user has a right; becoming a role that is not there is another matter.
    pub(super) fn may(&self, right: &Right) -> bool {
        self.superuser
            || match right {
                Right::CreateDatabase => self.creates_databases,
                Right::CreateSchema => self.creates_schemas,
                Right::Temporary => self.temporary,
                Right::CreateRole => self.creates_roles,
                Right::Become { role } => self.roles.get(role).copied().unwrap_or(true),
            }
    }

    /// What an extension lacks, and what it requires.
    pub(super) fn extension(&self, name: &str) -> Vec<Need> {
        let (mut lacks, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![(name.to_owned(), None)]);
        while let Some((name, by)) = open.pop() {
            if self.installed.contains(&name) || !seen.insert(name.clone()) {
                continue;
            }
            let Some(found) = self.available.get(&name) else {
                lacks.push(Need::Extension { name, by });
                continue;
            };
            open.extend(found.requires.iter().map(|required| (required.clone(), Some(name.clone()))));
            lacks.extend(self.forbidden(name, found));
        }
        lacks
    }

    /// An extension that is trusted, or needs no superuser, needs the right to create something in the database.
    fn forbidden(&self, name: String, found: &Available) -> Option<Need> {
        let by_superuser = found.superuser && !found.trusted;
        if self.superuser || (!by_superuser && self.creates_schemas) {
            return None;
        }
        let database = (!by_superuser).then(|| self.database.clone());
        Some(Need::CreateExtension { name, user: self.user.clone(), database })
    }
}

/// The database; `None` where it is not there.
fn open(target: &Target) -> Result<Option<Client>, Unseen> {
    match target.connection.open() {
        Ok(client) => Ok(Some(client)),
        Err(ConnectionError::Refused { code: Some(code), .. }) if code == NO_DATABASE => Ok(None),
        Err(error) => Err(Unseen::Connection(error)),
    }
}

fn texts(client: &mut Client, query: &str) -> Result<HashSet<String>, Unseen> {
    client.query(query, &[])?.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

impl From<postgres::Error> for Unseen {
    fn from(error: postgres::Error) -> Self {
        Self::Server(error)
    }
}

impl std::fmt::Display for Unseen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Connection(error) => error.fmt(f),
            Self::Server(error) => f.write_str(&typeferry_connection::said(error)),
        }
    }
}
