//! The share of an export that the file system alone takes: the same files, written from memory.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::platform::{Exporter, Platform, Way, What};
use super::report::{Report, grouped};
use super::{PLATFORM, RUNS};
use crate::bench::median;

/// The files of a folder, and the folders in it.
#[derive(Default)]
struct Tree {
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

/// Measures the export of everything, and the writing of it.
pub(super) fn measure(exporter: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let platform = Platform::start(PLATFORM, Way::default())?;
    let (mut exports, mut writes, mut files) = (Vec::new(), Vec::new(), 0);
    for round in 0..RUNS {
        exports.push(exporter.export(&platform, What::Everything, &[])?.time);
        let mut tree = Tree::default();
        tree.read(&exporter.out(), Path::new(""))?;
        files = tree.files.len();
        writes.push(tree.write(&exporter.scratch().join(format!("again{round}")))?);
    }
    let what = format!("everything, {} files", grouped(files));
    report.beside(&what, median(exports), ("the same files written from memory", median(writes)));
    Ok(())
}

impl Tree {
    fn read(&mut self, folder: &Path, below: &Path) -> Result<(), Box<dyn Error>> {
        self.folders.push(below.to_owned());
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let (path, below) = (entry.path(), below.join(entry.file_name()));
            if entry.file_type()?.is_dir() {
                self.read(&path, &below)?;
            } else {
                self.files.push((below, fs::read(path)?));
            }
        }
        Ok(())
    }

    /// Writes it as an export does: each file once, without waiting until it is on the disk.
    fn write(&self, folder: &Path) -> Result<Duration, Box<dyn Error>> {
        let began = Instant::now();
        for below in &self.folders {
            fs::create_dir_all(folder.join(below))?;
        }
        for (below, bytes) in &self.files {
            fs::write(folder.join(below), bytes)?;
        }
        Ok(began.elapsed())
    }
}
