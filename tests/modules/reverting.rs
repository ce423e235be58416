//! A revert asks where somebody can answer, and takes back everything only if that was said.

use crate::support::Stage;

fn deployed() -> Option<Stage> {
    let stage = Stage::set()?;
    stage.run(&["deploy"]).with(0);
    Some(stage)
}

#[test]
fn n16_without_a_terminal_everything_goes_only_with_yes_or_by_name() {
    let Some(stage) = deployed() else { return };
    for command in [&["revert"][..], &["revert", "--no-input"], &["revert", "--drop-extensions"]] {
        let refused = stage.run(command).with(2);
        assert!(refused.stderr.contains("add --yes, or name the folder or the module"), "{refused:?}");
    }
    stage.run(&["revert", "--dry-run"]).with(0);
    assert_eq!(stage.tables(), ["notes", "users"]);
    stage.run(&["revert", "more"]).with(0);
    stage.run(&["revert", "--module", "app"]).with(0);
    stage.run(&["deploy"]).with(0);
    stage.run(&["revert", "."]).with(0);
    stage.run(&["deploy"]).with(0);
    stage.run(&["revert", "-y"]).with(0);
    assert_eq!(stage.tables(), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
mod at_a_terminal {
    use super::*;

    #[test]
    fn n16_it_says_what_goes_and_asks() {
        let Some(stage) = deployed() else { return };
        let mut terminal = stage.at_a_terminal(&["revert", "."], &[]);
        terminal.wait_for("more:notes").wait_for("app:users").wait_for("Take back 3 changes of postgres://").types("n");
        let (code, shown, _) = terminal.end();
        assert!(code == Some(12) && shown.contains("not approved: nothing was taken back"), "{shown}");
        assert_eq!(stage.tables(), ["notes", "users"]);
        let mut terminal = stage.at_a_terminal(&["revert"], &[]);
        terminal.wait_for("Take back 3 changes").types("y");
        let (code, shown, stdout) = terminal.end();
        assert!(code == Some(0) && stdout.contains("3 changes reverted"), "{shown}{stdout}");
        assert_eq!(stage.tables(), Vec::<String>::new());
        // Nothing goes: nothing is asked.
        assert_eq!(stage.at_a_terminal(&["revert"], &[]).end().0, Some(0));
    }

    #[test]
    fn n16_with_ci_or_no_input_nobody_is_waited_for() {
        let Some(stage) = deployed() else { return };
        assert_eq!(stage.at_a_terminal(&["revert"], &[("CI", "1")]).end().0, Some(2));
        assert_eq!(stage.at_a_terminal(&["revert"], &[("CI", "true")]).end().0, Some(2));
        assert_eq!(stage.at_a_terminal(&["--no-input", "revert"], &[]).end().0, Some(2));
        let overwrite = ["deploy", "--overwrite"];
        assert_eq!(stage.at_a_terminal(&overwrite, &[("CI", "1")]).end().0, Some(12));
        assert_eq!(stage.at_a_terminal(&["deploy", "--overwrite", "--no-input"], &[]).end().0, Some(12));
        let export = ["export", "--graphql-endpoint", "http://127.0.0.1:1/graphql"];
        assert_eq!(stage.at_a_terminal(&export, &[("CI", "1")]).end().0, Some(2));
        assert_eq!(stage.tables(), ["notes", "users"]);
        assert_eq!(stage.at_a_terminal(&["revert", "more"], &[("CI", "1")]).end().0, Some(0));
        assert_eq!(stage.tables(), ["users"]);
    }
}
