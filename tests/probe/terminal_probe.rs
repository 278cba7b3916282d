//! A small program in the workstation's loop, for the tests that drive a real terminal: shows what it
//! heard and what was typed, and does on keys what programs may do.
#![allow(clippy::panic, missing_docs)]

mod panicking;

use motcua::app::effect::{Effect, Preference, SetUp, UnitChoice};
use motcua::app::message::Message;
use motcua::app::notice::{Notice, Weight};
use motcua::domain::id::PersonId;
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::projection::Projection;
use motcua::input::key::{Key, KeyCode};
use motcua::runtime::clock::Clock;
use motcua::runtime::worker::{Found, Premises};
use motcua::runtime::workstation::{Program, run};
use ratatui::Frame;
use ratatui::layout::Position;
use ratatui::text::Line;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization as _;

/// What a test reads from the screen.
#[derive(Default)]
struct Probe {
    text: String,
    keys: u64,
    enters: u64,
    pasted: usize,
    cut: bool,
    continued: u64,
    last: String,
    size: (u16, u16),
}

impl Program for Probe {
    fn update(&mut self, _: Moment, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut name = format!("{message:?}");
        match message {
            Message::Key(key) => {
                self.keys += 1;
                name = format!("key {key}");
                effects = self.key(key);
            }
            Message::Paste(text) => {
                self.pasted = text.chars().count();
                name = format!("paste {:?}", text.chars().take(12).collect::<String>());
            }
            Message::PasteCut => self.cut = true,
            Message::Resized { columns, rows } => self.size = (columns, rows),
            Message::Continued => self.continued += 1,
            Message::EndRequested
            | Message::Minute
            | Message::NeedsSetUp
            | Message::SetUpFailed(_)
            | Message::Opened(_)
            | Message::OpenFailed(_)
            | Message::Progress { .. }
            | Message::Noticed(_)
            | Message::CaseLoaded(_)
            | Message::CaseUnreadable(_)
            | Message::Submitted(_)
            | Message::NotSubmitted { .. }
            | Message::PartyFound { .. }
            | Message::Written(_)
            | Message::Closed(_)
            | Message::NotLetIn(_)
            | Message::Judged { .. }
            | Message::LogRead(_)
            | Message::Tick
            | Message::Unmasked(_)
            | Message::Paper(_)
            | Message::GlassBroken(_)
            | Message::Surveyed(_)
            | Message::Tables { .. }
            | Message::TableRead { .. }
            | Message::TableUnsure { .. }
            | Message::Bundle(_)
            | Message::Retention(_)
            | Message::LawChanged(_) => {}
        }
        self.last = name;
        effects
    }

    fn view(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let tail = |text: &str| {
            text.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect::<String>()
        };
        let lines = [
            "PROBE".to_owned(),
            format!("text=[{}]", tail(&self.text)),
            format!("keys={} enters={} pasted={} cut={};", self.keys, self.enters, self.pasted, self.cut),
            format!("size={}x{} now={}x{};", self.size.0, self.size.1, area.width, area.height),
            format!("continued={}; pid={};", self.continued, std::process::id()),
            format!("last={}", self.last),
        ];
        for (row, line) in lines.iter().enumerate().take(usize::from(area.height)) {
            frame.buffer_mut().set_line(0, row as u16, &Line::raw(line.as_str()), area.width);
        }
        // The lower right corner shows that the whole screen is drawn.
        if area.width > 4 && area.height > 8 {
            let row = Line::raw("#".repeat(usize::from(area.width)));
            frame.buffer_mut().set_line(0, area.height - 1, &row, area.width);
            frame.set_cursor_position(Position::new(0, 1));
        }
    }

    fn take_projection(&mut self) -> Option<Projection> {
        None
    }

    fn farewell(&mut self) -> Option<String> {
        Some(format!("PROBE ENDS after {}", self.last))
    }
}

impl Probe {
    fn key(&mut self, key: Key) -> Vec<Effect> {
        match (key.code(), key.modifiers().ctrl) {
            (KeyCode::Char('q'), true) => return vec![Effect::Quit],
            (KeyCode::Char('z'), true) => return vec![Effect::Suspend],
            (KeyCode::Char('l'), true) => return vec![Effect::Redraw],
            (KeyCode::Char('p'), true) => panic!("Nguyễn Văn A, 012345678901"),
            (KeyCode::Char('w'), true) => return vec![Effect::Keep(Preference::Theme("panic".to_owned()))],
            (KeyCode::Enter, _) => self.enters += 1,
            (KeyCode::Backspace, _) => {
                self.text.pop();
            }
            _ => {
                if let Some(c) = key.text() {
                    self.text.push(c);
                    self.text = self.text.nfc().collect();
                    // Bounded, as the fields of a form are.
                    if self.text.len() > 200 {
                        self.text.clear();
                    }
                }
            }
        }
        Vec::new()
    }
}

/// Nothing is set up here, and keeping a choice is the worker's way to panic.
struct Nowhere;

impl Premises for Nowhere {
    fn folder(&self) -> PathBuf {
        PathBuf::new()
    }

    fn office(&mut self) -> Result<Option<Found>, Notice> {
        Ok(None)
    }

    fn set_up(&mut self, _: &SetUp, _: Moment) -> Result<(), Notice> {
        Ok(())
    }

    fn keep(&mut self, _: &Preference) -> Result<(), Notice> {
        panic!("Trần Thị B, 098765432109")
    }

    fn decide_unit(&mut self, _: &UnitChoice, _: &PersonId, _: Moment) -> Result<Arc<Law>, Notice> {
        Err(Notice::new(Weight::Warning, "notice-not-kept"))
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(code) = panicking::main(&arguments) {
        return code;
    }
    run(&mut Probe::default(), Nowhere, Arc::new(Clock::of_machine())).into()
}
