//! Text to lines of a width: breaks at spaces, after hyphens and strokes, and anywhere in a word that is wider
//! than the line. Vietnamese separates syllables by spaces, so no dictionary is needed.
//!
//! Must not know: pages, or where a line stands.

use crate::paper::block::{Face, Run, Text};
use crate::paper::measure::Measure;
use unicode_segmentation::UnicodeSegmentation as _;

/// A piece of a line in one cut.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// From the left end of the line.
    pub x: f32,
    /// What is drawn.
    pub text: String,
    /// In which cut.
    pub face: Face,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Its pieces, from left to right.
    pub pieces: Vec<Piece>,
    /// Its width.
    pub width: f32,
}

/// The least a dotted line is worth, in lengths of the letter m.
const SHORTEST_BLANK: f32 = 6.0;
/// What a place to write by hand is made of.
const DOT: &str = ".";

/// Breaks a text into lines of at most `room`. An empty text has no line.
pub fn break_lines(text: &Text, room: f32, size: f32, measure: &dyn Measure) -> Vec<Line> {
    let mut lines = Lines { room, size, measure, done: Vec::new(), line: Line::default(), space: None };
    for (at, run) in text.0.iter().enumerate() {
        match run {
            Run::Letters { text, face } => lines.letters(text, *face),
            Run::Blank => lines.blank(at + 1 == text.0.len()),
        }
    }
    if !lines.line.pieces.is_empty() {
        lines.end();
    }
    lines.done
}

struct Lines<'a> {
    room: f32,
    size: f32,
    measure: &'a dyn Measure,
    done: Vec<Line>,
    line: Line,
    /// A space that is drawn only if something follows it on the line.
    space: Option<Face>,
}

impl Lines<'_> {
    fn letters(&mut self, text: &str, face: Face) {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                self.end();
            }
            for (at, word) in part.split(' ').enumerate() {
                if at > 0 {
                    self.space = Some(face);
                }
                pieces_of(word).for_each(|piece| self.put(piece, face));
            }
        }
    }

    /// Puts something unbreakable on this line or the next.
    fn put(&mut self, word: &str, face: Face) {
        if word.is_empty() {
            return;
        }
        let width = self.measure.width(word, face, self.size);
        let space = self.space_width();
        if self.line.width + space + width <= self.room {
            self.append(word, face, width);
            return;
        }
        // A hyphen may end a line only where that saves the word; a word without a space before it that
        // begins the line has nowhere else to go.
        if !self.line.pieces.is_empty() {
            self.end();
        }
        if width <= self.room {
            return self.append(word, face, width);
        }
        for letter in word.graphemes(true) {
            let width = self.measure.width(letter, face, self.size);
            if self.line.width + width > self.room && !self.line.pieces.is_empty() {
                self.end();
            }
            self.append(letter, face, width);
        }
    }

    fn space_width(&self) -> f32 {
        match self.space {
            Some(face) if !self.line.pieces.is_empty() => self.measure.width(" ", face, self.size),
            Some(_) | None => 0.0,
        }
    }

    fn append(&mut self, word: &str, face: Face, width: f32) {
        if let Some(space) = self.space.take()
            && !self.line.pieces.is_empty()
        {
            let width = self.measure.width(" ", space, self.size);
            self.join(" ", space, width);
        }
        self.join(word, face, width);
    }

    fn join(&mut self, text: &str, face: Face, width: f32) {
        match self.line.pieces.last_mut() {
            Some(last) if last.face == face => last.text.push_str(text),
            Some(_) | None => {
                self.line.pieces.push(Piece { x: self.line.width, text: text.to_owned(), face });
            }
        }
        self.line.width += width;
    }

    /// Dots to the end of the line, or a few where more follows; on a line of their own where too few would
    /// fit.
    fn blank(&mut self, is_last: bool) {
        let dot = self.measure.width(DOT, Face::Regular, self.size).max(0.1);
        let em = self.measure.width("m", Face::Regular, self.size);
        let shortest = (SHORTEST_BLANK * em).min(self.room);
        if self.room - self.line.width - self.space_width() < shortest {
            self.end();
        }
        let free = self.room - self.line.width - self.space_width();
        let room = if is_last { free } else { free.min(shortest * 2.0) };
        let dots = (room / dot).floor().max(1.0) as usize;
        self.append(&DOT.repeat(dots), Face::Regular, dot * dots as f32);
    }

    fn end(&mut self) {
        self.space = None;
        self.done.push(std::mem::take(&mut self.line));
    }
}

/// A word at the places it may be broken at: after hyphens and such, and after strokes but those of dates.
fn pieces_of(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let mut signs = rest.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            let is_date = sign == '/' && signs.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            if matches!(sign, '-' | '/' | '_' | '@') && !is_date {
                let (piece, after) = rest.split_at(at + sign.len_utf8());
                rest = after;
                return Some(piece);
            }
        }
        let piece = std::mem::take(&mut rest);
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::measure::OnScreen;

    fn broken(text: &Text, room: f32) -> Vec<String> {
        let lines = break_lines(text, room, 1.0, &OnScreen { columns: 80 });
        lines.iter().map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn text_breaks_where_people_break_it() {
        for (text, room, expected) in [
            ("", 10.0, vec![]),
            ("một hai ba", 7.0, vec!["một hai", "ba"]),
            ("một  hai", 80.0, vec!["một hai"]),
            ("a\nb\n\nc", 9.0, vec!["a", "b", "", "c"]),
            ("abcdefgh", 3.0, vec!["abc", "def", "gh"]),
            ("ngày 26/11/2026", 12.0, vec!["ngày", "26/11/2026"]),
            ("x 000.00.10.H38-261126-0001", 16.0, vec!["x 000.00.10.H38-", "261126-0001"]),
        ] {
            assert_eq!(broken(&Text::plain(text), room), expected, "{text:?}");
        }
    }

    #[test]
    fn a_blank_fills_its_line_or_takes_the_next() {
        let text = |before: &str| {
            Text(vec![
                Run::Letters { text: before.to_owned(), face: Face::Regular },
                Run::Blank,
                Run::Letters { text: "hết".to_owned(), face: Face::Bold },
            ])
        };
        assert_eq!(broken(&text("Tên: "), 24.0), ["Tên: ............hết"]);
        assert_eq!(broken(&text("Địa chỉ ở đâu"), 16.0), ["Địa chỉ ở đâu", "............hết"]);
        let mut last = text("Tên: ");
        last.0.truncate(2);
        assert_eq!(broken(&last, 16.0), ["Tên: ..........."]);
    }
}
