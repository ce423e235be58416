//! Modules of many changes: each command at n changes and at four times as many, and what one change costs in the larger
//! beside one in the smaller, which is 1 where the time is linear; and what the server wrote into temporary files.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use typeferry_cluster::{Cluster, find_programs};

use super::binary;
use super::sql::{Taken, measured};
use crate::output;

/// The changes of the smaller module; the larger one has four times as many.
const CHANGES: usize = 5_000;
const TIMES: usize = 4;

/// The commands, in the order in which they are run: each finds what those before it left.
const COMMANDS: [(&str, &[&str]); 6] = [
    ("a dry run", &["deploy", "--dry-run"]),
    ("a deploy", &["deploy"]),
    ("a deploy with nothing left", &["deploy"]),
    ("status", &["status"]),
    ("verify-deployed", &["verify-deployed"]),
    ("a revert", &["revert"]),
];

/// Runs the measurement and says the figures.
pub(super) fn run(root: &Path) -> Result<(), Box<dyn Error>> {
    let typeferry = binary(root)?;
    let cluster = Cluster::start(&find_programs().ok_or("PostgreSQL's server programs are not here")?)?;
    let folder = tempfile::tempdir()?;
    let few = commands(&typeferry, &cluster, folder.path(), CHANGES)?;
    let many = commands(&typeferry, &cluster, folder.path(), CHANGES * TIMES)?;
    for (((what, _), few), many) in COMMANDS.iter().zip(few).zip(many) {
        report(what, &few, &many);
    }
    for count in [CHANGES, CHANGES * TIMES] {
        let bytes = temporary(&cluster, &name(count))?;
        output::line(format!("temporary files of all of these with {count} changes: {bytes} bytes"));
    }
    Ok(())
}

fn report(what: &str, few: &Taken, many: &Taken) {
    let (small, large) = (few.time.as_secs_f64(), many.time.as_secs_f64());
    output::line(format!(
        "{what} of {} changes: {large:.2} s, {} KiB; one costs {:.2} times one of {CHANGES} ({small:.2} s)",
        CHANGES * TIMES,
        many.kibibytes,
        large / small / 4.0
    ));
}

fn name(count: usize) -> String {
    format!("bench_{count}")
}

fn commands(typeferry: &Path, cluster: &Cluster, folder: &Path, count: usize) -> Result<Vec<Taken>, Box<dyn Error>> {
    let database = name(count);
    let module = folder.join(&database);
    write(&module, &database, count)?;
    cluster.create_database(&database)?;
    let run = |(_, arguments): &(&str, &[&str])| {
        let mut command = Command::new(typeferry);
        command.arg(arguments[0]).arg(&module).args(&arguments[1..]).args(["--connection", &cluster.url(&database)]);
        measured(command, &module.with_extension("out"))
    };
    COMMANDS.iter().map(run).collect()
}

/// A module of changes of one line.
fn write(module: &Path, name: &str, count: usize) -> Result<(), Box<dyn Error>> {
    for kind in ["deploy", "revert", "verify"] {
        fs::create_dir_all(module.join(kind))?;
        for number in 0..count {
            fs::write(module.join(kind).join(format!("c{number}.sql")), format!("SELECT {number};\n"))?;
        }
    }
    let mut plan = format!("%project={name}\n");
    for number in 0..count {
        writeln!(plan, "c{number}")?;
    }
    fs::write(module.join("pgpm.plan"), plan)?;
    Ok(fs::write(module.join(format!("{name}.control")), "comment = 'many changes'\n")?)
}

fn temporary(cluster: &Cluster, database: &str) -> Result<i64, Box<dyn Error>> {
    let sql = "SELECT temp_bytes FROM pg_stat_database WHERE datname = $1";
    Ok(cluster.connect("postgres")?.query_one(sql, &[&database])?.try_get(0)?)
}
