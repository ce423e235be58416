//! `kill -9` at any moment: whatever people own is in the module's folder, and the next export succeeds.

#![cfg(target_os = "linux")]

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Map, Value};
use typeferry_demo::{Server, ServerOptions};

use crate::support::{Ask, Faulty, PATIENCE, Sandbox, Tree, platform, runs, serve, tree, with_rows};

/// How often an export is killed.
const KILLS: usize = 100;

/// So many kills come between two exports that may end.
const BETWEEN: usize = 10;

/// What a killed export waits for: anything at all, the new module, what stays in it, its place.
type Moment = fn(&Path) -> bool;

const MOMENTS: [Moment; 4] = [
    |_| true,
    |out| hidden(out).iter().any(|folder| folder.join("typeferry.manifest.json").exists()),
    |out| hidden(out).iter().any(|folder| folder.join("README.md").exists()),
    |out| hidden(out).iter().any(|folder| !folder.join("pgpm.plan").exists() && folder.join("README.md").exists()),
];

#[test]
fn whatever_people_own_outlives_a_killed_export() {
    let sandbox = Sandbox::with_an_export();
    let owned = ["acme", "acme-services"].map(|module| (module, sandbox.furnish(module)));
    let export = || quiet(sandbox.export(&platform().url("")));
    // Many files take a while to be kept, and as long to be removed where they were.
    let many: Vec<_> = (0..500).map(|number| format!("out/acme/__tests__/{number}/{number}.txt")).collect();
    for path in &many {
        sandbox.write(path, path);
    }
    let is_all_there = || {
        for (module, owned) in &owned {
            sandbox.assert_furnished(module, owned);
        }
        assert!(many.iter().all(|path| sandbox.read(path) == *path));
    };
    assert!(export().wait().unwrap().success());
    let began = Instant::now();
    assert!(export().wait().unwrap().success());
    let whole = began.elapsed();
    let mut ended = 0;
    for round in 0..KILLS {
        let mut child = export();
        let moment = MOMENTS[round % MOMENTS.len()];
        while child.try_wait().unwrap().is_none() && !moment(&sandbox.out()) {}
        std::thread::sleep(any(if round % MOMENTS.len() == 0 { whole } else { whole / 50 }));
        child.kill().unwrap();
        ended += u32::from(child.wait().unwrap().success());
        is_all_there();
        if round % BETWEEN == 0 {
            assert!(export().wait().unwrap().success(), "an export after a killed one failed");
            assert_eq!(hidden(&sandbox.out()), Vec::<PathBuf>::new());
            is_all_there();
        }
        for left in hidden(&sandbox.out()) {
            fs::remove_dir_all(left).unwrap();
        }
    }
    println!("{ended} of {KILLS} ended before they were killed; an export takes {whole:?}");
    assert!(ended < 60, "{ended} of {KILLS} ended before they were killed");
}

fn quiet(mut export: Command) -> Child {
    export.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn n24_the_next_export_removes_what_killed_ones_have_left() {
    let sandbox = Sandbox::with_an_export();
    sandbox.furnish("acme");
    for round in 0..12 {
        let mut child = quiet(sandbox.export(&platform().url("")));
        let left = hidden(&sandbox.out());
        let began = Instant::now();
        while hidden(&sandbox.out()).iter().all(|folder| left.contains(folder)) && child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < Duration::from_mins(1));
        }
        std::thread::sleep(Duration::from_millis(round * 5));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(!hidden(&sandbox.out()).is_empty());
    assert!(quiet(sandbox.export(&platform().url(""))).wait().unwrap().success());
    assert_eq!(hidden(&sandbox.out()), Vec::<PathBuf>::new());
}

#[test]
fn n24_what_a_run_beside_it_has_staged_stays() {
    let stalls = Faulty::before(platform().address(), |ask: &Ask| {
        let reply = ask.pass();
        if ask.is("SqlActions") { reply.held() } else { reply }
    });
    let sandbox = Sandbox::with_an_export();
    let mut beside = quiet(sandbox.export(&stalls.url()));
    stalls.wait_until_held();
    let began = Instant::now();
    while hidden(&sandbox.out()).len() < 2 {
        assert!(began.elapsed() < PATIENCE, "two modules are not staged");
        std::thread::sleep(Duration::from_millis(5));
    }
    let staged = hidden(&sandbox.out());
    let others = || {
        let mut other = sandbox.export_something(&platform().url(""));
        other.args(["--database", "acme", "--extension-name", "other", "--meta-extension-name", "other-services"]);
        assert!(quiet(other).wait().unwrap().success());
        assert!(quiet(sandbox.export(&platform().url(""))).wait().unwrap().success());
    };
    others();
    assert!(staged.iter().all(|folder| folder.is_dir()), "{staged:?}");
    beside.kill().unwrap();
    beside.wait().unwrap();
    others();
    assert_eq!(hidden(&sandbox.out()), Vec::<PathBuf>::new());
}

/// Two platforms, and what an export of each writes: one is exported over the other.
struct Turns {
    sandbox: Sandbox,
    servers: [Faulty; 2],
    written: [Tree; 2],
    /// How long an export takes.
    whole: Duration,
}

impl Turns {
    fn new() -> Self {
        static LATER: OnceLock<Server> = OnceLock::new();
        let rename = |row: &mut Map<String, Value>| {
            row.insert("description".to_owned(), "later".into());
            true
        };
        let later = LATER.get_or_init(|| serve(ServerOptions::default(), with_rows("Field", rename)));
        let recalled = |server: &Server| Faulty::before(server.address(), Ask::recalled);
        let (sandbox, servers) = (Sandbox::new(), [recalled(platform()), recalled(later)]);
        let export = |server: &Faulty| {
            assert!(quiet(sandbox.export(&server.url())).wait().unwrap().success());
            tree(&sandbox.out())
        };
        // Both schemas are known from then on.
        let _ = servers.each_ref().map(export);
        let began = Instant::now();
        let written = [export(&servers[0]), export(&servers[1])];
        assert!(written[0] != written[1]);
        Self { sandbox, servers, written, whole: began.elapsed() / 2 }
    }

    /// Ends an export by a signal at any moment, the other platform's being there; then exports whole. Says whether the
    /// signal came in time.
    fn ended_by(&self, signal: Signal, round: usize) -> bool {
        let (old, new) = (&self.written[(round + 1) % 2], &self.written[round % 2]);
        let mut child = quiet(self.sandbox.export(&self.servers[round % 2].url()));
        let moment = MOMENTS[round / 2 % MOMENTS.len()];
        while child.try_wait().unwrap().is_none() && !moment(&self.sandbox.out()) {}
        std::thread::sleep(any(if (round / 2).is_multiple_of(MOMENTS.len()) { self.whole } else { self.whole / 400 }));
        if child.try_wait().unwrap().is_none() {
            // Until it is waited for, the process is there.
            kill_process(Pid::from_child(&child), signal).unwrap();
        }
        let status = child.wait().unwrap();
        let modules: Tree = tree(&self.sandbox.out()).into_iter().filter(|(path, _)| !path.starts_with('.')).collect();
        for module in ["acme/", "acme-services/"] {
            let of =
                |tree: &Tree| tree.clone().into_iter().filter(|(path, _)| path.starts_with(module)).collect::<Tree>();
            assert!([of(old), of(new)].contains(&of(&modules)), "{round}: {module} is neither the old nor the new one");
        }
        if signal == Signal::TERM {
            assert!(matches!(status.code(), Some(0 | 130)), "{status}");
            assert!(modules == *old || modules == *new, "{round}: one module is old, and one is new");
            self.assert_nothing_is_left();
        }
        assert!(quiet(self.sandbox.export(&self.servers[round % 2].url())).wait().unwrap().success());
        assert!(tree(&self.sandbox.out()) == *new, "{round}: the next export is another");
        self.assert_nothing_is_left();
        !status.success()
    }

    fn assert_nothing_is_left(&self) {
        assert_eq!(hidden(&self.sandbox.out()), Vec::<PathBuf>::new());
        assert_eq!(tree(&self.sandbox.root().join("tmp")), Tree::new());
    }
}

fn ended_at_any_moment(signal: Signal) -> String {
    let (turns, runs) = (Turns::new(), usize::try_from(runs("TYPEFERRY_KILL_RUNS", 8)).unwrap());
    let in_time = (0..runs).filter(|round| turns.ended_by(signal, *round)).count();
    format!("{signal:?} ended {in_time} of {runs} exports, each module is the old or the new one; the others were done")
}

#[test]
fn a_killed_export_leaves_whole_modules_and_the_next_one_cleans_up() {
    println!("{}", ended_at_any_moment(Signal::KILL));
}

#[test]
fn a_terminated_export_leaves_whole_modules_and_nothing_else() {
    println!("{}", ended_at_any_moment(Signal::TERM));
}

/// What is staged, or left of a killed export.
fn hidden(out: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(out).unwrap().flatten();
    let names = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with('.'));
    names.map(|entry| entry.path()).collect()
}

/// Some time up to this one.
fn any(most: Duration) -> Duration {
    let random = RandomState::new().hash_one(Instant::now());
    most.mul_f64(f64::from(u32::try_from(random >> 32).unwrap()) / f64::from(u32::MAX))
}
