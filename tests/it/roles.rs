//! Who may do what: the whole table, by every way in, and the rules no role is above.

use crate::support::desks::{act, begin, morning, open_well, setup};
use crate::support::driver::Driver;
use crate::support::office::{AN, HEAD, LAN, by_post, file, usual};
use crate::support::story::way_to;
use chrono::TimeDelta;
use motcua::app::available::{action_of, available};
use motcua::desk::{Desk, Setup, SubmitError};
use motcua::domain::action::{Action, Request};
use motcua::domain::id::{CaseId, PersonId};
use motcua::domain::moment::Moment;
use motcua::domain::office::Office;
use motcua::domain::permission::{Power, has_power};
use motcua::domain::refusal::Refusal;
use motcua::domain::role::{Person, Role};
use motcua::domain::stage::{ActionKind, Move, Stage, next};
use motcua::input::command::{Command, Group};
use std::sync::Arc;
use strum::IntoEnumIterator as _;

/// The table as an office would pin it to the wall, kept apart from the program's own.
/// I intake, R return, H handler, U head of unit, D head of the desk, C clerk, K accountant, A administrator, V viewer.
const WALL: &str = "
    register-arrival              I . H . D . . . .
    receive                       I . H . D . . . .
    accept                        I . H . D . . . .
    refuse-intake                 I . H . D . . . .
    request-intake-supplement     I . H . D . . . .
    request-appraisal-supplement  . . H U D . . . .
    receive-supplement            I . H . D . . . .
    assign                        I . . U D . . . .
    finish-step                   I R H U D C K . .
    ask-opinion                   . . H U D . . . .
    record-opinion                . . H U D C . . .
    record-verification           . . H U D . . . .
    transfer                      . . H U D . . . .
    record-leg-result             . . H U D . . . .
    require-payment               . . H U D . . . .
    record-payment                I . . . D . K . .
    collect-fee                   I . . . D . K . .
    ask-extension                 . . H U D . . . .
    grant-extension               . . . U D . . . .
    refuse-extension              . . . U D . . . .
    decide                        . . . U D . . . .
    mark-ready                    I R H U D C . . .
    give-to-post                  I R . . D C . . .
    record-delivery               I R . . D C . . .
    record-undelivered            I R . . D C . . .
    record-post-return            I R . . D C . . .
    hand-over                     I R . . D C . . .
    withdraw                      I . H U D . . . .
    stop                          . . . U D . . . .
    add-note                      I R H U D C K . .
    correct                       I . H U D . . . .
    undo                          I R H U D C K . .
    record-sheet                  I R H U D C K . .
    confirm-receipt               I . H . D . . . .
    move-promise                  . . . U D . . . .
    give-account                  I R H U D C K . .
    review-account                . . . U D . . . .
    rate                          I R H . D C . . .
    record-complaint              I R H U D C K . .
    answer-complaint              . . . U D . . . .
    power read-cases              I R H U D C K . V
    power find-people             I R H U D C K . .
    power unmask                  I . H U D . . . .
    power export                  . R H U D C . . .
    power break-glass             I R H U D C K . .
    power read-view-log           . . . U D . . . .
    power sign-day                . . . U D . . . .
    power manage-people           . . . . D . . A .
    power back-up                 . . . . D . . A .
    power record-survey           I R H U D C . . .
    power answer-survey           . . . U D . . . .
    power erase                   . . . . D . . A .
    power exchange                . . . U D . . . .
    power propose-erasure         . . H U D . . . .
    power trust-office            . . . . D . . . .
    power take-in                 . . . . D . . . .
";

fn on_the_wall(line: &str, role: Role) -> bool {
    let mut rows = WALL.lines().filter_map(|row| row.trim().strip_prefix(line));
    let row = rows.find(|rest| rest.starts_with(' '));
    let row = row.unwrap_or_else(|| panic!("{line} is not on the wall"));
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells.len(), 9, "{line}");
    cells[Role::iter().position(|other| other == role).unwrap()] != "."
}

fn allowed(kind: ActionKind, role: Role) -> bool {
    on_the_wall(<&str>::from(kind), role)
}

fn id_of(role: Role) -> PersonId {
    PersonId(format!("p.{role}"))
}

/// The office of these tests, with one person more of every role.
fn full_house(seed: u64) -> Setup {
    let mut made = setup(seed);
    let mut office = Office::clone(&made.office);
    office.people.extend(Role::iter().map(|role| Person {
        id: id_of(role),
        name: format!("Người {role}"),
        role,
        unit: "Phòng Báo chí - Xuất bản".to_owned(),
    }));
    made.office = Arc::new(office);
    made
}

fn house(dir: &std::path::Path) -> Desk {
    Desk::open(dir, full_house(1), &mut |_| true).unwrap().desk
}

/// A stage in which the table of stages lets a kind of act happen.
fn stage_for(kind: ActionKind) -> Stage {
    let lets = |stage: &Stage| !matches!(next(*stage, kind), Move::No(_));
    if kind == ActionKind::Undo { Stage::InProcess } else { Stage::iter().find(lets).unwrap() }
}

fn request(desk: &mut Desk, case: CaseId, by: &PersonId, action: Action) -> Request {
    let seen = desk.load(case).unwrap().map_or(0, |file| file.case.n);
    Request { case, seen, by: by.clone(), occurred: None, action }
}

fn submit(desk: &mut Desk, case: CaseId, by: &PersonId, action: Action, now: Moment) -> Result<(), Refusal> {
    let request = request(desk, case, by, action);
    match desk.submit(&request, now) {
        Ok(_) => Ok(()),
        Err(SubmitError::Refused(refusal)) => Err(refusal),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn the_desk_lets_every_role_do_what_the_wall_says_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = house(dir.path());
    let mut now = morning();
    for kind in ActionKind::iter() {
        for role in Role::iter() {
            now = now.plus(TimeDelta::minutes(1));
            let case = CaseId(desk.new_id(now));
            for step in way_to(stage_for(kind)) {
                act(&mut desk, case, usual(*step), now).unwrap();
            }
            let before = desk.sequence();
            let done = submit(&mut desk, case, &id_of(role), usual(kind), now);
            let by_role = matches!(done, Err(Refusal::RoleNotAllowed { .. }));
            assert_eq!(!by_role, allowed(kind, role), "{kind:?} by {role}: {done:?}");
            if by_role {
                assert_eq!(desk.sequence(), before, "a refusal leaves nothing behind");
            }
            // What imports and generators do goes through the same table.
            let fresh = Request {
                case: CaseId(desk.new_id(now)),
                seen: 0,
                by: id_of(role),
                occurred: None,
                action: usual(kind),
            };
            let done = desk.bulk().act(&fresh, now);
            let by_role = matches!(done, Err(SubmitError::Refused(Refusal::RoleNotAllowed { .. })));
            assert_eq!(!by_role, allowed(kind, role), "imported: {kind:?} by {role}: {done:?}");
        }
    }
}

#[test]
fn keys_and_palette_offer_what_the_wall_says() {
    let mut driver = Driver::practice((140, 40));
    let people = driver.place().office.people.clone();
    let mut asked = 0;
    for person in &people {
        driver.press("ctrl-x p").type_text(&person.name).press("enter");
        assert_eq!(driver.place().me, person.id);
        for _ in 0..6 {
            driver.press("j");
            let stage = driver.place().current_file().map_or(Stage::Received, |file| file.case.stage);
            for command in Command::iter().filter(|command| command.group() == Group::Action) {
                let Some(kind) = action_of(command, stage) else { continue };
                let said = available(driver.model(), command);
                let by_role = said.is_err_and(|notice| notice.id == "refusal-role-not-allowed");
                assert_eq!(!by_role, allowed(kind, person.role), "{command:?} by {}", person.role);
                asked += 1;
            }
        }
    }
    assert!(asked > 1_000, "{asked}");
}

#[test]
fn every_power_is_on_the_wall_too() {
    for power in Power::iter() {
        for role in Role::iter() {
            let wall = on_the_wall(&format!("power {}", power.name()), role);
            assert_eq!(has_power(role, power), wall, "{power:?} of {role}");
        }
    }
}

#[test]
fn nobody_decides_what_they_drafted_whatever_their_role() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = house(dir.path());
    let now = morning();
    let id = begin(&mut desk, usual(ActionKind::Receive), now);
    act(&mut desk, id, Action::Assign { to: HEAD.into() }, now).unwrap();
    let decide = || usual(ActionKind::Decide);
    assert_eq!(submit(&mut desk, id, &HEAD.into(), decide(), now), Err(Refusal::OwnProposal));
    desk.break_glass(&HEAD.into(), "Lãnh đạo đi vắng", now).unwrap();
    assert_eq!(
        submit(&mut desk, id, &HEAD.into(), decide(), now),
        Err(Refusal::OwnProposal),
        "no glass helps"
    );
    assert_eq!(submit(&mut desk, id, &id_of(Role::DeskHead), decide(), now), Ok(()));
}

#[test]
fn who_holds_a_late_case_does_not_move_its_date() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = house(dir.path());
    let head = id_of(Role::UnitHead);
    let id = begin(&mut desk, Action::Receive(Box::new(by_post(file("Lý A Páo")))), morning());
    act(&mut desk, id, Action::Assign { to: AN.into() }, morning()).unwrap();
    let due = desk.load(id).unwrap().unwrap().case.promise.clone().unwrap().due;
    let late = Moment::midnight(due).plus(TimeDelta::hours(24 + 9));
    for kind in [ActionKind::RequestAppraisalSupplement, ActionKind::RequirePayment] {
        assert_eq!(
            submit(&mut desk, id, &AN.into(), usual(kind), late),
            Err(Refusal::OwnLateness),
            "{kind:?}"
        );
    }
    // Somebody else with the same role may, on the same day.
    act(&mut desk, id, usual(ActionKind::AskExtension), late).unwrap();
    act(&mut desk, id, Action::Assign { to: head.clone() }, late).unwrap();
    assert_eq!(
        submit(&mut desk, id, &head, usual(ActionKind::GrantExtension), late),
        Err(Refusal::OwnLateness)
    );
    // Nor is a decision said to have been in time by whoever was late.
    act(&mut desk, id, Action::Assign { to: AN.into() }, late).unwrap();
    act(&mut desk, id, usual(ActionKind::FinishStep), late).unwrap();
    let late = late.plus(TimeDelta::minutes(1));
    act(&mut desk, id, Action::FinishStep { to: Some(head.clone()), note: String::new() }, late).unwrap();
    let before = Moment::midnight(due).plus(TimeDelta::hours(10));
    let mut back = request(&mut desk, id, &head, usual(ActionKind::Decide));
    back.occurred = Some(before);
    let refused = desk.submit(&back, late);
    assert!(matches!(refused, Err(SubmitError::Refused(Refusal::OwnLateness))), "{refused:?}");
    assert_eq!(submit(&mut desk, id, &head, usual(ActionKind::Decide), late), Ok(()), "late, and said so");
}

#[test]
fn what_another_recorded_is_reversed_by_heads_alone() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = house(dir.path());
    let id = begin(&mut desk, usual(ActionKind::Receive), morning());
    act(&mut desk, id, usual(ActionKind::Assign), morning()).unwrap();
    let undo = || usual(ActionKind::Undo);
    assert_eq!(submit(&mut desk, id, &AN.into(), undo(), morning()), Err(Refusal::ActOfAnother));
    assert_eq!(submit(&mut desk, id, &LAN.into(), undo(), morning()), Ok(()), "one's own");
}

#[test]
fn a_stranger_and_an_empty_name_do_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = house(dir.path());
    for name in ["", "nobody", "LAN.TT", "lan.tt "] {
        let case = CaseId(desk.new_id(morning()));
        let done = submit(&mut desk, case, &name.into(), usual(ActionKind::Receive), morning());
        assert_eq!(done, Err(Refusal::PersonUnknown { person: name.to_owned() }));
    }
    assert_eq!(desk.sequence(), 0);
}

#[test]
fn a_broken_glass_widens_a_role_for_half_an_hour_and_is_on_record() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = house(dir.path());
    let now = morning();
    let id = begin(&mut desk, usual(ActionKind::Receive), now);
    act(&mut desk, id, usual(ActionKind::Assign), now).unwrap();
    let clerk = id_of(Role::Clerk);
    let ask = || usual(ActionKind::AskOpinion);
    assert!(matches!(submit(&mut desk, id, &clerk, ask(), now), Err(Refusal::RoleNotAllowed { .. })));
    let none = desk.break_glass(&clerk, "  ", now);
    assert!(matches!(none, Err(SubmitError::Refused(Refusal::ReasonMissing))));
    for role in [Role::Administrator, Role::Viewer] {
        let never = desk.break_glass(&id_of(role), "Cần gấp", now);
        assert!(matches!(never, Err(SubmitError::Refused(Refusal::RoleNotAllowed { .. }))), "{role}");
    }
    let before = desk.sequence();
    desk.break_glass(&clerk, "Chuyên viên ốm, phải hỏi hôm nay", now).unwrap();
    assert_eq!(desk.sequence(), before + 1, "the reason is in the chain before anything is done with it");
    assert_eq!(submit(&mut desk, id, &clerk, ask(), now.plus(TimeDelta::minutes(29))), Ok(()));
    let after = now.plus(TimeDelta::minutes(30));
    assert!(matches!(submit(&mut desk, id, &clerk, ask(), after), Err(Refusal::RoleNotAllowed { .. })));
    // Nobody else acts under it, and it does not outlast whoever sits there.
    desk.break_glass(&clerk, "Lần nữa", after).unwrap();
    let other = id_of(Role::Return);
    assert!(matches!(submit(&mut desk, id, &other, ask(), after), Err(Refusal::RoleNotAllowed { .. })));
    desk.seat(other).unwrap();
    desk.seat(clerk.clone()).unwrap();
    assert!(matches!(submit(&mut desk, id, &clerk, ask(), after), Err(Refusal::RoleNotAllowed { .. })));
    desk.close(None);
    // Facts about the desk stand among the cases and disturb nothing.
    let report = motcua::desk::check(dir.path(), &crate::support::desks::holder()).unwrap();
    assert_eq!(report.findings, []);
    let mut desk = open_well(dir.path(), 2);
    assert_eq!(desk.load(id).unwrap().unwrap().case.opinions.len(), 1);
}

#[test]
fn whoever_sits_there_reads_and_looks_up_what_their_role_may() {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = house(dir.path());
    assert_eq!(desk.check(Power::ReadCases), Ok(()), "the shell's own user");
    for role in Role::iter() {
        desk.seat(id_of(role)).unwrap();
        for power in Power::iter() {
            assert_eq!(desk.check(power).is_ok(), on_the_wall(&format!("power {}", power.name()), role));
        }
    }
}
