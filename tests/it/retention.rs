//! Keeping and erasing: the office's schedule, holds, four eyes, and that what is erased is gone.

use crate::law::d;
use crate::support::desks::{act, begin, copy, files, holder, image, morning, open, whoever_may};
use crate::support::office::{AN, BINH, HEAD, LAN, POSTAL, by_post, file, usual};
use crate::support::rounds;
use crate::support::sealed::{BY, PASSPHRASE, admit, open_as, open_sealed, seal, unlock};
use chrono::TimeDelta;
use motcua::config::law::{Source, retention};
use motcua::desk::{Desk, SubmitError, back_up, check_with, restore_by};
use motcua::domain::action::Action;
use motcua::domain::id::CaseId;
use motcua::domain::moment::Moment;
use motcua::domain::refusal::Refusal;
use motcua::domain::retention::{Keep, MOST_ERASED, Over, Schedule, Span};
use motcua::domain::role::Role;
use motcua::domain::stage::ActionKind;
use motcua::seal::{KeyTable, PeopleFile, SealError, Suite, table};
use std::path::Path;

const WORDS: &str = "sáu bảy tám chín mười";

fn ten_years() -> Schedule {
    Schedule(vec![Keep { over: Over::Rest, span: Span::Years(10), basis: "Danh mục số 1".to_owned() }])
}

fn later() -> Moment {
    morning().plus(TimeDelta::days(4_300))
}

fn step(desk: &mut Desk, id: CaseId, action: Action) {
    desk.seat(whoever_may(action.kind()).into()).unwrap();
    act(desk, id, action, morning()).unwrap();
}

/// A file from its receipt to its end, with names that are found where they are plain.
fn ended(desk: &mut Desk, owner: &str) -> CaseId {
    desk.seat(LAN.into()).unwrap();
    let id = begin(desk, Action::Receive(Box::new(by_post(file(owner)))), morning());
    for kind in [ActionKind::Assign, ActionKind::Decide, ActionKind::MarkReady, ActionKind::HandOver] {
        step(desk, id, usual(kind));
    }
    id
}

/// A sealed desk with its head, another head and a handler.
fn sealed() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    admit(dir.path(), BINH, Role::DeskHead, WORDS);
    admit(dir.path(), AN, Role::Handler, WORDS);
    dir
}

fn refusal<T>(done: Result<T, SubmitError>) -> Refusal {
    match done {
        Err(SubmitError::Refused(refusal)) => refusal,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was done"),
    }
}

#[test]
fn the_schedule_is_the_offices_own_and_speaks_of_years_that_are_over() {
    let text = format!(
        "[[keep]]\nprocedure = \"{POSTAL}\"\nyears = 5\nbasis = \"Danh mục 12\"\n\
         [[keep]]\nfield = \"bao-chi\"\nforever = true\nbasis = \"Danh mục 13\"\n\
         [[keep]]\nyears = 20\nbasis = \"Danh mục 14\"\n"
    );
    let read = |text: &str| retention::read(&Source { file: "retention.toml".into(), text: text.into() });
    let schedule = read(&text).unwrap();
    let until = |code: &str, field: &str, ended| {
        schedule.of(&code.into(), field).and_then(|keep| keep.last_day(d(ended)))
    };
    assert_eq!(until(POSTAL, "bao-chi", "10/07/2020"), Some(d("31/12/2025")), "its own before its field's");
    assert_eq!(until(POSTAL, "", "01/01/2020"), Some(d("31/12/2025")));
    assert_eq!(until(POSTAL, "", "31/12/2020"), Some(d("31/12/2025")));
    assert_eq!(until("x", "bao-chi", "10/07/2020"), None, "for ever");
    assert_eq!(until("x", "khac", "10/07/2020"), Some(d("31/12/2040")));
    assert_eq!(Schedule::default().of(&POSTAL.into(), "bao-chi"), None, "the program brings none along");
    for (bad, line) in [
        ("[[keep]]\nyears = 5\n", 1),
        ("[[keep]]\nbasis = \"x\"\n", 2),
        ("[[keep]]\nyears = 0\nbasis = \"x\"\n", 2),
        ("[[keep]]\nyears = 5\nforever = true\nbasis = \"x\"\n", 4),
        ("[[keep]]\nprocedure = \"a\"\nfield = \"b\"\nyears = 5\nbasis = \"x\"\n", 3),
        ("[[keep]]\nyears = 5\nbasis = \"\"\n", 3),
        ("[[keep]]\nyears = 5\nbasis = \"x\"\n[[keep]]\nyears = 6\nbasis = \"y\"\n", 6),
        ("keep = 3\n", 1),
        ("[other]\n", 1),
    ] {
        let faults = read(bad).expect_err(bad);
        assert!(faults.iter().any(|fault| fault.line == line), "{bad}: {faults:?}");
    }
}

#[test]
fn nobody_erases_alone_or_early_or_what_is_held() {
    let dir = sealed();
    let mut desk = open_sealed(dir.path(), 1);
    let (gone, kept) = (ended(&mut desk, "Hoàng Mận"), ended(&mut desk, "Lý A Páo"));
    desk.seat(LAN.into()).unwrap();
    let open = begin(&mut desk, usual(ActionKind::Receive), morning());
    let (schedule, now, an, head) = (ten_years(), later(), AN.into(), HEAD.into());
    let propose = |desk: &mut Desk, cases: &[CaseId], schedule: &Schedule, now| {
        desk.propose_erasure(&AN.into(), cases, schedule, "Biên bản hủy số 3", now)
    };
    desk.seat(AN.into()).unwrap();
    let last = desk.sequence();
    assert!(matches!(
        refusal(propose(&mut desk, &[gone], &schedule, morning())),
        Refusal::RetentionRuns { until: Some(_), .. }
    ));
    let silent = propose(&mut desk, &[gone], &Schedule::default(), now);
    assert!(matches!(refusal(silent), Refusal::RetentionRuns { until: None, .. }));
    assert_eq!(refusal(propose(&mut desk, &[gone, open], &schedule, now)), Refusal::NotDecided);
    assert!(matches!(propose(&mut desk, &[CaseId(4)], &schedule, now), Err(SubmitError::UnknownCase)));
    assert!(matches!(propose(&mut desk, &[], &schedule, now), Err(SubmitError::UnknownCase)));
    let many = vec![gone; MOST_ERASED + 1];
    let too_many = refusal(propose(&mut desk, &many, &schedule, now));
    assert_eq!(too_many, Refusal::TooManyAtOnce { most: MOST_ERASED });
    let no_basis = desk.propose_erasure(&an, &[gone], &schedule, "  ", now);
    assert_eq!(refusal(no_basis), Refusal::ReasonMissing);
    assert_eq!(desk.sequence(), last, "nothing of it is on record");
    let number = propose(&mut desk, &[gone], &schedule, now).unwrap();
    // Whoever proposed has no power to erase; a head who proposed may not agree to it either.
    assert!(matches!(
        refusal(desk.approve_erasure(&an, number, &schedule, now)),
        Refusal::RoleNotAllowed { .. }
    ));
    desk.seat(HEAD.into()).unwrap();
    assert!(matches!(
        refusal(desk.approve_erasure(&an, number, &schedule, now)),
        Refusal::NotLoggedIn { .. }
    ));
    let own = desk.propose_erasure(&head, &[kept], &schedule, "Biên bản hủy số 4", now).unwrap();
    assert_eq!(refusal(desk.approve_erasure(&head, own, &schedule, now)), Refusal::OwnErasure);
    assert_eq!(
        refusal(desk.approve_erasure(&head, 999, &schedule, now)),
        Refusal::ProposalUnknown { number: 999 }
    );
    // A hold that came in between stops it; the schedule is asked again as well.
    desk.hold(&head, &[gone], "Tòa án yêu cầu, CV 15", now).unwrap();
    assert!(matches!(
        refusal(desk.approve_erasure(&head, number, &schedule, now)),
        Refusal::UnderHold { .. }
    ));
    desk.release(&head, &[gone], "Án đã có hiệu lực", now).unwrap();
    let longer = Schedule(vec![Keep { span: Span::Forever, ..ten_years().0.remove(0) }]);
    assert!(matches!(
        refusal(desk.approve_erasure(&head, number, &longer, now)),
        Refusal::RetentionRuns { .. }
    ));
    assert_eq!(desk.load(gone).unwrap().unwrap().case.owner.name, "Hoàng Mận", "still there");
    assert_eq!(desk.approve_erasure(&head, number, &schedule, now).unwrap(), 1);
    desk.close(None);
    let mut desk = open_sealed(dir.path(), 2);
    assert!(desk.load(gone).unwrap().is_none() && desk.load(kept).unwrap().is_some());
    let custody = desk.custody().unwrap();
    assert_eq!((custody.held.len(), custody.proposals.len()), (0, 1), "the other proposal is open still");
    let facts = desk.facts(20).unwrap();
    let erased = facts.iter().find(|(_, entry)| entry.fact.name() == "erased").unwrap();
    assert_eq!((erased.1.by.0.as_str(), erased.1.fact.told()), (HEAD, format!("1 {AN}: Biên bản hủy số 3")));
    // A plain desk has no keys to take away, and says so.
    let plain = tempfile::tempdir().unwrap();
    let mut desk = self::open_plain(plain.path());
    let id = ended(&mut desk, "Hoàng Mận");
    let proposed = desk.propose_erasure(&an, &[id], &schedule, "x", now);
    assert_eq!(refusal(proposed), Refusal::DeskIsPlain);
}

fn open_plain(dir: &Path) -> Desk {
    open(dir, 1).desk
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The slots of cases as they lie on the disk, and the keys in them.
fn keys_of(dir: &Path, slots: std::ops::Range<u32>) -> Vec<(Vec<u8>, [u8; 32])> {
    let ring = PeopleFile::read(dir).unwrap().unwrap().unlock(HEAD, PASSPHRASE).unwrap();
    let file = PeopleFile::read(dir).unwrap().unwrap();
    let path = dir.join(table::FILE);
    let mut open = KeyTable::open(&path, file.desk(), ring.case.as_ref().unwrap()).unwrap();
    let raw = std::fs::read(&path).unwrap();
    let slot = |at: u32| {
        let from = (table::HEADER + table::SLOT * u64::from(at)) as usize;
        raw[from..from + table::SLOT as usize].to_vec()
    };
    slots.map(|at| (slot(at), *open.key(at).unwrap().bytes())).collect()
}

#[test]
fn what_was_erased_cannot_be_brought_back_from_the_desk_or_its_newest_backup() {
    let count = rounds(8);
    let dir = sealed();
    let mut desk = open_sealed(dir.path(), 1);
    let gone: Vec<CaseId> = (0..count).map(|at| ended(&mut desk, &format!("Hoàng Canary {at}"))).collect();
    let kept = ended(&mut desk, "Lý A Páo");
    desk.close(None);
    let aside = tempfile::tempdir().unwrap();
    let (before, after) = (aside.path().join("before"), aside.path().join("after"));
    back_up(dir.path(), &before).unwrap();
    let keys = keys_of(dir.path(), 0..count as u32);
    let mut desk = open_sealed(dir.path(), 2);
    desk.seat(AN.into()).unwrap();
    let number = desk.propose_erasure(&AN.into(), &gone, &ten_years(), "Biên bản hủy", later()).unwrap();
    desk.seat(HEAD.into()).unwrap();
    assert_eq!(desk.approve_erasure(&HEAD.into(), number, &ten_years(), later()).unwrap(), gone.len());
    desk.close(None);
    // Opened and used once more, as on the next morning, then backed up.
    let mut desk = open_sealed(dir.path(), 3);
    assert_eq!(desk.projection().len(), 1);
    assert_eq!(desk.load(kept).unwrap().unwrap().case.owner.name, "Lý A Páo");
    desk.close(None);
    back_up(dir.path(), &after).unwrap();
    let restored = aside.path().join("restored");
    restore_by(&after, &restored, Some(&BY)).unwrap();
    let mut recovered = 0;
    for place in [dir.path(), restored.as_path()] {
        // With everything everybody knows: the keys are not there any more.
        let file = PeopleFile::read(place).unwrap().unwrap();
        let ring = file.unlock(HEAD, PASSPHRASE).unwrap();
        let path = place.join(table::FILE);
        let mut table = KeyTable::open(&path, file.desk(), ring.case.as_ref().unwrap()).unwrap();
        for at in 0..count as u32 {
            recovered += usize::from(!matches!(table.key(at), Err(SealError::Erased)));
        }
        let mut desk = open_as(place, 4, HEAD, PASSPHRASE).unwrap().desk;
        for id in &gone {
            recovered += usize::from(desk.load(*id).unwrap().is_some());
        }
        desk.close(None);
    }
    // And neither the old slots nor the keys themselves lie about in any file.
    let everything = files(dir.path()).into_iter().chain(files(&restored)).chain([after.clone()]);
    for path in everything {
        let bytes = std::fs::read(&path).unwrap();
        for (slot, key) in keys.iter().take(64) {
            assert!(!contains(&bytes, slot) && !contains(&bytes, key), "{}", path.display());
        }
        assert!(!contains(&bytes, b"Canary"), "{}", path.display());
    }
    assert_eq!(recovered, 0, "of {count}");
    // The history still fits, and says so.
    let keys_now = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
    let report = check_with(dir.path(), &holder(), Some(keys_now)).unwrap();
    assert_eq!((report.findings, report.cases), (vec![], 1));
    // The teeth: a backup from before holds everything, until it is gone.
    let old = aside.path().join("old");
    restore_by(&before, &old, Some(&BY)).unwrap();
    let mut desk = open_as(&old, 5, HEAD, PASSPHRASE).unwrap().desk;
    assert!(gone.iter().all(|id| desk.load(*id).unwrap().is_some()));
    println!("R-shred: {count} erased, {recovered} recoverable from live files and the newest backup");
}

#[test]
fn an_erasure_cut_short_is_finished_by_the_next_opening_or_never_begun() {
    let dir = sealed();
    let mut desk = open_sealed(dir.path(), 1);
    let gone = ended(&mut desk, "Hoàng Canary");
    let kept = ended(&mut desk, "Lý A Páo");
    desk.close(None);
    let before = copy(dir.path());
    let mut desk = open_sealed(dir.path(), 2);
    desk.seat(AN.into()).unwrap();
    let number = desk.propose_erasure(&AN.into(), &[gone], &ten_years(), "Biên bản hủy", later()).unwrap();
    desk.seat(HEAD.into()).unwrap();
    desk.approve_erasure(&HEAD.into(), number, &ten_years(), later()).unwrap();
    let sequence = desk.sequence();
    drop(desk);
    // Killed after the fact and before the keys: the old table, store and snapshot beside the new journal.
    let killed = copy(before.path());
    for path in files(&dir.path().join("journal")) {
        std::fs::copy(&path, killed.path().join("journal").join(path.file_name().unwrap())).unwrap();
    }
    let note = killed.path().join("keys.erasing");
    std::fs::write(&note, format!("{sequence} 0")).unwrap();
    let mut desk = open_as(killed.path(), 3, HEAD, PASSPHRASE).unwrap().desk;
    assert!(desk.load(gone).unwrap().is_none() && desk.load(kept).unwrap().is_some());
    assert_eq!(desk.projection().len(), 1);
    assert!(!note.exists());
    desk.close(None);
    assert!(!files(killed.path()).iter().any(|path| contains(&std::fs::read(path).unwrap(), b"Canary")));
    // Killed before the fact: nothing was promised, and nothing goes.
    std::fs::write(before.path().join("keys.erasing"), "999 0").unwrap();
    let mut desk = open_as(before.path(), 4, HEAD, PASSPHRASE).unwrap().desk;
    assert_eq!(image(&mut desk).cases.len(), 2);
    assert!(!before.path().join("keys.erasing").exists());
}

#[test]
fn backups_from_before_an_erasure_are_gone_after_ninety_days() {
    use motcua::runtime::scheduled::{file_of, gone_by, older_than, prune};
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("backups");
    std::fs::create_dir(&folder).unwrap();
    let day = |days: i64| morning().plus(TimeDelta::days(days));
    for days in [0, 5, 60] {
        std::fs::write(file_of(dir.path(), day(days)), b"x").unwrap();
    }
    assert_eq!(older_than(dir.path(), &file_of(dir.path(), day(60))).unwrap(), 2);
    prune(&folder).unwrap();
    assert_eq!(files(&folder).len(), 3, "few and young");
    let erased = day(60);
    let last = Moment::midnight(gone_by(erased.date()));
    std::fs::write(file_of(dir.path(), last), b"x").unwrap();
    prune(&folder).unwrap();
    assert_eq!(files(&folder), [file_of(dir.path(), last)], "all from before are gone");
}
