//! Bytes to keys and pastes, without a terminal: every sequence, whole, torn apart and broken.

use motcua::app::message::Message;
use motcua::runtime::keys::{AFTERMATH, Decoder, ESCAPE_WAIT, PASTE_LIMIT, SETTLE, UNENDED};
use motcua::runtime::sequences::{Token, first};
use proptest::prelude::*;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(5);

fn said(messages: Vec<Message>) -> Vec<String> {
    messages
        .into_iter()
        .map(|message| {
            if let Message::Key(key) = message {
                key.to_string()
            } else if let Message::Paste(text) = message {
                format!("paste {text:?}")
            } else {
                format!("{message:?}")
            }
        })
        .collect()
}

/// What one read of these bytes and a long silence give.
fn typed(bytes: &[u8]) -> Vec<String> {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(bytes, Duration::ZERO, &mut out);
    for n in 1..4 {
        decoder.tick(LONG * n, &mut out);
    }
    assert_eq!(decoder.deadline(), None);
    said(out)
}

#[test]
fn every_sequence_is_its_key() {
    let table: &[(&str, &str)] = &[
        ("a", "a"),
        ("ễ", "ễ"),
        ("\r", "enter"),
        ("\n", "enter"),
        ("\t", "tab"),
        ("\u{7f}", "backspace"),
        ("\u{8}", "backspace"),
        ("\u{1}", "ctrl-a"),
        ("\u{1a}", "ctrl-z"),
        ("\0", "ctrl-space"),
        ("\x1b", "esc"),
        ("\x1ba", "alt-a"),
        ("\x1bđ", "alt-đ"),
        ("\x1b\r", "alt-enter"),
        ("\x1b\u{7f}", "alt-backspace"),
        ("\x1b[", "alt-["),
        ("\x1bO", "alt-O"),
        ("\x1b[A", "up"),
        ("\x1b[B", "down"),
        ("\x1b[C", "right"),
        ("\x1b[D", "left"),
        ("\x1bOA", "up"),
        ("\x1bOD", "left"),
        ("\x1b[1;5C", "ctrl-right"),
        ("\x1b[1;2A", "shift-up"),
        ("\x1b[1;3D", "alt-left"),
        ("\x1b[1;8B", "ctrl-alt-shift-down"),
        ("\x1b[H", "home"),
        ("\x1b[1~", "home"),
        ("\x1b[7~", "home"),
        ("\x1bOH", "home"),
        ("\x1b[F", "end"),
        ("\x1b[4~", "end"),
        ("\x1b[8~", "end"),
        ("\x1b[2~", "insert"),
        ("\x1b[3~", "delete"),
        ("\x1b[3;5~", "ctrl-delete"),
        ("\x1b[5~", "page-up"),
        ("\x1b[6~", "page-down"),
        ("\x1b[Z", "shift-tab"),
        ("\x1bOP", "f1"),
        ("\x1b[11~", "f1"),
        ("\x1b[[A", "f1"),
        ("\x1b[[E", "f5"),
        ("\x1b[1;2R", "shift-f3"),
        ("\x1b[15~", "f5"),
        ("\x1b[17~", "f6"),
        ("\x1b[21~", "f10"),
        ("\x1b[24;2~", "shift-f12"),
        ("\x1bOM", "enter"),
        ("\x1bOp", "0"),
        ("\x1bOk", "+"),
        ("\x1b[97;5u", "ctrl-a"),
        ("\x1b[13;2u", "shift-enter"),
        ("\x1b[27;5;13~", "ctrl-enter"),
    ];
    for (bytes, key) in table {
        assert_eq!(typed(bytes.as_bytes()), [*key], "{bytes:?}");
        // Torn apart between any two reads, a moment apart, it is the same.
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        for (n, byte) in bytes.bytes().enumerate() {
            decoder.feed(&[byte], Duration::from_millis(5 * n as u64), &mut out);
            decoder.tick(Duration::from_millis(5 * n as u64 + 4), &mut out);
        }
        decoder.tick(LONG, &mut out);
        assert_eq!(said(out), [*key], "{bytes:?} torn");
    }
}

#[test]
fn what_is_no_key_is_swallowed_whole_and_takes_nothing_with_it() {
    let table: &[&[u8]] = &[
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[<0;12;7M",
        b"\x1b[M !!",
        b"\x1b[?62;22c",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]52;c;cm0gLXJm\x1b\\",
        b"\x1bP>|term 1.0\x1b\\",
        b"\x1b[201~",
        b"\x1b[97;1:3u",
        b"\x1b[99~",
        b"\xff",
        b"\xc3",
        b"\xe1\xba",
        b"\xf0\x9f\x98",
        "\u{85}".as_bytes(),
    ];
    for bytes in table {
        assert_eq!(typed(&[*bytes, b"z"].concat()), ["z"], "{bytes:?}");
    }
    assert_eq!(typed(b"\x1b[1;\x1b[A"), ["up"], "a sequence broken off by another");
    assert_eq!(typed(b"\x1b\x1b[A"), ["esc", "up"]);
}

#[test]
fn an_escape_alone_waits_only_shortly() {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b", Duration::ZERO, &mut out);
    decoder.tick(Duration::from_millis(24), &mut out);
    assert!(out.is_empty());
    assert_eq!(decoder.deadline(), Some(ESCAPE_WAIT));
    decoder.tick(ESCAPE_WAIT, &mut out);
    decoder.feed(b"q", ESCAPE_WAIT, &mut out);
    assert_eq!(said(out), ["esc", "q"]);
    assert!(ESCAPE_WAIT <= Duration::from_millis(50));
}

#[test]
fn keys_fused_in_one_read_stay_in_order() {
    assert_eq!(typed("e\u{7f}\u{8}ê\x1b[Ax".as_bytes()), ["e", "backspace", "backspace", "ê", "up", "x"]);
    assert_eq!(typed("e\u{302}".as_bytes()), ["e", "\u{302}"], "marks are passed on");
}

#[test]
fn the_dummy_of_openkey_goes_only_with_a_backspace() {
    assert_eq!(typed("a\u{202f}\u{7f}\u{7f}â".as_bytes()), ["a", "backspace", "â"]);
    assert_eq!(typed("\u{202f}b".as_bytes()), ["\u{202f}", "b"]);
    assert_eq!(typed("\u{202f}".as_bytes()), ["\u{202f}"]);
    assert_eq!(typed("\u{202f}\u{202f}\u{8}".as_bytes()), ["\u{202f}"]);
}

#[test]
fn a_paste_is_composed_and_free_of_controls() {
    let raw = "\x1b[200~Nguye\u{302}\u{303}n\r\nVăn\rA\tB\0\u{7}\x1b[31m\x1b[201~";
    assert_eq!(typed(raw.as_bytes()), ["paste \"Nguyễn\\nVăn\\nA B[31m\""]);
    assert_eq!(typed(b"\x1b[200~\x1b[201~"), [""; 0], "nothing pasted is nothing");
    assert_eq!(typed(b"\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~"), ["paste \"ab\""]);
    assert_eq!(typed(b"\x1b[200~\x1b[20\x1b\x1b[2011~x\x1b[201~"), ["paste \"[20[2011~x\""]);
}

#[test]
fn a_paste_is_cut_at_its_bound_and_says_so() {
    let long = format!("\x1b[200~{}\x1b[201~", "ễ".repeat(PASTE_LIMIT + 1));
    let messages = typed(long.as_bytes());
    assert_eq!(messages[1], "PasteCut");
    assert_eq!(messages[0].chars().filter(|c| *c == 'ễ').count(), PASTE_LIMIT);
    let full = format!("\x1b[200~{}\x1b[201~", "ễ".repeat(PASTE_LIMIT));
    assert_eq!(typed(full.as_bytes()).len(), 1);
}

#[test]
fn a_paste_ends_only_with_a_silence_and_then_only_text_is_taken() {
    let ms = Duration::from_millis;
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~a\x1b[201~", ms(0), &mut out);
    decoder.tick(ms(19), &mut out);
    assert!(out.is_empty(), "the end mark alone is no end");
    decoder.feed(b"\rb\x1b[201~", ms(20), &mut out);
    decoder.tick(ms(20) + SETTLE, &mut out);
    assert_eq!(said(std::mem::take(&mut out)), ["paste \"a\\nb\""]);
    decoder.feed(b"\rc\x11\x1b[A", ms(150), &mut out);
    assert_eq!(said(std::mem::take(&mut out)), ["c"]);
    // A machine that goes on without a pause stays held.
    for at in (160..600).step_by(10) {
        decoder.feed(b"\r", ms(at), &mut out);
    }
    assert!(out.is_empty());
    decoder.feed(b"\r", ms(590) + AFTERMATH, &mut out);
    assert_eq!(said(out), ["enter"]);
}

#[test]
fn a_paste_without_an_end_is_taken_as_it_is() {
    let (mut decoder, mut out) = (Decoder::default(), Vec::new());
    decoder.feed(b"\x1b[200~abc", Duration::ZERO, &mut out);
    assert_eq!(decoder.deadline(), Some(UNENDED));
    decoder.tick(UNENDED, &mut out);
    assert_eq!(said(out), ["paste \"abc\""]);
    assert!(UNENDED <= Duration::from_millis(500));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        typed(&bytes);
        let mut rest = bytes.as_slice();
        while let Some((_, length)) = first(rest) {
            prop_assert!(length <= rest.len());
            prop_assert!(length > 0);
            rest = &rest[length..];
        }
    }

    #[test]
    fn nothing_inside_a_paste_is_ever_a_key(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let wrapped = [b"\x1b[200~".as_slice(), &bytes, b"\x1b[201~"].concat();
        prop_assert_eq!(first(&wrapped), Some((Token::PasteStart, 6)));
        prop_assert!(typed(&wrapped).iter().all(|one| one.starts_with("paste ")));
    }

    #[test]
    fn text_is_the_same_however_it_is_torn(text in "[a-zđêễ\r\u{301}]{0,40}", cut in 0usize..120) {
        let bytes = text.as_bytes();
        let (head, tail) = bytes.split_at(cut.min(bytes.len()));
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        decoder.feed(head, Duration::ZERO, &mut out);
        decoder.feed(tail, Duration::from_millis(1), &mut out);
        prop_assert_eq!(said(out), typed(bytes));
    }
}
