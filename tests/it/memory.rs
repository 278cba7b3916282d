//! What a locked program leaves in its memory, on its screen and in its files: nothing of people, and no key.
//!
//! Reads the memory of the real program, which needs the right to (root, or the capability); where it is missing the
//! test says that it measured nothing.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout)] // says what was looked through

use crate::door::{HEAD, sealed_office};
use crate::support::crash::program;
use crate::support::desks::{files, setup};
use crate::support::driver::practice_office;
use crate::support::pty::Terminal;
use crate::support::rounds;
use crate::support::sealed::{PASSPHRASE, unlock};
use motcua::desk::Desk;
use motcua::seal::Keyring;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

const PIN: &str = "482913";
/// Most bytes of one mapping that are read at once.
const PIECE: u64 = 64 << 20;

/// What must not be found, by what it is.
struct Canaries(Vec<(String, Vec<u8>)>);

impl Canaries {
    /// Names, numbers and telephones of many files, of the plain desk before it is sealed.
    fn of(dir: &Path) -> Self {
        let mut desk = Desk::open(dir, setup(1), &mut |_| true).unwrap().desk;
        let ids: Vec<_> = desk.projection().rows().iter().rev().take(64).map(|row| row.id).collect();
        let mut found = Vec::new();
        for id in ids {
            let owner = desk.load(id).unwrap().unwrap().case.owner.clone();
            for words in
                [owner.name, owner.id_number, owner.phone].into_iter().filter(|words| words.len() > 8)
            {
                found.push((words.clone(), words.into_bytes()));
            }
        }
        desk.close(None);
        found.sort();
        found.dedup();
        Self(found)
    }

    fn keys(&mut self, ring: &Keyring) {
        let keys =
            [("content", &ring.case), ("index", &ring.index), ("log", &ring.log), ("sign", &ring.sign)];
        for (name, key) in keys {
            self.0.push((format!("the key of {name}"), key.as_ref().unwrap().bytes().to_vec()));
        }
        self.0.push(("the passphrase".to_owned(), PASSPHRASE.as_bytes().to_vec()));
        self.0.push(("the PIN".to_owned(), PIN.as_bytes().to_vec()));
    }

    /// How often each is in some bytes.
    fn count(&self, bytes: &[u8], found: &mut [usize]) {
        let mut begins = vec![false; 1 << 16];
        let two = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
        for (_, words) in &self.0 {
            begins[two(words)] = true;
        }
        for at in 0..bytes.len().saturating_sub(1) {
            if begins[two(&bytes[at..])] {
                for (canary, count) in self.0.iter().zip(found.iter_mut()) {
                    *count += usize::from(bytes[at..].starts_with(&canary.1));
                }
            }
        }
    }

    /// Those that are in some bytes.
    fn found(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found = vec![0; self.0.len()];
        self.count(bytes, &mut found);
        let named = self.0.iter().zip(&found).filter(|(_, count)| **count > 0);
        named.map(|((name, _), _)| name.as_str()).collect()
    }

    /// Those that are in the memory of a process; nothing where it may not be read.
    fn in_memory(&self, pid: u32) -> Option<Vec<String>> {
        let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).ok()?;
        let mut memory = File::open(format!("/proc/{pid}/mem")).ok()?;
        let (mut found, mut looked) = (vec![0; self.0.len()], 0);
        for line in
            maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|may| may.starts_with("rw")))
        {
            let (from, to) = line.split_once(' ')?.0.split_once('-')?;
            let (mut at, to) = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
            while at < to {
                let mut bytes = vec![0; (to - at).min(PIECE) as usize];
                memory.seek(SeekFrom::Start(at)).ok()?;
                if memory.read_exact(&mut bytes).is_ok() {
                    looked += bytes.len();
                    self.count(&bytes, &mut found);
                }
                at += bytes.len() as u64;
            }
        }
        println!("looked through {} KiB", looked / 1024);
        let named = self.0.iter().zip(&found).filter(|(_, count)| **count > 0);
        Some(named.map(|((name, _), count)| format!("{name} ({count})")).collect())
    }
}

#[test]
fn a_locked_program_holds_nothing_of_people_and_no_key() {
    let mut canaries = Canaries::of(practice_office().path());
    assert!(canaries.0.len() > 64);
    let office = sealed_office();
    canaries.keys(&unlock(office.path(), HEAD, PASSPHRASE).unwrap().ring);
    let binary = program().display().to_string();
    for _ in 0..rounds(1) {
        let mut terminal = Terminal::start(&binary, &["--dir", &office.path().display().to_string()]);
        let pid = terminal.child.process_id().unwrap();
        terminal.see("Mật khẩu");
        let before = canaries.in_memory(pid);
        let Some(before) = before else {
            println!("NOT MEASURED: no right to read another process's memory");
            return;
        };
        assert_eq!(before, Vec::<String>::new(), "before anybody logged in");
        let mut keys = terminal.writer();
        let mut type_keys = |text: &str| keys.write_all(text.as_bytes()).unwrap();
        type_keys(&format!("{PASSPHRASE}\r"));
        terminal.see("▸ Tất cả        1.097");
        type_keys("\x18i");
        terminal.see("PIN");
        type_keys(&format!("{PIN}\r{PIN}\r"));
        terminal.see("PIN");
        type_keys("/nguyen");
        terminal.see("nguyen");
        type_keys("\r\r");
        terminal.see("Chủ hồ sơ");
        let within = canaries.in_memory(pid).unwrap();
        assert!(within.len() > 20, "the same look finds what is there: {within:?}");
        type_keys("\x18k");
        terminal.see("Đã khóa");
        // The screen is empty first; the desk behind it is closed meanwhile.
        let began = Instant::now();
        loop {
            let locked = canaries.in_memory(pid).unwrap();
            if locked.is_empty() {
                break;
            }
            assert!(began.elapsed() < Duration::from_secs(20), "after the lock: {locked:?}");
        }
        println!("nothing left {:?} after the lock", began.elapsed());
        let screen = terminal.emulator.screen().contents();
        assert_eq!(canaries.found(screen.as_bytes()), Vec::<&str>::new(), "on the screen");
        for path in files(office.path()) {
            let bytes = [path.display().to_string().as_bytes(), &std::fs::read(&path).unwrap()].concat();
            assert_eq!(canaries.found(&bytes), Vec::<&str>::new(), "{}", path.display());
        }
        terminal.child.kill().unwrap();
    }
}
