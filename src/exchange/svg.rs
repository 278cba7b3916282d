//! A drawing as SVG. Everything that is text is escaped.
//!
//! Must not know: what was counted.

use crate::paper::drawing::{Colour, Drawing, Item};
use std::fmt::Write as _;

/// The drawing.
pub fn to_svg(drawing: &Drawing) -> String {
    let Drawing { width, height, title, items } = drawing;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"serif\">\n<title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escaped(title)
    );
    for item in items {
        // Writing to a string does not fail.
        let _ = match item {
            Item::Box { x, y, width, height, colour, hint } => writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"><title>{}</title></rect>",
                hex(*colour),
                escaped(hint)
            ),
            Item::Line { points, colour, dashed } => {
                let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
                let dash = if *dashed { " stroke-dasharray=\"6 3\"" } else { "" };
                writeln!(
                    out,
                    "<polyline fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{dash} points=\"{}\"/>",
                    hex(*colour),
                    points.join(" ")
                )
            }
            Item::Letters { x, y, size, text } => {
                writeln!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{}</text>", escaped(text))
            }
        };
    }
    out.push_str("</svg>\n");
    out
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
