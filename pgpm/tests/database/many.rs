//! Thousands of changes: neither the server's disk nor the time may grow with their square.

use typeferry_pgpm::RevertOptions;

use crate::support::Stage;

/// What the server has written into temporary files for this database.
fn temporary_bytes(stage: &Stage) -> u64 {
    let bytes = format!("SELECT temp_bytes FROM pg_stat_database WHERE datname = '{}'", stage.database());
    stage.column(&bytes)[0].parse().unwrap()
}

#[test]
fn n10_thousands_of_changes_need_no_temporary_files() {
    const MANY: usize = 2000;
    let Some(stage) = Stage::set() else { return };
    let names: Vec<_> = (0..MANY).map(|at| format!("c{at}")).collect();
    stage.module("m", "", &names.join("\n"));
    for at in 0..MANY {
        stage.write(&format!("packages/m/deploy/c{at}.sql"), &format!("SELECT {at};\n"));
        stage.write(&format!("packages/m/revert/c{at}.sql"), "SELECT 1;\n");
    }
    assert_eq!(stage.deploy().len(), MANY);
    assert!(stage.deploy().is_empty());
    assert_eq!(stage.revert(None, &RevertOptions::default()).unwrap().reverted.len(), MANY);
    assert_eq!(temporary_bytes(&stage), 0);
}
