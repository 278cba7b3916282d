//! A sealed desk: it works like a plain one, and its files say nothing to whoever lacks the keys.

use crate::support::desks::{Image, act, begin, closed, image, morning, open, setup, whoever_may, work};
use crate::support::office::{AN, BINH, HEAD, LAN, by_post, file, usual};
use crate::support::sealed::{PASSPHRASE, admit, keyed, open_as, open_sealed, seal, unlock};
use motcua::desk::{Desk, Finding, OpenDeskError, SubmitError, Verdict, check, check_with, rebuild};
use motcua::domain::action::{Action, Request};
use motcua::domain::id::CaseId;
use motcua::domain::permission::Power;
use motcua::domain::refusal::Refusal;
use motcua::domain::role::Role;
use motcua::domain::stage::ActionKind;
use motcua::journal::DamageKind;
use motcua::seal::{PeopleFile, SealError, Suite, people, table};
use std::path::Path;
use strum::IntoEnumIterator as _;

/// Whoever may do it sits down first, as on a sealed desk one acts as oneself.
fn act_as_oneself(desk: &mut Desk, id: CaseId, action: Action) -> Result<(), SubmitError> {
    let by = whoever_may(action.kind());
    desk.seat(by.into()).unwrap();
    act(desk, id, action, morning()).map(|_| ())
}

fn some_work(desk: &mut Desk, owner: &str) -> CaseId {
    desk.seat(LAN.into()).unwrap();
    let mut form = by_post(file(owner));
    "010987654321".clone_into(&mut form.owner.id_number);
    "0987000111".clone_into(&mut form.owner.phone);
    form.foreign_codes = vec!["G01-CANARY-77".to_owned()];
    let id = begin(desk, Action::Receive(Box::new(form)), morning());
    for kind in [ActionKind::Assign, ActionKind::Decide, ActionKind::MarkReady] {
        act_as_oneself(desk, id, usual(kind)).unwrap();
    }
    id
}

fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn a_sealed_desk_works_closes_opens_and_checks_like_any_other() {
    for suite in Suite::iter() {
        let dir = tempfile::tempdir().unwrap();
        seal(dir.path(), suite);
        let mut desk = open_sealed(dir.path(), 1);
        let first = some_work(&mut desk, "Nguyễn Thị Hoa");
        let before = image(&mut desk);
        // Killed, not closed.
        drop(desk);
        let mut desk = open_sealed(dir.path(), 2);
        let second = some_work(&mut desk, "Lý A Páo");
        let after = image(&mut desk);
        assert_eq!(before.cases[&first], after.cases[&first], "{suite:?}");
        desk.close(None);
        let keys = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
        let report = check_with(dir.path(), &crate::support::desks::holder(), Some(keys.clone())).unwrap();
        assert_eq!((report.findings, report.cases), (vec![], 2));
        let mut rebuilt = rebuild(dir.path(), keyed(3, keys), &mut |_| true).unwrap();
        assert_eq!(rebuilt.troubles, []);
        // Closing signed what was done.
        assert_eq!(image(&mut rebuilt.desk), Image { sequence: after.sequence + 1, ..after });
        assert_eq!(rebuilt.desk.find_code("G01-CANARY-77").unwrap(), Some(second));
    }
}

#[test]
fn a_plain_desk_with_a_history_is_sealed_whole_and_nothing_plain_is_left() {
    let dir = closed(24);
    let mut plain = open(dir.path(), 5).desk;
    let before = image(&mut plain);
    plain.close(None);
    assert!(
        files(dir.path()).iter().any(|(_, bytes)| contains(bytes, "Lý A Páo".as_bytes())),
        "it was plain"
    );
    seal(dir.path(), Suite::default());
    for (name, bytes) in files(dir.path()) {
        for words in ["Lý A Páo", "Nguyễn Thị Hoa", "0912000", "01020300", "ly a pao", "G01-0000"] {
            assert!(!contains(&bytes, words.as_bytes()), "{words} in {name}");
        }
    }
    let mut desk = open_sealed(dir.path(), 6);
    let mut after = image(&mut desk);
    assert_eq!(after.sequence, before.sequence + 3, "sealed, people, came in");
    after.sequence = before.sequence;
    assert_eq!(after, before);
}

#[test]
fn a_sealing_cut_short_ends_plain_or_sealed_and_never_between() {
    // Before the people's file: the plain desk is as it was.
    let dir = closed(5);
    let copy = |from: &Path, to: &Path| {
        for (name, bytes) in files(from) {
            let to = to.join(Path::new(&name).strip_prefix(from).unwrap());
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, bytes).unwrap();
        }
    };
    let (sealed, half) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    copy(dir.path(), sealed.path());
    seal(sealed.path(), Suite::default());
    copy(dir.path(), half.path());
    copy(&sealed.path().join("journal"), &half.path().join("journal.sealed"));
    std::fs::copy(sealed.path().join(table::FILE), half.path().join(table::FILE)).unwrap();
    let both = tempfile::tempdir().unwrap();
    copy(half.path(), both.path());
    let mut desk = open(half.path(), 7).desk;
    assert_eq!(image(&mut desk).cases.len(), 5);
    assert!(!half.path().join("journal.sealed").exists() && !half.path().join(table::FILE).exists());
    // With it: opening finishes.
    for name in [people::OWN, people::FILE] {
        std::fs::copy(sealed.path().join(name), both.path().join(name)).unwrap();
    }
    let mut desk = open_sealed(both.path(), 8);
    assert_eq!(image(&mut desk).cases.len(), 5);
    drop(desk);
    for (name, bytes) in files(both.path()) {
        assert!(!contains(&bytes, "Lý A Páo".as_bytes()), "{name}");
    }
}

#[test]
fn nobody_gets_in_without_the_passphrase_or_with_an_old_file_of_people() {
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    let opened = Desk::open(dir.path(), setup(1), &mut |_| true).map(|_| ());
    assert!(matches!(opened, Err(OpenDeskError::Locked)));
    let wrong = open_as(dir.path(), 1, HEAD, "mùa xuân trên bản").map(|_| ());
    assert!(matches!(wrong, Err(OpenDeskError::Sealed(SealError::DoesNotOpen))));
    // Somebody is admitted and leaves again; the file that still knew them is put back.
    admit(dir.path(), AN, Role::Handler, "một hai ba bốn năm");
    open_sealed(dir.path(), 2).close(None);
    let with_an =
        [people::FILE, people::OWN].map(|name| (name, std::fs::read(dir.path().join(name)).unwrap()));
    let mut file = PeopleFile::read(dir.path()).unwrap().unwrap();
    let ring = file.unlock(HEAD, PASSPHRASE).unwrap();
    file.remove(AN);
    file.write(dir.path(), &ring).unwrap();
    open_sealed(dir.path(), 3).close(None);
    assert!(open_as(dir.path(), 4, AN, "một hai ba bốn năm").is_err());
    for (name, bytes) in with_an {
        std::fs::write(dir.path().join(name), bytes).unwrap();
    }
    let back = open_as(dir.path(), 5, AN, "một hai ba bốn năm").map(|_| ());
    assert!(matches!(back, Err(OpenDeskError::OldKeys { known: 3, found: 2 })), "{:?}", back.err());
}

#[test]
fn one_acts_as_oneself_and_reads_what_the_role_has_keys_to() {
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    admit(dir.path(), LAN, Role::Intake, "một hai ba bốn năm");
    admit(dir.path(), BINH, Role::Administrator, "sáu bảy tám chín mười");
    admit(dir.path(), AN, Role::Viewer, "mười một mười hai mười ba");
    let mut desk = open_as(dir.path(), 1, LAN, "một hai ba bốn năm").unwrap().desk;
    desk.come_in(LAN.into(), 0, morning()).unwrap();
    let new = |desk: &mut Desk, by: &str| {
        let case = CaseId(desk.new_id(morning()));
        Request { case, seen: 0, by: by.into(), occurred: None, action: usual(ActionKind::Receive) }
    };
    let own = new(&mut desk, LAN);
    desk.submit(&own, morning()).unwrap();
    let anothers = new(&mut desk, HEAD);
    let refused = desk.submit(&anothers, morning());
    assert!(matches!(refused, Err(SubmitError::Refused(Refusal::NotLoggedIn { .. }))));
    // What is not theirs to do is refused, and that they asked is told.
    let decide = Request {
        case: own.case,
        seen: 1,
        by: LAN.into(),
        occurred: None,
        action: usual(ActionKind::Decide),
    };
    let refused = desk.submit(&decide, morning());
    assert!(matches!(refused, Err(SubmitError::Refused(Refusal::RoleNotAllowed { .. }))), "{refused:?}");
    assert!(desk.close_day(&LAN.into(), morning()).is_err());
    desk.close(None);
    let told: Vec<(String, String)> = open_sealed(dir.path(), 6)
        .facts(99)
        .unwrap()
        .iter()
        .filter(|(_, entry)| entry.fact.name() == "denied")
        .map(|(_, entry)| (entry.by.0.clone(), entry.fact.told()))
        .collect();
    let by_lan = |what: &str| (LAN.to_owned(), what.to_owned());
    assert_eq!(told, [by_lan("power-sign-day"), by_lan("action-decide")]);
    // The administrator has no key to content: no rows, no case, no store, and nothing breaks.
    let mut desk = open_as(dir.path(), 2, BINH, "sáu bảy tám chín mười").unwrap().desk;
    desk.come_in(BINH.into(), 0, morning()).unwrap();
    assert!(desk.projection().is_empty() && !desk.is_writable());
    assert!(desk.check(Power::ReadCases).is_err());
    assert!(desk.load(own.case).is_err() || desk.load(own.case).unwrap().is_none());
    desk.close(None);
    // Whoever only looks reads the same store; nobody's turn makes it anew.
    let mut desk = open_as(dir.path(), 7, AN, "mười một mười hai mười ba").unwrap().desk;
    desk.come_in(AN.into(), 0, morning()).unwrap();
    assert_eq!(desk.warm(&mut |_| true).unwrap(), []);
    assert!(desk.load(own.case).unwrap().is_some());
    desk.close(None);
    let mut desk = open_sealed(dir.path(), 3);
    assert_eq!(desk.warm(&mut |_| true).unwrap(), []);
    assert_eq!(desk.projection().len(), 1);
}

#[test]
fn no_canary_is_in_any_file_key_tree_or_name() {
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    let mut desk = open_sealed(dir.path(), 1);
    for owner in ["Hoàng Canary Mận", "Tráng Canary Thử"] {
        let id = some_work(&mut desk, owner);
        act_as_oneself(&mut desk, id, Action::AddNote { text: "CANARY-NOTE gọi lại".to_owned() }).unwrap();
    }
    desk.seat(HEAD.into()).unwrap();
    desk.break_glass(&HEAD.into(), "CANARY-REASON", morning()).unwrap();
    desk.close(None);
    let mut looked = 0;
    for (name, bytes) in files(dir.path()) {
        for canary in
            ["Canary", "canary", "CANARY", "010987654321", "0987000111", PASSPHRASE, "Hoàng", "hoang"]
        {
            assert!(!contains(&bytes, canary.as_bytes()) && !name.contains(canary), "{canary} in {name}");
            looked += 1;
        }
    }
    assert!(looked > 60, "{looked}");
    // The same look finds them where they are plain.
    let plain = tempfile::tempdir().unwrap();
    let mut desk = open(plain.path(), 1).desk;
    some_work(&mut desk, "Hoàng Canary Mận");
    desk.close(None);
    assert!(files(plain.path()).iter().any(|(_, bytes)| contains(bytes, b"Canary")));
}

/// A frame of the journal taken apart and put together again by somebody who knows the format but no key.
#[test]
fn frames_forged_by_somebody_without_keys_are_told_and_located() {
    use motcua::journal::disk::RealDisk;
    use motcua::journal::{DeskId, Journal, Options};
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    let mut desk = open_sealed(dir.path(), 1);
    some_work(&mut desk, "Nguyễn Thị Hoa");
    // Closing signs what was done.
    let sequence = desk.sequence() + 1;
    let bodies: Vec<(u8, Vec<u8>)> = motcua::journal::Reader::new(RealDisk, &dir.path().join("journal"))
        .frames(1)
        .unwrap()
        .map(|frame| frame.map(|frame| (frame.algorithm, frame.body)).unwrap())
        .collect();
    desk.close(None);
    let forge = |algorithm: u8, body: &[u8]| {
        let copy = tempfile::tempdir().unwrap();
        for (name, bytes) in files(dir.path()) {
            let to = copy.path().join(Path::new(&name).strip_prefix(dir.path()).unwrap());
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, bytes).unwrap();
        }
        let journal = copy.path().join("journal");
        let (mut journal, _) =
            Journal::open(RealDisk, &journal, &Options::new(DeskId::default()), None).unwrap();
        journal.append_sealed(algorithm, &[body]).unwrap();
        journal.close().unwrap();
        let keys = unlock(copy.path(), HEAD, PASSPHRASE).unwrap();
        let report = check_with(copy.path(), &crate::support::desks::holder(), Some(keys)).unwrap();
        let opened = open_as(copy.path(), 2, HEAD, PASSPHRASE).unwrap();
        (report, opened.troubles, opened.desk.is_writable())
    };
    let (mut last, mut bent) = (bodies.last().unwrap().clone(), bodies[3].1.clone());
    *bent.last_mut().unwrap() ^= 1;
    let plain = motcua::store::record::encode_fact(&motcua::domain::chronicle::Entry {
        by: HEAD.into(),
        at: morning(),
        fact: motcua::domain::chronicle::Fact::CameIn { failed: 0 },
    });
    // A replay at another place, a changed one, a plain one, one with another cipher's number, noise.
    let forgeries = [
        (last.0, std::mem::take(&mut last.1)),
        (1, bent),
        (0, plain.unwrap()),
        (2, bodies[3].1.clone()),
        (1, vec![7; 90]),
    ];
    for (at, (algorithm, body)) in forgeries.into_iter().enumerate() {
        let (report, troubles, writable) = forge(algorithm, &body);
        let found = report.findings.iter().any(|finding| {
            matches!(finding, Finding::Journal(d) if d.kind == DamageKind::Forged && d.sequence == sequence + 1)
        });
        assert!(found && report.verdict() == Verdict::Damaged, "forgery {at}: {:?}", report.findings);
        assert!(!troubles.is_empty() && !writable, "forgery {at}: {troubles:?}");
    }
}

#[test]
fn without_keys_the_chain_is_checked_and_the_content_is_not() {
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    let mut desk = open_sealed(dir.path(), 1);
    some_work(&mut desk, "Nguyễn Thị Hoa");
    desk.close(None);
    let report = check(dir.path(), &crate::support::desks::holder()).unwrap();
    assert_eq!(report.findings, [Finding::ContentUnread]);
    assert_eq!(report.verdict(), Verdict::Sound);
}

#[test]
fn work_of_a_whole_office_is_the_same_sealed_or_plain() {
    let (plain_dir, sealed_dir) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut plain = open(plain_dir.path(), 1).desk;
    work(&mut plain, 8, morning());
    plain.close(None);
    let mut plain = open(plain_dir.path(), 2).desk;
    let expected = image(&mut plain);
    plain.close(None);
    seal(plain_dir.path(), Suite::Aes256Gcm);
    let mut sealed = open_sealed(plain_dir.path(), 3);
    let found = image(&mut sealed);
    assert_eq!(found.cases, expected.cases);
    assert_eq!(found.people, expected.people);
    drop(sealed_dir);
}
