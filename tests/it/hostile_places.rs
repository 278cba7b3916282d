//! Text made to hurt in every place text comes from, looked for on every way out: screens, the terminal's own bytes,
//! the shell, exports, paper, other offices. One round puts other texts in all places at once.

use crate::hostile::{PAYLOADS, escaped, is_clean, seen_through, walk};
use crate::support::driver::{Driver, holder};
use crate::support::pty::Terminal;
use crate::support::rounds;
use crate::support::shell::{json, motcua, path};
use crate::support::sim_disk::Chance;
use motcua::app::message::Message;
use motcua::app::notice::{Notice, Weight};
use motcua::app::overlay::Overlay;
use motcua::practice::{Recipe, Size, make};
use motcua::runtime::keys::pasted;
use motcua::runtime::premises::Surroundings;
use std::io::Write as _;
use std::path::Path;
use tempfile::TempDir;

/// A small office of today, made anew each time.
pub fn office() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let recipe = Recipe { seed: Some(7), size: Size::Cases(12), today: crate::law::d("23/11/2026") };
    make(dir.path(), recipe, holder(), &mut |_| true).unwrap();
    dir
}

/// Where the texts come from; counts how many were put somewhere.
struct Hurt {
    chance: Chance,
    put: usize,
}

impl Hurt {
    /// Payloads, pieces of them, and letters of every kind, in one text.
    fn text(&mut self) -> String {
        self.put += 1;
        let mut text = String::from("Lý ");
        for _ in 0..=self.chance.below(3) {
            match self.chance.below(4) {
                0 | 1 => text.push_str(PAYLOADS[self.chance.below(PAYLOADS.len())]),
                2 => text.extend(char::from_u32(self.chance.below(0x11_0000) as u32)),
                _ => text.extend(char::from_u32(self.chance.below(0xa0) as u32)),
            }
        }
        text
    }

    /// One as a TOML file holds it.
    fn toml(&mut self) -> String {
        let text = self.text();
        escaped(&text)
    }

    /// One as a name of a file: any bytes but a slash and a zero.
    fn name(&mut self) -> String {
        self.text().replace(['/', '\0'], "")
    }
}

/// Every file people write by hand, with texts that hurt: some read, some faulty in what they say.
fn fill(dir: &Path, hurt: &mut Hurt) {
    let put = |file: &str, text: String| {
        let path = dir.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let mut office = std::fs::read_to_string(dir.join("office.toml")).unwrap();
    for name in ["Sở Thông tin", "Vàng Thị Hoa", "Đặng Văn", "Phòng Bưu chính", "Bộ phận Một cửa"]
    {
        office = office.replace(name, &hurt.toml());
    }
    put("office.toml", office);
    put("settings.toml", format!("theme = \"{}\"\nlanguage = \"{}\"\n", hurt.toml(), hurt.toml()));
    put("keymap.toml", format!("[keys.any]\n\"{}\" = \"{}\"\n", hurt.toml(), hurt.toml()));
    put(
        &format!("themes/{}.toml", hurt.name()),
        format!("[\"{}\"]\nfg = \"{}\"\n", hurt.toml(), hurt.toml()),
    );
    let printing: Vec<String> = ["parent", "desk", "place", "phone", "website"]
        .map(|key| format!("{key} = \"{}\"", hurt.toml()))
        .into();
    put("printing.toml", printing.join("\n"));
    put("retention.toml", format!("[[keep]]\nyears = 1\nbasis = \"{}\"\n", hurt.toml()));
    put(
        "procedures/own.toml",
        format!("[[procedure]]\ncode = \"{}\"\n\"{}\" = 1\n", hurt.toml(), hurt.toml()),
    );
    put("forms/daily/process.toml", format!("title = \"{}\"\n\"{}\" = 1\n", hurt.toml(), hurt.toml()));
    let list =
        format!("Mã hồ sơ;Chủ hồ sơ\n{};{}\n", hurt.text().replace('\0', ""), hurt.text().replace('\0', ""));
    put(&format!("imports/{}.csv", hurt.name()), list);
}

fn paste(driver: &mut Driver, text: &str) {
    for message in pasted(text, false) {
        driver.tell(message);
    }
}

/// Goes through the fields of the form on top; `at` gets the key of each. Papers are taken.
fn through_form(driver: &mut Driver, mut at: impl FnMut(&mut Driver, &str)) {
    for _ in 0..40 {
        let focused = match driver.place().overlays.last() {
            Some(Overlay::Form(form)) => form.focused().map(|field| field.key),
            Some(Overlay::List(_) | Overlay::Page(_) | Overlay::Note(_)) | None => None,
        };
        match focused {
            Some("paper") => drop(driver.press("space")),
            Some(key) => at(driver, key),
            None => {}
        }
        driver.press("tab");
    }
}

/// A file whose every line of text hurts, received as a clerk would.
fn receive(driver: &mut Driver, hurt: &mut Hurt) {
    driver.press("1 n enter");
    through_form(driver, |driver, key| {
        let takes = [
            "owner-name",
            "owner-address",
            "owner-email",
            "summary",
            "filer-name",
            "authorised-name",
            "authority",
            "foreign-code",
            "helped-at",
        ];
        if takes.contains(&key) {
            paste(driver, &hurt.text());
            is_clean(driver, "intake");
        }
    });
    driver.press("ctrl-o");
    is_clean(driver, "received");
    driver.press("ctrl-o esc esc");
}

/// What a file holds that left the desk; its line ends and the mark in front are its own.
fn read_through(file: &Path) {
    let bytes = std::fs::read(file).unwrap();
    let name = file.display();
    assert_eq!(seen_through(&file.file_name().unwrap().to_string_lossy()), None);
    match String::from_utf8(bytes) {
        Ok(text) => assert_eq!(seen_through(&text.replace(['\r', '\u{feff}'], "")), None, "{name}"),
        // Workbooks, pictures and pages are other people's formats; their readers are asked elsewhere.
        Err(_) => {
            assert!([".xlsx", ".png", ".pdf"].iter().any(|end| name.to_string().ends_with(end)), "{name}");
        }
    }
}

fn shell(dir: &Path, arguments: &[&str]) {
    let done = motcua(&[arguments, &["--dir", path(dir)]].concat());
    for stream in [&done.stdout, &done.stderr] {
        let text = String::from_utf8(stream.clone()).unwrap();
        assert_eq!(seen_through(&text.replace(['\r', '\u{feff}'], "")), None, "{arguments:?}");
    }
}

/// The one test of all places; `MOTCUA_ROUNDS` times some forty texts.
#[test]
fn nothing_made_to_hurt_leaves_by_any_way_wherever_it_came_in() {
    let mut put = 0;
    for round in 0..rounds(2) {
        let mut hurt = Hurt { chance: Chance::new(round), put: 0 };
        let dir = office();
        fill(dir.path(), &mut hurt);
        let mut driver =
            Driver::open(dir, [(80, 24), (140, 40)][round as usize % 2], Surroundings::default());
        driver.press("ctrl-x p").type_text("quan.dv").press("enter");
        receive(&mut driver, &mut hurt);
        driver.press("1 g g enter m");
        paste(&mut driver, &hurt.text());
        driver.press("ctrl-o");
        walk(&mut driver, &hurt.text());
        for keys in [
            "ctrl-x e",
            "esc",
            "ctrl-x v",
            "esc",
            "ctrl-x u",
            "esc esc",
            "3",
            "1 enter p",
            "enter",
            "esc esc",
        ] {
            driver.press(keys);
            is_clean(&mut driver, keys);
        }
        // Another system's list, by its own name, and what does not agree in it.
        driver.press("3 r");
        is_clean(&mut driver, "lists");
        driver.press("enter");
        is_clean(&mut driver, "compared");
        driver.press("esc esc 3 x X");
        is_clean(&mut driver, "exported");
        let dir = driver.close();
        for entry in std::fs::read_dir(dir.path().join("exports")).into_iter().flatten() {
            read_through(&entry.unwrap().path());
        }
        for arguments in [
            &["check"][..],
            &["log"],
            &["people", "list"],
            &["forms", "check"],
            &["procedures", "check"],
            &["retention", "list", "--all"],
            &["report", "arrivals", "--from", "2016-01-01", "--to", "2026-12-31", "--format", "csv"],
            &["report", "06a", "--from", "2016-01-01", "--to", "2026-12-31"],
        ] {
            shell(dir.path(), arguments);
        }
        put += hurt.put;
    }
    assert!(put as u64 > rounds(2) * 30, "{put} texts were put somewhere");
}

/// The name an office gives itself, told to another one and printed there.
#[test]
fn what_another_office_calls_itself_does_no_harm_here() {
    for round in 0..rounds(1).min(200) {
        let mut hurt = Hurt { chance: Chance::new(900 + round), put: 0 };
        let (here, there) = (office(), office());
        fill(there.path(), &mut hurt);
        let card = there.path().join("there.card");
        let said = json(&motcua(&["bundle", "card", path(&card), "--dir", path(there.path())]));
        let fingerprint = said["fingerprint"].as_str().unwrap();
        let witness = ["--fingerprint", fingerprint, "--witness", "hoa.vt"];
        shell(here.path(), &[&["bundle", "trust", path(&card)][..], &witness].concat());
        shell(here.path(), &["bundle", "offices"]);
        shell(here.path(), &["log"]);
        let mut driver = Driver::open(here, (80, 24), Surroundings::default());
        driver.press("ctrl-x p").type_text("quan.dv").press("enter ctrl-x u");
        is_clean(&mut driver, "offices");
        driver.press("right right right ctrl-o");
        is_clean(&mut driver, "state of offices");
    }
}

/// The teeth: a text that did not come through the boundary is seen at once, so a boundary left out fails the tests here.
#[test]
fn with_the_boundary_switched_off_the_same_look_finds_what_hides() {
    let mut seen = 0;
    for payload in PAYLOADS {
        let mut driver = Driver::practice((140, 40));
        let facts = vec![("person".to_owned(), payload.to_owned())];
        driver.tell(Message::Noticed(Notice { facts, ..Notice::new(Weight::Info, "notice-person") }));
        let (buffer, _) = driver.draw();
        seen += usize::from(buffer.content().iter().any(|cell| seen_through(cell.symbol()).is_some()));
    }
    // The screen itself drops controls; what only hides goes through it.
    assert!(seen >= 6, "{seen} of {} were seen", PAYLOADS.len());
}

/// What the real program writes to a real terminal: only sequences of its own, whatever the office is called.
#[cfg(unix)]
#[test]
fn the_terminal_is_sent_sequences_of_the_programs_own_and_no_title() {
    for round in 0..rounds(1).min(100) {
        let mut hurt = Hurt { chance: Chance::new(500 + round), put: 0 };
        let dir = office();
        fill(dir.path(), &mut hurt);
        let mut terminal = Terminal::start(env!("CARGO_BIN_EXE_motcua"), &["--dir", path(dir.path())]);
        terminal.see("Tất cả");
        let mut keys = terminal.writer();
        keys.write_all(b"?").unwrap();
        terminal.see("Trợ giúp");
        keys.write_all(b"\x1b[21~").unwrap();
        terminal.until("the end", |screen| !screen.alternate_screen());
        assert_eq!(foreign(&terminal.sent), Vec::<String>::new());
    }
    // The look itself sees what is not ours.
    for payload in
        ["\u{1b}]0;x\u{7}", "\u{1b}]52;c;bGFv\u{7}", "\u{1b}P+q\u{1b}\\", "\u{1b}[6n", "\u{1b}c", "\u{9b}31m"]
    {
        assert!(!foreign(payload.as_bytes()).is_empty(), "{payload:?}");
    }
}

/// Sequences the program has no business to send: all but colours, moves, clearing, modes of its own and the cursor's shape.
fn foreign(sent: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(sent);
    let mut found = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if ('\u{80}'..='\u{9f}').contains(&c)
            || (c.is_control() && !matches!(c, '\u{1b}' | '\r' | '\n' | '\u{8}'))
        {
            found.push(format!("U+{:04X}", c as u32));
        }
        if c != '\u{1b}' {
            continue;
        }
        if rest.next_if_eq(&'[').is_none() {
            found.push(format!("escape {:?}", rest.peek()));
            continue;
        }
        let mut parameters = String::new();
        while let Some(c) = rest.next_if(|c| ('\u{20}'..='\u{3f}').contains(c)) {
            parameters.push(c);
        }
        let end = rest.next().unwrap_or('?');
        let modes = ["?1049", "?2004", "?25", "?7", "?2026"];
        let is_ours = match end {
            'm' | 'H' | 'J' | 'K' | 'A' | 'B' | 'C' | 'D' | 'G' | 'd' => {
                parameters.chars().all(|c| c.is_ascii_digit() || c == ';' || c == ':')
            }
            'h' | 'l' => modes.contains(&parameters.as_str()),
            'q' => parameters.ends_with(' '),
            _ => false,
        };
        if !is_ours {
            found.push(format!("ESC [ {parameters} {end}"));
        }
    }
    found
}

/// Characters that are not seen, or change how others are: what Unicode lets renderers ignore, directions, blanks.
fn unseen() -> Vec<char> {
    let ranges = [
        (0xad, 0xad),
        (0x34f, 0x34f),
        (0x61c, 0x61c),
        (0x115f, 0x1160),
        (0x17b4, 0x17b5),
        (0x180b, 0x180f),
        (0x200b, 0x200f),
        (0x2028, 0x202e),
        (0x2060, 0x206f),
        (0x2800, 0x2800),
        (0x3164, 0x3164),
        (0xfe00, 0xfe0f),
        (0xfeff, 0xfeff),
        (0xffa0, 0xffa0),
        (0xfff9, 0xfffb),
        (0x1d173, 0x1d17a),
        (0xe0001, 0xe0001),
        (0xe0020, 0xe007f),
        (0xe0100, 0xe01ef),
    ];
    ranges.into_iter().flat_map(|(from, to)| from..=to).filter_map(char::from_u32).collect()
}

/// About four hundred characters, each in a name of its own, seen as marks in every view of that file.
#[test]
fn what_is_not_seen_is_shown_as_a_mark_in_every_view() {
    let all = unseen();
    assert!(all.len() > 400, "{}", all.len());
    let mut driver = Driver::open(office(), (140, 40), Surroundings::default());
    // Twenty of them in one file: the owner, the filer and the words about it.
    let groups: Vec<&[char]> = all.chunks(20).collect();
    for chars in groups.iter().take(rounds(3) as usize) {
        let name: String = chars.iter().flat_map(|c| ['a', *c]).collect();
        driver.press("1 n enter");
        through_form(&mut driver, |driver, key| {
            if matches!(key, "owner-name" | "filer-name" | "owner-address" | "summary") {
                paste(driver, &name);
            }
        });
        is_clean(&mut driver, "intake");
        driver.press("ctrl-o");
        driver.press("ctrl-o esc esc");
        for keys in ["1 g g", "enter", "H", "esc", "w", "esc", "p enter", "esc", "2", "4", "3", "1"] {
            driver.press(keys);
            is_clean(&mut driver, keys);
        }
    }
    // Nothing was swallowed: each stands there by its number.
    let rows = &driver.place().projection;
    let names: String = rows.rows().iter().map(|row| rows.owner(row)).collect();
    for c in groups.iter().take(rounds(3) as usize).flat_map(|chars| chars.iter()) {
        assert!(names.contains(&format!("«U+{:04X}»", *c as u32)), "U+{:04X}", *c as u32);
    }
}

/// A name with a letter of another script, in every view of its file and in the form that takes it.
#[test]
fn a_letter_that_only_looks_latin_is_told_in_the_form_and_in_every_view() {
    let mut driver = Driver::open(office(), (140, 40), Surroundings::default());
    let real = {
        let rows = &driver.place().projection;
        rows.owner(&rows.rows()[0]).to_owned()
    };
    let disguised = real.replacen('a', "\u{430}", 1);
    assert_ne!(real, disguised);
    driver.press("n enter");
    through_form(&mut driver, |driver, key| {
        if key == "owner-name" {
            paste(driver, &disguised);
            driver.press("tab").see("U+0430").see("trông y như tên này").press("shift-tab ctrl-u");
            paste(driver, &disguised);
        }
    });
    driver.press("ctrl-o ctrl-o esc esc 1");
    for keys in ["", "enter", "H esc", "/"] {
        driver.press(keys);
        if keys == "/" {
            driver.type_text("\u{430}");
        }
        driver.see("«U+0430»");
    }
    // Numbers of papers and telephones are digits everybody types alike.
    for (field, typed) in
        [("owner-id", "０79012345678"), ("owner-phone", "٠٩٠١٢٣٤٥٦٧"), ("owner-phone", "09١2345678")]
    {
        let mut file = crate::support::office::file("Lý A Páo");
        match field {
            "owner-id" => typed.clone_into(&mut file.owner.id_number),
            _ => typed.clone_into(&mut file.owner.phone),
        }
        let told = crate::support::story::story();
        let refused = told.refuses(&motcua::domain::action::Action::Receive(Box::new(file)));
        assert_eq!(refused.name(), "field-invalid", "{field} {typed}");
    }
}
