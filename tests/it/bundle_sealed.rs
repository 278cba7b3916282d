//! Bundles of sealed desks: the same as of plain ones, nothing readable left, and what was erased stays gone.

use crate::law::d;
use crate::support::branches::{Branch, CHIEF, SECOND, fine, setup_named, two};
use crate::support::desks::{files, holder};
use crate::support::office::{BINH, HEAD, file, usual};
use crate::support::sealed::{PASSPHRASE, admit, seal, unlock};
use motcua::desk::{Desk, Order, Setup};
use motcua::domain::action::Action;
use motcua::domain::exchange::Verdict;
use motcua::domain::id::OfficeId;
use motcua::domain::retention::{Keep, Over, Schedule, Span};
use motcua::domain::role::Role;
use motcua::domain::stage::ActionKind;
use motcua::seal::{Card, Suite};

fn receive(owner: &str) -> Action {
    Action::Receive(Box::new(file(owner)))
}

#[test]
fn a_sealed_desk_exchanges_as_a_plain_one_did_and_leaves_nothing_readable() {
    let (mut branch, mut parent) = two();
    let case = branch.receives(receive("Vàng Thị Mỷ Canary"));
    let first = branch.sends(&parent, &[case], &[]);
    parent.takes(&first).unwrap();
    let receipt = parent.sends(&branch, &[], &[]);
    branch.takes(&receipt).unwrap();
    let (id, now) = (parent.id(), parent.now);
    let Branch { dir, desk, stick, .. } = parent;
    desk.close(None);
    seal(dir.path(), Suite::default());
    let secret = std::fs::read_to_string(dir.path().join("exchange.json")).unwrap();
    assert!(secret.contains("wrapped") && !secret.contains("seed"), "{secret}");
    let keys = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
    let setup = Setup { keys: Some(keys), ..setup_named("UBND huyện Sa Pa", 71) };
    let mut desk = Desk::open(dir.path(), setup, &mut |_| true).unwrap().desk;
    desk.come_in(HEAD.into(), 0, now).unwrap();
    assert_eq!(Card::parse(&desk.card().unwrap().0).unwrap().id, id.0.to_be_bytes(), "still the same office");
    branch.does(case, usual(ActionKind::Assign));
    let changed = branch.desk.changed_for(id).unwrap();
    assert_eq!(changed, [case]);
    let to = Order { to: id, by: CHIEF.into(), cases: Vec::new(), given: changed, packs: Vec::new() };
    let made = branch.makes(&to).unwrap();
    let file = branch.desk.bring(id, made.number, branch.stick.path()).unwrap();
    let preview = desk.look_at_bundle(&file, &fine, now).unwrap();
    assert_eq!(preview.arrival.forks, [], "sealing wrote the chain anew and is no fork");
    let taken = desk.take_bundle(&preview, (&HEAD.into(), ""), &fine, now).unwrap();
    assert_eq!(taken.came, 1);
    let order =
        Order { to: branch.id(), by: HEAD.into(), cases: vec![case], given: Vec::new(), packs: Vec::new() };
    let made = desk.make_bundle(&order, now).unwrap();
    let back = desk.bring(branch.id(), made.number, stick.path()).unwrap();
    let preview = branch.looks(&back).unwrap();
    assert_eq!(preview.arrival.forks, []);
    branch.takes(&back).unwrap();
    desk.close(None);
    for path in files(dir.path()).into_iter().chain(files(stick.path())) {
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes.windows(6).any(|window| window == b"Canary");
        assert!(!found, "{}", path.display());
    }
    let keys = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
    let report = motcua::desk::check_with(dir.path(), &holder(), Some(keys)).unwrap();
    assert_eq!(report.findings, []);
}

#[test]
fn what_was_erased_here_does_not_come_back_from_another_office() {
    let mut branch = Branch::new("UBND xã Tả Phìn", 1);
    let case = branch.receives(receive("Vàng Thị Mỷ"));
    for kind in [ActionKind::Assign, ActionKind::Decide, ActionKind::MarkReady, ActionKind::HandOver] {
        branch.does(case, usual(kind));
    }
    let dir = tempfile::tempdir().unwrap();
    seal(dir.path(), Suite::default());
    admit(dir.path(), BINH, Role::DeskHead, "sáu bảy tám chín mười");
    let open = |seed| {
        let keys = unlock(dir.path(), HEAD, PASSPHRASE).unwrap();
        let setup = Setup { keys: Some(keys), ..setup_named("UBND huyện Sa Pa", seed) };
        let mut desk = Desk::open(dir.path(), setup, &mut |_| true).unwrap().desk;
        desk.seat(HEAD.into()).unwrap();
        desk
    };
    let mut desk = open(81);
    let (now, until) = (branch.now, Some(d("31/12/2040")));
    let card = Card::parse(&desk.card().unwrap().0).unwrap();
    let id = OfficeId(u128::from_be_bytes(card.id));
    let people = (&CHIEF.into(), &SECOND.into());
    branch.desk.trust_office(&card, &card.fingerprint(), people, until, now).unwrap();
    let other = branch.card();
    desk.trust_office(&other, &other.fingerprint(), (&HEAD.into(), &BINH.into()), until, now).unwrap();
    let mut brought = |number: u64| {
        let order =
            Order { to: id, by: CHIEF.into(), cases: vec![case], given: Vec::new(), packs: Vec::new() };
        assert_eq!(branch.makes(&order).unwrap().number, number);
        branch.desk.bring(id, number, branch.stick.path()).unwrap()
    };
    let (first, second) = (brought(1), brought(2));
    let later = now.plus(chrono::TimeDelta::days(4_300));
    let take = |desk: &mut Desk, file: &std::path::Path| {
        let preview = desk.look_at_bundle(file, &fine, later).unwrap();
        desk.take_bundle(&preview, (&HEAD.into(), ""), &fine, later).unwrap();
        preview.cases[0].verdict
    };
    assert_eq!(take(&mut desk, &first), Verdict::New);
    assert!(desk.load(case).unwrap().is_some());
    let keep = Keep { over: Over::Rest, span: Span::Years(10), basis: "Danh mục số 1".to_owned() };
    let schedule = Schedule(vec![keep]);
    let number = desk.propose_erasure(&HEAD.into(), &[case], &schedule, "Biên bản hủy số 3", later).unwrap();
    desk.seat(BINH.into()).unwrap();
    desk.approve_erasure(&BINH.into(), number, &schedule, later).unwrap();
    desk.close(None);
    let mut desk = open(82);
    assert!(desk.load(case).unwrap().is_none());
    assert_eq!(take(&mut desk, &second), Verdict::Older);
    assert!(desk.load(case).unwrap().is_none(), "gone is gone");
}
