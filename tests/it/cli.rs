//! The shell commands as a shell sees them: exit codes, what goes to which stream, what is left behind.

use crate::support::shell::{TODAY, code, copy, err, json, motcua, out, path};
use crate::support::sources;
use motcua::domain::chronicle::ClosedBook;
use std::path::Path;

#[test]
fn help_goes_to_standard_output_and_wrong_usage_to_standard_error() {
    let mut walked = 0;
    let mut commands: Vec<Vec<String>> = vec![Vec::new()];
    while let Some(command) = commands.pop() {
        let asked: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let help = motcua(&asked);
        assert_eq!((code(&help), err(&help).as_str()), (0, ""), "{command:?}");
        let said = out(&help);
        assert!(said.contains("Cách dùng: motcua"), "{command:?}: {said}");
        assert!(!said.contains("\nUsage:") && !said.contains("\nOptions:"), "{command:?}: {said}");
        let listed =
            said.lines().skip_while(|line| *line != "Lệnh:").skip(1).take_while(|line| !line.is_empty());
        let named = listed.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
        commands.extend(named.map(|name| [command.as_slice(), &[name.to_owned()]].concat()));
        walked += 1;
    }
    assert!(walked > 40, "{walked} commands");
    for wrong in [["--no-such-option"].as_slice(), &["check", "--dir"], &["generate", "--cases", "0"]] {
        let refused = motcua(wrong);
        assert_eq!((code(&refused), out(&refused).as_str()), (2, ""), "{wrong:?}");
        assert!(!err(&refused).is_empty());
    }
}

#[test]
fn the_levels_report_says_the_articles_figures_in_every_shape() {
    let dir = copy();
    let dir = path(&dir.path().join("d")).to_owned();
    let report = |format: &str| {
        let span = ["--from", "2016-01-01", "--to", "31/12/2020", "--format", format, "--dir", &dir];
        motcua(&[["report", "levels"].as_slice(), &span].concat())
    };
    let said = json(&report("json"));
    assert_eq!((&said["report"], &said["total"]["level_4"]), (&"levels".into(), &913.into()));
    let all = &said["all"];
    let levels = ["level_1", "level_2", "level_3", "level_4", "total"].map(|key| all[key].as_u64().unwrap());
    assert_eq!(levels, [10, 25, 52, 913, 1_000]);
    assert_eq!(all["level_4_share"], "91.3");
    for part in ["by_field", "by_channel", "by_year"] {
        let total: u64 =
            said[part].as_array().unwrap().iter().map(|line| line["total"].as_u64().unwrap()).sum();
        assert_eq!(total, 1_000, "{part}");
    }
    let csv = report("csv");
    assert!(out(&csv).lines().any(|line| line == "total,10,25,52,913,1000,91.3"), "{}", out(&csv));
    let table = report("table");
    assert_eq!(err(&table), "");
    assert!(out(&table).contains("91,3"), "{}", out(&table));
    let widths: Vec<usize> =
        out(&table).lines().skip(2).take(2).map(unicode_width::UnicodeWidthStr::width).collect();
    assert_eq!(widths[0], widths[1]);
}

#[test]
fn slips_out_of_the_box_are_recorded_and_counted() {
    let dir = copy();
    let dir = path(&dir.path().join("d")).to_owned();
    let slips = |from: &str, to: &str| {
        motcua(&[
            "survey",
            "--from",
            from,
            "--to",
            to,
            "--satisfied",
            "40",
            "--dissatisfied",
            "2",
            "--dir",
            &dir,
        ])
    };
    assert_eq!(slips("2020-12-31", "2020-01-01").status.code(), Some(2), "backwards");
    assert_eq!(slips("2020-01-01", "2020-06-30").status.code(), Some(0));
    let span = ["--from", "2020-01-01", "--to", "2020-12-31", "--format", "json", "--dir", &dir];
    let said = json(&motcua(&[["report", "feedback"].as_slice(), &span].concat()));
    let lines = said["rows"].as_array().unwrap();
    let line = lines.iter().find(|line| line["unit"] == "no-file").unwrap();
    assert_eq!(
        (&line["rated"], &line["satisfied"], &line["dissatisfied"]),
        (&42.into(), &40.into(), &2.into())
    );
    let rated: u64 = lines.iter().map(|line| line["rated"].as_u64().unwrap()).sum();
    assert_eq!(said["total"]["rated"], rated);
}

#[test]
fn check_is_fine_on_a_sound_desk_and_names_the_place_of_damage() {
    let dir = copy();
    let sound = json(&motcua(&["check", "--json", "--dir", path(&dir.path().join("d"))]));
    assert_eq!((&sound["verdict"], sound["findings"].as_array().unwrap().len()), (&"sound".into(), 0));
    assert!(sound["events"].as_u64() > sound["cases"].as_u64());
    assert_eq!(sound["head"].as_str().unwrap().len(), 64);

    let segment = std::fs::read_dir(dir.path().join("d/journal"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "journal"))
        .unwrap();
    let mut bytes = std::fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    std::fs::write(&segment, bytes).unwrap();
    let dir = path(&dir.path().join("d")).to_owned();
    let damaged = motcua(&["check", "--json", "--dir", &dir]);
    assert_eq!(code(&damaged), 1);
    let said: serde_json::Value = serde_json::from_str(&out(&damaged)).unwrap();
    assert_eq!(said["verdict"], "damaged");
    let found = said["findings"].as_array().unwrap().iter().find(|found| found["kind"] == "journal").unwrap();
    assert!(found["sequence"].as_u64().unwrap() > 1 && found["offset"].as_u64().unwrap() <= middle as u64);

    let refused = motcua(&["backup", &format!("{dir}.motcua"), "--dir", &dir]);
    assert_eq!(code(&refused), 1);
    assert!(!Path::new(&format!("{dir}.motcua")).exists());
}

#[test]
fn a_desk_backed_up_restored_and_rebuilt_is_the_same_desk() {
    let dir = copy();
    let at = |name: &str| path(&dir.path().join(name)).to_owned();
    let written = json(&motcua(&["backup", &at("b.motcua"), "--dir", &at("d")]));
    assert!(written["files"].as_u64().unwrap() >= 2);
    let again = motcua(&["backup", &at("b.motcua"), "--dir", &at("d")]);
    assert_eq!((code(&again), out(&again).as_str()), (2, ""), "a backup is never written over");
    json(&motcua(&["restore", &at("b.motcua"), "--dir", &at("r")]));
    assert_eq!(json(&motcua(&["check", "--json", "--dir", &at("r")]))["verdict"], "mends");
    let rebuilt = json(&motcua(&["rebuild", "--dir", &at("r")]));
    let [old, new] = ["d", "r"].map(|name| json(&motcua(&["check", "--json", "--dir", &at(name)])));
    assert_eq!(old, new);
    assert_eq!(rebuilt["cases"], new["cases"]);
    assert_eq!(code(&motcua(&["restore", &at("b.motcua"), "--dir", &at("r")])), 2, "the folder is not empty");
    std::fs::write(at("c.motcua"), "không phải").unwrap();
    assert_eq!(code(&motcua(&["restore", &at("c.motcua"), "--dir", &at("s")])), 1);
    assert!(!Path::new(&at("s")).exists());
}

#[test]
fn a_practice_office_that_is_there_is_not_made_again() {
    let dir = copy();
    let at = path(&dir.path().join("d")).to_owned();
    let head = || json(&motcua(&["check", "--json", "--dir", &at]))["head"].clone();
    let before = head();
    let refused = motcua(&["demo", "--create-only", "--dir", &at]);
    assert_eq!((code(&refused), out(&refused).as_str()), (2, ""));
    assert!(err(&refused).contains("--fresh"));
    assert_eq!(head(), before);
    let fresh = motcua(&["demo", "--create-only", "--fresh", "--today", "2026-11-20", "--dir", &at]);
    assert_eq!(json(&fresh)["today"], "2026-11-20");
    assert_ne!(head(), before);
    assert!(Path::new(&format!("{at}.old-1/journal")).is_dir());
}

#[test]
fn a_real_desk_is_never_taken_for_a_practice_office() {
    let dir = copy();
    let at = dir.path().join("d");
    let office = std::fs::read_to_string(at.join("office.toml")).unwrap();
    std::fs::write(at.join("office.toml"), office.replace("practice = true", "practice = false")).unwrap();
    for arguments in [["--create-only"].as_slice(), &["--create-only", "--fresh"], &[]] {
        let refused = motcua(&[["demo", "--dir", path(&at)].as_slice(), arguments].concat());
        assert_eq!((code(&refused), out(&refused).as_str()), (2, ""), "{arguments:?}");
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn commands_that_need_a_desk_say_so_and_leave_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let at = path(&dir.path().join("none")).to_owned();
    let levels = ["report", "levels", "--from", "2016-01-01", "--to", "2020-12-31"];
    for command in [["check"].as_slice(), &["rebuild"], &["backup", "b"], &levels] {
        let refused = motcua(&[command, &["--dir", &at, "--lang", "en"]].concat());
        assert_eq!((code(&refused), out(&refused).as_str()), (2, ""), "{command:?}");
        assert!(err(&refused).starts_with("There is no desk in"), "{}", err(&refused));
    }
    assert_eq!(code(&motcua(&["generate", "--cases", "5"])), 2, "it never guesses a folder");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn an_office_of_any_size_is_made_and_told_in_json() {
    let dir = tempfile::tempdir().unwrap();
    let at = path(&dir.path().join("g")).to_owned();
    let made = motcua(&["generate", "--cases", "40", "--seed", "7", "--today", TODAY, "--dir", &at]);
    assert_eq!(json(&made)["cases"], 40);
    assert_eq!(code(&motcua(&["generate", "--cases", "40", "--dir", &at])), 2, "the folder is not empty");
}

#[test]
fn every_word_of_the_shell_is_used() {
    let sources: String = sources("src/cli").into_iter().map(|(_, source)| source).collect();
    let words = motcua::look::catalog::Language::Vi.source();
    for line in words.lines().filter(|line| line.starts_with("shell-")) {
        let id = line.split(' ').next().unwrap();
        let family =
            ["shell-finding-", "shell-verdict-", "shell-channel-"].iter().find_map(|f| id.strip_prefix(f));
        let name = family.unwrap_or(id);
        assert!(sources.contains(&format!("\"{name}\"")), "{id}");
    }
}

#[test]
fn every_kind_of_damage_has_words_in_both_languages() {
    use strum::IntoEnumIterator as _;
    for language in [motcua::look::catalog::Language::Vi, motcua::look::catalog::Language::En] {
        let words = motcua::look::catalog::Catalog::new(language);
        for kind in motcua::journal::DamageKind::iter() {
            let id = format!("damage-{}", <&str>::from(kind));
            assert!(words.has(&id), "{id}");
        }
    }
}

#[test]
fn the_register_of_a_year_is_numbered_closed_and_held_against_the_journal() {
    let office = crate::support::driver::practice_office();
    let dir = office.path().to_str().unwrap();
    let run = |arguments: &[&str], at: &str| {
        let all = [&["motcua", "register"], arguments, &["--dir", dir]].concat();
        format!("{:?}", motcua::cli::run(all.into_iter().map(Into::into), crate::law::m(at)))
    };
    let code = |code: u8| format!("{:?}", std::process::ExitCode::from(code));
    let book = office.path().join("book.pdf");
    let print = ["print", "--year", "2020", "--out", book.to_str().unwrap()];
    assert_eq!(run(&print, "23/11/2026 09:00"), code(0));
    assert!(std::fs::read(&book).unwrap().starts_with(b"%PDF"));
    // A book names everybody: that it was printed is in the chain.
    let setup = crate::support::desks::setup(77);
    let desk = motcua::desk::Desk::open(office.path(), setup, &mut |_| true).unwrap().desk;
    let facts = format!("{:?}", desk.facts(2).unwrap());
    assert!(facts.contains("Export") && facts.contains("năm 2020"), "{facts}");
    assert!(facts.contains("Printed") && facts.contains("tt01-2018/register"), "{facts}");
    desk.close(None);
    assert_eq!(run(&["close", "--year", "2026"], "31/12/2026 09:00"), code(2), "the year is not over");
    assert_eq!(run(&["close", "--year", "2020"], "23/11/2026 09:00"), code(0));
    assert_eq!(run(&["close", "--year", "2020"], "23/11/2026 09:00"), code(2), "once");
    assert_eq!(run(&["check"], "23/11/2026 09:00"), code(0));
    // A seal that does not agree is found, and such a book is not printed.
    let setup = crate::support::desks::setup(78);
    let mut desk = motcua::desk::Desk::open(office.path(), setup, &mut |_| true).unwrap().desk;
    let now = crate::law::m("23/11/2026 10:00");
    desk.close_book(&"hoa.vt".into(), ClosedBook { year: 2019, count: 3, seal: [7; 32] }, now).unwrap();
    desk.close(None);
    let print = ["print", "--year", "2019", "--out", book.to_str().unwrap()];
    assert_eq!(run(&["check"], "23/11/2026 09:00"), code(1));
    assert_eq!(run(&print, "23/11/2026 09:00"), code(1));
}
