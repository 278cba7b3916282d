//! Bytes of a terminal → single keys: the sequences of xterm, the Linux console, PuTTY, tmux and screen.
//!
//! Our own and not crossterm's, whose parser cannot be bounded: a paste without an end stops it for ever,
//! and a broken UTF-8 byte swallows the key after it. Pure. Must not know: time, pastes, threads.

use crate::input::key::{Key, KeyCode, Modifiers};

/// What stands at the beginning of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A key.
    Key(Key),
    /// A bracketed paste begins.
    PasteStart,
    /// Nothing for us: answers of the terminal, mouse reports, broken bytes.
    Nothing,
}

/// The most bytes one sequence may have; longer ones are dropped.
pub const LONGEST: usize = 4_096;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// The first token of `bytes` and its length, or nothing while more bytes are needed.
pub fn first(bytes: &[u8]) -> Option<(Token, usize)> {
    let found = match bytes {
        [] | [ESC] => None,
        [ESC, rest @ ..] => escape(rest).map(|(token, length)| (token, length + 1)),
        [byte, ..] if byte.is_ascii() => Some((plain(char::from(*byte), Modifiers::NONE), 1)),
        _ => wide(bytes, Modifiers::NONE),
    };
    if found.is_none() && bytes.len() >= LONGEST {
        return Some((Token::Nothing, bytes.len()));
    }
    found
}

/// What an unfinished beginning means when nothing follows it: escape, alt with a bracket, or nothing.
pub fn stalled(bytes: &[u8]) -> Token {
    match bytes {
        [ESC] => Token::Key(Key::new(KeyCode::Esc, Modifiers::NONE)),
        [ESC, byte] if byte.is_ascii() => plain(char::from(*byte), Modifiers::ALT),
        _ => Token::Nothing,
    }
}

fn plain(c: char, held: Modifiers) -> Token {
    if ('\u{80}'..='\u{9f}').contains(&c) {
        Token::Nothing
    } else {
        Token::Key(Key::new(KeyCode::Char(c), held))
    }
}

fn named(code: KeyCode, held: Modifiers) -> Token {
    Token::Key(Key::new(code, held))
}

/// What follows an escape; the length is without it.
fn escape(rest: &[u8]) -> Option<(Token, usize)> {
    match rest {
        // An escape of its own; the second one is looked at again.
        [ESC, ..] => Some((named(KeyCode::Esc, Modifiers::NONE), 0)),
        [b'[', rest @ ..] => control(rest).map(|(token, length)| (token, length + 1)),
        [b'O', rest @ ..] => application(rest).map(|(token, length)| (token, length + 1)),
        [b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => {
            answer(rest).map(|length| (Token::Nothing, length + 1))
        }
        [byte, ..] if byte.is_ascii() => Some((plain(char::from(*byte), Modifiers::ALT), 1)),
        _ => wide(rest, Modifiers::ALT),
    }
}

/// One character of UTF-8. Of broken bytes only those are dropped that cannot begin anything.
fn wide(bytes: &[u8], held: Modifiers) -> Option<(Token, usize)> {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let (text, rest) = match std::str::from_utf8(head) {
        Ok(text) => (text, None),
        Err(error) => {
            let (good, _) = head.split_at(error.valid_up_to());
            (std::str::from_utf8(good).unwrap_or_default(), Some(error.error_len()))
        }
    };
    match (text.chars().next(), rest) {
        (Some(c), _) => Some((plain(c, held), c.len_utf8())),
        (None, None | Some(None)) => None,
        (None, Some(Some(broken))) => Some((Token::Nothing, broken)),
    }
}

/// After `ESC [`: parameters, intermediates, one final byte.
fn control(rest: &[u8]) -> Option<(Token, usize)> {
    // The Linux console names F1 to F5 so.
    if let [b'[', tail @ ..] = rest {
        let number = *tail.first()?;
        let key =
            (b'A'..=b'E').contains(&number).then(|| named(KeyCode::F(number - b'A' + 1), Modifiers::NONE));
        return Some((key.unwrap_or(Token::Nothing), 2));
    }
    let length = rest.iter().take_while(|byte| (0x20..=0x3f).contains(*byte)).count();
    let end = *rest.get(length)?;
    if !(0x40..=0x7e).contains(&end) {
        // Broken off: what breaks in is looked at again.
        return Some((Token::Nothing, length));
    }
    let parameters = rest.get(..length).unwrap_or_default();
    // The oldest mouse reports carry three raw bytes behind the final one.
    if end == b'M' && parameters.is_empty() {
        return (rest.len() >= 4).then_some((Token::Nothing, 4));
    }
    Some((control_key(parameters, end).unwrap_or(Token::Nothing), length + 1))
}

fn control_key(parameters: &[u8], end: u8) -> Option<Token> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut fields = text.split(';');
    let first = fields.next().unwrap_or_default();
    let second = fields.next().unwrap_or_default();
    let number = |field: &str| field.split(':').next().and_then(|digits| digits.parse::<u32>().ok());
    // A release, where somebody has switched such reports on.
    if second.split(':').nth(1) == Some("3") {
        return Some(Token::Nothing);
    }
    let held = modifiers(number(second).unwrap_or(1));
    let code = match end {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        b'Z' => return Some(named(KeyCode::Tab, Modifiers { shift: true, ..held })),
        b'u' => KeyCode::Char(char::from_u32(number(first)?)?),
        b'~' if first == "27" => KeyCode::Char(char::from_u32(number(fields.next()?)?)?),
        b'~' => match number(first)? {
            1 | 7 => KeyCode::Home,
            2 => KeyCode::Insert,
            3 => KeyCode::Delete,
            4 | 8 => KeyCode::End,
            5 => KeyCode::PageUp,
            6 => KeyCode::PageDown,
            n @ 11..=15 => KeyCode::F(n as u8 - 10),
            n @ 17..=21 => KeyCode::F(n as u8 - 11),
            n @ 23..=24 => KeyCode::F(n as u8 - 12),
            200 => return Some(Token::PasteStart),
            _ => return None,
        },
        _ => return None,
    };
    Some(named(code, held))
}

/// xterm counts modifiers from 1: shift, alt, control.
const fn modifiers(parameter: u32) -> Modifiers {
    let bits = parameter.saturating_sub(1);
    Modifiers { shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 }
}

/// After `ESC O`: arrows, F1 to F4 and the number pad in application mode.
fn application(rest: &[u8]) -> Option<(Token, usize)> {
    let byte = *rest.first()?;
    let code = match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(byte - b'P' + 1),
        b'M' => KeyCode::Enter,
        // The keys of the number pad: * + , - . / 0 … 9
        b'j'..=b'y' => KeyCode::Char(char::from(byte - 0x40)),
        // Broken off: what breaks in is looked at again.
        0..=0x1f | 0x7f..=0xff => return Some((Token::Nothing, 0)),
        _ => return Some((Token::Nothing, 1)),
    };
    Some((named(code, Modifiers::NONE), 1))
}

/// The length of an answer of the terminal, up to BEL or `ESC \`.
fn answer(rest: &[u8]) -> Option<usize> {
    let bell = rest.iter().position(|byte| *byte == BEL).map(|at| at + 1);
    let end = rest.windows(2).position(|pair| pair == [ESC, b'\\']).map(|at| at + 2);
    bell.into_iter().chain(end).min()
}
