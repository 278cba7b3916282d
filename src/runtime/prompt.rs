//! Asking for words on the plain terminal without showing them.
//!
//! Must not know: what the words open.

use super::terminal::is_here;
use crate::app::secret::Secret;
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use std::io::{self, Write as _};

/// Asks; nothing where there is no terminal, or the person would not say.
pub fn ask(question: &str) -> io::Result<Option<Secret>> {
    if !is_here() {
        return Ok(None);
    }
    let mut out = io::stderr().lock();
    write!(out, "{question} ")?;
    out.flush()?;
    enable_raw_mode()?;
    let typed = letters();
    disable_raw_mode()?;
    writeln!(out)?;
    typed
}

fn letters() -> io::Result<Option<Secret>> {
    // Never grows beyond what is there from the beginning, so that no copy is left behind.
    let mut text = String::with_capacity(4_096);
    loop {
        let Event::Key(key) = read()? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        if let KeyCode::Char(c) = key.code {
            if key.modifiers.contains(KeyModifiers::CONTROL) {
                match c {
                    'c' | 'd' => return Ok(None),
                    'h' => drop(text.pop()),
                    'u' => text.clear(),
                    _ => {}
                }
            } else if text.len() + 4 <= 4_096 {
                text.push(c);
            }
        } else if key.code == KeyCode::Backspace {
            text.pop();
        } else if key.code == KeyCode::Enter {
            return Ok(Some(Secret::of(text)));
        } else if key.code == KeyCode::Esc {
            return Ok(None);
        }
    }
}
