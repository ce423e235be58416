//! Which dialect a configuration names.

use serde::de::{Deserialize, Deserializer, Error};

use super::{DIALECTS, Dialect};

impl Default for &'static dyn Dialect {
    /// That of a contract which names none.
    fn default() -> Self {
        DIALECTS[0]
    }
}

impl<'de> Deserialize<'de> for &'static dyn Dialect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let names = || DIALECTS.map(Dialect::name).join(", ");
        let named = DIALECTS.into_iter().find(|dialect| dialect.name() == name);
        named.ok_or_else(|| Error::custom(format_args!("there is no dialect `{name}`: it is one of {}", names())))
    }
}
