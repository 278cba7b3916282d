//! The newest backup as an anchor, where backups go, and when a trial of one is due.

use crate::law::m;
use crate::support::desks::{begin as begin_case, closed, copy_into, holder, morning};
use crate::support::office::{BINH, HEAD, LAN, usual};
use crate::support::sealed::{PASSPHRASE, admit, open_as, open_sealed, seal, unlock};
use chrono::TimeDelta;
use motcua::desk::{Anchored, SubmitError, Verdict, back_up, check_backup, check_line, check_with};
use motcua::domain::chronicle::Fact;
use motcua::domain::refusal::Refusal;
use motcua::domain::role::Role;
use motcua::domain::stage::ActionKind;
use motcua::runtime::scheduled::{begin, file_of, folder_of, is_drill_due};
use motcua::seal::Suite;
use std::path::Path;
use std::sync::mpsc::sync_channel;

fn settings(dir: &Path, text: &str) {
    std::fs::write(dir.join("settings.toml"), text).unwrap();
}

/// The frame at which the newest backup does not fit, as the backup of a day finds it.
fn missed(dir: &Path, day: &str) -> Option<u64> {
    let (heard, _hears) = sync_channel(8);
    let made = begin(dir, m(day), &heard).unwrap().expect("a backup is due").recv().unwrap();
    made.missed
}

#[test]
fn a_history_set_back_is_noticed_by_the_backup_that_lies_elsewhere() {
    let (dir, stick) = (closed(5), tempfile::tempdir().unwrap());
    settings(dir.path(), &format!("backup_to = \"{}\"\n", stick.path().display()));
    assert_eq!(folder_of(dir.path()), stick.path());
    let old = tempfile::tempdir().unwrap();
    copy_into(dir.path(), old.path());
    assert_eq!(missed(dir.path(), "11/07/2020 08:00"), None);
    let mut desk = crate::support::desks::open(dir.path(), 9).desk;
    for _ in 0..3 {
        begin_case(&mut desk, usual(ActionKind::Receive), morning());
    }
    desk.close(None);
    assert_eq!(missed(dir.path(), "12/07/2020 08:00"), None, "a history that went on fits");
    // Somebody puts the copy of two days ago back.
    std::fs::remove_dir_all(dir.path()).unwrap();
    copy_into(old.path(), dir.path());
    assert!(missed(dir.path(), "13/07/2020 08:00").is_some());
    // All that proves it is still there.
    assert!(file_of(dir.path(), m("12/07/2020 08:00")).exists());
}

#[test]
fn what_left_the_machine_before_the_sealing_says_nothing_and_alarms_nobody() {
    let dir = closed(3);
    let mut desk = crate::support::desks::open(dir.path(), 9).desk;
    let line = desk.close_day(&HEAD.into(), morning()).unwrap();
    desk.close(None);
    assert_eq!(missed(dir.path(), "11/07/2020 08:00"), None);
    let before = file_of(dir.path(), m("11/07/2020 08:00"));
    seal(dir.path(), Suite::XChaCha20Poly1305);
    // The backup of the morning is the newest there is when the next is due.
    assert_eq!(check_backup(dir.path(), &before).unwrap().1, Anchored::BeforeSealing);
    assert_eq!(missed(dir.path(), "12/07/2020 08:00"), None);
    let keys = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
    let found = check_with(dir.path(), &holder(), Some(keys)).unwrap();
    assert!(found.verdict() < Verdict::Damaged, "{:?}", found.findings);
    let judged = |plain_until| check_line(dir.path(), &line, plain_until).unwrap().1;
    assert_eq!((judged(found.plain_until), judged(None)), (Anchored::BeforeSealing, Anchored::Differs));
    // Nobody is asked for the old line, and typing it back does no harm; the next line fits.
    let (today, tomorrow) = (m("12/07/2020 09:00"), m("13/07/2020 09:00"));
    let mut desk = open_sealed(dir.path(), 10);
    desk.seat(HEAD.into()).unwrap();
    assert_eq!(desk.unconfirmed(tomorrow), None);
    for _ in 0..3 {
        assert_eq!(desk.confirm_day(&HEAD.into(), &line, today).unwrap(), Anchored::BeforeSealing);
    }
    assert_eq!(desk.doubt(), None);
    let line = desk.close_day(&HEAD.into(), today).unwrap();
    assert!(desk.unconfirmed(tomorrow).is_some());
    assert_eq!(desk.confirm_day(&HEAD.into(), &line, tomorrow).unwrap(), Anchored::Fits);
    desk.close(None);
}

#[test]
fn a_stick_that_is_not_in_is_told_and_nothing_is_written_in_its_place() {
    let dir = closed(1);
    let gone = dir.path().join("not-mounted");
    settings(dir.path(), &format!("backup_to = \"{}\"\nbackup_every = 3\n", gone.display()));
    let (heard, _hears) = sync_channel(8);
    assert!(begin(dir.path(), m("11/07/2020 08:00"), &heard).is_err());
    assert!(!gone.exists() && !dir.path().join("backups").exists());
    std::fs::create_dir(&gone).unwrap();
    let first = begin(dir.path(), m("11/07/2020 08:00"), &heard).unwrap().unwrap().recv().unwrap();
    assert!(first.backup.is_ok());
    for (day, due) in [("11/07/2020 18:00", false), ("13/07/2020 08:00", false), ("14/07/2020 08:00", true)] {
        assert_eq!(begin(dir.path(), m(day), &heard).unwrap().is_some(), due, "{day}");
    }
}

#[test]
fn a_month_without_a_trial_is_told() {
    let dir = closed(1);
    let now = morning();
    assert!(!is_drill_due(dir.path(), None, now), "without a backup there is nothing to try");
    std::fs::create_dir(dir.path().join("backups")).unwrap();
    back_up(dir.path(), &file_of(dir.path(), now)).unwrap();
    let later = |days| now.plus(TimeDelta::days(days));
    for (drilled, at, due) in
        [(None, 31, false), (None, 32, true), (Some(20), 51, false), (Some(20), 52, true)]
    {
        assert_eq!(is_drill_due(dir.path(), drilled.map(later), later(at)), due, "{drilled:?} {at}");
    }
}

#[test]
fn a_doubt_stops_work_until_two_people_have_signed_and_survives_everything() {
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    admit(dir.path(), BINH, Role::DeskHead, "sáu bảy tám chín mười");
    admit(dir.path(), LAN, Role::Intake, "một hai ba bốn năm");
    let mut desk = open_sealed(dir.path(), 1);
    let nothing = desk.sign_doubt(&HEAD.into(), "x", morning());
    assert!(matches!(nothing, Err(SubmitError::Refused(Refusal::NothingDoubted))));
    desk.anchor_missed(&HEAD.into(), 3, morning()).unwrap();
    assert!(!desk.is_writable() && desk.doubt() == Some(3));
    // Killed, not closed; then with the rows made again.
    drop(desk);
    std::fs::remove_file(dir.path().join("projection.snapshot")).unwrap_or_default();
    let mut desk = open_as(dir.path(), 2, LAN, "một hai ba bốn năm").unwrap().desk;
    desk.come_in(LAN.into(), 0, morning()).unwrap();
    let case = motcua::domain::id::CaseId(desk.new_id(morning()));
    let action = usual(ActionKind::Receive);
    let request = motcua::domain::action::Request { case, seen: 0, by: LAN.into(), occurred: None, action };
    let refused = desk.submit(&request, morning());
    assert!(matches!(refused, Err(SubmitError::Refused(Refusal::HistoryDoubted))));
    let clerk = desk.sign_doubt(&LAN.into(), "x", morning());
    assert!(matches!(clerk, Err(SubmitError::Refused(Refusal::RoleNotAllowed { .. }))));
    desk.close(None);
    let mut desk = open_sealed(dir.path(), 3);
    let silent = desk.sign_doubt(&HEAD.into(), " ", morning());
    assert!(matches!(silent, Err(SubmitError::Refused(Refusal::ReasonMissing))));
    assert!(!desk.sign_doubt(&HEAD.into(), "Chép nhầm", morning()).unwrap());
    let twice = desk.sign_doubt(&HEAD.into(), "Chép nhầm", morning());
    assert!(matches!(twice, Err(SubmitError::Refused(Refusal::OwnProposal))));
    desk.close(None);
    let mut desk = open_as(dir.path(), 4, BINH, "sáu bảy tám chín mười").unwrap().desk;
    desk.come_in(BINH.into(), 0, morning()).unwrap();
    assert!(desk.sign_doubt(&BINH.into(), "Đã đối chiếu", morning()).unwrap());
    assert!(desk.is_writable() && desk.doubt().is_none());
    let facts = desk.facts(50).unwrap();
    let both = facts.iter().find_map(|(_, entry)| {
        let Fact::DoubtSettled { first, .. } = &entry.fact else { return None };
        Some((first.0.clone(), entry.by.0.clone()))
    });
    assert_eq!(both, Some((HEAD.to_owned(), BINH.to_owned())), "both names");
    desk.close(None);
    assert!(open_sealed(dir.path(), 5).is_writable());
}
