//! What brings what is missing: commands to copy, as few as do.

use std::collections::BTreeSet;
use std::path::Path;

use typeferry_base::quote::identifier_if_needed;

use super::{Lack, Need, Right};
use crate::npm::install_command;

/// The roles that the published modules grant to. pgpm has a command that makes them.
const PUBLISHED: [&str; 3] = ["administrator", "anonymous", "authenticated"];

/// The command, and an extension that is no part of PostgreSQL: whose package it is in.
const PACKAGED: [(&str, &str); 2] = [("postgis", "PostGIS, on Debian postgresql-NN-postgis-3"), ("vector", "pgvector")];

/// A line a remedy, in the order in which they are done.
pub(super) fn remedies(lacks: &[Lack], root: &Path) -> Vec<String> {
    let needs: Vec<&Need> = lacks.iter().map(|lack| &lack.need).collect();
    let mut lines = Vec::new();
    lines.extend(modules(&needs, root));
    lines.extend(applied(&needs));
    lines.extend(extensions(&needs));
    lines.extend(statements(&needs));
    lines.extend(roles(&needs));
    lines
}

fn modules(needs: &[&Need], root: &Path) -> Vec<String> {
    let (mut packages, mut others) = (BTreeSet::new(), BTreeSet::new());
    for need in needs {
        match need {
            Need::Module { package, .. } | Need::Change { package: Some(package), .. } => {
                packages.insert(*package);
            }
            Need::Change { name, package: None, .. } => {
                others.insert(name.split(':').next().unwrap_or_default());
            }
            _ => {}
        }
    }
    let here = root.display();
    let install = install_command(packages).map(|command| format!("`{command}` in {here}, the workspace's folder"));
    let other = others.into_iter().map(|name| format!("add the module {name} to {here}, or deploy it first"));
    install.into_iter().chain(other).collect()
}

fn applied(needs: &[&Need]) -> Vec<String> {
    let names = named(needs, |need| matches!(need, Need::Applied { .. }));
    let line = |names: String| format!("deploy {names} with pgpm first; its ledger then counts here");
    joined(&names).map(line).into_iter().collect()
}

fn extensions(needs: &[&Need]) -> Vec<String> {
    let names = named(needs, |need| matches!(need, Need::Extension { .. }));
    let one = |name: &&str| {
        let packaged = PACKAGED.iter().find(|(prefix, _)| name.starts_with(prefix));
        let from = packaged.map_or_else(String::new, |(_, package)| format!(" ({package})"));
        format!("install the extension {name}{from} on the server; or, if it is a module, add it to the workspace")
    };
    names.iter().map(one).collect()
}

/// What somebody runs who may.
fn statements(needs: &[&Need]) -> Vec<String> {
    let grant = |what: &str, database: &str, user: &str| {
        format!("GRANT {what} ON DATABASE {} TO {};", identifier_if_needed(database), identifier_if_needed(user))
    };
    let mut found = BTreeSet::new();
    for need in needs {
        match need {
            Need::CreateExtension { user, database: Some(database), .. } => {
                found.insert(grant("CREATE", database, user));
            }
            Need::CreateExtension { name, database: None, .. } => {
                found.insert(format!(
                    "CREATE EXTENSION {}; as a superuser, in the database",
                    identifier_if_needed(name)
                ));
            }
            Need::Right { right, user, database } => {
                found.insert(match right {
                    Right::CreateDatabase => format!(
                        "CREATE DATABASE {} OWNER {};",
                        identifier_if_needed(database),
                        identifier_if_needed(user)
                    ),
                    Right::CreateSchema => grant("CREATE", database, user),
                    Right::Temporary => grant("TEMPORARY", database, user),
                    Right::CreateRole => format!("ALTER ROLE {} CREATEROLE;", identifier_if_needed(user)),
                    Right::Become { role } => {
                        format!("GRANT {} TO {};", identifier_if_needed(role), identifier_if_needed(user))
                    }
                });
            }
            _ => {}
        }
    }
    found.into_iter().collect()
}

fn roles(needs: &[&Need]) -> Vec<String> {
    let names = named(needs, |need| matches!(need, Need::Role { .. }));
    let (newer, plain): (Vec<_>, Vec<_>) = names.iter().copied().partition(|name| name.starts_with("pg_"));
    let statements: Vec<_> = plain.iter().map(|name| format!("CREATE ROLE {};", identifier_if_needed(name))).collect();
    let published = plain.iter().any(|name| PUBLISHED.contains(name));
    let or =
        if published { " (or `pgpm admin-users bootstrap`, with the attributes that pgpm gives them)" } else { "" };
    let create = (!statements.is_empty()).then(|| format!("{}{or}", statements.join(" ")));
    let newer = joined(&newer).map(|names| format!("a newer PostgreSQL has {names}"));
    create.into_iter().chain(newer).collect()
}

fn named<'a>(needs: &[&'a Need], which: impl Fn(&Need) -> bool) -> Vec<&'a str> {
    let names: BTreeSet<&str> = needs.iter().filter(|need| which(need)).map(|need| need.name()).collect();
    names.into_iter().collect()
}

fn joined(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}
