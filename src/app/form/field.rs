//! One field of a form: a line, a longer text, a choice, a paper with its copies, a switch.
//!
//! Must not know: what the field is for.

use crate::app::notice::Notice;
use crate::app::text::{TextField, Writing};
use crate::domain::dossier::PaperTaken;
use crate::domain::procedure::{Need, Paper, PaperForm};
use crate::domain::text::{fold, seen};

/// Words on the screen: an id of the catalogue, or words that are data already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// An id.
    Id(String),
    /// Words.
    Plain(String),
    /// A sentence with facts.
    Said(Notice),
}

impl Label {
    /// A label by catalogue id.
    pub fn id(id: &str) -> Self {
        Self::Id(id.to_owned())
    }

    /// A label of words, fit to be shown whatever they are of.
    pub fn plain(words: &str) -> Self {
        Self::Plain(seen(words).into_owned())
    }
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosable {
    /// What the choice means.
    pub key: String,
    /// What it is called.
    pub label: Label,
    /// Folded words it is found by, besides its label.
    pub words: String,
}

impl Choosable {
    /// A thing whose name is in the catalogue.
    pub fn id(key: &str, id: &str) -> Self {
        Self { key: key.to_owned(), label: Label::id(id), words: fold(key) }
    }

    /// A thing with a name of its own.
    pub fn plain(key: &str, name: &str) -> Self {
        Self { key: key.to_owned(), label: Label::plain(name), words: fold(&format!("{key} {name}")) }
    }
}

/// A choice among things.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What can be chosen.
    pub options: Vec<Choosable>,
    /// Which is.
    pub at: Option<usize>,
}

impl Choice {
    /// A choice, with one of them chosen already.
    pub fn of(options: Vec<Choosable>, chosen: Option<&str>) -> Self {
        let at = chosen.and_then(|key| options.iter().position(|option| option.key == key));
        Self { options, at }
    }

    /// What is chosen.
    pub fn chosen(&self) -> Option<&Choosable> {
        self.options.get(self.at?)
    }

    /// Chooses by key.
    pub fn choose(&mut self, key: &str) {
        if let Some(at) = self.options.iter().position(|option| option.key == key) {
            self.at = Some(at);
        }
    }

    /// Chooses the next or the previous, around the end.
    pub fn turn(&mut self, forward: bool) {
        let count = self.options.len();
        if count == 0 {
            return;
        }
        self.at = Some(match (self.at, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        });
    }

    /// Whether it is short enough to turn through; longer ones open a list.
    pub fn is_short(&self) -> bool {
        self.options.len() <= 6
    }
}

/// A paper of the file and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperField {
    /// Its name.
    pub name: String,
    /// The form it must have.
    pub form: PaperForm,
    /// How many are asked.
    pub asked: u8,
    /// When it is needed; none for always.
    pub condition: Option<String>,
    /// How many came.
    pub count: u8,
}

impl PaperField {
    /// A paper as the procedure lists it, none of it here yet.
    pub fn of(paper: &Paper) -> Self {
        Self {
            name: paper.name.clone(),
            form: paper.form,
            asked: paper.count.clamp(1, 99) as u8,
            condition: match &paper.need {
                Need::Required => None,
                Need::Conditional(when) => Some(when.clone()),
            },
            count: 0,
        }
    }

    /// What came, by form.
    pub fn taken(&self) -> PaperTaken {
        let mut taken = PaperTaken { name: self.name.clone(), ..PaperTaken::default() };
        match self.form {
            PaperForm::Original => taken.originals = self.count,
            PaperForm::Certified => taken.certified = self.count,
            PaperForm::Copy => taken.copies = self.count,
        }
        taken
    }

    /// A key on the field: space takes or gives back what is asked, a digit is the number that came.
    pub fn key(&mut self, c: char) -> bool {
        match c {
            ' ' => self.count = if self.count == 0 { self.asked } else { 0 },
            '0'..='9' => {
                let digit = c as u8 - b'0';
                self.count = if self.count < 10 && self.count > 0 && self.asked > 9 {
                    self.count * 10 + digit
                } else {
                    digit
                };
            }
            _ => return false,
        }
        true
    }
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Line(TextField),
    /// Several lines of text.
    Text(Box<Writing>),
    /// One of several things.
    Choice(Choice),
    /// A paper.
    Paper(PaperField),
    /// Yes or no.
    Switch(bool),
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its key; its name is `field-<key>` in the catalogue.
    pub key: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be filled.
    pub required: bool,
}

/// Most letters of an ordinary line.
const LINE: usize = 300;

impl Field {
    /// A line that may stay empty.
    pub fn line(key: &'static str, text: &str) -> Self {
        Self { key, kind: Kind::Line(TextField::of(text, LINE)), required: false }
    }

    /// Several lines of text that may stay empty.
    pub fn text(key: &'static str, text: &str) -> Self {
        Self { key, kind: Kind::Text(Box::new(Writing::of(text))), required: false }
    }

    /// A line that is shown as dots.
    pub fn secret(key: &'static str) -> Self {
        Self { key, kind: Kind::Line(TextField::secret(LINE)), required: false }
    }

    /// Whether what goes in is shown as dots.
    pub fn is_secret(&self) -> bool {
        matches!(self.key, "passphrase" | "pin" | "pin-again" | "new-passphrase" | "new-passphrase-again")
    }

    /// A choice.
    pub fn choice(key: &'static str, options: Vec<Choosable>, chosen: Option<&str>) -> Self {
        Self { key, kind: Kind::Choice(Choice::of(options, chosen)), required: false }
    }

    /// A paper.
    pub fn paper(paper: PaperField) -> Self {
        let required = paper.condition.is_none();
        Self { key: "paper", kind: Kind::Paper(paper), required }
    }

    /// A switch.
    pub const fn switch(key: &'static str, on: bool) -> Self {
        Self { key, kind: Kind::Switch(on), required: false }
    }

    /// The same field, to be filled in any case.
    pub fn needed(mut self) -> Self {
        self.required = true;
        self
    }

    /// Whether what goes in is no Vietnamese: numbers, days, codes, addresses of the net.
    pub fn is_plain(&self) -> bool {
        const PLAIN: [&str; 18] = [
            "amount",
            "answer-by",
            "cut-days",
            "days",
            "fee",
            "foreign-code",
            "from",
            "held",
            "leg-days-1",
            "leg-days-2",
            "leg-days-3",
            "occurred",
            "office-code",
            "office-hours",
            "owner-email",
            "owner-id",
            "owner-phone",
            "sets",
        ];
        PLAIN.contains(&self.key)
            || matches!(self.key, "typed-line" | "through" | "post-item" | "voucher")
            || self.is_secret()
    }

    /// Takes the value of another field of its kind.
    pub fn copy_from(&mut self, other: &Self) {
        match (&mut self.kind, &other.kind) {
            (Kind::Line(own), Kind::Line(theirs)) => own.set(theirs.text()),
            (Kind::Text(own), Kind::Text(theirs)) => own.clone_from(theirs),
            (Kind::Choice(own), Kind::Choice(theirs)) => {
                if let Some(option) = theirs.chosen() {
                    own.choose(&option.key);
                }
            }
            (Kind::Paper(own), Kind::Paper(theirs)) => own.count = theirs.count,
            (Kind::Switch(own), Kind::Switch(theirs)) => *own = *theirs,
            (Kind::Line(_) | Kind::Text(_) | Kind::Choice(_) | Kind::Paper(_) | Kind::Switch(_), _) => {}
        }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        match &mut self.kind {
            Kind::Line(line) => line.clear(),
            Kind::Text(text) => **text = Writing::default(),
            Kind::Choice(choice) => choice.at = None,
            Kind::Paper(paper) => paper.count = 0,
            Kind::Switch(on) => *on = false,
        }
    }
}
