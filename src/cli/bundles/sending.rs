//! Making bundles from the shell, and bringing one again.
//!
//! Must not know: how a bundle is made.

use super::{acting, meant, told, with_desk};
use crate::bundle::Kind;
use crate::cli::args::{PackKind, Send};
use crate::cli::exit::{Code, Failure, Outcome};
use crate::cli::retention::find;
use crate::cli::say::Say;
use crate::desk::{Desk, Order};
use crate::domain::id::CaseId;
use crate::domain::moment::Moment;
use crate::domain::permission::Power;
use crate::domain::queue::Filter;
use serde_json::json;
use std::path::Path;
use strum::IntoEnumIterator as _;

/// Makes a bundle and puts it on the stick.
pub fn send(dir: &Path, wanted: &Send, now: Moment, say: &Say) -> Outcome {
    if !wanted.stick.is_dir() {
        let shown = wanted.stick.display().to_string();
        return Err(Failure::refused(say.text("shell-no-stick", &[("dir", (&shown).into())])));
    }
    with_desk(dir, Power::Exchange, now, say, |desk| {
        let known = desk.exchange().map_err(|error| told(&error, say))?;
        let office = meant(&known.partners, &wanted.office, say)?.office.clone();
        let mut cases = find(desk, &wanted.copies, say)?;
        if wanted.changed {
            cases.extend(desk.changed_for(office.id).map_err(|error| told(&error, say))?);
        }
        if let Some(filter) = &wanted.filter {
            cases.extend(of_filter(desk, filter, now, say)?);
        }
        cases.sort_unstable();
        cases.dedup();
        let order = Order {
            to: office.id,
            by: acting(desk, wanted.person.as_deref(), Power::Exchange),
            cases,
            given: find(desk, &wanted.given, say)?,
            packs: wanted.packs.iter().map(|kind| kind_of(*kind)).collect(),
        };
        let made = desk.make_bundle(&order, now).map_err(|error| told(&error, say))?;
        let number = made.number.to_string();
        let facts = [
            ("number", (&number).into()),
            ("office", (&office.name).into()),
            ("cases", made.cases.into()),
            ("given", made.given.into()),
            ("packs", made.packs.into()),
        ];
        say.tell_words("bundle-made", &facts);
        // It is recorded: if the stick fails now, `again` brings the same bytes.
        let brought = desk.bring(office.id, made.number, &wanted.stick);
        let file = brought.map_err(|error| {
            let failure = told(&error, say);
            let words = format!("{}\n{}", failure.words, say.text("bundle-not-brought", &facts));
            Failure { words, ..failure }
        })?;
        let shown = file.display().to_string();
        say.tell_words("bundle-brought", &[("file", (&shown).into())]);
        let line = json!({
            "number": made.number,
            "path": shown,
            "cases": made.cases,
            "given": made.given,
            "packs": made.packs,
            "bytes": made.bytes,
        });
        Say::out(format!("{line}\n"))?;
        Ok(Code::Fine)
    })
}

/// Brings a bundle that was made to a stick again: the same bytes.
pub fn again(dir: &Path, (office, number): (&str, u64), stick: &Path, now: Moment, say: &Say) -> Outcome {
    with_desk(dir, Power::Exchange, now, say, |desk| {
        let known = desk.exchange().map_err(|error| told(&error, say))?;
        let office = meant(&known.partners, office, say)?.office.id;
        let file = desk.bring(office, number, stick).map_err(|error| told(&error, say))?;
        let shown = file.display().to_string();
        say.tell_words("bundle-brought", &[("file", (&shown).into())]);
        Say::out(format!("{}\n", json!({ "number": number, "path": shown })))?;
        Ok(Code::Fine)
    })
}

/// The files of a filter, of those this office keeps.
fn of_filter(desk: &Desk, name: &str, now: Moment, say: &Say) -> Result<Vec<CaseId>, Failure> {
    let filter = Filter::iter().find(|filter| <&str>::from(filter) == name && *filter != Filter::Duties);
    let filter = filter.ok_or_else(|| {
        let known: Vec<&str> = Filter::iter().map(<&str>::from).collect();
        let known = known.join(", ");
        Failure::refused(say.text("shell-no-filter", &[("name", name.into()), ("known", (&known).into())]))
    })?;
    let days = crate::app::model::days(desk.law(), now);
    let rows = desk.projection().kept().filter(|row| filter.shows(row, days));
    Ok(rows.map(|row| row.id).collect())
}

const fn kind_of(kind: PackKind) -> Kind {
    match kind {
        PackKind::Procedures => Kind::Procedures,
        PackKind::Calendars => Kind::Calendars,
        PackKind::Rules => Kind::Rules,
        PackKind::Forms => Kind::Forms,
    }
}
