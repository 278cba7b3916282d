//! A desk in one file, and back.
//!
//! `magic ‖ entries (name, length, bytes, hash) ‖ end (last sequence, its chain hash) ‖ hash of all`.
//! Flat: names come from a fixed list of shapes and can never leave the folder. A backup is read
//! back before it is believed; a restore is verified whole before its folder gets its name.
//!
//! Of a sealed desk everything in it is ciphertext but the people's file, which is what a passphrase opens: what the
//! office chose is sealed to a key for everybody of that file, made without anybody being in. Must not know: what the
//! files mean.

use super::Folder;
use super::folder::{OWN, SMALL};
use super::turning;
use crate::journal::disk::RealDisk;
use crate::journal::{ReadError, check as check_journal};
use crate::seal::file::write_atomically;
use crate::seal::people::{Opener, Shared};
use crate::seal::{Key, PeopleFile, SealError, office, people, table};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 16] = b"motcua backup 1\n";
/// The same of a sealed desk, with what the office chose sealed too.
const MAGIC_SEALED: &[u8; 16] = b"motcua backup 2\n";
/// Before the name of a file that is sealed in here alone.
const SEALED: &str = "sealed/";
/// The key of those, for everybody of the people's file.
const SHARE: &str = "share.json";
/// How often it is begun anew where the keys were turned meanwhile.
const TRIES: u32 = 3;
/// Largest file a backup may hold; a journal segment is far smaller.
const MOST_BYTES: u64 = 1 << 32;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// Files in it.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The last frame in it.
    pub sequence: u64,
    /// That frame's chain hash: an anchor of the history.
    pub head: [u8; 32],
    /// Whether it is of a sealed desk.
    pub is_sealed: bool,
    /// Whether a passphrase or both halves are needed to restore it; not for one of an earlier program.
    pub is_closed: bool,
}

/// Why a backup or a restore was not done. Nothing half-done is left.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The disk refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The journal does not read.
    #[error(transparent)]
    Journal(#[from] ReadError),
    /// The journal is damaged; a backup of it would look like a good one.
    #[error("the journal is damaged")]
    Damaged,
    /// There is no desk in the folder.
    #[error("no desk in the folder")]
    NoDesk,
    /// The file is no backup, is cut off, or was changed.
    #[error("the file is no whole backup: {0}")]
    NotWhole(&'static str),
    /// Its keys do not read, or do not open with what was given.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// It is of a sealed desk and nobody said who they are.
    #[error("the backup is sealed: a passphrase or both halves open it")]
    Locked,
    /// The folder to restore into is there and not empty.
    #[error("the folder is not empty")]
    NotEmpty,
}

/// Writes a backup of a desk, open or closed, and reads it back.
pub fn back_up(dir: &Path, to: &Path) -> Result<BackupReport, BackupError> {
    let folder = Folder::new(dir);
    if !folder.journal().is_dir() {
        return Err(BackupError::NoDesk);
    }
    // Frames appended after this point are left to the next backup.
    let journal = check_journal(RealDisk, &folder.journal())?;
    if !journal.damage.is_empty() {
        return Err(BackupError::Damaged);
    }
    let fresh = beside(to, ".part");
    // Keys that are turned meanwhile would not belong together.
    let tried = (0..TRIES).try_fold(false, |whole, _| {
        if whole { Ok(true) } else { write_backup(&folder, &journal.head, &fresh) }
    });
    let busy = || io::Error::new(io::ErrorKind::ResourceBusy, "keys are being turned").into();
    let written = tried.and_then(|whole| whole.then_some(()).ok_or_else(busy));
    let report = match written.and_then(|()| verify(&fresh)) {
        Ok(report) => report,
        Err(error) => {
            let _ = std::fs::remove_file(&fresh);
            return Err(error);
        }
    };
    std::fs::rename(&fresh, to)?;
    sync_parent(to)?;
    Ok(report)
}

/// Makes a new name survive a power cut.
fn sync_parent(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

/// Restores a backup of a plain desk into a folder that is not there yet, or is empty.
pub fn restore(from: &Path, dir: &Path) -> Result<BackupReport, BackupError> {
    restore_by(from, dir, None)
}

/// The same for a sealed desk too, whose backup a passphrase or both halves open. Where they do not, nothing is left.
pub fn restore_by(from: &Path, dir: &Path, by: Option<&Opener<'_>>) -> Result<BackupReport, BackupError> {
    if dir.exists() && std::fs::read_dir(dir)?.next().is_some() {
        return Err(BackupError::NotEmpty);
    }
    let report = verify(from)?;
    let staging = beside(dir, ".restoring");
    if staging.exists() {
        std::fs::remove_dir_all(&staging)?;
    }
    let done = unpack(from, &staging, &report, by);
    if done.is_err() {
        let _ = std::fs::remove_dir_all(&staging);
    }
    done?;
    if dir.exists() {
        std::fs::remove_dir(dir)?;
    }
    std::fs::rename(&staging, dir)?;
    sync_parent(dir)?;
    // Under its own name once more: there are drivers of sticks that lose what lies in a folder that is renamed.
    check_restored(dir, &report)?;
    Ok(report)
}

/// The same name with more at its end, so that it is never the name itself.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

fn unpack(
    from: &Path,
    staging: &Path,
    report: &BackupReport,
    by: Option<&Opener<'_>>,
) -> Result<(), BackupError> {
    let mut reader = Reading::open(from)?;
    let put = |name: &str, bytes: &[u8]| {
        let path = staging.join(name);
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        write_atomically(&path, bytes)
    };
    let (mut closed, mut share) = (Vec::new(), None);
    while let Some((name, bytes)) = reader.entry()? {
        match name.strip_prefix(SEALED) {
            Some(name) => closed.push((name.to_owned(), bytes)),
            None if name == SHARE => share = Some(bytes),
            None => put(&name, &bytes)?,
        }
    }
    if let Some(share) = share {
        let people = PeopleFile::read(staging)?.ok_or(BackupError::NotWhole("its people are missing"))?;
        let key = people.open_share(&Shared::parse(&share)?, by.ok_or(BackupError::Locked)?)?;
        for (name, bytes) in closed {
            put(&name, &open_small(&people, &key, &name, &bytes)?)?;
        }
    }
    sync_parent(&staging.join("journal"))?;
    check_restored(staging, report)
}

/// Whether the journal that came back is the one that was backed up.
fn check_restored(dir: &Path, report: &BackupReport) -> Result<(), BackupError> {
    let folder = Folder::new(dir);
    if !folder.journal().is_dir() {
        return Err(BackupError::NotWhole("the disk did not keep what was restored"));
    }
    let journal = check_journal(RealDisk, &folder.journal())?;
    if !journal.damage.is_empty()
        || journal.head.sequence != report.sequence
        || journal.head.hash.0 != report.head
    {
        return Err(BackupError::NotWhole("the journal in it is not whole"));
    }
    Ok(())
}

/// Reads a backup from end to end and checks every hash.
pub fn verify(path: &Path) -> Result<BackupReport, BackupError> {
    let mut reader = Reading::open(path)?;
    let (mut files, mut bytes, mut is_sealed, mut is_closed) = (0, 0, false, false);
    while let Some((name, content)) = reader.entry()? {
        is_sealed |= name == people::FILE;
        is_closed |= name == SHARE;
        files += 1;
        bytes += content.len() as u64;
    }
    let (sequence, head) = reader.finish()?;
    Ok(BackupReport { files, bytes, sequence, head, is_sealed, is_closed })
}

/// Seals what the office chose, in its place in the backup.
fn close_small(people: &PeopleFile, key: &Key, name: &str, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    people.suite().seal(key, &place_of(people, name), bytes)
}

fn open_small(people: &PeopleFile, key: &Key, name: &str, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
    people.suite().open(key, &place_of(people, name), bytes)
}

fn place_of(people: &PeopleFile, name: &str) -> Vec<u8> {
    [b"motcua backup file v1".as_slice(), &people.desk(), name.as_bytes()].concat()
}

/// The people of a sealed desk as they go along, and the key they share in this backup.
fn people_of(folder: &Folder) -> Result<Option<(Vec<u8>, PeopleFile, Key)>, BackupError> {
    if !folder.is_sealed() {
        return Ok(None);
    }
    let bytes = std::fs::read(folder.own(people::FILE))?;
    let people = PeopleFile::parse(&bytes)?;
    Ok(Some((bytes, people, Key::random()?)))
}

/// Says whether the people's file was the same at its end.
fn write_backup(folder: &Folder, head: &crate::journal::Mark, to: &Path) -> Result<bool, BackupError> {
    let sealed = people_of(folder)?;
    let mut out = Writing::create(to, if sealed.is_some() { MAGIC_SEALED } else { MAGIC })?;
    if let Some((bytes, people, key)) = &sealed {
        out.entry(people::FILE, bytes)?;
        out.entry(SHARE, &people.share(key)?.bytes()?)?;
    }
    for name in names(folder)? {
        if sealed.is_some() && name == people::FILE {
            continue;
        }
        if first_sequence(&name).is_some_and(|first| first > head.sequence.max(1)) {
            continue;
        }
        let path = match &sealed {
            Some((_, people, _)) => turning::place_of(folder, &name, people.epoch()),
            None => folder.own(&name),
        };
        let mut bytes = std::fs::read(path)?;
        if name == format!("journal/{}", crate::journal::segment_name(head.segment)) {
            bytes.truncate(usize::try_from(head.offset).unwrap_or(usize::MAX));
        }
        match &sealed {
            Some((_, people, key)) if is_small(&name) => {
                out.entry(&format!("{SEALED}{name}"), &close_small(people, key, &name, &bytes)?)?;
            }
            Some(_) | None => out.entry(&name, &bytes)?,
        }
    }
    out.finish(head)?;
    Ok(match &sealed {
        Some((bytes, ..)) => std::fs::read(folder.own(people::FILE))? == *bytes,
        None => !folder.is_sealed(),
    })
}

/// The files of a desk that a backup holds, in order: keys go wrapped, as they lie. Segments begun after the head are
/// left out by their first sequence.
fn names(folder: &Folder) -> Result<Vec<String>, BackupError> {
    let mut names = folder.small_files()?;
    if folder.is_sealed() {
        names.push(table::FILE.to_owned());
    }
    names.extend(folder.files_of("journal", ".journal")?);
    Ok(names)
}

/// The first sequence of a journal segment, by its name.
fn first_sequence(name: &str) -> Option<u64> {
    name.strip_prefix("journal/")?.strip_suffix(".journal")?.parse().ok()
}

/// Whether a file is one the office chose, and not of keys, which are wrapped as they lie.
fn is_small(name: &str) -> bool {
    let is_of_keys = [people::FILE, people::OWN, office::FILE].contains(&name);
    (SMALL.contains(&name) && !is_of_keys) || name.split_once('/').is_some_and(|(dir, _)| OWN.contains(&dir))
}

/// Whether a name in a backup is one of the shapes [`names`] gives.
fn is_ours(name: &str) -> bool {
    if name == SHARE {
        return true;
    }
    match name.strip_prefix(SEALED) {
        Some(name) => is_small(name) && is_of_desk(name),
        None => is_of_desk(name),
    }
}

fn is_of_desk(name: &str) -> bool {
    let plain = |part: &str| {
        !part.starts_with('.') && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    match name.split_once('/') {
        None => SMALL.contains(&name) || name == table::FILE,
        Some(("journal", file)) => plain(file) && file.strip_suffix(".journal").is_some(),
        Some((dir, file)) => OWN.contains(&dir) && plain(file) && file.strip_suffix(".toml").is_some(),
    }
}

struct Writing {
    file: BufWriter<File>,
    hasher: blake3::Hasher,
}

impl Writing {
    fn create(path: &Path, magic: &[u8; 16]) -> io::Result<Self> {
        let mut writing = Self { file: BufWriter::new(File::create(path)?), hasher: blake3::Hasher::new() };
        writing.put(magic)?;
        Ok(writing)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hasher.update(bytes);
        self.file.write_all(bytes)
    }

    fn entry(&mut self, name: &str, bytes: &[u8]) -> Result<(), BackupError> {
        if !is_ours(name) {
            return Ok(());
        }
        self.put(&(name.len() as u16).to_le_bytes())?;
        self.put(name.as_bytes())?;
        self.put(&(bytes.len() as u64).to_le_bytes())?;
        self.put(bytes)?;
        self.put(blake3::hash(bytes).as_bytes())?;
        Ok(())
    }

    fn finish(mut self, head: &crate::journal::Mark) -> Result<(), BackupError> {
        self.put(&0_u16.to_le_bytes())?;
        self.put(&head.sequence.to_le_bytes())?;
        self.put(&head.hash.0)?;
        let all = self.hasher.finalize();
        self.file.write_all(all.as_bytes())?;
        self.file.into_inner().map_err(io::Error::from)?.sync_all()?;
        Ok(())
    }
}

struct Reading {
    file: BufReader<File>,
    hasher: blake3::Hasher,
    left: u64,
}

impl Reading {
    fn open(path: &Path) -> Result<Self, BackupError> {
        let file = File::open(path)?;
        let left = file.metadata()?.len();
        let mut reading = Self { file: BufReader::new(file), hasher: blake3::Hasher::new(), left };
        let magic = reading.take(MAGIC.len() as u64)?;
        if magic != MAGIC && magic != MAGIC_SEALED {
            return Err(BackupError::NotWhole("it does not begin like one"));
        }
        Ok(reading)
    }

    /// The next bytes; a length beyond the end of the file is refused before it is believed.
    fn take(&mut self, length: u64) -> Result<Vec<u8>, BackupError> {
        if length > self.left || length > MOST_BYTES {
            return Err(BackupError::NotWhole("it is cut off"));
        }
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(usize::MAX)];
        self.file.read_exact(&mut bytes)?;
        self.left -= length;
        self.hasher.update(&bytes);
        Ok(bytes)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], BackupError> {
        let bytes = self.take(N as u64)?;
        bytes.first_chunk::<N>().copied().ok_or(BackupError::NotWhole("it is cut off"))
    }

    /// The next file; nothing at the end.
    fn entry(&mut self) -> Result<Option<(String, Vec<u8>)>, BackupError> {
        let length = u64::from(u16::from_le_bytes(self.number()?));
        if length == 0 {
            return Ok(None);
        }
        let name = String::from_utf8(self.take(length)?).ok().filter(|name| is_ours(name));
        let name = name.ok_or(BackupError::NotWhole("it holds a file that no backup of ours holds"))?;
        let length = u64::from_le_bytes(self.number()?);
        let bytes = self.take(length)?;
        let hash: [u8; 32] = self.number()?;
        if blake3::hash(&bytes) != hash {
            return Err(BackupError::NotWhole("a file in it was changed"));
        }
        Ok(Some((name, bytes)))
    }

    /// The end: the last sequence and its chain hash, once the hash over everything fits.
    fn finish(&mut self) -> Result<(u64, [u8; 32]), BackupError> {
        let sequence = u64::from_le_bytes(self.number()?);
        let head: [u8; 32] = self.number()?;
        let all = self.hasher.finalize();
        let stored: [u8; 32] = self.number()?;
        if all != stored || self.left != 0 {
            return Err(BackupError::NotWhole("its last hash does not fit"));
        }
        Ok((sequence, head))
    }
}
