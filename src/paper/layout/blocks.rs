//! Each kind of block to strips.
//!
//! Must not know: pages beyond their height.

use super::lines::{Line, break_lines};
use super::{Item, Strip, letters};
use crate::paper::block::{Align, Bar, Block, Face, Run, Scale, Signer, Style, Symbology, Text};
use crate::paper::measure::Measure;
use crate::paper::symbol;

/// Makes strips of blocks.
pub(super) struct Maker<'a> {
    pub measure: &'a dyn Measure,
    /// Ordinary size of text.
    pub size: f32,
    /// Height of a page.
    pub page: f32,
}

/// Gap between blocks and before headings, in lines.
const GAP: f32 = 0.35;
const HEADING_GAP: f32 = 0.6;
/// Lines kept free for a signature.
const SIGNATURE: f32 = 2.8;
/// Side of a QR code and height of a bar code, in millimetres.
const QR: f32 = 21.0;
const BARS_HEIGHT: f32 = 9.0;
/// Width of the thinnest bar of a bar code, in millimetres: read by every hand reader.
const BAR: f32 = 0.25;
/// Space between columns that stand side by side, in parts of the size of text.
const GUTTER: f32 = 0.8;

impl Maker<'_> {
    /// Strips of blocks, for a width.
    pub fn strips(&self, blocks: &[Block], width: f32) -> Vec<Strip> {
        let mut strips = Vec::new();
        for block in blocks {
            self.block(block, width, &mut strips);
        }
        strips
    }

    fn block(&self, block: &Block, width: f32, strips: &mut Vec<Strip>) {
        match block {
            Block::Heading { level, text } => {
                let scale = if *level <= 1 { Scale::Large } else { Scale::Normal };
                let align = if *level <= 1 { Align::Centre } else { Align::Left };
                let style = Style { align, scale, spaced: false, keep: true };
                self.text(text, style, width, self.gap(HEADING_GAP), strips);
                if *level <= 1 && self.measure.draws() {
                    strips.push(Strip { height: self.gap(GAP), keep: true, ..Strip::default() });
                }
            }
            Block::Paragraph { text, style } => {
                let before = if style.spaced { self.gap(HEADING_GAP) } else { 0.0 };
                self.text(text, *style, width, before, strips);
            }
            Block::Fields(rows) => {
                for (label, value) in rows {
                    let mut runs = label.0.clone();
                    runs.push(Run::Letters { text: ": ".to_owned(), face: Face::Regular });
                    runs.extend(value.0.iter().cloned());
                    self.text(&Text(runs), Style::default(), width, self.gap(0.1), strips);
                }
            }
            Block::Table(table) => self.table(table, width, strips),
            Block::Columns(columns) => self.columns(columns, width, strips),
            Block::Signatures(signers) => self.signatures(signers, width, strips),
            Block::Code { symbology, content, caption, align } => {
                self.code(*symbology, content, caption, *align, width, strips);
            }
            Block::Bars(bars) => self.bars(bars, width, strips),
            Block::Rule { width: parts } => {
                let length = self.measure.snap(width * f32::from((*parts).min(100)) / 100.0);
                let x = self.measure.snap((width - length) / 2.0);
                let gap = self.gap(0.2);
                let items = vec![Item::Rule { x, y: gap, length, down: false }];
                strips.push(Strip { height: self.measure.rule() + 2.0 * gap, items, ..Strip::default() });
            }
            Block::Space(lines) => {
                strips.push(Strip { height: self.gap(*lines), ..Strip::default() });
            }
            Block::PageBreak => strips.push(Strip { breaks: true, ..Strip::default() }),
        }
    }

    pub(super) fn gap(&self, lines: f32) -> f32 {
        self.measure.gap(lines, self.size)
    }

    /// A text as a strip a line; of a short text that is kept, all lines stay together.
    fn text(&self, text: &Text, style: Style, width: f32, before: f32, strips: &mut Vec<Strip>) {
        let size = self.size * style.scale.factor();
        let lines = break_lines(text, width, size, self.measure);
        let height = self.measure.line(size);
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.iter().enumerate() {
            strips.push(Strip {
                height,
                items: self.line(line, style.align, 0.0, width, 0.0, size),
                before: if at == 0 { before } else { 0.0 },
                // Neither the first line nor the last stands alone on a page.
                keep: style.keep || (at == 0 && last > 0) || (last > 1 && at + 1 == last),
                ..Strip::default()
            });
        }
    }

    /// A line at a place between two sides.
    pub(super) fn line(&self, line: &Line, align: Align, x: f32, width: f32, y: f32, size: f32) -> Vec<Item> {
        let x = x + self.aligned(align, width, line.width);
        line.pieces.iter().map(|piece| letters(piece, x, y, size, self.measure)).collect()
    }

    fn aligned(&self, align: Align, width: f32, taken: f32) -> f32 {
        let free = (width - taken).max(0.0);
        match align {
            Align::Left => 0.0,
            Align::Centre => self.measure.snap(free / 2.0),
            Align::Right => self.measure.snap(free),
        }
    }

    /// Blocks side by side as one strip; one beneath the other where that would be higher than a page.
    fn columns(&self, columns: &[(u16, Vec<Block>)], width: f32, strips: &mut Vec<Strip>) {
        let gutter = self.measure.snap(self.size * GUTTER).max(1.0);
        let total: f32 = columns.iter().map(|(weight, _)| f32::from((*weight).max(1))).sum();
        let room = (width - gutter * columns.len().saturating_sub(1) as f32).max(1.0);
        let mut x = 0.0;
        let mut sides: Vec<(f32, Vec<Strip>)> = Vec::new();
        for (weight, blocks) in columns {
            let width = self.measure.snap(room * f32::from((*weight).max(1)) / total.max(1.0));
            sides.push((x, self.strips(blocks, width)));
            x += width + gutter;
        }
        let height_of =
            |side: &[Strip]| -> f32 { side.iter().map(|strip| strip.before + strip.height).sum() };
        let height = sides.iter().map(|(_, side)| height_of(side)).fold(0.0, f32::max);
        if height > self.page {
            for (x, side) in sides {
                strips.extend(side.into_iter().map(|strip| Strip {
                    items: strip.items.into_iter().map(|item| item.moved(x, 0.0)).collect(),
                    ..strip
                }));
            }
            return;
        }
        let mut items = Vec::new();
        for (x, side) in sides {
            let mut y = 0.0;
            for strip in side {
                // At the top of a column as at the top of a page.
                y += if y > 0.0 { strip.before } else { 0.0 };
                items.extend(strip.items.into_iter().map(|item| item.moved(x, y)));
                y += strip.height;
            }
        }
        strips.push(Strip { height, items, ..Strip::default() });
    }

    fn signatures(&self, signers: &[Signer], width: f32, strips: &mut Vec<Strip>) {
        let style = Style { align: Align::Centre, ..Style::default() };
        let columns: Vec<(u16, Vec<Block>)> = signers
            .iter()
            .map(|signer| {
                let line = |text: &Text, scale: Scale| Block::Paragraph {
                    text: text.clone(),
                    style: Style { scale, ..style },
                };
                let blocks = vec![
                    line(&signer.title, Scale::Normal),
                    line(&signer.note, Scale::Small),
                    Block::Space(SIGNATURE),
                    line(&signer.name, Scale::Normal),
                ];
                (1, blocks)
            })
            .collect();
        let at = strips.len();
        self.columns(&columns, width, strips);
        // Nobody signs an empty page: what goes before comes along.
        if let Some(last) = at.checked_sub(1).and_then(|last| strips.get_mut(last)) {
            last.keep = true;
        }
        if let Some(first) = strips.get_mut(at) {
            first.before = self.gap(HEADING_GAP);
        }
    }

    fn code(
        &self,
        symbology: Symbology,
        content: &str,
        caption: &Text,
        align: Align,
        width: f32,
        strips: &mut Vec<Strip>,
    ) {
        let style = Style { align, scale: Scale::Small, ..Style::default() };
        if !self.measure.draws() {
            let name = match symbology {
                Symbology::Qr => "QR",
                Symbology::Code128 => "Code 128",
            };
            return self.text(&Text::plain(&format!("[{name}: {content}]")), style, width, 0.0, strips);
        }
        let (height, drawn, items) = match symbology {
            Symbology::Qr => {
                let side = self.measure.millimetres(QR).min(width);
                (side, side, symbol::qr(content).map(|code| squares(&code, side)))
            }
            Symbology::Code128 => {
                let height = self.measure.millimetres(BARS_HEIGHT);
                let bars = symbol::code128(content);
                let count = bars.as_ref().map_or(1, Vec::len).max(1) as f32;
                let module = self.measure.millimetres(BAR).min(width / count);
                (height, module * count, bars.map(|bars| stripes(&bars, module, height)))
            }
        };
        // What no code can hold is left out; its caption still says it.
        if let Some(items) = items {
            let x = self.aligned(align, width, drawn);
            let items = items.into_iter().map(|item| item.moved(x, 0.0)).collect();
            let keep = !caption.is_empty();
            strips.push(Strip { height, items, before: self.gap(0.15), keep, ..Strip::default() });
        }
        self.text(caption, style, width, self.gap(0.1), strips);
    }

    /// Label, bar and figure, a line each.
    fn bars(&self, bars: &[Bar], width: f32, strips: &mut Vec<Strip>) {
        let (size, measure) = (self.size, self.measure);
        let most = bars.iter().map(|bar| bar.value).fold(0.0, f32::max);
        let label = measure.snap(width * 0.34);
        let figure = bars
            .iter()
            .map(|bar| measure.width(&bar.shown, Face::Regular, size))
            .fold(0.0, f32::max)
            .min(width * 0.2);
        let room = (width - label - figure - 2.0 * measure.snap(size)).max(1.0);
        for bar in bars {
            let lines = break_lines(&Text::plain(&bar.label), label, size, measure);
            let line = measure.line(size);
            let mut items: Vec<Item> = lines
                .iter()
                .enumerate()
                .flat_map(|(at, text)| self.line(text, Align::Left, 0.0, label, at as f32 * line, size))
                .collect();
            let share = if most > 0.0 { (bar.value / most).clamp(0.0, 1.0) } else { 0.0 };
            let length = measure.snap(room * share);
            let x = label + measure.snap(size);
            if length > 0.0 {
                items.push(Item::Fill { x, y: line * 0.2, width: length, height: line * 0.6 });
            }
            let shown = break_lines(&Text::plain(&bar.shown), width - x - length, size, measure);
            if let Some(shown) = shown.first() {
                let x = x + length + measure.snap(size * 0.5);
                items.extend(self.line(shown, Align::Left, x, figure, 0.0, size));
            }
            let height = line * lines.len().max(1) as f32;
            strips.push(Strip { height, items, before: self.gap(0.1), ..Strip::default() });
        }
    }
}

/// Dark modules of a square code; runs along a row are one rectangle.
fn squares(code: &[Vec<bool>], side: f32) -> Vec<Item> {
    let module = side / code.len().max(1) as f32;
    let row = |(at, row): (usize, &Vec<bool>)| {
        stripes(row, module, module).into_iter().map(move |item| item.moved(0.0, at as f32 * module))
    };
    code.iter().enumerate().flat_map(row).collect()
}

/// Dark modules of a row as rectangles.
fn stripes(row: &[bool], module: f32, height: f32) -> Vec<Item> {
    let mut items = Vec::new();
    let mut begun = None;
    for (at, dark) in row.iter().copied().chain([false]).enumerate() {
        match (begun, dark) {
            (None, true) => begun = Some(at),
            (Some(from), false) => {
                let (x, width) = (from as f32 * module, (at - from) as f32 * module);
                items.push(Item::Fill { x, y: 0.0, width, height });
                begun = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    items
}
