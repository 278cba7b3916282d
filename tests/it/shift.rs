//! Giao ca, khóa sổ ngày: a day counted against its events, one page however busy it was, and one act for a person.
#![allow(clippy::print_stdout)] // says when nothing was measured

use crate::support::desks::{begin, morning, open_well};
use crate::support::office::{AN, BINH, HEAD, LAN, cash, file, law, office};
use crate::support::offices::random;
use chrono::{NaiveDate, TimeDelta};
use motcua::app::message::Message;
use motcua::app::sheet::{EndShift, PaperTask};
use motcua::desk::Desk;
use motcua::domain::action::Action;
use motcua::domain::case::{Case, CaseFile};
use motcua::domain::chronicle::Fact;
use motcua::domain::event::{Event, Stamped};
use motcua::domain::id::{CaseId, PersonId};
use motcua::domain::shift::{Mine, Owed, Standing, held_by, of};
use motcua::runtime::printing;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Everything a person did on a day that was not taken back.
fn done<'a>(histories: &'a [Vec<Stamped>], day: NaiveDate, who: Option<&str>) -> Vec<&'a Stamped> {
    let mut all = Vec::new();
    for history in histories {
        let undone: BTreeSet<u32> = history
            .iter()
            .filter_map(|one| if let Event::Undone { event, .. } = one.event { Some(event) } else { None })
            .collect();
        all.extend(history.iter().filter(|one| {
            one.recorded.date() == day && !undone.contains(&one.n) && who.is_none_or(|who| one.by.0 == who)
        }));
    }
    all
}

#[test]
fn a_day_is_what_its_events_say_of_everybody_and_of_each() {
    let law = law();
    let (mut received_seen, mut money_seen, mut held_seen, mut owed_seen) = (0, 0, 0, 0);
    for seed in 1..=60 {
        let (rows, histories) = random(seed, 25);
        let files: Vec<CaseFile> = (1..)
            .zip(&histories)
            .map(|(id, history)| CaseFile {
                case: Case::replay(CaseId(id), history),
                history: history.clone(),
            })
            .collect();
        let days: BTreeSet<NaiveDate> = histories.iter().flatten().map(|one| one.recorded.date()).collect();
        for (at, day) in days.iter().enumerate().filter(|(at, _)| at % 4 == 0) {
            let who = [None, Some(LAN), Some(AN), Some(BINH), Some(HEAD)][at % 5];
            let person = who.map(PersonId::from);
            let standing = Standing::of(&rows, &law, *day, person.as_ref());
            let ids: BTreeSet<CaseId> = standing.touched.iter().copied().collect();
            let near: Vec<&CaseFile> = (1..)
                .zip(&files)
                .filter(|(id, _)| ids.contains(&CaseId(*id)))
                .map(|(_, file)| file)
                .collect();
            let told = of(standing, &near);
            let events = done(&histories, *day, who);
            let count = |is: fn(&Event) -> bool| events.iter().filter(|one| is(&one.event)).count();
            assert_eq!(
                told.received.len(),
                count(|event| matches!(event, Event::Received { .. })),
                "seed {seed}"
            );
            assert_eq!(
                told.returned as usize,
                count(|event| matches!(event, Event::HandedOver { .. } | Event::Delivered { .. }))
            );
            let mut money: BTreeMap<&str, (u32, u64)> = BTreeMap::new();
            for one in &events {
                let fee = if let Event::FeeCollected(fee) | Event::PaymentReceived { fee, .. } = &one.event {
                    Some(fee)
                } else if let Event::Received { intake: Some(intake), .. } | Event::Arrived { intake } =
                    &one.event
                {
                    intake.fee.as_ref()
                } else {
                    None
                };
                if let Some(fee) = fee {
                    let (count, sum) = money.entry(fee.method.into()).or_default();
                    *count += 1;
                    *sum += fee.amount;
                }
            }
            let counted: BTreeMap<&str, (u32, u64)> =
                told.money.iter().map(|(method, sum)| ((*method).into(), *sum)).collect();
            assert_eq!(counted, money, "seed {seed} {day}");
            assert_eq!(told.money_in_all(), money.values().map(|(_, sum)| sum).sum::<u64>());
            // Who holds what now, by the cases themselves.
            let mut held: BTreeMap<PersonId, (u32, u32)> = BTreeMap::new();
            for case in files.iter().map(|file| &file.case).filter(|case| case.stage.is_pending()) {
                if let Some(holder) =
                    case.holder.as_ref().filter(|holder| who.is_none_or(|who| holder.person.0 == who))
                {
                    let (files, late) = held.entry(holder.person.clone()).or_default();
                    *files += 1;
                    *late += u32::from(case.is_late(*day));
                }
            }
            let counted: BTreeMap<PersonId, (u32, u32)> = told
                .standing
                .held
                .iter()
                .map(|(person, held)| (person.clone(), (held.files, held.late)))
                .collect();
            assert_eq!(counted, held, "seed {seed} {day}");
            let next = law.calendar.working_on_or_after(day.succ_opt().unwrap()).unwrap();
            let owed = files.iter().map(|file| &file.case).filter(|case| {
                let due = case.promise.as_ref().map(|promise| promise.due);
                case.stage.is_pending()
                    && !case.is_held()
                    && due.is_some_and(|due| *day < due && due <= next)
                    && who.is_none_or(|who| case.holder.as_ref().is_some_and(|holder| holder.person.0 == who))
            });
            let owed = owed.count();
            assert_eq!(
                told.standing.owed.iter().filter(|owing| owing.what == Owed::Result).count(),
                owed,
                "seed {seed} {day}"
            );
            assert!(told.standing.owed.is_sorted_by_key(|owing| owing.by));
            received_seen += told.received.len();
            money_seen += counted.len().min(1);
            held_seen += held.len();
            owed_seen += owed;
        }
    }
    assert!(received_seen > 20 && money_seen > 5 && held_seen > 50 && owed_seen > 0);
}

/// A desk on whose first day so many files came in, in names as long as they get.
fn busy(dir: &Path, count: usize) -> (Desk, motcua::domain::moment::Moment) {
    let mut desk = open_well(dir, 7);
    let mut now = morning();
    for number in 0..count {
        let mut form =
            file(&format!("Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư và Phát triển số {number}"));
        form.fee = (number % 2 == 0).then(|| cash(40_000));
        now = now.plus(TimeDelta::minutes(2));
        desk.seat(HEAD.into()).unwrap();
        let id = begin(&mut desk, Action::Receive(Box::new(form)), now);
        if number % 3 == 0 {
            let to = [AN, BINH, LAN, HEAD][number % 4];
            crate::support::desks::act(&mut desk, id, Action::Assign { to: to.into() }, now).unwrap();
        }
    }
    (desk, now)
}

/// What the screen sends to end somebody's day.
fn ending(
    desk: &Desk,
    by: &str,
    to: Option<&str>,
    note: &str,
    now: motcua::domain::moment::Moment,
) -> PaperTask {
    let own = (by != HEAD).then(|| PersonId::from(by));
    PaperTask::EndShift(EndShift {
        by: by.into(),
        to: to.map(PersonId::from),
        held: held(desk, by, now),
        note: note.to_owned(),
        standing: Box::new(Standing::of(desk.projection(), desk.law(), now.date(), own.as_ref())),
    })
}

fn held(desk: &Desk, who: &str, now: motcua::domain::moment::Moment) -> Vec<Mine> {
    held_by(desk.projection(), &who.into(), now.date())
}

/// The words of the pages of the one sheet that waits for the printer.
fn printed(dir: &Path) -> Option<Vec<String>> {
    let prints = std::fs::read_dir(dir.join("prints")).unwrap();
    let pdf = prints
        .map(|entry| entry.unwrap().path())
        .find(|path| std::fs::read(path).unwrap().starts_with(b"%PDF"));
    let told =
        Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(pdf.unwrap()).arg("-").output();
    let Ok(told) = told else {
        assert!(std::env::var_os("CI").is_none(), "pdftotext (poppler-utils) is not here");
        println!("NOT MEASURED: pdftotext is not here");
        return None;
    };
    let text = String::from_utf8(told.stdout).unwrap();
    Some(text.split_terminator('\u{c}').map(ToOwned::to_owned).collect())
}

#[test]
fn the_sheet_of_a_day_is_one_page_however_busy_the_day_was() {
    for count in [0, 3, 12, 90] {
        let dir = tempfile::tempdir().unwrap();
        let (mut desk, now) = busy(dir.path(), count);
        let note = "Máy quét hỏng. ".repeat(8);
        let task = ending(&desk, HEAD, None, &note, now);
        let told = printing::perform(&mut desk, task, now);
        let closed = told.iter().find_map(|message| {
            let Message::Noticed(notice) = message else { return None };
            (notice.id == "notice-day-closed").then(|| notice.clone())
        });
        let line = closed.unwrap().facts.iter().find(|(name, _)| name == "line").unwrap().1.clone();
        desk.close(None);
        let Some(pages) = printed(dir.path()) else { return };
        assert_eq!(pages.len(), 1, "{count} files");
        let page = pages[0].split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(&format!("Hồ sơ tiếp nhận: {count}")), "{page}");
        assert!(page.contains("NGƯỜI NHẬN") && page.contains(&line), "{page}");
        let more = page.split("và ").find_map(|rest| rest.split_once(" hồ sơ khác")).map(|(more, _)| more);
        let shown = page.matches("Công ty Trách nhiệm").count();
        match more {
            Some(more) => {
                assert!(more.parse::<usize>().unwrap() < count && shown > 4, "{more} of {count}: {page}");
            }
            None => assert!(count <= 12, "{page}"),
        }
    }
}

#[test]
fn a_shift_hands_on_what_its_person_holds_and_leaves_a_record() {
    let dir = tempfile::tempdir().unwrap();
    let (mut desk, now) = busy(dir.path(), 24);
    let (mine, others) = (held(&desk, HEAD, now).len(), held(&desk, BINH, now).len());
    assert!(mine > 0);
    let task = ending(&desk, HEAD, Some(BINH), "", now);
    let told = printing::perform(&mut desk, task, now);
    // The sheet says who holds what after the hand-over.
    if let Some(pages) = printed(dir.path()) {
        let after = format!("{:?}", pages[0].split_whitespace().collect::<Vec<_>>().join(" "));
        assert!(after.contains(&format!("{} {}", office().name_of(&BINH.into()), mine + others)), "{after}");
        assert!(after.contains(&format!("đã chuyển cho người nhận: {mine}")), "{after}");
    }
    assert_eq!(told.iter().filter(|message| matches!(message, Message::Submitted(_))).count(), mine);
    assert_eq!(held(&desk, HEAD, now).len(), 0);
    assert_eq!(held(&desk, BINH, now).len(), mine + others);
    let facts = desk.facts(20).unwrap();
    let printed = facts.iter().any(|(_, entry)| {
        matches!(&entry.fact, Fact::Printed { form, about, .. }
            if form == "shift" && *about == format!("{} {HEAD}", motcua::domain::moment::day(now.date())))
    });
    assert!(printed && facts.iter().any(|(_, entry)| matches!(entry.fact, Fact::DayClosed { .. })));
    // A clerk's sheet is of the clerk, and closes nothing.
    let before = desk.facts(200).unwrap().len();
    desk.seat(LAN.into()).unwrap();
    let task = ending(&desk, LAN, None, "", now);
    let told = printing::perform(&mut desk, task, now);
    let ended =
        |message: &Message| matches!(message, Message::Noticed(said) if said.id == "notice-shift-ended");
    assert!(told.iter().any(ended));
    desk.seat(HEAD.into()).unwrap();
    assert_eq!(desk.facts(200).unwrap().len(), before + 1);
}
