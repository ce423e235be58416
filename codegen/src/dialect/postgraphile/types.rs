//! The server's names for PostgreSQL types.

/// The PostgreSQL type behind the server's name for it: its codecs call an array `citextArray` and a range of numbers
/// `int4Range`, everything else by PostgreSQL's name (`int4`, `bpchar`) or, for a database's own types, by an inflected
/// one.
pub(super) fn pg_type(codec: &str, is_array: bool) -> String {
    match codec.strip_suffix("Array") {
        Some(element) if is_array => format!("{}[]", element_type(element)),
        _ => element_type(codec).to_owned(),
    }
}

fn element_type(codec: &str) -> &str {
    match codec {
        "int4Range" => "int4range",
        "int8Range" => "int8range",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::pg_type;

    #[test]
    fn arrays_lose_the_suffix() {
        assert_eq!(pg_type("citextArray", true), "citext[]");
        assert_eq!(pg_type("ltree[]", true), "ltree[]");
        assert_eq!(pg_type("bpchar", false), "bpchar");
        assert_eq!(pg_type("someArray", false), "someArray");
    }

    #[test]
    fn ranges_of_integers_have_postgresqls_name() {
        assert_eq!(pg_type("int4Range", false), "int4range");
        assert_eq!(pg_type("int8RangeArray", true), "int8range[]");
    }
}
