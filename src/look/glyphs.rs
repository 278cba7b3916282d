//! Signs that stand beside words: one set for Unicode screens, one for plain consoles.
//!
//! The signs are one cell wide everywhere, also where East Asian characters are wide; only the frames
//! are not, so the plain set is there for such screens. Must not know: colours or screens.

use super::role::Urgency;

/// Lines and corners of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The four corners: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// A line across.
    pub horizontal: &'static str,
    /// A line down.
    pub vertical: &'static str,
}

/// One set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// The frame of panes and overlays.
    pub frame: Frame,
    /// The row under the cursor.
    pub cursor: &'static str,
    /// A tagged row.
    pub tagged: &'static str,
    /// A paper that is there.
    pub checked: &'static str,
    /// A paper that is missing.
    pub unchecked: &'static str,
    /// More rows above.
    pub above: &'static str,
    /// More rows below.
    pub below: &'static str,
    /// Text cut short.
    pub cut: &'static str,
    /// Between parts of one line.
    pub separator: &'static str,
    /// The filled part of a bar.
    pub bar: &'static str,
    /// The empty part of a bar.
    pub bar_empty: &'static str,
    /// Rising order.
    pub ascending: &'static str,
    /// Falling order.
    pub descending: &'static str,
    /// A field that takes no typing.
    pub locked: &'static str,
    urgency: [&'static str; 5],
}

impl Glyphs {
    /// For screens that show Unicode.
    pub const UNICODE: Self = Self {
        frame: Frame { corners: ["┌", "┐", "└", "┘"], horizontal: "─", vertical: "│" },
        cursor: "▸",
        tagged: "✚",
        checked: "✓",
        unchecked: "✗",
        above: "▴",
        below: "▾",
        cut: "»",
        separator: "|",
        bar: "▮",
        bar_empty: "▯",
        ascending: "▴",
        descending: "▾",
        locked: "=",
        urgency: [" ", "!", "⚑", "¦", "✓"],
    };

    /// For plain consoles, consoles without UTF-8, and screens where East Asian characters are wide.
    pub const ASCII: Self = Self {
        frame: Frame { corners: ["+", "+", "+", "+"], horizontal: "-", vertical: "|" },
        cursor: ">",
        tagged: "+",
        checked: "x",
        unchecked: "-",
        above: "^",
        below: "v",
        cut: ">",
        separator: "|",
        bar: "#",
        bar_empty: ".",
        ascending: "^",
        descending: "v",
        locked: "=",
        urgency: [" ", "!", "X", "P", "v"],
    };

    /// The plain set or the full one.
    pub const fn pick(ascii: bool) -> &'static Self {
        if ascii { &Self::ASCII } else { &Self::UNICODE }
    }

    /// The sign of an urgency, one cell wide; no two are alike.
    pub const fn urgency(&self, urgency: Urgency) -> &'static str {
        let [due_ok, due_soon, overdue, waiting, done] = self.urgency;
        match urgency {
            Urgency::DueOk => due_ok,
            Urgency::DueSoon => due_soon,
            Urgency::Overdue => overdue,
            Urgency::Waiting => waiting,
            Urgency::Done => done,
        }
    }

    /// Every sign but those of the frame.
    pub fn signs(&self) -> impl Iterator<Item = &'static str> {
        [
            self.cursor,
            self.tagged,
            self.checked,
            self.unchecked,
            self.above,
            self.below,
            self.cut,
            self.separator,
            self.bar,
            self.bar_empty,
            self.ascending,
            self.descending,
            self.locked,
        ]
        .into_iter()
        .chain(self.urgency)
    }
}
