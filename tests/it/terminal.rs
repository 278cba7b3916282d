//! The terminal is borrowed: however the program ends, it is given back as it was.
#![cfg(unix)]

use crate::support::pty::{Terminal, close_window, probe, signal};
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The program between two looks at the terminal's settings, then its code.
const BETWEEN: &str = "stty -g; \"$PROBE\"; echo \"code=$?;\"; stty -g; echo over";

/// Waits for the end of [`BETWEEN`] and checks that all is as before.
fn given_back(terminal: &mut Terminal, code: &str) {
    terminal.see("over");
    assert_eq!(terminal.value("code"), code);
    let screen = terminal.emulator.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    let sent = terminal.everything_sent();
    let lines: Vec<&str> = sent.lines().collect();
    let settings: Vec<&str> = lines.iter().filter_map(|line| line.rsplit('\u{1b}').next()).collect();
    let before = settings.first().unwrap().trim();
    assert!(before.contains(':'), "{before}");
    // What the shell said last before it was over, however the bytes were cut.
    let after = lines.iter().rev().map(|line| line.trim()).find(|line| !["", "over"].contains(line));
    assert_eq!(after, Some(before), "settings of the terminal");
    for one in ["\x1b[?1049h", "\x1b[?1049l", "\x1b[?2004h", "\x1b[?2004l"] {
        assert_eq!(sent.matches(one).count(), 1, "{one:?}");
    }
    for never in ["\x1b[?1000h", "\x1b[?1003h", "\x1b[>", "\x1b]", "\x1b[6n", "\x1b[c"] {
        assert!(!sent.contains(never), "{never:?}");
    }
}

#[test]
fn the_terminal_is_as_it_was_after_quitting() {
    let mut terminal = Terminal::script(BETWEEN);
    terminal.see("last=NeedsSetUp");
    let screen = terminal.emulator.screen();
    assert!(screen.alternate_screen() && screen.bracketed_paste());
    terminal.writer().write_all(b"\x11").unwrap();
    given_back(&mut terminal, "0");
    assert!(terminal.emulator.screen().contents().contains("PROBE ENDS after key ctrl-q"));
}

#[test]
fn a_panic_in_the_loop_gives_the_terminal_back_and_tells_nothing_personal() {
    panics(b"\x10", "Nguyễn Văn A");
}

#[test]
fn a_panic_of_the_worker_ends_the_program_in_the_same_way() {
    panics(b"\x17", "Trần Thị B");
}

fn panics(key: &[u8], personal: &str) {
    let mut terminal = Terminal::script(BETWEEN);
    terminal.see("last=NeedsSetUp");
    terminal.writer().write_all(key).unwrap();
    given_back(&mut terminal, "70");
    let seen = terminal.emulator.screen().contents();
    assert!(seen.contains("Một Cửa dừng vì") && seen.contains("Một Cửa stopped"), "not to be read:\n{seen}");
    let said = terminal.everything_sent();
    assert_eq!(said.matches("Một Cửa dừng vì").count(), 1);
    assert_eq!(said.matches("Một Cửa stopped").count(), 1);
    assert!(said.contains("tests/probe/terminal_probe.rs:"));
    assert!(!said.contains(personal));
}

#[test]
fn nothing_is_drawn_any_more_once_the_terminal_is_given_back() {
    let mut terminal = Terminal::script(BETWEEN);
    terminal.see("last=NeedsSetUp");
    // The worker panics while the loop has much to draw.
    let typed = [b"\x17".as_slice(), &[b'x'; 3_000]].concat();
    terminal.writer().write_all(&typed).unwrap();
    given_back(&mut terminal, "70");
    let sent = terminal.everything_sent();
    let (_, after) = sent.split_once("\x1b[?1049l").unwrap();
    assert!(!after.replace("\x1b[?25h", "").contains('\x1b'), "{after:?}");
}

#[test]
fn signals_end_the_program_in_order_and_at_once() {
    for name in ["TERM", "INT", "HUP", "QUIT"] {
        let mut terminal = Terminal::script(BETWEEN);
        terminal.see("last=NeedsSetUp");
        terminal.see("pid=");
        let began = Instant::now();
        terminal.signal(name);
        terminal.see("code=");
        assert!(began.elapsed() < Duration::from_millis(500), "{name}: {:?}", began.elapsed());
        given_back(&mut terminal, "0");
        assert!(terminal.emulator.screen().contents().contains("PROBE ENDS after EndRequested"));
    }
}

#[test]
fn the_program_ends_in_order_when_its_window_is_closed() {
    assert_eq!(close_window(), 0);
}

#[test]
fn a_stop_gives_the_shell_its_terminal_and_going_on_draws_everything_anew() {
    for by_key in [true, false] {
        let script =
            "set -m; stty -g; \"$PROBE\"; echo stopped; stty -g; read go; fg >/dev/null; echo \"code=$?;\"";
        let mut terminal = Terminal::script(script);
        terminal.see("last=NeedsSetUp");
        terminal.see("pid=");
        let mut keys = terminal.writer();
        if by_key {
            keys.write_all(b"\x1a").unwrap();
        } else {
            terminal.signal("TSTP");
        }
        terminal.see("stopped");
        let screen = terminal.emulator.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        keys.write_all(b"\n").unwrap();
        terminal.see("continued=1;");
        terminal.see(&"#".repeat(80));
        assert!(terminal.emulator.screen().alternate_screen());
        keys.write_all(b"a").unwrap();
        terminal.see("text=[a]");
        keys.write_all(b"\x11").unwrap();
        terminal.see("code=0;");
        assert!(!terminal.emulator.screen().alternate_screen());
    }
}

#[test]
fn nothing_is_stopped_where_nobody_could_continue_it() {
    let mut terminal = Terminal::probe();
    let mut keys = terminal.writer();
    keys.write_all(b"\x1a").unwrap();
    terminal.see("continued=1;");
    keys.write_all(b"b").unwrap();
    terminal.see("text=[b]");
    keys.write_all(b"\x11").unwrap();
    assert!(terminal.child.wait().unwrap().success());
}

#[test]
fn without_a_terminal_there_is_a_sentence_and_code_2() {
    let output = Command::new(probe()).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("thiết bị đầu cuối") && said.contains("script mode"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn a_storm_of_sizes_ends_in_the_same_screen_as_a_fresh_one() {
    let mut terminal = Terminal::probe();
    terminal.see("pid=");
    let pid = terminal.value("pid");
    let sizes = [(1, 1), (500, 200), (0, 0), (3, 1000), (1, 24), (80, 1), (79, 23), (200, 60)];
    for round in 0..40 {
        let (columns, rows) = sizes[round % sizes.len()];
        terminal.resize(columns, rows);
    }
    terminal.resize(100, 30);
    terminal.see("size=100x30 now=100x30;");
    // A window that was one cell for a moment has lost its cells; the program sees only the size it knows.
    for (columns, rows) in [(1, 1), (100, 30)] {
        terminal.lose_cells(columns, rows);
    }
    signal(&pid, "WINCH");
    let mut expected = vec![String::new(); 30];
    expected[0] = "PROBE".to_owned();
    expected[1] = "text=[]".to_owned();
    expected[2] = "keys=0 enters=0 pasted=0 cut=false;".to_owned();
    expected[3] = "size=100x30 now=100x30;".to_owned();
    expected[4] = format!("continued=0; pid={pid};");
    expected[5] = "last=Resized { columns: 100, rows: 30 }".to_owned();
    expected[29] = "#".repeat(100);
    terminal.until("the fresh screen", |screen| {
        screen.rows(0, 100).map(|row| row.trim_end().to_owned()).eq(expected.iter().cloned())
    });
}

#[test]
fn vietnamese_as_input_methods_type_it_arrives_whole() {
    let mut terminal = Terminal::probe();
    let mut keys = terminal.writer();
    // Unikey: letters, then backspaces with their replacement in one write.
    keys.write_all("nguye\u{7f}\u{7f}uyê\u{7f}ễn".as_bytes()).unwrap();
    terminal.see("text=[nguuyễn]");
    keys.write_all("\u{8}\u{8}\u{8}\u{8}\u{8}uyễn".as_bytes()).unwrap();
    terminal.see("text=[nguyễn]");
    // Letters taken apart, as macOS sends them.
    keys.write_all(" Thi\u{323}".as_bytes()).unwrap();
    terminal.see("text=[nguyễn Thị]");
    // OpenKey's dummy goes with its own backspace and no letter more.
    keys.write_all(" toa\u{202f}\u{7f}\u{7f}án".as_bytes()).unwrap();
    terminal.see("text=[nguyễn Thị toán]");
    assert_eq!(terminal.value("enters"), "0");
}
