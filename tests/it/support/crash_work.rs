//! A day's work as a script of keys, the process that does it, and the log of what it acknowledged.
#![cfg(unix)]

use super::crash::{check, program, script as run_script, words};
use motcua::journal::Reader;
use motcua::journal::disk::RealDisk;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

/// Longest the program may take for anything here; far beyond what it needs.
const PATIENCE: Duration = Duration::from_mins(1);

/// One durable action; each writes one frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A file is received; its owner has this name.
    Receive(String),
    /// The case under the cursor goes to a person.
    Assign,
    /// A note is added to the case under the cursor.
    Note(String),
}

impl Act {
    /// What only this act can have written.
    fn mark(&self) -> &str {
        match self {
            Self::Receive(mark) | Self::Note(mark) => mark,
            Self::Assign => "",
        }
    }

    fn keys(&self) -> String {
        match self {
            // The first try to save finds the papers missing and leads to them.
            Self::Receive(name) => format!(
                "keys n\ntype buu\nkeys enter tab tab\npaste {name}\nkeys ctrl-o\ntype *\nkeys ctrl-o\n"
            ),
            Self::Assign => "keys a p f4 enter ctrl-o\n".to_owned(),
            Self::Note(note) => format!("keys m\npaste {note}\nkeys ctrl-o\n"),
        }
    }
}

/// So many acts for a desk that has `done` frames; every fifth receives a file, beginning with the first.
pub fn acts(done: usize, count: usize) -> Vec<Act> {
    (0..count)
        .map(|at| {
            let mark = format!("mark-{:07}-", done + at + 1);
            match at % 5 {
                0 => Act::Receive(mark),
                2 => Act::Assign,
                _ => Act::Note(mark),
            }
        })
        .collect()
}

/// The keys for these acts.
pub fn script(acts: &[Act]) -> String {
    std::iter::once("clock 2026-11-23T08:00\n".to_owned()).chain(acts.iter().map(Act::keys)).collect()
}

/// What a desk must know: every act by its sequence, from 1.
#[derive(Debug, Default)]
pub struct Ledger {
    acts: Vec<Act>,
    /// The act that was asked for and not acknowledged: it is there as a whole, or not at all.
    in_flight: Option<Act>,
}

impl Ledger {
    /// What the desk of `closed_desk` knows.
    pub fn of_closed_desk(count: usize) -> Self {
        Self { acts: acts(0, count), in_flight: None }
    }

    /// Takes down acts that were acknowledged, and last the one that was not.
    pub fn acknowledge(&mut self, asked: &[Act]) {
        self.acts.extend_from_slice(asked);
        self.in_flight = self.acts.pop();
    }

    /// Frames acknowledged, or found whole.
    pub fn frames(&self) -> usize {
        self.acts.len()
    }

    /// Opens the desk as a person would after a crash, without a hand, works, and looks whether anything
    /// is lost. Says what.
    pub fn recover(&mut self, desk: &Path) -> Result<(), String> {
        let bodies = bodies(desk)?;
        if bodies.len() == self.acts.len() + 1 {
            self.acts.extend(self.in_flight.take());
        }
        if bodies.len() != self.acts.len() {
            return Err(format!("{} acknowledged, {} in the journal", self.acts.len(), bodies.len()));
        }
        for (at, (act, body)) in self.acts.iter().zip(&bodies).enumerate() {
            let mark = act.mark().as_bytes();
            if !mark.is_empty() && !body.windows(mark.len()).any(|window| window == mark) {
                return Err(format!("frame {} is not {act:?}", at + 1));
            }
        }
        let cases = self.acts.iter().filter(|act| matches!(act, Act::Receive(_))).count();
        // Opens, shows the right number, and records once more: nobody had to help.
        let next = Act::Receive(format!("mark-{:07}-", self.acts.len() + 1));
        let seen = format!("see \"Tất cả ({})\"\n", grouped(cases));
        let after = format!("see \"Tất cả ({})\"\n", grouped(cases + 1));
        let output = run_script(desk, &[seen, script(std::slice::from_ref(&next)), after].concat());
        let said = words(&output);
        self.acts.push(next);
        if output.status.code() != Some(0) || said != format!("saved {}\n", self.acts.len()) {
            return Err(format!("does not open and go on by itself ({}): {said}", output.status));
        }
        let (code, report) = check(desk);
        let found = (code, report["verdict"].as_str(), report["frames"].as_u64(), report["cases"].as_u64());
        if found != (0, Some("sound"), Some(self.acts.len() as u64), Some(cases as u64 + 1)) {
            return Err(format!("check says {report}"));
        }
        Ok(())
    }
}

/// The bodies of the journal's frames, in order, as far as they can be read at all.
pub fn bodies(desk: &Path) -> Result<Vec<Vec<u8>>, String> {
    let reader = Reader::new(RealDisk, &desk.join("journal"));
    let frames = match reader.frames(1) {
        Ok(frames) => frames,
        Err(motcua::journal::ReadError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(error.to_string()),
    };
    frames.map(|frame| frame.map(|frame| frame.body).map_err(|error| error.to_string())).collect()
}

/// A number as the Vietnamese screen writes it.
fn grouped(number: usize) -> String {
    if number < 1_000 { number.to_string() } else { format!("{}.{:03}", number / 1_000, number % 1_000) }
}

/// A program at work, heard as it acknowledges.
pub struct Session {
    child: Child,
    lines: Receiver<String>,
    acts: Vec<Act>,
    acknowledged: usize,
    // The program reads it at its start.
    _script: NamedTempFile,
}

impl Session {
    /// Begins to work at a desk. `around` may change the program's environment.
    pub fn begin(desk: &Path, ledger: &Ledger, count: usize, around: impl FnOnce(&mut Command)) -> Self {
        let acts = acts(ledger.frames(), count);
        let file = NamedTempFile::new().unwrap();
        std::fs::write(file.path(), script(&acts)).unwrap();
        let mut command = Command::new(program());
        command.arg("script").arg(file.path()).arg("--dir").arg(desk);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        around(&mut command);
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (send, lines) = channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            // A line that was cut short is no acknowledgement.
            while out.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
                if send.send(std::mem::take(&mut line)).is_err() {
                    break;
                }
            }
        });
        Self { child, lines, acts, acknowledged: 0, _script: file }
    }

    /// Kills the program some time after so many acknowledgements, and writes down what it had said.
    pub fn kill(mut self, ledger: &mut Ledger, acknowledgements: usize, delay: Duration) {
        let patience = Instant::now() + PATIENCE;
        while self.acknowledged < acknowledgements && self.hear(ledger, patience) {}
        let moment = Instant::now() + delay;
        while self.hear(ledger, moment) {}
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        while self.hear(ledger, patience) {}
        ledger.in_flight = self.acts.get(self.acknowledged).cloned();
    }

    /// Takes down the next acknowledgement. False when there is none until then.
    fn hear(&mut self, ledger: &mut Ledger, until: Instant) -> bool {
        let left = until.saturating_duration_since(Instant::now());
        match self.lines.recv_timeout(left) {
            Ok(line) => {
                let act = self.acts[self.acknowledged].clone();
                self.acknowledged += 1;
                ledger.acts.push(act);
                assert_eq!(line, format!("saved {}\n", ledger.acts.len()), "acknowledged out of turn");
                true
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => {
                // The program has ended by itself; the moment still comes.
                let (_never, silence) = channel::<()>();
                let left = until.saturating_duration_since(Instant::now()).min(Duration::from_millis(60));
                let _ = silence.recv_timeout(left);
                false
            }
        }
    }
}
