//! Text of hard pieces, sent whole and statement by statement: the server must come to the same.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use typeferry_cluster::Cluster;
use typeferry_sql::statements;

/// What a value may be written as; each is a whole expression.
fn value() -> impl Strategy<Value = String> {
    let fixed = [
        "1",
        "1.5e+3",
        ".5",
        "'a;b'",
        "'it''s;'",
        "E'a\\';b'",
        "E'\\\\'",
        "E'a'\n'\\';b'",
        "'a' -- ;'\n  'b;'",
        "'a'\n\n'b'",
        "U&'\\0041;'",
        "B'01'",
        "X'1F'",
        "N'x;'",
        "$$a;b$$",
        "$t$ $$;$$ ' $t$",
        "$é$;$é$",
        "$_1$;'$_1$",
        "(1)",
        "-(-1)",
        "1 /* ; */ + /* /* ; */ ' */ 2",
        "2 - -1",
        "3*/**/2",
        "ARRAY[1,2]::text",
        "CASE WHEN true THEN ';' ELSE 'x' END",
        "(SELECT ';' LIMIT 1)",
        "'\\'",
        "''",
        "E''",
        "$$$$",
        "1<-1",
        "5 %/*;*/2",
        "'a'::text||';'",
        "\"length\"(';')",
        "1 + -- ;\n 1",
        "E'\\x41;'",
        "1::int4",
        "'x' COLLATE \"C\"",
    ];
    prop::sample::select(fixed.to_vec()).prop_map(str::to_owned)
}

/// What a column may be called.
fn name() -> impl Strategy<Value = String> {
    let fixed = [
        "a",
        "a$b$",
        "c$b$",
        "\"a;b\"",
        "\"it\"\"s;\"",
        "U&\"\\0061;\"",
        "é$",
        "_",
        "begin",
        "atomic",
        "\"$$\"",
        "e",
        "u",
    ];
    prop::sample::select(fixed.to_vec()).prop_map(str::to_owned)
}

fn statement() -> impl Strategy<Value = String> {
    let select = (value(), name()).prop_map(|(value, name)| format!("SELECT {value} AS {name}"));
    let two = (value(), value()).prop_map(|(one, other)| format!("SELECT {one}, {other}"));
    let note = value().prop_map(|value| format!("INSERT INTO note VALUES (({value})::text)"));
    let block = value().prop_map(|value| format!("DO $do$ BEGIN INSERT INTO note VALUES (({value})::text); END $do$"));
    let routine = value().prop_map(|value| {
        format!(
            "CREATE OR REPLACE FUNCTION f() RETURNS text BEGIN ATOMIC SELECT {value}; \
             SELECT CASE WHEN true THEN ({value})::text END; END"
        )
    });
    let procedure =
        Just("CREATE OR REPLACE PROCEDURE p(begin text) BEGIN ATOMIC INSERT INTO note VALUES (begin); END".to_owned());
    let rule = value().prop_map(|value| {
        format!(
            "CREATE OR REPLACE RULE r AS ON INSERT TO other DO ALSO (INSERT INTO note VALUES (({value})::text); \
             INSERT INTO note VALUES (';'))"
        )
    });
    let fixed =
        prop::sample::select(vec!["INSERT INTO other VALUES ('x')", "SELECT", "TABLE note", "", "VALUES (1),(2)"]);
    let fixed = fixed.prop_map(str::to_owned);
    prop_oneof![4 => select, 2 => two, 4 => note, 2 => block, 1 => routine, 1 => procedure, 1 => rule, 2 => fixed]
}

fn between() -> impl Strategy<Value = String> {
    let fixed = [";", " ;\n", "; -- it's; \"\n", ";/* /* ; */ $$ */", ";;", ";\r\n", "\t;\n\n-- ;\n"];
    prop::sample::select(fixed.to_vec()).prop_map(str::to_owned)
}

fn script() -> impl Strategy<Value = String> {
    prop::collection::vec((statement(), between()), 1..8)
        .prop_map(|pieces| pieces.into_iter().map(|(statement, end)| statement + &end).collect())
}

const TABLES: &str = "DROP TABLE IF EXISTS note, other CASCADE; DROP FUNCTION IF EXISTS f; DROP PROCEDURE IF EXISTS p;
                      CREATE TABLE note (text text); CREATE TABLE other (text text);";

/// What the server gives for messages sent one after the other: the rows, and what is in the table then.
fn answers(client: &mut postgres::Client, messages: &[&str]) -> Result<Vec<String>, String> {
    client.batch_execute(TABLES).unwrap();
    let mut found = Vec::new();
    for message in messages.iter().chain([&"SELECT text FROM note"]) {
        for answer in client.simple_query(message).map_err(|error| format!("{message}: {error:?}"))? {
            match answer {
                postgres::SimpleQueryMessage::Row(row) => {
                    found.push(format!("{:?}", (0..row.len()).map(|column| row.get(column)).collect::<Vec<_>>()));
                }
                postgres::SimpleQueryMessage::RowDescription(columns) => {
                    found.push(format!("{columns:?}"));
                }
                _ => {}
            }
        }
    }
    Ok(found)
}

#[test]
fn the_statements_one_by_one_are_the_text_as_a_whole() {
    let Some(cluster) = Cluster::for_test().unwrap() else { return };
    let mut client = cluster.connect("postgres").unwrap();
    // From one seed, so that a failure is one for everybody.
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let client = std::cell::RefCell::new(&mut client);
    let compared = std::cell::Cell::new(0_usize);
    let result = runner.run(&script(), |script| {
        let found = statements(&script);
        let parts: Vec<&str> = found.iter().map(|statement| &script[statement.range.clone()]).collect();
        let whole = answers(&mut client.borrow_mut(), &[&script]);
        let one_by_one = answers(&mut client.borrow_mut(), &parts);
        if whole.is_ok() {
            compared.set(compared.get() + 1);
        }
        prop_assert_eq!(whole.is_ok(), one_by_one.is_ok(), "{:?}\n{:?}", &whole, &one_by_one);
        if let (Ok(whole), Ok(one_by_one)) = (whole, one_by_one) {
            prop_assert_eq!(whole, one_by_one);
        }
        Ok(())
    });
    result.unwrap();
    assert!(compared.get() > 300, "only {} of the texts are SQL", compared.get());
}
