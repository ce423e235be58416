//! A small module, compared file by file with `golden/`. `UPDATE_GOLDEN=1 cargo test` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

fn spec() -> ModuleSpec {
    ModuleSpec {
        name: ModuleName::new("acme-service").unwrap(),
        comment: "Ada's tenant".into(),
        requires: vec!["metaschema-schema".into(), "uuid-ossp".into()],
        planner: "Ada Lovelace <ada@example.com>".parse().unwrap(),
    }
}

fn place(out_dir: &Path) -> Place<'_> {
    Place { out_dir, adopt: false, scratch: None }
}

fn change(name: &str, requires: &[&str], note: &str) -> Change {
    let requires = requires.iter().map(|text| Reference::parse(text).unwrap()).collect();
    Change { name: ChangeName::new(name).unwrap(), requires, note: note.into() }
}

fn table(schema: &str, table: &str, columns: &[&str], key: &[usize], text_compared: &[usize]) -> TableSpec {
    TableSpec {
        schema: schema.into(),
        table: table.into(),
        columns: columns.iter().map(ToString::to_string).collect(),
        key: key.to_vec(),
        text_compared: text_compared.to_vec(),
        typed: Vec::new(),
        money_arrays: Vec::new(),
        sequenced: Vec::new(),
        overriding: false,
        conflict: None,
    }
}

fn fill(mut scripts: TableScripts, rows: &[&[&str]]) -> TableTotal {
    for row in rows {
        let row: Vec<String> = row.iter().map(ToString::to_string).collect();
        scripts.row(&row).unwrap();
    }
    scripts.finish().unwrap()
}

fn write_tables(writer: &mut ModuleWriter) -> Vec<TableEntry> {
    let users = table("app", "users", &["id", "name", "bio"], &[0], &[]);
    let notes = table("App Data", "order", &["user", "no", "missing"], &[0, 1], &[]);
    let widgets = TableSpec {
        sequenced: vec![0],
        overriding: true,
        conflict: Some(Conflict { key: vec!["id".into()], update: vec!["name".into(), "Left".into()], arbiter: true }),
        ..table("app", "widgets", &["id", "name", "Left"], &[0], &[])
    };
    let log = table("app", "log", &["said", "data", "spot"], &[], &[1, 2]);
    let users_rows: &[&[&str]] = &[
        &["'6fa4a6e4-0000-4000-8000-000000000001'", "'Ada'", r"E'two\nlines'"],
        &["'6fa4a6e4-0000-4000-8000-000000000002'", "'$verify$ O''Hara'", "NULL"],
    ];
    let notes_rows: &[&[&str]] = &[&["'$verify$'", "1", "NULL"], &["'a'", "2", "'two\nlines'"]];
    let log_rows: &[&[&str]] = &[
        &["'a'", "'{\"n\": 1.50}'", "'(1.5, 2.5)'"],
        &["NULL", "NULL", "NULL"],
        &["'a'", "'{\"n\": 1.50}'", "'(1.5, 2.5)'"],
    ];
    let tables = [
        (change("migrate/users", &[], "2 rows of app.users"), users, users_rows),
        (change("migrate/order", &["migrate/users"], "2 rows of App Data.order"), notes, notes_rows),
        (change("migrate/widgets", &[], ""), widgets, &[&["1", "'a'", "NULL"], &["2", "'b'", "TRUE"]]),
        (change("migrate/log", &["migrate/order", "other:log"], ""), log, log_rows),
    ];
    let mut write = |(change, spec, rows): (Change, TableSpec, &[&[&str]])| {
        let TableTotal { rows, sha256 } = fill(writer.table_change(&change, &spec).unwrap(), rows);
        let change = change.name.as_str().to_owned();
        TableEntry { schema: spec.schema, table: spec.table, change, rows, sha256 }
    };
    tables.map(&mut write).into()
}

fn write_module(out_dir: &Path) -> Staged {
    let mut writer = ModuleWriter::begin(spec(), place(out_dir)).unwrap();
    let tables = write_tables(&mut writer);
    let schemas = vec![SchemaRename { name: "app".into(), from: "acme_7f_app".into(), to: "acme_app".into() }];
    let (name, extension) = (Some("acme".into()), "acme".into());
    let origin = Origin { database: uuid::Uuid::nil(), name, extension, schemas };
    let manifest = Manifest::new("constructive-1", origin, Content::Rows { tables });
    let view = change("views/active", &["migrate/users"], "the users\nof today");
    let deploy = "CREATE VIEW app.active AS SELECT id FROM app.users";
    writer.script_change(&view, deploy, Some("DROP VIEW app.active;\n"), None).unwrap();
    writer.finish(manifest).unwrap()
}

fn files(root: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn a_small_module_is_written_as_reviewed() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/module/golden");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        swap_in(vec![write_module(&golden)]).unwrap();
    }
    let out_dir = tempfile::tempdir().unwrap();
    swap_in(vec![write_module(out_dir.path())]).unwrap();
    let (written, reviewed) = (files(out_dir.path()), files(&golden));
    assert_eq!(written.keys().collect::<Vec<_>>(), reviewed.keys().collect::<Vec<_>>());
    for (path, text) in written {
        assert_eq!(text, reviewed[&path], "{}", path.display());
    }
}

#[test]
fn the_deployer_reads_what_is_written() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/module/golden/acme-service");
    let project = typeferry_pgpm::Project::open(&golden).unwrap();
    let module = &project.modules[0];
    assert_eq!(module.plan.to_string(), fs::read_to_string(golden.join("pgpm.plan")).unwrap());
    assert!(module.changes.iter().all(|change| change.drift.is_empty()));
    let (names, requires): (Vec<_>, Vec<_>) =
        module.changes.iter().map(|change| (change.name.as_str(), change.requires.len())).unzip();
    assert_eq!(names, ["migrate/users", "migrate/order", "migrate/widgets", "migrate/log", "views/active"]);
    assert_eq!(requires, [0, 1, 0, 2, 1]);
    assert_eq!(
        module.extensions,
        spec().requires.iter().map(|name| ModuleName::new(name).unwrap()).collect::<Vec<_>>()
    );
}

#[test]
fn a_change_that_does_not_fit_leaves_nothing() {
    let out_dir = tempfile::tempdir().unwrap();
    let mut writer = ModuleWriter::begin(spec(), place(out_dir.path())).unwrap();
    writer.change(&change("a", &[], "")).unwrap().finish().unwrap();
    assert!(matches!(writer.change(&change("a", &[], "")), Err(ModuleError::Plan(PlanError::Duplicate { .. }))));
    drop(writer);
    assert!(files(out_dir.path()).is_empty());
}
