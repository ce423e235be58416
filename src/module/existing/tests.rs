//! A module that is there, beside what an export has staged: what is an edit, what stays, what is in the way.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;

use tempfile::TempDir;

use super::*;
use crate::module::{
    Change, ChangeName, Content, Manifest, ModuleSpec, ModuleWriter, Origin, Place, Staged, TableEntry, TableSpec,
    TableTotal, swap_in,
};
use crate::row::Uuid;

/// A folder with the module `acme`, exported once.
struct Home(TempDir);

impl Home {
    fn new(changes: &[(&str, &str)]) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        swap_in(vec![home.staged(changes).unwrap()]).unwrap();
        home
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join("acme").join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn writer(&self, adopt: bool) -> Result<ModuleWriter, ModuleError> {
        let spec = ModuleSpec {
            name: ModuleName::new("acme").unwrap(),
            comment: "the module".into(),
            requires: vec!["citext".into()],
            planner: "Ada <ada@example.com>".parse().unwrap(),
        };
        ModuleWriter::begin(spec, Place { out_dir: self.0.path(), adopt, scratch: None })
    }

    /// An export of these changes, each with the text of its deploy script and no others.
    fn staged(&self, changes: &[(&str, &str)]) -> Result<Staged, ModuleError> {
        finish(self.writer(true)?, changes)
    }

    /// An export of a table with one row.
    fn staged_rows(&self, key: &str) -> Staged {
        let spec = TableSpec {
            schema: "app".into(),
            table: "users".into(),
            columns: vec!["id".into(), "name".into()],
            key: vec![0],
            text_compared: Vec::new(),
            typed: Vec::new(),
            money_arrays: Vec::new(),
            sequenced: Vec::new(),
            overriding: false,
            conflict: None,
        };
        let mut writer = self.writer(false).unwrap();
        let mut scripts = writer.table_change(&change("users"), &spec).unwrap();
        scripts.row(&[key.into(), "'Ada'".into()]).unwrap();
        let TableTotal { rows, sha256 } = scripts.finish().unwrap();
        let TableSpec { schema, table, .. } = spec;
        let tables = vec![TableEntry { schema, table, change: "users".into(), rows, sha256 }];
        writer.finish(Manifest::new("constructive-1", origin(), Content::Rows { tables })).unwrap()
    }

    fn edits(&self, changes: &[(&str, &str)]) -> Vec<(String, Edited)> {
        let staged = self.staged(changes).unwrap();
        staged.edits().iter().map(|edit| (edit.path.display().to_string(), edit.what)).collect()
    }

    /// Makes the manifest one of a typeferry that listed no files.
    fn with_an_older_manifest(self) -> Self {
        let mut manifest: serde_json::Value = serde_json::from_str(&self.read("typeferry.manifest.json")).unwrap();
        assert!(manifest.as_object_mut().unwrap().remove("files").is_some());
        self.write("typeferry.manifest.json", manifest.to_string());
        self
    }
}

fn finish(mut writer: ModuleWriter, changes: &[(&str, &str)]) -> Result<Staged, ModuleError> {
    for (name, text) in changes {
        writer.script_change(&change(name), text, None, None).unwrap();
    }
    let content = Content::Changes(writer.script_changes());
    writer.finish(Manifest::new("constructive-1", origin(), content))
}

fn change(name: &str) -> Change {
    Change { name: ChangeName::new(name).unwrap(), requires: Vec::new(), note: String::new() }
}

fn origin() -> Origin {
    Origin { database: Uuid::nil(), name: None, extension: "acme".into(), schemas: Vec::new() }
}

const OLD: &[(&str, &str)] = &[("a/b", "SELECT 1;"), ("c", "SELECT 2;")];
const NEW: &[(&str, &str)] = &[("a/b", "SELECT 3;"), ("d", "SELECT 4;")];

#[test]
fn what_was_edited_or_deleted_is_found_and_what_is_the_same_anyway_is_not() {
    let home = Home::new(OLD);
    assert_eq!(home.edits(NEW), []);
    home.write("deploy/a/b.sql", "-- Deploy: a/b\n\nSELECT 3;\n");
    assert_eq!(home.edits(NEW), []);
    home.write("deploy/a/b.sql", "mine");
    home.write("deploy/c.sql", "mine too");
    let edited = |path: &str| (path.to_owned(), Edited::Edited);
    assert_eq!(home.edits(NEW), [edited("deploy/a/b.sql"), edited("deploy/c.sql")]);
    fs::remove_file(home.path("deploy/a/b.sql")).unwrap();
    fs::remove_file(home.path("deploy/c.sql")).unwrap();
    home.write("pgpm.plan", "mine");
    // What would be gone anyway is no loss.
    assert_eq!(home.edits(NEW), [("deploy/a/b.sql".into(), Edited::Deleted), edited("pgpm.plan")]);
}

#[test]
fn what_changed_is_overwritten_only_where_that_is_wanted() {
    let home = Home::new(OLD);
    home.write("deploy/c.sql", "mine");
    let Err(ModuleError::Edited { edits }) = swap_in(vec![home.staged(NEW).unwrap()]) else {
        panic!("it was replaced")
    };
    assert_eq!(edits, [(home.path("deploy/c.sql").canonicalize().unwrap(), Edited::Edited)]);
    let mut staged = home.staged(NEW).unwrap();
    staged.overwrite_edited();
    home.write("deploy/a/b.sql", "mine too");
    let Err(ModuleError::Edited { edits }) = swap_in(vec![staged]) else { panic!("nobody was asked for this one") };
    assert_eq!(edits.len(), 2);
    assert_eq!((home.read("deploy/a/b.sql"), home.read("deploy/c.sql")), ("mine too".into(), "mine".into()));
    let mut staged = home.staged(NEW).unwrap();
    staged.overwrite_edited();
    swap_in(vec![staged]).unwrap();
    assert!(home.read("deploy/a/b.sql").contains("SELECT 3;") && !home.path("deploy/c.sql").exists());
}

#[test]
fn what_an_older_manifest_cannot_tell_is_named() {
    let home = Home::new(OLD).with_an_older_manifest();
    // The hash of all scripts tells that nobody edited any.
    assert_eq!(home.edits(NEW), []);
    home.write("deploy/c.sql", "mine");
    let perhaps = |path: &str| (path.to_owned(), Edited::PerhapsEdited);
    assert_eq!(home.edits(NEW), [perhaps("deploy/a/b.sql"), perhaps("deploy/c.sql"), perhaps("pgpm.plan")]);
    let home = Home::new(OLD);
    home.write("typeferry.manifest.json", "<<<<<<< ours\n");
    assert_eq!(home.edits(OLD), []);
    assert_eq!(home.edits(NEW).len(), 3);
    home.write("pgpm.plan", "%project=acme\na\n<<<<<<< ours\n");
    let message = home.staged(NEW).unwrap_err().to_string();
    assert!(message.contains("acme/pgpm.plan:3: "), "{message}");
}

#[test]
fn an_older_manifest_tells_whether_rows_were_edited() {
    let home = Home(tempfile::tempdir().unwrap());
    swap_in(vec![home.staged_rows("1")]).unwrap();
    let home = home.with_an_older_manifest();
    let edits = |key| home.staged_rows(key).edits().iter().map(|edit| edit.path.clone()).collect::<Vec<_>>();
    assert_eq!(edits("1"), Vec::<PathBuf>::new());
    let unknown = ["revert/users.sql", "verify/users.sql"].map(PathBuf::from);
    assert_eq!(edits("2"), unknown);
    home.write("deploy/users.sql", home.read("deploy/users.sql").replace("'Ada'", "'Grace'"));
    assert_eq!(edits("1"), [PathBuf::from("deploy/users.sql")]);
    assert_eq!(edits("2").len(), 3);
}

#[test]
fn what_nobody_exported_stays_and_is_named_below_the_folders_of_scripts() {
    let home = Home::new(OLD);
    home.write("README.md", "mine");
    home.write("deploy/mine.sql", "mine");
    home.write("verify/deep/er/mine.txt", "mine");
    fs::create_dir_all(home.path("revert/empty")).unwrap();
    fs::create_dir_all(home.path("notes")).unwrap();
    fs::set_permissions(home.path("README.md"), fs::Permissions::from_mode(0o750)).unwrap();
    fs::set_permissions(home.path("notes"), fs::Permissions::from_mode(0o500)).unwrap();
    fs::set_permissions(home.path("deploy"), fs::Permissions::from_mode(0o2775)).unwrap();
    std::os::unix::fs::symlink("/nowhere", home.path("a-link")).unwrap();
    for _ in 0..3 {
        let staged = home.staged(NEW).unwrap();
        let kept = ["deploy/mine.sql", "revert/empty/", "verify/deep/er/mine.txt"].map(PathBuf::from);
        assert_eq!(staged.kept(), kept);
        swap_in(vec![staged]).unwrap();
    }
    assert!(!home.path("deploy/c.sql").exists() && home.path("deploy/d.sql").exists());
    let mode = |path: &str| fs::metadata(home.path(path)).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode("README.md"), mode("notes"), mode("deploy")), (0o750, 0o500, 0o2775));
    assert_eq!(fs::read_link(home.path("a-link")).unwrap(), Path::new("/nowhere"));
    assert_eq!(home.read("verify/deep/er/mine.txt"), "mine");
    assert_eq!(fs::read_dir(home.0.path()).unwrap().count(), 1);
}

/// A folder that held nothing but what is replaced goes with it.
#[test]
fn folders_of_scripts_that_are_gone_are_gone() {
    let home = Home::new(OLD);
    swap_in(vec![home.staged(&[("d", "SELECT 4;")]).unwrap()]).unwrap();
    assert!(!home.path("deploy/a").exists());
}

#[test]
fn what_is_where_a_new_script_must_go_is_named_and_kept() {
    let home = Home::new(OLD);
    home.write("deploy/d.sql", "mine");
    fs::create_dir_all(home.path("deploy/e.sql/x")).unwrap();
    home.write("deploy/f", "mine");
    let new = [("d", "SELECT 4;"), ("e", "SELECT 5;"), ("f/g", "SELECT 6;")];
    let Err(ModuleError::InTheWay { paths }) = home.staged(&new) else { panic!("it was replaced") };
    let names: Vec<_> = paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["d.sql", "e.sql", "f"]);
    // The same bytes are in nobody's way, and ours from then on.
    let home = Home::new(OLD);
    home.write("deploy/d.sql", "-- Deploy: d\n\nSELECT 4;\n");
    swap_in(vec![home.staged(NEW).unwrap()]).unwrap();
    assert!(home.staged(NEW).unwrap().kept().is_empty());
}

#[test]
fn a_link_in_the_place_of_a_folder_of_scripts_is_in_the_way() {
    let home = Home::new(OLD);
    let outside = tempfile::tempdir().unwrap();
    fs::rename(home.path("deploy"), outside.path().join("deploy")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("deploy"), home.path("deploy")).unwrap();
    assert!(matches!(home.staged(NEW), Err(ModuleError::InTheWay { .. })));
    assert!(outside.path().join("deploy/c.sql").exists());
}

/// The link goes, what it leads to stays.
#[test]
fn a_link_in_the_place_of_a_script_is_an_edit() {
    let home = Home::new(OLD);
    let outside = tempfile::NamedTempFile::new().unwrap();
    fs::remove_file(home.path("deploy/c.sql")).unwrap();
    std::os::unix::fs::symlink(outside.path(), home.path("deploy/c.sql")).unwrap();
    assert_eq!(home.edits(OLD), [("deploy/c.sql".into(), Edited::Edited)]);
    let mut staged = home.staged(OLD).unwrap();
    staged.overwrite_edited();
    swap_in(vec![staged]).unwrap();
    assert!(home.read("deploy/c.sql").contains("SELECT 2;"));
    assert_eq!(fs::read(outside.path()).unwrap(), b"");
}

#[test]
fn a_manifest_cannot_make_what_people_wrote_ours() {
    let home = Home::new(OLD);
    home.write("README.md", "mine");
    home.write("deploy/../mine", "mine");
    let mut manifest: serde_json::Value = serde_json::from_str(&home.read("typeferry.manifest.json")).unwrap();
    for path in ["README.md", "Makefile", "deploy/../mine", "../acme/README.md", "deploy"] {
        manifest["files"][path] = "00".into();
    }
    home.write("typeferry.manifest.json", manifest.to_string());
    swap_in(vec![home.staged(NEW).unwrap()]).unwrap();
    assert_eq!((home.read("README.md"), home.read("mine")), ("mine".into(), "mine".into()));
}

#[test]
fn the_control_file_requires_more_and_keeps_the_rest() {
    let home = Home::new(OLD);
    let text = "# mine\r\ncomment = 'mine'\r\nrequires = 'plpgsql, hstore' # mine\r\n";
    home.write("acme.control", text);
    fs::set_permissions(home.path("acme.control"), fs::Permissions::from_mode(0o600)).unwrap();
    let staged = home.staged(NEW).unwrap();
    assert_eq!(staged.requires_added(), [ModuleName::new("citext").unwrap()]);
    swap_in(vec![staged]).unwrap();
    assert_eq!(home.read("acme.control"), text.replace("hstore", "hstore, citext"));
    let mode = fs::metadata(home.path("acme.control")).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);
    assert_eq!(home.staged(NEW).unwrap().requires_added(), []);
    for (text, line) in [(&b"a = 'b'\n\xff"[..], 2), (b"requires = 'a", 1), (b"\nrequires = 'a b'\n", 2)] {
        home.write("acme.control", text);
        let message = home.writer(false).unwrap_err().to_string();
        assert!(message.contains(&format!("acme.control:{line}: ")), "{message}");
    }
}

#[test]
fn a_control_file_that_is_a_link_is_not_written_through() {
    let home = Home::new(OLD);
    let outside = tempfile::tempdir().unwrap();
    let control = outside.path().join("control");
    fs::write(&control, "requires = 'citext'\n").unwrap();
    fs::remove_file(home.path("acme.control")).unwrap();
    std::os::unix::fs::symlink(&control, home.path("acme.control")).unwrap();
    swap_in(vec![home.staged(NEW).unwrap()]).unwrap();
    assert!(home.path("acme.control").is_symlink());
    fs::write(&control, "").unwrap();
    let message = home.staged(NEW).unwrap_err().to_string();
    assert!(message.contains("acme.control is a link") && message.contains("require citext"), "{message}");
}

#[test]
fn a_module_of_another_tool_is_taken_over_where_that_is_wanted() {
    let home = Home(tempfile::tempdir().unwrap());
    home.write("acme.control", "requires = 'plpgsql'\n");
    home.write(
        "pgpm.plan",
        "%project=acme\na/b 2017-08-11T08:11:51Z Ada <a@b.c>\n@v1 2017-08-11T08:11:51Z Ada <a@b.c>\n",
    );
    home.write("package.json", "{}");
    home.write("deploy/a/b.sql", "theirs");
    home.write("verify/a/b.sql", "theirs");
    home.write("deploy/mine.sql", "mine");
    assert!(matches!(home.writer(false), Err(ModuleError::AnotherTools { .. })));
    let staged = home.staged(NEW).unwrap();
    assert!(staged.adopts() && staged.edits().is_empty());
    swap_in(vec![staged]).unwrap();
    assert!(home.read("deploy/a/b.sql").contains("SELECT 3;") && !home.path("verify").exists());
    assert_eq!((home.read("deploy/mine.sql"), home.read("package.json")), ("mine".into(), "{}".into()));
    assert_eq!(home.read("acme.control"), "requires = 'plpgsql,citext'\n");
    assert!(!home.staged(NEW).unwrap().adopts());
}
