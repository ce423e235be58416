//! Rust's names for the database's: any name is taken, keywords included.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// The name of a type.
pub(super) fn type_name(graphql: &str) -> Ident {
    ident(&graphql.to_upper_camel_case())
}

/// The name of an enum's variant.
pub(super) fn variant_name(graphql: &str) -> Ident {
    ident(&graphql.to_upper_camel_case())
}

/// The names of a struct's fields, one for each column, all different.
pub(super) fn field_names<'a>(columns: impl Iterator<Item = &'a str>) -> Vec<Ident> {
    let mut seen = BTreeSet::new();
    let unique = |column: &str| {
        let stem = if is_snake(column) { column.to_owned() } else { column.to_snake_case() };
        let mut name = stem.clone();
        while !seen.insert(name.clone()) {
            name.push('_');
        }
        ident(&name)
    };
    columns.map(unique).collect()
}

fn is_snake(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// An identifier of any text: what Rust does not allow becomes an underscore, keywords become raw.
fn ident(text: &str) -> Ident {
    let mut name: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) || name == "_" {
        name.insert_str(0, "n_");
    }
    if matches!(name.as_str(), "self" | "Self" | "super" | "crate") {
        name.push('_');
    }
    match syn::parse_str::<Ident>(&name) {
        Ok(plain) => plain,
        Err(_) => Ident::new_raw(&name, Span::call_site()),
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
        assert_eq!(type_name("enableI18N").to_string(), "EnableI18N");
        assert_eq!(type_name("Self").to_string(), "Self_");
    }
}
