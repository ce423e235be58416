//! A deploy of many files and one of many tests: the time, the memory, and what one of them costs beside one of a quarter
//! as many, which is 1 where the time is linear.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use typeferry_cluster::{Cluster, find_programs};

use super::binary;
use super::sql::{Taken, measured, middle};
use crate::output;

/// How often each is run; the middle time counts, and the highest memory.
const RUNS: usize = 5;

const FILES: usize = 50_000;
const FILE_BYTES: usize = 2048;
const TESTS: usize = 5_000;

/// How many times as many the larger project has.
const TIMES: usize = 4;

/// In how many folders files and tests lie.
const FOLDERS: usize = 100;

/// Writes a project of so many files or tests.
type Writer = fn(&Path, usize) -> Result<(), Box<dyn Error>>;

/// Runs the measurement and says the figures.
pub(super) fn run(root: &Path) -> Result<(), Box<dyn Error>> {
    let typeferry = binary(root)?;
    let cluster = Cluster::start(&find_programs().ok_or("PostgreSQL's server programs are not here")?)?;
    let folder = tempfile::tempdir()?;
    let projects: [(&str, Writer, usize); 2] =
        [("files of 2 KB", files, FILES), ("tests in 100 folders", tests, TESTS)];
    for (what, write, many) in projects {
        let taken = [many / TIMES, many].map(|count| {
            let name = format!("bench_{count}");
            let project = folder.path().join(&name);
            write(&project, count)?;
            cluster.create_database(&name)?;
            deploys(&typeferry, &cluster, &project, &name)
        });
        let [few, all] = taken;
        report(what, many, few?, all?);
    }
    Ok(())
}

fn deploys(typeferry: &Path, cluster: &Cluster, project: &Path, database: &str) -> Result<Taken, Box<dyn Error>> {
    let deploy = || {
        let mut deploy = Command::new(typeferry);
        deploy.arg("deploy").arg(project).args(["--connection", &cluster.url(database)]);
        measured(deploy, &project.with_extension("out"))
    };
    let taken = (0..RUNS).map(|_| deploy()).collect::<Result<Vec<_>, _>>()?;
    Ok(middle(&taken))
}

fn report(what: &str, many: usize, few: Taken, all: Taken) {
    output::line(format!(
        "deploy of {many} {what}: {:.2} s, {} KiB of memory at most; one costs {:.2} times one of {}",
        all.time.as_secs_f64(),
        all.kibibytes,
        all.time.as_secs_f64() / few.time.as_secs_f64() / 4.0,
        many / TIMES
    ));
}

fn write(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    Ok(fs::write(path, text)?)
}

fn place(project: &Path, folder: &str, number: usize) -> PathBuf {
    project.join(folder).join((number % FOLDERS).to_string()).join(format!("{number}.sql"))
}

fn files(project: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    write(&project.join("deploy.sql"), "SELECT 1;")?;
    for number in 0..count {
        let line = format!("SELECT 'it''s {number}', $$x$$ /* a note */ FROM pg_class; -- another\n");
        let text: String = line.repeat(FILE_BYTES / line.len() + 1).chars().take(FILE_BYTES).collect();
        write(&place(project, "files", number), &text)?;
    }
    Ok(())
}

fn tests(project: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    write(&project.join("deploy.sql"), "BEGIN; CALL pgmi_test(); COMMIT;")?;
    (0..count).try_for_each(|number| write(&place(project, "__test__", number), "SELECT 1;"))
}
