//! The patterns of a workspace: `packages/*`, `extensions/@pgpm/*`, `apps/**`.
//!
//! A pattern is walked, not matched: a part that is written out leads into hidden folders and links too, `*` into links and
//! `**` into neither, and what a pattern cannot lead to is never read. A library that matches whole paths, such as globset,
//! would leave the walk here, and give `[` and `{` a meaning that names of folders do not expect.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::problem::Fault;

/// A folder in which nobody keeps modules of their own.
const DEPENDENCIES: &str = "node_modules";

/// The folders that a pattern means below a folder, sorted. In a part of the pattern, `*` is any text and `?` any
/// character; the part `**` is any folders, also none.
///
/// # Errors
/// The pattern leads out of the folder, or a folder cannot be read.
pub(crate) fn folders(root: &Path, pattern: &str) -> Result<Vec<PathBuf>, Fault> {
    let parts: Vec<_> = pattern.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if pattern.starts_with('/') || parts.contains(&"..") || pattern.contains('\\') {
        return Err(Fault::Outside { given: format!("the pattern {pattern:?}") });
    }
    let mut found = Vec::new();
    expand(root, &parts, &mut found)?;
    found.sort();
    found.dedup();
    Ok(found)
}

fn expand(folder: &Path, parts: &[&str], found: &mut Vec<PathBuf>) -> io::Result<()> {
    let Some((part, rest)) = parts.split_first() else {
        found.push(folder.to_owned());
        return Ok(());
    };
    match *part {
        "**" => {
            expand(folder, rest, found)?;
            subfolders(folder)?.iter().filter(|(_, link)| !link).try_for_each(|(below, _)| expand(below, parts, found))
        }
        part if !part.contains(['*', '?']) => {
            let below = folder.join(part);
            if below.is_dir() { expand(&below, rest, found) } else { Ok(()) }
        }
        part => {
            let fits = |path: &Path| path.file_name().is_some_and(|name| matches(part, &name.to_string_lossy()));
            let below = subfolders(folder)?;
            below.iter().filter(|(path, _)| fits(path)).try_for_each(|(path, _)| expand(path, rest, found))
        }
    }
}

/// The folders in a folder, each with whether it is a link; without hidden ones and dependencies.
pub(crate) fn subfolders(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let path = entry.path();
        if !name.starts_with('.') && name != DEPENDENCIES && path.is_dir() {
            found.push((path, entry.file_type()?.is_symlink()));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a name fits a part of a pattern.
fn matches(part: &str, name: &str) -> bool {
    // For each beginning of the name: does what has been read of the pattern fit it?
    let mut fits: Vec<bool> = [true].into_iter().chain(name.chars().map(|_| false)).collect();
    for c in part.chars() {
        let longer = |(fits, next): (&bool, char)| *fits && (c == '?' || c == next);
        let misfits = fits.iter().take_while(|fits| !**fits).count();
        fits = match c {
            '*' => (0..fits.len()).map(|at| at >= misfits).collect(),
            _ => [false].into_iter().chain(fits.iter().zip(name.chars()).map(longer)).collect(),
        };
    }
    fits.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_pattern_fits_names() {
        for (part, name) in [("*", ""), ("*", "abc"), ("a*c", "abbc"), ("a*", "a"), ("?b", "ab"), ("@*", "@pgpm")] {
            assert!(matches(part, name), "{part} {name}");
        }
        for (part, name) in [("a*c", "ab"), ("?", ""), ("a", "ab"), ("@*", "pgpm"), ("", "a")] {
            assert!(!matches(part, name), "{part} {name}");
        }
    }

    #[test]
    fn folders_are_found_sorted_and_without_dependencies() {
        let root = tempfile::tempdir().unwrap();
        for path in ["packages/b", "packages/a/inner", "packages/node_modules/x", "packages/.git", "extensions/@x/y"] {
            fs::create_dir_all(root.path().join(path)).unwrap();
        }
        let found = |pattern: &str| -> Vec<String> {
            let found = folders(root.path(), pattern).unwrap();
            found.iter().map(|path| path.strip_prefix(root.path()).unwrap().display().to_string()).collect()
        };
        assert_eq!(found("packages/*"), ["packages/a", "packages/b"]);
        assert_eq!(found("./packages/**"), ["packages", "packages/a", "packages/a/inner", "packages/b"]);
        assert_eq!(found("extensions/@*/*"), ["extensions/@x/y"]);
        assert_eq!(found("missing/*"), Vec::<String>::new());
    }

    #[test]
    fn a_pattern_stays_in_the_workspace() {
        for pattern in ["../other/*", "packages/../../x", "/etc/*", "..\\x"] {
            assert!(matches!(folders(Path::new("."), pattern), Err(Fault::Outside { .. })), "{pattern}");
        }
    }
}
