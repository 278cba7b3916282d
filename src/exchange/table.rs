//! A table as CSV that no spreadsheet can be made to compute with.
//!
//! Must not know: what the table says.

/// The rows as CSV. A text that a spreadsheet would take for a formula gets a leading apostrophe;
/// negative numbers stay numbers.
pub fn csv(rows: &[Vec<String>]) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The same as a file: a mark in front says that it is UTF-8, or spreadsheets take Vietnamese letters for others.
pub fn file_of(csv: String) -> Vec<u8> {
    format!("\u{feff}{csv}").into_bytes()
}

/// A cell that is text for every spreadsheet.
fn harmless(cell: &str) -> String {
    let begins = cell.trim_start_matches([' ', '\u{a0}']).chars().next();
    let formula =
        begins.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'));
    if formula && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        for formula in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\u{a0}=1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for plain in ["-12", "+84", "Nguyễn", "", "a=b"] {
            assert_eq!(harmless(plain), plain);
        }
    }
}
