//! The lines every screen has: who and where on top, what was said and what can be done below.
//!
//! Must not know: what any pane shows.

use super::widgets::text::{fit, width, wrap};
use super::words;
use crate::app::available::available;
use crate::app::model::{Model, Screen};
use crate::app::notice::Weight;
use crate::app::overlay::{Choosing, Content, Overlay};
use crate::input::command::{Command, Pane};
use crate::input::key::Sequence;
use crate::input::telex::Method;
use crate::look::Look;
use crate::look::role::Role;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Office and person on the left; practice, typing and time on the right.
pub fn header(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let mut right = Vec::new();
    let mut left = look.words.text("program-name");
    if let Some(desk) = model.desk() {
        if desk.practice {
            right.push(look.words.text("bar-practice"));
        }
        if desk.doubted {
            right.push(look.words.text("bar-doubted"));
        } else if !desk.writable {
            right.push(look.words.text("bar-read-only"));
        }
        let person = desk.person().map(|person| person.name.clone()).unwrap_or_default();
        left = format!(
            "{left} {} {person} {} {}",
            look.glyphs.separator, look.glyphs.separator, desk.office.name
        );
    }
    right.push(match model.typing.method() {
        Some(Method::Telex) => "TELEX".to_owned(),
        Some(Method::Vni) => "VNI".to_owned(),
        None => String::new(),
    });
    right.push(model.now.to_string());
    right.retain(|part| !part.is_empty());
    let right = right.join("  ");
    let room = usize::from(area.width).saturating_sub(width(&right) + 3);
    let line = format!(" {} {right} ", fit(&left, room, look.glyphs.cut));
    let doubted = model.desk().is_some_and(|desk| desk.doubted);
    let role = if doubted { Role::Error } else { Role::Bar };
    frame.render_widget(Paragraph::new(line).style(look.theme.style(role)), area);
}

/// Most lines of what was said last.
const SAID: usize = 3;

/// What was said last, whole: a refusal without its article is half a refusal.
pub fn said(model: &Model, look: &Look, cells: usize) -> Vec<Line<'static>> {
    let Some(notice) = &model.status else { return Vec::new() };
    let (role, sign) = match notice.weight {
        Weight::Info => (Role::Notice, " "),
        Weight::Warning => (Role::DueSoon, " ! "),
        Weight::Error => (Role::Error, " !! "),
    };
    let style = look.theme.style(role);
    let wrapped = wrap(&words::notice(look, notice), cells.saturating_sub(width(sign) + 1)).into_iter();
    let before = |at| if at == 0 { sign.to_owned() } else { " ".repeat(width(sign)) };
    wrapped
        .take(SAID)
        .enumerate()
        .map(|(at, line)| Line::styled(format!("{}{line}", before(at)), style))
        .collect()
}

/// What can be done now, with its key.
pub fn footer(model: &Model, look: &Look, frame: &mut Frame<'_>, area: Rect) {
    let panes = model.panes();
    let mut spans = Vec::new();
    let mut room = usize::from(area.width);
    for command in hints(model).iter().copied().filter(|command| available(model, *command).is_ok()) {
        let keys = model.keymap.keys_of(command, &panes);
        let Some(keys) = shortest(&keys) else { continue };
        let (key, name) = (format!(" {keys} "), format!("{} ", look.words.short(&command.text_id())));
        let cells = width(&key) + width(&name);
        if cells > room {
            continue;
        }
        room -= cells;
        spans.push(Span::styled(key, look.theme.style(Role::KeyHint)));
        spans.push(Span::styled(name, look.theme.style(Role::Bar)));
    }
    frame.render_widget(Paragraph::new(Line::from(spans)).style(look.theme.style(Role::Bar)), area);
}

fn shortest<'a>(keys: &[&'a Sequence]) -> Option<&'a Sequence> {
    keys.iter().copied().min_by_key(|sequence| (sequence.keys().len(), sequence.to_string().len()))
}

/// The commands worth a hint, the most useful first; what is not possible now is left out.
fn hints(model: &Model) -> &'static [Command] {
    use Command as C;
    let Screen::Desk(desk) = &model.screen else {
        return match model.screen {
            Screen::SetUp(_) => &[C::Save, C::NextField, C::PreviousField, C::ToggleTelex, C::Quit],
            Screen::Starting { .. } | Screen::Failed(_) | Screen::Desk(_) => &[C::Quit, C::ToggleLanguage],
        };
    };
    match desk.overlays.last() {
        Some(Overlay::Form(_)) => &[
            C::Save,
            C::SaveAndNew,
            C::NextField,
            C::PreviousField,
            C::ChooseValue,
            C::DupField,
            C::Back,
            C::ToggleTelex,
        ],
        Some(Overlay::List(menu)) => match menu.choosing {
            Choosing::Help
            | Choosing::Palette
            | Choosing::Actions
            | Choosing::Person
            | Choosing::Procedure
            | Choosing::Form
            | Choosing::Print
            | Choosing::PrintAct
            | Choosing::Table
            | Choosing::Encoding
            | Choosing::Compared
            | Choosing::Retention
            | Choosing::Value(_) => &[C::Open, C::MoveUp, C::MoveDown, C::Back],
        },
        Some(Overlay::Page(page)) if matches!(page.content, Content::Sheet(_)) => {
            &[C::PrintNow, C::SaveSheet, C::Back, C::MoveUp, C::MoveDown, C::PageDown]
        }
        Some(Overlay::Page(_)) => &[C::Back, C::MoveUp, C::MoveDown, C::PageUp, C::PageDown],
        Some(Overlay::Note(_)) => &[C::Save, C::Back, C::ToggleTelex],
        None => match desk.pane {
            Pane::Queue if desk.queue.typing_search() => &[C::Back, C::ToggleTelex],
            Pane::Queue => &[
                C::Help,
                C::Open,
                C::NewCase,
                C::ShowActions,
                C::Search,
                C::NextFilter,
                C::ExplainDate,
                C::GoReport,
                C::GoLate,
                C::Quit,
            ],
            Pane::Case => &[
                C::Help,
                C::ShowActions,
                C::ExplainDate,
                C::PrintSheet,
                C::ShowHistory,
                C::AddNote,
                C::ShowProcedure,
                C::Back,
                C::NewCase,
                C::Quit,
            ],
            Pane::Report => &[
                C::Help,
                C::Open,
                C::PreviousPeriod,
                C::NextPeriod,
                C::NextReport,
                C::NextPreset,
                C::TurnPicture,
                C::ExportWorkbook,
                C::SetPeriod,
                C::ExportReport,
                C::Back,
                C::Quit,
            ],
            Pane::Late => &[
                C::Help,
                C::Open,
                C::DoNext,
                C::Urge,
                C::TurnSplit,
                C::TurnDefinition,
                C::ShowActions,
                C::ExplainDate,
                C::AskExtension,
                C::Assign,
                C::Back,
                C::Quit,
            ],
            Pane::Any | Pane::Form | Pane::List | Pane::Text | Pane::Page => &[C::Help, C::Back],
        },
    }
}
