//! What a server has, and what the user may do there.

use std::collections::{HashMap, HashSet};

use typeferry_base::quote::literal;
use typeferry_connection::{ConnectionError, Error, Session, describe};
use typeferry_session::Target;

use super::wanted::Wanted;
use super::{Need, Right};
use crate::ledger::texts;

/// The extension that PostgreSQL brings with every database.
pub(crate) const BUILT_IN: &str = "plpgsql";

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
#[derive(Debug, thiserror::Error)]
pub(super) enum Unseen {
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    #[error("{}", describe(.0))]
    Server(#[from] Error),
}

/// The user's rights, and whether there are roles of services whose administrators may create extensions that elsewhere
/// only a superuser may.
const USER: &str = "
SELECT current_user, r.rolsuper, r.rolcreatedb, r.rolcreaterole,
  has_database_privilege(current_database(), 'CREATE'), has_database_privilege(current_database(), 'TEMPORARY'),
  EXISTS (
    SELECT FROM pg_catalog.pg_roles AS m
    WHERE m.rolname IN ('rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin', 'supabase_admin')
  )
FROM pg_catalog.pg_roles AS r
WHERE r.rolname = current_user";

/// The names of the extensions of a database.
pub(crate) const INSTALLED: &str = "SELECT extname FROM pg_catalog.pg_extension";

/// What an extension requires is a line each. Before PostgreSQL 13, none was trusted.
const AVAILABLE: &str = "
SELECT e.name, coalesce(v.superuser, false), coalesce((to_jsonb(v) ->> 'trusted')::boolean, false),
  array_to_string(v.requires::text[], chr(10))
FROM pg_catalog.pg_available_extensions AS e
LEFT JOIN pg_catalog.pg_available_extension_versions AS v ON v.name = e.name AND v.version = e.default_version";

const ROLES: &str = "SELECT rolname, pg_has_role(current_user, oid, 'MEMBER') FROM pg_catalog.pg_roles";

impl Server {
    /// Looks at the server of a target. Where the database is not there yet, or is to be made anew, whoever makes it owns
    /// it, and nothing is installed.
    pub(super) fn look(target: &Target, wanted: &Wanted, has_ledger: bool) -> Result<Seen, Unseen> {
        let opened = if target.overwrite { None } else { open(target)? };
        let database = target.connection.database().to_owned();
        if let Some(mut session) = opened {
            let mut server = Self { database, has_ledger, ..Self::default() };
            server.read(&mut session, wanted)?;
            server.installed = session.rows(INSTALLED)?.into_iter().flatten().flatten().collect();
            server.read_available(&mut session, wanted)?;
            return Ok(Seen { server, lacks_database: false });
        }
        let mut session = target.connection.to_database(&target.maintenance).silent_session()?;
        let mut server = Self { database, ..Self::default() };
        server.read(&mut session, wanted)?;
        (server.creates_schemas, server.temporary) = (true, true);
        server.installed = HashSet::from([BUILT_IN.to_owned()]);
        server.read_available(&mut session, wanted)?;
        let lacks_database = !server.superuser && !server.creates_databases;
        Ok(Seen { server, lacks_database })
    }

    fn read(&mut self, session: &mut Session, wanted: &Wanted) -> Result<(), Error> {
        for row in session.rows(USER)? {
            let [user, rights @ ..] = texts::<7>(row);
            self.user = user;
            [
                self.superuser,
                self.creates_databases,
                self.creates_roles,
                self.creates_schemas,
                self.temporary,
                self.managed,
            ] = rights.map(|right| is_true(&right));
        }
        let names: Vec<_> = wanted.roles.iter().map(|lack| literal(lack.need.name())).collect();
        if names.is_empty() {
            return Ok(());
        }
        for row in session.rows(&format!("{ROLES} WHERE rolname IN ({})", names.join(", ")))? {
            let [name, is_member] = texts(row);
            self.roles.insert(name, is_true(&is_member));
        }
        Ok(())
    }

    /// Which extensions there are takes the server a look at many files, where one is wanted alone.
    fn read_available(&mut self, session: &mut Session, wanted: &Wanted) -> Result<(), Error> {
        if wanted.extensions.iter().all(|lack| self.installed.contains(lack.need.name())) {
            return Ok(());
        }
        for row in session.rows(AVAILABLE)? {
            let [name, superuser, trusted, requires] = texts(row);
            let requires = requires.lines().map(str::to_owned).collect();
            let (superuser, trusted) = (is_true(&superuser), is_true(&trusted));
            self.available.insert(name, Available { superuser, trusted, requires });
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
            let Some(available) = self.available.get(&name) else {
                lacks.push(Need::Extension { name, by });
                continue;
            };
            open.extend(available.requires.iter().map(|required| (required.clone(), Some(name.clone()))));
            lacks.extend(self.forbidden(name, available));
        }
        lacks
    }

    /// An extension that is trusted, or needs no superuser, needs the right to create something in the database.
    fn forbidden(&self, name: String, available: &Available) -> Option<Need> {
        let by_superuser = available.superuser && !available.trusted;
        if self.superuser || (!by_superuser && self.creates_schemas) {
            return None;
        }
        let database = (!by_superuser).then(|| self.database.clone());
        Some(Need::CreateExtension { name, user: self.user.clone(), database })
    }
}

/// The database; `None` where it is not there.
fn open(target: &Target) -> Result<Option<Session>, ConnectionError> {
    match target.connection.silent_session() {
        Ok(session) => Ok(Some(session)),
        Err(error) if error.is_no_database() => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_true(text: &str) -> bool {
    text == "t"
}
