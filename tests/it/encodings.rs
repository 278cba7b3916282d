//! Lists in the encodings of old fonts and of spreadsheets: named or asked, never guessed in silence, and kept as they are.

use crate::support::driver::{Driver, practice_office};
use crate::support::shell::{self, code, err, motcua, out, path};
use motcua::runtime::premises::Surroundings;
use std::path::Path;

/// `Mã hồ sơ;Chủ hồ sơ` and one line, in TCVN3.
const TCVN3: &[u8] =
    b"M\xb7 h\xe5 s\xac;Ch\xf1 h\xe5 s\xac\n000.00.99.H38-190101-0001;Nguy\xd4n V\xa8n \xa7\xf8c\n";
/// The same in VNI.
const VNI: &[u8] =
    b"Ma\xf5 ho\xe0 s\xf4;Chu\xfb ho\xe0 s\xf4\n000.00.99.H38-190101-0001;Nguye\xe3n Va\xean \xd1\xf6\xf9c\n";

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn put(dir: &Path, name: &str, bytes: &[u8]) {
    std::fs::create_dir_all(dir.join("imports")).unwrap();
    std::fs::write(dir.join("imports").join(name), bytes).unwrap();
}

#[test]
fn on_the_screen_the_encoding_is_asked_with_samples_and_the_file_stays() {
    let office = practice_office();
    put(office.path(), "cu.csv", TCVN3);
    let mut driver = Driver::open(office, (100, 30), Surroundings::default());
    driver
        .press("3 r enter")
        .see("Tệp viết theo bảng mã nào?")
        .see("TCVN3 (ABC, phông .Vn…): Mã hồ sơ;Chủ hồ sơ");
    driver.see("chọn dòng đọc được đúng tiếng Việt");
    insta::assert_snapshot!("which_encoding", driver.screen());
    driver.type_text("tcvn3").press("enter").see("thừa 1");
    assert_eq!(std::fs::read(driver.dir.path().join("imports/cu.csv")).unwrap(), TCVN3);
    // A file that says itself what it is, is not asked about.
    put(driver.dir.path(), "cu.csv", &utf16("Mã hồ sơ;Chủ hồ sơ\n000.00.99.H38-190101-0001;Ai\n"));
    driver.press("esc esc 3 r enter").see("thừa 1");
    // One that fits nothing is told with what to do; nothing is read with holes.
    put(driver.dir.path(), "cu.csv", b"M\xff\xc0\x01\n");
    driver.press("esc esc 3 r enter").see("lưu lại dạng CSV UTF-8");
}

#[test]
fn in_the_shell_it_is_named_and_without_a_name_every_reading_is_shown() {
    let office = shell::copy();
    let dir = office.path().join("d");
    let file = office.path().join("cu.csv");
    for (bytes, name) in [(TCVN3, "tcvn3"), (VNI, "vni")] {
        std::fs::write(&file, bytes).unwrap();
        let asked =
            ["reconcile", path(&file), "--from", "2019-01-01", "--to", "2019-01-02", "--dir", path(&dir)];
        let told = motcua(&asked);
        assert_eq!(code(&told), 2);
        assert!(err(&told).contains(&format!("--encoding {name}   Mã hồ sơ;Chủ hồ sơ")), "{}", err(&told));
        let read = motcua(&[&asked[..], &["--encoding", name]].concat());
        assert_eq!(code(&read), 1, "{}", err(&read));
        assert!(out(&read).contains("000.00.99.H38-190101-0001"), "{}", out(&read));
        assert!(!out(&read).contains('\u{fffd}'));
    }
    // Days of another program too.
    let days = office.path().join("days.csv");
    std::fs::write(&days, b"date,kind,name\n2026-09-02,holiday,Qu\xe8c kh\xb8nh\n").unwrap();
    let told = motcua(&["calendar", "import", path(&days), "--dir", path(&dir)]);
    assert_eq!(code(&told), 2);
    assert!(err(&told).contains("2026-09-02,holiday,Quốc khánh"), "{}", err(&told));
    let read = motcua(&["calendar", "import", path(&days), "--encoding", "tcvn3", "--dir", path(&dir)]);
    assert_eq!(code(&read), 0, "{}", err(&read));
}

#[test]
fn a_broken_byte_of_a_paste_stays_to_be_seen() {
    let mut decoder = motcua::runtime::keys::Decoder::default();
    let (mut out, start) = (Vec::new(), std::time::Duration::ZERO);
    decoder.feed(b"\x1b[200~Nguy\xd4n\xff An\x1b[201~", start, &mut out);
    decoder.tick(decoder.deadline().unwrap(), &mut out);
    let texts: Vec<String> =
        out.into_iter()
            .filter_map(|message| {
                if let motcua::app::message::Message::Paste(text) = message { Some(text) } else { None }
            })
            .collect();
    assert_eq!(texts, ["Nguy«0xD4»n«0xFF» An"]);
}
