//! Giải trình on paper: one sheet a file, and the list of a period.
//!
//! In whose hands the days went by is computed; only the words were typed. Must not know: where the cases
//! came from.

use super::block::{Align, Block, Column, Paper, Scale, Sheet, Style, Table, Text};
use super::report::signers;
use crate::domain::accountability::{Given, Subject};
use crate::domain::attribution::{Hands, attribute};
use crate::domain::case::{Case, CaseFile};
use crate::domain::law::Law;
use crate::domain::moment::{Moment, day};
use crate::domain::office::Office;
use crate::domain::report::period::Period;
use crate::look::catalog::{Arg, Catalog};

/// What the sheets are made with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The office.
    pub office: &'a Office,
    /// The law.
    pub law: &'a Law,
    /// The words.
    pub words: &'a Catalog,
    /// Now.
    pub now: Moment,
}

/// The account sheet of one file.
pub fn sheet(desk: Desk<'_>, file: &CaseFile) -> Sheet {
    let words = desk.words;
    let case = &file.case;
    let field = |id: &str, value: String| (Text::plain(&words.text(id)), Text::plain(&value));
    let moment = |at: Option<Moment>| at.map(|at| at.to_string()).unwrap_or_default();
    let mut blocks = head(desk, &words.text("paper-account-title"), None);
    blocks.push(Block::Fields(vec![
        field("column-code", case.code.as_ref().map(ToString::to_string).unwrap_or_default()),
        field("column-owner", case.owner.name.clone()),
        field("column-procedure", format!("{} {}", case.procedure, desk.law.name_of(&case.procedure))),
        field("paper-received", moment(case.received)),
        field("column-due", case.promise.as_ref().map(|promise| day(promise.due)).unwrap_or_default()),
        field("paper-ready", moment(case.ready)),
    ]));
    blocks.push(Block::Heading { level: 2, text: Text::bold(&words.text("paper-hands")) });
    blocks.push(Block::Table(hands(desk, case)));
    blocks.push(Block::Heading { level: 2, text: Text::bold(&words.text("paper-accounts")) });
    if case.accounts.is_empty() {
        blocks.push(Block::Paragraph {
            text: Text::italic(&words.text("paper-no-account")),
            style: Style::default(),
        });
    }
    for given in &case.accounts {
        blocks.extend(account(desk, given));
    }
    blocks.push(Block::Signatures(signers(words)));
    finished(desk, &words.text("paper-account-title"), Paper::A4, blocks)
}

/// The accounts of a period: a row a file that was late or asked for more.
pub fn list(desk: Desk<'_>, files: &[CaseFile], period: Period) -> Sheet {
    let words = desk.words;
    let title = words.text("paper-accounts-title");
    let mut blocks = head(desk, &title, Some(period));
    let heading = |id: &str, weight: u16| Column::new(&words.text(id), weight);
    let columns = vec![
        heading("column-code", 20),
        heading("column-due", 10),
        heading("paper-ready", 10),
        heading("field-account-subject", 10),
        heading("field-account-reason", 14),
        heading("field-account-words", 30),
        heading("field-account-regulation", 12),
        heading("field-account-answer", 12),
    ];
    let today = desk.now.date();
    let mut rows = Vec::new();
    for file in files {
        let case = &file.case;
        for subject in case.accountable(today) {
            let given = case.account(subject);
            let state: &str = case.account_state(subject).into();
            let said = |of: fn(&Given) -> &String| given.map(|given| of(given).clone()).unwrap_or_default();
            rows.push(
                [
                    case.code.as_ref().map(ToString::to_string).unwrap_or_default(),
                    case.promise.as_ref().map(|promise| day(promise.due)).unwrap_or_default(),
                    case.ready.map(|at| day(at.date())).unwrap_or_default(),
                    subject_words(subject, words),
                    given.map(|given| reason(desk, &given.account.reason)).unwrap_or_default(),
                    said(|given| &given.account.words),
                    said(|given| &given.account.regulation),
                    words.text(&format!("account-state-{state}")),
                ]
                .iter()
                .map(|cell| Text::plain(cell))
                .collect(),
            );
        }
    }
    blocks.push(Block::Table(Table { columns, groups: Vec::new(), rows, scale: Scale::Small }));
    blocks.push(Block::Signatures(signers(words)));
    finished(desk, &title, Paper::A4Landscape, blocks)
}

pub(super) fn head(desk: Desk<'_>, title: &str, period: Option<Period>) -> Vec<Block> {
    let centred = Style { align: Align::Centre, keep: true, ..Style::default() };
    let mut blocks = vec![
        Block::Paragraph { text: Text::bold(&desk.office.name.to_uppercase()), style: centred },
        Block::Heading { level: 1, text: Text::bold(&title.to_uppercase()) },
    ];
    if let Some(period) = period {
        let (from, to) = (day(period.from), day(period.to));
        let text =
            desk.words.text_with("paper-period", &[("from", Arg::from(&from)), ("to", Arg::from(&to))]);
        blocks.push(Block::Paragraph { text: Text::italic(&text), style: centred });
    }
    blocks
}

pub(super) fn finished(desk: Desk<'_>, title: &str, paper: Paper, blocks: Vec<Block>) -> Sheet {
    let at = desk.now.to_string();
    let foot = desk.words.text_with("paper-printed", &[("at", Arg::from(&at))]);
    Sheet { title: title.to_owned(), paper, blocks, foot }
}

fn hands(desk: Desk<'_>, case: &Case) -> Table {
    let words = desk.words;
    let name = |hands: &Hands| match hands {
        Hands::Person(person) => desk.office.name_of(person).to_owned(),
        Hands::Body(body) => body.clone(),
        Hands::Applicant => words.text("paper-applicant"),
        Hands::Desk => words.text("late-nobody"),
    };
    let rows = attribute(case, &desk.law.calendar, desk.now.date())
        .iter()
        .map(|share| {
            let cells = [share.days, share.over, share.late].map(|days| Text::plain(&days.to_string()));
            std::iter::once(Text::plain(&name(&share.hands))).chain(cells).collect()
        })
        .collect();
    let number = |id: &str| Column::new(&words.text(id), 12).right();
    Table {
        columns: vec![
            Column::new(&words.text("paper-who"), 40),
            number("paper-days"),
            number("paper-days-over"),
            number("paper-days-late"),
        ],
        groups: Vec::new(),
        rows,
        scale: Scale::Normal,
    }
}

fn account(desk: Desk<'_>, given: &Given) -> Vec<Block> {
    let words = desk.words;
    let account = &given.account;
    let field = |id: &str, value: &str| (Text::plain(&words.text(id)), Text::plain(value));
    let mut fields = vec![
        field("field-account-subject", &subject_words(account.subject, words)),
        field("field-account-reason", &reason(desk, &account.reason)),
        field("field-account-words", &account.words),
    ];
    for (id, value) in [
        ("field-account-evidence", &account.evidence),
        ("field-account-letter", &account.letter),
        ("field-account-regulation", &account.regulation),
    ] {
        if !value.is_empty() {
            fields.push(field(id, value));
        }
    }
    let by = format!("{}, {}", desk.office.name_of(&given.by), given.at);
    fields.push(field("paper-given-by", &by));
    if let Some(review) = &given.review {
        let answer = words.text(if review.accepted { "account-accepted" } else { "account-returned" });
        let by = desk.office.name_of(&review.by);
        let remark = if review.remark.is_empty() { String::new() } else { format!(": {}", review.remark) };
        fields.push(field("field-account-answer", &format!("{answer}{remark} ({by}, {})", review.at)));
    }
    vec![Block::Fields(fields)]
}

fn reason(desk: Desk<'_>, key: &str) -> String {
    let known = desk.law.reporting.reason(key);
    known.map_or_else(|| key.to_owned(), |reason| format!("{} {}", reason.code, reason.name))
}

fn subject_words(subject: Subject, words: &Catalog) -> String {
    match subject {
        Subject::Lateness => words.text("account-of-lateness"),
        Subject::Supplement(number) => {
            words.text_with("account-of-round", &[("number", u32::from(number).into())])
        }
    }
}
