//! The headless driver: the same program on the same desk, its keys and expectations in a file.
//!
//! One line a step: `clock`, `size`, `keys`, `type`, `paste`, `see`, `absent`, `screen`, `repeat`
//! … `end`. Prints `saved SEQUENCE` after each durable action, at once, so that whoever kills the
//! program knows what it had acknowledged. Must not know: how a step changes the screen.

use super::perform::{decide_unit, perform};
use super::porter::Porter;
use super::premises::{DeskFolder, Surroundings};
use super::printing;
use super::program::DeskProgram;
use super::worker::Premises as _;
use super::workstation::Program as _;
use super::{clock, notices};
use crate::app::effect::Effect;
use crate::app::message::{Message, Opened};
use crate::app::notice::Notice;
use crate::app::retention::Asked;
use crate::app::sheet::PaperTask;
use crate::desk::Desk;
use crate::domain::moment::Moment;
use crate::input::key::{Key, Sequence};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// How a script ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Every expectation held.
    Passed,
    /// An expectation did not hold, or a step could not be read: line, words, and the screen.
    Failed {
        /// Line of the script, from 1.
        line: usize,
        /// What is wrong.
        why: String,
        /// The screen then.
        screen: String,
    },
}

/// Most times a block is repeated.
const MOST_REPEATS: usize = 1_000_000;

/// Runs a script on the desk in a folder. Screens and acknowledgements go to `out`.
pub fn run(dir: &Path, script: &str, out: &mut dyn Write) -> io::Result<Outcome> {
    let lines: Vec<(usize, &str)> = script
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let mut driver = Driver::new(dir, out);
    driver.open()?;
    let outcome = match driver.run(&lines)? {
        Ok(()) => Outcome::Passed,
        Err((line, why)) => Outcome::Failed { line, why, screen: driver.screen() },
    };
    driver.close();
    Ok(outcome)
}

/// A step that failed: its line and why.
type Failure = (usize, String);

struct Driver<'a> {
    premises: DeskFolder,
    program: DeskProgram,
    desk: Option<Desk>,
    size: (u16, u16),
    /// The time of the script; the machine's where the script sets none.
    time: Option<Moment>,
    left: bool,
    porter: Porter,
    out: &'a mut dyn Write,
}

impl<'a> Driver<'a> {
    fn new(dir: &Path, out: &'a mut dyn Write) -> Self {
        let premises = DeskFolder::new(dir);
        let around = Surroundings { no_colour: true, ..Surroundings::default() };
        let (program, _) = premises.program(around);
        Self {
            premises,
            program,
            desk: None,
            size: (100, 30),
            time: None,
            left: false,
            porter: Porter::new(dir),
            out,
        }
    }

    fn now(&self) -> Moment {
        self.time.unwrap_or_else(clock::now)
    }

    fn open(&mut self) -> io::Result<()> {
        self.tell(Message::Resized { columns: self.size.0, rows: self.size.1 })?;
        let mut found = match self.premises.office() {
            Ok(Some(found)) => found,
            Ok(None) => return self.tell(Message::NeedsSetUp),
            Err(notice) => return self.tell(Message::OpenFailed(notice)),
        };
        match self.porter.gate() {
            Ok(None) => {}
            Ok(Some(gate)) => return self.tell(Message::Closed(gate)),
            Err(notice) => return self.tell(Message::OpenFailed(notice)),
        }
        let inside = self.porter.inside().cloned();
        found.setup.keys = inside.as_ref().map(|let_in| let_in.keys.clone());
        let mut said = found.notices;
        match Desk::open(&self.premises.folder(), found.setup, &mut |_| true) {
            Ok(mut opened) => {
                said.extend(opened.troubles.iter().map(notices::of_trouble));
                if let Some(let_in) = &inside {
                    said.extend(super::porter::come_in(&mut opened.desk, let_in, self.now()));
                }
                let typed = inside.as_ref().map_or_else(|| "?".into(), |let_in| let_in.person.clone());
                let message = Message::Opened(Box::new(Opened {
                    doubted: opened.desk.doubt().is_some(),
                    draft: super::drafts::read(&opened.desk, &typed),
                    projection: opened.desk.lend_projection(),
                    office: Arc::clone(opened.desk.office()),
                    law: Arc::clone(opened.desk.law()),
                    notices: said,
                    writable: opened.desk.is_writable(),
                    practice: found.practice,
                    unconfirmed: opened.desk.unconfirmed(self.now()).filter(|_| inside.is_some()),
                    me: inside.map(|let_in| let_in.person),
                }));
                self.desk = Some(opened.desk);
                self.tell(message)
            }
            Err(error) => self.tell(Message::OpenFailed(notices::of_open_error(&error))),
        }
    }

    fn close(mut self) {
        let rows = self.program.take_projection();
        if let Some(desk) = self.desk.take() {
            desk.close(rows);
        }
    }

    /// Gives the program a message, and performs what it asks for until nothing is left.
    fn tell(&mut self, message: Message) -> io::Result<()> {
        let mut messages = VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            if let Message::Submitted(done) = &message {
                writeln!(self.out, "saved {}", done.sequence)?;
                self.out.flush()?;
            }
            let now = self.now();
            for effect in self.program.update(now, message) {
                messages.extend(self.perform(effect)?);
            }
        }
        if self.desk.as_mut().and_then(Desk::settle).is_some() {
            let now = self.now();
            let _ = self.program.update(now, Message::Noticed(notices::store_behind()));
        }
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Vec<Message>> {
        if let Effect::Paper(task) = effect {
            return Ok(self.paper(task));
        }
        self.perform_one(effect).map(|answer| answer.into_iter().collect())
    }

    /// A task of the printing room; the printer is fed before the next step, so that a script sees what became
    /// of a sheet.
    fn paper(&mut self, task: PaperTask) -> Vec<Message> {
        let now = self.now();
        let feeds = printing::feeds_printer(&task);
        let mut told = match &mut self.desk {
            Some(desk) => printing::perform(desk, task, now),
            None => printing::refuse(),
        };
        if feeds {
            let aside = self.desk.as_ref().and_then(Desk::aside);
            told.extend(printing::drain(&self.premises.folder(), aside.as_ref()));
        }
        told
    }

    fn perform_one(&mut self, effect: Effect) -> io::Result<Option<Message>> {
        let now = self.now();
        Ok(match effect {
            Effect::Quit => {
                self.left = true;
                None
            }
            Effect::SetUp(answers) => match self.premises.set_up(&answers, now) {
                Ok(()) => {
                    self.open()?;
                    None
                }
                Err(notice) => Some(Message::SetUpFailed(notice)),
            },
            Effect::Keep(choice) => self.premises.keep(&choice).err().map(Message::Noticed),
            Effect::DecideUnit { choice, by } => {
                Some(decide_unit(&mut self.premises, self.desk.as_mut(), &choice, &by, now))
            }
            Effect::LogIn { person, passphrase } => {
                let holder = super::premises::holder_of(&person.0, now);
                let answer = self.porter.log_in(&person, &passphrase, &holder);
                self.enter(answer.map(|_| ()))?
            }
            Effect::Unlock { pin } => {
                let answer = self.porter.unlock(&pin);
                self.enter(answer.map(|_| ()))?
            }
            effect @ (Effect::Lock | Effect::LogOut) => {
                if let Some(desk) = self.desk.take() {
                    desk.close(None);
                }
                if matches!(effect, Effect::LogOut) {
                    self.porter.log_out();
                } else {
                    self.porter.lock();
                }
                self.open()?;
                None
            }
            Effect::Retention { by, asked: Asked::Erase { proposal } } => match self.desk.take() {
                Some(desk) => {
                    let (left, told) = super::retention::erase(desk, &by, proposal, now);
                    self.desk = left;
                    if self.desk.is_none() {
                        self.porter.stay();
                        self.open()?;
                    }
                    Some(told)
                }
                None => Some(Message::Noticed(super::notices::not_open())),
            },
            Effect::SetPassphrase { old, new } => {
                let (both, desk) = ((&old, &new), self.desk.as_mut());
                Some(Message::Noticed(super::porter::change_passphrase(&mut self.porter, desk, both, now)))
            }
            Effect::SetPin(pin) => {
                Some(Message::Noticed(self.porter.set_pin(&pin).unwrap_or_else(|notice| notice)))
            }
            effect @ (Effect::LoadCase(_)
            | Effect::Submit(_)
            | Effect::FindParty { .. }
            | Effect::Sit(_)
            | Effect::BreakGlass { .. }
            | Effect::Survey { .. }
            | Effect::ListTables
            | Effect::ReadTable { .. }
            | Effect::Bundle { .. }
            | Effect::Retention { .. }
            | Effect::Unmask { .. }
            | Effect::SignDoubt { .. }
            | Effect::ReadLog
            | Effect::KeepDraft(_)
            | Effect::ConfirmDay { .. }
            | Effect::WriteSheet { .. }
            | Effect::Write { .. }
            | Effect::Paper(_)
            | Effect::Redraw
            | Effect::Suspend) => match &mut self.desk {
                Some(desk) => perform(desk, effect, now),
                None => super::perform::refuse(effect),
            },
        })
    }

    fn enter(&mut self, let_in: Result<(), Notice>) -> io::Result<Option<Message>> {
        match let_in {
            Ok(()) => self.open().map(|()| None),
            Err(notice) => Ok(Some(Message::NotLetIn(notice))),
        }
    }

    fn run(&mut self, lines: &[(usize, &str)]) -> io::Result<Result<(), Failure>> {
        let mut at = 0;
        while let Some((number, line)) = lines.get(at).copied() {
            if let Some(times) = line.strip_prefix("repeat ") {
                let Some(length) = lines.iter().skip(at + 1).position(|(_, line)| *line == "end") else {
                    return Ok(Err((number, "`repeat` without `end`".to_owned())));
                };
                let times = times.trim().parse().unwrap_or(0).min(MOST_REPEATS);
                let block = lines.get(at + 1..at + 1 + length).unwrap_or_default();
                for _ in 0..times {
                    if let Err(failure) = self.run(block)? {
                        return Ok(Err(failure));
                    }
                }
                at += length + 2;
                continue;
            }
            if let Err(why) = self.step(line)? {
                return Ok(Err((number, why)));
            }
            at += 1;
        }
        Ok(Ok(()))
    }

    fn step(&mut self, line: &str) -> io::Result<Result<(), String>> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        if self.left && !matches!(verb, "see" | "absent" | "screen") {
            return Ok(Err("the program has ended".to_owned()));
        }
        match verb {
            "clock" => Ok(self.set_clock(rest)),
            "size" => self.set_size(rest),
            "keys" => self.keys(rest),
            "type" => {
                for letter in rest.chars() {
                    self.tell(Message::Key(Key::char(letter)))?;
                }
                Ok(Ok(()))
            }
            "paste" => {
                self.tell(Message::Paste(rest.to_owned()))?;
                Ok(Ok(()))
            }
            "see" | "absent" => {
                let wanted = rest.trim_matches('"');
                let found = self.screen().contains(wanted);
                let why = if verb == "see" { "not on the screen" } else { "on the screen" };
                Ok(if found == (verb == "see") { Ok(()) } else { Err(format!("{why}: {wanted}")) })
            }
            "screen" => {
                let screen = self.screen();
                writeln!(self.out, "--- {rest}\n{screen}---")?;
                Ok(Ok(()))
            }
            _ => Ok(Err(format!("unknown step `{verb}`"))),
        }
    }

    fn set_clock(&mut self, text: &str) -> Result<(), String> {
        let bare = text.split(['Z', '+']).next().unwrap_or(text);
        let parsed = chrono::NaiveDateTime::parse_from_str(bare, "%Y-%m-%dT%H:%M:%S")
            .or_else(|_| chrono::NaiveDateTime::parse_from_str(bare, "%Y-%m-%dT%H:%M"));
        let local = parsed.map_err(|error| format!("no time: {text} ({error})"))?;
        self.time = Some(Moment::at(local.date(), local.time()));
        Ok(())
    }

    fn set_size(&mut self, text: &str) -> io::Result<Result<(), String>> {
        let parsed = text
            .split_once('x')
            .and_then(|(columns, rows)| Some((columns.parse::<u16>().ok()?, rows.parse::<u16>().ok()?)));
        let Some((columns, rows)) = parsed else { return Ok(Err(format!("no size: {text}"))) };
        self.size = (columns.clamp(1, 1_000), rows.clamp(1, 1_000));
        self.tell(Message::Resized { columns: self.size.0, rows: self.size.1 })?;
        Ok(Ok(()))
    }

    fn keys(&mut self, text: &str) -> io::Result<Result<(), String>> {
        for name in text.split_whitespace() {
            let Ok(keys) = name.parse::<Sequence>() else { return Ok(Err(format!("no key: {name}"))) };
            for key in keys.keys() {
                self.draw();
                self.tell(Message::Key(*key))?;
            }
        }
        Ok(Ok(()))
    }

    /// Draws, so that the model knows what fits, as it does in a terminal between two keys.
    fn draw(&mut self) -> Option<Terminal<TestBackend>> {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).ok()?;
        terminal.draw(|frame| self.program.view(frame)).ok()?;
        Some(terminal)
    }

    /// The screen as text, a line a row.
    fn screen(&mut self) -> String {
        let Some(terminal) = self.draw() else { return String::new() };
        let buffer = terminal.backend().buffer();
        let mut text = String::new();
        for row in 0..self.size.1 {
            let line: String =
                (0..self.size.0).filter_map(|column| Some(buffer.cell((column, row))?.symbol())).collect();
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}
