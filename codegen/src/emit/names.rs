//! Rust's names for the database's: any name is taken, keywords included.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

use crate::diagnostic::visible;

/// The name of a type.
pub(super) fn type_name(graphql: &str) -> Ident {
    keyword(&plain(&graphql.to_upper_camel_case(), "N"))
}

/// The name of a module.
pub(super) fn module_name(graphql: &str) -> Ident {
    keyword(&plain(&graphql.to_snake_case(), "n_"))
}

/// The names of types that are taken, so that none is taken twice.
pub(super) struct TypeNames(BTreeSet<String>);

impl TypeNames {
    /// With the names of tables and enums taken.
    pub(super) fn new(graphql: impl Iterator<Item = impl AsRef<str>>) -> Self {
        Self(graphql.map(|name| type_name(name.as_ref()).to_string()).collect())
    }

    /// The name of a type that belongs to another.
    pub(super) fn derived(&mut self, of: &Ident, suffix: &str) -> Ident {
        let mut name = format!("{of}{suffix}");
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        keyword(&name)
    }
}

/// The names of an enum's variants, all different.
pub(super) fn variant_names<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Ident> {
    distinct(values.map(|value| plain(&value.to_upper_camel_case(), "N")))
}

/// The names of a struct's fields, one for each column, all different.
pub(super) fn field_names<'a>(columns: impl Iterator<Item = &'a str>) -> Vec<Ident> {
    let snake = |column: &str| if is_snake(column) { column.to_owned() } else { column.to_snake_case() };
    distinct(columns.map(|column| plain(&snake(column), "n_")))
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<Ident> {
    let mut seen = BTreeSet::new();
    let unique = |mut name: String| {
        while !seen.insert(name.clone()) {
            name.push('_');
        }
        keyword(&name)
    };
    names.map(unique).collect()
}

/// A name of PostgreSQL in a doc comment.
pub(super) fn code(name: &str) -> String {
    if name.is_empty() { "an empty name".to_owned() } else { format!("`{}`", visible(name).replace('`', "\\u{60}")) }
}

fn is_snake(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Any text with an underscore for each character that Rust does not allow, and with the prefix where Rust wants a letter;
/// never a word that cannot be raw.
fn plain(text: &str, prefix: &str) -> String {
    let mut name: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) || name == "_" {
        name.insert_str(0, prefix);
    }
    if matches!(name.as_str(), "self" | "Self" | "super" | "crate") {
        name.push('_');
    }
    name
}

/// The identifier of a plain name: raw if it is a keyword in any edition. `syn` does not know `gen` (edition 2024).
fn keyword(name: &str) -> Ident {
    match syn::parse_str::<Ident>(name) {
        Ok(plain) if name != "gen" => plain,
        _ => Ident::new_raw(name, Span::call_site()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_digits_and_collisions() {
        let names = field_names(["type", "enable_i18n", "self", "Type", "2fa", "a b", "ü"].into_iter());
        let texts: Vec<_> = names.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["r#type", "enable_i18n", "self_", "type_", "n_2fa", "a_b", "n__"]);
        assert_eq!(type_name("enableI18N").to_string(), "EnableI18n");
        assert_eq!(type_name("Self").to_string(), "Self_");
    }

    #[test]
    fn what_becomes_a_name_does_not_take_anothers() {
        let names = field_names(["self", "self_", "2fa", "n_2fa", "a b", "a_b", "gen"].into_iter());
        let texts: Vec<_> = names.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["self_", "self__", "n_2fa", "n_2fa_", "a_b", "a_b_", "r#gen"]);
    }
}
