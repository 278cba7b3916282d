//! What an item may be called: letters that mean the same on every disk and in every script.
//!
//! Must not know: what an item holds.

/// Names that some systems keep for devices.
pub const RESERVED: [&str; 8] = ["con", "prn", "aux", "nul", "com1", "com2", "lpt1", "lpt2"];

/// Whether a pack may be called so: `a`–`z`, digits, single dashes and one slash inside, nothing else. No dots, so
/// no parent; no capitals, so none that two disks would take for one; no accents, so only one way to write it.
pub fn is_pack_name(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() <= 60
            && !part.starts_with('-')
            && !part.ends_with('-')
            && !RESERVED.contains(&part)
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    name.split('/').count() <= 2 && name.split('/').all(part)
}

/// Whether a case may be called so: its identifier, in one way of writing it.
pub(super) fn is_case_name(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
