use super::*;

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
    assert_eq!(loose.to_string(), format!("{HEADER}a [b c] 2017-08-11T08:11:51Z Ada <a@b> # note\n\n\n"));
    assert_eq!(Plan::parse(&loose.to_string()).unwrap(), loose);
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
