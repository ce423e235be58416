//! `drift`: what it says of an endpoint or a file, how it ends, what it keeps, and what it refuses.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use typeferry_demo::{Data, Endpoint, Server, ServerOptions, sample};

use crate::contract::SWITCHED_OFF;
use crate::support::{Faulty, MIGRATE_SCHEMA, Outcome, Reply, SCHEMA, Sandbox, TOKEN, platform, serve, tree};

const LABEL: &str = "  label: String @column(name: \"label\", type: \"text\")\n";
const HINT: &str = "  hint: String @column(name: \"hint\", type: \"text\")\n";

/// The contract's schema with a change behind the start of the fields' table.
fn edited(old: &str, new: &str) -> String {
    let from = SCHEMA.find("type Field @table").unwrap();
    let at = from + SCHEMA[from..].find(old).unwrap();
    format!("{}{new}{}", &SCHEMA[..at], &SCHEMA[at + old.len()..])
}

/// The schema without a column, and with another one.
fn drifted() -> String {
    edited(LABEL, "").replace("type FieldConnection {", "# hint\ntype FieldConnection {").replacen(
        "  isRequired: Boolean",
        &format!("{HINT}  isRequired: Boolean"),
        1,
    )
}

/// A server of this schema, without a row.
fn server(schema: &str) -> Server {
    let endpoint = Endpoint { path: "/graphql".into(), schema_text: schema.to_owned(), data: Data::new() };
    serve(ServerOptions::default(), vec![endpoint])
}

fn drift(sandbox: &Sandbox, url: &str, args: &[&str]) -> Command {
    let mut command = sandbox.typeferry(["drift", "--graphql-endpoint", url]);
    command.args(args).env("TYPEFERRY_TOKEN", TOKEN);
    command
}

/// A run against a file, from within the sandbox.
fn against(sandbox: &Sandbox, schema: &str, args: &[&str]) -> Outcome {
    sandbox.write("after.graphql", schema);
    let mut command = sandbox.typeferry(["drift", "--against", "after.graphql"]);
    command.args(args);
    sandbox.run(command)
}

fn cached(sandbox: &Sandbox) -> Vec<String> {
    tree(&sandbox.root().join("home")).into_keys().filter(|path| path.starts_with(".cache/typeferry/drift-")).collect()
}

#[test]
fn a_platform_of_the_contract_has_not_drifted_and_is_asked_for_no_row() {
    let faulty = Faulty::before(platform().address(), crate::support::Ask::pass);
    let sandbox = Sandbox::new();
    let url = format!("{}/graphql", faulty.url());
    let outcome = sandbox.run(drift(&sandbox, &url, &["--fail-on", "any"])).done();
    assert_eq!(outcome.stdout, format!("no difference between schema.graphql and {url}\n"));
    assert_eq!(outcome.stderr, "");
    let asked = faulty.asked();
    let [introspection, meta] = asked.as_slice() else { panic!("{asked:?}") };
    assert!(introspection.has("query Introspection") && meta.has("query Meta"), "{asked:?}");
    assert_eq!(introspection.header("x-meta-schema"), Some("true"));
}

#[test]
fn a_difference_is_said_in_both_namings_with_what_it_does_and_what_to_do() {
    let sandbox = Sandbox::new();
    let server = server(&drifted());
    let outcome = sandbox.run(drift(&sandbox, &server.url("/graphql"), &[]));
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    let text = "\
metaschema_public.field (Field)
  breaking column gone label (label): String text
      The server refuses the query of the table: the column's values are not there.
      The build stops; a program built before fails.
      if it is gone for good, pull the schema (`typeferry schema pull`), then `typeferry queries --accept` drops it; \
                else ask the API's owner, or choose the endpoint that still has it
  additive column new hint (hint): String text
      Its values would be missing from an export.
      The build stops; a program built before loses it without an error.
      pull the schema (`typeferry schema pull`), then `typeferry queries --accept` selects it; or leave it out under \
                [left-out] in typeferry.toml, with a reason
2 differences: 1 breaking, 1 additive, 0 harmless between schema.graphql and URL
      1 column gone
      1 column new
";
    assert_eq!(outcome.stdout, text.replace("URL", &server.url("/graphql")));
}

#[test]
fn another_contract_is_compared_by_its_number() {
    let sandbox = Sandbox::new();
    let older = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("contract-1/schema.graphql")).unwrap();
    let same = against(&sandbox, &older, &["--compat", "1", "--fail-on", "any"]).done();
    assert_eq!(same.stdout, "no difference between contract-1/schema.graphql and after.graphql\n");
    assert_eq!(against(&sandbox, SCHEMA, &["--compat", "1"]).code, Some(3));
}

#[test]
fn programs_read_a_versioned_value() {
    let outcome = against(&Sandbox::new(), &drifted(), &["--format", "json"]);
    assert_eq!(outcome.code, Some(3), "{outcome:?}");
    let report = outcome.json();
    assert_eq!(report["format"], 1);
    assert_eq!(report["counts"], serde_json::json!({ "breaking": 1, "additive": 1, "harmless": 0 }));
    assert_eq!(report["kinds"], serde_json::json!({ "column-gone": 1, "column-new": 1 }));
    let names = serde_json::json!({ "postgres": "metaschema_public.field", "graphql": "Field", "rootField": "fields" });
    let [gone, new] = report["differences"].as_array().unwrap().as_slice() else { panic!("{report}") };
    assert_eq!((&gone["kind"], &gone["severity"]), (&"column-gone".into(), &"breaking".into()));
    assert_eq!((&gone["build"], &gone["program"]), (&"stops".into(), &"fails".into()));
    assert_eq!((&new["build"], &new["program"]), (&"stops".into(), &"loses".into()));
    assert_eq!(report["build"], serde_json::json!({ "stops": 2, "warns": 0, "nothing": 0 }));
    assert_eq!(report["program"], serde_json::json!({ "fails": 1, "loses": 1, "nothing": 0 }));
    assert_eq!((&gone["table"]["before"], &gone["table"]["after"]), (&names, &names));
    assert_eq!(gone["column"]["before"], serde_json::json!({ "postgres": "label", "graphql": "label" }));
    assert_eq!(gone["column"]["after"], Value::Null);
    assert_eq!(gone["before"], "String text");
    assert_eq!(new["column"]["after"]["postgres"], "hint");
    let table = SCHEMA.find("type Field @table").unwrap();
    let at = table + SCHEMA[table..].find(LABEL).unwrap();
    let line = 1 + SCHEMA[..at].matches('\n').count();
    assert_eq!(gone["location"], serde_json::json!({ "file": "schema.graphql", "line": line, "column": 3 }));
    for one in [gone, new] {
        assert!(!one["effect"].as_str().unwrap().is_empty() && !one["remedy"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_pull_request_has_a_row_and_a_check_an_annotation_for_each() {
    let sandbox = Sandbox::new();
    let outcome = against(&sandbox, &drifted(), &["--format", "markdown"]);
    let rows: Vec<_> = outcome.stdout.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 4, "{outcome:?}");
    assert!(
        rows[2].starts_with("| breaking | `metaschema_public.field` (`Field`) | `label` (`label`) | column gone |")
    );
    let outcome = against(&sandbox, &drifted(), &["--format", "github"]);
    let lines: Vec<_> = outcome.stdout.lines().collect();
    let [gone, new, summary] = lines.as_slice() else { panic!("{outcome:?}") };
    assert!(gone.starts_with("::error file=schema.graphql,line="), "{gone}");
    assert!(gone.contains(",title=column gone%3A metaschema_public.field (Field)::label (label): String text%0A"));
    assert!(new.starts_with("::warning file=schema.graphql,line="), "{new}");
    assert!(summary.starts_with("::notice title=typeferry drift::2 differences: 1 breaking"), "{summary}");
}

#[test]
fn what_ends_with_3_is_what_was_asked_for() {
    let sandbox = Sandbox::new();
    let additive = edited(LABEL, &format!("{LABEL}{HINT}"));
    let harmless = edited(LABEL, &format!("{} @deprecated(reason: \"no use\")\n", LABEL.trim_end()));
    let code = |schema: &str, args: &[&str]| against(&sandbox, schema, args).code;
    for (schema, [breaking, any]) in [(&drifted(), [3, 3]), (&additive, [0, 3]), (&harmless, [0, 3])] {
        assert_eq!(code(schema, &[]), Some(breaking));
        assert_eq!(code(schema, &["--fail-on", "breaking"]), Some(breaking));
        assert_eq!(code(schema, &["--fail-on", "any"]), Some(any));
        assert_eq!(code(schema, &["--fail-on", "none"]), Some(0));
    }
    assert_eq!(code(SCHEMA, &["--fail-on", "any"]), Some(0));
}

/// What the build only warns of, a program that was built before may fail at: both answers decide, each where it is asked.
#[test]
fn n29_what_a_program_fails_at_ends_with_3_whatever_the_build_says() {
    let sandbox = Sandbox::new();
    let looser = edited("  name: String! @", "  name: String @");
    let values = SCHEMA.split("enum ObjectCategory {\n").nth(1).unwrap().split('}').next().unwrap();
    let more = SCHEMA.replacen(values, &format!("{values}  OTHER @label(name: \"other\")\n"), 1);
    let code = |schema: &str, args: &[&str]| against(&sandbox, schema, args).code;
    for schema in [&looser, &more] {
        let said = against(&sandbox, schema, &[]);
        assert_eq!(said.code, Some(3), "{said:?}");
        assert!(said.stdout.contains("The build warns; a program built before fails.\n"), "{said:?}");
        assert!(!said.stdout.contains("  harmless "), "{said:?}");
        assert_eq!(code(schema, &["--fail-on", "program"]), Some(3));
        assert_eq!(code(schema, &["--fail-on", "build"]), Some(0));
    }
    let additive = edited(LABEL, &format!("{LABEL}{HINT}"));
    let tighter = edited("  label: String @", "  label: String! @");
    for (schema, [breaking, program, build]) in [(&additive, [0, 3, 3]), (&tighter, [0, 0, 3])] {
        assert_eq!(code(schema, &["--fail-on", "breaking"]), Some(breaking));
        assert_eq!(code(schema, &["--fail-on", "program"]), Some(program));
        assert_eq!(code(schema, &["--fail-on", "build"]), Some(build));
    }
}

#[test]
fn what_a_comparison_came_to_is_kept_until_the_answers_change() {
    let sandbox = Sandbox::new();
    let server = server(&drifted());
    let url = server.url("/graphql");
    let run = |args: &[&str]| sandbox.run(drift(&sandbox, &url, args)).stdout;
    let first = run(&["--no-cache"]);
    assert_eq!(cached(&sandbox), Vec::<String>::new());
    assert_eq!(run(&[]), first);
    let [file] = cached(&sandbox).try_into().unwrap();
    let path = sandbox.root().join("home").join(file);
    let kept = fs::read_to_string(&path).unwrap();
    fs::write(&path, kept.replace("\"String text\"", "\"as it was kept\"")).unwrap();
    assert_eq!(run(&[]), first.replace("String text", "as it was kept"));
    assert_eq!(run(&["--no-cache"]), first);
    // Other answers from the same address are compared anew, and take the place of the old ones.
    let faulty = Faulty::before(platform().address(), crate::support::Ask::pass);
    let other = format!("{}/graphql", faulty.url());
    assert!(sandbox.run(drift(&sandbox, &other, &[])).done().stdout.starts_with("no difference"));
    assert_eq!(cached(&sandbox).len(), 2);
}

#[test]
fn answers_that_are_others_are_not_those_that_were_kept() {
    let sandbox = Sandbox::new();
    let (old, new) = (server(SCHEMA), server(&drifted()));
    let (old, new) = (old.address(), new.address());
    let turned = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let turn = std::sync::Arc::clone(&turned);
    let faulty = Faulty::before(old, move |ask| {
        if turn.load(std::sync::atomic::Ordering::SeqCst) { ask.at(new).pass() } else { ask.pass() }
    });
    let url = format!("{}/graphql", faulty.url());
    assert_eq!(sandbox.run(drift(&sandbox, &url, &[])).code, Some(0));
    turned.store(true, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(sandbox.run(drift(&sandbox, &url, &[])).code, Some(3));
    assert_eq!(cached(&sandbox).len(), 1);
}

#[test]
fn a_cache_that_does_not_work_is_a_note() {
    let sandbox = Sandbox::new();
    let url = platform().url("/graphql");
    sandbox.run(drift(&sandbox, &url, &[])).done();
    let [file] = cached(&sandbox).try_into().unwrap();
    fs::write(sandbox.root().join("home").join(file), "{").unwrap();
    let broken = sandbox.run(drift(&sandbox, &url, &[])).done();
    assert!(broken.stderr.contains("is not used: EOF while parsing"), "{broken:?}");
    let mended = sandbox.run(drift(&sandbox, &url, &[])).done();
    assert_eq!((mended.stderr.as_str(), &mended.stdout), ("", &broken.stdout));
    sandbox.write("file", "");
    let mut command = drift(&sandbox, &url, &[]);
    command.env("XDG_CACHE_HOME", sandbox.work().join("file"));
    let unwritable = sandbox.run(command).done();
    assert!(unwritable.stderr.contains("is not used"), "{unwritable:?}");
    assert_eq!(unwritable.stdout, broken.stdout);
    let mut command = drift(&sandbox, &url, &[]);
    command.env_remove("HOME");
    assert_eq!(sandbox.run(command).done().stdout, broken.stdout);
}

/// A run that must fail against a server that answers so.
fn refused(code: i32, answer: impl Fn(&crate::support::Ask) -> Reply + Send + Sync + 'static) -> String {
    let faulty = Faulty::before(platform().address(), answer);
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(drift(&sandbox, &format!("{}/graphql", faulty.url()), &[]));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(code), ""), "{outcome:?}");
    assert_eq!(cached(&sandbox), Vec::<String>::new());
    outcome.stderr
}

#[test]
fn introspection_that_is_switched_off_says_what_to_compare_with() {
    for said in SWITCHED_OFF {
        for status in ["200 OK", "400 Bad Request"] {
            let off = serde_json::json!({"errors": [{"message": said}]}).to_string();
            let message = refused(4, move |_| Reply::new(status, "application/json", off.clone()));
            assert!(message.contains(&format!("does not answer introspection ({said})")), "{message}");
            assert!(message.contains("--introspection FILE --meta FILE"), "{message}");
            assert!(message.contains("--against FILE"), "{message}");
        }
    }
    let message = refused(4, |_| Reply::json(r#"{"data":{"__schema":null}}"#));
    assert!(message.contains("does not answer introspection"), "{message}");
}

#[test]
fn an_endpoint_without_meta_says_what_to_compare_with() {
    let unknown = r#"{"errors":[{"message":"Cannot query field \"_meta\" on type \"Query\"."}]}"#;
    let message = refused(4, move |ask| if ask.has("_meta") { Reply::json(unknown) } else { ask.pass() });
    assert!(message.contains("does not answer `_meta`") && message.contains("--against FILE"), "{message}");
    assert!(refused(4, |_| Reply::new("401 Unauthorized", "application/json", "{}")).contains("refused the token"));
}

#[test]
fn names_that_can_only_be_guessed_are_listed() {
    let columns = "  labelV2: String @column(name: \"label_v2\", type: \"text\")\n  plain: String @column(name: \
                   \"plain\", type: \"text\")\n  idV3: String @column(name: \"id_v3\", type: \"text\")\n";
    let server = server(&edited(LABEL, &format!("{LABEL}{columns}")));
    let faulty = Faulty::before(server.address(), |ask| {
        let reply = ask.pass();
        let untold = |reply: Reply, name: &str| {
            let told = format!("\"columnName\":\"{name}\"");
            reply.edited(&told, "\"columnName\":null")
        };
        if ask.has("_meta") { ["label_v2", "plain", "id_v3"].into_iter().fold(reply, untold) } else { reply }
    });
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(drift(&sandbox, &format!("{}/graphql", faulty.url()), &[]));
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    let told: Vec<_> = outcome.stderr.lines().filter(|line| line.contains("cannot be told from its name")).collect();
    assert_eq!(told.len(), 2, "{outcome:?}");
    assert!(told[0].contains("`idV3`") && told[1].contains("`labelV2`"), "{outcome:?}");
}

#[test]
fn a_hostile_name_that_makes_no_schema_stays_on_its_line() {
    let message = refused(1, |ask| {
        let hostile = "\"name\":\"la\\u001b[2J\\nbel\"";
        if ask.has("_meta") { ask.pass().edited("\"name\":\"label\"", hostile) } else { ask.pass() }
    });
    assert!(message.contains("la\\u{1b}[2J\\u{a}bel") && !message.contains('\u{1b}'), "{message:?}");
    assert_eq!(message.lines().count(), 2, "{message:?}");
}

#[test]
fn another_api_is_not_a_drifted_one() {
    let sandbox = Sandbox::new();
    let message = sandbox.run(drift(&sandbox, &platform().url("/migrate/graphql"), &[]));
    assert_eq!((message.code, message.stdout.as_str()), (Some(1), ""), "{message:?}");
    assert!(message.stderr.contains("it has none of the 156 tables"), "{message:?}");
    assert!(message.stderr.contains("X-Meta-Schema"), "{message:?}");
}

#[test]
fn an_api_that_has_few_of_the_tables_is_asked_about() {
    let older = include_str!("../../contract-1/schema.graphql");
    let server = serve(ServerOptions::default(), sample::endpoints(older, MIGRATE_SCHEMA).unwrap());
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(drift(&sandbox, &server.url("/graphql"), &["--fail-on", "none"])).done();
    assert!(outcome.stderr.contains("has 39 of the 156 tables: is it the API that was meant? A header"), "{outcome:?}");
}

#[test]
fn a_schema_of_ten_megabytes_is_read() {
    let (mut more, long) = (String::new(), "x".repeat(1000));
    for table in 0.. {
        if more.len() > 10_000_000 {
            break;
        }
        let _ =
            write!(more, "\ntype Other{table} @table(schema: \"other\", name: \"other_{table}\", key: [\"id\"]) {{\n");
        for column in 0..100 {
            let _ = writeln!(more, "  c{column}: String @column(name: \"c{column}_{long}\", type: \"text\")");
        }
        more += "}\n";
    }
    let outcome = against(&Sandbox::new(), &format!("{SCHEMA}{more}"), &["--format", "json"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let report = outcome.json();
    let tables = more.matches("@table").count();
    assert_eq!(report["kinds"], serde_json::json!({ "table-new": tables }));
}

#[test]
fn an_introspection_of_ten_megabytes_is_read() {
    let faulty = Faulty::before(platform().address(), |ask| {
        let scalar = |at| format!("{{\"kind\":\"SCALAR\",\"name\":\"{}{at}\"}},", "S".repeat(1000));
        let scalars: String = (0..10_000).map(scalar).collect();
        if ask.has("_meta") { ask.pass() } else { ask.pass().edited("\"types\":[", &format!("\"types\":[{scalars}")) }
    });
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(drift(&sandbox, &format!("{}/graphql", faulty.url()), &[])).done();
    assert!(outcome.stdout.starts_with("no difference"), "{outcome:?}");
}

#[test]
fn hostile_names_stay_names() {
    let hostile = r"  x: String @column(name: \u001b[2J|b`c\n::error::d%0A<b>@all\u202e, type: \u001b[31m)";
    let hostile = hostile.replace("name: ", "name: \"").replace(", type: ", "\", type: \"").replace("m)", "m\")\n");
    let schema = edited(LABEL, &format!("{LABEL}{hostile}"));
    let sandbox = Sandbox::new();
    for (format, lines) in [("text", 7), ("markdown", 7), ("github", 2)] {
        let outcome = against(&sandbox, &schema, &["--format", format]);
        let strange = outcome.stdout.chars().find(|c| c.is_control() && *c != '\n' || *c == '\u{202e}');
        assert_eq!(strange, None, "{outcome:?}");
        assert_eq!(outcome.stdout.lines().count(), lines, "{outcome:?}");
        assert!(format != "github" || outcome.stdout.lines().all(|line| line.starts_with("::")), "{outcome:?}");
    }
    let report = against(&sandbox, &schema, &["--format", "json"]).json();
    let name = &report["differences"][0]["column"]["after"]["postgres"];
    assert_eq!(name, "\u{1b}[2J|b`c\n::error::d%0A<b>@all\u{202e}");
}

#[test]
fn a_comparison_that_is_wrongly_asked_for_is_named() {
    let sandbox = Sandbox::new();
    for args in [&["drift"][..], &["drift", "--against", "a.graphql", "--graphql-endpoint", "http://127.0.0.1:1"]] {
        assert_eq!(sandbox.run(sandbox.typeferry(args.iter().copied())).code, Some(2));
    }
    let message = sandbox.fails(1, sandbox.typeferry(["drift", "--against", "nowhere.graphql"]));
    assert!(message.starts_with("nowhere.graphql: No such file"), "{message}");
    sandbox.write("broken.graphql", "type");
    let message = sandbox.fails(1, sandbox.typeferry(["drift", "--against", "broken.graphql"]));
    assert!(message.starts_with("broken.graphql:1:"), "{message}");
    sandbox.write("of/schema.graphql", SCHEMA);
    sandbox.write("of/typeferry.toml", "[left-out]\n\"app.nothing\" = \"gone\"\n");
    let args = ["drift", "--schema", "of/schema.graphql", "--against", "of/schema.graphql"];
    let outcome = sandbox.run(sandbox.typeferry(args));
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
}

#[test]
fn a_failure_is_said_to_programs_too() {
    let sandbox = Sandbox::new();
    let outcome = sandbox.run(sandbox.typeferry(["drift", "--against", "nowhere.graphql", "--format", "json"]));
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert_eq!((&outcome.json()["status"], &outcome.json()["exitCode"]), (&"failed".into(), &1.into()));
}
