//! `--settle`: readings until two in a row are the same. The server changes while it is read, at moments that a seed draws:
//! rows come, go and take another key, in the metadata and in the changes.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use serde_json::{Map, Value, json};
use tempfile::TempDir;
use typeferry_demo::{Data, Endpoint, Server, ServerOptions, sample};

use crate::support::{self, Faulty, Random, Sandbox, Tree, each, endpoints, runs, serve, tree};

/// The states that the server goes through.
const STATES: usize = 6;

/// How likely the next state is at a request, in a hundred.
const PERCENT: [u64; 4] = [1, 3, 10, 30];

/// A page ends after so many rows: tables have several.
const MOST_ROWS: usize = 10;

/// What changes, and the field with its name.
const CHANGING: [(&str, &str); 3] = [("Field", "name"), ("Table", "name"), ("SqlAction", "deploy")];

type Row = Map<String, Value>;

/// A platform in all of its states, the two endpoints of each at paths of their own.
struct Platform {
    server: Server,
    /// What an export of each state writes.
    exported: Vec<Tree>,
    /// The server that these were exported from.
    spare: Mutex<Option<Lane>>,
}

/// The platform; each state is a few changes behind the one before, and none comes back.
fn platform() -> &'static Platform {
    static PLATFORM: OnceLock<Platform> = OnceLock::new();
    PLATFORM.get_or_init(|| {
        let (mut random, mut platform, mut all) = (Random::new(7), endpoints(), Vec::new());
        for state in 0..STATES {
            all.extend(
                platform.iter().cloned().map(|endpoint| Endpoint { path: path(state, &endpoint.path), ..endpoint }),
            );
            (0..=random.below(3)).for_each(|_| change(&mut platform, &mut random));
        }
        let server = serve(ServerOptions { max_page: Some(MOST_ROWS), ..ServerOptions::default() }, all);
        let lane = Lane::before(server.address());
        let export = |state| {
            let sandbox = Sandbox::new();
            sandbox.run(lane.export(&sandbox, vec![state])).done();
            tree(&sandbox.out())
        };
        let exported = (0..STATES).map(export).collect();
        Platform { server, exported, spare: Mutex::new(Some(lane)) }
    })
}

fn path(state: usize, path: &str) -> String {
    format!("/{state}{path}")
}

/// A server with the same address in many runs, so that the command knows its schema.
struct Lane {
    server: Faulty,
    /// The states that the next requests are answered from; the last of them stays.
    course: Arc<Mutex<Vec<usize>>>,
    cache: TempDir,
}

impl Lane {
    fn before(upstream: SocketAddr) -> Self {
        let course = Arc::new(Mutex::new(vec![0]));
        let states = Arc::clone(&course);
        let server = Faulty::before(upstream, move |ask| {
            if ask.is_of_the_schema() {
                return ask.to(&path(0, ask.path())).recalled();
            }
            let mut states = states.lock().unwrap();
            let state = if states.len() > 1 { states.remove(0) } else { states[0] };
            drop(states);
            ask.to(&path(state, ask.path())).recalled()
        });
        Self { server, course, cache: tempfile::tempdir().unwrap() }
    }

    fn new() -> Self {
        let spare = platform().spare.lock().unwrap().take();
        spare.unwrap_or_else(|| Self::before(platform().server.address()))
    }

    fn export(&self, sandbox: &Sandbox, course: Vec<usize>) -> Command {
        *self.course.lock().unwrap() = course;
        let mut export = sandbox.export(&self.server.url());
        export.env("XDG_CACHE_HOME", self.cache.path());
        export
    }

    /// An export while the platform changes; it ends well, or with 5 and without a trace.
    fn exported(&self, seed: u64, settle: &[&str]) -> (bool, Tree) {
        let sandbox = Sandbox::with_an_export();
        let before = tree(&sandbox.work());
        let mut export = self.export(&sandbox, course(&mut Random::new(seed)));
        export.args(settle);
        let outcome = sandbox.run(export);
        if outcome.code != Some(0) {
            sandbox.failed(5, &before, &outcome);
        }
        (outcome.code == Some(0), tree(&sandbox.out()))
    }
}

/// The platform goes on to its next state with the same probability at each request, up to its last.
fn course(random: &mut Random) -> Vec<usize> {
    let percent = *random.pick(&PERCENT);
    let mut state = usize::try_from(random.below(3)).unwrap();
    let mut next = || {
        state = (state + usize::from(random.below(100) < percent)).min(STATES - 1);
        state
    };
    (0..200).map(|_| next()).collect()
}

/// A row comes, goes, or takes another key: the count is then what it was.
fn change(served: &mut [Endpoint], random: &mut Random) {
    let (row_type, name) = *random.pick(&CHANGING);
    let endpoint = served.iter_mut().find(|endpoint| !endpoint.data.rows(row_type).is_empty()).unwrap();
    let tenant = json!(sample::database_id("acme"));
    let mut rows = endpoint.data.rows(row_type).to_vec();
    // A plan has no change that requires one which is not there.
    let is_required = |row: &Row| {
        let deps =
            |other: &Row| other.get("deps").and_then(Value::as_array).is_some_and(|deps| deps.contains(&row[name]));
        rows.iter().any(deps)
    };
    let may_go = |at: &usize| rows[*at]["databaseId"] == tenant && !is_required(&rows[*at]);
    let places: Vec<_> = (0..rows.len()).filter(may_go).collect();
    let at = *random.pick(&places);
    let (comes, goes) = *random.pick(&[(true, false), (false, true), (true, true)]);
    let mut row = rows[at].clone();
    if goes {
        rows.remove(at);
    }
    if comes {
        row.insert("id".to_owned(), key(&row["id"], random));
        row.insert(name.to_owned(), json!(format!("came_{:x}", random.next())));
        row.entry("deps").and_modify(|deps| *deps = json!([]));
        rows.push(row);
    }
    let others = endpoint.data.row_types().filter(|(other, _)| *other != row_type);
    let mut data = Data::new();
    for (other, rows) in others {
        data.extend(other, rows.to_vec());
    }
    data.extend(row_type, rows);
    endpoint.data = data;
}

/// Another key of the same type, anywhere.
fn key(like: &Value, random: &mut Random) -> Value {
    if like.is_number() {
        return json!(random.below(1 << 31));
    }
    let digits = format!("{:016x}{:016x}", random.next(), random.next());
    json!([&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-"))
}

#[test]
fn a_platform_at_rest_is_read_twice() {
    let sandbox = Sandbox::with_an_export();
    let whole = tree(&sandbox.out());
    let mut export = sandbox.export(&support::platform().url(""));
    export.args(["--settle", "3"]);
    let outcome = sandbox.run(export).done();
    assert!(outcome.stdout.contains(" requests in 2 readings, "), "{outcome:?}");
    assert!(tree(&sandbox.out()) == whole);
    let mut export = sandbox.export(&support::platform().url(""));
    export.args(["--settle", "20", "--format", "json"]);
    assert_eq!(sandbox.run(export).done().json()["result"]["readings"], 2);
}

/// The state turns with each reading.
#[test]
fn a_platform_that_does_not_rest_is_no_export_and_the_tables_are_named() {
    let readings = AtomicUsize::new(0);
    let server = Faulty::before(platform().server.address(), move |ask| {
        let begins = usize::from(ask.has(": fields(") && !ask.has("$offset"));
        let readings = readings.fetch_add(begins, Ordering::Relaxed) + begins;
        ask.to(&path(readings.saturating_sub(1).min(STATES - 1), ask.path())).recalled()
    });
    let sandbox = Sandbox::with_an_export();
    let mut export = sandbox.export(&server.url());
    export.args(["--settle", "4"]);
    let message = sandbox.fails(5, export);
    // Changes are read beside the rows, so that a reading may itself be torn where the state turns.
    let begins = "no two of 4 readings in a row were the same: the last ";
    assert!(message.starts_with(begins) && message.contains("higher --settle"), "{message}");
    assert!(["metaschema_public.", "db_migrate.sql_actions"].iter().any(|table| message.contains(table)), "{message}");
}

#[test]
fn fewer_than_two_readings_settle_nothing() {
    let sandbox = Sandbox::new();
    for readings in ["0", "1", "21", "many"] {
        let mut export = sandbox.export(&support::platform().url(""));
        export.args(["--settle", readings]);
        let message = sandbox.fails(2, export);
        assert!(message.contains("--settle"), "{message}");
    }
}

/// With `--settle`, what is written is the platform as it was at one moment, all tables together, or nothing is. Without, a
/// table may have rows of before and after a change: as many as the platform had at some moment.
#[test]
fn what_has_settled_is_of_one_moment() {
    let runs = runs("TYPEFERRY_FAULT_RUNS", 4);
    let ended = each(runs, Lane::new, |lane, seed| {
        let (settled, written) = lane.exported(seed, &["--settle", "3"]);
        assert!(!settled || platform().exported.contains(&written), "{seed}: a torn export");
        let (read_once, written) = lane.exported(seed, &[]);
        (settled, read_once.then(|| torn_tables(&written)))
    });
    let settled = ended.iter().filter(|(settled, _)| *settled).count();
    let whole = ended.iter().filter(|(_, torn)| *torn == Some(0)).count();
    let torn = ended.iter().filter(|(_, torn)| torn.is_some_and(|torn| torn > 0)).count();
    println!("of {runs} exports while rows change, {settled} settle (--settle 3), each whole;");
    println!("read once, {whole} are whole, {torn} have a torn table, and the others end with 5");
}

/// The scripts of tables that are those of no state; each has as many rows as some state, and no other rows.
fn torn_tables(written: &Tree) -> usize {
    let deploys = written.iter().filter(|(path, _)| path.starts_with("acme-services/deploy/"));
    let torn =
        deploys.filter(|(path, script)| !platform().exported.iter().any(|state| state.get(*path) == Some(*script)));
    torn.map(|(path, script)| {
        let alike = platform().exported.iter().filter_map(|state| state.get(path));
        let counts: Vec<_> = alike.clone().map(|state| rows(state).len()).collect();
        assert!(counts.contains(&rows(script).len()), "{path} has {} rows, and {counts:?}", rows(script).len());
        assert!(rows(script).iter().all(|row| alike.clone().any(|state| rows(state).contains(row))), "{path}");
    })
    .count()
}

/// The rows of a script.
fn rows(script: &[u8]) -> Vec<&str> {
    let text = std::str::from_utf8(script).unwrap();
    text.lines().filter(|line| line.starts_with("  (")).map(|line| line.trim_end_matches([',', ';'])).collect()
}
