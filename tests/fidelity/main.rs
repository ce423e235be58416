//! Every value of every type that is exported over SQL and deployed is the value that it was, whatever the session is
//! that deploys it.
//!
//! The rows are generated from a seed; `TYPEFERRY_SEED` sets another.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails where it stands, and says with what seed"
)]

mod comparison;
mod documents;
mod random;
mod sessions;
mod shapes;
mod source;
mod spans;
mod values;

use std::fs;

use sessions::SESSIONS;
use typeferry_cluster::Cluster;

/// The rows of each table: more than a statement holds, and in all as many as make every value meet every neighbour.
const TABLES: [(&str, i64); 2] = [("every_type", 10_000), ("without_key", 60)];

#[test]
fn what_is_deployed_is_what_was_exported_bit_for_bit() {
    let Some(cluster) = Cluster::for_test().unwrap() else { return };
    if !cluster.has_extensions(&["citext", "hstore", "ltree"]).unwrap() || !cluster.has_program("psql").unwrap() {
        return;
    }
    let seed = std::env::var("TYPEFERRY_SEED").map_or(20_260_801, |seed| seed.parse().unwrap());
    eprintln!("TYPEFERRY_SEED={seed}");
    cluster.create_database("fidelity").unwrap();
    let mut client = cluster.connect("fidelity").unwrap();
    client.batch_execute(include_str!("tables.sql")).unwrap();
    match cluster.need_of(&["postgis"]).unwrap() {
        None => client.batch_execute(include_str!("postgis.sql")).unwrap(),
        Some(need) => need.skip_part("the types of PostGIS").unwrap(),
    }
    source::fill(&mut client, seed, &TABLES);
    let folder = tempfile::tempdir().unwrap();
    let module = source::export(&cluster.url("fidelity"), folder.path());
    comparison::set_aside(&mut client, &TABLES);
    let script = |kind: &str, table: &str| fs::read(module.join(format!("{kind}/migrate/{table}.sql"))).unwrap();
    for (name, settings) in SESSIONS {
        comparison::fresh_tables(&mut client, &TABLES);
        let run = |kind: &str, table: &str| sessions::run(&cluster, settings, &script(kind, table));
        for (table, rows) in TABLES {
            run("deploy", table).unwrap_or_else(|said| panic!("{name}: {said}"));
            comparison::assert_same(&mut client, name, table, rows);
            run("verify", table).unwrap_or_else(|said| panic!("{name}: {said}"));
            run("revert", table).unwrap_or_else(|said| panic!("{name}: {said}"));
            assert_eq!(comparison::count(&mut client, table), 0, "{name}: rows of {table} that revert left");
            run("verify", table).expect_err("nothing is there, and verify does not say so");
        }
    }
}
