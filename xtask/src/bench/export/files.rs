//! The share of an export that the file system alone takes: the same files, written from memory.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use typeferry_demo::bulk::Size;

use super::curl::{Pace, Requests};
use super::platform::{Exporter, Platform, Way, What};
use super::report::{Beside, Report, grouped, seconds};
use super::{PLATFORM, RUNS, size_in_words};
use crate::bench::median;

/// Each change is three files.
const SIZE: Size = Size { changes: 511, ..PLATFORM };

/// The files of a folder, and the folders in it.
#[derive(Default)]
struct Tree {
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

/// Measures the metadata alone, and everything.
pub(super) fn measure(exporter: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let platform = Platform::start(SIZE, Way::default())?;
    for what in [What::Metadata, What::Everything] {
        let (mut exports, mut bare, mut writes, mut files) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for round in 0..RUNS {
            exports.push(exporter.export(&platform, what, &[])?.time);
            let requests = Requests::write(&platform, &platform.requests(), exporter.scratch())?;
            bare.push(requests.send(Pace::InTurn)?.time);
            let mut tree = Tree::default();
            tree.read(&exporter.out(), Path::new(""))?;
            files = tree.files.len();
            writes.push(tree.write(&exporter.scratch().join(format!("{what:?}{round}")))?);
        }
        let ours = median(exports);
        let beside = [
            Beside::time(ours, "curl, the same requests in turn", median(bare)),
            Beside::time(ours, "writing the same files from memory", median(writes)),
        ];
        let size = match what {
            What::Metadata => Size { changes: 0, ..SIZE },
            What::Everything => SIZE,
        };
        report.line(format!("{}, {} files", size_in_words(size), grouped(files)), seconds(ours), &beside);
    }
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
