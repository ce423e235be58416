//! A folder to run the command in, with nothing around it that could change the outcome.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::channel;

use tempfile::TempDir;

use super::{PATIENCE, TOKEN, Tree, platform, tree};

/// Who exports, where git is not asked.
pub(crate) const AUTHOR: &str = "Ada Lovelace <ada@example.com>";

/// A folder of its own for home, temporary files and work.
#[derive(Debug)]
pub(crate) struct Sandbox {
    root: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    pub(crate) fn new() -> Self {
        // In memory where there is such a folder: each export waits until all is on disk, whoever wrote it.
        let root = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        for folder in ["home", "tmp", "work"] {
            fs::create_dir(root.path().join(folder)).unwrap();
        }
        Self { root }
    }

    /// A sandbox with an export of the sample tenant in `out`.
    pub(crate) fn with_an_export() -> Self {
        static EXPORTED: OnceLock<Tree> = OnceLock::new();
        let sandbox = Self::new();
        let exported = EXPORTED.get_or_init(|| {
            let first = Self::new();
            first.run(first.export(&platform().url(""))).done();
            tree(&first.out())
        });
        for (path, content) in exported {
            sandbox.write(&format!("out/{path}"), content);
        }
        sandbox
    }

    /// The current folder of what runs here.
    pub(crate) fn work(&self) -> PathBuf {
        self.root.path().join("work")
    }

    /// Where [`Sandbox::export`] puts the modules.
    pub(crate) fn out(&self) -> PathBuf {
        self.work().join("out")
    }

    /// Writes a file below the current folder.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.work().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// Reads a file below the current folder.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.work().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A program that will run here.
    pub(crate) fn program(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let root = self.root.path();
        command.current_dir(self.work()).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", root.join("home")).env("TMPDIR", root.join("tmp")).env("GIT_CONFIG_NOSYSTEM", "1");
        // A fault that stays is not to be waited for.
        command.env("TYPEFERRY_RETRIES", "1");
        command.stdin(Stdio::null());
        command
    }

    /// `typeferry` with arguments.
    pub(crate) fn typeferry<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.program(env!("CARGO_BIN_EXE_typeferry"));
        command.args(args);
        command
    }

    /// `typeferry export` into `out` from an endpoint, with nothing said of what to export.
    pub(crate) fn export_something(&self, platform: &str) -> Command {
        let mut command = self.typeferry(["export", "--graphql-endpoint", &format!("{platform}/graphql")]);
        command.args(["--author", AUTHOR, "--out", "out"]).env("TYPEFERRY_TOKEN", TOKEN);
        command
    }

    /// The same of the metadata of the tenant acme.
    pub(crate) fn export_metadata(&self, platform: &str) -> Command {
        let mut command = self.export_something(platform);
        command.args(["--database", "acme", "--extension-name", "acme", "--meta-extension-name", "acme-services"]);
        command
    }

    /// The same of the metadata and the changes of the tenant acme.
    pub(crate) fn export(&self, platform: &str) -> Command {
        let mut command = self.export_metadata(platform);
        command.args(["--migrate-endpoint", &format!("{platform}/migrate/graphql")]);
        command
    }

    /// Runs to the end.
    pub(crate) fn run(&self, command: Command) -> Outcome {
        self.finish(Self::start(command))
    }

    /// Runs to the end with this on standard input.
    pub(crate) fn run_with_input(&self, mut command: Command, input: &str) -> Outcome {
        command.stdin(Stdio::piped());
        let mut child = Self::start(command);
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        self.finish(child)
    }

    /// Starts, for a run that the test interferes with.
    pub(crate) fn start(mut command: Command) -> Child {
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Waits for the end of what was started, and ends it where it would go on for ever.
    pub(crate) fn finish(&self, mut child: Child) -> Outcome {
        let texts = [end_of(child.stdout.take().unwrap()), end_of(child.stderr.take().unwrap())];
        let [stdout, stderr] = texts.map(|text| text.recv_timeout(PATIENCE));
        let (Ok(stdout), Ok(stderr)) = (stdout, stderr) else {
            child.kill().unwrap();
            panic!("the command did not end");
        };
        self.assert_no_token(&stdout, &stderr);
        for printed in [&stdout, &stderr] {
            let commands = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
            assert!(!printed.contains(commands), "a terminal is commanded: {printed:?}");
        }
        Outcome { code: child.wait().unwrap().code(), stdout, stderr }
    }

    /// Runs an export that must fail with this code, one message of three lines at the most and nothing else; gives the message.
    pub(crate) fn fails(&self, code: i32, command: Command) -> String {
        let before = tree(&self.work());
        let outcome = self.run(command);
        self.failed(code, &before, &outcome)
    }

    /// Checks that a run failed so, and that everything is as it was before.
    pub(crate) fn failed(&self, code: i32, before: &Tree, outcome: &Outcome) -> String {
        assert_eq!(outcome.code, Some(code), "{outcome:?}");
        assert_eq!(outcome.stdout, "", "{outcome:?}");
        let message = outcome.stderr.strip_prefix("error: ").unwrap_or_else(|| panic!("{outcome:?}"));
        // What, why, and what to do.
        assert!(message.lines().count() <= 3, "{outcome:?}");
        assert_same(before, &tree(&self.work()));
        assert_same(&Tree::new(), &tree(&self.root.path().join("tmp")));
        message.trim_end().to_owned()
    }

    /// Files whose name says so may hold the token: the tests put them there.
    fn assert_no_token(&self, stdout: &str, stderr: &str) {
        assert!(!stdout.contains(TOKEN) && !stderr.contains(TOKEN), "the token was printed:\n{stdout}{stderr}");
        for (path, content) in tree(self.root.path()) {
            let leaked = content.windows(TOKEN.len()).any(|bytes| bytes == TOKEN.as_bytes());
            assert!(!leaked || path.ends_with("token"), "the token was written to {path}");
        }
    }

    /// Everything but the user's own folder, which has a cache.
    pub(crate) fn tree(&self) -> Tree {
        tree(self.root.path()).into_iter().filter(|(path, _)| !path.starts_with("home/")).collect()
    }

    /// The path of the sandbox itself.
    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }
}

impl Outcome {
    /// It must have gone well.
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// All that a stream gives, once it has ended.
fn end_of(mut stream: impl Read + Send + 'static) -> std::sync::mpsc::Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let _ = sender.send(text);
    });
    receiver
}

/// Names what differs; the contents alone would be pages.
fn assert_same(expected: &Tree, found: &Tree) {
    let differs = |path: &&String| expected.get(*path) != found.get(*path);
    let paths: std::collections::BTreeSet<_> = expected.keys().chain(found.keys()).filter(differs).collect();
    assert!(paths.is_empty(), "changed: {paths:?}");
}
