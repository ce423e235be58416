//! Packages of their own, checked in the target folder of this workspace: what was built for it is not built again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of a test's own, the same in each run.
pub(crate) fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Writes a file unless it holds the text already: cargo takes a file for changed by its time.
pub(crate) fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs `cargo check` in a folder, without the network.
pub(crate) fn check(dir: &Path, arguments: &[&str]) -> Output {
    check_aloud(dir, &[&["--quiet"], arguments].concat())
}

/// The same, with the warnings.
pub(crate) fn check_aloud(dir: &Path, arguments: &[&str]) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    Command::new(env!("CARGO"))
        .current_dir(dir)
        .args(["check", "--offline"])
        .args(arguments)
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTFLAGS")
        .env("RUST_BACKTRACE", "1")
        .output()
        .unwrap()
}

/// What cargo said of it.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
