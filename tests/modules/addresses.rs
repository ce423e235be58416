//! `-d` and `--database-url` with an address: each command goes where it says, and shows no password.

use crate::support::{DATABASE, Ended, Stage};

const PASSWORD: &str = "s3cret";

/// Runs a command that connects, by each way to give an address.
fn by_each_way(stage: &Stage, command: &[&str], address: &str, code: i32) {
    for flag in ["-d", "--database", "--database-url", "--connection"] {
        let ended = stage.run(&[command, &[flag, address]].concat()).with(code);
        assert_secret(&ended);
    }
}

fn assert_secret(ended: &Ended) {
    let said = format!("{}{}", ended.stdout, ended.stderr);
    assert!(!said.contains(PASSWORD), "{said}");
}

#[test]
fn n13_an_address_in_d_is_no_name() {
    let Some(stage) = Stage::set() else { return };
    let url = stage.url("zz").replace("postgres@", &format!("postgres:{PASSWORD}@"));
    let pairs = format!("host=127.0.0.1 port={} user=postgres password={PASSWORD} dbname={DATABASE}", stage.port());
    by_each_way(&stage, &["deploy", "packages/app"], &url, 0);
    assert_eq!(stage.databases(), [DATABASE, "zz"]);
    assert_eq!(stage.tables(), Vec::<String>::new());
    by_each_way(&stage, &["deploy"], &pairs, 0);
    for command in [&["status"][..], &["verify-deployed"], &["deploy", "--plan"], &["deploy", "--dry-run"]] {
        by_each_way(&stage, command, &url, 0);
        by_each_way(&stage, command, &pairs, 0);
    }
    by_each_way(&stage, &["revert", "packages/app"], &url, 0);
    assert_eq!(
        (stage.databases(), stage.tables()),
        (vec![DATABASE.into(), "zz".into()], vec!["notes".into(), "users".into()])
    );
}

#[test]
fn n13_an_address_that_leads_nowhere_makes_nothing_here() {
    let Some(stage) = Stage::set() else { return };
    let nowhere = format!("postgres://app:{PASSWORD}@127.0.0.1:1/zz");
    for command in ["deploy", "status", "verify-deployed"] {
        by_each_way(&stage, &[command], &nowhere, 11);
    }
    by_each_way(&stage, &["revert", "packages/app"], &nowhere, 11);
    for wrong in [&format!("http://{PASSWORD}"), &format!("name={PASSWORD}"), &format!("postgres://u:{PASSWORD}/@h/d")]
    {
        by_each_way(&stage, &["deploy"], wrong, 10);
    }
    let named = stage.with_environment(&["deploy"], "PGDATABASE", &nowhere).with(10);
    assert_secret(&named);
    assert_eq!(stage.databases(), [DATABASE]);
}

#[test]
fn n13_no_name_that_looks_like_an_address_is_created() {
    let Some(stage) = Stage::set() else { return };
    for name in ["a=b", "host=x"] {
        let refused = stage.with_environment(&["deploy"], "PGDATABASE", name).with(10);
        assert!(refused.stderr.contains("address"), "{refused:?}");
    }
    let url = stage.url("a%3Db");
    let refused = stage.run(&["deploy", "--overwrite", "--force", "-d", &url]).with(10);
    assert!(refused.stderr.contains("no such database is created"), "{refused:?}");
    assert_eq!(stage.databases(), [DATABASE]);
}

#[test]
fn n13_a_wrong_flag_beside_an_address_repeats_no_password() {
    let Some(stage) = Stage::set() else { return };
    for address in [format!("postgres://u:{PASSWORD}@h/d"), format!("Host=h;Pwd={PASSWORD}")] {
        for arguments in [
            &["deploy", &address, "--nothing"][..],
            &["status", "-d", &address, "x", &address],
            &["deploy", "-d", &address, "-h", "x"],
        ] {
            assert_secret(&stage.run(arguments));
        }
    }
    let both = stage.run(&["status", "-d", &stage.url("a"), "--database-url", &stage.url("b")]).with(10);
    assert!(both.stderr.contains("give one of the two"), "{both:?}");
}
