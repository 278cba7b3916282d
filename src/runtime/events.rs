//! Events of crossterm → messages, for machines whose console sends events and not bytes (Windows).
//!
//! Must not know: threads, or what a key does.

use super::keys::pasted;
use super::threads::Heard;
use crate::app::message::Message;
use crate::input::key::{Key, KeyCode, Modifiers};
use crossterm::event::{Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers};

/// What an event means; nothing for releases, mouse, focus and keys we have no use for.
pub fn heard(event: Event) -> Vec<Heard> {
    match event {
        Event::Key(event) => key(event).map(|key| Heard::Message(Message::Key(key))).into_iter().collect(),
        Event::Paste(text) => pasted(&text, false).into_iter().map(Heard::Message).collect(),
        Event::Resize(..) => vec![Heard::Resized],
        Event::FocusGained | Event::FocusLost | Event::Mouse(_) => Vec::new(),
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let mut held = Modifiers {
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: event.modifiers.contains(KeyModifiers::SHIFT),
    };
    let code = match event.code {
        Code::Char(c) => {
            // AltGr arrives as control and alt; the character is already the one meant.
            if held.ctrl && held.alt && !c.is_ascii_alphanumeric() {
                held = Modifiers::NONE;
            }
            KeyCode::Char(c)
        }
        Code::Backspace => KeyCode::Backspace,
        Code::Enter => KeyCode::Enter,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => {
            held.shift = true;
            KeyCode::Tab
        }
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::F(number @ 1..=12) => KeyCode::F(number),
        Code::Null => KeyCode::Char('\0'),
        Code::Esc => KeyCode::Esc,
        Code::F(_)
        | Code::CapsLock
        | Code::ScrollLock
        | Code::NumLock
        | Code::PrintScreen
        | Code::Pause
        | Code::Menu
        | Code::KeypadBegin
        | Code::Media(_)
        | Code::Modifier(_) => return None,
    };
    Some(Key::new(code, held))
}
