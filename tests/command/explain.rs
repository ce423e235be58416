//! `typeferry explain`: the contract that is compiled in, as a person asks for it.

use serde_json::json;
use typeferry::tables::TABLES;

use crate::support::{Outcome, Sandbox};

fn explain(args: &[&str]) -> Outcome {
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.typeferry([&["explain"], args].concat()))
}

#[test]
fn without_an_argument_every_table_is_listed() {
    let outcome = explain(&[]).done();
    assert_eq!(outcome.stdout.lines().count(), TABLES.len() + 1);
    let line = outcome.stdout.lines().find(|line| line.starts_with("routing_public.apis ")).unwrap();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>()[..3], ["routing_public.apis", "Api", "apis"]);
    let listed = explain(&["--format", "json"]).done().json();
    assert_eq!(listed["result"].as_array().unwrap().len(), TABLES.len());
}

#[test]
fn a_table_is_found_by_each_of_its_names() {
    let by_name = explain(&["apis"]).done().stdout;
    for name in ["routing_public.apis", "Api"] {
        assert_eq!(explain(&[name]).done().stdout, by_name);
    }
    for part in [
        "routing_public.apis: each row is of the GraphQL type Api\n",
        "  module        routing\n",
        "  key           id\n",
        "  tenant        $databaseId: UUID!\n",
        "referred to   by routing_public.api_schemas (api_id)\n",
    ] {
        assert!(by_name.contains(part), "{part}: {by_name}");
    }
    let lines: Vec<_> = by_name.lines().skip_while(|line| !line.starts_with("column ")).collect();
    let positions = ["column", "field", "type", "insert", "written"].map(|name| lines[0].find(name).unwrap());
    assert!(positions.is_sorted());
    assert_eq!(lines[1].split_whitespace().collect::<Vec<_>>()[..3], ["id", "id", "uuid"]);
}

#[test]
fn a_column_is_found_by_either_name_and_says_how_it_is_written() {
    let by_column = explain(&["routing_public.apis.database_id"]).done().stdout;
    assert_eq!(explain(&["apis.databaseId"]).done().stdout, by_column);
    let lines = ["routing_public.apis.database_id", "GraphQL     databaseId, read as apis.nodes.databaseId"];
    assert!(lines.iter().all(|line| by_column.contains(line)), "{by_column}");
    let environment = explain(&["apis.dbname", "--format", "json"]).done().json();
    let column = &environment["result"];
    assert_eq!(column["written"], json!("current_database(), NULL apart"));
    assert_eq!((&column["not_insertable"], &column["kind"]), (&json!(null), &json!("text")));
}

#[test]
fn what_is_not_there_is_a_matter_of_usage_and_says_the_nearest() {
    for (what, message) in [
        ("apiss", "the contract has no table `apiss`; did you mean `apis`?"),
        ("roting_public.apis", "did you mean `routing_public.apis`?"),
        ("apis.dbnam", "routing_public.apis has no column `dbnam`; did you mean `dbname`?"),
        ("nothing.like.it", "the contract has no table `nothing.like.it`; `typeferry explain` lists the tables"),
    ] {
        let outcome = explain(&[what]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
        assert!(outcome.stderr.contains(message), "{}", outcome.stderr);
    }
}
