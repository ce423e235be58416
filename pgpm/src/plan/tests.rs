use proptest::prelude::*;

use super::*;
use crate::{Planner, Reference};

const HEADER: &str = "%syntax-version=1.0.0\n%project=acme\n%uri=acme\n\n";

fn plan(body: &str) -> Plan {
    Plan::parse(&format!("{HEADER}{body}")).unwrap()
}

/// The faults, with lines counted from the first line of the body.
fn faults(body: &str) -> Vec<(usize, String)> {
    let errors = Plan::parse(&format!("{HEADER}{body}")).unwrap_err();
    errors.into_iter().map(|error| (error.line - 4, error.fault.to_string())).collect()
}

#[test]
fn a_plan_is_written_as_it_was_read() {
    let text = format!(
        "{HEADER}# the beginning\n\
         schemas/app/schema 2017-08-11T08:11:51Z Ada Lovelace <ada@example.com> # the schema # of the app\n\
         users [schemas/app/schema pgpm-types:x/email other:@v1 @v0 a@v0]\n\
         @v1 2020-01-02T03:04:05Z Ada <ada@example.com> # first\n\n\
         bare\n\
         timed 2017-08-11T08:11:51Z\n\
         named 2017-08-11T08:11:51Z C# programmer\n\
         @v2 users 2020-01-02T03:04:05Z Ada <ada@example.com>\n"
    );
    assert_eq!(Plan::parse(&text).unwrap().to_string(), text);
}

#[test]
fn what_pgpm_allows_between_the_parts_is_read_too() {
    let loose = plan("  a   [ b\tc ]  2017-08-11T08:11:51Z   Ada   <a@b>   #   note  \r\n\n   \n");
    let (_, change) = loose.changes().next().unwrap();
    assert_eq!(PlanLine::Change(change.clone()).to_string(), "a [b c] 2017-08-11T08:11:51Z Ada <a@b> # note");
    assert_eq!(Plan::parse("\u{feff}  %project=acme\n  \n").unwrap().project().as_str(), "acme");
}

#[test]
fn a_tag_is_on_the_last_change_before_it_or_on_the_one_it_names() {
    let plan = plan(
        "a\n@v1 2020-01-02T03:04:05Z A <a@b>\nb\n@v2 2020-01-02T03:04:05Z A <a@b>\n@v3 a 2020-01-02T03:04:05Z A <a@b>\n",
    );
    let on = |tag: &str| plan.tagged(&TagName::new(tag).unwrap()).map(|(line, change)| (line, change.as_str()));
    assert_eq!([on("v1"), on("v2"), on("v3"), on("v4")], [Some((5, "a")), Some((7, "b")), Some((5, "a")), None]);
}

#[test]
fn the_changes_come_in_order_with_their_lines() {
    let plan = plan("a\n\nb [a]\n");
    let found: Vec<_> = plan.changes().map(|(line, change)| (line, change.name.as_str())).collect();
    assert_eq!(found, [(5, "a"), (7, "b")]);
    assert_eq!(plan.line_of(&ChangeName::new("b").unwrap()), Some(7));
}

#[test]
fn every_fault_is_said_with_its_line() {
    let found = faults("a\na\nb [c\n../x\nc 2017\nd 2017-08-11T08:11:51Z Ada <a@b\n@v1\ne [HEAD]\nf # note\n");
    let lines: Vec<_> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 9]);
    let parts = ["in line 5 already", "no `]`", "`..`", "\"2017\"", "\"Ada <a@b\"", "all of it", "position", "\"#\""];
    for ((_, message), part) in found.iter().zip(parts) {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_tag_must_be_on_a_change() {
    let stamp = "2020-01-02T03:04:05Z A <a@b>";
    assert!(faults(&format!("@v1 {stamp}\n"))[0].1.contains("before every change"));
    assert!(faults(&format!("a\n@v1 b {stamp}\n"))[0].1.contains("@v1 is on b"));
    assert!(faults(&format!("a\n@v1 {stamp}\nb\n@v1 {stamp}\n"))[0].1.contains("in line 6 already"));
}

#[test]
fn a_plan_says_whose_it_is_once_and_in_a_known_syntax() {
    let fault = |text: &str| Plan::parse(text).unwrap_err()[0].fault.clone();
    assert_eq!(fault("a\n"), PlanFault::NoProject);
    assert_eq!(fault("%project=a\n%project=b\n"), PlanFault::SecondProject);
    assert_eq!(fault("%syntax-version=2.0.0\n%project=a\n"), PlanFault::Syntax { version: "2.0.0".into() });
    assert!(matches!(fault("%project=\n"), PlanFault::Name(_)));
}

/// Lines, most of which a plan may have, with anything between their parts and behind them.
fn any_line() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[a-c]",
        "[a-e]( \\[[a-c]\\])?( 2020-01-02T03:04:05Z( A[#b ]{0,3})?( <a@b>)?( # \\PC{0,5})?)?",
        "@[a-c]( [a-c])? 2020-01-02T03:04:05Z A <a@b>( #\\PC{0,5})?",
        "[#%]\\PC{0,8}",
        "\\PC{0,8}",
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just(" \n\n"), Just("\t\n")];
    (line, end).prop_map(|(line, end)| line.replace(' ', "  ") + end)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_that_is_read_is_written_byte_for_byte(
        mark in prop_oneof![Just(""), Just("\u{feff}")],
        lines in prop::collection::vec(any_line(), 0..6),
        last in "[d-f]?",
    ) {
        let text = format!("{mark}%project=acme\n{}{last}", lines.concat());
        if let Ok(plan) = Plan::parse(&text) {
            prop_assert_eq!(plan.to_string(), text);
        }
    }

    #[test]
    fn a_plan_that_is_made_reads_as_it_was_made(
        changes in prop::collection::vec(("[a-z]{1,3}(/[a-zé_]{1,3})?", "[a-z]{1,2}|p:[a-z]|@v|a@v", "\\PC{0,9}", any::<String>()), 0..6)
    ) {
        let mut plan = Plan::new(ModuleName::new("acme").unwrap());
        for (name, required, planner, note) in changes {
            let Ok(planner) = Planner::new(&planner, "a@b") else { continue };
            let stamp = Some(Stamp::new("2020-01-02T03:04:05Z", &planner, &note));
            let (name, requires) = (ChangeName::new(name).unwrap(), vec![Reference::parse(&required).unwrap()]);
            // A name that is taken stays as it was.
            let _ = plan.add(PlannedChange { name, requires, stamp });
        }
        prop_assert_eq!(Plan::parse(&plan.to_string()), Ok(plan));
    }
}
