//! What a server, a file or an argument says cannot command a terminal. That no run prints a control character is
//! checked of each (`support::Sandbox`); here, every field that is shown has some.

use serde_json::{Value, json};
use typeferry_demo::{Server, ServerOptions, sample};

use crate::support::{Ask, Faulty, Outcome, Reply, Sandbox, platform, serve, with_rows, with_rows_of};

/// Sets a terminal's title, in both ways; clears it; writes backwards.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}";

/// The same as it is shown.
const SHOWN: &str = "\\u001b]0;owned\\u0007\\u009b2J\\u202e";

/// The sample, whose names of databases are hostile, and those of schemas where it is said.
fn hostile(schemas: bool) -> Server {
    let named = |row: &mut serde_json::Map<String, Value>| {
        row["name"] = json!(format!("{}{HOSTILE}", row["name"].as_str().unwrap()));
        true
    };
    let databases = with_rows("Database", named);
    serve(ServerOptions::default(), if schemas { with_rows_of(databases, "Schema", named) } else { databases })
}

fn shows(outcome: &Outcome) {
    let Outcome { stdout, stderr, .. } = outcome;
    assert!(stdout.contains(SHOWN) || stderr.contains(SHOWN), "{outcome:?}");
    assert!(!stdout.contains('\u{202e}') && !stderr.contains('\u{202e}'), "{outcome:?}");
}

#[test]
fn n18_a_name_of_a_database_in_a_message_and_in_a_report() {
    let (sandbox, server) = (Sandbox::new(), hostile(false));
    let mut unknown = sandbox.export_something(&server.url(""));
    unknown.args(["--database", "acm", "--extension-name", "acme", "--meta-extension-name", "acme-services"]);
    shows(&sandbox.run(unknown));
    for format in ["text", "json"] {
        let mut export = sandbox.export_something(&server.url(""));
        export.args(["--database", &sample::database_id("acme"), "--format", format]);
        export.args(["--extension-name", "acme", "--meta-extension-name", "acme-services"]);
        let outcome = sandbox.run(export).done();
        shows(&outcome);
        if format == "json" {
            assert_eq!(outcome.json()["result"]["database"], format!("acme{HOSTILE}"));
        }
    }
    let mut verify = sandbox.typeferry(["verify", "out/acme-services"]);
    verify.args(["--graphql-endpoint", &platform().url("/graphql")]).env("TYPEFERRY_TOKEN", crate::support::TOKEN);
    let outcome = sandbox.run(verify);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    shows(&outcome);
}

#[test]
fn n18_what_a_server_says() {
    let message = json!({ "errors": [{ "message": format!("no{HOSTILE}") }] }).to_string();
    for reply in [
        |message: &str| Reply::json(message),
        |message: &str| Reply::new("400 Bad Request", "application/json", message),
        |_: &str| Reply::new("400 Bad Request", "text/plain", format!("no{HOSTILE}")),
        |_: &str| Reply::json(format!("no{HOSTILE}")),
        |_: &str| Reply::json(format!("{{\"data\": {{\"{HOSTILE}\": 1}}}}")),
        |_: &str| Reply::new("302 Found", "text/plain", "").header("location", "http://a/\u{202e}b"),
    ] {
        let message = message.clone();
        let server = Faulty::always(move || reply(&message));
        let sandbox = Sandbox::with_an_export();
        let outcomes = [
            sandbox.run(sandbox.export(&server.url())),
            sandbox.run(sandbox.typeferry(["drift", "--graphql-endpoint", &server.url()])),
            sandbox.run(sandbox.typeferry(["schema", "pull", "--graphql-endpoint", &server.url()])),
        ];
        for outcome in outcomes {
            assert_ne!(outcome.code, Some(0), "{outcome:?}");
            assert!(!outcome.stderr.contains('\u{202e}'), "{outcome:?}");
        }
    }
    let row = Faulty::before(platform().address(), move |ask: &Ask| {
        if ask.is("Rows") {
            Reply::json(format!("{{\"errors\": [{{\"message\": {:?}}}]}}", "\\u001b[2J"))
        } else {
            ask.pass()
        }
    });
    let sandbox = Sandbox::with_an_export();
    assert_eq!(sandbox.run(sandbox.export(&row.url())).code, Some(4));
}

#[test]
fn n18_what_a_file_and_an_argument_say() {
    let sandbox = Sandbox::new();
    sandbox.write("m/m.control", format!("requires = 'a{HOSTILE}'\n"));
    sandbox.write("m/pgpm.plan", format!("%project=m\nchange{HOSTILE} [other{HOSTILE}]\n@t{HOSTILE}\n"));
    sandbox.write("w/pgpm.json", format!("{{\"packages\": [\"{HOSTILE}\"]}}"));
    sandbox.write("s.graphql", format!("type T{HOSTILE} {{ a: Int }}"));
    for args in [
        &["status", "m"][..],
        &["deploy", "m", "--plan"],
        &["deploy", "w"],
        &["drift", "--against", "s.graphql"],
        &["explain", HOSTILE],
        &["status", HOSTILE],
        &["deploy", HOSTILE],
        &["export", "--compat", HOSTILE],
        &[HOSTILE],
    ] {
        let outcome = sandbox.run(sandbox.typeferry(args.iter().copied()));
        assert_ne!(outcome.code, Some(0), "{outcome:?}");
        assert!(!outcome.stderr.contains('\u{202e}'), "{outcome:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn n18_a_name_of_a_database_in_a_question() {
    use crate::support::terminal::{ENTER, Terminal};
    let (sandbox, server) = (Sandbox::new(), hostile(true));
    let mut terminal = Terminal::start(&sandbox.export_something(&server.url("")));
    terminal.wait_for("Which database?").wait_for(SHOWN).wait_for("globex").types(ENTER);
    terminal.wait_for("Schemas whose names are rewritten").wait_for(SHOWN).wait_for("app_jobs").types(ENTER);
    terminal.wait_for("Name of the module with the migrations").wait_for(SHOWN).types("\u{15}acme\r");
    terminal.wait_for("Name of the module with the metadata").types(ENTER);
    let (_, shown, _) = terminal.end();
    for command in ["\u{1b}]0;", "\u{7}", "\u{9b}", "\u{202e}"] {
        assert!(!shown.contains(command), "{shown:?}");
    }
}
