//! Messages that a customer can act on: what, why, and what to do, a line each.

use std::net::TcpListener;

use typeferry_demo::sample;

use crate::support::{Faulty, MIGRATE_SCHEMA, Reply, SCHEMA, Sandbox, TOKEN, platform, serve, with_rows};

/// An export that must fail with three lines.
fn lines(sandbox: &Sandbox, code: i32, export: std::process::Command) -> [String; 3] {
    let message = sandbox.fails(code, export);
    let lines: Vec<_> = message.lines().map(str::to_owned).collect();
    lines.try_into().unwrap_or_else(|lines| panic!("{lines:?}"))
}

#[test]
fn n20_a_server_that_wants_a_token_does_not_refuse_one_that_was_not_sent() {
    let sandbox = Sandbox::new();
    let url = platform().url("");
    let mut export = sandbox.export(&url);
    export.env_remove("TYPEFERRY_TOKEN");
    let [what, why, next] = lines(&sandbox, 4, export);
    assert_eq!(what, format!("{url}/graphql wants a token (HTTP 401)"));
    assert!(
        why.starts_with("none was sent") && next.starts_with("set TYPEFERRY_TOKEN or --token-file"),
        "{why} {next}"
    );
    // What is sent by a header was sent.
    let mut export = sandbox.export(&url);
    export.env_remove("TYPEFERRY_TOKEN").args(["--header", "Authorization: Bearer another"]);
    let [what, _, _] = lines(&sandbox, 4, export);
    assert_eq!(what, format!("{url}/graphql refused the token (HTTP 401)"));
}

#[test]
fn n20_a_proxy_that_is_gone_is_named() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (variable, url) in [("HTTP_PROXY", "http://example.com"), ("https_proxy", "https://example.com")] {
        let sandbox = Sandbox::new();
        let mut export = sandbox.export(url);
        export.env(variable, format!("http://ada:{TOKEN}@{free}"));
        let [what, why, next] = lines(&sandbox, 1, export);
        assert_eq!(what, format!("{url}/graphql cannot be reached"));
        assert!(why.contains(&format!("the proxy {free} ({variable}): ")) && why.contains("refused"), "{why}");
        assert!(next.contains(&format!("correct {variable}")) && next.contains("NO_PROXY"), "{next}");
        let mut without = sandbox.export(&format!("http://{free}"));
        without.env(variable, format!("http://{free}")).env("NO_PROXY", "127.0.0.1");
        let message = sandbox.fails(1, without);
        assert!(message.contains("cannot be reached") && !message.contains("proxy"), "{message}");
    }
}

#[test]
fn n20_the_wrong_protocol_is_told_with_the_right_one() {
    let sandbox = Sandbox::new();
    let url = platform().url("").replace("http:", "https:");
    let [what, why, next] = lines(&sandbox, 1, sandbox.export(&url));
    assert_eq!(what, format!("{url}/graphql cannot be reached"));
    assert_eq!(why, "what answers there does not speak https");
    assert!(next.starts_with("write http:// "), "{next}");
    // The alert of a server that hears no TLS.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        use std::io::{Read, Write};
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&[21, 3, 1, 0, 2, 2, 70]);
        }
    });
    let [_, why, next] = lines(&sandbox, 1, sandbox.export(&url));
    assert_eq!(why, "what answers there does not speak http");
    assert!(next.starts_with("write https:// "), "{next}");
}

/// A column of the contract under another name: nobody is told how a program is built.
#[test]
fn n20_a_renamed_column_is_a_few_lines_that_say_which() {
    let (old, new) = ("  label: String @column(name: \"label\"", "  labelText: String @column(name: \"label_text\"");
    let from = SCHEMA.find("type Field @table").unwrap();
    let schema = format!("{}{}", &SCHEMA[..from], SCHEMA[from..].replacen(old, new, 1));
    let mut endpoints = with_rows("Field", |row| {
        let label = row.remove("label");
        row.extend(label.map(|label| ("labelText".to_owned(), label)));
        true
    });
    endpoints[0].schema_text = schema;
    let server = serve(typeferry_demo::ServerOptions::default(), endpoints);
    let sandbox = Sandbox::new();
    let mut export = sandbox.export(&server.url(""));
    export.args(["--on-drift", "fail"]);
    let outcome = sandbox.run(export);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    let lines: Vec<_> = outcome.stderr.lines().collect();
    assert!(lines.len() <= 6, "{outcome:?}");
    assert!(lines[0].ends_with("/graphql is not what constructive-3 says, and nothing was read"), "{outcome:?}");
    assert!(
        outcome.stderr.contains("label (label)") && outcome.stderr.contains("label_text (labelText)"),
        "{outcome:?}"
    );
    assert!(lines[lines.len() - 1].starts_with("--on-drift auto exports everything"), "{outcome:?}");
    for word in ["build", "queries --accept", "schema pull"] {
        assert!(!outcome.stderr.contains(word), "{outcome:?}");
    }
}

#[test]
fn n20_a_column_of_the_migrations_that_is_gone_is_a_few_lines_too() {
    let gone = MIGRATE_SCHEMA.replace("  content: String @column(name: \"content\", type: \"text\")\n", "");
    assert_ne!(gone, MIGRATE_SCHEMA);
    let server = serve(typeferry_demo::ServerOptions::default(), sample::endpoints(SCHEMA, &gone).unwrap());
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(sandbox.export(&server.url("")));
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    assert!(outcome.stderr.contains("column gone content (content)"), "{outcome:?}");
    assert!(outcome.stderr.contains("--database-url") && outcome.stderr.lines().count() <= 6, "{outcome:?}");
    assert!(!outcome.stderr.contains("build"), "{outcome:?}");
}

#[test]
fn n20_a_folder_that_is_not_there_or_has_nothing() {
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.typeferry(["demo"])).done();
    std::fs::remove_file(sandbox.work().join("demo-out/pgpm.json")).unwrap();
    sandbox.write("empty/file", "");
    for (args, code, what, next) in [
        (&["deploy", "nosuch"][..], 14, "nosuch is not there", "give the folder of a project (with deploy.sql)"),
        (&["deploy", "nosuch", "--module", "x"], 14, "nosuch is not there", "give the folder of a project"),
        (
            &["deploy", "empty"],
            14,
            "empty has neither a deploy.sql nor a pgpm.plan nor a pgpm.json",
            "give the folder of a",
        ),
        (&["deploy", "empty/file"], 14, "empty/file is not a folder", "give the folder of a project"),
        (
            &["deploy", "demo-out"],
            14,
            "demo-out has neither a deploy.sql",
            "give one of them (demo-out/acme), or make it",
        ),
        (&["status", "nosuch"], 10, "nosuch is not there", "give the folder of a module (with pgpm.plan)"),
        (&["revert", "empty"], 10, "empty has neither a pgpm.plan nor a pgpm.json", "give the folder of a module"),
        (&["verify-deployed", "demo-out"], 10, "demo-out has neither a pgpm.plan", "give one of them (demo-out/acme)"),
    ] {
        let outcome = sandbox.run(sandbox.typeferry(args.iter().copied()));
        assert_eq!(outcome.code, Some(code), "{args:?}: {outcome:?}");
        let lines: Vec<_> = outcome.stderr.strip_prefix("error: ").unwrap().lines().collect();
        assert_eq!(lines.len(), 3, "{outcome:?}");
        assert!(lines[0].starts_with(what) && lines[2].starts_with(next), "{args:?}: {outcome:?}");
    }
    // What it says to do is done.
    sandbox.write("demo-out/pgpm.json", "{\"packages\": [\"*\"]}");
    let mut planned = sandbox.typeferry(["deploy", "demo-out", "--plan"]);
    planned.args(["-h", "127.0.0.1", "-p", "1", "-d", "x"]);
    assert_eq!(sandbox.run(planned).code, Some(11));
}

/// What a server answers that is behind nothing: one line each, whatever it is.
#[test]
fn n20_no_message_of_a_server_is_longer_than_three_lines() {
    let html = Faulty::always(|| Reply::html("502 Bad Gateway"));
    let sandbox = Sandbox::new();
    let message = sandbox.fails(1, sandbox.export(&html.url()));
    assert!(message.contains("try again later"), "{message}");
}

/// A host that is not this one, which only the proxy knows.
#[test]
fn who_sends_a_token_in_the_clear_is_told_so() {
    let (proxy, url) = (platform().url(""), "http://platform.example");
    let note = format!("{url}/graphql is not encrypted: who is on the way reads the token and the answers");
    let sandbox = Sandbox::new();
    let graphql = format!("{url}/graphql");
    let module = ["verify", "--graphql-endpoint", &graphql, "out/acme-services"];
    for mut command in [
        sandbox.export_metadata(url),
        sandbox.typeferry(module),
        sandbox.typeferry(["drift", "--graphql-endpoint", &graphql]),
        sandbox.typeferry(["schema", "pull", "--graphql-endpoint", &graphql]),
        sandbox.typeferry(["schema", "pull", "--graphql-endpoint", &graphql, "--out", "-"]),
    ] {
        command.env("HTTP_PROXY", &proxy).env("TYPEFERRY_TOKEN", TOKEN);
        let outcome = sandbox.run(command).done();
        let lines = outcome.stdout.lines().chain(outcome.stderr.lines());
        assert_eq!(lines.filter(|line| line.contains(&note)).count(), 1, "{} {}", outcome.stdout.len(), outcome.stderr);
    }
}
