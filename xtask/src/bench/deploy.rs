//! The published modules deployed by typeferry and by pgpm's own deployer, as ratios of one run: into an empty database,
//! where making the extensions is part of it, and into one that has the extensions.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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
    for (template, what) in [(EMPTY, "into an empty database"), (EXTENDED, "where the extensions are there")] {
        let mut times = Times::default();
        for round in 0..RUNS {
            let name = |who: &str| format!("{template}_{who}_{round}");
            times.ours.push(ours(&typeferry, &workspace, &cluster, &copy(&cluster, template, &name("ours"))?)?);
            let (whole, inside) = theirs(&workspace, &copy(&cluster, template, &name("theirs"))?)?;
            times.theirs.push(whole);
            times.theirs_inside.push(inside);
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
    let [ours, theirs, inside] = [times.ours, times.theirs, times.theirs_inside].map(median);
    output::line(format!(
        "deploying {PUBLISHED} and what it requires {what}, medians of {RUNS}: typeferry {}, pgpm {} ({} without the \
         start of Node.js); pgpm takes {:.1} times as long ({:.1} without)",
        seconds(ours),
        seconds(theirs),
        seconds(inside),
        ratio(theirs, ours),
        ratio(inside, ours)
    ));
}
