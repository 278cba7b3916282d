//! A clerk at the real program in a real terminal: presses keys by name, looks at the screen after each, and keeps
//! the time between key and frame.
#![cfg(unix)]

use super::crash::program;
use super::pty::Terminal;
use motcua::input::key::{Key, KeyCode, Sequence};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Somebody at a desk.
pub struct Clerk {
    pub terminal: Terminal,
    writer: Box<dyn Write + Send>,
    /// Time from one key to the next; as fast as the screen answers, where there is none.
    pace: Option<Duration>,
    due: Instant,
    pub keys: u64,
    /// Key to frame, of the keys whose frame is known cell by cell.
    pub frames: Vec<Duration>,
}

/// What a terminal sends for a key.
fn bytes(key: Key) -> Vec<u8> {
    let modifiers = key.modifiers();
    match key.code() {
        KeyCode::Char(c) if modifiers.ctrl => vec![c as u8 & 0x1f],
        KeyCode::Char(c) => c.to_string().into_bytes(),
        KeyCode::Enter => b"\r".to_vec(),
        KeyCode::Esc => b"\x1b".to_vec(),
        KeyCode::Tab => b"\t".to_vec(),
        KeyCode::Backspace => b"\x7f".to_vec(),
        KeyCode::Up => b"\x1b[A".to_vec(),
        KeyCode::Down => b"\x1b[B".to_vec(),
        KeyCode::Right => b"\x1b[C".to_vec(),
        KeyCode::Left => b"\x1b[D".to_vec(),
        KeyCode::Home => b"\x1b[H".to_vec(),
        KeyCode::End => b"\x1b[F".to_vec(),
        KeyCode::PageUp => b"\x1b[5~".to_vec(),
        KeyCode::PageDown => b"\x1b[6~".to_vec(),
        KeyCode::F(4) => b"\x1bOS".to_vec(),
        other @ (KeyCode::Delete | KeyCode::Insert | KeyCode::F(_)) => {
            panic!("a clerk without a key for {other:?}")
        }
    }
}

/// What a terminal sends for keys by name, separated by blanks.
pub fn keys(names: &str) -> Vec<u8> {
    let each =
        |name: &str| name.parse::<Sequence>().unwrap().keys().iter().flat_map(|key| bytes(*key)).collect();
    names.split_whitespace().map(each).collect::<Vec<Vec<u8>>>().concat()
}

/// A screen that says nothing for so long has said what it had to say.
const QUIET: Duration = Duration::from_millis(20);

impl Clerk {
    /// Starts the program under test at a desk.
    pub fn sit(desk: &Path) -> Self {
        let program = program().display().to_string();
        Self::at(Terminal::start(&program, &["--dir", desk.to_str().unwrap()]))
    }

    pub fn at(mut terminal: Terminal) -> Self {
        let writer = terminal.writer();
        Self { terminal, writer, pace: None, due: Instant::now(), keys: 0, frames: Vec::new() }
    }

    /// One key each so often, from now on.
    pub fn keep_pace(&mut self, pace: Option<Duration>) {
        (self.pace, self.due) = (pace, Instant::now());
    }

    pub fn see(&mut self, text: &str) -> &mut Self {
        self.terminal.until_drawn(text, |screen| screen.contents().contains(text));
        self
    }

    /// Lets the screen come to rest. Only for choosing a moment; nothing may depend on it.
    pub fn settle(&mut self) {
        while self.terminal.rest(Instant::now() + QUIET) {}
    }

    /// Sends bytes and looks at nothing.
    pub fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
    }

    /// Sends a key when its time has come; when it was sent.
    fn strike(&mut self, bytes: &[u8]) -> Instant {
        if let Some(pace) = self.pace {
            self.due += pace;
            self.terminal.rest(self.due);
        }
        self.keys += 1;
        self.send(bytes);
        Instant::now()
    }

    /// Presses keys by name, each after the one before has changed the screen.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            for key in name.parse::<Sequence>().unwrap().keys() {
                let before = self.shown();
                self.strike(&bytes(*key));
                self.terminal.until_drawn(name, |screen| shown(screen) != before);
            }
        }
        self
    }

    fn shown(&self) -> (String, (u16, u16)) {
        shown(self.terminal.emulator.screen())
    }

    /// Presses a key that moves the cursor by so many columns and rows, and times its frame.
    pub fn step(&mut self, key: &[u8], by: (i32, i32)) {
        let (row, column) = self.terminal.emulator.screen().cursor_position();
        let wanted = (i32::from(row) + by.1, i32::from(column) + by.0);
        let struck = self.strike(key);
        self.terminal.until_drawn("the cursor", |screen| {
            let (row, column) = screen.cursor_position();
            (i32::from(row), i32::from(column)) == wanted
        });
        self.frames.push(struck.elapsed());
    }

    /// Types into a field, a letter a frame; the text has to fit into it.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.step(letter.to_string().as_bytes(), (1, 0));
        }
        self
    }
}

fn shown(screen: &vt100::Screen) -> (String, (u16, u16)) {
    (screen.contents(), screen.cursor_position())
}
