//! The server's names for PostgreSQL types.

/// The PostgreSQL type behind the server's name for it: its codecs call an array `citextArray`, everything else by
/// PostgreSQL's name (`int4`, `bpchar`) or, for a database's own types, by an inflected one.
pub(super) fn pg_type(codec: &str, is_array: bool) -> String {
    match codec.strip_suffix("Array") {
        Some(element) if is_array => format!("{element}[]"),
        _ => codec.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::pg_type;

    #[test]
    fn arrays_lose_the_suffix() {
        assert_eq!(pg_type("citextArray", true), "citext[]");
        assert_eq!(pg_type("bpchar", false), "bpchar");
        assert_eq!(pg_type("someArray", false), "someArray");
    }
}
