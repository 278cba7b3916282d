//! What is typed and pasted → messages, bounded in length and in time.
//!
//! Nothing a paste holds becomes a key: its end counts only once a short silence follows, so an end mark
//! inside the text does not break out; a paste without an end is taken as it is after half a second; and
//! shortly after a paste only text is taken. Pure: bytes and times come in. Must not know: where bytes come
//! from, or what a key does.

use super::sequences::{self, Token};
use crate::app::message::Message;
use crate::domain::text::clean;
use crate::input::key::{Key, KeyCode, Modifiers};
use std::time::Duration;

/// Most characters of one paste.
pub const PASTE_LIMIT: usize = 64 * 1024;
/// Bytes kept of one paste: enough for the characters, and a bound on memory.
const PASTE_BYTES: usize = PASTE_LIMIT * 4;
const PASTE_END: &[u8] = b"\x1b[201~";
/// Silence after the end mark before a paste counts as ended.
pub const SETTLE: Duration = Duration::from_millis(30);
/// Silence inside a paste before it is taken without its end.
pub const UNENDED: Duration = Duration::from_millis(450);
/// For so long after a paste only text is taken.
pub const AFTERMATH: Duration = Duration::from_millis(200);
/// How long an escape waits for what may belong to it.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(40);
/// How long a longer beginning waits for its end; slow lines tear sequences apart.
const SEQUENCE_WAIT: Duration = Duration::from_millis(200);
/// OpenKey types this to have something to delete, then deletes it with one backspace more.
const DUMMY: char = '\u{202f}';

/// Bytes of the terminal on their way to messages. Times are since any fixed start.
#[derive(Debug, Default)]
pub struct Decoder {
    unfinished: Vec<u8>,
    paste: Option<Paste>,
    /// A dummy character of OpenKey that may yet be taken back.
    dummy: bool,
    /// When the last bytes came.
    last: Duration,
    /// Until then only text is taken.
    only_text: Duration,
}

#[derive(Debug, Default)]
struct Paste {
    text: Vec<u8>,
    cut: bool,
    /// How much of the end mark stands at the end of what came.
    matched: usize,
    ended: bool,
}

impl Decoder {
    /// Takes bytes that came at a time; what they mean is added to `out`.
    pub fn feed(&mut self, mut bytes: &[u8], at: Duration, out: &mut Vec<Message>) {
        // Bytes that go on without a human pause are still what was pasted.
        if at < self.only_text && at.saturating_sub(self.last) < SETTLE {
            self.only_text = at + AFTERMATH;
        }
        self.last = at;
        while let Some((byte, rest)) = bytes.split_first() {
            bytes = rest;
            if let Some(paste) = &mut self.paste {
                paste.push(*byte);
            } else {
                self.unfinished.push(*byte);
                self.read(at, out);
            }
        }
    }

    /// When [`Decoder::tick`] has something to do if no bytes come before.
    pub fn deadline(&self) -> Option<Duration> {
        let wait = match &self.paste {
            Some(paste) if paste.ended => SETTLE,
            Some(_) => UNENDED,
            None => match self.unfinished.len() {
                0 if self.dummy => ESCAPE_WAIT,
                0 => return None,
                1 => ESCAPE_WAIT,
                _ => SEQUENCE_WAIT,
            },
        };
        Some(self.last + wait)
    }

    /// Takes what has waited long enough for what it is.
    pub fn tick(&mut self, at: Duration, out: &mut Vec<Message>) {
        if self.deadline().is_none_or(|deadline| at < deadline) {
            return;
        }
        if let Some(paste) = self.paste.take() {
            self.only_text = at + AFTERMATH;
            out.extend(pasted(&visible(&paste.text, paste.cut), paste.cut));
            return;
        }
        if !self.unfinished.is_empty() {
            let token = sequences::stalled(&self.unfinished);
            self.unfinished.clear();
            self.take(token, at, out);
        }
        if std::mem::take(&mut self.dummy) {
            out.push(Message::Key(Key::char(DUMMY)));
        }
    }

    fn read(&mut self, at: Duration, out: &mut Vec<Message>) {
        while let Some((token, length)) = sequences::first(&self.unfinished) {
            self.unfinished.drain(..length);
            if self.unfinished.is_empty() {
                // What was typed is not left in the room it took.
                self.unfinished = Vec::new();
            }
            self.take(token, at, out);
        }
    }

    fn take(&mut self, token: Token, at: Duration, out: &mut Vec<Message>) {
        let key = match token {
            Token::Nothing => return,
            Token::PasteStart => {
                self.paste = Some(Paste::default());
                return;
            }
            Token::Key(key) => key,
        };
        if at < self.only_text && key.text().is_none() {
            return;
        }
        if std::mem::take(&mut self.dummy) {
            if key == Key::new(KeyCode::Backspace, Modifiers::NONE) {
                return;
            }
            out.push(Message::Key(Key::char(DUMMY)));
        }
        if key == Key::char(DUMMY) {
            self.dummy = true;
        } else {
            out.push(Message::Key(key));
        }
    }
}

impl Paste {
    fn push(&mut self, byte: u8) {
        // The end mark repeats its first byte nowhere, so a mismatch can only begin anew.
        if PASTE_END.get(self.matched) == Some(&byte) {
            self.matched += 1;
        } else {
            self.keep(self.matched);
            self.matched = usize::from(byte == PASTE_END[0]);
            if self.matched == 0 {
                self.ended = false;
                self.keep_byte(byte);
            }
        }
        if self.matched == PASTE_END.len() {
            (self.matched, self.ended) = (0, true);
        }
    }

    /// Keeps the beginning of an end mark that was none.
    fn keep(&mut self, matched: usize) {
        for byte in PASTE_END.iter().take(matched) {
            self.ended = false;
            self.keep_byte(*byte);
        }
    }

    fn keep_byte(&mut self, byte: u8) {
        if self.text.len() < PASTE_BYTES {
            self.text.push(byte);
        } else {
            self.cut = true;
        }
    }
}

/// Pasted bytes as text. A byte that is no UTF-8 stays to be seen, as `«0xE9»`; only a letter that the bound cut
/// in two goes.
fn visible(bytes: &[u8], cut: bool) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        if !cut || chunks.peek().is_some() {
            chunk.invalid().iter().for_each(|byte| text.push_str(&format!("«0x{byte:02X}»")));
        }
    }
    text
}

/// A pasted text as messages: bounded, composed, without controls, lines ended by `\n`.
pub fn pasted(raw: &str, cut: bool) -> Vec<Message> {
    // A second paste begun within the first leaves its mark behind.
    let lines = raw.replace("\u{1b}[200~", "").replace("\r\n", "\n").replace('\r', "\n");
    let cut = cut || lines.chars().nth(PASTE_LIMIT).is_some();
    let text: String =
        lines.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).take(PASTE_LIMIT).collect();
    let mut out = Vec::new();
    if !text.is_empty() {
        out.push(Message::Paste(clean(&text, PASTE_LIMIT)));
    }
    if cut {
        out.push(Message::PasteCut);
    }
    out
}
