//! `--resume`: an export goes on from what one has staged that was killed, and writes what one writes that was not.

#![cfg(target_os = "linux")]

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use serde_json::{Map, Value};
use typeferry_base::sha256;
use typeferry_demo::{Server, ServerOptions};

use crate::support::{Ask, Faulty, Outcome, PATIENCE, Reply, Sandbox, Tree, endpoints, serve, tree, with_rows};

/// A page ends after so many rows: tables have several.
const MOST_ROWS: usize = 10;

/// The journal of a staged folder.
const NOTES: &str = ".typeferry-staging";

/// The tables that are found by rows of another, and that one: they are always read.
const BY_KEYS: [&str; 3] = ["domains", "hostname_bindings", "route_bindings"];

/// What a platform does.
#[derive(Clone, Copy)]
struct Course {
    upstream: SocketAddr,
    /// So many requests for rows are answered, and no other is.
    rows: usize,
    /// Whether those for changes are.
    changes: bool,
    /// Whether these bring an error.
    breaks: bool,
}

/// A platform with one address that stops answering, and goes on; and a folder to export into.
struct Stage {
    sandbox: Sandbox,
    server: Faulty,
    course: Arc<Mutex<Course>>,
}

fn paged(endpoints: Vec<typeferry_demo::Endpoint>) -> Server {
    serve(ServerOptions { max_page: Some(MOST_ROWS), ..ServerOptions::default() }, endpoints)
}

fn platform() -> SocketAddr {
    static PLATFORM: OnceLock<Server> = OnceLock::new();
    PLATFORM.get_or_init(|| paged(endpoints())).address()
}

impl Stage {
    fn new() -> Self {
        let course =
            Arc::new(Mutex::new(Course { upstream: platform(), rows: usize::MAX, changes: true, breaks: false }));
        let now = Arc::clone(&course);
        let server = Faulty::before(platform(), move |ask| {
            let Course { upstream, rows, changes, breaks } = *now.lock().unwrap();
            let reply = ask.at(upstream).recalled();
            if ask.is("Rows") {
                now.lock().unwrap().rows = rows.saturating_sub(1);
            }
            let stalls = (ask.is("Rows") && rows == 0) || (ask.is("SqlActions") && !changes);
            match (stalls, breaks && ask.is("SqlActions")) {
                (true, _) => reply.held(),
                (_, true) => Reply::html("404 Not Found"),
                _ => reply,
            }
        });
        Self { sandbox: Sandbox::new(), server, course }
    }

    fn goes(&self, rows: usize, changes: bool) {
        let mut course = self.course.lock().unwrap();
        (course.rows, course.changes) = (rows, changes);
    }

    fn breaks(&self, breaks: bool) {
        self.course.lock().unwrap().breaks = breaks;
    }

    fn serves(&self, upstream: SocketAddr) {
        self.course.lock().unwrap().upstream = upstream;
    }

    fn export(&self, more: &[&str]) -> Command {
        let mut export = self.sandbox.export(&self.server.url());
        export.args(more).args(["--format", "json"]);
        export
    }

    /// Kills an export once so many requests for rows were answered, and so many tables at least have ended.
    fn cut_off(&self, rows: usize, changes: bool, ended: usize, more: &[&str]) {
        self.goes(rows, changes);
        let mut child = self.export(more).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        self.server.wait_until_held();
        let began = Instant::now();
        while self.notes().iter().map(|notes| notes.lines().count()).max().unwrap_or_default() < ended + 1 {
            assert!(began.elapsed() < PATIENCE, "{ended} tables have not ended");
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        self.goes(usize::MAX, true);
    }

    /// Kills an export in which all tables have ended, and no change has come.
    fn cut_off_late(&self) {
        self.cut_off(usize::MAX, false, tables(&whole(platform())), &[]);
    }

    fn resume(&self, more: &[&str]) -> Value {
        let outcome = self.resumed(more);
        assert_eq!(self.hidden(), Vec::<PathBuf>::new());
        outcome.json()["result"]["resumed"].clone()
    }

    fn resumed(&self, more: &[&str]) -> Outcome {
        let mut export = self.export(more);
        export.arg("--resume");
        self.sandbox.run(export).done()
    }

    /// What is staged of the metadata, or left of a killed export.
    fn hidden(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.sandbox.out()).into_iter().flatten().flatten();
        let names = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".acme-services."));
        names.map(|entry| entry.path()).collect()
    }

    fn notes(&self) -> Vec<String> {
        self.hidden().iter().filter_map(|folder| fs::read_to_string(folder.join(NOTES)).ok()).collect()
    }

    /// Changes the notes of the one folder that is left.
    fn renote(&self, change: impl Fn(&str) -> String) {
        let path = self.hidden()[0].join(NOTES);
        fs::write(&path, change(&fs::read_to_string(&path).unwrap())).unwrap();
    }
}

/// What an export writes that nothing disturbs.
fn whole(upstream: SocketAddr) -> Tree {
    static WHOLE: OnceLock<Tree> = OnceLock::new();
    if upstream == platform() {
        return WHOLE.get_or_init(|| whole_with(upstream, &[])).clone();
    }
    whole_with(upstream, &[])
}

fn whole_with(upstream: SocketAddr, more: &[&str]) -> Tree {
    let stage = Stage::new();
    stage.serves(upstream);
    stage.sandbox.run(stage.export(more)).done();
    tree(&stage.sandbox.out())
}

/// How many tables of a whole export can be taken over.
fn at_hand() -> usize {
    tables(&whole(platform())) - BY_KEYS.len()
}

/// How many tables have rows.
fn tables(tree: &Tree) -> usize {
    tree.keys().filter(|path| path.starts_with("acme-services/deploy/")).count()
}

fn names(tables: &Value) -> Vec<String> {
    tables.as_array().unwrap().iter().map(|table| table["table"].as_str().unwrap().to_owned()).collect()
}

fn reason(resumed: &Value, table: &str) -> String {
    let tables = resumed["read_anew"].as_array().unwrap();
    let of = tables.iter().find(|anew| anew["table"] == table).unwrap_or_else(|| panic!("{table}: {resumed}"));
    of["reason"].as_str().unwrap().to_owned()
}

/// A platform with other rows of fields.
fn other(change: impl Fn(&mut Map<String, Value>) -> bool) -> Server {
    paged(with_rows("Field", change))
}

#[test]
fn a_killed_export_is_gone_on_with_and_writes_the_same() {
    let whole = whole(platform());
    for rows in [1, 2, 3, usize::MAX] {
        let stage = Stage::new();
        // One after the other: it is known which are answered.
        if rows == usize::MAX {
            stage.cut_off_late();
        } else {
            stage.cut_off(rows, true, 1, &["--jobs", "1"]);
        }
        let noted = stage.notes()[0].lines().count() - 1;
        let resumed = stage.resume(&[]);
        let (taken, anew) = (names(&resumed["tables"]), names(&resumed["read_anew"]));
        assert_eq!(taken.len() + anew.len(), noted, "{resumed}");
        assert!(anew.iter().all(|table| BY_KEYS.contains(&table.as_str())), "{resumed}");
        assert!(resumed["notes"].as_array().unwrap().is_empty(), "{resumed}");
        println!("{noted} tables after {rows} requests");
        assert!(tree(&stage.sandbox.out()) == whole, "{rows}: the bytes are others");
    }
}

#[test]
fn what_is_taken_over_is_not_asked_for_and_the_report_says_so() {
    let stage = Stage::new();
    let first = stage.sandbox.run(stage.export(&[])).done().json()["result"].clone();
    let asked = |stage: &Stage| stage.server.asked_for_rows().iter().filter(|ask: &&Ask| ask.is("Rows")).count();
    let before = asked(&stage);
    stage.cut_off_late();
    let cut_off = asked(&stage);
    let outcome = stage.resumed(&[]);
    assert!(asked(&stage) - cut_off < before, "{} requests, and {before} of a whole export", asked(&stage) - cut_off);
    let report = &outcome.json()["result"];
    for part in ["service", "changes", "limits", "not_renamed", "outside", "not_written"] {
        assert_eq!(report[part], first[part], "{part}");
    }
    let noted =
        |tables: &Value| tables.as_array().unwrap().iter().map(|table| table["rows"].clone()).collect::<Vec<_>>();
    let mut tables = first["service"]["tables"].clone();
    tables.as_array_mut().unwrap().retain(|table| !BY_KEYS.contains(&table["table"].as_str().unwrap()));
    assert_eq!(noted(&report["resumed"]["tables"]), noted(&tables));
    assert_eq!(names(&report["resumed"]["tables"]), names(&tables));
}

#[test]
fn people_read_what_was_taken_over() {
    let stage = Stage::new();
    stage.cut_off_late();
    let mut export = stage.sandbox.export(&stage.server.url());
    export.arg("--resume");
    let said = stage.sandbox.run(export).done().stdout;
    let taken = said.lines().filter(|line| line.ends_with("  taken over")).count();
    assert_eq!(taken, at_hand(), "{said}");
    assert!(said.contains(&format!(" rows of {taken} tables from an export that was cut off, and read")), "{said}");
}

#[test]
fn a_table_whose_count_changed_is_read_anew() {
    let stage = Stage::new();
    stage.cut_off_late();
    let fewer = other(|row| row["name"] != "email");
    stage.serves(fewer.address());
    let resumed = stage.resume(&[]);
    assert!(reason(&resumed, "field").starts_with("the source counts "), "{resumed}");
    assert!(!names(&resumed["tables"]).contains(&"field".to_owned()));
    assert!(tree(&stage.sandbox.out()) == whole(fewer.address()));
}

/// What docs/limits.md says.
#[test]
fn rows_that_changed_with_the_count_unchanged_are_taken_over_as_they_were() {
    let stage = Stage::new();
    stage.cut_off_late();
    let later = other(|row| {
        row.insert("description".to_owned(), "later".into());
        true
    });
    stage.serves(later.address());
    stage.resume(&[]);
    assert!(tree(&stage.sandbox.out()) == whole(platform()));
}

#[test]
fn what_was_staged_under_other_conditions_is_read_anew() {
    let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let renoted = |text: &str, old: &str, new: &str| {
        let (first, others) = text.split_once('\n').unwrap();
        let json = first.split_once(' ').unwrap().1;
        assert!(json.contains(old), "{old} is not in {json}");
        let json = json.replacen(old, new, 1);
        format!("{} {json}\n{others}", sha256(&json))
    };
    let cases: [(&[&str], &str, &str, &str); 5] = [
        (&["--schema", "app_public"], "", "", "it has other names"),
        (&["--leave-out", "metaschema_public.view"], "", "", "the tables are read otherwise"),
        (&[], &version, "\"version\":\"0.0.1\"", "another version of typeferry"),
        (
            &[],
            "\"database\":\"",
            "\"database\":\"00000000-0000-4000-8000-000000000000\",\"was\":\"",
            "another database",
        ),
        (&[], "\"place\":\"", "\"place\":\"0", "another endpoint"),
    ];
    for (options, old, new, reason) in cases {
        let stage = Stage::new();
        stage.cut_off_late();
        stage.renote(|text| renoted(text, old, new));
        let resumed = stage.resume(options);
        assert_eq!(names(&resumed["tables"]), Vec::<String>::new());
        assert!(resumed["notes"][0].as_str().unwrap().contains(reason), "{resumed}");
        assert!(tree(&stage.sandbox.out()) == whole_with(platform(), options), "{reason}");
    }
}

#[test]
fn a_damaged_note_and_an_edited_script_are_not_taken_over() {
    let stage = Stage::new();
    stage.cut_off_late();
    let is_of_schemas = |line: &&str| line.contains("\"table\":\"schema\"");
    stage.renote(|text| {
        let line = text.lines().find(is_of_schemas).unwrap();
        text.replace(line, &line.replacen("\"rows\":", "\"rows\":1", 1))
    });
    let script = stage.hidden()[0].join("deploy/migrate/field.sql");
    let text = fs::read_to_string(&script).unwrap();
    fs::write(&script, text.replacen("email", "e-mail", 1)).unwrap();
    let resumed = stage.resume(&[]);
    assert_eq!(reason(&resumed, "field"), "its script is not as it was staged");
    assert!(resumed["notes"][0].as_str().unwrap().starts_with("1 note in "), "{resumed}");
    let taken = names(&resumed["tables"]);
    assert_eq!(taken.len(), at_hand() - 2);
    assert!(["schema", "field"].iter().all(|table| !taken.contains(&(*table).to_owned())), "{taken:?}");
    assert!(tree(&stage.sandbox.out()) == whole(platform()));
}

#[test]
fn where_the_first_note_is_damaged_nothing_is_taken_over() {
    let stage = Stage::new();
    stage.cut_off_late();
    stage.renote(|text| text.replacen("version", "Version", 1));
    let resumed = stage.resume(&[]);
    assert_eq!(names(&resumed["tables"]), Vec::<String>::new());
    assert!(resumed["notes"][0].as_str().unwrap().ends_with("its first note is damaged"), "{resumed}");
}

#[test]
fn without_anything_to_go_on_from_it_is_an_export_with_a_note() {
    let stage = Stage::new();
    let resumed = stage.resume(&[]);
    assert_eq!(resumed["notes"][0], "no export into this folder was cut off");
    assert!(tree(&stage.sandbox.out()) == whole(platform()));
}

#[test]
fn of_two_that_were_cut_off_the_one_counts_that_had_got_further() {
    let stage = Stage::new();
    stage.cut_off_late();
    stage.cut_off(0, true, 0, &["--resume"]);
    assert_eq!(stage.hidden().len(), 2);
    let resumed = stage.resume(&[]);
    assert_eq!(names(&resumed["tables"]).len(), at_hand());
    assert!(tree(&stage.sandbox.out()) == whole(platform()));
}

#[test]
fn an_export_that_fails_is_gone_on_with_where_it_was_to_resume_itself() {
    let stage = Stage::new();
    let fails = |stage: &Stage, more: &[&str]| {
        stage.breaks(true);
        let outcome = stage.sandbox.run(stage.export(more));
        stage.breaks(false);
        assert_eq!(outcome.code, Some(1), "{outcome:?}");
        stage.hidden().len()
    };
    assert_eq!(fails(&stage, &[]), 0);
    assert_eq!(fails(&stage, &["--resume"]), 1);
    // What it had from the first is in the second.
    assert_eq!(fails(&stage, &["--resume"]), 2);
    assert_eq!(fails(&stage, &["--resume"]), 2);
    let resumed = stage.resume(&[]);
    assert_eq!(names(&resumed["tables"]).len(), at_hand());
    assert!(tree(&stage.sandbox.out()) == whole(platform()));
}

#[test]
fn what_nobody_resumes_goes_with_the_next_export() {
    let stage = Stage::new();
    stage.cut_off_late();
    let report = stage.sandbox.run(stage.export(&[])).done().json();
    assert_eq!((&report["result"]["resumed"], stage.hidden()), (&Value::Null, vec![]));
}

#[test]
fn it_goes_neither_with_settle_nor_with_dry_run() {
    let stage = Stage::new();
    for others in [&["--settle", "3"][..], &["--dry-run"]] {
        let mut export = stage.export(others);
        export.arg("--resume");
        let outcome = stage.sandbox.run(export);
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(outcome.stderr.contains("cannot be used with") && outcome.stderr.contains("--resume"), "{outcome:?}");
    }
}
