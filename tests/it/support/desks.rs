//! Whole desks in folders of their own: opened, worked at, read back case by case.

use super::office::{AN, BINH, HEAD, LAN, POSTAL, by_post, file, file_of, law, office, online, usual};
use crate::law::m;
use chrono::TimeDelta;
use motcua::desk::{Desk, OpenDeskError, OpenedDesk, Setup, SubmitError, Submitted, Trouble};
use motcua::domain::action::{Action, Request};
use motcua::domain::case::CaseFile;
use motcua::domain::id::CaseId;
use motcua::domain::moment::Moment;
use motcua::domain::permission::may_act;
use motcua::domain::row::{Row, RowDraft};
use motcua::domain::stage::ActionKind;
use motcua::journal::DeskId;
use motcua::journal::disk::Disk;
use motcua::journal::lock::Holder;
use motcua::store::KnownParty;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// The moment the work of these tests begins.
pub fn morning() -> Moment {
    m("10/07/2020 08:00")
}

/// Who opens the desk.
pub fn holder() -> Holder {
    Holder { process: 4711, who: "Trần Thị Lan, QUAY-01".to_owned(), since: "08:00".to_owned() }
}

/// What a desk is opened with. Two openings of one folder take two seeds, so that no identifier comes twice.
pub fn setup(seed: u64) -> Setup {
    let mut count = 0_u64;
    let ids = move |now: Moment| {
        count += 1;
        (u128::from(now.unix().unsigned_abs()) << 80) | (u128::from(seed) << 64) | u128::from(count)
    };
    Setup {
        office: office(),
        law: law(),
        ids: Box::new(ids),
        desk: DeskId([9; 16]),
        holder: holder(),
        keys: None,
    }
}

/// Opens the desk of a folder, which must open.
pub fn open(dir: &Path, seed: u64) -> OpenedDesk {
    Desk::open(dir, setup(seed), &mut |_| true).expect("the desk opens")
}

/// The same on another disk.
pub fn open_on<D: Disk>(disk: D, dir: &Path, seed: u64) -> Result<OpenedDesk<D>, OpenDeskError> {
    Desk::open_on(disk, dir, setup(seed), &mut |_| true)
}

/// Opens the desk of a folder, which must open without any trouble.
pub fn open_well(dir: &Path, seed: u64) -> Desk {
    let opened = open(dir, seed);
    assert_eq!(opened.troubles, []);
    opened.desk
}

/// One action on a case as it stands, at a moment.
pub fn act<D: Disk>(
    desk: &mut Desk<D>,
    id: CaseId,
    action: Action,
    now: Moment,
) -> Result<Submitted, SubmitError> {
    let seen = desk.load(id)?.map_or(0, |file| file.case.n);
    let by = whoever_may(action.kind()).into();
    desk.submit(&Request { case: id, seen, by, occurred: None, action }, now)
}

/// Somebody of the office whose role does a kind of act, and who proposes nothing the head then decides.
pub fn whoever_may(kind: ActionKind) -> &'static str {
    let role = |id: &str| office().person(&id.into()).unwrap().role;
    if kind == ActionKind::Undo {
        HEAD
    } else {
        [LAN, AN, HEAD].into_iter().find(|id| may_act(role(id), kind)).unwrap()
    }
}

/// A new case by its first action.
pub fn begin<D: Disk>(desk: &mut Desk<D>, action: Action, now: Moment) -> CaseId {
    let id = CaseId(desk.new_id(now));
    act(desk, id, action, now).expect("the case begins");
    id
}

/// Cases that have been through everything, so many of them, each at another end of its way.
pub fn work<D: Disk>(desk: &mut Desk<D>, cases: usize, from: Moment) -> Vec<CaseId> {
    use ActionKind as A;
    const WAYS: [&[A]; 8] = [
        &[],
        &[A::Assign, A::AddNote, A::AskOpinion],
        &[A::Assign, A::RequestAppraisalSupplement, A::ReceiveSupplement, A::Decide, A::MarkReady],
        &[A::CollectFee, A::Assign, A::Decide, A::MarkReady, A::GiveToPost, A::RecordUndelivered],
        &[A::Assign, A::Decide, A::MarkReady, A::HandOver],
        &[A::Assign, A::Transfer, A::RecordLegResult],
        &[A::Assign, A::Decide, A::Undo, A::RequirePayment],
        &[A::Assign, A::AskExtension, A::GrantExtension, A::Withdraw, A::Correct],
    ];
    let people = ["Nguyễn Thị Hoa", "Đặng Văn Đức", "Lý A Páo", "Công ty TNHH Chuyển phát Sa Pa"];
    let mut ids = Vec::new();
    for at in 0..cases {
        let mut now = from.plus(TimeDelta::minutes(at as i64));
        let mut form = match at % 3 {
            0 => by_post(file(people[at % 4])),
            1 => by_post(file_of(POSTAL, people[at % 4])),
            _ => by_post(online(file(people[at % 4]), &format!("G01-{at:06}"))),
        };
        form.owner.id_number = format!("0102030{:05}", at % 40);
        form.owner.phone = format!("09120{:05}", at % 50);
        let id = begin(desk, Action::Receive(Box::new(form)), now);
        for kind in WAYS[at % WAYS.len()] {
            now = now.plus(TimeDelta::seconds(20));
            let handler = if at % 2 == 0 { AN } else { BINH };
            let action =
                if *kind == A::Assign { Action::Assign { to: handler.into() } } else { usual(*kind) };
            act(desk, id, action, now).expect("a usual way");
        }
        ids.push(id);
    }
    ids
}

/// A folder with a desk that worked and was closed in order.
pub fn closed(cases: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut desk = open_well(dir.path(), 1);
    desk.warm(&mut |_| true).unwrap();
    work(&mut desk, cases, morning());
    desk.close(None);
    dir
}

/// Everything a desk knows of its cases, by the ways a clerk reaches them.
#[derive(Debug, PartialEq)]
pub struct Image {
    pub cases: BTreeMap<CaseId, Arc<CaseFile>>,
    pub codes: BTreeMap<String, Option<CaseId>>,
    pub people: BTreeMap<String, Option<CaseId>>,
    pub next_number: u32,
    pub sequence: u64,
}

/// Reads every case back; rows must say what the cases say.
pub fn image<D: Disk>(desk: &mut Desk<D>) -> Image {
    let rows: Vec<Row> = desk.projection().rows().to_vec();
    let mut image = Image {
        cases: BTreeMap::new(),
        codes: BTreeMap::new(),
        people: BTreeMap::new(),
        next_number: 0,
        sequence: desk.sequence(),
    };
    for row in &rows {
        let file = desk.load(row.id).expect("the case is readable").expect("the case is there");
        assert_eq!(file.case.n as usize, file.history.len());
        assert_row(desk, row, &file);
        for code in file.case.code.iter().map(ToString::to_string).chain(file.case.foreign_codes.clone()) {
            let found = desk.find_code(&code).unwrap();
            image.codes.insert(code, found);
        }
        for party in [KnownParty::Id(&file.case.owner.id_number), KnownParty::Phone(&file.case.owner.phone)] {
            let latest = desk.latest_of(party).unwrap().map(|latest| latest.case.id);
            image.people.insert(format!("{party:?}"), latest);
        }
        image.cases.insert(row.id, file);
    }
    image
}

/// Fails unless a row says what its case says.
pub fn assert_row<D: Disk>(desk: &Desk<D>, row: &Row, file: &CaseFile) {
    let projection = desk.projection();
    let draft = RowDraft::of(&file.case);
    assert!(projection.agrees(row, &draft), "{row:?}\n{draft:?}");
}

/// The image of a folder, opened without trouble and closed again.
pub fn image_of(dir: &Path) -> Image {
    let mut desk = open_well(dir, 900);
    let image = image(&mut desk);
    desk.close(None);
    image
}

/// A copy of a closed desk's folder.
pub fn copy(dir: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    copy_into(dir, to.path());
    to
}

/// Copies a folder's files into another folder.
pub fn copy_into(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_into(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// All files below a folder, in order.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Changes the bytes of a file.
pub fn spoil(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

/// Whether the store had to be made again, and nothing else was wrong.
pub fn only_rebuilt(troubles: &[Trouble]) -> bool {
    troubles.iter().all(|trouble| matches!(trouble, Trouble::StoreRebuilt { .. }))
}
