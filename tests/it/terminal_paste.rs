//! Pastes of any kind and size: bounded, clean, and never keys.
#![cfg(unix)]

use crate::support::pty::Terminal;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// Writes from a thread of its own: a terminal takes only so much at once.
fn paste(terminal: &mut Terminal, parts: Vec<Vec<u8>>) -> Box<dyn std::io::Write + Send> {
    let mut keys = terminal.writer();
    std::thread::spawn(move || {
        for part in parts {
            keys.write_all(&part).unwrap();
        }
        keys
    })
    .join()
    .unwrap()
}

fn kilobytes_at_most(terminal: &Terminal) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", terminal.value("pid"))).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn a_paste_of_ten_mebibytes_is_cut_and_held_in_bounds() {
    let mut terminal = Terminal::probe();
    terminal.see("pid=");
    let before = kilobytes_at_most(&terminal);
    let text = "Nguyễn Văn An\r".repeat((10 << 20) / 18);
    let mut keys =
        paste(&mut terminal, vec![b"\x1b[200~".to_vec(), text.into_bytes(), b"\x1b[201~".to_vec()]);
    terminal.see("keys=0 enters=0 pasted=65536 cut=true;");
    if let (Some(before), Some(after)) = (before, kilobytes_at_most(&terminal)) {
        assert!(after - before <= 32 << 10, "{} KiB more", after - before);
    }
    keys.write_all(b"x").unwrap();
    terminal.see("text=[x]");
}

#[test]
fn a_mebibyte_without_brackets_is_keys_in_bounds() {
    let mut terminal = Terminal::probe();
    terminal.see("pid=");
    let before = kilobytes_at_most(&terminal);
    let mut keys = paste(&mut terminal, vec![vec![b'x'; 1 << 20]]);
    terminal.see("keys=1048576 ");
    if let (Some(before), Some(after)) = (before, kilobytes_at_most(&terminal)) {
        assert!(after - before <= 32 << 10, "{} KiB more", after - before);
    }
    keys.write_all(b"\x11").unwrap();
    assert!(terminal.child.wait().unwrap().success());
}

#[test]
fn a_paste_without_an_end_is_taken_within_half_a_second() {
    let mut terminal = Terminal::probe();
    let mut keys = terminal.writer();
    let began = Instant::now();
    keys.write_all(b"\x1b[200~abc\x1b[20").unwrap();
    terminal.see("pasted=3 ");
    // Half a second and what a busy machine takes to show it.
    assert!(began.elapsed() < Duration::from_millis(800), "{:?}", began.elapsed());
    keys.write_all(b"d").unwrap();
    terminal.see("text=[d]");
}

#[test]
fn an_end_mark_inside_a_paste_does_not_break_out() {
    let mut terminal = Terminal::probe();
    let mut keys = terminal.writer();
    keys.write_all(b"\x1b[200~a\x1b[201~\r\x11q\x00\x1b[A\x1b\x1b[201~").unwrap();
    terminal.see("last=paste \"a\\nq[A\"");
    assert!(terminal.emulator.screen().contents().contains("keys=0 enters=0 pasted=5 cut=false;"));
    // And it is still alive to be typed into.
    keys.write_all(b"e").unwrap();
    terminal.see("text=[e]");
    assert_eq!(terminal.value("enters"), "0");
}
