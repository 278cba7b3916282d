//! The case in detail: who, what, until when, in whose hands, with which papers.
//!
//! Must not know: what may be done with it.

use super::explain::{limit_words, named_day};
use super::widgets::scroll;
use super::widgets::text::{fit, grouped, width, wrap};
use super::{page, words};
use crate::app::model::Workplace;
use crate::domain::case::{Case, Extension, LegState, SupplementStage};
use crate::domain::dossier::{Party, ReturnBy};
use crate::domain::lateness::{Facts, Standing};
use crate::domain::lookalike::marked;
use crate::domain::masking::{Masks, masked_name};
use crate::domain::moment::day;
use crate::domain::status::{RefusalReading, national_status};
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::{Role, Urgency};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Cells of the labels.
const LABEL: usize = 20;

/// Draws the case at hand. Returns how many lines it has and shows.
pub fn view(desk: &Workplace, focused: bool, look: &Look, frame: &mut Frame<'_>, area: Rect) -> (u16, u16) {
    let shown = desk.case.as_ref().filter(|view| focused || desk.current() == Some(view.file.case.id));
    let Some(view) = shown else {
        let inner = scroll::frame(frame, area, &look.words.text("pane-case"), focused, look);
        let text = wrap(&look.words.text("case-none"), usize::from(inner.width)).join("\n");
        frame.render_widget(Paragraph::new(text).style(look.theme.style(Role::Dim)), inner);
        if focused && desk.overlays.is_empty() {
            frame.set_cursor_position(inner);
        }
        return (0, inner.height);
    };
    let case = &view.file.case;
    let title = desk.subject(case);
    let room = usize::from(area.width.saturating_sub(6));
    let title = fit(&title, room.min(width(&title)), look.glyphs.cut);
    let inner = scroll::frame(frame, area, &title, focused, look);
    let mut lines = lines(case, desk, usize::from(inner.width.saturating_sub(1)), look);
    lines.push(Line::styled(look.words.text("page-history"), look.theme.style(Role::Heading)));
    lines.extend(page::history(desk, usize::from(inner.width.saturating_sub(1)), look));
    let scroll = if focused { view.scroll } else { 0 };
    let size = scroll::page(frame, inner, lines, scroll, look);
    if focused && desk.overlays.is_empty() {
        frame.set_cursor_position(Position::new(inner.x, inner.y));
    }
    size
}

/// Collects labelled lines.
struct Sheet<'a> {
    lines: Vec<Line<'static>>,
    cells: usize,
    /// Whether numbers of people are shown masked.
    masks: Masks,
    look: &'a Look,
}

impl Sheet<'_> {
    fn heading(&mut self, id: &str) {
        self.lines.push(Line::styled(self.look.words.text(id), self.look.theme.style(Role::Heading)));
    }

    fn say(&mut self, id: &str, text: &str) {
        self.say_as(id, text, Role::Text);
    }

    /// A label and its value, wrapped under itself; nothing where there is no value.
    fn say_as(&mut self, id: &str, text: &str, role: Role) {
        if text.trim().is_empty() {
            return;
        }
        let label = if id.is_empty() { String::new() } else { self.look.words.text(id) };
        let room = self.cells.saturating_sub(LABEL + 1);
        for (at, line) in wrap(text, room).into_iter().enumerate() {
            let before = if at == 0 { fit(&label, LABEL, self.look.glyphs.cut) } else { " ".repeat(LABEL) };
            self.lines.push(Line::from(vec![
                Span::styled(format!("{before} "), self.look.theme.style(Role::Dim)),
                Span::styled(line, self.look.theme.style(role)),
            ]));
        }
    }
}

fn lines(case: &Case, desk: &Workplace, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let mut sheet = Sheet { lines: Vec::new(), cells, masks: desk.hides(case.id), look };
    state(&mut sheet, case, desk);
    sheet.heading("case-people");
    party(&mut sheet, "case-owner", &case.owner);
    if let Some(filer) = &case.filer {
        party(&mut sheet, "case-filer", filer);
    }
    if let Some(authorised) = &case.authorised {
        let name = if sheet.masks.names {
            masked_name(&authorised.name)
        } else {
            marked(&authorised.name).into_owned()
        };
        sheet.say("case-authorised", &format!("{name} ({})", authorised.document));
    }
    sheet.say("case-helped-at", &case.helped_at);
    sheet.say("case-summary", &case.summary);
    let return_by = match &case.return_by {
        ReturnBy::Desk => look.words.text("return-desk"),
        ReturnBy::Post { .. } if sheet.masks.names => look.words.text("return-post"),
        ReturnBy::Post { address } => format!("{}: {address}", look.words.text("return-post")),
    };
    sheet.say("case-return", &return_by);
    papers(&mut sheet, case);
    printed(&mut sheet, case);
    work(&mut sheet, case, desk);
    result(&mut sheet, case);
    sheet.lines
}

fn state(sheet: &mut Sheet<'_>, case: &Case, desk: &Workplace) {
    let look = sheet.look;
    let stage: &str = case.stage.into();
    let mut stage = look.words.text(&format!("stage-{stage}"));
    if let Some(status) = national_status(case, RefusalReading::default()) {
        let name: &str = status.into();
        stage = format!(
            "{stage} ({} {}: {})",
            look.words.text("case-status"),
            status as u8,
            look.words.text(&format!("status-{name}"))
        );
    }
    sheet.say_as("case-stage", &stage, Role::Title);
    sheet.say("case-procedure", &format!("{} ({})", desk.law.name_of(&case.procedure), case.procedure));
    let channel: &str = case.channel.into();
    let level = look.words.text(&format!("level-{}", case.level));
    sheet.say(
        "case-channel",
        &format!("{}, {}", look.words.text(&format!("channel-{channel}")), level.to_lowercase()),
    );
    sheet.say("case-arrived", &case.arrived.map(|at| at.to_string()).unwrap_or_default());
    sheet.say("case-received", &case.received.map(|at| at.to_string()).unwrap_or_default());
    if let Some(clock) = &case.clock {
        sheet.say("case-limit", &limit_words(&clock.rule, look));
    }
    if let Some(promise) = &case.promise {
        let standing = Facts::of(case).standing(desk.days.today);
        let soon = promise.due <= desk.days.soon;
        let urgency = words::urgency(standing, soon);
        let sign = look.glyphs.urgency(urgency);
        let mut text = format!(
            "{} {sign} {}",
            named_day(promise.due, &look.words),
            words::standing(look, standing, desk)
        );
        if promise.provisional {
            text = format!("{text} {}", look.words.text("promise-provisional"));
        }
        sheet.say_as("case-due", &text, urgency.role());
        if let Some(first) = case.first_promise.as_ref().filter(|first| first.due != promise.due) {
            sheet.say_as("case-first-due", &named_day(first.due, &look.words), Role::Dim);
        }
        if case.awaits_competent_body() {
            sheet.say_as("", &look.words.text("why-not-started"), Role::Waiting);
        } else if standing == Standing::Held {
            sheet.say_as("", &look.words.text("case-held"), Role::Waiting);
        }
    }
    let place = desk.projection.find(case.id);
    for (at, duty) in place.iter().flat_map(|place| desk.duties.of_row(*place)).enumerate() {
        let what = look.words.text(&format!("duty-{}", <&str>::from(duty.kind)));
        let id = if at == 0 { "case-duties" } else { "" };
        sheet.say(id, &format!("{what}: {}", duty.by));
    }
    sheet.say("case-foreign", &case.foreign_codes.join(", "));
}

fn party(sheet: &mut Sheet<'_>, id: &str, party: &Party) {
    let party = sheet.masks.over(party);
    let kind: &str = party.kind.into();
    let kind = sheet.look.words.text(&format!("party-kind-{kind}")).to_lowercase();
    sheet.say(id, &format!("{} ({kind})", marked(&party.name)));
    let contact: Vec<&str> = [&party.id_number, &party.phone, &party.email]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    let separator = format!(" {} ", sheet.look.glyphs.separator);
    sheet.say("", &contact.join(&separator));
    sheet.say("", &party.address);
}

fn papers(sheet: &mut Sheet<'_>, case: &Case) {
    if case.papers.is_empty() {
        return;
    }
    let look = sheet.look;
    sheet.heading("case-papers");
    for paper in &case.papers {
        let forms = [
            ("paper-form-original", paper.originals),
            ("paper-form-certified", paper.certified),
            ("paper-form-copy", paper.copies),
        ];
        let counts: Vec<String> = forms
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| format!("{count} {}", look.words.text(id).to_lowercase()))
            .collect();
        sheet.say_as(
            "",
            &format!("{} {}: {}", look.glyphs.checked, paper.name, counts.join(", ")),
            Role::Text,
        );
    }
}

/// Sheets printed, the latest of each form that is no longer true first of all.
fn printed(sheet: &mut Sheet<'_>, case: &Case) {
    let look = sheet.look;
    if case.sheets.is_empty() {
        return;
    }
    sheet.heading("case-sheets");
    for (stale, why) in case.stale_sheets() {
        let form = look.words.text(&format!("slip-{}", stale.printed.form.name()));
        let why: &str = why.into();
        let text = look.words.text_with(&format!("sheet-stale-{why}"), &[("form", Arg::from(&form))]);
        sheet.say_as("", &format!("{} {text}", look.glyphs.urgency(Urgency::DueSoon)), Role::DueSoon);
    }
    for one in &case.sheets {
        sheet.say_as("", &format!("{}: {}", one.at, words::sheet(&one.printed, look)), Role::Text);
    }
}

fn work(sheet: &mut Sheet<'_>, case: &Case, desk: &Workplace) {
    let look = sheet.look;
    if let Some(holder) = &case.holder {
        sheet.heading("case-work");
        let until =
            holder.due.map(|due| look.words.text_with("case-step-due", &[("date", Arg::from(&day(due)))]));
        let step = step_name(case, &holder.step, desk);
        let text = [desk.office.name_of(&holder.person).to_owned(), step, until.unwrap_or_default()];
        let text: Vec<&str> = text.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        sheet.say("case-holder", &text.join("; "));
    }
    for round in &case.supplements {
        let id = match round.stage {
            SupplementStage::Intake => "case-supplement-intake",
            SupplementStage::Appraisal => "case-supplement-appraisal",
        };
        let state = match round.received {
            Some(at) => {
                look.words.text_with("case-supplement-received", &[("at", Arg::from(&at.to_string()))])
            }
            None => look.words.text("case-supplement-open"),
        };
        sheet
            .say(id, &format!("{} ({}); {}; {state}", round.items.join("; "), round.reason, round.requested));
    }
    for opinion in &case.opinions {
        let state = match &opinion.answered {
            Some((at, answer)) => format!("{at}: {answer}"),
            None => {
                look.words.text_with("case-opinion-open", &[("date", Arg::from(&day(opinion.answer_by)))])
            }
        };
        sheet.say("case-opinion", &format!("{}: {}; {state}", opinion.body, opinion.content));
    }
    for verified in &case.verifications {
        sheet.say(
            "case-verified",
            &format!(
                "{}; {}; {}; {}",
                verified.held, verified.place, verified.participants, verified.content
            ),
        );
    }
    for leg in &case.legs {
        let state = match &leg.state {
            LegState::Waiting => look.words.text("case-leg-waiting"),
            LegState::Open { .. } => {
                let due = leg.request.due.map(day).unwrap_or_default();
                look.words.text_with("case-leg-open", &[("date", Arg::from(&due))])
            }
            LegState::Returned { at, result, .. } => format!("{at}: {result}"),
        };
        let late = leg.is_late(desk.days.today);
        let role = if late { Role::Overdue } else { Role::Text };
        let late = if late { look.words.text("case-leg-late") } else { String::new() };
        sheet.say_as(
            "case-leg",
            &format!("{}. {} ({}); {state} {late}", leg.number, leg.request.body, leg.request.task),
            role,
        );
    }
    if let Some((amount, _)) = case.payment_due {
        sheet.say_as("case-payment-due", &format!("{} đ", grouped(amount)), Role::Waiting);
    }
    for line in &case.fees {
        let method: &str = line.fee.method.into();
        let method = look.words.text(&format!("payment-{method}")).to_lowercase();
        sheet.say(
            "case-fee",
            &format!("{} đ, {method} {} ({})", grouped(line.fee.amount), line.fee.voucher, line.at),
        );
    }
    match &case.extension {
        Extension::None => {}
        Extension::Asked { by, reason, .. } => {
            let by = look.words.text_with("history-by", &[("by", Arg::from(*by))]);
            sheet.say_as("case-extension-asked", &format!("{by}: {reason}"), Role::DueSoon);
        }
        Extension::Granted { by, document, approver, .. } => {
            let by = look.words.text_with("history-by", &[("by", Arg::from(*by))]);
            sheet.say("case-extension", &format!("{by}; {document}; {approver}"));
        }
    }
}

fn result(sheet: &mut Sheet<'_>, case: &Case) {
    let look = sheet.look;
    if let Some(decision) = &case.decision {
        sheet.heading("case-result");
        let outcome: &str = decision.outcome.into();
        let outcome = look.words.text(&format!("outcome-{outcome}"));
        sheet.say(
            "case-decision",
            &format!("{outcome}; {}; {} {}", decision.document, decision.at, decision.reason),
        );
    }
    sheet.say("case-ready", &case.ready.map(|at| at.to_string()).unwrap_or_default());
    for item in &case.post {
        let mut text = format!("{} ({})", item.item, item.given);
        for (at, reason) in &item.failed {
            text = format!("{text}\n{} {at}: {reason}", look.words.text("case-post-failed"));
        }
        if let Some(at) = item.back {
            text = format!("{text}\n{} {at}", look.words.text("case-post-back"));
        }
        sheet.say("case-post", &text);
    }
    if let Some(returned) = &case.returned {
        sheet
            .say("case-returned", &format!("{}: {} {}", returned.at, returned.recipient, returned.authority));
    }
    sheet.say("case-end-reason", &case.end_reason);
    said(sheet, case);
    for note in &case.notes {
        sheet.say("case-note", &format!("{} {}", note.at, note.text));
    }
}

/// How somebody judged, and what they complained of, the open complaints as what they are.
fn said(sheet: &mut Sheet<'_>, case: &Case) {
    let look = sheet.look;
    if let Some((at, rating)) = case.rating {
        let rating: &str = rating.into();
        sheet.say("case-rating", &format!("{} ({at})", look.words.text(&format!("rating-{rating}"))));
    }
    for made in &case.complaints {
        let matter: &str = made.complaint.matter.into();
        let mut text =
            format!("{} {}: {}", made.at, look.words.text(&format!("matter-{matter}")), made.complaint.words);
        let role = if let Some((at, answer)) = &made.answered {
            let finding: &str = answer.finding.into();
            text =
                format!("{text}\n{at} {}: {}", look.words.text(&format!("finding-{finding}")), answer.words);
            Role::Text
        } else {
            let last = day(made.complaint.answer_by);
            let by = look.words.text_with("case-answer-by", &[("day", Arg::from(&last))]);
            text = format!("{text}\n{by}");
            Role::DueSoon
        };
        sheet.say_as("case-complaint", &text, role);
    }
}

/// The name of an internal step of the version the case keeps.
fn step_name(case: &Case, key: &str, desk: &Workplace) -> String {
    let procedure = case.version.and_then(|version| desk.law.catalogue.exact(&case.procedure, version));
    procedure.and_then(|procedure| procedure.step(key)).map_or_else(String::new, |step| step.name.clone())
}
