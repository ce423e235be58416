//! Scripts as they are written, and as somebody might leave them.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::module::{Change, Content, Manifest, ScriptFile, TableScripts, TableSpec};
use crate::row::{Kind, Rename, Value, write_literal};

struct AsIs;

impl Rename for AsIs {
    fn text<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        text.into()
    }
    fn json<'t>(&self, json: &'t str) -> std::borrow::Cow<'t, str> {
        json.into()
    }
}

const COLUMNS: [&str; 3] = ["id", "Said \"so\"", "group"];

fn entry() -> TableEntry {
    let text = str::to_owned;
    TableEntry { schema: text("app"), table: text("t"), change: text("migrate/t"), rows: 0, sha256: String::new() }
}

type Rows = Vec<Vec<String>>;

/// The rows of a script, their number and their hash.
fn read(module: &Path) -> Result<(Rows, u64, String), ReadError> {
    let mut reader = RowReader::open(module, &entry())?;
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    while reader.next_row(&mut row)? {
        rows.push(row.clone());
    }
    let (count, sha256) = reader.finish();
    Ok((rows, count, sha256))
}

fn read_text(text: &str) -> Result<Rows, ReadError> {
    let module = tempfile::tempdir().unwrap();
    fs::create_dir_all(module.path().join("deploy/migrate")).unwrap();
    fs::write(module.path().join("deploy/migrate/t.sql"), text).unwrap();
    read(module.path()).map(|(rows, ..)| rows)
}

/// Writes rows as an export does, then reads them.
fn written(rows: &[Vec<String>]) -> ((u64, String), (Rows, u64, String)) {
    let module = tempfile::tempdir().unwrap();
    let change = Change { name: ChangeName::new("migrate/t").unwrap(), requires: Vec::new(), note: String::new() };
    let script = |kind| ScriptFile::create(module.path(), kind, &change).unwrap();
    let spec = TableSpec {
        schema: "app".into(),
        table: "t".into(),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        key: Vec::new(),
        text_compared: Vec::new(),
        typed: Vec::new(),
        money_arrays: Vec::new(),
        sequenced: Vec::new(),
        overriding: false,
        conflict: None,
    };
    let [deploy, revert, verify] = [ScriptKind::Deploy, ScriptKind::Revert, ScriptKind::Verify].map(script);
    let mut scripts = TableScripts::new(&spec, deploy, revert, verify).unwrap();
    rows.iter().try_for_each(|row| scripts.row(row)).unwrap();
    let total = scripts.finish().unwrap();
    ((total.rows, total.sha256), read(module.path()).unwrap())
}

fn literal(value: &Value<'_>) -> String {
    let mut out = String::new();
    write_literal(&mut out, value, &AsIs).unwrap();
    out
}

/// Texts of what a lexer could stumble over.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("'"),
        Just("\\"),
        Just("\n"),
        Just("("),
        Just(")"),
        Just(","),
        Just(";"),
        Just("--"),
        Just("/*"),
        Just("$$"),
        Just("\""),
        Just("E"),
        Just("é"),
        Just(" "),
        Just("NULL"),
        Just("VALUES"),
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

fn any_literal() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(literal(&Value::Null)),
        any::<bool>().prop_map(|flag| literal(&Value::Bool(flag))),
        any::<i64>().prop_map(|number| literal(&Value::Int(number))),
        any::<f64>().prop_map(|number| literal(&Value::Float(number))),
        text().prop_map(|text| literal(&Value::Text(&text))),
        text().prop_map(|text| literal(&Value::Xml(&text))),
        text().prop_map(|text| literal(&Value::Money(&text))),
        text().prop_map(|text| literal(&Value::Array(vec![Value::Text(&text), Value::Null, Value::Text("")]))),
        Just(literal(&Value::ArrayText("{1,NULL}", Kind::Money))),
        Just("current_database()".to_owned()),
    ]
}

proptest! {
    #[test]
    fn any_rows_read_as_they_were_written(
        rows in prop::collection::vec(prop::collection::vec(any_literal(), COLUMNS.len()), 0..20)
    ) {
        let ((count, sha256), found) = written(&rows);
        prop_assert_eq!(found, (rows, count, sha256));
    }
}

#[test]
fn rows_of_many_statements_are_one_list() {
    let rows: Vec<_> = (0..1201).map(|id| vec![id.to_string(), "''".into(), "NULL".into()]).collect();
    let (written, found) = written(&rows);
    assert_eq!(found, (rows, written.0, written.1));
}

#[test]
fn what_an_insert_may_have_around_its_rows_is_read() {
    let overriding = "INSERT INTO app.t (id) OVERRIDING SYSTEM VALUE VALUES\n  (1),\n  (2)";
    let tails = ["", " ON CONFLICT DO NOTHING", "\nON CONFLICT (\"a;b\") DO UPDATE SET x = 'y;z', w = EXCLUDED.w"];
    for tail in tails {
        let text = format!(
            "-- Deploy: x\n\n{overriding}{tail};\n\nINSERT INTO \"app\".t AS existing (id) VALUES (3){tail};\n"
        );
        assert_eq!(read_text(&text).unwrap(), [["1"], ["2"], ["3"]]);
    }
    assert_eq!(read_text("-- Deploy: x\n").unwrap(), Rows::new());
}

#[test]
fn the_settings_of_older_modules_are_passed_over() {
    let text = "SET session_replication_role TO replica;\n\nINSERT INTO app.t (id) VALUES\n  (1);\n\nRESET session_replication_role;\n";
    assert_eq!(read_text(text).unwrap(), [["1"]]);
}

#[test]
fn blocks_of_an_export_are_passed_over() {
    let text = "DO $triggers_off$\nINSERT INTO app.t (id) VALUES (0);\n$triggers_of$ $triggers_off_1$\n$triggers_off$;
        INSERT INTO app.t (id) VALUES (1);
        DO $triggers_on_12$ $triggers_on$; $triggers_on_12$;";
    assert_eq!(read_text(text).unwrap(), [["1"]]);
}

#[test]
fn rows_that_are_looked_up_first_are_read() {
    let text = "WITH exported (id, \"a)\") AS (VALUES
          ((SELECT id FROM app.t LIMIT 0), (SELECT \"a)\" FROM app.t LIMIT 0)),
          (1, 'x'),
          (2, 'OFFSET 1);')
          OFFSET 1), updated AS (UPDATE app.t SET a = 'y;')
        INSERT INTO app.t (id) SELECT id FROM exported;";
    assert_eq!(read_text(text).unwrap(), [["1", "'x'"], ["2", "'OFFSET 1);'"]]);
}

#[test]
fn space_and_comments_between_rows_change_nothing() {
    let text =
        "insert into app.t (id, \"a\"\"b\") values -- two\n( 1 , E'a\\'(''' ) -- one\n,\n(-2,f(1, 'x')::y [ ] );";
    assert_eq!(read_text(text).unwrap(), [["1", "E'a\\'('''"], ["-2", "f(1, 'x')::y [ ]"]]);
}

#[test]
fn what_cannot_be_read_is_named_by_file_and_line() {
    let head = "INSERT INTO app.t (id, v) VALUES\n";
    let cases = [
        ("\nDELETE FROM app.t;".to_owned(), 2, "`DELETE`"),
        ("SET search_path TO x;".to_owned(), 1, "`search_path`"),
        ("DO $x$ BEGIN END $x$;".to_owned(), 1, "a block that no export writes, `DO $x$`"),
        ("DO $triggers_off$ BEGIN END $x$;".to_owned(), 1, "the script ends"),
        ("INSERT INTO app.u (id) VALUES (1);".to_owned(), 1, "rows of app.u in the script of app.t"),
        ("INSERT INTO t (id) VALUES (1);".to_owned(), 1, "`.` is wanted"),
        (format!("{head}  (1, 2),\n  (3);"), 3, "a row of 2 values"),
        (format!("{head}  (1, 2, 3);"), 2, "a row of 2 values"),
        (format!("{head}  (1, 'a"), 2, "the script ends"),
        (format!("{head}  (1, 'a')"), 2, "the script ends"),
        (format!("{head}  (1, )"), 2, "a value is wanted"),
        (format!("{head}  (1, 2;"), 2, "`;` outside quotes"),
        (format!("{head}  (1, $$a$$);"), 2, "`$` outside quotes"),
        (format!("{head}  (1, 2 /* two */);"), 2, "a comment"),
        (format!("{head}  (1, 2) RETURNING id;"), 2, "`RETURNING`"),
        (format!("{head}  (1, 2);\nINSERT INTO app.t (v, id) VALUES\n  (1, 2);"), 3, "the first statement"),
    ];
    for (text, line, reason) in cases {
        let message = read_text(&text).unwrap_err().to_string();
        assert!(message.contains(&format!("deploy/migrate/t.sql:{line}: ")), "{message}");
        assert!(message.contains(reason), "{message}");
    }
}

/// Every script of rows that is written as reviewed, `ON CONFLICT` and `OVERRIDING` among them.
#[test]
fn the_golden_module_reads_as_its_manifest_says() {
    let module = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/module/golden/acme-service");
    let Content::Rows { tables } = Manifest::read(&module).unwrap().content else { panic!("a module of changes") };
    for entry in tables {
        let mut reader = RowReader::open(&module, &entry).unwrap();
        while reader.next_row(&mut Vec::new()).unwrap() {}
        assert_eq!(reader.finish(), (entry.rows, entry.sha256), "{}", entry.change);
    }
    let plan = read_plan(&module).unwrap();
    assert!(plan.iter().any(|change| change.as_str() == "views/active"), "{plan:?}");
}
