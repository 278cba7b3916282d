//! What the small files of a folder were when the program last had them in hand, so that decay and strange hands show.
//!
//! `hash name` a line, and a hash over all lines at the end. A file about to be written stands there twice, as it is
//! and as it will be, so that no kill in between makes the program's own work look strange. Must not know: what the
//! files say, or which of them people may write themselves.

use super::file::write_atomically;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Its name inside a desk's folder.
pub const FILE: &str = "files.sum";
/// Largest list that is read at all.
const MOST_BYTES: u64 = 1 << 20;

/// A file that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its name inside the folder.
    pub name: String,
    /// Whether it is not there any more.
    pub is_gone: bool,
}

/// Writes a file of the folder, whole or not at all, as work of the program's own.
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    expect(folder, name, bytes)?;
    write_atomically(&folder.join(name), bytes)
}

/// Notes what a file is about to be; what it is now counts too.
pub fn expect(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    if let Noted::Whole(mut sums) = read(folder)? {
        let sum = line(name, bytes);
        if !sums.contains(&sum) {
            sums.push(sum);
            write(folder, &sums)?;
        }
    }
    Ok(())
}

/// The files of these names that are not as they were noted; nothing where nothing was ever noted.
pub fn changed(folder: &Path, names: &[String]) -> io::Result<Vec<Changed>> {
    let sums = match read(folder)? {
        Noted::Never => return Ok(Vec::new()),
        Noted::Broken => return Ok(vec![Changed { name: FILE.to_owned(), is_gone: false }]),
        Noted::Whole(sums) => sums,
    };
    let known = |name: &str| sums.iter().any(|sum| name_of(sum) == Some(name));
    let mut changed = Vec::new();
    for name in names.iter().filter(|name| known(name)) {
        if !sums.contains(&line(name, &std::fs::read(folder.join(name))?)) {
            changed.push(Changed { name: name.clone(), is_gone: false });
        }
    }
    let mut gone: Vec<&str> = sums.iter().filter_map(|sum| name_of(sum)).collect();
    gone.sort_unstable();
    gone.dedup();
    gone.retain(|name| !folder.join(name).exists());
    changed.extend(gone.into_iter().map(|name| Changed { name: name.to_owned(), is_gone: true }));
    Ok(changed)
}

/// Notes the files of these names as they are now.
pub fn note(folder: &Path, names: &[String]) -> io::Result<()> {
    let sum = |name: &String| Ok(line(name, &std::fs::read(folder.join(name))?));
    let sums: Vec<String> = names.iter().map(sum).collect::<io::Result<_>>()?;
    match read(folder)? {
        Noted::Whole(known) if known == sums => Ok(()),
        Noted::Whole(_) | Noted::Broken | Noted::Never => write(folder, &sums),
    }
}

fn line(name: &str, bytes: &[u8]) -> String {
    format!("{} {name}", blake3::hash(bytes).to_hex())
}

fn name_of(sum: &str) -> Option<&str> {
    sum.split_once(' ').map(|(_, name)| name)
}

fn seal(sums: &[String]) -> String {
    let hash = blake3::derive_key("motcua sums of files v1", sums.join("\n").as_bytes());
    blake3::Hash::from_bytes(hash).to_hex().to_string()
}

/// What was noted of a folder.
enum Noted {
    Never,
    /// The list itself is not as it was written.
    Broken,
    Whole(Vec<String>),
}

fn read(folder: &Path) -> io::Result<Noted> {
    let path = folder.join(FILE);
    match std::fs::metadata(&path) {
        Ok(about) if about.len() > MOST_BYTES => return Ok(Noted::Broken),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Noted::Never),
        Err(error) => return Err(error),
    }
    let text = String::from_utf8(std::fs::read(path)?).unwrap_or_default();
    let mut sums: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    let last = sums.pop();
    let whole = text.ends_with('\n') && last.is_some_and(|last| last == seal(&sums));
    Ok(if whole { Noted::Whole(sums) } else { Noted::Broken })
}

fn write(folder: &Path, sums: &[String]) -> io::Result<()> {
    let text = sums.iter().chain([&seal(sums)]).fold(String::new(), |text, line| text + line + "\n");
    write_atomically(&folder.join(FILE), text.as_bytes())
}
