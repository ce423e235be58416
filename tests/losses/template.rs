//! The job for CI that `typeferry init --template export` writes, run as it is: what one person has reviewed, another
//! finds the same, whoever git says they are.

use std::fs;
use std::path::Path;
use std::process::Command;

use typeferry_cluster::Cluster;

use crate::database::ddl;
use crate::support::{Sandbox, TOKEN, platform};

/// What the exported metadata requires: the first has every table, the others require it.
const PUBLISHED: [&str; 5] = ["metaschema-schema", "apps", "catalog", "metaschema-modules", "routing"];

struct Job<'a> {
    sandbox: &'a Sandbox,
    cluster: &'a Cluster,
}

impl Job<'_> {
    /// The job in a folder, of somebody with this home.
    fn run(&self, folder: &str, home: &str) -> (Option<i32>, String) {
        let mut job = self.in_folder("./ci.sh", folder, home);
        let typeferry = Path::new(env!("CARGO_BIN_EXE_typeferry")).parent().unwrap().to_owned();
        let others = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([typeferry].into_iter().chain(std::env::split_paths(&others))).unwrap();
        let flags = format!(
            "--migrate-endpoint {} --database acme --extension-name acme --meta-extension-name acme-services \
             --requires citext,uuid-ossp",
            platform().url("/migrate/graphql")
        );
        job.env("PATH", path).env("TYPEFERRY_TOKEN", TOKEN).env("TYPEFERRY_EXPORT", flags);
        job.env("TYPEFERRY_GRAPHQL_ENDPOINT", platform().url("/graphql"));
        job.envs(self.cluster.environment("postgres")).env_remove("PGDATABASE");
        let ended = self.sandbox.run(job);
        (ended.code, ended.stdout + &ended.stderr)
    }

    fn in_folder(&self, program: &str, folder: &str, home: &str) -> Command {
        let mut command = self.sandbox.program(program);
        command.current_dir(self.sandbox.work().join(folder)).env("HOME", home);
        command
    }

    fn git(&self, folder: &str, arguments: &[&str]) {
        let mut git = self.in_folder("git", folder, "");
        git.args(["-c", "user.name=A Reviewer", "-c", "user.email=reviewer@example.com"]).args(arguments);
        self.sandbox.run(git).done();
    }

    fn check_in(&self, folder: &str) {
        self.git(folder, &["add", "--all"]);
        self.git(folder, &["commit", "--quiet", "--message", "Reviewed"]);
    }
}

/// Stands for what `npm install` brings.
fn publish(sandbox: &Sandbox) {
    for name in PUBLISHED {
        let folder = format!("first/node_modules/@pgpm/{name}");
        let (requires, plan) = match name {
            "metaschema-schema" => ("", "tables\n"),
            _ => ("requires = 'metaschema-schema'\n", ""),
        };
        sandbox.write(&format!("{folder}/{name}.control"), format!("comment = 'x'\n{requires}"));
        sandbox.write(&format!("{folder}/pgpm.plan"), format!("%project={name}\n{plan}"));
    }
    let tables = "first/node_modules/@pgpm/metaschema-schema/deploy/tables.sql";
    sandbox.write(tables, format!("-- Deploy: tables\n\n{}", ddl()));
}

#[test]
fn n14_the_template_for_exports_is_green_for_two_people_in_a_bare_environment() {
    let Some(cluster) = Cluster::for_test().unwrap() else { return };
    let sandbox = Sandbox::new();
    let job = Job { sandbox: &sandbox, cluster: &cluster };
    sandbox.run(sandbox.typeferry(["init", "--template", "export", "first"])).done();
    publish(&sandbox);
    job.git("first", &["init", "--quiet"]);
    job.check_in("first");
    // The first has a user of git's.
    let ann = sandbox.root().join("home");
    fs::write(ann.join(".gitconfig"), "[user]\nname = Ann\nemail = ann@example.com\n").unwrap();
    let ann = ann.to_str().unwrap();
    let (code, said) = job.run("first", ann);
    assert!(code == Some(3) && said.contains("check it in"), "{said}");
    job.check_in("first");
    let (code, said) = job.run("first", ann);
    assert_eq!(code, Some(0), "{said}");
    // The second is a container: no user, no home.
    job.git("", &["clone", "--quiet", "first", "second"]);
    let mut copy = sandbox.program("cp");
    copy.args(["-R", "first/node_modules", "second"]);
    sandbox.run(copy).done();
    for _ in 0..2 {
        let (code, said) = job.run("second", "");
        assert_eq!(code, Some(0), "{said}");
    }
    let plan = sandbox.read("second/packages/acme/pgpm.plan");
    assert!(plan.contains(" typeferry <export@typeferry.invalid> "), "{plan}");
}
