//! Tables to strips: a row is one strip, a row of many lines a strip a line, so that nothing is ever cut.
//!
//! Every strip draws its own borders, so a table that goes on over pages is closed at the foot of each.
//! Must not know: pages beyond their height.

use super::blocks::Maker;
use super::lines::{Line, break_lines};
use super::{Item, Strip};
use crate::paper::block::{Align, Table, Text};
use std::rc::Rc;

/// Rows of more lines than this may be divided between pages.
const WHOLE: usize = 8;

/// A cell: its text, how it stands, and the columns it spans.
struct Cell<'a> {
    text: &'a Text,
    align: Align,
    from: usize,
    to: usize,
}

impl Maker<'_> {
    pub(super) fn table(&self, table: &Table, width: f32, strips: &mut Vec<Strip>) {
        if table.columns.is_empty() {
            return;
        }
        let edges = self.edges(table, width);
        let size = self.size * table.scale.factor();
        let mut head = Vec::new();
        if !table.groups.is_empty() {
            let mut from = 0;
            let mut cells = Vec::new();
            for group in &table.groups {
                let to = (from + group.span.max(1)).min(table.columns.len());
                cells.push(Cell { text: &group.heading, align: Align::Centre, from, to });
                from = to;
            }
            self.row(&cells, &edges, size, true, &mut head);
        }
        if table.columns.iter().any(|column| !column.heading.is_empty()) {
            let headings = table.columns.iter().enumerate();
            let cells: Vec<Cell<'_>> = headings
                .map(|(at, column)| Cell {
                    text: &column.heading,
                    align: Align::Centre,
                    from: at,
                    to: at + 1,
                })
                .collect();
            self.row(&cells, &edges, size, true, &mut head);
        }
        let repeated: Rc<[Strip]> = self.repeated(&head);
        let begin = strips.len();
        strips.append(&mut head);
        let nothing = Text::empty();
        for row in &table.rows {
            let cells: Vec<Cell<'_>> = table
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| Cell {
                    text: row.get(at).unwrap_or(&nothing),
                    align: column.align,
                    from: at,
                    to: at + 1,
                })
                .collect();
            let first = strips.len();
            self.row(&cells, &edges, size, false, strips);
            for strip in strips.iter_mut().skip(first) {
                strip.head = Some(Rc::clone(&repeated));
            }
        }
        if let Some(first) = strips.get_mut(begin) {
            first.before = self.gap(0.3);
        }
        // A drawn line takes a line of its own on a screen: the last one too.
        strips.push(Strip { height: self.measure.rule(), ..Strip::default() });
        strips.push(Strip { height: self.gap(0.3), ..Strip::default() });
    }

    /// The heading as it is repeated; nothing where it would leave too little of a page.
    fn repeated(&self, head: &[Strip]) -> Rc<[Strip]> {
        let height: f32 = head.iter().map(|strip| strip.height).sum();
        if height > self.page / 3.0 { Rc::from([]) } else { Rc::from(head) }
    }

    /// Places of the lines between columns, the outer ones included.
    fn edges(&self, table: &Table, width: f32) -> Vec<f32> {
        let room = width - self.measure.rule();
        let total: f32 = table.columns.iter().map(|column| f32::from(column.weight.max(1))).sum();
        let mut at = 0.0;
        let mut edges = vec![0.0];
        for column in &table.columns {
            at += f32::from(column.weight.max(1));
            edges.push(self.measure.snap(room * at / total));
        }
        edges
    }

    fn row(&self, cells: &[Cell<'_>], edges: &[f32], size: f32, is_head: bool, strips: &mut Vec<Strip>) {
        let (rule, (across, down)) = (self.measure.rule(), self.measure.pad());
        let edge = |at: usize| edges.get(at).copied().unwrap_or_default();
        let room = |cell: &Cell<'_>| (edge(cell.to) - edge(cell.from) - rule - 2.0 * across).max(1.0);
        let broken: Vec<Vec<Line>> =
            cells.iter().map(|cell| break_lines(cell.text, room(cell), size, self.measure)).collect();
        let count = broken.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let line = self.measure.line(size);
        // A heading may be as high as it likes, up to what a page holds beside it.
        let whole = if is_head { (self.page / line / 3.0) as usize } else { WHOLE };
        let slice = if count > whole { 1 } else { count };
        let right = edges.last().copied().unwrap_or_default();
        for from in (0..count).step_by(slice) {
            let (is_first, is_last) = (from == 0, from + slice >= count);
            let top = if is_first { rule + down } else { 0.0 };
            let height = top + line * slice as f32 + if is_last { down } else { 0.0 };
            let mut items = Vec::new();
            for (cell, lines) in cells.iter().zip(&broken) {
                // Short cells stand in the middle of a heading.
                let shift = if is_head { (count - lines.len()) as f32 / 2.0 } else { 0.0 };
                let shift = if slice == count { self.measure.snap(shift * line) } else { 0.0 };
                for (at, text) in lines.iter().skip(from).take(slice).enumerate() {
                    let y = top + line * at as f32 + shift;
                    let x = edge(cell.from) + rule + across;
                    items.extend(self.line(text, cell.align, x, room(cell), y, size));
                }
            }
            if is_first {
                items.push(Item::Rule { x: 0.0, y: 0.0, length: right, down: false });
            }
            // The lower border, where the next row has its upper one: drawn over, never twice.
            items.push(Item::Rule { x: 0.0, y: height, length: right, down: false });
            if !is_last {
                items.pop();
            }
            for at in cells.iter().map(|cell| cell.from).chain([edges.len() - 1]) {
                items.push(Item::Rule { x: edge(at), y: 0.0, length: height, down: true });
            }
            strips.push(Strip { height, items, keep: is_head, ..Strip::default() });
        }
    }
}
