//! `motcua bundle`: files between offices without a network, on a stick.
//!
//! What people read goes to standard error, one JSON line to standard output. Must not know: what is in a bundle, or
//! how it is verified.

mod sending;
mod taking;
mod trust;

use super::args::Bundle;
use super::exit::{Code, Failure, Outcome};
use super::failures;
use super::place;
use super::say::Say;
use crate::desk::{Desk, ExchangeError};
use crate::domain::exchange::{Partner, Partners};
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::{Power, has_power};
use crate::domain::text::fold;
use crate::runtime::bundles::{of_exchange, partner_lines};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Does what is asked about bundles.
pub fn run(dir: Option<PathBuf>, asked: Bundle, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    match asked {
        Bundle::Card { file } => trust::card(&dir, &file, now, say),
        Bundle::Trust { card, fingerprint, witness, until, person } => {
            let said = (fingerprint.as_deref(), witness.as_deref(), until);
            trust::trust(&dir, &card, said, person.as_deref(), now, say)
        }
        Bundle::Revoke { office, reason, person } => {
            trust::revoke(&dir, (&office, &reason), person.as_deref(), now, say)
        }
        Bundle::Offices => offices(&dir, now, say),
        Bundle::Send(wanted) => sending::send(&dir, &wanted, now, say),
        Bundle::Again { office, number, stick } => sending::again(&dir, (&office, number), &stick, now, say),
        Bundle::Look { file, json } => taking::look(&dir, &file, json, now, say),
        Bundle::Take { file, accept, despite, person } => {
            let said = (accept.as_deref(), despite.as_deref().unwrap_or_default());
            taking::take(&dir, &file, said, person.as_deref(), now, say)
        }
        Bundle::Conflicts => taking::conflicts(&dir, now, say),
        Bundle::Decide { code, version, reason, person } => {
            taking::decide(&dir, &code, (version, &reason), person.as_deref(), now, say)
        }
    }
}

/// Opens the desk for whoever has a power, and closes it whatever came of the work.
fn with_desk<T>(
    dir: &Path,
    power: Power,
    now: Moment,
    say: &Say,
    work: impl FnOnce(&mut Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut desk = place::open_for(dir, power, now, say)?;
    let done = work(&mut desk);
    desk.close(None);
    done
}

/// Who acts: whoever is logged in; on a plain desk the person that is named, or the first whose role has the power.
fn acting(desk: &Desk, named: Option<&str>, power: Power) -> PersonId {
    let first = || desk.office().people.iter().find(|person| has_power(person.role, power));
    let named = named.map(|code| PersonId(code.to_owned()));
    desk.acting(
        named.or_else(|| first().map(|person| person.id.clone())).unwrap_or_else(|| PersonId::from("")),
    )
}

fn told(error: &ExchangeError, say: &Say) -> Failure {
    let words = failures::of_notice(&of_exchange(error), say);
    match error {
        ExchangeError::Bundle(_)
        | ExchangeError::Desk(_)
        | ExchangeError::Misfit { .. }
        | ExchangeError::Unclean { .. }
        | ExchangeError::NotReadBack => Failure::wrong(words),
        ExchangeError::Refused(_)
        | ExchangeError::UnknownOffice
        | ExchangeError::NotTrusted
        | ExchangeError::OtherFingerprint
        | ExchangeError::NoWitness
        | ExchangeError::OwnCard
        | ExchangeError::NothingToSend
        | ExchangeError::NotToGive { .. }
        | ExchangeError::TakenBefore
        | ExchangeError::Forks(_)
        | ExchangeError::Pack { .. }
        | ExchangeError::PackName { .. }
        | ExchangeError::NotThere
        | ExchangeError::OtherFile(_) => Failure::refused(words),
    }
}

/// The one office that is meant by its name, a part of it, or the beginning of its number.
fn meant<'a>(partners: &'a Partners, words: &str, say: &Say) -> Result<&'a Partner, Failure> {
    let asked = fold(words.trim());
    let is_meant = |partner: &&Partner| {
        fold(&partner.office.name).contains(&asked) || partner.office.id.to_string().starts_with(&asked)
    };
    let exact = partners.all().iter().find(|partner| fold(&partner.office.name) == asked);
    let mut found = partners.all().iter().filter(is_meant);
    match (exact, found.next(), found.next()) {
        (Some(one), ..) | (None, Some(one), None) => Ok(one),
        (None, ..) => Err(told(&ExchangeError::UnknownOffice, say)),
    }
}

fn offices(dir: &Path, now: Moment, say: &Say) -> Outcome {
    with_desk(dir, Power::Exchange, now, say, |desk| {
        let known = desk.exchange().map_err(|error| told(&error, say))?;
        let open = desk.conflicts().map_err(|error| told(&error, say))?.len();
        for partner in known.partners.all() {
            for line in partner_lines(partner, now, say.words()) {
                Say::tell(&line);
            }
            let line = json!({
                "office": partner.office.name,
                "id": partner.office.id.to_string(),
                "trusted": partner.is_trusted(now.date()),
                "until": partner.until.to_string(),
                "made": partner.next_number() - 1,
                "receipt": partner.receipt(),
                "taken": partner.last_taken().map_or(0, |taken| taken.number),
                "missing": partner.missing(),
            });
            Say::out(format!("{line}\n"))?;
        }
        if known.partners.all().is_empty() {
            say.tell_words("partner-none", &[]);
        }
        if open > 0 {
            say.tell_words("conflict-open", &[("count", open.into())]);
        }
        Ok(Code::Fine)
    })
}
