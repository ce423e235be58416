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

/// Medians of what is done by turns.
struct Times {
    export: Duration,
    bare: Duration,
    writing: Duration,
}

/// Measures the metadata alone, and everything.
pub(super) fn measure(exporter: &Exporter, report: &mut Report) -> Result<(), Box<dyn Error>> {
    let platform = Platform::start(SIZE, Way::default())?;
    for (what, size) in [(What::Metadata, Size { changes: 0, ..SIZE }), (What::Everything, SIZE)] {
        let (times, files) = times(exporter, &platform, what)?;
        let beside = [
            Beside::time(times.export, "curl, the same requests in turn", times.bare),
            Beside::time(times.export, "writing the same files from memory", times.writing),
        ];
        let what = format!("{}, {} files", size_in_words(size), grouped(files));
        report.line(what, seconds(times.export), &beside);
    }
    Ok(())
}

/// The times, and how many files there are.
fn times(exporter: &Exporter, platform: &Platform, what: What) -> Result<(Times, usize), Box<dyn Error>> {
    let (mut exports, mut bare, mut writes, mut files) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for round in 0..RUNS {
        exports.push(exporter.export(platform, what, &[])?.time);
        let requests = Requests::write(platform, &platform.requests(), exporter.scratch())?;
        bare.push(requests.send(Pace::InTurn)?.time);
        let tree = Tree::of(&exporter.out())?;
        files = tree.files.len();
        writes.push(tree.write(&exporter.scratch().join(format!("{what:?}{round}")))?);
    }
    Ok((Times { export: median(exports), bare: median(bare), writing: median(writes) }, files))
}

impl Tree {
    fn of(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut tree = Self::default();
        tree.read(folder, Path::new(""))?;
        Ok(tree)
    }

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
