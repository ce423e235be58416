//! A folder as it stands on disk, to be compared with what it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file of a folder by its path, every link with what it says, every empty folder with a `/` behind it.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Reads a folder; one that is not there is empty.
pub(crate) fn tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    if root.is_dir() {
        collect(root, "", &mut found);
    }
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Tree) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    if entries.is_empty() && !prefix.is_empty() {
        found.insert(prefix.to_owned(), Vec::new());
    }
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found);
        } else if kind.is_symlink() {
            found.insert(name, fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes());
        } else {
            found.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}
