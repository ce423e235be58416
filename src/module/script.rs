//! One script of a change: where it lies, the header it begins with, and the text that follows.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use typeferry_pgpm::{ChangeName, ScriptKind};

use super::error::ModuleError;
use super::plan::Change;

/// Bytes that are written to a file at once.
const BUFFER: usize = 64 * 1024;

/// A script that is being written, its header already there.
///
/// Call [`ScriptFile::finish`]: a script that is dropped may lack its end.
#[derive(Debug)]
#[must_use]
pub struct ScriptFile {
    path: PathBuf,
    out: BufWriter<File>,
    ends_line: bool,
}

impl ScriptFile {
    /// Makes the change's script of that kind under the module's folder `root`.
    ///
    /// The header names the change, so no two scripts of a module are equal: pgpm's ledger wants them so.
    pub(super) fn create(root: &Path, kind: ScriptKind, change: &Change) -> Result<Self, ModuleError> {
        let mut script = Self::empty(root, kind, change)?;
        script.write(&header(kind, change))?;
        Ok(script)
    }

    /// The same without the header.
    pub(super) fn empty(root: &Path, kind: ScriptKind, change: &Change) -> Result<Self, ModuleError> {
        let path = script_path(root, kind, &change.name);
        if let Some(folder) = path.parent() {
            make_folder(root, folder).map_err(ModuleError::io("make the folder", folder))?;
        }
        Self::open(path)
    }

    /// A new file; one that is there already belongs to another change whose name differs only in case.
    pub(super) fn open(path: PathBuf) -> Result<Self, ModuleError> {
        let file = File::create_new(&path).map_err(ModuleError::io("create", &path))?;
        Ok(Self { path, out: BufWriter::with_capacity(BUFFER, file), ends_line: true })
    }

    /// Appends text, as it is.
    ///
    /// # Errors
    /// [`ModuleError::Io`] with the script's path, also when the disk is full.
    pub fn write(&mut self, text: &str) -> Result<(), ModuleError> {
        if let Some(last) = text.as_bytes().last() {
            self.ends_line = *last == b'\n';
        }
        self.out.write_all(text.as_bytes()).map_err(ModuleError::io("write", &self.path))
    }

    /// Ends the last line if it has no end, and hands everything to the system.
    ///
    /// # Errors
    /// [`ModuleError::Io`] with the script's path.
    pub fn finish(mut self) -> Result<(), ModuleError> {
        if !self.ends_line {
            self.write("\n")?;
        }
        self.out.flush().map_err(ModuleError::io("write", &self.path))
    }
}

/// Makes a folder below the module's own, which must be there: an interrupt may have removed it.
fn make_folder(root: &Path, folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => match folder.parent() {
            Some(above) if above != root => {
                make_folder(root, above)?;
                make_folder(root, folder)
            }
            _ => Err(error),
        },
        other => other,
    }
}

/// Where a script lies in the module's folder `root`.
pub fn script_path(root: &Path, kind: ScriptKind, name: &ChangeName) -> PathBuf {
    root.join(kind.folder()).join(format!("{name}.sql"))
}

/// A whole script whose text is known: its header, the text, and a line end where the text has none.
pub fn script_text(kind: ScriptKind, change: &Change, text: &str) -> String {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    [&header(kind, change), text, end].concat()
}

fn header(kind: ScriptKind, change: &Change) -> String {
    let mut lines = vec![format!("-- {}: {}\n", kind.title(), change.name)];
    if kind == ScriptKind::Deploy {
        lines.extend(change.requires.iter().map(|requirement| format!("-- requires: {requirement}\n")));
    }
    lines.push("\n".to_owned());
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::Reference;

    fn change() -> Change {
        let requires = ["b", "pkg:c"].iter().map(|text| Reference::parse(text).unwrap()).collect();
        Change { name: ChangeName::new("x/a").unwrap(), requires, note: String::new() }
    }

    fn written(kind: ScriptKind, text: &str) -> String {
        let root = tempfile::tempdir().unwrap();
        let mut script = ScriptFile::create(root.path(), kind, &change()).unwrap();
        let path = script.path.clone();
        script.write(text).unwrap();
        script.finish().unwrap();
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_script_begins_with_its_change_and_ends_with_a_line_end() {
        assert_eq!(
            written(ScriptKind::Deploy, "SELECT 1;"),
            "-- Deploy: x/a\n-- requires: b\n-- requires: pkg:c\n\nSELECT 1;\n"
        );
        assert_eq!(written(ScriptKind::Revert, "SELECT 1;\n"), "-- Revert: x/a\n\nSELECT 1;\n");
        assert_eq!(written(ScriptKind::Verify, ""), "-- Verify: x/a\n\n");
    }

    #[test]
    fn a_script_is_never_written_over() {
        let root = tempfile::tempdir().unwrap();
        ScriptFile::create(root.path(), ScriptKind::Deploy, &change()).unwrap().finish().unwrap();
        let message = ScriptFile::create(root.path(), ScriptKind::Deploy, &change()).unwrap_err().to_string();
        assert!(message.contains("deploy/x/a.sql"), "{message}");
    }

    #[test]
    fn a_module_whose_folder_has_gone_is_not_made_again() {
        let root = tempfile::tempdir().unwrap().path().to_owned();
        let gone = ScriptFile::create(&root, ScriptKind::Deploy, &change());
        assert!(matches!(gone, Err(ModuleError::Io { .. })) && !root.exists());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_an_ordinary_error_that_names_the_file() {
        let path = PathBuf::from("/dev/full");
        let file = File::options().write(true).open(&path).unwrap();
        let mut script = ScriptFile { path, out: BufWriter::new(file), ends_line: true };
        let message = script.write("SELECT 1;").and_then(|()| script.finish()).unwrap_err().to_string();
        assert_eq!(message, "cannot write /dev/full: No space left on device (os error 28)");
    }
}
