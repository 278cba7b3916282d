//! Pictures of reports: one drawing as SVG, PNG, a page of PDF and a page of a workbook, all saying the same.

use crate::law::d;
use crate::support::office::{law, office};
use crate::support::offices::random;
use crate::support::story::at;
use crate::support::tools::is_here;
use crate::support::workbooks::{figures_read_back, period, words};
use motcua::domain::report::picture::{Picture, PictureKind, of};
use motcua::domain::report::scope::Scope;
use motcua::domain::report::sheet::Sheet;
use motcua::domain::report::split::Split;
use motcua::domain::report::{Kind, make};
use motcua::domain::stage::Stage;
use motcua::exchange::{png, svg, workbook};
use motcua::paper::drawing::{Drawing, Item};
use motcua::paper::{pdf, picture, report};
use std::process::Command;
use strum::IntoEnumIterator as _;
use tiny_skia::Pixmap;

/// II.06a by procedure, and each picture of it.
fn drawn() -> (Sheet, Vec<(PictureKind, Picture, Drawing)>) {
    let (rows, _) = random(21, 60);
    let (law, office) = (law(), office());
    let scope = Scope::new(&rows, &law, &office, period(), d("31/12/2020"));
    let sheet = make(Kind::Results, Split::Procedure, &scope);
    let draw = |kind| {
        let picture = of(kind, &sheet, 0, &scope);
        let drawing = picture::drawing(&picture, &sheet, &words());
        (kind, picture, drawing)
    };
    let all = PictureKind::iter().map(draw).collect();
    (sheet, all)
}

#[test]
fn every_box_of_a_drawing_is_in_the_svg_and_has_its_colour_in_the_png() {
    for (kind, _, drawing) in drawn().1 {
        let text = svg::to_svg(&drawing);
        let bytes = png::to_png(&drawing).unwrap();
        let pixels = Pixmap::decode_png(&bytes).unwrap();
        assert_eq!(pixels.width(), (drawing.width * 2.0) as u32);
        let (mut boxes, mut lines, mut letters) = (0, 0, 0);
        for item in &drawing.items {
            match item {
                Item::Box { x, y, width, height, colour: [red, green, blue], .. } => {
                    boxes += 1;
                    assert!(text.contains(&format!("fill=\"#{red:02x}{green:02x}{blue:02x}\"")));
                    if *width < 4.0 {
                        continue;
                    }
                    // Near the far edge: a box that is too short does not reach it.
                    let (left, top) = (((x + width) * 2.0) as u32 - 3, ((y + height) * 2.0) as u32 - 3);
                    let found = pixels.pixel(left, top).unwrap();
                    assert_eq!([found.red(), found.green(), found.blue()], [*red, *green, *blue], "{kind:?}");
                }
                Item::Line { .. } => lines += 1,
                Item::Letters { text: words, x, y, size } => {
                    letters += 1;
                    let dark = |at: (u32, u32)| pixels.pixel(at.0, at.1).is_some_and(|one| one.red() < 128);
                    let (left, right) = ((x * 2.0) as u32, ((x + size * 3.0) * 2.0) as u32);
                    let rows = ((y - size) * 2.0) as u32..(y * 2.0) as u32;
                    let inked = rows.flat_map(|row| (left..right).map(move |column| (column, row))).any(dark);
                    assert!(inked || words.trim().is_empty(), "{kind:?}: {words} is not on the picture");
                }
            }
        }
        assert!(letters > 3 && (boxes > 1 || lines == 2), "{kind:?}: {boxes} boxes, {lines} lines");
        assert_eq!(text.matches("<rect").count(), boxes + 1, "{kind:?}");
        assert_eq!(text.matches("<polyline").count(), lines);
    }
}

#[test]
fn the_lengths_of_bars_are_the_counts() {
    let (_, all) = drawn();
    let (_, picture, drawing) = &all[0];
    let Picture::Bars { bars, .. } = picture else { panic!("{picture:?}") };
    let lengths: Vec<f32> = drawing
        .items
        .iter()
        .filter_map(|item| if let Item::Box { width, .. } = item { Some(*width) } else { None })
        .collect();
    let most = bars.iter().map(|(_, count)| *count).max().unwrap();
    assert!(bars.len() > 1 && most > 0 && lengths.len() == bars.len());
    let longest = lengths.iter().copied().fold(0.0, f32::max);
    for ((_, count), length) in bars.iter().zip(lengths) {
        assert!((length / longest - *count as f32 / most as f32).abs() < 1e-4, "{count} {length}");
    }
}

#[test]
fn workbook_and_pdf_carry_the_picture_beside_the_figures() {
    let (sheet, all) = drawn();
    let (words, now) = (words(), at(Stage::InProcess).now);
    let folder = tempfile::tempdir().unwrap();
    for (kind, _, drawing) in &all {
        let bytes = workbook::with_picture(&sheet, &png::to_png(drawing).unwrap(), &words).unwrap();
        let held = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
        assert!(held(b"xl/media/image1.png"), "{kind:?}");
        assert!(figures_read_back(&sheet, bytes) > 10);

        let paper = report::sheet(&sheet, &office().name, &words, now);
        let alone = pdf::render(std::slice::from_ref(&paper), now).unwrap();
        let both = pdf::with_picture(&paper, drawing, now).unwrap();
        assert!(both.len() > alone.len());
        if is_here("pdftotext") {
            let path = folder.path().join("r.pdf");
            std::fs::write(&path, &both).unwrap();
            let told = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
            let told = String::from_utf8(told.stdout).unwrap();
            let last = told.trim_end_matches('\u{c}').rsplit('\u{c}').next().unwrap();
            let title = report::title(&sheet, &words);
            assert!(last.contains(&title), "{kind:?}: the picture has a page of its own\n{last}");
        }
    }
}
