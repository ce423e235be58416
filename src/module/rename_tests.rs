use proptest::prelude::*;

use super::*;

fn renames(pairs: &[(&str, &str)]) -> Renames {
    Renames::new(pairs.iter().copied()).unwrap()
}

/// The rule, place by place: no automaton, no offsets.
fn reference(pairs: &[(String, String)], text: &str) -> String {
    let text: Vec<char> = text.chars().collect();
    let is_part = |at: Option<&char>| {
        at.is_some_and(|&c| c == '_' || c == '$' || c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric()))
    };
    let whole = |at: usize, old: &[char]| {
        text[at..].starts_with(old) && !(at > 0 && is_part(text.get(at - 1))) && !is_part(text.get(at + old.len()))
    };
    let mut renamed = String::new();
    let mut at = 0;
    while at < text.len() {
        let fitting = pairs.iter().map(|(old, new)| (old.chars().collect::<Vec<_>>(), new));
        if let Some((old, new)) = fitting.filter(|(old, _)| whole(at, old)).max_by_key(|(old, _)| old.len()) {
            renamed.push_str(new);
            at += old.len();
        } else {
            renamed.push(text[at]);
            at += 1;
        }
    }
    renamed
}

/// Pairs whose old names begin with, end with and hold one another, and hold characters that end a name.
fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let old = proptest::collection::hash_set("[ab_é-]{1,4}", 1..6);
    old.prop_map(|old| old.into_iter().enumerate().map(|(n, old)| (old, format!("x{n}"))).collect())
}

proptest! {
    #[test]
    fn text_is_renamed_by_the_rule(pairs in pairs(), text in "[ab_é$ .\"-]{0,24}") {
        let renames = Renames::new(pairs.clone()).unwrap();
        prop_assert_eq!(renames.text(&text), reference(&pairs, &text));
    }

    #[test]
    fn json_is_renamed_string_by_string(pairs in pairs(), texts in proptest::collection::vec("[ab_é$ .\"\n-]{0,9}", 0..5)) {
        let renames = Renames::new(pairs.clone()).unwrap();
        let json = serde_json::to_string(&texts).unwrap();
        let expected: Vec<String> = texts.iter().map(|text| reference(&pairs, text)).collect();
        let renamed: Vec<String> = serde_json::from_str(&renames.json(&json)).unwrap();
        prop_assert_eq!(renamed, expected);
    }
}

#[test]
fn only_whole_names_change() {
    let renames = renames(&[("app", "acme_app"), ("app_public", "acme_public")]);
    let text = "app.app app_public.x \"app_public\" my_app app2 app$ éapp appé 'app' -app- app_public_x";
    let expected =
        "acme_app.acme_app acme_public.x \"acme_public\" my_app app2 app$ éapp appé 'acme_app' -acme_app- app_public_x";
    assert_eq!(renames.text(text), expected);
}

#[test]
fn the_shorter_name_counts_where_the_longer_is_part_of_another() {
    let renames = renames(&[("a-b", "x"), ("a", "y")]);
    assert_eq!(renames.text("a-b a-bc"), "x y-bc");
}

#[test]
fn names_may_be_exchanged() {
    assert_eq!(renames(&[("a", "b"), ("b", "a")]).text("a.b"), "b.a");
}

#[test]
fn what_does_not_change_is_borrowed() {
    let renames = renames(&[("app", "acme")]);
    assert!(matches!(renames.text("my_app"), Cow::Borrowed(_)));
    assert!(matches!(renames.json("{\"x\\n\": \"my_app\", \"y\": 1.50}"), Cow::Borrowed(_)));
}

#[test]
fn json_keeps_every_byte_that_is_no_name() {
    let renames = renames(&[("app", "acme"), ("true", "yes"), ("1", "one")]);
    let json =
        "{ \"app\" : [1, true,1e400 , \"\\u0061pp.t\\u00e9\"],\"n\\napp\":\"\\/\\ud800 app\", \"k\":\"\\u00e9\"}";
    let expected = "{ \"acme\" : [1, true,1e400 , \"acme.té\"],\"n\\nacme\":\"\\/\\ud800 app\", \"k\":\"\\u00e9\"}";
    assert_eq!(renames.json(json), expected);
    assert_eq!(renames.json("\"app"), "\"app");
    assert_eq!(Renames::new([("app", "app")]).unwrap().json("\"\\u0061pp\""), "\"\\u0061pp\"");
}

#[test]
fn names_that_would_be_lost_are_refused() {
    let error = |pairs: &[(&str, &str)]| Renames::new(pairs.iter().copied()).unwrap_err();
    assert!(matches!(error(&[("a", "x"), ("a", "y")]), RenameError::TwiceRenamed { .. }));
    assert!(matches!(error(&[("a", "x"), ("b", "x")]), RenameError::Merged { .. }));
    assert!(matches!(error(&[("", "x")]), RenameError::Empty { .. }));
    assert!(matches!(error(&[("a", "")]), RenameError::Empty { .. }));
    assert!(matches!(error(&[("a", "A")]), RenameError::NeedsQuotes { .. }));
    assert!(matches!(error(&[("a", &"é".repeat(32))]), RenameError::TooLong { bytes: 64, .. }));
    assert!(Renames::new([("a", "x".repeat(63))]).is_ok());
}

#[test]
fn schemas_take_the_extensions_name() {
    let schemas = [("acme_7f3a_app_public", "app_public"), ("acme-7f3a-app-private", "app_private")];
    let renames = Renames::new(schemas.map(|(old, name)| (old, new_schema_name("my-acme", name)))).unwrap();
    let text = "acme_7f3a_app_public.t, \"acme-7f3a-app-private\".t, acme_7f3a_app_public_2";
    assert_eq!(renames.text(text), "my_acme_app_public.t, \"my_acme_app_private\".t, acme_7f3a_app_public_2");
    assert_eq!((new_schema_name("", "app"), new_schema_name("acme", "")), (String::new(), String::new()));
}
