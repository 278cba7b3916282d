//! The forms of giving account and of answering it.
//!
//! Must not know: whether the account is owed; the desk says so.

use super::field::{Choosable, Field};
use super::{Form, Mistake, values};
use crate::domain::accountability::{Account, Subject};
use crate::domain::action::Action;
use crate::domain::case::Case;
use crate::domain::law::Law;
use chrono::NaiveDate;

/// What an account is given for, as a key: `late`, or the number of the round.
fn key(subject: Subject) -> String {
    match subject {
        Subject::Lateness => "late".to_owned(),
        Subject::Supplement(number) => number.to_string(),
    }
}

fn subject(key: &str) -> Option<Subject> {
    if key == "late" { Some(Subject::Lateness) } else { key.parse().ok().map(Subject::Supplement) }
}

/// The fields of an account, filled with what was said before when it is given anew.
pub(super) fn fields(case: &Case, law: &Law, today: NaiveDate) -> Vec<Field> {
    let mut subjects = case.accountable(today);
    if subjects.is_empty() {
        // Many files at once have their lateness in common, and nothing else.
        subjects.push(Subject::Lateness);
    }
    let next = case.next_account(today).or(subjects.first().copied()).unwrap_or(Subject::Lateness);
    let subjects = subjects.into_iter().map(choice).collect();
    let before = case.account(next).map(|given| given.account.clone());
    let said =
        |of: fn(&Account) -> &String| before.as_ref().map(|account| of(account).clone()).unwrap_or_default();
    let reasons = law
        .reporting
        .reasons
        .iter()
        .map(|reason| Choosable::plain(&reason.key, &format!("{} {}", reason.code, reason.name)))
        .collect();
    vec![
        Field::choice("account-subject", subjects, Some(&key(next))).needed(),
        Field::choice("account-reason", reasons, before.as_ref().map(|account| account.reason.as_str()))
            .needed(),
        Field::text("account-words", &said(|account| &account.words)).needed(),
        Field::text("account-evidence", &said(|account| &account.evidence)),
        Field::line("account-letter", &said(|account| &account.letter)),
        Field::line("account-regulation", &said(|account| &account.regulation)),
    ]
}

fn choice(subject: Subject) -> Choosable {
    match subject {
        Subject::Lateness => Choosable::id(&key(subject), "account-of-lateness"),
        Subject::Supplement(number @ 1..=3) => {
            Choosable::id(&key(subject), &format!("account-of-round-{number}"))
        }
        Subject::Supplement(number) => Choosable::plain(&key(subject), &format!("#{number}")),
    }
}

/// The account the filled form gives.
pub(super) fn give(form: &Form) -> Result<Action, Mistake> {
    let chosen = |field: &'static str| form.choice(field).ok_or_else(|| values::missing(field));
    let of = chosen("account-subject")?;
    Ok(Action::GiveAccount(Box::new(Account {
        subject: subject(of).ok_or_else(|| values::missing("account-subject"))?,
        reason: chosen("account-reason")?.to_owned(),
        words: form.line("account-words"),
        evidence: form.line("account-evidence"),
        letter: form.line("account-letter"),
        regulation: form.line("account-regulation"),
    })))
}

/// Everything chosen by a name of the program's own.
pub(super) fn choices() -> Vec<Choosable> {
    let subjects =
        [Subject::Lateness, Subject::Supplement(1), Subject::Supplement(2), Subject::Supplement(3)];
    subjects.into_iter().map(choice).chain(answers()).collect()
}

fn answers() -> Vec<Choosable> {
    ["accept", "return"].map(|answer| Choosable::id(answer, &format!("account-{answer}"))).to_vec()
}

/// The fields of an answer: for which account, accepted or returned, a remark.
pub(super) fn review_fields(case: &Case) -> Vec<Field> {
    let waiting: Vec<Subject> = case.to_review().map(|given| given.account.subject).into_iter().collect();
    let first = waiting.first().map(|subject| key(*subject));
    vec![
        Field::choice("account-subject", waiting.into_iter().map(choice).collect(), first.as_deref())
            .needed(),
        Field::choice("account-answer", answers(), Some("accept")).needed(),
        Field::text("account-remark", ""),
    ]
}

/// The answer the filled form gives.
pub(super) fn review(form: &Form) -> Result<Action, Mistake> {
    let chosen = |field: &'static str| form.choice(field).ok_or_else(|| values::missing(field));
    Ok(Action::ReviewAccount {
        subject: subject(chosen("account-subject")?).ok_or_else(|| values::missing("account-subject"))?,
        accepted: chosen("account-answer")? == "accept",
        remark: form.line("account-remark"),
    })
}
