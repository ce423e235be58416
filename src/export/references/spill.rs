//! Mentions of keys in the order of the keys, in bounded memory: what is too much waits, sorted, in a file without a name.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// So many mentions wait in memory; one with its text takes about a hundred bytes.
pub(super) const MOST_WAITING: usize = 16 * 1024;

/// Bytes of each part of the file that are in memory while the parts are merged.
const BUFFER: usize = 4 * 1024;

/// Somewhere a key stands. In their order, a row that has it comes before the rows that refer to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention {
    /// The columns that the key is of, as a number.
    pub(super) referenced: u32,
    /// Its hash.
    pub(super) hash: u64,
    /// `None` where a row has the key.
    pub(super) by: Option<Referring>,
}

/// A row that refers to a key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Referring {
    /// Its foreign key, as a number.
    pub(super) foreign_key: u32,
    /// Its number among the rows that refer by that.
    pub(super) row: u64,
    /// Its own key.
    pub(super) key: Box<str>,
}

/// Takes mentions in any order.
#[derive(Debug)]
pub(super) struct Spill {
    folder: PathBuf,
    most: usize,
    waiting: Vec<Mention>,
    file: Option<File>,
    /// Where the sorted parts of the file end.
    ends: Vec<u64>,
}

impl Spill {
    /// Nothing yet; the file is made in `folder` when it is needed.
    pub(super) fn new(folder: PathBuf, most: usize) -> Self {
        Self { folder, most, waiting: Vec::new(), file: None, ends: Vec::new() }
    }

    /// Takes one.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn push(&mut self, mention: Mention) -> io::Result<()> {
        self.waiting.push(mention);
        if self.waiting.len() < self.most { Ok(()) } else { self.write() }
    }

    /// Those that wait in memory.
    pub(super) fn waiting(&mut self) -> &mut Vec<Mention> {
        &mut self.waiting
    }

    fn write(&mut self) -> io::Result<()> {
        self.waiting.sort_unstable();
        let file = match self.file.take() {
            Some(file) => file,
            None => tempfile::tempfile_in(&self.folder)?,
        };
        let mut writer = BufWriter::new(&file);
        self.waiting.drain(..).try_for_each(|mention| mention.write(&mut writer))?;
        writer.flush()?;
        drop(writer);
        self.ends.push((&file).stream_position()?);
        self.file = Some(file);
        Ok(())
    }

    /// Gives all of them in their order.
    ///
    /// # Errors
    /// The file cannot be read, or what `take` has.
    pub(super) fn sorted(mut self, mut take: impl FnMut(Mention)) -> io::Result<()> {
        self.waiting.sort_unstable();
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let parts = starts.zip(&self.ends).map(|(start, end)| (start, *end));
        let mut parts: Vec<_> =
            self.file.iter().flat_map(|file| parts.clone().map(move |part| Part::new(file, part))).collect();
        let mut waiting = self.waiting.into_iter();
        let mut heads = BinaryHeap::new();
        for at in 0..=parts.len() {
            heads.extend(next(&mut parts, at, &mut waiting)?.map(|mention| Reverse((mention, at))));
        }
        while let Some(Reverse((mention, at))) = heads.pop() {
            take(mention);
            heads.extend(next(&mut parts, at, &mut waiting)?.map(|mention| Reverse((mention, at))));
        }
        Ok(())
    }
}

/// The next one of a part of the file, or, behind the parts, of those in memory.
fn next(parts: &mut [Part<'_>], at: usize, waiting: &mut impl Iterator<Item = Mention>) -> io::Result<Option<Mention>> {
    match parts.get_mut(at) {
        Some(part) => part.next(),
        None => Ok(waiting.next()),
    }
}

/// A sorted part of the file.
struct Part<'a>(BufReader<Bytes<'a>>);

impl<'a> Part<'a> {
    fn new(file: &'a File, (at, end): (u64, u64)) -> Self {
        Self(BufReader::with_capacity(BUFFER, Bytes { file, at, end }))
    }

    fn next(&mut self) -> io::Result<Option<Mention>> {
        let Bytes { at, end, .. } = self.0.get_ref();
        if at == end && self.0.buffer().is_empty() { Ok(None) } else { Mention::read(&mut self.0).map(Some) }
    }
}

/// Bytes of a file that others read too.
struct Bytes<'a> {
    file: &'a File,
    at: u64,
    end: u64,
}

impl Read for Bytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.seek(SeekFrom::Start(self.at))?;
        let read = self.file.take(self.end - self.at).read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// In place of a foreign key, where a row has the key.
const NOBODY: u32 = u32::MAX;

impl Mention {
    fn write(self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&self.referenced.to_le_bytes())?;
        to.write_all(&self.hash.to_le_bytes())?;
        let Some(Referring { foreign_key, row, key }) = self.by else { return to.write_all(&NOBODY.to_le_bytes()) };
        to.write_all(&foreign_key.to_le_bytes())?;
        to.write_all(&row.to_le_bytes())?;
        to.write_all(&(key.len() as u64).to_le_bytes())?;
        to.write_all(key.as_bytes())
    }

    fn read(from: &mut impl Read) -> io::Result<Self> {
        let (referenced, hash) = (u32::from_le_bytes(bytes(from)?), u64::from_le_bytes(bytes(from)?));
        let foreign_key = u32::from_le_bytes(bytes(from)?);
        let by = if foreign_key == NOBODY { None } else { Some(Referring::read(foreign_key, from)?) };
        Ok(Self { referenced, hash, by })
    }
}

impl Referring {
    fn read(foreign_key: u32, from: &mut impl Read) -> io::Result<Self> {
        let (row, length) = (u64::from_le_bytes(bytes(from)?), u64::from_le_bytes(bytes(from)?));
        let mut key = String::new();
        from.take(length).read_to_string(&mut key)?;
        Ok(Self { foreign_key, row, key: key.into() })
    }
}

fn bytes<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(number: u64) -> Mention {
        let hash = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let key = format!("'{}é'", "k".repeat((number % 9_000) as usize)).into();
        let by = (!number.is_multiple_of(3)).then_some(Referring { foreign_key: 1, row: number, key });
        Mention { referenced: (number % 4) as u32, hash, by }
    }

    fn sorted(most: usize, mentions: u64) -> Vec<Mention> {
        let folder = tempfile::tempdir().unwrap();
        let mut spill = Spill::new(folder.path().to_owned(), most);
        (0..mentions).for_each(|number| spill.push(mention(number)).unwrap());
        let mut taken = Vec::new();
        spill.sorted(|mention| taken.push(mention)).unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
        taken
    }

    #[test]
    fn they_come_in_order_however_many_fit_into_memory() {
        let mut all: Vec<_> = (0..500).map(mention).collect();
        all.sort_unstable();
        for most in [1, 2, 7, 499, 500, 501] {
            assert_eq!(sorted(most, 500), all, "{most}");
        }
        assert_eq!(sorted(7, 0), []);
    }

    #[test]
    fn a_folder_that_has_gone_is_an_error() {
        let mut spill = Spill::new("/nowhere/at/all".into(), 1);
        assert_eq!(spill.push(mention(0)).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
