//! Codes for machines as dark and light modules, with the quiet zone readers need.
//!
//! Must not know: what a code says, or where it is drawn.

use barcoders::sym::code128::Code128;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around a QR code (ISO/IEC 18004).
const QUIET: usize = 4;
/// Light modules before and after a Code 128 (ISO/IEC 15417).
const QUIET_BARS: usize = 10;
/// The most a Code 128 may hold and still be read from a slip.
const LONGEST_BARS: usize = 40;

/// Rows of modules of a QR code; nothing where the text is too long for one.
pub fn qr(content: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::with_error_correction_level(content.as_bytes(), EcLevel::M).ok()?;
    let side = code.width();
    let colours = code.to_colors();
    let light = vec![false; side + 2 * QUIET];
    let mut rows = vec![light.clone(); QUIET];
    for row in colours.chunks(side.max(1)) {
        let mut modules = vec![false; QUIET];
        modules.extend(row.iter().map(|colour| *colour == Color::Dark));
        modules.extend([false; QUIET]);
        rows.push(modules);
    }
    rows.extend(std::iter::repeat_n(light, QUIET));
    Some(rows)
}

/// Modules of a Code 128; nothing for texts it cannot hold.
pub fn code128(content: &str) -> Option<Vec<bool>> {
    let printable = content.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if content.is_empty() || content.len() > LONGEST_BARS || !printable {
        return None;
    }
    // The leading letter asks for character set B, which holds all printable ASCII.
    let bars = Code128::new(format!("\u{0181}{content}")).ok()?.encode();
    let quiet = std::iter::repeat_n(false, QUIET_BARS);
    Some(quiet.clone().chain(bars.into_iter().map(|bar| bar == 1)).chain(quiet).collect())
}
