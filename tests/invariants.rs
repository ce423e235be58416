//! What ARCHITECTURE.md says must stay true of the sources, and can be seen in them.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources fails")]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(dir: &str) -> Vec<PathBuf> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(dir)];
    let mut files = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    assert!(!files.is_empty(), "{dir} has no sources");
    files
}

fn places(dirs: &[&str], needle: &str) -> Vec<String> {
    let files = dirs.iter().flat_map(|dir| sources(dir));
    let has = |path: &PathBuf| fs::read_to_string(path).unwrap().to_ascii_lowercase().contains(needle);
    files.filter(has).map(|path| path.display().to_string()).collect()
}

#[test]
fn nothing_behind_the_dialect_knows_what_server_it_was() {
    let behind = [
        "codegen/src/drift",
        "codegen/src/model",
        "codegen/src/query",
        "codegen/src/emit",
        "src",
        "contract/src",
        "client/src",
    ];
    assert_eq!(places(&behind, "postgraphile"), Vec::<String>::new());
    assert!(!places(&["codegen/src/dialect"], "postgraphile").is_empty());
}

#[test]
fn the_token_is_unwrapped_in_one_place() {
    let dirs = ["src", "client/src", "connection/src", "contract/src", "codegen/src", "session/src"];
    let places = places(&dirs, "expose_secret");
    // The password of a database is a secret too, and has a room of its own.
    let (passwords, tokens): (Vec<_>, Vec<_>) = places.iter().partition(|path| path.contains("/connection/src/"));
    assert!(!passwords.is_empty() && tokens.len() == 1, "{places:?}");
    assert!(tokens[0].ends_with("client/src/endpoint/token.rs"));
}

#[test]
fn xtask_does_not_depend_on_the_root_package() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("xtask/Cargo.toml")).unwrap();
    let depends = manifest.lines().any(|line| line.starts_with("typeferry =") || line.starts_with("typeferry."));
    assert!(!depends, "{manifest}");
}

#[test]
fn a_contract_needs_no_network_and_no_crate_below_the_command_line_needs_clap() {
    let needs = |of: &str, what: &[&str]| {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(of).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).unwrap();
        manifest.lines().any(|line| what.iter().any(|name| line.starts_with(name)))
    };
    for name in ["base", "client", "codegen", "connection", "contract", "introspection", "pgpm", "session", "sql"] {
        assert!(!needs(name, &["clap"]), "{name}");
    }
    assert!(!needs("contract", &["ureq", "reqwest", "typeferry-client", "[features]"]));
    assert!(needs("client", &["reqwest"]) && needs(".", &["clap"]));
    assert!(!needs("client", &["typeferry-codegen", "typeferry-connection", "typeferry-sql", "postgres"]));
}

#[test]
fn no_source_file_is_longer_than_400_lines() {
    let dirs = [
        "src",
        "base/src",
        "codegen/src",
        "connection/src",
        "client/src",
        "contract/src",
        "demo/src",
        "examples",
        "introspection/src",
        "pgpm/src",
        "session/src",
        "sql/src",
        "xtask/src",
    ];
    let long = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count() > 400;
    let found: Vec<_> = dirs.iter().flat_map(|dir| sources(dir)).filter(long).collect();
    assert_eq!(found, Vec::<PathBuf>::new());
}
