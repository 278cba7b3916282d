//! Sealing, people, recovery, logs, anchors and drills as a shell sees them; passphrases come by the environment.

use crate::support::driver::{copy, practice_office};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const PASSPHRASE: &str = "mùa xuân trên bản Cát Cát";
const OTHER: &str = "ruộng bậc thang mùa lúa chín";

struct Shell {
    dir: TempDir,
}

impl Shell {
    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command.args(arguments).arg("--dir").arg(self.dir.path()).stdin(std::process::Stdio::null());
        for (name, value) in environment {
            command.env(name, value);
        }
        command.output().unwrap()
    }

    fn fine(&self, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let done = self.run(arguments, environment);
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(0), "{arguments:?}: {told}");
        String::from_utf8(done.stdout).unwrap()
    }

    fn refused(&self, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let done = self.run(arguments, environment);
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(done.stdout.is_empty(), "a refusal says nothing to machines");
        told
    }
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_desk_is_sealed_worked_at_recovered_and_proved_from_the_shell() {
    let shell = Shell { dir: practice_office() };
    let head = [("MOTCUA_PERSON", "quan.dv"), ("MOTCUA_PASSPHRASE", PASSPHRASE)];
    // Weak ones are refused and nothing is done.
    let weak = [("MOTCUA_PASSPHRASE", "motcua motcua motcua")];
    assert!(shell.refused(&["seal"], &weak).contains("dễ đoán"));
    assert!(shell.refused(&["seal"], &[]).contains("Cần mật khẩu"));
    assert!(!shell.dir.path().join("keys.json").exists());
    let plain = json(&shell.fine(&["check", "--json"], &[]));
    let report = ["report", "levels", "--from", "2016-01-01", "--to", "2020-12-31", "--format", "json"];
    let figures = shell.fine(&report, &[]);
    assert!(figures.contains("913"), "{figures}");
    let sealed = json(&shell.fine(&["seal"], &head[1..]));
    let halves: Vec<String> =
        sealed["halves"].as_array().unwrap().iter().map(|half| half.as_str().unwrap().to_owned()).collect();
    assert!(shell.refused(&["seal"], &head[1..]).contains("đã niêm phong rồi"));
    // Without keys the chain is checked; with them everything, and every case is there.
    let blind = json(&shell.fine(&["check", "--json"], &[]));
    assert_eq!(
        (blind["cases"].as_u64(), blind["findings"][0]["kind"].as_str()),
        (Some(0), Some("content-unread"))
    );
    let whole = json(&shell.fine(&["check", "--json"], &head));
    assert_eq!(whole["cases"], plain["cases"]);
    assert_eq!(whole["events"], plain["events"]);
    assert!(
        shell
            .refused(&["report", "levels", "--from", "2016-01-01", "--to", "2020-12-31"], &[])
            .contains("mật khẩu")
    );
    assert_eq!(shell.fine(&report, &head), figures);
    // A file descriptor instead of the environment.
    let words = shell.dir.path().join("words");
    std::fs::write(&words, format!("{PASSPHRASE}\n")).unwrap();
    let by_file = [("MOTCUA_PERSON", "quan.dv"), ("MOTCUA_PASSPHRASE_FILE", words.to_str().unwrap())];
    shell.fine(&["log", "--last", "3"], &by_file);
    std::fs::remove_file(&words).unwrap();
    // People come and go.
    let clerk = [head[0], head[1], ("MOTCUA_NEW_PASSPHRASE", OTHER)];
    shell.fine(&["people", "admit", "hoa.vt", "--name", "Vàng Thị Hoa Mận", "--role", "intake"], &clerk);
    assert_eq!(shell.fine(&["people", "list"], &[]).lines().count(), 2);
    let as_clerk = [("MOTCUA_PERSON", "hoa.vt"), ("MOTCUA_PASSPHRASE", OTHER)];
    // A clerk reads their own lines and nobody else's.
    let own = shell.fine(&["log"], &as_clerk);
    assert!(own.lines().count() > 0 && own.lines().map(json).all(|line| line["by"] == "hoa.vt"), "{own}");
    shell.refused(
        &["people", "admit", "x.y", "--name", "X", "--role", "intake"],
        &[as_clerk[0], as_clerk[1], clerk[2]],
    );
    // Anchors: a line on paper and a backup both fit now, and fit later.
    let line = shell.fine(&["close-day"], &head);
    let backup = tempfile::tempdir().unwrap();
    let file = backup.path().join("b.backup");
    let file = file.to_str().unwrap();
    shell.fine(&["backup", file], &[]);
    shell.fine(&["log"], &head);
    shell.fine(&["check", "--line", line.trim(), "--against", file], &[]);
    let mut wrong = line.trim().to_owned();
    wrong.replace_range(wrong.len() - 1.., if wrong.ends_with('A') { "B" } else { "A" });
    assert_eq!(shell.run(&["check", "--line", &wrong], &[]).status.code(), Some(1));
    assert_eq!(
        shell.run(&["check", "--line", "999999 AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"], &[]).status.code(),
        Some(1)
    );
    // The drill opens the backup and leaves nothing.
    let drill = json(&shell.fine(&["drill", file], &head));
    assert_eq!((drill["whole"].as_bool(), drill["content_read"].as_bool()), (Some(true), Some(true)));
    assert_eq!(drill["cases"], plain["cases"]);
    let drilled = shell.fine(&["log"], &head);
    assert!(drilled.lines().map(json).any(|line| line["fact"] == "drilled"), "{drilled}");
    let bytes = std::fs::read(file).unwrap();
    for words in ["Nguyễn", "Trường THPT", "nguyen"] {
        assert!(
            !bytes.windows(words.len()).any(|window| window == words.as_bytes()),
            "{words} in the backup"
        );
    }
    // A lost passphrase comes back by both halves, and the chain says so.
    let halves = [("MOTCUA_HALF_1", halves[1].as_str()), ("MOTCUA_HALF_2", halves[0].as_str())];
    let fresh = ("MOTCUA_NEW_PASSPHRASE", "sương mù phủ kín đèo Ô Quy Hồ");
    let one = [halves[0], ("MOTCUA_HALF_2", halves[0].1), fresh];
    shell.refused(&["recover", "quan.dv", "--witness", "Phàn Thị Lan"], &one);
    shell.fine(&["recover", "quan.dv", "--witness", "Phàn Thị Lan"], &[halves[0], halves[1], fresh]);
    assert!(shell.refused(&["log"], &head).contains("không đúng"));
    let log = shell.fine(&["log"], &[head[0], ("MOTCUA_PASSPHRASE", fresh.1)]);
    let recovered = log.lines().map(json).find(|line| line["fact"] == "recovered").unwrap();
    assert_eq!(recovered["what"], "quan.dv Phàn Thị Lan");
    let head = [head[0], ("MOTCUA_PASSPHRASE", fresh.1)];
    shell.fine(&["people", "dismiss", "hoa.vt"], &head);
    assert!(shell.refused(&["log"], &as_clerk).contains("không đúng"));
    // Whoever stays notices nothing of the new keys, and both halves are still good.
    let turned = |log: &str| log.lines().map(json).filter(|line| line["fact"] == "keys-turned").count();
    assert_eq!(shell.fine(&report, &head), figures);
    // Less than before turns the keys as well; a new passphrase for the same person does not.
    let given = [head[0], head[1], clerk[2]];
    for role in ["unit-head", "unit-head", "intake"] {
        shell.fine(&["people", "admit", "hoa.vt", "--name", "Vàng Thị Hoa", "--role", role], &given);
    }
    assert_eq!(turned(&shell.fine(&["log"], &head)), 2);
    let whole = json(&shell.fine(&["check", "--json"], &head));
    assert_eq!((&whole["cases"], &whole["findings"]), (&plain["cases"], &serde_json::json!([])));
    shell.fine(&["check", "--line", line.trim(), "--against", file], &head);
}

#[test]
fn the_shell_asks_the_same_table_and_records_whoever_logged_in() {
    let shell = Shell { dir: practice_office() };
    let head = [("MOTCUA_PERSON", "quan.dv"), ("MOTCUA_PASSPHRASE", PASSPHRASE)];
    shell.fine(&["seal"], &head[1..]);
    let fresh = ("MOTCUA_NEW_PASSPHRASE", OTHER);
    for (code, role) in
        [("t.ql", "administrator"), ("t.tp", "unit-head"), ("t.tn", "intake"), ("t.x", "viewer")]
    {
        let given = [head[0], head[1], fresh];
        shell.fine(&["people", "admit", code, "--name", "Người Thử", "--role", role], &given);
    }
    let as_one = |code: &'static str| [("MOTCUA_PERSON", code), ("MOTCUA_PASSPHRASE", OTHER), fresh];
    let out = shell.dir.path().join("so.pdf").display().to_string();
    let refused: [(&str, &[&str]); 7] = [
        ("t.ql", &["report", "06a", "--from", "2020-01-01", "--to", "2020-12-31"]),
        ("t.ql", &["publish", &out]),
        ("t.ql", &["log"]),
        ("t.tn", &["register", "print", "--year", "2020", "--out", &out]),
        ("t.tn", &["register", "close", "--year", "2020"]),
        ("t.x", &["close-day"]),
        // A head of a unit signs days, but lets nobody in.
        ("t.tp", &["people", "admit", "x.y", "--name", "X", "--role", "intake"]),
    ];
    for (code, arguments) in refused {
        let told = shell.refused(arguments, &as_one(code));
        assert!(told.contains("không được làm việc này"), "{code} {arguments:?}: {told}");
    }
    assert!(!Path::new(&out).exists(), "a refusal leaves nothing");
    shell.fine(&["register", "print", "--year", "2020", "--out", &out], &as_one("t.tp"));
    let log = shell.fine(&["log"], &head);
    let denied: Vec<_> = log.lines().map(json).filter(|line| line["fact"] == "denied").collect();
    assert!(
        denied.iter().any(|line| line["by"] == "t.tn" && line["what"] == "power-sign-day"),
        "asking is told as well: {denied:?}"
    );
    let mut lines = log.lines().map(json);
    let taken = lines.find(|line| line["fact"] == "looked").unwrap();
    assert_eq!(taken["by"], "t.tp", "not the user of the machine: {taken}");
}

#[test]
fn files_past_their_retention_are_proposed_held_and_erased_from_the_shell() {
    let shell = Shell { dir: practice_office() };
    let head = [("MOTCUA_PERSON", "quan.dv"), ("MOTCUA_PASSPHRASE", PASSPHRASE)];
    shell.fine(&["seal"], &head[1..]);
    let admit = [head[0], head[1], ("MOTCUA_NEW_PASSPHRASE", OTHER)];
    shell.fine(&["people", "admit", "t.cv", "--name", "Người Thử", "--role", "handler"], &admit);
    let handler = [("MOTCUA_PERSON", "t.cv"), ("MOTCUA_PASSPHRASE", OTHER)];
    assert!(shell.refused(&["retention", "propose", "--basis", "BB 1"], &handler).contains("retention.toml"));
    let schedule = "[[keep]]\nyears = 5\nbasis = \"Danh mục số 1\"\n";
    std::fs::write(shell.dir.path().join("retention.toml"), schedule).unwrap();
    let listed = shell.fine(&["retention", "list", "--json"], &handler);
    let due: Vec<_> = listed.lines().map(json).collect();
    assert!(due.len() > 500 && due.iter().all(|line| line["over"] == true), "{}", due.len());
    let code = |at: usize| due[at]["code"].as_str().unwrap().to_owned();
    let (gone, held) = (code(0), code(1));
    shell.fine(&["retention", "hold", &held, "--reason", "Tòa án, CV 15"], &handler);
    let proposed = json(&shell.fine(&["retention", "propose", "--basis", "BB 1"], &handler));
    assert_eq!(proposed["cases"].as_u64().unwrap() as usize, due.len() - 1, "all but what is held");
    let number = proposed["proposal"].to_string();
    assert!(shell.refused(&["retention", "erase", &number], &handler).contains("không được làm việc này"));
    // Today's own backup is made again without the keys.
    let erased = json(&shell.fine(&["retention", "erase", &number], &head));
    assert_eq!(erased["erased"], proposed["cases"]);
    assert!(erased["backups_until"].as_str().is_some());
    let whole = json(&shell.fine(&["check", "--json"], &head));
    assert_eq!(whole["findings"].as_array().unwrap().len(), 0, "{whole}");
    let left = shell.fine(&["retention", "list", "--all", "--json"], &head);
    assert!(!left.contains(&gone) && left.contains(&held) && left.contains("CV 15"));
    assert!(shell.refused(&["retention", "erase", &number], &head).contains("đang chờ"));
}

#[test]
fn a_plain_desk_gives_a_line_of_the_day_and_is_held_against_it() {
    let shell = Shell { dir: practice_office() };
    let line = shell.fine(&["close-day"], &[]);
    shell.fine(&["check", "--line", line.trim()], &[]);
    assert!(shell.refused(&["close-day", "--person", "hoa.vt"], &[]).contains("không được làm việc này"));
    assert!(shell.refused(&["people", "list"], &[]).contains("chưa niêm phong"));
    // A copy taken before the line knows nothing of it.
    let old = Shell { dir: practice_office() };
    copy(shell.dir.path(), old.dir.path());
    let journal = old.dir.path().join("journal");
    let first = std::fs::read_dir(&journal).unwrap().filter_map(|entry| {
        let path = entry.unwrap().path();
        path.extension().is_some_and(|ending| ending == "journal").then_some(path)
    });
    let last = first.max().unwrap();
    let bytes = std::fs::read(&last).unwrap();
    std::fs::write(&last, &bytes[..bytes.len() / 2 / 64 * 64]).unwrap();
    assert_eq!(old.run(&["check", "--line", line.trim()], &[]).status.code(), Some(1));
    assert!(Path::new(&journal).exists());
}
