//! The printer: the platform's own command, or the one the office names.
//!
//! `lp` of CUPS, else `lpr`; elsewhere the system's way to print a file. A command that does not end is ended.
//! Must not know: queues, or what is printed.

use crate::config::printing::Printing;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longest time a command may take to accept a file.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked whether it is done.
const GLANCE: Duration = Duration::from_millis(20);

/// Gives a file to the printer, or says in the command's own words why it was not taken.
pub(super) fn print(settings: &Printing, file: &Path, copies: u16) -> Result<(), String> {
    let mut why = String::new();
    for words in commands(settings, file, copies) {
        match run(&words) {
            Ok(()) => return Ok(()),
            Err(said) => why = said,
        }
    }
    Err(why)
}

/// The commands to try, in order.
fn commands(settings: &Printing, file: &Path, copies: u16) -> Vec<Vec<String>> {
    let (file, copies) = (file.display().to_string(), copies.to_string());
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
    lp.push(file.clone());
    lpr.push(file);
    vec![lp, lpr]
}

fn run(words: &[String]) -> Result<(), String> {
    let Some((program, arguments)) = words.split_first() else { return Err(String::new()) };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program}: {error}"))?;
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
