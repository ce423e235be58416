//! The published modules deployed by typeferry and by pgpm's own deployer, as ratios of one run: into an empty database,
//! where making the extensions is part of it, and into one that has the extensions. The floor is what the server needs:
//! the same statements by `psql`, from one file, without a ledger.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use typeferry_cluster::Cluster;

use super::{binary, median, ratio, seconds};
use crate::live::needs::{EXTENSIONS, postgres_programs};
use crate::live::node::{Node, Workspace};
use crate::live::{PUBLISHED, ROLES};
use crate::output;

/// How often each is run, by turns; the middle time counts.
const RUNS: usize = 5;

/// The database that new ones are copies of.
const EMPTY: &str = "template_empty";
const EXTENDED: &str = "template_extended";

/// What pgpm's deployer says of the time that it took itself, without the start of Node.js.
const TOOK: &str = "took ";

/// The times of one setting.
#[derive(Default)]
struct Times {
    ours: Vec<Duration>,
    theirs: Vec<Duration>,
    theirs_inside: Vec<Duration>,
    floor: Vec<Duration>,
}

/// Runs the measurement and says the figures.
pub(super) fn run(root: &Path) -> Result<(), Box<dyn Error>> {
    let programs = postgres_programs()?;
    let typeferry = binary(root)?;
    let node = Node::install(&root.join("live"))?;
    let cluster = Cluster::start(&programs)?;
    for role in ROLES {
        cluster.create_role(role)?;
    }
    let folder = tempfile::tempdir()?;
    let workspace = Workspace::lay_out(&node, &cluster, &folder.path().join("workspace"))?;
    templates(&cluster)?;
    let floor = Floor::write(&typeferry, &workspace, &cluster, folder.path())?;
    for (template, what) in [(EMPTY, "into an empty database"), (EXTENDED, "where the extensions are there")] {
        let mut times = Times::default();
        for round in 0..RUNS {
            let name = |who: &str| format!("{template}_{who}_{round}");
            times.ours.push(ours(&typeferry, &workspace, &cluster, &copy(&cluster, template, &name("ours"))?)?);
            let (whole, inside) = theirs(&workspace, &copy(&cluster, template, &name("theirs"))?)?;
            times.theirs.push(whole);
            times.theirs_inside.push(inside);
            times.floor.push(floor.run(&cluster, &copy(&cluster, template, &name("floor"))?)?);
        }
        report(what, times);
    }
    Ok(())
}

fn templates(cluster: &Cluster) -> Result<(), Box<dyn Error>> {
    for name in [EMPTY, EXTENDED] {
        cluster.create_database(name)?;
    }
    let mut client = cluster.connect(EXTENDED)?;
    for extension in EXTENSIONS {
        client.batch_execute(&format!("CREATE EXTENSION \"{extension}\""))?;
    }
    Ok(())
}

fn copy(cluster: &Cluster, template: &str, name: &str) -> Result<String, Box<dyn Error>> {
    cluster.connect("postgres")?.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))?;
    Ok(name.to_owned())
}

fn ours(
    typeferry: &Path,
    workspace: &Workspace<'_>,
    cluster: &Cluster,
    database: &str,
) -> Result<Duration, Box<dyn Error>> {
    let mut command = Command::new(typeferry);
    command.arg("deploy").arg(workspace.folder()).args(["--module", PUBLISHED]);
    command.args(["--connection", &cluster.url(database)]);
    timed(&mut command).map(|(time, _)| time)
}

fn theirs(workspace: &Workspace<'_>, database: &str) -> Result<(Duration, Duration), Box<dyn Error>> {
    let (whole, said) = timed(&mut workspace.action("deploy", PUBLISHED, database))?;
    let inside = said.lines().rev().find_map(|line| line.strip_prefix(TOOK)?.parse().ok());
    Ok((whole, Duration::from_secs_f64(inside.ok_or("modules.mjs did not say how long it took")?)))
}

/// The statements of all changes and the making of the extensions, in a file.
struct Floor(PathBuf);

impl Floor {
    fn write(
        typeferry: &Path,
        workspace: &Workspace<'_>,
        cluster: &Cluster,
        folder: &Path,
    ) -> Result<Self, Box<dyn Error>> {
        let mut plan = Command::new(typeferry);
        plan.arg("deploy").arg(workspace.folder()).args(["--module", PUBLISHED, "--plan", "--json"]);
        let (_, plan) = timed(plan.args(["--connection", &cluster.url(EMPTY)]))?;
        let plan: Value = serde_json::from_str(&plan)?;
        let extension = |name: &&str| format!("CREATE EXTENSION IF NOT EXISTS \"{name}\";\n");
        let mut sql = format!("BEGIN;\n{}", EXTENSIONS.iter().map(extension).collect::<Vec<_>>().concat());
        let modules = plan["result"]["modules"].as_array().ok_or("the plan has no modules")?;
        for id in modules.iter().filter_map(|module| module["pending"].as_array()).flatten() {
            let (module, change) = id.as_str().and_then(|id| id.split_once(':')).ok_or("the plan has no change")?;
            let script = module_folder(workspace, module)?.join("deploy").join(format!("{change}.sql"));
            let text = fs::read_to_string(script)?;
            sql.extend(
                text.lines()
                    .filter(|line| !matches!(line.trim(), "BEGIN;" | "COMMIT;"))
                    .map(|line| format!("{line}\n")),
            );
        }
        let path = folder.join("floor.sql");
        fs::write(&path, sql + "COMMIT;\n")?;
        Ok(Self(path))
    }

    fn run(&self, cluster: &Cluster, database: &str) -> Result<Duration, Box<dyn Error>> {
        let mut psql = cluster.program("psql");
        psql.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]).envs(cluster.environment(database));
        let started = Instant::now();
        let done = psql.stdin(File::open(&self.0)?).output()?;
        let time = started.elapsed();
        if done.status.success() { Ok(time) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned().into()) }
    }
}

fn module_folder(workspace: &Workspace<'_>, module: &str) -> Result<PathBuf, Box<dyn Error>> {
    let published = workspace.folder().join("extensions/@pgpm");
    for entry in fs::read_dir(published)? {
        let folder = entry?.path();
        if folder.join(format!("{module}.control")).is_file() {
            return Ok(folder);
        }
    }
    Err(format!("no folder has the module {module}").into())
}

fn timed(command: &mut Command) -> Result<(Duration, String), Box<dyn Error>> {
    let started = Instant::now();
    let done = command.stdin(Stdio::null()).output()?;
    let time = started.elapsed();
    if !done.status.success() {
        return Err(format!("{command:?}: {}", String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok((time, String::from_utf8_lossy(&done.stdout).into_owned()))
}

fn report(what: &str, times: Times) {
    let [ours, theirs, inside, floor] = [times.ours, times.theirs, times.theirs_inside, times.floor].map(median);
    output::line(format!(
        "deploying {PUBLISHED} and what it requires {what}, medians of {RUNS}: typeferry {}, pgpm {} ({} without the \
         start of Node.js), the statements alone by psql {}; pgpm takes {:.1} times as long as typeferry ({:.1} \
         without), typeferry {:.2} times as long as psql",
        seconds(ours),
        seconds(theirs),
        seconds(inside),
        seconds(floor),
        ratio(theirs, ours),
        ratio(inside, ours),
        ratio(ours, floor)
    ));
}
