//! The export of a database beside PostgreSQL's own ways out of it: rows a second, as ratios of one run, and the most
//! memory that each held. A table of a million rows is made for it.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use typeferry_cluster::{Cluster, find_programs};

use super::{binary, median};
use crate::output;

/// The rows of the table.
pub(super) const ROWS: u64 = 1_000_000;

/// How often each is run, by turns; the middle time counts, and the highest memory.
const RUNS: usize = 3;

/// How often a program's memory is looked at. What is read is its highest so far, so only growth in the last
/// interval of its life goes unseen.
const POLL: Duration = Duration::from_millis(5);

const DATABASE: &str = "bench";

/// A tenant with as many fields as it takes.
const TABLES: &str = "
CREATE SCHEMA metaschema_public;
CREATE TABLE metaschema_public.database (id uuid PRIMARY KEY, name text);
CREATE TABLE metaschema_public.schema (id uuid PRIMARY KEY, database_id uuid, name text, schema_name text);
CREATE TABLE metaschema_public.field (
  id uuid PRIMARY KEY, database_id uuid NOT NULL, table_id uuid NOT NULL, name text NOT NULL, label text,
  description text, smart_tags jsonb, is_required boolean NOT NULL, default_value text, is_hidden boolean NOT NULL,
  type text NOT NULL, field_order int NOT NULL, regexp text, min float8, tags text[], created_at timestamptz);
INSERT INTO metaschema_public.database VALUES ('00000000-0000-0000-0000-000000000001', 'bench');
INSERT INTO metaschema_public.schema VALUES
  ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'app_public', 'bench_7f3a_app_public');
INSERT INTO metaschema_public.field
SELECT md5(i::text)::uuid, '00000000-0000-0000-0000-000000000001', md5((i / 20)::text)::uuid, 'field_' || i,
  'Field ' || i, CASE WHEN i % 3 = 0 THEN 'What it''s for: a\\b, number ' || i END,
  jsonb_build_object('name', 'field_' || i, 'in', 'bench_7f3a_app_public.t' || i % 100), i % 2 = 0,
  CASE WHEN i % 5 = 0 THEN 'uuid_generate_v4()' END, false, 'text', i % 20,
  CASE WHEN i % 50 = 0 THEN '^[a-z]+$' END, i * 0.25, ARRAY['a', 'tag ' || i % 10], now() + i * interval '1 ms'
FROM generate_series(1, :rows) AS i;
VACUUM (FREEZE, ANALYZE) metaschema_public.field;
CHECKPOINT";

/// What a program took.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Taken {
    pub(super) time: Duration,
    pub(super) kibibytes: u64,
}

/// Runs the measurement and says the figures.
pub(super) fn run(root: &Path) -> Result<(), Box<dyn Error>> {
    report(&take(&binary(root)?)?);
    Ok(())
}

/// What our export, `pg_dump` and `COPY` take.
pub(super) fn take(typeferry: &Path) -> Result<[Taken; 3], Box<dyn Error>> {
    let cluster = Cluster::start(&find_programs().ok_or("PostgreSQL's server programs are not here")?)?;
    fill(&cluster)?;
    let folder = tempfile::tempdir()?;
    let mut taken: [Vec<Taken>; 3] = Default::default();
    for _ in 0..RUNS {
        for (of, command) in taken.iter_mut().zip(commands(typeferry, &cluster, folder.path())) {
            of.push(measured(command, &folder.path().join("stdout"))?);
        }
    }
    Ok(taken.map(|of| middle(&of)))
}

/// Our export, `pg_dump` and `COPY`.
fn commands(typeferry: &Path, cluster: &Cluster, folder: &Path) -> [Command; 3] {
    let mut export = Command::new(typeferry);
    export.args(["export", "--database-url", &cluster.url(DATABASE), "--database", "bench"]);
    export.args([
        "--extension-name",
        "bench",
        "--meta-extension-name",
        "bench-meta",
        "--author",
        "Bench <b@example.com>",
    ]);
    export.arg("--out").arg(folder.join("out"));
    let mut dump = cluster.program("pg_dump");
    dump.args(["--data-only", "--inserts", "--rows-per-insert=1000", "--table=metaschema_public.field"]);
    let mut copy = cluster.program("psql");
    copy.args(["--no-psqlrc", "--command", "COPY metaschema_public.field TO STDOUT"]);
    for command in [&mut dump, &mut copy] {
        command.envs(cluster.environment(DATABASE));
    }
    [export, dump, copy]
}

fn fill(cluster: &Cluster) -> Result<(), Box<dyn Error>> {
    output::note(format!("filling a table with {ROWS} rows"));
    cluster.create_database(DATABASE)?;
    let mut client = cluster.connect(DATABASE)?;
    // VACUUM stands in no transaction, which several statements in one text would be.
    for statement in TABLES.replace(":rows", &ROWS.to_string()).split(';') {
        client.batch_execute(statement)?;
    }
    Ok(())
}

/// Runs a program to its end, its output in a file, its errors beside it.
pub(super) fn measured(mut command: Command, output: &Path) -> Result<Taken, Box<dyn Error>> {
    let errors = output.with_extension("err");
    command.stdin(Stdio::null()).stdout(File::create(output)?).stderr(File::create(&errors)?);
    let started = Instant::now();
    let mut child = command.spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut taken = Taken::default();
    loop {
        if let Some(ended) = child.try_wait()? {
            taken.time = started.elapsed();
            return if ended.success() { Ok(taken) } else { Err(failure(&command, ended, &errors).into()) };
        }
        taken.kibibytes = taken.kibibytes.max(high_water(&status).unwrap_or_default());
        thread::sleep(POLL);
    }
}

fn failure(command: &Command, ended: ExitStatus, errors: &Path) -> String {
    let errors = fs::read_to_string(errors).unwrap_or_default();
    format!("{}: {ended}: {}", command.get_program().to_string_lossy(), errors.trim_end())
}

/// The most memory that a process has held so far, in KiB
/// (<https://www.kernel.org/doc/html/latest/filesystems/proc.html>).
fn high_water(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix(" kB")?.parse().ok()
}

pub(super) fn middle(taken: &[Taken]) -> Taken {
    Taken {
        time: median(taken.iter().map(|one| one.time).collect()),
        kibibytes: taken.iter().map(|one| one.kibibytes).max().unwrap_or_default(),
    }
}

fn report(taken: &[Taken; 3]) {
    let names = ["typeferry export", "pg_dump --inserts", "psql COPY"];
    for (name, Taken { time, kibibytes }) in names.iter().zip(taken) {
        let seconds = time.as_secs_f64();
        output::line(format!("{name}: {seconds:.2} s, {kibibytes} KiB of memory at most"));
    }
    let per_row = taken.map(|one| one.time.as_secs_f64());
    output::line(format!(
        "rows a second, {ROWS} rows, medians of {RUNS}: typeferry {:.2} : pg_dump 1 : COPY {:.2}",
        per_row[1] / per_row[0],
        per_row[1] / per_row[2]
    ));
}
