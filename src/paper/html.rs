//! Blocks to HTML: headings, lists, tables and pictures that are read without styles too, and no scripts.
//!
//! Must not know: pages, files, or what the styles look like.

use super::block::{Align, Bar, Block, Face, Run, Sheet, Signer, Style, Symbology, Table, Text};
use super::symbol;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A sheet as a whole page in Vietnamese, with the styles written into it: one file, no others needed.
pub fn render(sheet: &Sheet, styles: &str) -> String {
    page(&sheet.title, styles, &blocks(&sheet.blocks)).into_string()
}

/// A page around something.
pub fn page(title: &str, styles: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="vi" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(styles)) }
            }
            body { main { (body) } }
        }
    }
}

/// Blocks one after another.
pub fn blocks(blocks: &[Block]) -> Markup {
    html! { @for block in blocks { (self::block(block)) } }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Heading { level, text: words } => match level {
            0 | 1 => html! { h1 { (text(words)) } },
            2 => html! { h2 { (text(words)) } },
            3.. => html! { h3 { (text(words)) } },
        },
        Block::Paragraph { text: words, style } if !words.is_empty() => {
            html! { p class=(classes(*style)) { (text(words)) } }
        }
        Block::Paragraph { .. } | Block::Space(_) => html! {},
        Block::Fields(rows) => html! {
            dl { @for (label, value) in rows { dt { (text(label)) } dd { (text(value)) } } }
        },
        Block::Table(table) => self::table(table),
        Block::Columns(columns) => html! {
            div class="columns" { @for (_, inner) in columns { div { (blocks(inner)) } } }
        },
        Block::Signatures(signers) => signatures(signers),
        Block::Code { symbology, content, caption, .. } => code(*symbology, content, caption),
        Block::Bars(bars) => self::bars(bars),
        Block::Rule { .. } => html! { hr; },
        Block::PageBreak => html! { div class="page-break" {} },
    }
}

const fn classes(style: Style) -> &'static str {
    match style.align {
        Align::Left => "left",
        Align::Centre => "centre",
        Align::Right => "right",
    }
}

/// Runs with their cuts; a blank says to those who do not see it what it is.
pub fn text(text: &Text) -> Markup {
    html! {
        @for run in &text.0 {
            @match run {
                Run::Letters { text, face: Face::Regular } => (lines(text)),
                Run::Letters { text, face: Face::Bold } => strong { (lines(text)) },
                Run::Letters { text, face: Face::Italic } => em { (lines(text)) },
                Run::Blank => span class="blank" { "……………" },
            }
        }
    }
}

fn lines(text: &str) -> Markup {
    html! { @for (at, line) in text.split('\n').enumerate() { @if at > 0 { br; } (line) } }
}

fn table(table: &Table) -> Markup {
    html! {
        table {
            thead {
                @if !table.groups.is_empty() {
                    tr { @for group in &table.groups {
                        @if group.heading.is_empty() { td colspan=(group.span.max(1)) {} }
                        @else { th scope="colgroup" colspan=(group.span.max(1)) { (text(&group.heading)) } }
                    } }
                }
                tr { @for column in &table.columns {
                    @if column.heading.is_empty() { td {} } @else { th scope="col" { (text(&column.heading)) } }
                } }
            }
            tbody { @for row in &table.rows { tr { @for cell in row { td { (text(cell)) } } } } }
        }
    }
}

fn signatures(signers: &[Signer]) -> Markup {
    html! {
        div class="columns signatures" {
            @for signer in signers {
                div {
                    p class="centre" { (text(&signer.title)) br; (text(&signer.note)) }
                    p class="centre name" { (text(&signer.name)) }
                }
            }
        }
    }
}

fn code(symbology: Symbology, content: &str, caption: &Text) -> Markup {
    let (rows, class) = match symbology {
        Symbology::Qr => (symbol::qr(content).unwrap_or_default(), "qr"),
        Symbology::Code128 => {
            (symbol::code128(content).map(|bars| vec![bars; 30]).unwrap_or_default(), "bars")
        }
    };
    let (height, width) = (rows.len(), rows.first().map_or(0, Vec::len));
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, dark)| **dark) {
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    html! {
        figure class=(class) {
            @if !path.is_empty() {
                svg viewBox=(format!("0 0 {width} {height}")) role="img" aria-label=(content) {
                    path d=(path) {}
                }
            }
            @if !caption.is_empty() { figcaption { (text(caption)) } }
        }
    }
}

fn bars(bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.value).fold(0.0, f32::max).max(f32::MIN_POSITIVE);
    html! {
        table class="bars" {
            tbody {
                @for bar in bars {
                    tr {
                        th scope="row" { (bar.label) }
                        td { meter max="100" value=(format!("{:.1}", bar.value / most * 100.0)) {} " " (bar.shown) }
                    }
                }
            }
        }
    }
}
