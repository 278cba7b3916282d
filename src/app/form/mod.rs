//! Forms: a fixed order of fields, filled by keyboard, turned into a request in one place.
//!
//! A form is data; what it asks for is in `intake` and `acts`, what its values mean in `values`.
//! Must not know: the desk, or how a field is drawn.

mod account;
pub mod acts;
pub(super) mod feedback;
pub mod field;
pub mod intake;
pub mod values;

use super::notice::{Notice, Weight};
use super::secret::Secret;
use crate::domain::action::Action;
use crate::domain::decide::Caution;
use crate::domain::event::ClockEffect;
use crate::domain::event::Promise;
use crate::domain::id::CaseId;
use crate::domain::moment::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::stage::ActionKind;
pub use field::{Field, Kind, Label};

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Receive a complete file.
    Receive,
    /// Register a file that waits for its check.
    Register,
    /// An action on one case, or on several of one kind.
    Act(ActionKind),
    /// The decision to grant.
    Grant,
    /// The decision to refuse.
    Refuse,
    /// The first run.
    SetUp,
    /// First and last day of a report.
    Period,
    /// A pattern that tags rows.
    Tag,
    /// Why one must act beyond one's role.
    BreakGlass,
    /// Who is there, and their passphrase.
    LogIn,
    /// The PIN of a warm session.
    Unlock,
    /// A PIN, twice.
    SetPin,
    /// Why numbers are to be seen whole.
    Unmask,
    /// The line of an earlier day, from paper.
    ConfirmDay,
    /// What was found out about an anchor that did not fit.
    SignDoubt,
    /// The own passphrase, and another in its place.
    SetPassphrase,
    /// The shape of a report's file, and why names are in it.
    Export,
    /// An entry of the book of surveys.
    Survey,
    /// Who takes over at the end of a day, and what they should know.
    EndShift,
    /// A shorter limit, and of which procedure.
    ProposeCut,
    /// Something to do with bundles on a stick.
    Bundle,
    /// Something to do with files past their retention.
    Retention,
}

/// What a form does to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Receives a complete file.
    Receive,
    /// Registers one that waits for its check.
    Register,
    /// An act on a file that is there.
    Act(ActionKind),
    /// Decides to grant.
    Grant,
    /// Decides to refuse.
    Refuse,
}

impl Purpose {
    /// What it does to a case; nothing for a form whose fields are read by whoever opened it.
    pub const fn deed(self) -> Option<Deed> {
        match self {
            Self::Receive => Some(Deed::Receive),
            Self::Register => Some(Deed::Register),
            Self::Act(kind) => Some(Deed::Act(kind)),
            Self::Grant => Some(Deed::Grant),
            Self::Refuse => Some(Deed::Refuse),
            Self::SetUp
            | Self::Period
            | Self::Tag
            | Self::BreakGlass
            | Self::LogIn
            | Self::Unlock
            | Self::SetPin
            | Self::Unmask
            | Self::SetPassphrase
            | Self::SignDoubt
            | Self::ConfirmDay
            | Self::Export
            | Self::Survey
            | Self::EndShift
            | Self::ProposeCut
            | Self::Bundle
            | Self::Retention => None,
        }
    }

    /// The catalogue id of the title.
    pub fn title(self) -> String {
        match self {
            Self::Receive => "form-receive".to_owned(),
            Self::Register => "form-register".to_owned(),
            Self::Act(kind) => format!("action-{}", <&str>::from(kind)),
            Self::Grant => "form-grant".to_owned(),
            Self::Refuse => "form-refuse".to_owned(),
            Self::SetUp => "form-set-up".to_owned(),
            Self::Period => "form-period".to_owned(),
            Self::Tag => "form-tag".to_owned(),
            Self::BreakGlass => "form-break-glass".to_owned(),
            Self::LogIn => "form-log-in".to_owned(),
            Self::Unlock => "form-unlock".to_owned(),
            Self::SetPin => "form-set-pin".to_owned(),
            Self::Unmask => "form-unmask".to_owned(),
            Self::ConfirmDay => "form-confirm-day".to_owned(),
            Self::SignDoubt => "form-sign-doubt".to_owned(),
            Self::SetPassphrase => "form-set-passphrase".to_owned(),
            Self::Export => "form-export".to_owned(),
            Self::Survey => "form-survey".to_owned(),
            Self::EndShift => "form-end-shift".to_owned(),
            Self::ProposeCut => "form-propose-cut".to_owned(),
            Self::Bundle => "form-bundle".to_owned(),
            Self::Retention => "form-retention".to_owned(),
        }
    }
}

/// A case an act is aimed at: the one seen, not whichever is under the cursor later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The case.
    pub case: CaseId,
    /// The last event that was seen.
    pub seen: u32,
}

/// A form being filled.
#[derive(Debug)]
pub struct Form {
    /// What it is for.
    pub purpose: Purpose,
    /// Its fields, in order; the button that saves is behind the last.
    pub fields: Vec<Field>,
    /// The field with the focus; `fields.len()` is the button.
    pub focus: usize,
    /// The cases it acts on; none for a new one.
    pub targets: Vec<Target>,
    /// Words that name the case, for the title.
    pub subject: String,
    /// Submissions on their way; keys wait until they are answered.
    pub pending: Vec<u64>,
    /// Whether to begin the next form once this one is saved.
    pub again: bool,
    /// Whether anything was typed or chosen.
    pub typed: bool,
    /// Whether `esc` was pressed once since.
    pub leaving: bool,
    /// What was wrong at the last try.
    pub error: Option<Notice>,
    /// A file to be received lacked papers: registered as it is, received once they are marked.
    pub incomplete: bool,
    /// What saving will do, where that is not plain from the title.
    pub remark: Option<Notice>,
    /// What a careful clerk would want to know.
    pub cautions: Vec<Caution>,
    /// The appointment that saving would give, with what the return of papers does to the clock.
    pub promise: Option<Result<Promise, Notice>>,
    /// What the clock will do, for supplements.
    pub effect: Option<ClockEffect>,
    /// The last person looked up, so that one is not asked for twice.
    pub looked_up: String,
    /// The ticket of that search, while its answer is on its way.
    pub looking: Option<u64>,
}

/// What was wrong with a form, and in which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Key of the field.
    pub field: &'static str,
    /// The words.
    pub notice: Notice,
}

impl Form {
    /// A form of these fields.
    pub fn new(purpose: Purpose, fields: Vec<Field>) -> Self {
        Self {
            purpose,
            fields,
            focus: 0,
            targets: Vec::new(),
            subject: String::new(),
            pending: Vec::new(),
            again: false,
            typed: false,
            leaving: false,
            error: None,
            incomplete: false,
            remark: None,
            cautions: Vec::new(),
            promise: None,
            effect: None,
            looked_up: String::new(),
            looking: None,
        }
    }

    /// The field with the focus; none on the button.
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    /// The field with the focus, to be changed.
    pub fn focused_mut(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.focus)
    }

    /// Whether the focus is on the button.
    pub const fn on_button(&self) -> bool {
        self.focus >= self.fields.len()
    }

    /// A field by key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// A field by key, to be changed.
    pub fn field_mut(&mut self, key: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.key == key)
    }

    /// What was written in a field, one line or several; empty where there is none.
    pub fn line(&self, key: &str) -> String {
        match self.field(key).map(|field| &field.kind) {
            Some(Kind::Line(line)) => line.text().trim().to_owned(),
            Some(Kind::Text(text)) => text.text().trim().to_owned(),
            Some(Kind::Choice(_) | Kind::Paper(_) | Kind::Switch(_)) | None => String::new(),
        }
    }

    /// Takes what was typed into a secret line out of it.
    pub fn take_secret(&mut self, key: &str) -> Secret {
        match self.fields.iter_mut().find(|field| field.key == key).map(|field| &mut field.kind) {
            Some(Kind::Line(line)) => Secret::of(line.take()),
            Some(Kind::Text(_) | Kind::Choice(_) | Kind::Paper(_) | Kind::Switch(_)) | None => {
                Secret::default()
            }
        }
    }

    /// The chosen key of a choice field.
    pub fn choice(&self, key: &str) -> Option<&str> {
        match self.field(key).map(|field| &field.kind) {
            Some(Kind::Choice(choice)) => choice.chosen().map(|option| option.key.as_str()),
            Some(Kind::Line(_) | Kind::Text(_) | Kind::Paper(_) | Kind::Switch(_)) | None => None,
        }
    }

    /// Whether a switch is on.
    pub fn switch(&self, key: &str) -> bool {
        matches!(self.field(key).map(|field| &field.kind), Some(Kind::Switch(true)))
    }

    /// Goes to the next field that can be filled; true when the focus was on the button.
    pub fn advance(&mut self) -> bool {
        if self.on_button() {
            return true;
        }
        self.focus += 1;
        while self.focused().is_some_and(|field| !self.is_shown(field)) {
            self.focus += 1;
        }
        false
    }

    /// Goes to the field before.
    pub fn previous(&mut self) {
        let mut focus = self.focus;
        while focus > 0 {
            focus -= 1;
            if self.fields.get(focus).is_some_and(|field| self.is_shown(field)) {
                self.focus = focus;
                return;
            }
        }
    }

    /// Whether a field has a meaning with the values chosen so far.
    pub fn is_shown(&self, field: &Field) -> bool {
        match field.key {
            "post-address" => self.choice("return-by").is_none_or(|by| by == "post"),
            "fee-method" | "voucher" if self.field("fee").is_some() => !self.line("fee").is_empty(),
            "authority" if self.field("authorised-name").is_some() => {
                !self.line("authorised-name").is_empty()
            }
            key => {
                super::surveying::is_shown(self, key)
                    && super::bundles::is_shown(self, key)
                    && super::retention::is_shown(self, key)
            }
        }
    }

    /// Puts the focus on a field and says what is wrong with it.
    pub fn point_at(&mut self, mistake: Mistake) {
        if let Some(at) = self.fields.iter().position(|field| field.key == mistake.field) {
            self.focus = at;
        }
        self.error = Some(mistake.notice);
    }

    /// Shows why the desk refused, at the field it is about.
    pub fn refuse(&mut self, refusal: &Refusal) {
        let field = field_of(refusal);
        if let Some(at) = field.and_then(|key| self.fields.iter().position(|field| field.key == key)) {
            self.focus = at;
        }
        self.error = Some(refusal_notice(refusal));
        // Nothing typed is lost: saved once more, the incomplete file is registered, and what is
        // missing can be asked for (NĐ 61/2018 art. 15.3).
        if matches!((self.purpose, refusal), (Purpose::Receive, Refusal::PapersMissing { .. })) {
            self.incomplete = true;
            self.purpose = Purpose::Register;
            self.promise = None;
            self.error = Some(Notice { id: "notice-register-instead".to_owned(), ..refusal_notice(refusal) });
            let missing =
                |field: &Field| matches!(&field.kind, Kind::Paper(p) if p.count == 0 && field.required);
            self.focus = self.fields.iter().position(missing).unwrap_or(self.focus);
        }
    }

    /// The request the form makes, or the first thing that is wrong.
    pub fn action(&self, now: Moment) -> Result<Action, Mistake> {
        match self.purpose.deed() {
            Some(Deed::Receive) => intake::action(self, false, now),
            Some(Deed::Register) => intake::action(self, true, now),
            Some(Deed::Act(kind)) => acts::action(self, kind, now),
            Some(Deed::Grant) => Ok(acts::decide(self, crate::domain::event::Outcome::Granted)),
            Some(Deed::Refuse) => Ok(acts::decide(self, crate::domain::event::Outcome::RefusedOnMerits)),
            None => Err(Mistake { field: "", notice: Notice::new(Weight::Error, "notice-not-an-act") }),
        }
    }
}

/// The field a refusal is about, so that the focus can go there.
fn field_of(refusal: &Refusal) -> Option<&'static str> {
    if let Refusal::FieldMissing { field } | Refusal::FieldInvalid { field, .. } = refusal {
        return Some(field);
    }
    match refusal.name() {
        "post-address-missing" => Some("post-address"),
        "reason-missing" => Some("reason"),
        "document-missing" => Some("document"),
        "authority-missing" => Some("authority"),
        "nothing-asked" => Some("items"),
        "papers-missing" => Some("paper"),
        "in-the-future" | "before-last-event" => Some("occurred"),
        _ => None,
    }
}

/// A refusal as a notice, with its facts and its article.
pub fn refusal_notice(refusal: &Refusal) -> Notice {
    let mut notice = Notice::new(Weight::Warning, &format!("refusal-{}", refusal.name()));
    for (name, value) in refusal.facts() {
        notice = notice.with(name, value);
    }
    if let Some(article) = refusal.article() {
        notice = notice.with("article", article);
    }
    notice
}
