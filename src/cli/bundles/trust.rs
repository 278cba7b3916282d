//! Cards, fingerprints and trust from the shell.
//!
//! Must not know: keys.

use super::{acting, meant, told, with_desk};
use crate::cli::exit::{Code, Failure, Outcome};
use crate::cli::say::Say;
use crate::desk::write_atomically;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use chrono::NaiveDate;
use serde_json::json;
use std::path::Path;

/// Letters of a card, at most, as bytes.
const LARGEST: u64 = 64 << 10;

/// Writes this office's card, and says its fingerprint for reading aloud.
pub fn card(dir: &Path, file: &Path, now: Moment, say: &Say) -> Outcome {
    if file.exists() {
        let shown = file.display().to_string();
        return Err(Failure::refused(say.text("exchange-other-file", &[("file", (&shown).into())])));
    }
    let (bytes, fingerprint) =
        with_desk(dir, Power::Exchange, now, say, |desk| desk.card().map_err(|error| told(&error, say)))?;
    write_atomically(file, &bytes)?;
    say.tell_words("card-written", &[("fingerprint", (&fingerprint).into())]);
    let path = file.display().to_string();
    Say::out(format!("{}\n", json!({ "path": path, "fingerprint": fingerprint })))?;
    Ok(Code::Fine)
}

/// Trusts an office; without the fingerprint that was heard it only says what card this is and what to do.
pub fn trust(
    dir: &Path,
    card: &Path,
    (fingerprint, witness, until): (Option<&str>, Option<&str>, Option<NaiveDate>),
    person: Option<&str>,
    now: Moment,
    say: &Say,
) -> Outcome {
    if std::fs::metadata(card)?.len() > LARGEST {
        return Err(Failure::refused(say.text("exchange-too-large", &[("why", "card".into())])));
    }
    let bytes = std::fs::read(card)?;
    with_desk(dir, Power::TrustOffice, now, say, |desk| {
        let card = desk.read_card(&bytes).map_err(|error| told(&error, say))?;
        let (Some(typed), Some(witness)) = (fingerprint, witness) else {
            let facts = [("office", (&card.name).into()), ("code", (&card.code).into())];
            say.tell_words("card-read", &facts);
            return Ok(Code::Refused);
        };
        let by = acting(desk, person, Power::TrustOffice);
        let people = (&by, &PersonId(witness.to_owned()));
        desk.trust_office(&card, typed, people, until, now).map_err(|error| told(&error, say))?;
        say.tell_words("card-trusted", &[("office", (&card.name).into())]);
        Say::out(format!("{}\n", json!({ "office": card.name, "by": by.0, "witness": witness })))?;
        Ok(Code::Fine)
    })
}

/// Trusts an office no more.
pub fn revoke(
    dir: &Path,
    (office, reason): (&str, &str),
    person: Option<&str>,
    now: Moment,
    say: &Say,
) -> Outcome {
    with_desk(dir, Power::TrustOffice, now, say, |desk| {
        let known = desk.exchange().map_err(|error| told(&error, say))?;
        let office = meant(&known.partners, office, say)?.office.clone();
        let by = acting(desk, person, Power::TrustOffice);
        desk.revoke_office(office.id, reason, &by, now).map_err(|error| told(&error, say))?;
        say.tell_words("card-revoked", &[("office", (&office.name).into())]);
        Ok(Code::Fine)
    })
}
