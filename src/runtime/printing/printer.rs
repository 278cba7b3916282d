//! The printer: the platform's own command, or the one the office names.
//!
//! `lp` of CUPS, else `lpr`; elsewhere the system's way to print a file. A sheet that may not lie plainly on a disk goes
//! through the command's standard input instead. A command that does not end is ended.
//! Must not know: queues, or what is printed.

use crate::config::printing::Printing;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longest time a command may take to accept a file.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked whether it is done.
const GLANCE: Duration = Duration::from_millis(20);

/// What the printer gets.
pub(super) enum Paper {
    /// A file it may read.
    File(PathBuf),
    /// Bytes that must not lie on a disk.
    Bytes(Vec<u8>),
}

impl Paper {
    /// The name commands know it by.
    fn name(&self) -> String {
        match self {
            Self::File(file) => file.display().to_string(),
            Self::Bytes(_) => "/dev/stdin".to_owned(),
        }
    }
}

/// Gives a sheet to the printer, or says in the command's own words why it was not taken.
pub(super) fn print(settings: &Printing, paper: &Paper, copies: u16) -> Result<(), String> {
    let mut why = String::new();
    for words in commands(settings, paper, copies) {
        match run(&words, paper) {
            Ok(()) => return Ok(()),
            Err(said) => why = said,
        }
    }
    Err(why)
}

/// The commands to try, in order.
fn commands(settings: &Printing, paper: &Paper, copies: u16) -> Vec<Vec<String>> {
    let (file, copies) = (paper.name(), copies.to_string());
    if !settings.command.is_empty() {
        let fill = |word: &String| {
            word.replace("{file}", &file).replace("{copies}", &copies).replace("{printer}", &settings.printer)
        };
        return vec![settings.command.iter().map(fill).collect()];
    }
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    if cfg!(windows) {
        let script = format!("Start-Process -FilePath '{}' -Verb Print", file.replace('\'', "''"));
        return vec![words(&["powershell", "-NoProfile", "-Command", &script])];
    }
    let (mut lp, mut lpr) = (words(&["lp", "-n", &copies]), words(&["lpr", "-#", &copies]));
    if !settings.printer.is_empty() {
        lp.extend(words(&["-d", &settings.printer]));
        lpr.extend(words(&["-P", &settings.printer]));
    }
    if let Paper::File(_) = paper {
        lp.push(file.clone());
        lpr.push(file);
    }
    vec![lp, lpr]
}

fn run(words: &[String], paper: &Paper) -> Result<(), String> {
    let Some((program, arguments)) = words.split_first() else { return Err(String::new()) };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(if matches!(paper, Paper::Bytes(_)) { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program}: {error}"))?;
    if let (Some(mut input), Paper::Bytes(bytes)) = (child.stdin.take(), paper) {
        let bytes = bytes.clone();
        // Beside the wait, for a command may read slowly or not at all; it ends with the command.
        std::thread::spawn(move || input.write_all(&bytes));
    }
    let begun = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if begun.elapsed() < PATIENCE => std::thread::park_timeout(GLANCE),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("{program}: > {} s", PATIENCE.as_secs()));
            }
            Err(error) => return Err(format!("{program}: {error}")),
        }
    };
    if status.success() {
        return Ok(());
    }
    let mut said = Vec::new();
    if let Some(errors) = child.stderr.take() {
        let _ = errors.take(2_000).read_to_end(&mut said);
    }
    let said = crate::domain::text::clean_line(&String::from_utf8_lossy(&said), 160);
    Err(if said.is_empty() { format!("{program}: {status}") } else { said })
}
