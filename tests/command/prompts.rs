//! What is missing is asked for where somebody sits at a terminal, and named where nobody does.

use typeferry_demo::ServerOptions;

use crate::support::{Sandbox, platform, serve, with_rows};

fn url() -> String {
    platform().url("")
}

#[test]
fn without_a_terminal_each_missing_flag_is_named() {
    let given = [("--database", "acme"), ("--extension-name", "acme")];
    for (missing, _) in given {
        let sandbox = Sandbox::with_an_export();
        let mut export = sandbox.export_something(&url());
        for (flag, value) in given.iter().filter(|(flag, _)| *flag != missing) {
            export.args([flag, value]);
        }
        let message = sandbox.fails(2, export);
        assert_eq!(
            message,
            format!(
                "{missing} is missing, and nobody can be asked: there is no terminal, or CI is set, or --no-input is given"
            )
        );
    }
}

#[test]
fn without_an_endpoint_the_flag_is_named() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(sandbox.typeferry(["export"]));
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    assert!(outcome.stderr.contains("--graphql-endpoint <URL>"), "{outcome:?}");
}

#[cfg(target_os = "linux")]
mod at_a_terminal {
    use super::*;
    use crate::support::terminal::{CTRL_C, DOWN, ENTER, Terminal};
    use crate::support::{Tree, tree};

    const HIDE_CURSOR: &str = "\x1b[?25l";
    const SHOW_CURSOR: &str = "\x1b[?25h";

    #[test]
    fn database_schemas_and_names_are_asked_for() {
        let sandbox = Sandbox::new();
        let mut terminal = Terminal::start(&sandbox.export_something(&url()));
        terminal.wait_for("Which database?").wait_for("globex").types(ENTER);
        terminal.wait_for("Schemas whose names are rewritten").wait_for("app_jobs").types(ENTER);
        terminal.wait_for("Name of the module with the migrations").types(ENTER);
        terminal.wait_for("Name of the module with the metadata").types(ENTER);
        let (code, shown, stdout) = terminal.end();
        assert_eq!(code, Some(0), "{shown}");
        assert!(stdout.contains("(124 rows of 31 tables)"), "{stdout}");
        let given = Sandbox::with_an_export();
        let (asked, given) = (tree(&sandbox.out().join("svc")), tree(&given.out().join("acme-services")));
        let scripts = |tree: &Tree| tree.iter().filter(|(path, _)| path.starts_with("deploy/")).count();
        assert!(
            scripts(&asked) > 0
                && asked.iter().all(|(path, script)| given.get(path) == Some(script) || !path.starts_with("deploy/"))
        );
    }

    #[test]
    fn what_is_chosen_and_typed_counts() {
        let sandbox = Sandbox::new();
        let mut terminal = Terminal::start(&sandbox.export_something(&url()));
        terminal.wait_for("Which database?").wait_for("globex").types(DOWN).types(ENTER);
        terminal.wait_for("Schemas whose names are rewritten").wait_for("app_public").types(" ").types(ENTER);
        terminal.wait_for("Name of the module with the migrations").types("springfield\r");
        terminal.wait_for("Name of the module with the metadata").wait_for("svc").types("plants\r");
        let (code, shown, _) = terminal.end();
        assert_eq!(code, Some(0), "{shown}");
        let script = sandbox.read("out/plants/deploy/migrate/schema.sql");
        assert!(script.contains("globex_19c4_app_public"), "no schema was chosen: {script}");
    }

    #[test]
    fn what_a_flag_says_is_not_asked_for() {
        let sandbox = Sandbox::new();
        let mut export = sandbox.export_something(&url());
        export.args(["--database", "acme", "--schema", "app_public", "--extension-name", "acme"]);
        let mut terminal = Terminal::start(&export);
        terminal.wait_for("Name of the module with the metadata").types(ENTER);
        let (code, shown, _) = terminal.end();
        assert_eq!(code, Some(0), "{shown}");
        assert!(!shown.contains("Which database?") && !shown.contains("with the migrations"), "{shown}");
    }

    #[test]
    fn ctrl_c_at_a_question_is_an_interrupt_and_gives_the_cursor_back() {
        for question in ["Which database?", "Schemas whose names are rewritten", "with the migrations"] {
            let sandbox = Sandbox::with_an_export();
            let before = tree(&sandbox.work());
            let mut terminal = Terminal::start(&sandbox.export_something(&url()));
            let earlier = [("Which database?", "globex"), ("Schemas whose names are rewritten", "app_public")];
            for (earlier, last_item) in earlier.iter().take_while(|(earlier, _)| *earlier != question) {
                terminal.wait_for(earlier).wait_for(last_item).types(ENTER);
            }
            terminal.wait_for(question).types(CTRL_C);
            let (code, shown, _) = terminal.end();
            assert_eq!(code, Some(130), "{shown:?}");
            assert!(shown.rfind(SHOW_CURSOR) >= shown.rfind(HIDE_CURSOR), "{shown:?}");
            assert!(tree(&sandbox.work()) == before);
        }
    }

    #[test]
    fn a_token_that_can_see_no_database_is_no_question() {
        let empty = serve(ServerOptions::default(), with_rows("Database", |_| false));
        let sandbox = Sandbox::new();
        let terminal = Terminal::start(&sandbox.export_something(&empty.url("")));
        let (code, shown, _) = terminal.end();
        assert_eq!(code, Some(2), "{shown}");
        assert!(shown.contains("no database is to be seen there"), "{shown}");
    }

    /// An export that has all its answers but the schemas', and gets these.
    fn all_schemas(sandbox: &Sandbox) -> Terminal {
        let mut terminal = Terminal::start(&sandbox.export(&url()));
        terminal.wait_for("Schemas whose names are rewritten").wait_for("app_private").types(ENTER);
        terminal
    }

    /// A sandbox with an export of which one script was edited.
    fn edited() -> (Sandbox, String) {
        let sandbox = Sandbox::with_an_export();
        let fresh = sandbox.read("out/acme/deploy/extensions/citext.sql");
        sandbox.write("out/acme/deploy/extensions/citext.sql", "-- by hand\n");
        (sandbox, fresh)
    }

    #[test]
    fn edited_scripts_are_asked_about() {
        for (answer, replaced) in [("y", true), ("n", false), (ENTER, false)] {
            let (sandbox, fresh) = edited();
            let before = tree(&sandbox.work());
            let mut terminal = all_schemas(&sandbox);
            terminal.wait_for("out/acme/deploy/extensions/citext.sql: edited").wait_for("Replace them?").types(answer);
            let (code, shown, _) = terminal.end();
            assert_eq!(code, Some(if replaced { 0 } else { 3 }), "{shown}");
            if replaced {
                assert_eq!(sandbox.read("out/acme/deploy/extensions/citext.sql"), fresh);
            } else {
                assert!(tree(&sandbox.work()) == before && shown.contains("--overwrite-edited"), "{shown}");
            }
        }
    }

    #[test]
    fn ctrl_c_where_edited_scripts_are_asked_about_changes_nothing() {
        let (sandbox, _) = edited();
        let before = tree(&sandbox.work());
        let mut terminal = all_schemas(&sandbox);
        terminal.wait_for("Replace them?").types(CTRL_C);
        let (code, shown, _) = terminal.end();
        assert_eq!(code, Some(130), "{shown}");
        assert!(tree(&sandbox.work()) == before);
    }

    #[test]
    fn a_module_of_another_tool_is_asked_about_before_anything_is_read() {
        for (answer, taken) in [("y", true), ("n", false)] {
            let sandbox = crate::adopted::foreign();
            let before = tree(&sandbox.work());
            let mut terminal = all_schemas(&sandbox);
            terminal.wait_for("Take over what another tool wrote (out/acme-services, out/acme)?").types(answer);
            let (code, shown, stdout) = terminal.end();
            assert_eq!(code, Some(i32::from(!taken)), "{shown}");
            if taken {
                assert!(stdout.contains("taken over: out/acme\n"), "{stdout}");
            } else {
                assert!(tree(&sandbox.work()) == before && shown.contains("--adopt"), "{shown}");
            }
        }
    }
}
