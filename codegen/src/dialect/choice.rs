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
        DIALECTS.into_iter().find(|dialect| dialect.name() == name).ok_or_else(|| {
            let known = DIALECTS.map(Dialect::name).join(", ");
            Error::custom(format_args!("there is no dialect `{name}`: it is one of {known}"))
        })
    }
}
