//! A sheet before it is printed: first what is missing and what is in doubt, then the sheet itself.
//!
//! Must not know: how a sheet is laid out, or printed.

use super::widgets::text::wrap;
use crate::app::sheet::Preview;
use crate::look::Look;
use crate::look::catalog::Arg;
use crate::look::role::Role;
use ratatui::text::{Line, Span};

/// Its lines, for a width.
pub(super) fn lines(preview: &Preview, cells: usize, look: &Look) -> Vec<Line<'static>> {
    let words = &look.words;
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut say = |text: &str, role: Role| {
        let wrapped = wrap(text, cells).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(line, look.theme.style(role))));
    };
    let Some(leaf) = preview.leaves.get(preview.at) else { return lines };
    let form = words.text(&format!("slip-{}", leaf.form.name()));
    let copies = Arg::from(u32::from(leaf.copies));
    if preview.leaves.len() > 1 {
        let (no, of) = (Arg::from(preview.at + 1), Arg::from(preview.leaves.len()));
        let place = [("no", no), ("of", of), ("form", (&form).into()), ("subject", (&leaf.subject).into())];
        say(&words.text_with("preview-place", &place), Role::Title);
    } else {
        say(&form, Role::Title);
    }
    say(&words.text_with("preview-copies", &[("copies", copies)]), Role::Text);
    if leaf.printing > 1 {
        let printing = [("printing", Arg::from(u32::from(leaf.printing)))];
        say(&words.text_with("preview-again", &printing), Role::DueSoon);
    }
    if preview.missing.is_empty() {
        say(&words.text("preview-complete"), Role::Text);
    } else {
        let missing = preview.missing.join("; ");
        say(&words.text_with("preview-missing", &[("missing", (&missing).into())]), Role::DueSoon);
    }
    if !preview.unprintable.is_empty() {
        let letters = [("letters", (&preview.unprintable).into())];
        say(&words.text_with("preview-unprintable", &letters), Role::Overdue);
    }
    for doubt in &preview.doubts {
        say(doubt, Role::Waiting);
    }
    let keys = if preview.leaves.len() > 1 { "preview-keys-turn" } else { "preview-keys" };
    say(&words.text(keys), Role::Dim);
    say("", Role::Text);
    for line in &leaf.lines {
        let spans: Vec<Span<'static>> = line
            .iter()
            .map(|piece| {
                let role = if piece.heavy { Role::Title } else { Role::Text };
                Span::styled(piece.text.clone(), look.theme.style(role))
            })
            .collect();
        lines.push(Line::from(spans));
    }
    lines
}
