//! Texts of forms: letters, `*heavy*`, `_slanted_`, and places such as `{case.code}`, `{owner.email?}`,
//! `{item.name}` and `{blank}`.
//!
//! A backslash keeps the next sign as it is. Must not know: blocks.

use crate::domain::text::clean;
use crate::input::nearest::nearest;
use crate::paper::block::Face;
use crate::paper::field::{Field, List};
use crate::paper::form::{Part, Slot, Words};
use strum::IntoEnumIterator as _;

/// Most letters of one text.
const LONGEST: usize = 4_000;

/// What is wrong in a text: where, in bytes, what stands there, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub at: usize,
    pub found: String,
    pub hint: Option<String>,
}

/// Reads a text; `list` is the list whose rows it may ask for.
pub(super) fn read(text: &str, list: Option<List>) -> Result<Words, Vec<Wrong>> {
    let mut reader = Reader {
        words: Vec::new(),
        letters: String::new(),
        face: Face::Regular,
        opened: 0,
        list,
        wrong: Vec::new(),
    };
    let mut signs = text.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => reader.letters.extend(signs.next().map(|(_, next)| next)),
            '*' => reader.turn(Face::Bold, at),
            '_' => reader.turn(Face::Italic, at),
            '{' => {
                let name: String =
                    signs.by_ref().map(|(_, sign)| sign).take_while(|sign| *sign != '}').collect();
                reader.place(&name, at);
            }
            '}' => reader.note(at, "}", None),
            sign => reader.letters.push(sign),
        }
    }
    if reader.face != Face::Regular {
        let sign = if reader.face == Face::Bold { "*" } else { "_" };
        reader.note(reader.opened, sign, None);
    }
    reader.end();
    if reader.wrong.is_empty() { Ok(reader.words) } else { Err(reader.wrong) }
}

struct Reader {
    words: Words,
    letters: String,
    face: Face,
    opened: usize,
    list: Option<List>,
    wrong: Vec<Wrong>,
}

impl Reader {
    fn end(&mut self) {
        if !self.letters.is_empty() {
            // A form may keep a box and its words on one line: there a space is not a space.
            let kept: Vec<String> = self.letters.split('\u{a0}').map(|part| clean(part, LONGEST)).collect();
            self.letters.clear();
            self.words.push(Part::Letters(kept.join("\u{a0}"), self.face));
        }
    }

    /// Begins a cut, or ends it.
    fn turn(&mut self, face: Face, at: usize) {
        self.end();
        self.face = if self.face == face { Face::Regular } else { face };
        self.opened = at;
    }

    fn place(&mut self, written: &str, at: usize) {
        self.end();
        let (name, may_be_empty) = match written.strip_suffix('?') {
            Some(name) => (name, true),
            None => (written, false),
        };
        let slot = if name == "blank" {
            Some(Slot::Blank)
        } else if let Some(cell) = name.strip_prefix("item.") {
            let cells = self.list.map(List::cells).unwrap_or_default();
            cells.iter().find(|known| <&str>::from(**known) == cell).map(|cell| Slot::Cell(*cell))
        } else {
            name.parse::<Field>().ok().map(Slot::Field)
        };
        if let Some(slot) = slot {
            self.words.push(Part::Slot(slot, self.face, may_be_empty));
            return;
        }
        let cells = self.list.map(List::cells).unwrap_or_default();
        let cells: Vec<String> = cells.iter().map(|cell| format!("item.{}", <&str>::from(*cell))).collect();
        let mut known: Vec<&str> = cells.iter().map(String::as_str).collect();
        for field in Field::iter() {
            known.push(field.name());
        }
        known.push("blank");
        let hint = nearest(name, known).map(|name| format!("{{{name}}}"));
        self.note(at, &format!("{{{written}}}"), hint);
    }

    fn note(&mut self, at: usize, found: &str, hint: Option<String>) {
        self.wrong.push(Wrong { at, found: found.to_owned(), hint });
    }
}
