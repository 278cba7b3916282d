//! Codes for machines, read back by a reader other people wrote.

use super::world::{World, sample_of, write_pdf};
use motcua::domain::sheet::FormKey;
use motcua::paper::layout::{Item, layout};
use motcua::paper::measure::OnPaper;
use motcua::paper::symbol;
use rxing::BarcodeFormat;
use rxing::helpers::detect_in_luma;
use std::process::Command;

const CODES: [&str; 5] = [
    "000.00.10.H38-261126-0001",
    "H38.12-250714-0001",
    "000.00.14.H20-200703-12345",
    "A",
    "~ {}|!\"#$%&'()*+,-./09:;<=>?@AZaz",
];

/// Modules as a picture, so many points a module.
fn picture(rows: &[Vec<bool>], scale: usize) -> (Vec<u8>, u32, u32) {
    let (width, height) = (rows[0].len() * scale, rows.len() * scale);
    let mut luma = vec![255; width * height];
    for (at, point) in luma.iter_mut().enumerate() {
        if rows[at / width / scale][at % width / scale] {
            *point = 0;
        }
    }
    (luma, width as u32, height as u32)
}

fn read(luma: Vec<u8>, width: u32, height: u32, format: BarcodeFormat) -> Option<String> {
    detect_in_luma(luma, width, height, Some(format)).ok().map(|found| found.getText().to_owned())
}

#[test]
fn what_is_written_is_read() {
    for code in CODES {
        let (luma, width, height) = picture(&symbol::qr(code).unwrap(), 4);
        assert_eq!(read(luma, width, height, BarcodeFormat::QR_CODE).as_deref(), Some(code));
        let (luma, width, height) = picture(&vec![symbol::code128(code).unwrap(); 40], 3);
        assert_eq!(read(luma, width, height, BarcodeFormat::CODE_128).as_deref(), Some(code));
    }
}

#[test]
fn what_no_bar_code_holds_is_left_out() {
    assert_eq!(symbol::code128(""), None);
    assert_eq!(symbol::code128("Nguyễn"), None);
    assert_eq!(symbol::code128(&"1".repeat(41)), None);
}

#[test]
fn the_codes_of_the_receipt_stand_on_the_page_and_hold_the_case_code_alone() {
    let filled = sample_of(&World::new(), FormKey::Receipt, "10/07/2020");
    let pages = layout(&filled.sheet, &OnPaper);
    // Ten points of the picture a point of the page.
    let scale = 6.0;
    let (width, height) = pages.area.page;
    let (width, height) = ((width * scale) as usize, (height * scale) as usize);
    let mut luma = vec![255_u8; width * height];
    for item in &pages.pages[0].items {
        if let Item::Fill { x, y, width: w, height: h } = item {
            let across = (x * scale).round() as usize..((x + w) * scale).round() as usize;
            for y in (y * scale).round() as usize..((y + h) * scale).round() as usize {
                luma[y * width..][across.clone()].fill(0);
            }
        }
    }
    for format in [BarcodeFormat::QR_CODE, BarcodeFormat::CODE_128] {
        let found = read(luma.clone(), width as u32, height as u32, format);
        assert_eq!(found.as_deref(), Some("000.00.10.H38-200710-0007"), "{format}");
    }
}

#[test]
fn the_codes_of_a_printed_receipt_are_read_from_its_picture() {
    let dir = tempfile::tempdir().unwrap();
    let filled = sample_of(&World::new(), FormKey::Receipt, "10/07/2020");
    let path = write_pdf(dir.path(), &[filled.sheet]);
    // 300 dots an inch, as office printers have.
    let picture = Command::new("pdftoppm").args(["-r", "300", "-gray"]).arg(&path).output();
    let Ok(picture) = picture else {
        assert!(std::env::var_os("CI").is_none(), "pdftoppm (poppler-utils) is not here");
        println!("NOT MEASURED: pdftoppm is not here");
        return;
    };
    // P5, width, height, most, then the points.
    let mut fields = picture.stdout.splitn(4, u8::is_ascii_whitespace);
    assert_eq!(fields.next().unwrap(), b"P5");
    let mut number = || std::str::from_utf8(fields.next().unwrap()).unwrap().parse::<u32>().unwrap();
    let (width, height) = (number(), number());
    let luma = fields.next().unwrap()[4..][..(width * height) as usize].to_vec();
    for format in [BarcodeFormat::QR_CODE, BarcodeFormat::CODE_128] {
        let found = read(luma.clone(), width, height, format);
        assert_eq!(found.as_deref(), Some("000.00.10.H38-200710-0007"), "{format}");
    }
}
