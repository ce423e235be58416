//! The files of a project.

use crate::support::Project;

#[test]
fn case_07_every_file_is_loaded_with_what_its_path_says() {
    let script = "CREATE TABLE files AS SELECT concat_ws(' ', path, name, directory, extension, depth, path_parts,
                  is_sql_file, coalesce(parent_folder_name, '-')) AS file FROM pg_temp.pgmi_source_view;";
    let Some(project) = Project::new(script) else { return };
    let paths = [
        "n/deploy.sql",
        "Deploy.SQL",
        ".x/a.sql",
        "node_modules/a.sql",
        "a.tar.gz",
        "001.SQL",
        "x.sql~",
        "x.sql.bak",
        "p/q r/a b.sql",
        "é.sql",
    ];
    for path in paths {
        project.write(path, "");
    }
    let outcome = project.deploy(&["--json"]).ended(0);
    assert_eq!(outcome.json()["filesLoaded"], 7);
    let wanted = [
        "./001.SQL 001.SQL ./ .SQL 0 {.,001.SQL} true -",
        "./a.tar.gz a.tar.gz ./ .gz 0 {.,a.tar.gz} false -",
        "./n/deploy.sql deploy.sql ./n/ .sql 1 {.,n,deploy.sql} true n",
        "./p/q r/a b.sql a b.sql ./p/q r/ .sql 2 {.,p,\"q r\",\"a b.sql\"} true q r",
        "./x.sql.bak x.sql.bak ./ .bak 0 {.,x.sql.bak} false -",
        "./x.sql~ x.sql~ ./  0 {.,x.sql~} false -",
        "./é.sql é.sql ./ .sql 0 {.,é.sql} true -",
    ];
    let found = project.rows(
        "SELECT replace(replace(file, ' t ', ' true '), ' f ', ' false ') FROM files ORDER BY file COLLATE \"C\"",
    );
    assert_eq!(found, wanted);
}

/// Deploys what must be refused before there is a connection.
fn refused(change: impl Fn(&Project), said: &[&str]) {
    let Some(project) = Project::new("SELECT 1;") else { return };
    change(&project);
    let mut nowhere = project.deploying(&[]);
    nowhere.env("PGPORT", "1");
    let outcome = project.run(nowhere).ended(10);
    assert!(said.iter().all(|text| outcome.stderr.contains(text)), "{}", outcome.stderr);
    project.deploy(&[]).ended(10);
    assert!(!project.is_there());
}

#[test]
fn case_08_what_is_no_text_file_is_refused_by_its_path() {
    refused(|project| project.write("a/nul.sql", b"a\0"), &["./a/nul.sql: NUL"]);
    refused(|project| project.write("latin.sql", b"a\n\xe9"), &["./latin.sql: invalid UTF-8 at line 2"]);
    refused(|project| project.write("big.md", vec![b'x'; 10 * 1024 * 1024 + 1]), &["./big.md: 10485761 bytes"]);
    #[cfg(unix)]
    refused(
        |project| std::os::unix::fs::symlink("/", project.path().join("link")).unwrap(),
        &["./link: a symbolic link"],
    );
    let Some(project) = Project::new("SELECT 1;") else { return };
    let project = project.with("a.sql", "12345");
    let mut small = project.deploying(&[]);
    small.env("PGMI_MAX_FILE_SIZE", "4");
    project.run(small).ended(10).says("./a.sql: 5 bytes");
}

#[test]
fn case_09_a_reserved_name_of_a_folder_is_refused() {
    refused(|project| project.write("a/__foo__/x.sql", ""), &["the directory ./a/__foo__"]);
}

#[test]
fn case_10_a_checksum_is_of_what_the_sql_says() {
    let script = "CREATE TABLE sums AS SELECT name, pgmi_checksum, checksum FROM pg_temp.pgmi_source_view;";
    let Some(project) = Project::new(script) else { return };
    let same = [
        "SELECT\t\n  1;",
        "SELECT 1; -- x",
        "SELECT\r\n1;\r\n",
        "SELECT\u{a0}1;",
        "/* <pgmi-metadata/> */SELECT 1;",
        "\u{feff}SELECT 1;",
    ];
    for (number, text) in same.iter().enumerate() {
        project.write(&format!("{number}.sql"), text);
    }
    for (name, text) in [("x", "SELECT 1 ;"), ("y", "SELECT  'a'"), ("z", "SELECT 'A'")] {
        project.write(&format!("{name}.sql"), text);
    }
    project.deploy(&[]).ended(0);
    let sum = "SELECT encode(sha256('select 1;'), 'hex')";
    assert!(project.value(sum).starts_with("354b7196c9"));
    assert_eq!(project.value(&format!("SELECT count(*) FROM sums WHERE pgmi_checksum = ({sum})")), "6");
    assert_eq!(project.value("SELECT count(DISTINCT pgmi_checksum) FROM sums"), "4");
    let raw = "SELECT checksum = encode(sha256('SELECT 1;'), 'hex') FROM sums WHERE name = '5.sql'";
    assert_eq!(project.value(raw), "true");
}

#[test]
fn case_11_two_files_of_one_id_are_refused_by_their_paths() {
    let meta = "/* <pgmi-meta id='6f1c2d4e-0261-4000-8000-000000000001' idempotent='true'/> */";
    let write = |project: &Project| ["b/x.sql", "a.sql"].iter().for_each(|path| project.write(path, meta));
    refused(write, &["6f1c2d4e-0261-4000-8000-000000000001", "./a.sql", "./b/x.sql"]);
}

#[test]
fn case_12_a_comment_that_does_not_end_is_no_metadata() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    for (name, text) in [("a", "/*"), ("b", "/*/"), ("c", "SELECT 1 /* <pgmi-meta a"), ("d", "/* /* */")] {
        project.write(&format!("{name}.sql"), text);
    }
    project.deploy(&[]).ended(0);
}

#[test]
fn metadata_that_cannot_be_is_refused_with_its_file_and_line() {
    refused(
        |project| project.write("a.sql", "\n/* <pgmi-meta id='x' idempotent='1'/> */"),
        &["./a.sql: line 2: ", "UUID"],
    );
    refused(|project| project.write("a.sql", "/*\n<pgmi-meta><a></pgmi-meta> */"), &["./a.sql: line 2: malformed XML"]);
}

#[test]
fn a_project_without_a_script_is_told_first() {
    let Some(project) = Project::new("SELECT 1;") else { return };
    std::fs::remove_file(project.path().join("deploy.sql")).unwrap();
    project.write("bad.sql", b"\0");
    project.deploy(&["--compat=99"]).ended(14).says("deploy.sql");
}
