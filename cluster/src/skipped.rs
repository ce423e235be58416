//! Tests that cannot run on this machine. Each says so in a file, so that whoever started the tests can count it as
//! skipped and tell how it would run; in CI it fails, but for a test of what the server is too old for: CI has the
//! server that it has, and counts such a test as skipped too.

use std::fs::OpenOptions;
use std::io::Write;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::{env, thread};

use crate::error::{ClusterError, Tried};

/// Names the file that a line is appended to for each test that cannot run. `cargo xtask test` sets it.
pub const SKIPPED_VARIABLE: &str = "TYPEFERRY_SKIPPED";

/// Set in the environment, as CI services set it, a test that lacks something fails instead of being skipped.
const REQUIRED_VARIABLE: &str = "CI";

/// Something that a test needs and the machine does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// What is missing, as a sentence without a full stop.
    pub reason: String,
    /// The command that brings it.
    pub remedy: String,
}

/// A test that did not run, or of which a part did not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The test binary, without the hash of its file name.
    pub suite: String,
    /// The test, as the test runner names it.
    pub test: String,
    /// What of it did not run; empty where nothing of it did.
    pub part: String,
    /// What is missing.
    pub reason: String,
    /// The command that brings it.
    pub remedy: String,
}

impl Need {
    /// A need in words.
    pub fn new(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { reason: reason.into(), remedy: remedy.into() }
    }

    /// Says that the test which runs cannot go on without it.
    ///
    /// # Errors
    /// [`ClusterError::Missing`] where `CI` is set: nothing is skipped there. The file cannot be written.
    #[track_caller]
    pub fn skip(&self) -> Result<(), ClusterError> {
        self.skip_part("")
    }

    /// Says that a part of the test which runs is left out without it.
    ///
    /// # Errors
    /// As [`Need::skip`].
    #[track_caller]
    pub fn skip_part(&self, part: &str) -> Result<(), ClusterError> {
        if env::var_os(REQUIRED_VARIABLE).is_some() {
            return Err(ClusterError::Missing(self.clone()));
        }
        self.count_as_skipped(part)
    }

    /// Lists the test that runs, or this part of it, as skipped; in CI too.
    ///
    /// # Errors
    /// The file cannot be written.
    #[track_caller]
    pub(crate) fn count_as_skipped(&self, part: &str) -> Result<(), ClusterError> {
        let skipped = Skipped {
            suite: suite(),
            test: test(Location::caller()),
            part: part.to_owned(),
            reason: self.reason.clone(),
            remedy: self.remedy.clone(),
        };
        skipped.say()
    }
}

impl Skipped {
    /// Appends the line to the file that is named, and says it to whoever reads the test's output.
    fn say(&self) -> Result<(), ClusterError> {
        #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
        {
            eprintln!("skipped: {self}");
        }
        let Some(path) = env::var_os(SKIPPED_VARIABLE).map(PathBuf::from) else { return Ok(()) };
        let file = OpenOptions::new().append(true).create(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(self.line().as_bytes()));
        written.tried(|| format!("writing {}", path.display()))
    }

    /// A line of the file: its fields, a tab between them.
    fn line(&self) -> String {
        let fields = [&self.suite, &self.test, &self.part, &self.reason, &self.remedy];
        let plain = fields.map(|field| field.replace(char::is_control, " "));
        plain.join("\t") + "\n"
    }

    /// What a file lists, sorted, each once. A file that is not there lists nothing.
    ///
    /// # Errors
    /// The file cannot be read, or a line of it is not one that a test wrote.
    pub fn read(path: &Path) -> Result<Vec<Self>, ClusterError> {
        if !path.exists() {
            return Ok(Vec::new());
        }
        let text = std::fs::read_to_string(path).tried(|| format!("reading {}", path.display()))?;
        let wrong = |line: &str| ClusterError::Answer { what: path.display().to_string(), answer: line.to_owned() };
        let mut found =
            text.lines().map(|line| Self::of(line).ok_or_else(|| wrong(line))).collect::<Result<Vec<_>, _>>()?;
        found.sort();
        found.dedup();
        Ok(found)
    }

    fn of(line: &str) -> Option<Self> {
        let fields: Vec<_> = line.split('\t').map(str::to_owned).collect();
        let [suite, test, part, reason, remedy] = <[String; 5]>::try_from(fields).ok()?;
        Some(Self { suite, test, part, reason, remedy })
    }

    /// Whether nothing of the test ran.
    pub fn is_whole(&self) -> bool {
        self.part.is_empty()
    }
}

impl std::fmt::Display for Skipped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = if self.is_whole() { String::new() } else { format!(" ({})", self.part) };
        write!(f, "{}::{}{part}: {}; {}", self.suite, self.test, self.reason, self.remedy)
    }
}

/// The test binary's name: its file has a hash behind a hyphen.
fn suite() -> String {
    let file = env::current_exe().unwrap_or_default();
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    name.rsplit_once('-').map_or_else(|| name.to_string(), |(name, _)| name.to_owned())
}

/// The test that runs: libtest names its thread so, or was asked for it alone; else the line that asks.
fn test(caller: &Location<'_>) -> String {
    let thread = thread::current();
    let named = thread.name().filter(|name| *name != "main").map(str::to_owned);
    let alone = || env::args().skip_while(|argument| argument != "--exact").nth(1);
    named.or_else(alone).unwrap_or_else(|| format!("{}:{}", caller.file(), caller.line()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Run by itself, this is a test that needs a server; the tests below run it where there is none.
    #[test]
    fn needs_a_server() {
        let Some(cluster) = crate::Cluster::for_test().unwrap() else { return };
        assert!(cluster.has_extensions(&["plpgsql"]).unwrap());
        assert_eq!(cluster.need_of(&["no_such"]).unwrap().unwrap().reason, "the server has no extension no_such");
    }

    /// The version that the next test needs.
    const VERSION_VARIABLE: &str = "TYPEFERRY_TEST_NEEDS_VERSION";

    /// Every server has the version that this test needs, unless the test below runs it with another.
    #[test]
    fn needs_a_version() {
        let Some(cluster) = crate::Cluster::for_test().unwrap() else { return };
        let version = env::var(VERSION_VARIABLE).map_or(10, |version| version.parse().unwrap());
        assert_eq!(cluster.has_version(version).unwrap(), version == 10);
    }

    fn run_alone(test: &str, file: &Path) -> std::process::Command {
        let mut command = std::process::Command::new(env::current_exe().unwrap());
        command.args(["--exact", test]).env_remove(REQUIRED_VARIABLE).env(SKIPPED_VARIABLE, file);
        command
    }

    fn without_a_server(file: &Path) -> std::process::Command {
        let mut command = run_alone("skipped::tests::needs_a_server", file);
        command.env(crate::PROGRAMS_VARIABLE, "/nowhere");
        command
    }

    #[test]
    fn n02_a_test_without_its_server_is_listed_with_the_reason_and_the_command() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("skipped");
        assert!(without_a_server(&file).output().unwrap().status.success());
        let found = Skipped::read(&file).unwrap();
        let [skipped] = &found[..] else { panic!("{found:?}") };
        assert_eq!((&*skipped.suite, &*skipped.test), ("typeferry_cluster", "skipped::tests::needs_a_server"));
        assert_eq!(skipped.reason, "TYPEFERRY_PG_BIN is /nowhere, which does not have PostgreSQL's server programs");
        assert!(skipped.remedy.starts_with("unset TYPEFERRY_PG_BIN"), "{skipped}");
        assert!(skipped.is_whole());
    }

    #[test]
    fn n02_in_ci_a_missing_part_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("skipped");
        let ended = without_a_server(&file).env(REQUIRED_VARIABLE, "true").output().unwrap();
        assert!(!ended.status.success() && !file.exists());
        assert!(String::from_utf8_lossy(&ended.stdout).contains("TYPEFERRY_PG_BIN is /nowhere"), "{ended:?}");
    }

    #[test]
    fn in_ci_a_server_that_is_too_old_is_no_failure_and_is_listed() {
        if crate::Cluster::for_test().unwrap().is_none() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("skipped");
        let mut alone = run_alone("skipped::tests::needs_a_version", &file);
        let ended = alone.env(REQUIRED_VARIABLE, "true").env(VERSION_VARIABLE, "999").output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
        let found = Skipped::read(&file).unwrap();
        let [skipped] = &found[..] else { panic!("{found:?}") };
        assert_eq!(skipped.test, "skipped::tests::needs_a_version");
        assert!(skipped.reason.starts_with("it needs PostgreSQL 999, and the server is PostgreSQL 1"), "{skipped}");
        assert!(skipped.remedy.contains(crate::PROGRAMS_VARIABLE), "{skipped}");
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let skipped = Skipped {
            suite: "suite".to_owned(),
            test: test(Location::caller()),
            part: "a\tb\nc".to_owned(),
            reason: "no x".to_owned(),
            remedy: "get x".to_owned(),
        };
        assert_eq!(skipped.test, "skipped::tests::a_line_is_read_as_it_was_written");
        let read = Skipped { part: "a b c".to_owned(), ..skipped.clone() };
        assert_eq!(Skipped::of(skipped.line().trim_end()), Some(read));
        assert_eq!(Skipped::of("a line of somebody else"), None);
    }

    #[test]
    fn a_file_lists_each_test_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("skipped");
        assert_eq!(Skipped::read(&path).unwrap(), []);
        std::fs::write(&path, "b\tt\t\tr\tc\na\tt\tp\tr\tc\nb\tt\t\tr\tc\n").unwrap();
        let found = Skipped::read(&path).unwrap();
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a::t (p): r; c", "b::t: r; c"]);
        std::fs::write(&path, "b\tt\n").unwrap();
        assert!(Skipped::read(&path).unwrap_err().to_string().contains("answered `b"));
    }
}
