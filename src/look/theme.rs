//! A style for every meaning, and the few questions views ask of it.
//!
//! Must not know: theme files, or which theme is chosen and why.

use super::role::{Role, Urgency};
use ratatui::style::{Color, Modifier, Style};
use std::collections::BTreeMap;
use strum::IntoEnumIterator as _;

/// Least contrast of text against its ground (WCAG 2.2, level AA).
pub const TEXT_CONTRAST: f64 = 4.5;

/// The names of the built-in themes, in the order `toggle-theme` takes them.
pub const THEMES: [&str; 4] = ["dark", "light", "high-contrast", "mono"];
/// The theme for screens without colour, and when the user asked for none (`NO_COLOR`).
pub const MONO: &str = "mono";

/// A style for each role. Made by `config::theme`, which checks it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    name: String,
    styles: BTreeMap<Role, Style>,
}

impl Theme {
    /// A theme of these styles; a role left out looks like ordinary text.
    pub fn new(name: &str, styles: BTreeMap<Role, Style>) -> Self {
        Self { name: name.to_owned(), styles }
    }

    /// The name, as in settings.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether every role has a style of its own.
    pub fn missing(&self) -> Vec<Role> {
        Role::iter().filter(|role| !self.styles.contains_key(role)).collect()
    }

    /// The style of a role on the ground of ordinary text.
    pub fn style(&self, role: Role) -> Style {
        let ground = self.styles.get(&Role::Text).copied().unwrap_or_default();
        let ground = Style { add_modifier: Modifier::empty(), ..ground };
        ground.patch(self.styles.get(&role).copied().unwrap_or_default())
    }

    /// A row of a list: the cursor decides its colours, its urgency its weight.
    pub fn row(&self, selected: bool, urgency: Urgency) -> Style {
        self.cell(selected, urgency.role())
    }

    /// A cell with a meaning of its own in a row that may be under the cursor.
    pub fn cell(&self, selected: bool, role: Role) -> Style {
        let own = self.style(role);
        if selected {
            // The colours of the selection are readable together; those of two roles may not be.
            let weight = own.add_modifier - Modifier::REVERSED;
            self.style(Role::Selection).add_modifier(weight)
        } else {
            own
        }
    }

    /// The frame of a pane.
    pub fn border(&self, focused: bool) -> Style {
        self.style(if focused { Role::BorderFocused } else { Role::Border })
    }

    /// A field of a form.
    pub fn field(&self, focused: bool) -> Style {
        self.style(if focused { Role::FieldFocused } else { Role::Field })
    }

    /// Whether it uses colours that screens of 8 or 16 colours lack; those take `high-contrast`.
    pub fn needs_many_colours(&self) -> bool {
        let many = |colour| matches!(colour, Some(Color::Rgb(..) | Color::Indexed(16..)));
        self.styles.values().any(|style| many(style.fg) || many(style.bg))
    }

    /// The text roles whose contrast is too low to read, with the contrast; colours a terminal may
    /// redefine count with their usual values, and the terminal's own colours are not judged.
    pub fn unreadable(&self) -> Vec<(Role, f64)> {
        Role::iter()
            .filter(|role| role.is_text())
            .filter_map(|role| {
                let style = self.style(role);
                let ratio = contrast(rgb(style.fg?)?, rgb(style.bg?)?);
                (ratio < TEXT_CONTRAST).then_some((role, ratio))
            })
            .collect()
    }
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// The red, green and blue of a colour: exact, or as xterm shows it; nothing for the terminal's own.
fn rgb(color: Color) -> Option<(u8, u8, u8)> {
    Some(match color {
        Color::Reset => return None,
        Color::Black => (0, 0, 0),
        Color::Red => (205, 0, 0),
        Color::Green => (0, 205, 0),
        Color::Yellow => (205, 205, 0),
        Color::Blue => (0, 0, 238),
        Color::Magenta => (205, 0, 205),
        Color::Cyan => (0, 205, 205),
        Color::Gray => (229, 229, 229),
        Color::DarkGray => (127, 127, 127),
        Color::LightRed => (255, 0, 0),
        Color::LightGreen => (0, 255, 0),
        Color::LightYellow => (255, 255, 0),
        Color::LightBlue => (92, 92, 255),
        Color::LightMagenta => (255, 0, 255),
        Color::LightCyan => (0, 255, 255),
        Color::White => (255, 255, 255),
        Color::Rgb(red, green, blue) => (red, green, blue),
        Color::Indexed(index) => indexed(index),
    })
}

/// The red, green and blue of one of the 256 colours, as xterm shows it.
fn indexed(index: u8) -> (u8, u8, u8) {
    const FIRST: [(u8, u8, u8); 16] = [
        (0, 0, 0),
        (205, 0, 0),
        (0, 205, 0),
        (205, 205, 0),
        (0, 0, 238),
        (205, 0, 205),
        (0, 205, 205),
        (229, 229, 229),
        (127, 127, 127),
        (255, 0, 0),
        (0, 255, 0),
        (255, 255, 0),
        (92, 92, 255),
        (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ];
    let cube = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
    match index {
        0..=15 => FIRST.get(usize::from(index)).copied().unwrap_or_default(),
        16..=231 => {
            let index = index - 16;
            (cube(index / 36), cube(index / 6 % 6), cube(index % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}
