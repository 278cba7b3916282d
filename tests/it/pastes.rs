//! Pastes of every kind into every place of the shipped program: bounded, alive while they come, and nothing is done by
//! what they hold.
#![cfg(target_os = "linux")]

use crate::support::borrowed::Borrowed;
use crate::support::clerk::keys;
use crate::support::crash::{closed_desk, program};
use crate::support::crash_work::bodies;
use crate::support::process::is_quiet;
use crate::support::pty::{Terminal, signal};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use std::path::Path;
use std::time::{Duration, Instant};

const BEGIN: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";
/// What a paste may add to the memory, in KiB.
const MEMORY: u64 = 32 << 10;
/// The longest a frame may take.
const FRAME: Duration = Duration::from_millis(100);
/// The longest input may be deaf after a paste that never ends.
const RECOVERED: Duration = Duration::from_millis(500);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Ten mebibytes in brackets.
    Huge,
    /// A mebibyte without them: keys.
    Bare,
    /// Begun and never ended, sometimes within its end mark.
    Unended,
    /// With end marks inside, and keys behind them that record.
    BreaksOut,
    /// With every control there is.
    Controls,
}

const KINDS: [Kind; 5] = [Kind::Huge, Kind::Bare, Kind::Unended, Kind::BreaksOut, Kind::Controls];

/// Where the focus is: nowhere, in a longer text, in a line, in a list's filter, in the search.
const PLACES: [(&str, &str); 5] = [
    ("", "Tất cả (5)"),
    ("m", "Ghi chú:"),
    ("n enter tab tab", "Tên chủ hồ sơ"),
    (":", "gõ để lọc"),
    ("/", "esc Quay lại"),
];

/// Words as people paste them, with keys of the desk among the letters.
fn words(chance: &mut Chance, bytes: usize) -> Vec<u8> {
    let each = [
        "Kính gửi ",
        "Sở Thông tin",
        "\r\n",
        "Nguyễn Văn Ẩn",
        "\t",
        "0912 345 678",
        "a a",
        "n N g q",
        "\u{1d4d0}",
        "e\u{301}\u{323}",
        " : . / ",
    ];
    let mut text = Vec::with_capacity(bytes + 32);
    while text.len() < bytes {
        text.extend_from_slice(each[chance.below(each.len())].as_bytes());
    }
    text
}

/// What is sent, and whether all of it stays in brackets.
fn content(kind: Kind, place: (&str, &str), chance: &mut Chance) -> Vec<u8> {
    let size = 1 + chance.below(4_000);
    match kind {
        Kind::Huge => [BEGIN, &words(chance, 10 << 20), END].concat(),
        // Without brackets everything is keys, and a line break is Enter: lines go into a text of several lines alone.
        Kind::Bare => {
            let lines = place.0 == "m";
            words(chance, 1 << 20)
                .into_iter()
                .filter(|byte| *byte >= 0x20 || (lines && *byte == b'\r'))
                .collect()
        }
        Kind::Unended => {
            let cut = chance.below(END.len());
            [BEGIN, &words(chance, size), &END[..cut]].concat()
        }
        Kind::BreaksOut => {
            let inside = [
                b"\x1b[201~\r".as_slice(),
                b"\x1b[201~\x0f",
                b"\x1b[201~\x1b\x1baaa\r\x0f",
                b"\x1b[201~mx\x0f",
                b"\x1b[200~",
            ];
            let mut text = BEGIN.to_vec();
            for _ in 0..=chance.below(6) {
                text.extend(words(chance, size / 4));
                text.extend_from_slice(inside[chance.below(inside.len())]);
            }
            [text.as_slice(), END].concat()
        }
        Kind::Controls => {
            let mut text = words(chance, size);
            for _ in 0..200 {
                let at = chance.below(text.len());
                text.insert(at, [0, 0x1b, 0x0f, 0x18, 0x11, 0x7f, 0x9b, 0x1a][chance.below(8)]);
            }
            // A control cut out of a letter may leave an end mark standing only by chance; then it ended there.
            [BEGIN, &text, END].concat()
        }
    }
}

/// Sends it in pieces of any size; between some of them the window changes, and the frame that follows is timed.
fn send(lent: &mut Borrowed, bytes: &[u8], chance: &mut Chance, frames: &mut Vec<Duration>) {
    let mut rest = bytes;
    let mut wide = false;
    let most = if bytes.len() > 100_000 { 200_000 } else { 2_000 };
    while !rest.is_empty() {
        let piece = (1 + chance.below(most)).min(rest.len());
        lent.clerk.send(&rest[..piece]);
        rest = &rest[piece..];
        if chance.one_in(3) {
            wide = !wide;
            let began = Instant::now();
            let before = lent.clerk.terminal.sent.len();
            lent.clerk.terminal.resize(if wide { 90 } else { 80 }, 24);
            lent.clerk
                .terminal
                .wait_for("a frame", |terminal| terminal.sent.len() > before && terminal.is_whole());
            frames.push(began.elapsed());
        }
    }
}

/// What the screen says once a paste is taken: it was cut, or it stands there, or nobody wanted it.
fn came_to_rest(terminal: &mut Terminal, before: usize) {
    terminal.wait_for("what was pasted", |terminal| terminal.sent.len() > before && terminal.is_whole());
}

fn round(
    desk: &Path,
    kind: Kind,
    place: (&str, &str),
    chance: &mut Chance,
    frames: &mut Vec<Duration>,
) -> Result<Duration, String> {
    let before = bodies(desk)?.len();
    let mut lent = Borrowed::lend(&[&program().display().to_string(), "--dir", desk.to_str().unwrap()]);
    lent.clerk.see("Tất cả (5)");
    lent.clerk.send(&keys(place.0));
    lent.clerk.see(place.1);
    let held = lent.process.resident();
    let text = content(kind, place, chance);
    send(&mut lent, &text, chance, frames);
    let (ended, sent) = (Instant::now(), lent.clerk.terminal.sent.len());
    came_to_rest(&mut lent.clerk.terminal, sent);
    let took = ended.elapsed();
    // Alive: a key comes through, and the screen is drawn whole once more.
    lent.clerk.settle();
    lent.clerk.send(b"\x0c");
    lent.clerk.settle();
    let grown = lent.process.peak().saturating_sub(held);
    if grown > MEMORY {
        return Err(format!("{grown} KiB more"));
    }
    let began = Instant::now();
    signal(&lent.process.0, "TERM");
    lent.clerk.terminal.wait_for("the end", |terminal| terminal.everything_sent().contains("code="));
    if began.elapsed() > Duration::from_secs(5) {
        return Err(format!("deaf for {:?}", began.elapsed()));
    }
    let returned = lent.returned()?;
    let after = bodies(desk)?.len();
    if returned.code != "0" || after != before {
        return Err(format!("code {}, {before} records before and {after} after", returned.code));
    }
    Ok(took)
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort();
    times.get(times.len() * percent / 100).or(times.last()).copied().unwrap_or_default()
}

#[test]
fn nothing_pasted_is_ever_done_and_the_desk_stays_alive_and_small() {
    let (_home, desk) = closed_desk(25);
    for kind in KINDS {
        let (mut frames, mut took) = (Vec::new(), Vec::new());
        for seed in 0..rounds(1) {
            let mut chance = Chance::new(seed * 5 + kind as u64);
            let place = PLACES[(seed as usize + kind as usize) % PLACES.len()];
            let lost = |error| panic!("{kind:?} into {place:?}, round {seed}: {error}");
            took.push(round(&desk, kind, place, &mut chance, &mut frames).unwrap_or_else(lost));
        }
        let (frame, taken) = (percentile(&mut frames, 99), percentile(&mut took, 99));
        let (usual_frame, usually_taken) = (percentile(&mut frames, 50), percentile(&mut took, 50));
        println!(
            "{kind:?}: {} pastes, 0 acts; {} frames while they came, p50 {usual_frame:?} p99 {frame:?}; taken p50 \
             {usually_taken:?} p99 {taken:?} after their end",
            took.len(),
            frames.len(),
        );
        // Beside other work the slowest say nothing about the program.
        let (frame, taken) = if is_quiet() { (frame, taken) } else { (usual_frame, usually_taken) };
        assert!(frame <= FRAME, "{kind:?}: {frame:?}");
        assert!(kind != Kind::Unended || taken <= RECOVERED, "{taken:?}");
    }
}
