//! Pages to read: explanation, history, a procedure, messages; and the note editor.
//!
//! Must not know: what opened them.

use super::explain::{self, limit_words};
use super::widgets::scroll;
use super::widgets::text::{grouped, width, wrap};
use super::words;
use crate::app::model::{Model, Workplace};
use crate::app::notice::Weight;
use crate::app::overlay::{Content, Note, Page};
use crate::domain::event::{CorrectableField, Event, Stamped};
use crate::domain::masking::masked_name;
use crate::domain::moment::day;
use crate::domain::procedure::{Need, Procedure};
use crate::domain::text::{masked_id, masked_phone};
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

/// Draws it over the panes. Returns how many lines it has and shows.
pub fn view(
    page: &Page,
    model: &Model,
    desk: &Workplace,
    look: &Look,
    frame: &mut Frame<'_>,
    area: Rect,
) -> (u16, u16) {
    let id = match &page.content {
        Content::Explanation { .. } => "page-explanation",
        Content::History => "page-history",
        Content::Procedure(_) => "page-procedure",
        Content::Messages => "page-messages",
        Content::Sheet(_) => "page-sheet",
        Content::Log(_) => "page-log",
        Content::Bundle(_) => "page-bundle",
        Content::Retention(_) => "page-retention",
    };
    let columns = area.width.saturating_sub(4).min(100);
    let cells = usize::from(columns.saturating_sub(4));
    let lines = match &page.content {
        Content::Explanation(account) => explain::lines(account, cells, look),
        Content::History => history(desk, cells, look),
        Content::Procedure(procedure) => self::procedure(procedure, cells, look),
        Content::Messages => messages(model, cells, look),
        Content::Log(entries) => super::log::lines(entries, desk, cells, look),
        Content::Bundle(said) => plain(said, cells, look),
        Content::Retention(said) => {
            let said: Vec<String> = said.iter().map(|notice| words::notice(look, notice)).collect();
            plain(&said, cells, look)
        }
        Content::Sheet(preview) => super::sheet::lines(preview, cells, look),
    };
    let rows = (lines.len() as u16 + 2).clamp(5, area.height);
    let inner = scroll::overlay(frame, area, (columns, rows), &look.words.text(id), look);
    let inside = Rect { x: inner.x + 1, width: inner.width.saturating_sub(1), ..inner };
    let shown = scroll::page(frame, inside, lines, page.scroll, look);
    frame.set_cursor_position(Position::new(inside.x, inside.y));
    shown
}

/// Lines that are words already, wrapped; what is written in capitals is what a reader should stop at.
fn plain(said: &[String], cells: usize, look: &Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for one in said.iter().flat_map(|text| text.split('\n')) {
        if one.is_empty() {
            lines.push(Line::default());
            continue;
        }
        let stops = one.split([' ', ':']).filter(|word| word.chars().count() > 2);
        let stop = stops.take(2).all(|word| word.chars().all(|c| !c.is_lowercase() && !c.is_numeric()));
        let role = if stop { Role::Error } else { Role::Text };
        let indent = one.len() - one.trim_start().len();
        for (number, line) in wrap(one.trim_start(), cells.saturating_sub(indent + 2)).into_iter().enumerate()
        {
            let before = " ".repeat(if number == 0 { indent } else { indent + 2 });
            lines.push(Line::styled(format!("{before}{line}"), look.theme.style(role)));
        }
    }
    lines
}

/// The note editor.
pub fn note(note: &Note, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let title = match note.targets.len() {
        0 | 1 => format!("{}: {}", look.words.text("page-note"), note.subject),
        n => look.words.text_with("form-many", &[("count", Arg::from(n))]),
    };
    let columns = area.width.saturating_sub(8).min(90);
    let inner = scroll::overlay(frame, area, (columns, area.height.min(14)), &title, look);
    let mut editor = note.area.clone();
    editor.set_style(look.theme.field(true));
    editor.set_cursor_line_style(look.theme.field(true));
    editor.set_cursor_style(look.theme.field(true));
    editor.set_wrap_mode(tui_textarea::WrapMode::Word);
    frame.render_widget(&editor, inner);
    // The widget draws no terminal cursor: screen readers and input methods follow the real one.
    let at = editor.screen_cursor();
    let (row, column) = (at.row as u16, at.col as u16);
    let x = inner.x + column.min(inner.width.saturating_sub(1));
    let y = inner.y + row.min(inner.height.saturating_sub(1));
    frame.set_cursor_position(Position::new(x, y));
}

/// The timeline of a case, the newest first.
pub fn history(desk: &Workplace, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let Some(view) = &desk.case else { return Vec::new() };
    let undone: Vec<u32> = view
        .file
        .history
        .iter()
        .filter_map(
            |stamped| if let Event::Undone { event, .. } = &stamped.event { Some(*event) } else { None },
        )
        .collect();
    let mut lines = Vec::new();
    for stamped in view.file.history.iter().rev() {
        lines.extend(event_lines(stamped, undone.contains(&stamped.n), desk, cells, look));
    }
    lines
}

fn event_lines(
    stamped: &Stamped,
    undone: bool,
    desk: &Workplace,
    cells: usize,
    look: &Look,
) -> Vec<Line<'static>> {
    let name = look.words.text(&format!("event-{}", stamped.event.name()));
    let by = desk.office.name_of(&stamped.by).to_owned();
    let role = if undone { Role::Dim } else { Role::Text };
    let mut head = format!("{:>3}. {}  {name}", stamped.n, stamped.occurred);
    if undone {
        head = format!("{head} {}", look.words.text("history-undone"));
    }
    let mut lines = vec![Line::from(vec![
        Span::styled(head, look.theme.style(if undone { Role::Dim } else { Role::Heading })),
        Span::styled(format!("  {by}"), look.theme.style(Role::Dim)),
    ])];
    let mut say = |text: &str| {
        let wrapped = wrap(text, cells.saturating_sub(6)).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(format!("      {line}"), look.theme.style(role))));
    };
    if (stamped.recorded.unix() - stamped.occurred.unix()) > 15 * 60 {
        let at = stamped.recorded.to_string();
        say(&look.words.text_with("history-late", &[("at", Arg::from(&at))]));
    }
    let detail = event_detail(&stamped.event, desk, look);
    if !detail.is_empty() {
        say(&detail);
    }
    lines
}

/// What an event says besides its name.
#[allow(clippy::too_many_lines)] // one arm per event
fn event_detail(event: &Event, desk: &Workplace, look: &Look) -> String {
    let promise = |promise: &crate::domain::event::Promise| {
        look.words.text_with(
            "history-promise",
            &[("date", Arg::from(&explain::named_day(promise.due, &look.words)))],
        )
    };
    let join =
        |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("; ");
    let masks = desk.case.as_ref().map(|view| desk.hides(view.file.case.id)).unwrap_or_default();
    let named = |name: &String| if masks.names { masked_name(name) } else { name.clone() };
    match event {
        Event::Arrived { intake } => join(&[&desk.law.name_of(&intake.procedure), &intake.summary]),
        Event::Received { code, promise: given, limit, .. } => {
            join(&[code.as_str(), &limit_words(limit, look), &promise(given)])
        }
        Event::RefusedAtIntake { reason }
        | Event::Undelivered { reason }
        | Event::ExtensionRefused { reason }
        | Event::ForkSettled { reason, .. } => reason.clone(),
        Event::IntakeSupplementRequested(request) | Event::AppraisalSupplementRequested(request) => {
            join(&[&request.items.join("; "), &request.reason])
        }
        Event::SupplementReceived { items, promise: given, .. } => {
            join(&[&items.join("; "), &given.as_ref().map(promise).unwrap_or_default()])
        }
        Event::Assigned { to, .. } => desk.office.name_of(to).to_owned(),
        Event::StepFinished { to, note, .. } => join(&[desk.office.name_of(to), note]),
        Event::OpinionAsked { body, content, answer_by, .. } => join(&[body, content, &day(*answer_by)]),
        Event::OpinionAnswered { answer, .. } => answer.clone(),
        Event::Verified { held, place, participants, content } => {
            join(&[&held.to_string(), place, participants, content])
        }
        Event::Transferred { route, legs } => {
            let route: &str = (*route).into();
            let legs: Vec<String> = legs
                .iter()
                .map(|leg| format!("{} ({}, {})", leg.body, leg.task, leg.limit.as_written))
                .collect();
            join(&[&look.words.text(&format!("route-{route}")), &legs.join("; ")])
        }
        Event::LegReturned { result, .. } => result.clone(),
        Event::PaymentRequired { amount, reason, paper, .. } => {
            join(&[&format!("{} đ", grouped(*amount)), reason, paper])
        }
        Event::PaymentReceived { fee, promise: given } => join(&[
            &format!("{} đ", grouped(fee.amount)),
            &fee.voucher,
            &given.as_ref().map(promise).unwrap_or_default(),
        ]),
        Event::FeeCollected(fee) => join(&[&format!("{} đ", grouped(fee.amount)), &fee.voucher]),
        Event::ExtensionAsked { by, reason, document } => {
            join(&[&look.words.text_with("history-by", &[("by", Arg::from(*by))]), reason, document])
        }
        Event::ExtensionGranted { document, approver, promise: given, .. } => {
            join(&[document, approver, &promise(given)])
        }
        Event::Decided { outcome, document, reason } => {
            let outcome: &str = (*outcome).into();
            join(&[&look.words.text(&format!("outcome-{outcome}")), document, reason])
        }
        Event::ResultReady | Event::ReturnedByPost => String::new(),
        Event::GivenToPost { item } => item.clone(),
        Event::Delivered { recipient } => named(recipient),
        Event::HandedOver { recipient, authority, .. } => join(&[&named(recipient), authority]),
        Event::Withdrawn { reason, document } | Event::Stopped { reason, document } => {
            join(&[reason, document])
        }
        Event::Noted { text } => text.clone(),
        Event::CopySent { to, .. } => to.name.clone(),
        Event::GivenOver { from, to } | Event::TakenOver { from, by: to } => {
            format!("{} -> {}", from.name, to.name)
        }
        Event::NotedElsewhere { office, text } => join(&[office, text]),
        Event::Corrected { field, from, to, reason } => {
            let hide = |text: &String| match field {
                CorrectableField::OwnerId if masks.numbers => masked_id(text),
                CorrectableField::OwnerPhone if masks.numbers => masked_phone(text),
                CorrectableField::OwnerName if masks.names => masked_name(text),
                CorrectableField::OwnerEmail
                | CorrectableField::OwnerAddress
                | CorrectableField::PostAddress
                    if masks.names =>
                {
                    "***".to_owned()
                }
                CorrectableField::OwnerId
                | CorrectableField::OwnerPhone
                | CorrectableField::OwnerName
                | CorrectableField::OwnerEmail
                | CorrectableField::OwnerAddress
                | CorrectableField::Summary
                | CorrectableField::PostAddress
                | CorrectableField::DecisionDocument => text.clone(),
            };
            let (from, to) = (hide(from), hide(to));
            let field: &str = (*field).into();
            join(&[&format!("{}: {from} -> {to}", look.words.text(&format!("field-{field}"))), reason])
        }
        Event::ClockStart { basis, at, promise: given } => {
            let basis: &str = (*basis).into();
            join(&[
                &look.words.text(&format!("start-{basis}")),
                &at.map(|at| at.to_string()).unwrap_or_default(),
                &given.as_ref().map(promise).unwrap_or_default(),
            ])
        }
        Event::PromiseMoved { from, to, reason, document } => {
            join(&[&format!("{} -> {}", day(from.due), day(to.due)), reason, document])
        }
        Event::Undone { event, reason } => {
            join(&[&look.words.text_with("history-undo-of", &[("number", Arg::from(*event))]), reason])
        }
        Event::SheetPrinted(printed) => words::sheet(printed, look),
        Event::AccountGiven(account) => {
            let of = words::account_subject(account.subject, look);
            join(&[
                &of,
                &account.reason,
                &account.words,
                &account.evidence,
                &account.letter,
                &account.regulation,
            ])
        }
        Event::AccountReviewed { subject, accepted, remark } => {
            let answer = look.words.text(if *accepted { "account-accepted" } else { "account-returned" });
            join(&[&words::account_subject(*subject, look), &answer, remark])
        }
        Event::Rated { rating, words } => {
            let rating: &str = (*rating).into();
            join(&[&look.words.text(&format!("rating-{rating}")), words])
        }
        Event::ComplaintMade(made) => {
            let matter: &str = made.matter.into();
            join(&[&look.words.text(&format!("matter-{matter}")), &made.words, &day(made.answer_by)])
        }
        Event::ComplaintAnswered(answer) => {
            let finding: &str = answer.finding.into();
            join(&[&look.words.text(&format!("finding-{finding}")), &answer.words, &answer.document])
        }
    }
}

/// The guidance of a procedure: what the desk tells before anything is filed (art. 15).
fn procedure(procedure: &Procedure, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut say = |id: &str, text: &str| {
        let name = look.words.text(id);
        lines.push(Line::styled(name, look.theme.style(Role::Heading)));
        let wrapped = wrap(text, cells.saturating_sub(2)).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(format!("  {line}"), look.theme.style(Role::Text))));
    };
    let doubt =
        |verified: bool| if verified { String::new() } else { format!(" {}", look.words.text("unverified")) };
    say("guide-name", &format!("{} ({}){}", procedure.name, procedure.code, doubt(procedure.code_verified)));
    say("guide-field", &procedure.field.name);
    say("guide-limit", &limit_words(&procedure.limit, look));
    let papers: Vec<String> = procedure
        .papers
        .iter()
        .map(|paper| {
            let form: &str = paper.form.into();
            let when = match &paper.need {
                Need::Required => String::new(),
                Need::Conditional(when) => format!(" ({when})"),
            };
            let form = look.words.text(&format!("paper-form-{form}")).to_lowercase();
            format!("{} {} {form}{when}{}", paper.name, paper.count, doubt(paper.verified))
        })
        .collect();
    say("guide-papers", &papers.join("\n"));
    let fees: Vec<String> = procedure
        .fees
        .iter()
        .map(|fee| {
            let amount = fee
                .amount
                .map_or_else(|| look.words.text("fee-unknown"), |amount| format!("{} đ", grouped(amount)));
            let from = fee
                .from
                .map(|from| format!(" {} {}", look.words.text("fee-from"), day(from)))
                .unwrap_or_default();
            let to =
                fee.to.map(|to| format!(" {} {}", look.words.text("fee-to"), day(to))).unwrap_or_default();
            format!("{}: {amount}/{}{from}{to}{}", fee.name, fee.per, doubt(fee.verified))
        })
        .collect();
    let free = look.words.text("fee-free");
    say("guide-fees", &if fees.is_empty() { free } else { fees.join("\n") });
    let steps: Vec<String> = procedure
        .steps
        .iter()
        .map(|step| {
            let holder: &str = step.holder.into();
            let holder = look.words.text(&format!("holder-{}", holder.replace('_', "-")));
            format!(
                "{}: {holder}, {} {}",
                step.name,
                step.limit.n,
                explain::unit_words(step.limit.unit, &look.words)
            )
        })
        .collect();
    say("guide-steps", &format!("{}{}", steps.join("\n"), doubt(procedure.steps_verified)));
    say("guide-result", &format!("{}{}", procedure.result.name, doubt(procedure.result.verified)));
    say("guide-basis", &procedure.legal_basis.join("\n"));
    if !procedure.notes.is_empty() {
        say("guide-notes", &procedure.notes.join("\n"));
    }
    lines
}

fn messages(model: &Model, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (at, notice) in model.messages.iter().rev() {
        let role = match notice.weight {
            Weight::Info => Role::Text,
            Weight::Warning => Role::DueSoon,
            Weight::Error => Role::Error,
        };
        let time = at.local().format("%H:%M ").to_string();
        let indent = " ".repeat(width(&time));
        let wrapped = wrap(&words::notice(look, notice), cells.saturating_sub(width(&time)));
        for (number, line) in wrapped.into_iter().enumerate() {
            let before = if number == 0 { time.clone() } else { indent.clone() };
            lines.push(Line::styled(format!("{before}{line}"), look.theme.style(role)));
        }
    }
    if lines.is_empty() {
        lines.push(Line::styled(look.words.text("messages-none"), look.theme.style(Role::Dim)));
    }
    lines
}
