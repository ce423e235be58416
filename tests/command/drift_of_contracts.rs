//! Contract 1 against contract 3, and back: every table and column that a plain comparison of the two files' annotations
//! finds, and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::Sandbox;

/// The columns of each table, each with its types, read from the lines of a schema file.
type Tables = BTreeMap<String, BTreeMap<String, (String, String)>>;

fn path(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name).display().to_string()
}

fn value<'t>(line: &'t str, name: &str) -> &'t str {
    line.split(&format!("{name}: \"")).nth(1).unwrap().split('"').next().unwrap()
}

fn tables(name: &str) -> Tables {
    let (mut tables, mut table) = (Tables::new(), None);
    for line in fs::read_to_string(path(name)).unwrap().lines() {
        if line.starts_with("type ") && line.contains(" @table(") {
            table = Some(format!("{}.{}", value(line, "schema"), value(line, "name")));
            tables.insert(table.clone().unwrap(), BTreeMap::new());
        } else if line == "}" {
            table = None;
        } else if let (Some(table), Some((field, annotation))) = (&table, line.split_once(" @column(")) {
            let graphql = field.split_once(": ").unwrap().1.to_owned();
            let types = (graphql, value(annotation, "type").to_owned());
            tables.get_mut(table).unwrap().insert(value(annotation, "name").to_owned(), types);
        }
    }
    tables
}

fn report(before: &str, after: &str) -> Value {
    let sandbox = Sandbox::new();
    let (before, after) = (path(before), path(after));
    let outcome =
        sandbox.run(sandbox.typeferry(["drift", "--schema", &before, "--against", &after, "--format", "json"]));
    assert_eq!(outcome.code, Some(3), "{}", outcome.stderr);
    outcome.json()
}

/// The PostgreSQL names that differences of these kinds have on one side.
fn named(report: &Value, kinds: &[&str], what: &str, side: &str) -> BTreeSet<String> {
    let of = |one: &&Value| kinds.contains(&one["kind"].as_str().unwrap());
    let all = report["differences"].as_array().unwrap().iter().filter(of);
    all.filter_map(|one| {
        let table = one["table"][side]["postgres"].as_str()?;
        let column = one["column"][side]["postgres"].as_str();
        (what == "table" || column.is_some()).then(|| match (what, column) {
            ("column", Some(column)) => format!("{table}.{column}"),
            _ => table.to_owned(),
        })
    })
    .collect()
}

const SAME_TABLE: [&str; 2] = ["table-moved", "table-renamed"];
const TYPES: [&str; 7] = [
    "type-changed",
    "graphql-type-changed",
    "postgres-type-changed",
    "became-list",
    "became-scalar",
    "nullability-tightened",
    "nullability-loosened",
];

fn kinds<'k>(one: &[&'k str], more: &[&'k str]) -> Vec<&'k str> {
    one.iter().chain(more).copied().collect()
}

/// Compares with plain sets; gives how many tables and columns came and went.
fn nothing_is_missed(before: &str, after: &str, left_out: &[String]) -> [usize; 4] {
    let (mut old, mut new) = (tables(before), tables(after));
    for table in left_out {
        old.remove(table);
        new.remove(table);
    }
    let report = report(before, after);
    let names = |tables: &Tables| tables.keys().cloned().collect::<BTreeSet<_>>();
    let gone: BTreeSet<_> = names(&old).difference(&names(&new)).cloned().collect();
    let come: BTreeSet<_> = names(&new).difference(&names(&old)).cloned().collect();
    assert_eq!(named(&report, &kinds(&["table-gone"], &SAME_TABLE), "table", "before"), gone);
    assert_eq!(named(&report, &kinds(&["table-new"], &SAME_TABLE), "table", "after"), come);

    let same = report["differences"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| SAME_TABLE.contains(&one["kind"].as_str().unwrap()));
    let name = |one: &Value, side: &str| one["table"][side]["postgres"].as_str().unwrap().to_owned();
    let mut pairs: Vec<_> = same.map(|one| (name(one, "before"), name(one, "after"))).collect();
    pairs.extend(names(&old).intersection(&names(&new)).map(|name| (name.clone(), name.clone())));
    let [mut columns_gone, mut columns_come, mut changed] = [(); 3].map(|()| BTreeSet::new());
    for (was, is) in &pairs {
        for (column, types) in &old[was] {
            match new[is].get(column) {
                None => _ = columns_gone.insert(format!("{was}.{column}")),
                Some(now) if now != types => _ = changed.insert(format!("{was}.{column}")),
                Some(_) => {}
            }
        }
        let come = new[is].keys().filter(|column| !old[was].contains_key(*column));
        columns_come.extend(come.map(|column| format!("{is}.{column}")));
    }
    assert_eq!(named(&report, &["column-gone", "column-renamed"], "column", "before"), columns_gone);
    assert_eq!(named(&report, &["column-new", "column-renamed"], "column", "after"), columns_come);
    assert_eq!(named(&report, &TYPES, "column", "before"), changed);
    [gone.len(), come.len(), columns_gone.len(), columns_come.len()]
}

const CONTRACT_1: &str = "contract-1/schema.graphql";
const CONTRACT_3: &str = "schema.graphql";

#[test]
fn contract_1_against_contract_3() {
    let left_out = ["metaschema_public.extension".to_owned()];
    assert_eq!(nothing_is_missed(CONTRACT_1, CONTRACT_3, &left_out), [23, 125, 61, 205]);
}

#[test]
fn contract_3_against_contract_1() {
    let of_the_platform = tables(CONTRACT_3).into_keys().filter(|name| name.starts_with("routing_public.platform_"));
    let left_out: Vec<_> = of_the_platform.collect();
    assert_eq!(nothing_is_missed(CONTRACT_3, CONTRACT_1, &left_out), [104, 24, 205, 61]);
}
