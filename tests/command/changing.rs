//! A table that changes while its pages are read: the server's count changes, and nothing is swapped in.

use std::net::SocketAddr;

use serde_json::{Map, Value, json};
use typeferry_demo::{Server, ServerOptions};

use crate::support::{Faulty, Sandbox, endpoints, serve, with_rows};

/// The later platform: a row of the type is gone, or came, in front of all others or behind them; `ends` are the ids
/// of rows that come there.
fn later(row_type: &str, ends: &[Value; 2], change: Change) -> Server {
    let mut served = with_rows(row_type, |_| true);
    let at = served.iter().position(|endpoint| !endpoint.data.rows(row_type).is_empty()).unwrap();
    let tenant = json!(typeferry_demo::sample::database_id("acme"));
    let mut rows: Vec<Map<String, Value>> = served[at].data.rows(row_type).to_vec();
    let of_tenant = |row: &&Map<String, Value>| row["databaseId"] == tenant;
    let mut sorted: Vec<_> = rows.iter().filter(of_tenant).cloned().collect();
    sorted.sort_by_key(|row| (row["id"].as_i64(), row["id"].to_string()));
    let edge = |front: bool| if front { sorted.first().unwrap().clone() } else { sorted.last().unwrap().clone() };
    match change {
        Change::Removed { front } => rows.retain(|row| row["id"] != edge(front)["id"]),
        Change::Added { front } => {
            let mut row = edge(front);
            row.insert("id".to_owned(), ends[usize::from(!front)].clone());
            if let Some(name) = row.get_mut("deploy") {
                *name = json!("data/added");
            }
            rows.push(row);
        }
    }
    let others: Vec<_> = served[at].data.row_types().map(|(name, rows)| (name.to_owned(), rows.to_vec())).collect();
    let mut data = typeferry_demo::Data::new();
    for (name, kept) in others {
        data.extend(name.clone(), if name == row_type { rows.clone() } else { kept });
    }
    served[at].data = data;
    serve(ServerOptions { max_page: Some(10), ..ServerOptions::default() }, served)
}

#[derive(Debug, Clone, Copy)]
enum Change {
    Removed { front: bool },
    Added { front: bool },
}

const CHANGES: [Change; 4] = [
    Change::Removed { front: true },
    Change::Removed { front: false },
    Change::Added { front: true },
    Change::Added { front: false },
];

/// First pages from one platform, and what follows from the other.
fn between(later: SocketAddr, follows: &'static str) -> Faulty {
    let before = serve(ServerOptions { max_page: Some(10), ..ServerOptions::default() }, endpoints());
    // It runs until the test ends.
    let upstream = Box::leak(Box::new(before)).address();
    Faulty::before(upstream, move |ask| if ask.has(follows) { ask.at(later).pass() } else { ask.pass() })
}

fn refused(faulty: &Faulty) -> String {
    let sandbox = Sandbox::with_an_export();
    sandbox.fails(5, sandbox.export(&faulty.url()))
}

/// Behind the first page of the metadata.
#[test]
fn rows_that_come_or_go_between_pages() {
    let ends = [json!("00000000-0000-0000-0000-000000000001"), json!("ffffffff-ffff-ffff-ffff-ffffffffffff")];
    for change in CHANGES {
        let later = later("Field", &ends, change);
        let message = refused(&between(later.address(), "$offset"));
        assert!(message.starts_with("metaschema_public.field: "), "{change:?}: {message}");
        assert!(message.contains("42") && message.contains("try again"), "{change:?}: {message}");
    }
}

/// By offset, a row that goes takes another's place: as many come as are counted then, and one is missing.
#[test]
fn changes_that_come_or_go_between_pages() {
    for change in CHANGES {
        let later = later("SqlAction", &[json!(-1), json!(100_000)], change);
        let message = refused(&between(later.address(), "\"offset\":9"));
        assert!(message.starts_with("db_migrate.sql_actions: "), "{change:?}: {message}");
        assert!(message.contains("25") && message.contains("try again"), "{change:?}: {message}");
    }
}

/// The same two platforms without a change are an export: the fault is none of the test's own.
#[test]
fn rows_that_stay_are_exported_page_by_page() {
    let same = serve(ServerOptions { max_page: Some(10), ..ServerOptions::default() }, endpoints());
    let faulty = between(same.address(), "$offset");
    let sandbox = Sandbox::new();
    sandbox.run(sandbox.export(&faulty.url())).done();
    assert!(faulty.asked().iter().any(|ask| ask.has("$offset")));
}
