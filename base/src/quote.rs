//! Names and strings in SQL
//! (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>).

use std::borrow::Cow;

/// The key words that cannot stand bare as the name of a column or table: those that the documentation of
/// PostgreSQL 15 to 18 (appendix C, "SQL Key Words") calls reserved, and reserved but for functions and types.
const RESERVED: &str = "\
    all analyse analyze and any array as asc asymmetric authorization binary both case cast check \
    collate collation column concurrently constraint create cross current_catalog current_date \
    current_role current_schema current_time current_timestamp current_user default deferrable desc \
    distinct do else end except false fetch for foreign freeze from full grant group having ilike in \
    initially inner intersect into is isnull join lateral leading left like limit localtime \
    localtimestamp natural not notnull null offset on only or order outer overlaps placing primary \
    references returning right select session_user similar some symmetric system_user table tablesample \
    then to trailing true union unique user using variadic verbose when where window with";

/// A name in double quotes: any server reads it back unchanged.
pub fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A name in a schema: both in double quotes.
pub fn qualified(schema: &str, name: &str) -> String {
    format!("{}.{}", identifier(schema), identifier(name))
}

/// A name as people write it: bare where PostgreSQL reads it back unchanged as the name of a column or table
/// (lower-case letters, digits and `_`, no reserved word), else in double quotes.
pub fn identifier_if_needed(name: &str) -> Cow<'_, str> {
    if is_bare(name) { Cow::Borrowed(name) } else { Cow::Owned(identifier(name)) }
}

/// A string constant that means the same under either setting of `standard_conforming_strings`.
pub fn literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if doubled.contains('\\') {
        return format!("E'{}'", doubled.replace('\\', "\\\\"));
    }
    format!("'{doubled}'")
}

fn is_bare(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    let simple = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    starts_well && simple && RESERVED.split(' ').all(|word| word != name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserved_words_are_sorted_and_each_once() {
        let words: Vec<_> = RESERVED.split(' ').collect();
        assert!(words.iter().is_sorted_by(|one, next| one < next) && words.len() == 101, "{words:?}");
    }

    #[test]
    fn only_what_needs_quotes_has_them() {
        for bare in ["users", "_x", "enable_i18n", "name", "position", "values", "type", "key"] {
            assert_eq!(identifier_if_needed(bare), bare);
            assert_eq!(identifier(bare), format!("\"{bare}\""));
        }
        let quoted = [
            ("user", "\"user\""),
            ("left", "\"left\""),
            ("system_user", "\"system_user\""),
            ("Users", "\"Users\""),
            ("7up", "\"7up\""),
            ("a-b", "\"a-b\""),
            ("a$b", "\"a$b\""),
            ("é", "\"é\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("", "\"\""),
        ];
        for (name, expected) in quoted {
            assert_eq!(identifier_if_needed(name), expected);
            assert_eq!(identifier(name), expected);
        }
    }

    #[test]
    fn a_name_in_a_schema_has_each_part_in_quotes() {
        assert_eq!(qualified("app", "a.\"b"), "\"app\".\"a.\"\"b\"");
    }

    #[test]
    fn a_string_keeps_quotes_and_backslashes() {
        assert_eq!(literal("a'b"), "'a''b'");
        assert_eq!(literal("a\\'b"), "E'a\\\\''b'");
    }
}
