//! Projects on disk: what is read, in which order, and every input that is refused.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::{Fault, ModuleName, Problems, Project};

/// A workspace with `packages/*`; a file is its path and its text.
pub(crate) fn workspace(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "pgpm.json", "{\"packages\": [\"packages/*\"]}");
    for (path, text) in files {
        write(root.path(), path, text);
    }
    root
}

/// Adds a module to a workspace: what it requires, the lines of its plan, and a deploy script for each of them.
pub(crate) fn module(root: &Path, name: &str, requires: &str, plan: &str) {
    let folder = root.join("packages").join(name);
    write(&folder, &format!("{name}.control"), &format!("comment = '{name}'\nrequires = '{requires}'\n"));
    write(&folder, "pgpm.plan", &format!("%project={name}\n{plan}"));
    for line in plan.lines().filter(|line| !line.starts_with(['@', '%', '#'])) {
        let change = line.split_whitespace().next().unwrap();
        write(&folder, &format!("deploy/{change}.sql"), &format!("-- Deploy: {change}\nSELECT 1;\n"));
    }
}

pub(crate) fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn names(project: &Project) -> Vec<&str> {
    project.modules.iter().map(|module| module.name.as_str()).collect()
}

fn problems(path: &Path) -> Problems {
    Project::open(path).unwrap_err()
}

/// The only problem: its file below the root, its line, and its message.
fn problem(root: &Path) -> (String, Option<usize>, String) {
    let problems = problems(root);
    let [problem] = &problems.0[..] else { panic!("{problems}") };
    let root = root.canonicalize().unwrap();
    let path = problem.path.strip_prefix(&root).unwrap().display().to_string();
    (path, problem.line, problem.fault.to_string())
}

#[test]
fn modules_come_after_what_they_require() {
    let root = workspace(&[]);
    module(root.path(), "a", "plpgsql,c", "x\n");
    module(root.path(), "b", "", "x [c:y]\n");
    module(root.path(), "c", "uuid-ossp", "y\n");
    let project = Project::open(root.path()).unwrap();
    assert_eq!(names(&project), ["c", "a", "b"]);
    assert_eq!(project.modules[1].extensions[0].as_str(), "plpgsql");
    assert_eq!(project.changes().count(), 3);
}

#[test]
fn a_module_is_read_with_what_it_requires_and_nothing_else() {
    let root = workspace(&[]);
    module(root.path(), "a", "b", "x\n");
    module(root.path(), "b", "", "x\n");
    module(root.path(), "c", "b", "x\n");
    let project = Project::open(&root.path().join("packages/a")).unwrap();
    assert_eq!((names(&project), project.module.as_ref().map(crate::ModuleName::as_str)), (vec!["b", "a"], Some("a")));
    let open = |name: &str| Project::open_module(root.path(), &crate::ModuleName::new(name).unwrap());
    assert_eq!(names(&open("c").unwrap()), ["b", "c"]);
    let unknown = open("cc").unwrap_err().to_string();
    assert!(unknown.contains("did you mean `c`?") && unknown.contains("it has a, b, c"), "{unknown}");
}

#[test]
fn what_is_wrong_in_other_modules_is_nothing_to_a_module() {
    let root = workspace(&[]);
    module(root.path(), "a", "b", "x\n");
    module(root.path(), "b", "", "x\n");
    module(root.path(), "c", "", "x\nx\n");
    module(root.path(), "d", "c", "x\n");
    module(root.path(), "e", "", "x [nothing]\n");
    assert_eq!(names(&Project::open(&root.path().join("packages/a")).unwrap()), ["b", "a"]);
    let said = |path: &str| problems(&root.path().join(path)).to_string();
    for path in ["packages/c", "packages/d"] {
        assert!(said(path).contains("c/pgpm.plan:3:") && !said(path).contains("e/pgpm.plan"), "{}", said(path));
    }
    assert!(said("packages/e").contains("e/pgpm.plan:2:"));
}

#[test]
fn a_module_in_no_workspace_stands_alone() {
    let root = tempfile::tempdir().unwrap();
    module(root.path(), "a", "b", "x\n");
    let project = Project::open(&root.path().join("packages/a")).unwrap();
    assert_eq!((names(&project), project.modules[0].extensions[0].as_str()), (vec!["a"], "b"));
}

#[test]
fn installed_modules_are_found_without_being_named() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\n");
    fs::create_dir_all(root.path().join("extensions/@x")).unwrap();
    fs::rename(root.path().join("packages/a"), root.path().join("extensions/@x/a")).unwrap();
    assert_eq!(names(&Project::open(root.path()).unwrap()), ["a"]);
}

#[test]
fn references_lead_to_changes_each_once() {
    let root = workspace(&[]);
    let stamp = "2020-01-02T03:04:05Z A <a@b>";
    module(root.path(), "a", "", &format!("x\ny [x a:x]\n@v1 {stamp}\nz [@v1 y x@v1 y@v1]\n"));
    module(root.path(), "b", "a", "x [a:@v1 a:y other:q]\n");
    let project = Project::open(root.path()).unwrap();
    let requires: Vec<Vec<String>> =
        project.changes().map(|(_, change)| change.requires.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(requires, [vec![], vec!["a:x"], vec!["a:y", "a:x"], vec!["a:y", "other:q"]]);
    let elsewhere: Vec<_> =
        project.elsewhere().map(|(module, change, id)| format!("{} {} {id}", module.name, change.line)).collect();
    assert_eq!(elsewhere, ["b 2 other:q"]);
}

#[test]
fn changes_that_require_one_another_are_named() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\ny [z]\nz [w]\nw [y]\n");
    let problems = problems(root.path());
    let cycle = problems.0.iter().find(|problem| matches!(problem.fault, Fault::ChangeCycle { .. })).unwrap();
    assert_eq!(cycle.line, Some(3));
    assert!(cycle.to_string().contains("y -> z -> w -> y"), "{cycle}");
    module(root.path(), "a", "", "x [x]\n");
    assert!(problem(root.path()).2.contains("x -> x"));
}

#[test]
fn a_requirement_must_be_planned_before() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x [y]\ny\n");
    let (path, line, message) = problem(root.path());
    assert_eq!((path.as_str(), line), ("packages/a/pgpm.plan", Some(2)));
    assert!(message.contains("planned after it, in line 3"), "{message}");
}

#[test]
fn a_requirement_that_does_not_exist_is_named_with_its_like() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "users/table\n@v1 2020-01-02T03:04:05Z A <a@b>\n");
    for (reference, part) in [
        ("a:users/tabel", "did you mean `users/table`?"),
        ("a:@v2", "did you mean `@v1`?"),
        ("a:users/table@v3", "did you mean `@v1`?"),
        ("a:zzz", "which a does not have"),
        ("other:@v1", "not a tag"),
    ] {
        module(root.path(), "b", "a", &format!("x\ny [{reference}]\n"));
        let (path, line, message) = problem(root.path());
        assert_eq!((path.as_str(), line), ("packages/b/pgpm.plan", Some(3)), "{message}");
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn a_change_at_a_tag_must_be_before_the_tag() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\n@v1 2020-01-02T03:04:05Z A <a@b>\ny\nz [y@v1]\n");
    assert!(problem(root.path()).2.contains("only after the tag"));
}

#[test]
fn modules_that_require_one_another_are_named() {
    let root = workspace(&[]);
    module(root.path(), "a", "b", "x\n");
    module(root.path(), "b", "c", "x\n");
    module(root.path(), "c", "a", "x\n");
    let (path, line, message) = problem(root.path());
    assert_eq!((path.as_str(), line), ("packages/c/c.control", Some(2)));
    assert!(message.contains("a -> b -> c -> a"), "{message}");
}

#[test]
fn a_change_needs_a_script_with_a_text_of_its_own() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\ny\nz\nw\n");
    let folder = root.path().join("packages/a");
    fs::remove_file(folder.join("deploy/x.sql")).unwrap();
    write(&folder, "deploy/y.sql", "");
    write(&folder, "deploy/w.sql", &fs::read_to_string(folder.join("deploy/z.sql")).unwrap());
    let said = problems(root.path()).to_string();
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].contains("pgpm.plan:2: x has no deploy script"), "{said}");
    assert!(lines[1].contains("y.sql: the deploy script of y is empty"), "{said}");
    assert!(lines[2].contains("w.sql: the deploy script of w is the one of z, byte for byte"), "{said}");
}

#[test]
fn two_changes_of_one_name_are_refused_with_both_lines() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\nx\n");
    let (path, line, message) = problem(root.path());
    assert_eq!((path.as_str(), line), ("packages/a/pgpm.plan", Some(3)));
    assert!(message.contains("in line 2 already"), "{message}");
}

#[test]
fn nothing_outside_the_project_is_read() {
    let root = workspace(&[("pgpm.json", "{\n\"packages\": [\"../other/*\"]}")]);
    assert!(problem(root.path()).2.contains("\"../other/*\" leaves the project"));
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\n");
    write(root.path(), "packages/a/pgpm.plan", "%project=a\n../../x\n");
    let (path, line, message) = problem(root.path());
    assert_eq!((path.as_str(), line), ("packages/a/pgpm.plan", Some(2)));
    assert!(message.contains("`..`"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_its_module_or_the_workspace() {
    let other = workspace(&[]);
    module(other.path(), "b", "", "x\n");
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\n");
    let script = root.path().join("packages/a/deploy/x.sql");
    fs::remove_file(&script).unwrap();
    std::os::unix::fs::symlink(other.path().join("packages/b/deploy/x.sql"), &script).unwrap();
    assert!(problem(root.path()).2.contains("leaves the project"));
    module(root.path(), "c", "", "x\n");
    fs::remove_dir_all(root.path().join("packages/a")).unwrap();
    std::os::unix::fs::symlink(other.path().join("packages/b"), root.path().join("packages/b")).unwrap();
    assert!(problem(root.path()).2.contains("leaves the project"));
}

#[test]
fn a_folder_of_a_module_is_whole() {
    let root = workspace(&[("packages/a/a.control", ""), ("packages/b/pgpm.plan", "%project=b\n")]);
    let said = problems(root.path()).to_string();
    assert!(said.contains("packages/a: the module has no pgpm.plan"), "{said}");
    assert!(said.contains("packages/b: the module has no control file"), "{said}");
    let root = workspace(&[("packages/a/a.control", ""), ("packages/a/pgpm.plan", "%project=b\n")]);
    assert!(problem(root.path()).2.contains("the project b, and the control file beside it is of a"));
    write(root.path(), "packages/a/c.control", "");
    assert!(problem(root.path()).2.contains("the control files a.control, c.control, and the plan"));
}

#[test]
fn two_modules_have_two_names() {
    let root = workspace(&[("pgpm.json", "{\"packages\": [\"packages/*\", \"more/*\"]}")]);
    module(root.path(), "a", "", "x\n");
    write(root.path(), "more/a/a.control", "");
    write(root.path(), "more/a/pgpm.plan", "%project=a\n");
    assert!(problem(root.path()).2.contains("the module a is in"));
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\n");
    let control = root.path().join("packages/a/a.control");
    fs::write(&control, [0xff, 0xfe]).unwrap();
    assert!(problem(root.path()).2.contains("no UTF-8"));
    fs::write(&control, "comment = 'x'\nrequires = 'a\n").unwrap();
    assert_eq!(problem(root.path()).1, Some(2));
    fs::write(&control, "").unwrap();
    write(root.path(), "packages/a/deploy/x.sql", "SELECT 1\0;");
    assert!(problem(root.path()).2.contains("NUL"));
}

#[test]
fn a_script_that_does_not_end_is_found_before_it_is_run() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\n");
    write(root.path(), "packages/a/deploy/x.sql", "SELECT 1;\nSELECT 'a;\n");
    let (path, line, message) = problem(root.path());
    assert_eq!((path.as_str(), line), ("packages/a/deploy/x.sql", Some(2)));
    assert!(message.contains("a string begins here"), "{message}");
}

#[test]
fn a_workspace_says_where_its_modules_are() {
    let root = workspace(&[("pgpm.json", "{\n\"packages\": 1}")]);
    assert_eq!(problem(root.path()).1, Some(2));
    let root = workspace(&[]);
    assert!(problem(root.path()).2.contains("names no folder with a module"));
    let nothing = tempfile::tempdir().unwrap();
    assert!(problem(nothing.path()).2.contains("neither pgpm.plan nor pgpm.json"));
}

#[test]
fn a_script_is_hashed_as_it_lies_there() {
    let root = workspace(&[]);
    module(root.path(), "a", "", "x\n");
    write(root.path(), "packages/a/deploy/x.sql", "\u{feff}SELECT 1;");
    let project = Project::open(root.path()).unwrap();
    let script = &project.modules[0].changes[0].deploy;
    // printf '\xef\xbb\xbfSELECT 1;' | sha256sum
    assert_eq!(script.text, "SELECT 1;");
    assert_eq!(script.hash, HASH_WITH_MARK);
}

const HASH_WITH_MARK: &str = "a35432496aa3b58f1818bc547ae78c87d1a5e702dcc7f28e2e1fdb38ff3bbf52";

fn called(name: &str) -> ModuleName {
    ModuleName::new(name).unwrap()
}

/// Adds a module that npm has installed.
fn installed(root: &Path, package: &str, name: &str, requires: &str) {
    let folder = root.join("node_modules").join(package);
    write(&folder, &format!("{name}.control"), &format!("requires = '{requires}'\n"));
    write(&folder, "pgpm.plan", &format!("%project={name}\nx\n"));
    write(&folder, "deploy/x.sql", &format!("-- Deploy: x\nSELECT '{name}';\n"));
}

#[test]
fn of_what_npm_has_installed_a_project_has_what_it_requires() {
    let root = workspace(&[]);
    module(root.path(), "a", "plpgsql,metaschema-schema", "x\n");
    module(root.path(), "own", "", "y\n");
    installed(root.path(), "@pgpm/metaschema-schema", "metaschema-schema", "own,pgpm-types,pgpm-verify");
    installed(root.path(), "@pgpm/types", "pgpm-types", "");
    installed(root.path(), "@pgpm/services", "services", "");
    installed(root.path(), "own", "own", "");
    write(root.path(), "node_modules/left-pad/package.json", "{}");
    let project = Project::open(root.path()).unwrap();
    assert_eq!(names(&project), ["own", "pgpm-types", "metaschema-schema", "a"]);
    assert_eq!(project.find(&called("own")).unwrap().changes[0].name.as_str(), "y");
    let lacks = |project: &Project, name: &str| {
        let module = project.find(&called(name)).unwrap();
        module.extensions.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(lacks(&project, "a"), ["plpgsql"]);
    assert_eq!(lacks(&project, "metaschema-schema"), ["pgpm-verify"]);
    let one = Project::open(&root.path().join("packages/own")).unwrap();
    assert_eq!(names(&one), ["own"]);
}

#[test]
fn what_a_workspace_lacks_and_npm_has_is_known_by_its_package() {
    let root = workspace(&[]);
    module(root.path(), "a", "plpgsql,metaschema-schema,services,pgpm-types,catalog,b,elsewhere", "x\n");
    module(root.path(), "b", "pgpm-inflection", "y\n");
    installed(root.path(), "@pgpm/types", "pgpm-types", "");
    let lacking = crate::lacking(&root.path().join("packages/a")).unwrap();
    let lacking: Vec<_> = lacking.iter().map(|(name, package)| (name.as_str(), *package)).collect();
    let expected = [
        ("catalog", "@constructive-db/catalog"),
        ("metaschema-schema", "@pgpm/metaschema-schema"),
        ("services", "@pgpm/services"),
    ];
    assert_eq!(lacking, expected);
    fs::remove_file(root.path().join("pgpm.json")).unwrap();
    assert!(crate::lacking(&root.path().join("packages/a")).unwrap().is_empty());
}
