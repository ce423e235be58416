//! Readers of texts, over whatever a file may hold.

use proptest::prelude::*;
use typeferry_pgpm::{Control, Header, Plan, Reference, ScriptKind};

/// Pieces that mean something to one of the readers, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("%project=acme".to_owned()),
        Just("%syntax-version=1.0.0".to_owned()),
        Just("2017-08-11T08:11:51Z".to_owned()),
        Just("<ada@example.com>".to_owned()),
        Just("-- requires:".to_owned()),
        Just("-- Deploy".to_owned()),
        Just("requires = '".to_owned()),
        "[a-z@:/#%\\[\\]<>='\\\\ \n\r\té\u{feff}\u{85}-]{1,3}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Lines that a plan can have.
fn lines() -> impl Strategy<Value = String> {
    let name = "[a-z][a-z0-9_/]{0,6}[a-z]";
    let stamp = "( 2017-08-11T08:11:51Z( Ada L)?( <a@b>)?( # [a-z# ]{0,8}[a-z])?)?";
    let change = (name, "( +\\[ *[a-z]{1,3}( [a-z]{1,3}:@[a-z]{1,3})? *\\])?", stamp).prop_map(|(a, b, c)| a + &b + &c);
    let tag = (name, Just(" 2017-08-11T08:11:51Z Ada <a@b>")).prop_map(|(a, b)| format!("@{}{b}", a.replace('/', "")));
    let line = prop_oneof![change, tag, Just("# a comment".to_owned()), Just("  ".to_owned())];
    prop::collection::vec(line, 0..8).prop_map(|lines| format!("%project=acme\n{}", lines.join("\n")))
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in prop_oneof![pieces(), any::<String>()]) {
        let _ = Plan::parse(&text);
        let _ = Control::parse(&text);
        let _ = Header::read(&text, ScriptKind::Deploy);
        let _ = Reference::parse(&text);
    }

    #[test]
    fn what_is_written_of_a_plan_is_read_as_the_same(text in prop_oneof![pieces(), lines()]) {
        if let Ok(plan) = Plan::parse(&text) {
            let written = plan.to_string();
            let again = Plan::parse(&written).unwrap();
            prop_assert_eq!(&again, &plan);
            prop_assert_eq!(again.to_string(), written);
        }
    }

    #[test]
    fn a_reference_is_written_as_it_was_read(text in "([a-z]{1,3}:)?([a-z]{1,3}/[a-z])?(@[a-z]{1,3})?") {
        if let Ok(reference) = Reference::parse(&text) {
            prop_assert_eq!(reference.to_string(), text);
        }
    }
}
