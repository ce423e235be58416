//! `typeferry.toml`: what no rule can know of an API. Everything else is read from the schema.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Source};
use crate::schema::Generation;

/// The configuration of one contract.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// How a row says whose it is; without it, no table is filtered.
    pub tenant: Option<TenantRule>,
    /// Tables (`schema.table`) and columns (`schema.table.column`) that no document selects, each with the reason.
    pub left_out: BTreeMap<String, String>,
    /// Tables (`schema.table`) that reach their tenant by a foreign key of this column.
    pub reached_by: BTreeMap<String, String>,
    /// Columns, by name in every table, whose value belongs to the environment that a module is deployed into, each
    /// with the SQL expression that stands for a value which is not null.
    pub environment: BTreeMap<String, String>,
    /// The PostgreSQL type under each domain, by the server's name for the domain.
    pub domains: BTreeMap<String, String>,
    /// How the values of columns (`schema.table.column`) come about, where the API cannot tell: it wins over the schema.
    pub generation: BTreeMap<String, Generation>,
    /// The module that creates each PostgreSQL schema.
    pub modules: BTreeMap<String, String>,
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

impl Config {
    /// Reads the file's text.
    ///
    /// # Errors
    /// The text is no TOML, or has a key that is not known, with its place.
    pub fn read(source: &Source) -> Result<Self, Diagnostics> {
        let wrong = |error: toml::de::Error| {
            let at = source.locate(error.span().map_or(0, |span| span.start));
            vec![Diagnostic::error(error.message().replace('\n', ", ")).at(at)]
        };
        let mut config: Self = toml::from_str(source.text()).map_err(wrong)?;
        #[expect(clippy::zero_sized_map_values, reason = "a set is no table of TOML")]
        let sections: BTreeMap<String, BTreeMap<Spanned<String>, IgnoredAny>> =
            toml::from_str(source.text()).map_err(wrong)?;
        for (section, keys) in sections {
            let place = |key: Spanned<String>| {
                let at = source.locate(key.span().start);
                ((section.clone(), key.into_inner()), at)
            };
            config.places.extend(keys.into_keys().map(place));
        }
        Ok(config)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_refused_at_its_place() {
        let source = Source::new("typeferry.toml", "[left-out]\n[tennant]\ncolumn = \"x\"\n");
        let error = Config::read(&source).unwrap_err().remove(0);
        assert!(error.to_string().starts_with("typeferry.toml:2:2: unknown field `tennant`"), "{error}");
    }
}
