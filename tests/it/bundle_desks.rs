//! Two and three offices exchange files on a stick: what comes, what is given over, what has grown apart.

use crate::support::branches::{Branch, CHIEF, SECOND, fine, two};
use crate::support::desks::{act, copy, holder};
use crate::support::office::{AN, HEAD, LAN, file, usual};
use crate::support::rounds;
use crate::support::sim_disk::Chance;
use motcua::bundle::{BundleError, Item, Kind, Manifest, Point};
use motcua::desk::{ExchangeError, SubmitError};
use motcua::domain::action::Action;
use motcua::domain::event::{Event, Stamped};
use motcua::domain::exchange::{Fork, Verdict};
use motcua::domain::queue::Filter;
use motcua::domain::refusal::Refusal;
use motcua::domain::stage::ActionKind;
use motcua::journal::Reader;
use motcua::journal::disk::RealDisk;
use motcua::seal::{OfficeKeys, Suite};
use motcua::store::record::encode_decision;
use std::path::PathBuf;

fn receive(owner: &str) -> Action {
    Action::Receive(Box::new(file(owner)))
}

fn note(text: &str) -> Action {
    Action::AddNote { text: text.to_owned() }
}

#[test]
fn a_file_is_given_over_and_back_and_only_its_keeper_acts() {
    let (mut branch, mut parent) = two();
    let case = branch.receives(receive("Lý A Páo"));
    branch.does(case, usual(ActionKind::Assign));
    let bundle = branch.sends(&parent, &[], &[case]);
    assert!(!branch.keeps(case), "given over when the bundle was made, not when it came");
    let now = branch.later();
    let refused = act(&mut branch.desk, case, usual(ActionKind::AskOpinion), now);
    let elsewhere = Refusal::KeptElsewhere { office: "UBND huyện Sa Pa".to_owned() };
    assert!(matches!(refused, Err(SubmitError::Refused(why)) if why == elsewhere));

    let preview = parent.looks(&bundle).unwrap();
    assert_eq!(preview.cases.len(), 1);
    let news = &preview.cases[0];
    assert!(news.comes_here && news.verdict == Verdict::New && news.owner == "Lý A Páo");
    assert!(!news.is_relayed);
    assert!(parent.desk.load(case).unwrap().is_none(), "a preview changes nothing");
    let taken = parent.takes(&bundle).unwrap();
    assert_eq!((taken.came, taken.held, taken.changed.len()), (1, 0, 1));
    assert!(parent.keeps(case));
    let file = parent.desk.load(case).unwrap().unwrap();
    assert_eq!(file.case.epoch, 1);
    assert_eq!(file.case.holder, None, "whoever had it works elsewhere");
    parent.does(case, Action::Assign { to: AN.into() });

    let back = parent.sends(&branch, &[], &[case]);
    assert_eq!(branch.takes(&back).unwrap().came, 1);
    assert!(branch.keeps(case) && !parent.keeps(case));
    branch.does(case, Action::Assign { to: AN.into() });
    for (office, name) in [(branch, "branch"), (parent, "parent")] {
        let office = office.reopened();
        office.desk.close(None);
        let report = motcua::desk::check(office.dir.path(), &holder()).unwrap();
        assert_eq!(report.findings, [], "{name}");
    }
}

#[test]
fn a_copy_is_read_and_noted_elsewhere_and_notes_come_back_once() {
    let (mut branch, mut parent) = two();
    let case = branch.receives(receive("Lý A Páo"));
    let first = branch.sends(&parent, &[case], &[]);
    parent.takes(&first).unwrap();
    assert!(branch.keeps(case) && !parent.keeps(case));
    let rows = parent.desk.projection();
    let row = rows.row(rows.find(case).unwrap()).unwrap();
    assert!(Filter::Elsewhere.holds(row) && !Filter::Unassigned.holds(row) && !row.is_running());
    assert_eq!(rows.kept().count(), 0, "each file is counted by one office");

    parent.does(case, note("Huyện đã xem"));
    branch.does(case, usual(ActionKind::Assign));
    let changed = parent.desk.changed_for(branch.id()).unwrap();
    assert_eq!(changed, [case]);
    let back = parent.sends(&branch, &changed, &[]);
    for round in 0..3 {
        match branch.takes(&back) {
            Ok(taken) => assert!(round == 0 && taken.changed == [case]),
            Err(error) => assert!(round > 0 && matches!(error, ExchangeError::TakenBefore), "{error}"),
        }
    }
    let notes = |office: &mut Branch| {
        let file = office.desk.load(case).unwrap().unwrap();
        file.case.notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(notes(&mut branch), ["UBND huyện Sa Pa: Huyện đã xem"]);
    let changed = branch.desk.changed_for(parent.id()).unwrap();
    let again = branch.sends(&parent, &changed, &[]);
    parent.takes(&again).unwrap();
    assert_eq!(notes(&mut parent), ["UBND huyện Sa Pa: Huyện đã xem"]);
    assert_eq!(branch.history(case), parent.history(case), "both have the keeper's line");
    let report = parent.desk.exchange().unwrap();
    assert_eq!(report.partners.find(branch.id()).unwrap().missing(), [0_u64; 0]);
}

#[test]
fn a_lost_bundle_is_named_and_brought_again_and_order_does_not_matter() {
    let (mut branch, mut parent) = two();
    let cases: Vec<_> =
        ["Lý A Páo", "Đặng Văn Đức", "Nguyễn Thị Hoa"].map(|owner| branch.receives(receive(owner))).to_vec();
    let one = branch.sends(&parent, &cases[..1], &[]);
    let two = branch.sends(&parent, &cases[1..2], &[cases[0]]);
    let three = branch.sends(&parent, &cases[2..], &[]);
    let preview = parent.looks(&three).unwrap();
    assert_eq!(preview.arrival.missing, [1, 2]);
    parent.takes(&three).unwrap();
    let known = parent.desk.exchange().unwrap();
    assert_eq!(known.partners.find(branch.id()).unwrap().missing(), [1, 2]);
    // The second comes before the first, which is then old news.
    assert!(parent.looks(&two).unwrap().arrival.is_late);
    parent.takes(&two).unwrap();
    assert!(parent.keeps(cases[0]));
    std::fs::remove_file(&one).unwrap();
    let again = branch.desk.bring(parent.id(), 1, branch.stick.path()).unwrap();
    let preview = parent.looks(&again).unwrap();
    assert_eq!(preview.cases[0].verdict, Verdict::Older);
    assert!(preview.is_nothing_new() && preview.arrival.forks.is_empty());
    parent.takes(&again).unwrap();
    assert!(parent.keeps(cases[0]), "an old copy takes nothing back");
    // Once the receipt is home, what waited there is taken away.
    let receipt = parent.sends(&branch, &[], &[]);
    branch.takes(&receipt).unwrap();
    branch.sends(&parent, &[cases[1]], &[]);
    let waits = |number| branch.desk.bring(parent.id(), number, branch.stick.path());
    std::fs::remove_file(&again).unwrap();
    assert!(matches!(waits(1), Err(ExchangeError::NotThere)));
    assert!(waits(4).is_ok());
}

#[test]
fn an_office_that_went_back_to_an_old_copy_is_told_by_whoever_saw_more() {
    let (mut branch, mut parent) = two();
    let case = branch.receives(receive("Lý A Páo"));
    branch.desk.close(None);
    let old = copy(branch.dir.path());
    let mut branch = Branch::at(branch.dir, "UBND xã Tả Phìn", 31);
    branch.later();
    let given = branch.sends(&parent, &[], &[case]);
    parent.takes(&given).unwrap();
    parent.does(case, Action::Assign { to: AN.into() });
    let back = parent.sends(&branch, &[case], &[]);

    // The old copy goes on as if nothing had been given over.
    let mut bent = Branch::at(old, "UBND xã Tả Phìn", 41);
    bent.now = branch.now;
    bent.does(case, Action::Assign { to: AN.into() });
    let told = bent.looks(&back).unwrap();
    assert_eq!(told.arrival.forks.len(), 1);
    assert!(matches!(told.arrival.forks[0], Fork::OurHistory { .. }), "{:?}", told.arrival.forks);
    assert_eq!(told.cases[0].verdict, Verdict::Forked);
    let (now, by) = (bent.later(), CHIEF.into());
    let refused = bent.desk.take_bundle(&told, (&by, " "), &fine, now);
    assert!(matches!(refused, Err(ExchangeError::Forks(_))));

    let again = bent.sends(&parent, &[case], &[]);
    let preview = parent.looks(&again).unwrap();
    assert_eq!(preview.arrival.forks, [Fork::NumberTaken { number: 1 }]);
    assert_eq!(preview.cases[0].verdict, Verdict::Forked);
    assert!(parent.keeps(case));

    // Its head takes the bundle all the same, and decides; then both have one history.
    let taken = bent.desk.take_bundle(&told, (&by, "Khôi phục từ bản sao lưu cũ"), &fine, now).unwrap();
    assert_eq!((taken.held, taken.came), (1, 0));
    assert!(bent.keeps(case), "nothing changes before somebody decides");
    let waiting = bent.desk.conflicts().unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].common, 1);
    assert_eq!(waiting[0].theirs, parent.history(case));
    let mut bent = bent.reopened();
    bent.now = now;
    let waiting = bent.desk.conflicts().unwrap();
    let now = bent.later();
    let unreasoned = bent.desk.decide_conflict(&waiting[0], (true, ""), &by, now);
    assert!(matches!(unreasoned, Err(ExchangeError::Refused(Refusal::ReasonMissing))));
    bent.desk.decide_conflict(&waiting[0], (true, "Huyện đang giữ hồ sơ"), &by, now).unwrap();
    assert_eq!(bent.desk.conflicts().unwrap(), []);
    assert!(!bent.keeps(case));
    let history = bent.history(case);
    assert!(matches!(history.last().unwrap().event, Event::ForkSettled { .. }));
    let kept = parent.history(case);
    assert_eq!(history[..kept.len()], kept);
    bent.desk.close(None);
    let report = motcua::desk::check(bent.dir.path(), &holder()).unwrap();
    assert_eq!(report.findings, []);
}

#[test]
fn a_decision_for_ours_reaches_the_other_office_and_ends_the_fork_there() {
    let (mut branch, mut parent) = two();
    let case = branch.receives(receive("Lý A Páo"));
    let first = branch.sends(&parent, &[case], &[]);
    parent.takes(&first).unwrap();
    branch.desk.close(None);
    let twin = copy(branch.dir.path());
    let mut branch = Branch::at(branch.dir, "UBND xã Tả Phìn", 51);
    let mut twin = Branch::at(twin, "UBND xã Tả Phìn", 61);
    (branch.now, twin.now) = (parent.now, parent.now);
    branch.does(case, Action::Assign { to: AN.into() });
    twin.does(case, note("Bản sao viết tiếp"));
    let from_branch = branch.sends(&parent, &[case], &[]);
    let from_twin = twin.sends(&parent, &[case], &[]);
    parent.takes(&from_branch).unwrap();
    let preview = parent.looks(&from_twin).unwrap();
    assert_eq!(preview.arrival.forks, [Fork::NumberTaken { number: 2 }]);
    let (now, by) = (parent.later(), CHIEF.into());
    let taken = parent.desk.take_bundle(&preview, (&by, "Hai máy cùng một bản sao"), &fine, now).unwrap();
    assert_eq!(taken.held, 1);
    let waiting = parent.desk.conflicts().unwrap();
    let now = parent.later();
    parent.desk.decide_conflict(&waiting[0], (false, "Bản của xã là bản đúng"), &by, now).unwrap();
    let settled = parent.sends(&twin, &[case], &[]);
    let preview = twin.looks(&settled).unwrap();
    assert_eq!(preview.cases[0].verdict, Verdict::Newer, "the decision names the history it is against");
    let now = twin.later();
    twin.desk.take_bundle(&preview, (&by, "Huyện đã phân xử"), &fine, now).unwrap();
    assert_eq!(twin.history(case), parent.history(case));
}

#[test]
fn only_heads_trust_and_take_and_only_two_people_together() {
    let (mut branch, parent) = two();
    let third = Branch::new("UBND xã Bản Hồ", 3);
    let card = third.card();
    let now = branch.later();
    let said = card.fingerprint();
    assert_eq!(said.split('-').count(), 8);
    for (by, witness) in [(CHIEF, CHIEF), (CHIEF, "nobody")] {
        let done = branch.desk.trust_office(&card, &said, (&by.into(), &witness.into()), None, now);
        assert!(matches!(done, Err(ExchangeError::NoWitness)), "{by} {witness}");
    }
    for by in [LAN, AN, HEAD] {
        let done = branch.desk.trust_office(&card, &said, (&by.into(), &CHIEF.into()), None, now);
        assert!(matches!(done, Err(ExchangeError::Refused(Refusal::RoleNotAllowed { .. }))), "{by}");
    }
    let first = if said.starts_with('0') { '1' } else { '0' };
    let other: String = std::iter::once(first).chain(said.chars().skip(1)).collect();
    let done = branch.desk.trust_office(&card, &other, (&CHIEF.into(), &SECOND.into()), None, now);
    assert!(matches!(done, Err(ExchangeError::OtherFingerprint)));
    let own = branch.desk.card().unwrap().0;
    assert!(matches!(branch.desk.read_card(&own), Err(ExchangeError::OwnCard)));
    let case = branch.receives(receive("Lý A Páo"));
    let order = Branch::order_from_chief(&third, &[case], &[]);
    assert!(matches!(branch.makes(&order), Err(ExchangeError::UnknownOffice)));
    // As a person reads it aloud: small letters, blanks.
    let typed = said.to_lowercase().replace('-', " ");
    branch.desk.trust_office(&card, &typed, (&CHIEF.into(), &SECOND.into()), None, now).unwrap();
    branch.makes(&order).unwrap();

    let mut order = Branch::order_from_chief(&parent, &[case], &[]);
    order.by = LAN.into();
    assert!(matches!(branch.makes(&order), Err(ExchangeError::Refused(Refusal::RoleNotAllowed { .. }))));
    branch.desk.revoke_office(third.id(), "Mất máy", &CHIEF.into(), now).unwrap();
    let order = Branch::order_from_chief(&third, &[case], &[]);
    assert!(matches!(branch.makes(&order), Err(ExchangeError::NotTrusted)));
}

#[test]
fn a_stranger_a_revoked_office_and_an_expired_trust_bring_nothing_in() {
    let (mut branch, mut parent) = two();
    let mut stranger = Branch::new("UBND xã Bản Hồ", 3);
    stranger.trusts(&parent);
    let case = stranger.receives(receive("Lý A Páo"));
    let bundle = stranger.sends(&parent, &[case], &[]);
    assert!(matches!(parent.takes(&bundle), Err(ExchangeError::Bundle(BundleError::Stranger { .. }))));
    let case = branch.receives(receive("Lý A Páo"));
    let bundle = branch.sends(&parent, &[case], &[]);
    assert!(matches!(stranger.takes(&bundle), Err(ExchangeError::Bundle(BundleError::NotForUs)),));
    let preview = parent.looks(&bundle).unwrap();
    let much_later = parent.now.plus(chrono::TimeDelta::days(731));
    let late = parent.desk.take_bundle(&preview, (&CHIEF.into(), ""), &fine, much_later);
    assert!(matches!(late, Err(ExchangeError::NotTrusted)));
    let now = parent.later();
    let by_clerk = parent.desk.take_bundle(&preview, (&LAN.into(), ""), &fine, now);
    assert!(matches!(by_clerk, Err(ExchangeError::Refused(Refusal::RoleNotAllowed { .. }))));
    parent.desk.revoke_office(branch.id(), "Mất máy", &CHIEF.into(), now).unwrap();
    let revoked = parent.desk.take_bundle(&preview, (&CHIEF.into(), ""), &fine, now);
    assert!(matches!(revoked, Err(ExchangeError::NotTrusted)));
    assert!(parent.desk.load(case).unwrap().is_none());
}

#[test]
fn packs_come_with_a_bundle_and_faulty_ones_bring_nothing() {
    let (mut branch, mut parent) = two();
    let folder = parent.dir.path().join("procedures");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("xa.toml"), "# thủ tục của xã\n").unwrap();
    let mut order = Branch::order_from_chief(&branch, &[], &[]);
    order.packs = vec![Kind::Procedures, Kind::Forms];
    let made = parent.makes(&order).unwrap();
    assert_eq!((made.packs, made.cases), (1, 0));
    let bundle = parent.desk.bring(branch.id(), made.number, parent.stick.path()).unwrap();
    let wrong = |_: Kind, name: &str, _: &[u8]| Some(format!("{name}: sai"));
    let now = branch.later();
    let preview = branch.desk.look_at_bundle(&bundle, &wrong, now).unwrap();
    assert_eq!(preview.packs[0].fault.as_deref(), Some("xa: sai"));
    let refused = branch.desk.take_bundle(&preview, (&CHIEF.into(), ""), &wrong, now);
    assert!(matches!(refused, Err(ExchangeError::Pack { .. })));
    assert!(!branch.dir.path().join("procedures").exists());
    assert_eq!(branch.takes(&bundle).unwrap().packs, 1);
    let text = std::fs::read_to_string(branch.dir.path().join("procedures/xa.toml")).unwrap();
    assert_eq!(text, "# thủ tục của xã\n");
    assert!(!branch.dir.path().join("bundles/packs").exists());
}

/// A bundle of a trusted office with items of our choice, laid on its stick.
fn by_hand(from: &Branch, to: &Branch, number: u64, items: &[(String, Vec<u8>)]) -> PathBuf {
    let keys = OfficeKeys::read(from.dir.path(), None).unwrap().unwrap();
    let manifest = Manifest {
        id: [9; 16],
        from: from.card().id,
        from_name: "UBND xã Tả Phìn".to_owned(),
        to: to.card().id,
        to_key: to.card().open,
        number,
        previous: [0; 32],
        head: Point { sequence: number, hash: [1; 32] },
        earlier: (1..number).map(|sequence| Point { sequence, hash: [1; 32] }).collect(),
        seen: None,
        created: 0,
        items: items
            .iter()
            .map(|(name, bytes)| Item {
                kind: Kind::Case,
                name: name.clone(),
                bytes: bytes.len() as u64,
                hash: *blake3::hash(bytes).as_bytes(),
            })
            .collect(),
    };
    let bodies: Vec<Vec<u8>> = items.iter().map(|(_, bytes)| bytes.clone()).collect();
    let file = from.stick.path().join(format!("by-hand-{number}"));
    let bytes = motcua::bundle::write(Vec::new(), Suite::default(), &keys, &manifest, &bodies).unwrap();
    std::fs::write(&file, bytes).unwrap();
    file
}

fn item_of(history: &[Stamped]) -> Vec<u8> {
    let body = encode_decision(history[0].case, history).unwrap();
    [(body.len() as u32).to_be_bytes().as_slice(), &body].concat()
}

#[test]
fn a_trusted_office_gone_bad_breaks_nothing_and_hides_no_letters() {
    let (mut branch, mut parent) = two();
    let case = branch.receives(receive("Lý A Páo"));
    let first = branch.sends(&parent, &[case], &[]);
    let good = item_of(&branch.history(case));
    let mut chance = Chance::new(21);
    let (mut number, mut taken) = (0, 0);
    for round in 0..rounds(120) {
        let mut bytes = good.clone();
        for _ in 0..=chance.below(3) {
            let at = chance.below(bytes.len());
            match chance.below(3) {
                0 => bytes[at] ^= 1 << chance.below(8),
                1 => bytes.truncate(at + 1),
                _ => bytes[at] = [0, 0x1b, 0xff, b'a'][chance.below(4)],
            }
        }
        number += 1;
        let file = by_hand(&branch, &parent, number, &[(case.to_string(), bytes)]);
        match parent.takes(&file) {
            Ok(_) => taken += 1,
            Err(_) => number -= 1,
        }
        let history = parent.history(case);
        assert!(history.is_empty() || !format!("{history:?}").contains("\\u{1b}"), "round {round}");
    }
    println!("{taken} of the bent items were histories all the same");
    let mut bent = branch.history(case);
    bent[1].event = Event::NotedElsewhere { office: "xã".to_owned(), text: "a\u{202e}b".to_owned() };
    let file = by_hand(&branch, &parent, number + 1, &[(case.to_string(), item_of(&bent))]);
    let hidden = parent.looks(&file);
    assert!(matches!(hidden, Err(ExchangeError::Unclean { .. })), "{hidden:?}");
    let stranger = by_hand(&branch, &parent, number + 1, &[(format!("{:032x}", 77), good)]);
    assert!(parent.looks(&stranger).is_err(), "events of another case");
    drop(first);
    parent.desk.close(None);
    let report = motcua::desk::check(parent.dir.path(), &holder()).unwrap();
    assert_eq!(report.findings, []);
}

#[test]
fn a_file_of_a_million_million_bytes_is_refused_unread() {
    let (branch, mut parent) = two();
    let huge = branch.stick.path().join("huge.bundle");
    std::fs::File::create(&huge).unwrap().set_len(1 << 40).unwrap();
    assert!(matches!(parent.looks(&huge), Err(ExchangeError::Bundle(BundleError::TooLarge(_)))));
    let folder = parent.looks(branch.stick.path());
    assert!(matches!(folder, Err(ExchangeError::Bundle(BundleError::TooLarge(_)))), "a folder is no bundle");
}

#[test]
fn a_power_cut_between_the_parts_of_a_batch_leaves_all_or_nothing() {
    let (mut branch, parent) = two();
    let cases = ["Lý A Páo", "Đặng Văn Đức", "Vàng Thị Mỷ"].map(|owner| branch.receives(receive(owner)));
    let bundle = branch.sends(&parent, &cases, &[]);
    let parent = parent.reopened();
    parent.desk.close(None);
    let before = copy(parent.dir.path());
    let mut parent = Branch::at(parent.dir, "UBND huyện Sa Pa", 91);
    parent.takes(&bundle).unwrap();
    parent.desk.close(None);
    let journal = |dir: &std::path::Path| dir.join("journal").join(motcua::journal::segment_name(1));
    let whole = std::fs::read(journal(parent.dir.path())).unwrap();
    let begins = std::fs::metadata(journal(before.path())).unwrap().len();
    let frames = Reader::new(RealDisk, &parent.dir.path().join("journal")).frames(1).unwrap();
    let ends: Vec<u64> = frames.map(|frame| frame.unwrap().mark.offset).filter(|end| *end > begins).collect();
    assert_eq!(ends.len(), 4, "three parts and the fact that ends them");
    for (at, end) in ends.iter().enumerate() {
        let cut = copy(before.path());
        std::fs::write(journal(cut.path()), &whole[..*end as usize]).unwrap();
        let mut after = Branch::at(cut, "UBND huyện Sa Pa", 92 + at as u64);
        let known = cases.iter().filter(|case| after.desk.load(**case).unwrap().is_some()).count();
        assert_eq!(known, if at == 3 { 3 } else { 0 }, "cut after frame {at}");
        if at < 3 {
            after.takes(&bundle).unwrap();
        }
        assert!(cases.iter().all(|case| after.desk.load(*case).unwrap().is_some()));
        after.desk.close(None);
        assert_eq!(
            motcua::desk::check(after.dir.path(), &holder()).unwrap().findings,
            [],
            "cut after frame {at}"
        );
    }
}
