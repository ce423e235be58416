//! Constants as GraphQL text: written in one way, whichever server or file they came from.

use cynic_parser::ConstValue;
use cynic_parser::type_system::Definition;

use super::print::quote;
use crate::diagnostic::Source;
use crate::syntax;

/// A constant of `source` as introspection answers of the reference implementation have it: `[A, B]`, `{a: 1}`. Numbers
/// and strings stay as they are.
pub(super) fn text(value: ConstValue<'_>, source: &str) -> String {
    match value {
        ConstValue::List(list) => {
            let items: Vec<_> = list.items().map(|item| text(item, source)).collect();
            format!("[{}]", items.join(", "))
        }
        ConstValue::Object(object) => {
            let field = |name: &str, value| format!("{name}: {}", text(value, source));
            let fields: Vec<_> = object.fields().map(|member| field(member.name(), member.value())).collect();
            format!("{{{}}}", fields.join(", "))
        }
        // As they stand: a reader's number or escape may be another one's.
        ConstValue::String(string) => match source.get(string.span().start..string.span().end) {
            Some(text) if !text.starts_with("\"\"\"") || text.chars().any(|c| c > '\u{FFFF}') => text.to_owned(),
            _ => quote(string.as_str()),
        },
        ConstValue::Int(number) => number.as_i64().to_string(),
        ConstValue::Float(number) => match source.get(number.span().start..number.span().end) {
            Some(text) => text.to_owned(),
            None => number.as_f64().to_string(),
        },
        ConstValue::Boolean(flag) => flag.as_bool().to_string(),
        ConstValue::Null(_) => "null".into(),
        ConstValue::Enum(name) => name.as_str().into(),
    }
}

/// The text of a constant that came as JSON, where it could be any text: `None` if it is not one constant and nothing
/// else, so that it stands alone on its line, and so do its neighbours.
pub(super) fn read(constant: &str) -> Option<String> {
    if constant.contains(['\n', '\r', '#']) {
        return None;
    }
    let source = Source::new("", format!("input A {{ a: A = {constant} b: A }}"));
    let document = syntax::type_system(&source).ok()?;
    let mut definitions = document.definitions();
    let (Some(Definition::Type(ty)), None) = (definitions.next(), definitions.next()) else { return None };
    let fields: Vec<_> = ty.as_input_object()?.fields().collect();
    let names: Vec<_> = fields.iter().map(|field| (field.name(), field.directives().len())).collect();
    if names != [("a", 0), ("b", 0)] {
        return None;
    }
    Some(text(fields.first()?.default_value()?, source.text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_is_one_value_alone() {
        for text in ["1", "[PRIMARY_KEY_ASC]", "{a: \"}\"}", "null", "\"x\""] {
            assert_eq!(read(text).as_deref(), Some(text));
        }
        for text in ["", "1 c: A", "1 @x", "1 } input B { b: A }", "$x", "1 # ", "1\n"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_constant_is_written_in_one_way() {
        for (text, wanted) in [
            ("[A,B,]", "[A, B]"),
            ("{a:1,b:{c:[]}}", "{a: 1, b: {c: []}}"),
            ("1.50", "1.50"),
            ("-1e400", "-1e400"),
            (r#""\u0041\/\b""#, r#""\u0041\/\b""#),
            (r#""""a "b" c""""#, r#""a \"b\" c""#),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
    }
}
