//! The token and what is as good as one: wherever it comes from, it is sent and told to nobody. Each run of the
//! command is searched for it besides (`support::Sandbox`).

use std::process::Command;

use crate::support::{AUTHOR, Ask, Faulty, Reply, Sandbox, TOKEN, platform};

const NAMES: [&str; 8] =
    ["--database", "acme", "--extension-name", "acme", "--meta-extension-name", "acme-services", "--out", "out"];

/// An export of the metadata, without a token.
fn export(sandbox: &Sandbox, url: &str) -> Command {
    let mut command = sandbox.typeferry(["export", "--graphql-endpoint", url, "--author", AUTHOR]);
    command.args(NAMES);
    command
}

#[test]
fn a_token_comes_from_a_flag_the_environment_a_file_or_standard_input() {
    let url = platform().url("/graphql");
    let sandbox = Sandbox::new();
    let file = sandbox.write("token", format!("{TOKEN}\n"));
    let mut by_flag = export(&sandbox, &url);
    by_flag.args(["--token", TOKEN]);
    let mut by_environment = export(&sandbox, &url);
    by_environment.env("TYPEFERRY_TOKEN", TOKEN);
    let mut by_file = export(&sandbox, &url);
    by_file.arg("--token-file").arg(file);
    for command in [by_flag, by_environment, by_file] {
        sandbox.run(command).done();
    }
    let mut by_input = export(&sandbox, &url);
    by_input.args(["--token-file", "-"]);
    sandbox.run_with_input(by_input, &format!("{TOKEN}\n")).done();
}

#[test]
fn the_flag_for_a_file_counts_where_the_environment_has_a_token_too() {
    let sandbox = Sandbox::new();
    sandbox.write("token", TOKEN);
    let mut command = export(&sandbox, &platform().url("/graphql"));
    command.args(["--token-file", "token"]).env("TYPEFERRY_TOKEN", "of-another-platform");
    sandbox.run(command).done();
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let sandbox = Sandbox::with_an_export();
    let mut command = export(&sandbox, &platform().url("/graphql"));
    command.args(["--token-file", "no-such-token"]);
    let message = sandbox.fails(1, command);
    assert_eq!(message, "no-such-token: No such file or directory (os error 2)");
}

#[test]
fn a_token_that_no_header_can_have_is_refused_and_not_told() {
    for token in [format!("{TOKEN}\n{TOKEN}"), format!("a\u{7}{TOKEN}")] {
        let sandbox = Sandbox::with_an_export();
        sandbox.write("token", token);
        let mut command = export(&sandbox, &platform().url("/graphql"));
        command.args(["--token-file", "token"]);
        let message = sandbox.fails(2, command);
        assert!(message.contains("the token has a character that no header may have"), "{message}");
    }
}

#[test]
fn a_header_that_is_none_is_refused_and_not_told() {
    for (flag, header) in [
        ("--header", format!("Authorization Bearer {TOKEN}")),
        ("--header", format!("Authorization: Bearer {TOKEN}\n")),
        ("--header", format!("Author ization: Bearer {TOKEN}")),
        ("--migrate-header", format!("Bearer {TOKEN}")),
        ("--migrate-headers", format!("{{\"Authorization\": \"Bearer {TOKEN}\"")),
        ("--migrate-headers", format!("{{\"Authorization\": \"Bearer\\u0000{TOKEN}\"}}")),
    ] {
        let sandbox = Sandbox::new();
        let mut command = sandbox.export(&platform().url(""));
        command.args([flag, &header]);
        // A line end at the end of a value is no part of it.
        let expected = if header.ends_with('\n') { 0 } else { 2 };
        let outcome = sandbox.run(command);
        assert_eq!(outcome.code, Some(expected), "{header:?}: {outcome:?}");
        assert!(expected == 0 || outcome.stderr.contains("header"), "{outcome:?}");
    }
}

#[test]
fn a_server_that_says_the_token_is_not_repeated() {
    let echo = |status: &'static str, content_type: &'static str| {
        Faulty::before(platform().address(), move |ask: &Ask| {
            let header = ask.header("authorization").unwrap();
            let body = match content_type {
                "application/json" => format!(r#"{{"errors":[{{"message":"bad token: {header}"}}]}}"#),
                _ => format!("bad token: {header}"),
            };
            Reply::new(status, content_type, body)
        })
    };
    for (code, server) in [
        (4, echo("200 OK", "application/json")),
        (4, echo("400 Bad Request", "application/json")),
        (1, echo("400 Bad Request", "text/plain")),
    ] {
        let sandbox = Sandbox::with_an_export();
        let message = sandbox.fails(code, sandbox.export(&server.url()));
        assert!(message.contains("bad token: Bearer (the token)"), "{message}");
        let mut pull = sandbox.typeferry(["schema", "pull", "--graphql-endpoint", &server.url()]);
        sandbox.fails(code, {
            pull.env("TYPEFERRY_TOKEN", TOKEN);
            pull
        });
    }
}

#[test]
fn n26_a_token_of_one_letter_makes_no_message_unreadable_and_stays_hidden() {
    let server = Faulty::always(|| {
        Reply::json(r#"{"errors":[{"message":"permission denied for table e_mails, the header is `Bearer e`"}]}"#)
    });
    let sandbox = Sandbox::with_an_export();
    let mut command = sandbox.export(&server.url());
    command.env("TYPEFERRY_TOKEN", "e");
    let message = sandbox.fails(4, command);
    let said = "permission denied for table e_mails, the header is `Bearer (the token)`";
    assert!(message.contains(said), "{message}");
}

#[test]
fn an_address_is_told_without_its_user_and_its_query() {
    let sandbox = Sandbox::with_an_export();
    for address in [
        format!("http://ada:{TOKEN}@127.0.0.1:1/graphql?key={TOKEN}#{TOKEN}"),
        format!("http://ada:{TOKEN}@"),
        format!("ftp://ada:{TOKEN}@127.0.0.1/graphql"),
    ] {
        let outcome = sandbox.run(export(&sandbox, &address));
        assert!(matches!(outcome.code, Some(1 | 2)), "{outcome:?}");
        assert!(!outcome.stderr.contains("ada"), "{outcome:?}");
    }
    let outcome = sandbox.run(export(&sandbox, &format!("http://ada:{TOKEN}@127.0.0.1:1/graphql?key={TOKEN}")));
    assert!(outcome.stderr.starts_with("error: http://127.0.0.1:1/graphql cannot be reached"), "{outcome:?}");
}

#[test]
fn two_tokens_are_one_too_many() {
    let sandbox = Sandbox::new();
    let mut command = export(&sandbox, &platform().url("/graphql"));
    command.args(["--token", TOKEN, "--token-file", "token"]);
    let outcome = sandbox.run(command);
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
}
