//! The log as a page: who came in, who looked at what, and what was done to the desk itself.
//!
//! Must not know: who may read which lines.

use super::widgets::text::{width, wrap};
use crate::app::model::Workplace;
use crate::domain::chronicle::{Entry, Fact};
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use ratatui::text::Line;

/// The lines of the page, the latest first.
pub fn lines(entries: &[(u64, Entry)], desk: &Workplace, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (_, entry) in entries {
        let when = entry.at.local().format("%d/%m %H:%M ").to_string();
        let indent = " ".repeat(width(&when));
        let what = look.words.text(&format!("fact-{}", entry.fact.name()));
        let said = said(&entry.fact, desk, look);
        let colon = if said.is_empty() { "" } else { ": " };
        let text = format!("{}, {what}{colon}{said}", desk.office.name_of(&entry.by));
        for (number, line) in wrap(&text, cells.saturating_sub(width(&when))).into_iter().enumerate() {
            let before = if number == 0 { when.clone() } else { indent.clone() };
            lines.push(Line::styled(format!("{before}{line}"), look.theme.style(role(&entry.fact))));
        }
    }
    if lines.is_empty() {
        lines.push(Line::styled(look.words.text("log-none"), look.theme.style(Role::Dim)));
    }
    lines
}

/// What a fact says; a case by its code, where whoever reads has its row.
fn said(fact: &Fact, desk: &Workplace, look: &Look) -> String {
    if let Fact::CameIn { failed } = fact {
        let failed = i64::from(*failed);
        let words = look.words.text_with("log-failed", &[("count", Arg::Number(failed))]);
        return if failed == 0 { String::new() } else { words };
    }
    if let Fact::Denied { what } = fact {
        return look.words.text(what);
    }
    let Fact::Looked { look: at, case, reason } = fact else { return fact.told() };
    let at: &str = at.into();
    let row = case.and_then(|case| desk.projection.find(case)).and_then(|place| desk.projection.row(place));
    let code = row.map(|row| desk.projection.code(row).to_string()).unwrap_or_default();
    let parts = [look.words.text(&format!("look-{at}")), code, reason.clone()];
    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// What a reader should stop at.
const fn role(fact: &Fact) -> Role {
    match fact {
        Fact::GlassBroken { .. }
        | Fact::Recovered { .. }
        | Fact::Erased { .. }
        | Fact::AnchorMissed { .. }
        | Fact::GuessesTurnedBack { .. }
        | Fact::Denied { .. }
        | Fact::PartnerRevoked { .. } => Role::DueSoon,
        Fact::BundleTaken { despite, held, .. } if *held > 0 || !despite.is_empty() => Role::DueSoon,
        Fact::CameIn { failed } if *failed > 0 => Role::DueSoon,
        Fact::DayConfirmed { fits: false, .. } | Fact::Drilled { whole: false, .. } => Role::Error,
        Fact::CameIn { .. }
        | Fact::Looked { .. }
        | Fact::PeopleChanged { .. }
        | Fact::Checkpoint { .. }
        | Fact::DayClosed { .. }
        | Fact::DayConfirmed { .. }
        | Fact::Sealed { .. }
        | Fact::BackedUp { .. }
        | Fact::BookClosed(_)
        | Fact::Printed { .. }
        | Fact::ErasureProposed { .. }
        | Fact::Held { .. }
        | Fact::Released { .. }
        | Fact::KeysTurned { .. }
        | Fact::PassphraseChanged { .. }
        | Fact::Drilled { .. }
        | Fact::DoubtSigned { .. }
        | Fact::DoubtSettled { .. }
        | Fact::Surveyed { .. }
        | Fact::PartnerTrusted { .. }
        | Fact::BundleMade { .. }
        | Fact::BundleTaken { .. }
        | Fact::ForkDecided { .. } => Role::Text,
    }
}
