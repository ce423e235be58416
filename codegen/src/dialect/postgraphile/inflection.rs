//! Names by rule, for servers that do not tell: PostGraphile's inflection is not invertible, so a rule either gives
//! the one name that there can be, or says that it does not know.

/// The column that PostGraphile's `camelCase` would have made `field` of, if there is only one such name.
///
/// A digit makes it ambiguous: `enable_i18n` and `enable_i_18_n` arrive as the same field. So does a capital letter
/// right behind another: the underscore between them may have been there or not.
pub(super) fn column_of(field: &str) -> Option<String> {
    let ambiguous = field.chars().any(|c| c.is_ascii_digit())
        || field.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    (!ambiguous).then(|| snake_case(field))
}

/// The type of PostgreSQL whose values usually arrive as a GraphQL type, where one is usual.
pub(super) fn usual_type(graphql: &str) -> Option<&'static str> {
    Some(match graphql {
        "BigFloat" => "numeric",
        "BigInt" => "int8",
        "Boolean" => "bool",
        "Date" => "date",
        "Datetime" => "timestamptz",
        "Float" => "float8",
        "InternetAddress" => "inet",
        "Int" => "int4",
        "Interval" => "interval",
        "JSON" => "jsonb",
        "String" => "text",
        "Time" => "time",
        "UUID" => "uuid",
        _ => return None,
    })
}

fn snake_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The GraphQL name of an enum label, as PostGraphile's constant case makes it; `None` where the rule is not sure.
pub(super) fn constant_case(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut previous_lower = false;
    for c in label.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && previous_lower {
                out.push('_');
            }
            out.push(c.to_ascii_uppercase());
        } else if !out.ends_with('_') {
            out.push('_');
        }
        previous_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_by_rule() {
        assert_eq!(column_of("databaseId").as_deref(), Some("database_id"));
        assert_eq!(column_of("hash").as_deref(), Some("hash"));
    }

    #[test]
    fn a_name_with_a_digit_or_two_capitals_is_not_guessed() {
        assert_eq!(column_of("enableI18N"), None);
        assert_eq!(column_of("sha256CertFingerprints"), None);
        assert_eq!(column_of("apiURL"), None);
    }

    #[test]
    fn labels_in_constant_case() {
        assert_eq!(constant_case("module"), "MODULE");
        assert_eq!(constant_case("not-null"), "NOT_NULL");
        assert_eq!(constant_case("camelCase"), "CAMEL_CASE");
    }
}
