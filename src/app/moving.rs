//! Commands that move about: panes, cursors, filters, search, order.
//!
//! Must not know: keys, or what is drawn.

use super::case_view::CaseView;
use super::effect::Effect;
use super::model::Model;
use super::notice::{Notice, Weight};
use super::overlay::{Choosing, Overlay};
use super::queue::Search;
use super::run::choose;
use super::sheet;
use super::text::TextField;
use crate::input::command::{Command, Pane};

pub(super) fn go(model: &mut Model, pane: Pane) {
    if let Some(desk) = model.desk_mut() {
        desk.overlays.clear();
        desk.enter(pane);
    }
}

/// To the case under the cursor, or back to the one that was open last.
pub(super) fn go_case(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    desk.overlays.clear();
    if matches!(desk.pane, Pane::Queue | Pane::Late) && desk.current().is_some() {
        return open(model);
    }
    desk.pane = Pane::Case;
    Vec::new()
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    if let Some(Overlay::List(_)) = desk.overlays.last() {
        return choose(model);
    }
    match desk.pane {
        Pane::Report => {
            let (report, ground) = desk.report();
            let files = report.files(ground);
            desk.queue.figure = Some(files);
            desk.queue.search = None;
            desk.queue.arrange(&desk.projection, &desk.duties, &desk.law, desk.days);
            desk.queue.cursor = 0;
            desk.pane = Pane::Queue;
            Vec::new()
        }
        Pane::Queue | Pane::Late => {
            let (Some(id), file) = (desk.current(), desk.current_file().cloned()) else { return Vec::new() };
            desk.pane = Pane::Case;
            desk.case = file.map(CaseView::new);
            if desk.case.is_some() {
                return Vec::new();
            }
            desk.waiting = Some((id, Command::GoCase));
            vec![Effect::LoadCase(id)]
        }
        Pane::Case | Pane::Any | Pane::Form | Pane::List | Pane::Text | Pane::Page => Vec::new(),
    }
}

pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    model.typing.reset();
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    if desk.overlays.last_mut().is_some_and(Overlay::stays) {
        model.say(Notice::new(Weight::Warning, "notice-leave-again"));
        return Vec::new();
    }
    if let Some(overlay) = desk.overlays.pop() {
        // A list over a choice that nothing was chosen for leaves with it: first `esc`, list and form.
        if let (Overlay::List(menu), Some(Overlay::Form(form))) = (&overlay, desk.overlays.last())
            && menu.choosing == Choosing::Value("procedure")
            && form.choice("procedure").is_none()
        {
            desk.overlays.pop();
        }
        return Vec::new();
    }
    if desk.queue.typing_search() && desk.pane == Pane::Queue {
        clear_search(model);
        return Vec::new();
    }
    match desk.pane {
        Pane::Case | Pane::Late | Pane::Report => desk.pane = Pane::Queue,
        Pane::Queue => {
            if desk.queue.figure.take().is_some() || desk.queue.search.take().is_some() {
                desk.queue.arrange(&desk.projection, &desk.duties, &desk.law, desk.days);
            }
        }
        Pane::Any | Pane::Form | Pane::List | Pane::Text | Pane::Page => {}
    }
    Vec::new()
}

pub(super) fn turn_pane(model: &mut Model, forward: bool) -> Vec<Effect> {
    const ORDER: [Pane; 4] = [Pane::Queue, Pane::Case, Pane::Report, Pane::Late];
    if let Some(Overlay::List(_)) = model.desk().and_then(|desk| desk.overlays.last()) {
        step(model, if forward { 1 } else { -1 });
        return Vec::new();
    }
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    desk.overlays.clear();
    let at = ORDER.iter().position(|pane| *pane == desk.pane).unwrap_or(0);
    let next = ORDER.get((at + if forward { 1 } else { 3 }) % 4).copied().unwrap_or(Pane::Queue);
    if next == Pane::Case && matches!(desk.pane, Pane::Queue | Pane::Late) && desk.current().is_some() {
        return open(model);
    }
    // Without a case there is nothing between queue and report.
    let beyond = if forward { Pane::Report } else { Pane::Queue };
    desk.enter(if next == Pane::Case && desk.case.is_none() { beyond } else { next });
    Vec::new()
}

pub(super) fn page(model: &Model) -> isize {
    let on_page = model.desk().is_some_and(|desk| match desk.overlays.last() {
        Some(Overlay::Page(_)) => true,
        Some(Overlay::Form(_) | Overlay::List(_) | Overlay::Note(_)) => false,
        None => desk.pane == Pane::Case,
    });
    let lines = if on_page { model.layout.page } else { model.layout.list };
    isize::try_from(lines.saturating_sub(1).max(1)).unwrap_or(1)
}

pub(super) fn step(model: &mut Model, lines: isize) {
    let layout = model.layout;
    let last = layout.page_lines.saturating_sub(layout.page);
    let scrolled = |scroll: u16| {
        let to = isize::try_from(scroll).unwrap_or(0).saturating_add(lines);
        to.clamp(0, isize::try_from(last).unwrap_or(0)) as u16
    };
    let Some(desk) = model.desk_mut() else { return };
    match desk.overlays.last_mut() {
        Some(Overlay::Page(page)) => page.scroll = scrolled(page.scroll),
        Some(Overlay::List(menu)) => menu.step(lines),
        Some(Overlay::Form(_) | Overlay::Note(_)) => {}
        None => match desk.pane {
            Pane::Queue => desk.queue.step(lines),
            Pane::Late => desk.late.step(lines),
            Pane::Report => desk.report.step(lines),
            Pane::Case => {
                if let Some(view) = &mut desk.case {
                    view.scroll = scrolled(view.scroll);
                }
            }
            Pane::Any | Pane::Form | Pane::List | Pane::Text | Pane::Page => {}
        },
    }
}

pub(super) fn sideways(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    if sheet::turn(desk, forward) {
        return Vec::new();
    }
    if !desk.overlays.is_empty() {
        let page = page(model);
        step(model, if forward { page } else { -page });
        return Vec::new();
    }
    match desk.pane {
        Pane::Report => {
            if !model.desk_mut().is_some_and(|desk| desk.report.step_column(forward)) {
                turn_period(model, forward);
            }
        }
        Pane::Queue | Pane::Late => turn_filter(model, forward),
        Pane::Case => return neighbour(model, forward),
        Pane::Any | Pane::Form | Pane::List | Pane::Text | Pane::Page => {}
    }
    Vec::new()
}

/// From the open case to the one beside it in the list it was opened from.
fn neighbour(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some(desk) = model.desk_mut() else { return Vec::new() };
    let here = desk.current();
    let lines = if forward { 1 } else { -1 };
    let next = if desk.queue.selected(&desk.projection).map(|row| row.id) == here {
        desk.queue.step(lines);
        desk.queue.selected(&desk.projection)
    } else {
        desk.late.step(lines);
        desk.late.selected(&desk.projection)
    };
    match next.map(|row| row.id) {
        Some(id) if Some(id) != here => {
            desk.waiting = Some((id, Command::GoCase));
            vec![Effect::LoadCase(id)]
        }
        Some(_) | None => {
            model.say(Notice::new(Weight::Info, "notice-no-neighbour"));
            Vec::new()
        }
    }
}

pub(super) fn turn_filter(model: &mut Model, forward: bool) {
    if let Some(desk) = model.desk_mut() {
        desk.pane = Pane::Queue;
        desk.queue.turn_filter(forward, &desk.projection);
        desk.queue.arrange(&desk.projection, &desk.duties, &desk.law, desk.days);
        desk.queue.cursor = 0;
    }
}

pub(super) fn turn_period(model: &mut Model, forward: bool) {
    if let Some(desk) = model.desk_mut() {
        let (report, ground) = desk.report();
        report.turn_period(ground, forward);
    }
}

pub(super) fn search(model: &mut Model) {
    model.typing.reset();
    if let Some(desk) = model.desk_mut() {
        desk.overlays.clear();
        desk.pane = Pane::Queue;
        match &mut desk.queue.search {
            Some(search) => search.open = true,
            None => desk.queue.search = Some(Search { line: TextField::new(60), open: true }),
        }
    }
}

pub(super) fn clear_search(model: &mut Model) {
    if model.desk().is_some_and(|desk| desk.queue.search.is_none()) {
        model.say(Notice::new(Weight::Info, "notice-no-search"));
    } else if let Some(desk) = model.desk_mut() {
        desk.queue.search = None;
        desk.queue.arrange(&desk.projection, &desk.duties, &desk.law, desk.days);
    }
}

pub(super) fn sort(model: &mut Model, reverse: bool) {
    if let Some(desk) = model.desk_mut() {
        // The late view has an order of its own.
        desk.pane = Pane::Queue;
        if reverse {
            desk.queue.sort.reversed = !desk.queue.sort.reversed;
        } else {
            desk.queue.turn_sort();
        }
        desk.queue.arrange(&desk.projection, &desk.duties, &desk.law, desk.days);
    }
}

pub(super) fn clear_tags(model: &mut Model) {
    if let Some(desk) = model.desk_mut() {
        let count = desk.queue.tags.len();
        desk.queue.tags.clear();
        model.say(Notice::new(Weight::Info, "notice-untagged").with("count", count));
    }
}

pub(super) fn tag(model: &mut Model) {
    if let Some(desk) = model.desk_mut() {
        if let Some(id) = desk.current() {
            desk.queue.toggle_tag(id);
        }
        step(model, 1);
    }
}
