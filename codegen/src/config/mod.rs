//! `typeferry.toml`: what no rule can know of an API. Everything else is read from the schema.

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

mod toml;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml_span::value::Key;
use typeferry_base::table::Generation;

use self::toml::{Node, TomlError};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Source};
use crate::dialect::Dialect;

/// The configuration of one contract.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// The name of the contract, as a module's manifest has it; without it, it goes by that of its folder.
    pub name: Option<String>,
    /// The kind of server that serves the API; [`PostGraphile`](crate::dialect::PostGraphile) where the file has no
    /// `dialect`.
    pub dialect: &'static dyn Dialect,
    /// Whether the schema file has all of the API rather than what tables need of it: operations may then name anything.
    pub whole_schema: bool,
    /// How a row says whose it is; without it, no table is filtered.
    pub tenant: Option<TenantRule>,
    /// Tables (`schema.table`) and columns (`schema.table.column`) that no document selects, each with the reason.
    pub left_out: BTreeMap<String, String>,
    /// Tables (`schema.table`) that reach their tenant by another table, each with the way.
    pub reached_by: BTreeMap<String, Reached>,
    /// Columns, by name in every table, whose value belongs to the environment that a module is deployed into, each
    /// with the SQL expression that stands for a value which is not null.
    pub environment: BTreeMap<String, String>,
    /// The PostgreSQL type under each domain, by the server's name for the domain.
    pub domains: BTreeMap<String, String>,
    /// How the values of columns (`schema.table.column`) come about, where the API cannot tell: it wins over the schema.
    pub generation: BTreeMap<String, Generation>,
    /// The module that creates each PostgreSQL schema.
    pub modules: BTreeMap<String, String>,
    /// The Rust type of each scalar or PostgreSQL type whose own is not wanted, as a path, in operations.
    pub types: BTreeMap<String, String>,
    /// Fields of input types (`PostFilter.author`) that operations take though they lead back to the type they are of.
    pub inputs: BTreeSet<String>,
    /// Tables whose rows are made of another table's.
    pub derived: Vec<DerivedRule>,
    /// Whether columns are left out whose default is the current time: no rule of the file, but of who exports.
    #[serde(skip)]
    pub omits_current_times: bool,
    /// Where each key of each section stands.
    #[serde(skip)]
    places: BTreeMap<(String, String), Location>,
}

/// How a row says whose it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantRule {
    /// The column that names the tenant.
    pub column: String,
    /// The table (`schema.table`) whose key that column holds.
    pub table: String,
}

/// A table whose rows are made of another table's: the platform keeps it by a trigger, which deploying skips.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DerivedRule {
    /// The table (`schema.table`).
    pub table: String,
    /// The table (`schema.table`) that has the rows.
    pub from: String,
    /// Each column of the table with the column of the other that has its value.
    pub columns: BTreeMap<String, String>,
    /// Columns of text that are the same in every row.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// Columns that are false where the other table has NULL.
    #[serde(default)]
    pub false_where_null: BTreeSet<String>,
}

/// The way from a table to one that is nearer to the tenant: `column`, which has a foreign key, or `column ->
/// schema.table`, where the column holds that table's key and no foreign key says so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub struct Reached {
    /// The column.
    pub column: String,
    /// `schema.table`; `None` where a foreign key tells it.
    pub table: Option<String>,
}

impl From<String> for Reached {
    fn from(text: String) -> Self {
        match text.split_once("->") {
            Some((column, table)) => Self { column: column.trim().to_owned(), table: Some(table.trim().to_owned()) },
            None => Self { column: text, table: None },
        }
    }
}

impl Config {
    /// Reads the file's text.
    ///
    /// # Errors
    /// The text is no TOML, or has a key that is not known, with its place.
    pub fn read(source: &Source) -> Result<Self, Diagnostics> {
        read(source).map_err(|TomlError { message, at }| {
            vec![Diagnostic::error(message.replace('\n', ", ")).at(place(source, at.unwrap_or_default()))]
        })
    }

    /// Takes a rule out of a section.
    pub(crate) fn forget(&mut self, section: &str, rule: &str) {
        match section {
            "left-out" => drop(self.left_out.remove(rule)),
            "reached-by" => drop(self.reached_by.remove(rule)),
            "environment" => drop(self.environment.remove(rule)),
            "domains" => drop(self.domains.remove(rule)),
            "generation" => drop(self.generation.remove(rule)),
            "modules" => drop(self.modules.remove(rule)),
            _ => {}
        }
    }

    /// Where a key of a section stands in the file.
    pub fn locate(&self, section: &str, key: &str) -> Option<Location> {
        self.places.get(&(section.to_owned(), key.to_owned())).cloned()
    }
}

/// The configuration, and where its rules stand.
fn read(source: &Source) -> Result<Config, TomlError> {
    let text = toml_span::parse(source.text())?;
    let mut config = Config::deserialize(Node(&text))?;
    for (section, rules) in text.as_table().into_iter().flatten() {
        let placed = |rule: &Key<'_>| {
            let at = place(source, rule.span.start);
            ((section.name.to_string(), rule.name.to_string()), at)
        };
        config.places.extend(rules.as_table().into_iter().flat_map(BTreeMap::keys).map(placed));
    }
    Ok(config)
}

/// The place of a byte; of what stands in quotes, that of the first one.
fn place(source: &Source, byte: usize) -> Location {
    let is_quoted = source.text().get(..byte).is_some_and(|before| before.ends_with(['"', '\'']));
    source.locate(byte - usize::from(is_quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_is_one_that_is_known() {
        let read = |text: &str| Config::read(&Source::new("typeferry.toml", text));
        assert_eq!(read("").unwrap().dialect.name(), "postgraphile");
        assert_eq!(read("dialect = \"constructive\"\n").unwrap().dialect.name(), "constructive");
        let error = read("\ndialect = \"hasura\"\n").unwrap_err().remove(0).to_string();
        let wanted = "typeferry.toml:2:11: there is no dialect `hasura`: it is one of postgraphile, constructive";
        assert!(error.starts_with(wanted), "{error}");
    }

    #[test]
    fn an_unknown_key_is_refused_at_its_place() {
        let source = Source::new("typeferry.toml", "[left-out]\n[tennant]\ncolumn = \"x\"\n");
        let error = Config::read(&source).unwrap_err().remove(0);
        assert!(error.to_string().starts_with("typeferry.toml:2:2: unknown field `tennant`"), "{error}");
    }

    #[test]
    fn what_does_not_fit_is_refused_at_its_place() {
        for (text, error) in [
            ("name = 1\n", "typeferry.toml:1:8: invalid type: integer `1`, expected a string"),
            ("[left-out]\na.b = \"x\"\n", "typeferry.toml:2:7: invalid type: map, expected a string"),
            ("[generation]\n\"a.b.c\" = \"odd\"\n", "typeferry.toml:2:11: unknown variant `odd`, expected one of"),
            ("[left-out]\n\"a.b\" = \"x\n", "typeferry.toml:2:11: invalid character in string"),
            ("[left-out]\na = \"x\"\na = \"y\"\n", "typeferry.toml:3:1: duplicate key: `a`"),
            ("\n[tenant]\ncolumn = \"x\"\n", "typeferry.toml:2:1: missing field `table`"),
        ] {
            let found = Config::read(&Source::new("typeferry.toml", text)).unwrap_err().remove(0).to_string();
            assert!(found.starts_with(error), "{found}");
        }
    }

    #[test]
    fn each_rule_has_its_place() {
        let text = "name = \"x\"\n\n[left-out]\n\"a.b\" = \"unused\"\n[environment]\nhost = \"'h'\"\n";
        let config = Config::read(&Source::new("typeferry.toml", text)).unwrap();
        let place = |section, rule| config.locate(section, rule).map(|place| (place.line, place.column));
        assert_eq!((place("left-out", "a.b"), place("environment", "host")), (Some((4, 1)), Some((6, 1))));
        assert_eq!(place("left-out", "a.c"), None);
    }
}
