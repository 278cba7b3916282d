//! The recovery key on paper: two halves, neither of which says anything without the other.
//!
//! Written in Crockford's letters with a check, so that a misread letter is told at once. Must not know:
//! who keeps a half.

use super::{Key, SealError, secret};

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bytes of the check behind a half.
const CHECK: usize = 3;
/// Letters of a group.
const GROUP: usize = 5;

/// Bytes in letters that are hard to misread, five bits each.
pub fn letters(bytes: &[u8]) -> String {
    let (mut held, mut bits, mut out) = (0_u32, 0, String::new());
    let put = |held: u32, out: &mut String| {
        out.push(char::from(LETTERS.get((held & 31) as usize).copied().unwrap_or(b'0')));
    };
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            put(held >> bits, &mut out);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        put(held << (5 - bits), &mut out);
    }
    out
}

/// The letters as people type them: any case, blanks and dashes anywhere, O for 0, I and L for 1.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// In groups of five, for paper.
pub fn grouped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let (mut held, mut bits, mut out) = (0_u32, 0, Vec::new());
    for letter in plain(text).bytes() {
        let value = LETTERS.iter().position(|known| *known == letter)?;
        held = (held << 5) | value as u32;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    (held == 0).then_some(out)
}

/// Splits a key into two halves for paper.
pub fn split(key: &Key) -> Result<[String; 2], SealError> {
    let first: [u8; 32] = secret::random()?;
    let mut second = *key.bytes();
    second.iter_mut().zip(first).for_each(|(byte, mask)| *byte ^= mask);
    Ok([half(1, &first), half(2, &second)])
}

fn half(number: u8, bytes: &[u8; 32]) -> String {
    let mut all = vec![number];
    all.extend_from_slice(bytes);
    all.extend_from_slice(&check(&all));
    grouped(&letters(&all))
}

fn check(bytes: &[u8]) -> [u8; CHECK] {
    let hash = blake3::derive_key("motcua recovery half v1", bytes);
    [hash[0], hash[1], hash[2]]
}

/// The key of two halves in either order; which half was misread, when one was.
pub fn join(one: &str, other: &str) -> Result<Key, SealError> {
    let (first, second) = (read(one)?, read(other)?);
    let (first, second) = if first.0 == 1 { (first, second) } else { (second, first) };
    if (first.0, second.0) != (1, 2) {
        return Err(SealError::Faulty("these are not the two halves"));
    }
    let mut key = first.1;
    key.iter_mut().zip(second.1).for_each(|(byte, mask)| *byte ^= mask);
    Ok(Key::of(key))
}

fn read(text: &str) -> Result<(u8, [u8; 32]), SealError> {
    const MISREAD: SealError = SealError::Faulty("a half is misread; look at its letters again");
    let all = bytes(text).ok_or(MISREAD)?;
    let (body, found) = all.split_last_chunk::<CHECK>().ok_or(MISREAD)?;
    if *found != check(body) {
        return Err(MISREAD);
    }
    let (number, key) = body.split_first().ok_or(MISREAD)?;
    Ok((*number, key.try_into().ok().ok_or(MISREAD)?))
}
