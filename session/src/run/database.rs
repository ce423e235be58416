//! Databases: created, and created anew as they were.

use typeferry_base::quote::{identifier, literal};
use typeferry_connection::{Error, Session, is_address};

use super::open::value;
use crate::error::SessionError;
use crate::server_error::ServerError;

/// `duplicate_database`, and what two that create at one moment may get instead: `unique_violation`.
const TAKEN: [&str; 2] = ["42P04", "23505"];
/// `object_in_use`: somebody connected in between.
const IN_USE: &str = "55006";

/// Whether a database could not be created because there is one of that name.
pub(super) fn is_name_taken(code: &str) -> bool {
    TAKEN.contains(&code)
}

fn run(session: &mut Session, database: &str, what: &'static str, sql: &str) -> Result<(), SessionError> {
    session.run(sql).map(drop).map_err(|failed| failure(database, what, &failed.error))
}

fn failure(database: &str, what: &'static str, error: &Error) -> SessionError {
    let ServerError { message, sqlstate: code, .. } = error.into();
    SessionError::Database { database: database.to_owned(), what, message, code }
}

/// A name that is an address was never meant as one.
fn refuse_address(name: &str) -> Result<(), SessionError> {
    if !is_address(name) {
        return Ok(());
    }
    let reason = "the database's name has `=` or `://`, as an address has, and no such database is created: give the \
                  address with -d or --database-url";
    Err(SessionError::Configuration { reason: reason.to_owned() })
}

/// Creates an empty database.
pub(super) fn create(session: &mut Session, name: &str) -> Result<(), SessionError> {
    refuse_address(name)?;
    run(session, name, "created", &format!("CREATE DATABASE {}", identifier(name)))
}

/// Drops a database and creates it anew with its encoding, locale, owner, connection limit, settings and comment; one
/// that is not there is created.
pub(super) fn recreate(session: &mut Session, name: &str, maintenance: &str) -> Result<(), SessionError> {
    refuse_address(name)?;
    refuse(session, name, maintenance)?;
    let kept = kept(session, name)?;
    if kept.is_some() {
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {} AND pid <> pg_backend_pid()",
            literal(name)
        );
        run(session, name, "dropped", &end)?;
        run(session, name, "dropped", &format!("DROP DATABASE IF EXISTS {}", identifier(name))).map_err(lost_race)?;
    }
    let Kept { options, after } = kept.unwrap_or_default();
    let create = format!("CREATE DATABASE {} {options}", identifier(name));
    run(session, name, "created", &create).map_err(lost_race)?;
    after.iter().try_for_each(|statement| run(session, name, "created", statement))
}

/// Another that drops and creates it at the same time is another deploy.
fn lost_race(error: SessionError) -> SessionError {
    match error {
        SessionError::Database { database, code, .. } if code == IN_USE || is_name_taken(&code) => {
            SessionError::Busy { database }
        }
        other => other,
    }
}

fn refuse(session: &mut Session, name: &str, maintenance: &str) -> Result<(), SessionError> {
    let is_template = format!("SELECT datistemplate FROM pg_database WHERE datname = {}", literal(name));
    let reason = if name == maintenance {
        "is the maintenance database, which --overwrite connects to"
    } else if name == "template0" || name == "template1" || value(session, &is_template).as_deref() == Some("t") {
        "is a template, which --overwrite does not drop"
    } else {
        return Ok(());
    };
    Err(SessionError::Configuration { reason: format!("the database \"{name}\" {reason}; deploy to another with -d") })
}

/// What a database keeps when it is created anew.
#[derive(Debug, Default)]
struct Kept {
    /// The options of `CREATE DATABASE`.
    options: String,
    /// What is said of it when it is there.
    after: Vec<String>,
}

fn kept(session: &mut Session, name: &str) -> Result<Option<Kept>, SessionError> {
    let sql = format!(
        "SELECT format('OWNER %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L CONNECTION LIMIT %s', \
         pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype, datconnlimit) \
         FROM pg_database WHERE datname = {}",
        literal(name)
    );
    let rows = session.rows(&sql).map_err(|error| failure(name, "dropped", &error))?;
    let Some(options) = rows.into_iter().next().and_then(|row| row.into_iter().next().flatten()) else {
        return Ok(None);
    };
    let mut after = settings(session, name)?;
    let comment =
        format!("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = {}", literal(name));
    after.extend(
        value(session, &comment).map(|text| format!("COMMENT ON DATABASE {} IS {}", identifier(name), literal(&text))),
    );
    Ok(Some(Kept { options, after }))
}

/// The settings of the database itself. Those that are lists of names stay lists.
fn settings(session: &mut Session, name: &str) -> Result<Vec<String>, SessionError> {
    let sql = format!(
        "SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase \
         WHERE s.setrole = 0 AND d.datname = {}",
        literal(name)
    );
    let rows = session.rows(&sql).map_err(|error| failure(name, "dropped", &error))?;
    let set = |setting: String| {
        let (key, value) = setting.split_once('=')?;
        let value = if is_list(key) { value.to_owned() } else { literal(value) };
        let value = if value.is_empty() { "''".to_owned() } else { value };
        Some(format!("ALTER DATABASE {} SET {} TO {value}", identifier(name), setting_name(key)))
    };
    Ok(rows.into_iter().filter_map(|row| row.into_iter().next().flatten().and_then(set)).collect())
}

/// The settings that PostgreSQL keeps as lists of names, each in quotes where it needs them; `pg_dump` has the same.
fn is_list(key: &str) -> bool {
    let lists = [
        "local_preload_libraries",
        "search_path",
        "session_preload_libraries",
        "shared_preload_libraries",
        "temp_tablespaces",
        "unix_socket_directories",
    ];
    lists.iter().any(|list| list.eq_ignore_ascii_case(key))
}

/// `"a"."b"` of `a.b`.
fn setting_name(key: &str) -> String {
    key.split('.').map(identifier).collect::<Vec<_>>().join(".")
}
