//! The thread that owns the desk: what it says first, what it does with effects, how it ends; and the
//! small parts around it that need no terminal.

use crate::law::m;
use chrono::TimeDelta;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use motcua::app::effect::{Effect, PartyKey, Preference, SetUp, Submission, UnitChoice};
use motcua::app::message::{Done, Message, NotDone, Opened};
use motcua::app::notice::{Notice, Weight};
use motcua::config::folder::{LoadError, load};
use motcua::desk::Setup;
use motcua::domain::action::Action;
use motcua::domain::channel::Channel;
use motcua::domain::dossier::{Intake, Party, PartyKind, ReturnBy};
use motcua::domain::id::{CaseId, PersonId};
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::projection::Projection;
#[cfg(unix)]
use motcua::domain::sheet::{FormKey, SheetWay};
use motcua::journal::DeskId;
use motcua::journal::lock::Holder;
use motcua::runtime::clock::Clock;
use motcua::runtime::events::heard;
use motcua::runtime::threads::{Heard, channel};
use motcua::runtime::worker::{Found, Premises, Worker};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;
use tempfile::TempDir;

const DEMO: &str = include_str!("../../assets/demo/office.toml");

/// A folder that is set up by putting the demo office into it.
struct Premise {
    dir: PathBuf,
    seed: u128,
}

impl Premises for Premise {
    fn folder(&self) -> PathBuf {
        self.dir.clone()
    }

    fn office(&mut self) -> Result<Option<Found>, Notice> {
        let loaded = match load(&self.dir) {
            Ok(loaded) => loaded,
            Err(LoadError::NoOffice) => return Ok(None),
            Err(_) => return Err(Notice::new(Weight::Error, "notice-test")),
        };
        let mut seed = self.seed << 64;
        let ids = move |_| {
            seed += 1;
            seed
        };
        let setup = Setup {
            office: Arc::new(loaded.office.office),
            law: Arc::new(loaded.law),
            ids: Box::new(ids),
            desk: DeskId([7; 16]),
            holder: Holder { process: 42, who: "lan@quay-1".to_owned(), since: "08:00".to_owned() },
            keys: None,
        };
        Ok(Some(Found { setup, notices: Vec::new(), practice: loaded.office.practice }))
    }

    fn set_up(&mut self, answers: &SetUp, _: Moment) -> Result<(), Notice> {
        if answers.name.is_empty() {
            return Err(Notice::new(Weight::Error, "notice-test"));
        }
        std::fs::write(self.dir.join("office.toml"), DEMO).unwrap();
        Ok(())
    }

    fn keep(&mut self, _: &Preference) -> Result<(), Notice> {
        Err(Notice::new(Weight::Warning, "notice-not-kept"))
    }

    fn decide_unit(&mut self, _: &UnitChoice, _: &PersonId, _: Moment) -> Result<Arc<Law>, Notice> {
        Err(Notice::new(Weight::Error, "notice-test"))
    }
}

struct Desk {
    worker: Worker,
    hears: Receiver<Heard>,
}

impl Desk {
    fn start(dir: &Path, seed: u128) -> Self {
        let (heard, hears) = channel();
        let clock = Arc::new(Clock::of(|| m("10/07/2020 08:00")));
        let worker = Worker::start(Premise { dir: dir.to_owned(), seed }, clock, &heard).unwrap();
        Self { worker, hears }
    }

    fn opened(dir: &Path, seed: u128) -> (Self, Box<Opened>) {
        std::fs::write(dir.join("office.toml"), DEMO).unwrap();
        Self::entered(dir, seed)
    }

    fn entered(dir: &Path, seed: u128) -> (Self, Box<Opened>) {
        let desk = Self::start(dir, seed);
        loop {
            let message = desk.next();
            if let Message::Opened(opened) = message {
                return (desk, opened);
            }
            let progress = matches!(message, Message::Progress { .. });
            assert!(progress, "the desk says first that it is open, not {message:?}");
        }
    }

    fn finish(self, rows: Option<Projection>) -> Vec<Message> {
        let unheard = self.worker.settle(&self.hears).unwrap_or_default();
        self.worker.close(rows, &self.hears);
        unheard
    }

    fn next(&self) -> Message {
        let Ok(Heard::Message(message)) = self.hears.recv_timeout(Duration::from_secs(20)) else {
            panic!("nothing was said")
        };
        message
    }

    /// The answer to an effect; progress of opening is passed over.
    fn ask(&self, effect: Effect) -> Message {
        self.worker.perform(effect);
        loop {
            let message = self.next();
            if !matches!(message, Message::Progress { .. }) {
                return message;
            }
        }
    }

    fn done(&self, effect: Effect) -> Box<Done> {
        let answer = self.ask(effect);
        let said = format!("{answer:?}");
        let Message::Submitted(done) = answer else { panic!("{said}") };
        done
    }
}

fn arrival(ticket: u64, owner: &str) -> Effect {
    let intake = Intake {
        procedure: "1.003868".into(),
        channel: Channel::Direct,
        level: 2,
        owner: Party {
            id_number: "010203004005".to_owned(),
            phone: "0912345678".to_owned(),
            address: "Số 1, đường Hoàng Liên, Lào Cai".to_owned(),
            ..Party::named(PartyKind::Citizen, owner)
        },
        filer: None,
        authorised: None,
        helped_at: String::new(),
        receiving_body: String::new(),
        competent_body: String::new(),
        papers: Vec::new(),
        sets: 1,
        return_by: ReturnBy::Desk,
        fee: None,
        summary: String::new(),
        foreign_codes: Vec::new(),
    };
    submit(ticket, None, 0, Action::RegisterArrival(Box::new(intake)))
}

fn submit(ticket: u64, case: Option<CaseId>, seen: u32, action: Action) -> Effect {
    Effect::Submit(Box::new(Submission { ticket, case, seen, by: "hoa.vt".into(), occurred: None, action }))
}

fn refuse() -> Action {
    Action::RefuseIntake { reason: "Không thuộc thẩm quyền".to_owned() }
}

#[test]
fn a_folder_without_an_office_is_set_up_first() {
    let dir = TempDir::new().unwrap();
    let desk = Desk::start(dir.path(), 1);
    assert!(matches!(desk.next(), Message::NeedsSetUp));
    let Message::NotSubmitted { ticket: 5, why: NotDone::Failed(notice) } = desk.ask(arrival(5, "An")) else {
        panic!()
    };
    assert_eq!(notice.id, "notice-not-open");
    let answers = |name: &str| {
        let (name, code) = (name.to_owned(), "H38.1".to_owned());
        Effect::SetUp(Box::new(SetUp { name, code, hours: String::new(), person: "An".to_owned() }))
    };
    assert!(matches!(desk.ask(answers("")), Message::SetUpFailed(_)));
    let Message::Opened(opened) = desk.ask(answers("Sở")) else { panic!() };
    assert!(opened.writable && opened.practice && opened.projection.is_empty());
    assert_eq!(desk.finish(Some(opened.projection)).len(), 0);
}

#[test]
fn effects_are_answered_in_order_with_their_tickets() {
    let dir = TempDir::new().unwrap();
    let (desk, opened) = Desk::opened(dir.path(), 1);
    let first = desk.done(arrival(1, "Nguyễn Văn An"));
    assert_eq!((first.ticket, first.sequence, first.trouble), (1, 1, None));
    let id = first.file.case.id;
    assert_ne!(desk.done(arrival(2, "Nguyễn Văn An")).file.case.id, id, "each new case its own id");

    let Message::CaseLoaded(file) = desk.ask(Effect::LoadCase(id)) else { panic!() };
    assert_eq!(file.case.owner.name, "Nguyễn Văn An");
    let Message::CaseUnreadable(notice) = desk.ask(Effect::LoadCase(CaseId(404))) else { panic!() };
    assert_eq!(notice.id, "notice-case-unknown");

    let find = |key| desk.ask(Effect::FindParty { ticket: 9, key });
    let Message::PartyFound { ticket: 9, known: Some(known) } =
        find(PartyKey::Phone("0912345678".to_owned()))
    else {
        panic!()
    };
    assert_eq!(known.party.name, "Nguyễn Văn An");
    let nobody = find(PartyKey::Id("999999999999".to_owned()));
    assert!(matches!(nobody, Message::PartyFound { ticket: 9, known: None }));

    let Message::NotSubmitted { ticket: 3, why: NotDone::Conflict(now) } =
        desk.ask(submit(3, Some(id), 7, refuse()))
    else {
        panic!()
    };
    assert_eq!(now, file);
    let empty = Action::RefuseIntake { reason: String::new() };
    let refused = desk.ask(submit(4, Some(id), file.case.n, empty));
    assert!(matches!(refused, Message::NotSubmitted { ticket: 4, why: NotDone::Refused(_) }));
    let unknown = desk.ask(submit(6, Some(CaseId(404)), 0, refuse()));
    assert!(matches!(unknown, Message::NotSubmitted { ticket: 6, why: NotDone::Failed(_) }));
    desk.finish(Some(opened.projection));
}

/// A desk whose printer is a command, one arrived file, and its process slip sent to print.
#[cfg(unix)]
fn printed(dir: &Path, command: &str) -> (Desk, Box<Opened>) {
    use motcua::app::sheet::{PaperTask, Wanted};
    use motcua::domain::masking::Masks;
    std::fs::write(dir.join("printing.toml"), format!("command = {command}\n")).unwrap();
    let (desk, opened) = Desk::opened(dir, 1);
    let id = desk.done(arrival(1, "Nguyễn Văn An")).file.case.id;
    let wanted = Wanted {
        form: FormKey::Process,
        cases: vec![id],
        by: "hoa.vt".into(),
        masks: Masks::default(),
        cut: None,
    };
    let done = desk.done(Effect::Paper(PaperTask::Print(wanted, SheetWay::Printer)));
    assert_eq!(done.events.first().unwrap().name(), "sheet-printed");
    let Message::Noticed(notice) = desk.next() else { panic!() };
    assert_eq!(notice.id, "notice-print-queued");
    (desk, opened)
}

#[cfg(unix)]
#[test]
fn a_sheet_goes_to_the_printer_without_the_desk_waiting_for_it() {
    let dir = TempDir::new().unwrap();
    let paper = dir.path().join("paper.pdf");
    // The printer waits until it is told to go; the desk answers meanwhile.
    let go = dir.path().join("go");
    let script =
        format!("until [ -e '{}' ]; do sleep 0.05; done; cp '{{file}}' '{}'", go.display(), paper.display());
    let command = format!("[\"sh\", \"-c\", \"{script}\"]");
    let (desk, opened) = printed(dir.path(), &command);
    let second = desk.done(arrival(2, "Lý A Páo"));
    assert!(second.ticket == 2 && !paper.exists(), "the desk waited for the printer");
    std::fs::write(&go, "").unwrap();
    let Message::Noticed(notice) = desk.next() else { panic!() };
    assert_eq!(notice.id, "notice-print-sent");
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF"));
    desk.finish(Some(opened.projection));
}

#[cfg(unix)]
#[test]
fn what_no_printer_took_is_tried_again_when_the_desk_opens_the_next_time() {
    let dir = TempDir::new().unwrap();
    let (desk, opened) = printed(dir.path(), "[\"sh\", \"-c\", \"echo no paper >&2; exit 1\"]");
    let Message::Noticed(notice) = desk.next() else { panic!() };
    assert_eq!(notice.id, "notice-print-waits");
    assert!(notice.facts.iter().any(|(_, fact)| fact == "no paper"), "{notice:?}");
    desk.finish(Some(opened.projection));
    let paper = dir.path().join("paper.pdf");
    std::fs::write(
        dir.path().join("printing.toml"),
        format!("command = [\"cp\", \"{{file}}\", \"{}\"]\n", paper.display()),
    )
    .unwrap();
    let (desk, opened) = Desk::opened(dir.path(), 2);
    let sent = std::iter::repeat_with(|| desk.next())
        .find(|message| matches!(message, Message::Noticed(notice) if notice.id == "notice-print-sent"));
    assert!(sent.is_some() && paper.exists());
    desk.finish(Some(opened.projection));
}

#[test]
fn files_are_written_beside_one_another_and_never_elsewhere() {
    let dir = TempDir::new().unwrap();
    let (desk, _) = Desk::opened(dir.path(), 1);
    let write = |name: &str, text: &str| {
        let Message::Written(notice) =
            desk.ask(Effect::Write { name: name.to_owned(), rows: vec![vec![text.to_owned()]] })
        else {
            panic!()
        };
        notice.id
    };
    assert_eq!(write("bao-cao.csv", "một"), "notice-written");
    assert_eq!(write("bao-cao.csv", "hai"), "notice-written");
    let read = |name: &str| std::fs::read_to_string(dir.path().join("exports").join(name)).unwrap();
    assert_eq!(
        (read("bao-cao.csv"), read("bao-cao-2.csv")),
        ("\u{feff}một\n".to_owned(), "\u{feff}hai\n".to_owned())
    );
    for outside in ["../office.toml", "/tmp/x", "a/b", "..", ""] {
        assert_eq!(write(outside, ""), "notice-not-written", "{outside}");
    }
    assert_eq!(std::fs::read_to_string(dir.path().join("office.toml")).unwrap(), DEMO);
    desk.finish(None);
}

#[test]
fn everything_asked_for_is_done_before_the_end_and_what_nobody_heard_comes_back() {
    let dir = TempDir::new().unwrap();
    let (desk, opened) = Desk::opened(dir.path(), 1);
    // More than the loop's channel holds, with nobody listening any more.
    let asked = 1_200;
    let Desk { worker, hears } = desk;
    let mut rows = opened.projection;
    for ticket in 0..asked {
        worker.perform(arrival(ticket, "Trần Thị Bình"));
    }
    worker.perform(Effect::Keep(Preference::Theme("dark".to_owned())));
    let unheard = worker.settle(&hears).unwrap();
    assert!(matches!(unheard.last(), Some(Message::Noticed(notice)) if notice.id == "notice-not-kept"));
    for answer in unheard {
        if let Message::Submitted(done) = answer {
            rows.upsert(&done.row);
        }
    }
    worker.close(Some(rows), &hears);

    let (desk, opened) = Desk::opened(dir.path(), 2);
    assert_eq!(opened.projection.len() as u64, asked);
    desk.finish(Some(opened.projection));
}

#[test]
fn without_the_rows_the_next_opening_makes_them_again() {
    let dir = TempDir::new().unwrap();
    let (desk, _) = Desk::opened(dir.path(), 1);
    desk.done(arrival(1, "Trần Thị Bình"));
    desk.finish(None);
    let (desk, opened) = Desk::opened(dir.path(), 2);
    assert_eq!(opened.projection.len(), 1);
    desk.finish(Some(opened.projection));
}

#[test]
fn who_insists_on_the_end_is_not_kept_waiting() {
    let dir = TempDir::new().unwrap();
    let (heard, hears) = channel();
    // Opening waits for a door nobody opens.
    let (door, opens) = std::sync::mpsc::channel::<()>();
    let clock = Arc::new(Clock::of(|| m("10/07/2020 08:00")));
    let worker = Worker::start(Stuck(dir.path().to_owned(), opens), clock, &heard).unwrap();
    for _ in 0..3 {
        heard.send(Heard::End).unwrap();
    }
    assert!(worker.settle(&hears).is_none());
    drop(door);
    worker.close(None, &hears);
}

/// An office on a disk that does not answer.
struct Stuck(PathBuf, Receiver<()>);

impl Premises for Stuck {
    fn folder(&self) -> PathBuf {
        self.0.clone()
    }

    fn office(&mut self) -> Result<Option<Found>, Notice> {
        let _ = self.1.recv();
        Ok(None)
    }

    fn set_up(&mut self, _: &SetUp, _: Moment) -> Result<(), Notice> {
        Ok(())
    }

    fn keep(&mut self, _: &Preference) -> Result<(), Notice> {
        Ok(())
    }

    fn decide_unit(&mut self, _: &UnitChoice, _: &PersonId, _: Moment) -> Result<Arc<Law>, Notice> {
        Err(Notice::new(Weight::Error, "notice-test"))
    }
}

#[test]
fn a_folder_in_use_is_named_with_its_holder() {
    let dir = TempDir::new().unwrap();
    let (first, opened) = Desk::opened(dir.path(), 1);
    let second = Desk::start(dir.path(), 2);
    let Message::OpenFailed(notice) = second.next() else { panic!() };
    assert_eq!(notice.id, "notice-folder-in-use-by");
    assert!(notice.facts.contains(&("who".to_owned(), "lan@quay-1".to_owned())));
    second.finish(None);
    first.finish(Some(opened.projection));
}

#[test]
fn the_clock_of_a_session_never_goes_back() {
    let machine = Arc::new(AtomicI64::new(1_000_000));
    let reads = Arc::clone(&machine);
    let clock = Clock::of(move || Moment::from_unix(reads.load(Ordering::SeqCst)));
    assert_eq!((clock.now().unix(), clock.behind()), (1_000_000, None));
    machine.store(999_800, Ordering::SeqCst);
    assert_eq!((clock.now().unix(), clock.behind()), (1_000_000, None), "a little is nothing to tell");
    machine.store(0, Ordering::SeqCst);
    assert_eq!(clock.now().unix(), 1_000_000);
    assert_eq!(clock.behind(), Some(TimeDelta::seconds(1_000_000)));
    machine.store(1_000_001, Ordering::SeqCst);
    assert_eq!((clock.now().unix(), clock.behind()), (1_000_001, None));
    clock.not_before(Moment::from_unix(2_000_000));
    assert_eq!(clock.now().unix(), 2_000_000);
}

#[test]
fn a_wall_clock_that_jumps_is_told_once_and_not_followed() {
    let wall = Arc::new(AtomicI64::new(1_000_000));
    let steady = Arc::new(AtomicI64::new(50));
    let (reads, counts) = (Arc::clone(&wall), Arc::clone(&steady));
    let clock = Clock::of_both(
        move || Moment::from_unix(reads.load(Ordering::SeqCst)),
        move || Some(counts.load(Ordering::SeqCst)),
    );
    let set = |machine: i64, passed: i64| {
        wall.store(machine, Ordering::SeqCst);
        steady.store(50 + passed, Ordering::SeqCst);
        clock.now().unix()
    };
    assert_eq!(set(1_000_000, 0), 1_000_000);
    // A lid closed over the weekend: both went on.
    assert_eq!(set(1_172_800, 172_800), 1_172_800);
    assert_eq!(clock.jump(), None);
    // A small correction is followed.
    assert_eq!(set(1_172_860, 172_810), 1_172_860);
    // A day forward, ten years forward, back to 1970: the counter goes on.
    for machine in [1_259_300, 316_532_860, 3_600] {
        assert_eq!(set(machine, 172_900), 1_172_950, "{machine}");
        let jump = clock.jump().unwrap();
        assert_eq!((jump.machine.unix(), jump.trusted.unix()), (machine, 1_172_950));
        assert_eq!(clock.jump(), None, "each is told once");
    }
    // Set right again.
    assert_eq!(set(1_173_050, 173_000), 1_173_050);
    assert_eq!(clock.jump(), None);
}

#[test]
fn a_date_long_after_the_last_record_deserves_a_look() {
    use motcua::runtime::clock::silence;
    assert_eq!(silence(m("10/07/2020 09:00"), m("08/09/2020 09:00")), None);
    assert_eq!(silence(m("10/07/2020 09:00"), m("10/07/2030 09:00")), Some(3652));
    assert_eq!(silence(m("10/07/2020 09:00"), m("01/01/1970 09:00")), None, "behind is told by itself");
}

#[test]
fn events_of_consoles_mean_the_same_keys() {
    let said = |event| {
        let mut all = heard(event);
        match all.pop() {
            Some(Heard::Message(Message::Key(key))) => key.to_string(),
            Some(Heard::Resized) => "resized".to_owned(),
            other => format!("{other:?}"),
        }
    };
    let key = |code, held| Event::Key(KeyEvent::new(code, held));
    let none = KeyModifiers::NONE;
    assert_eq!(said(key(KeyCode::Char('ễ'), none)), "ễ");
    assert_eq!(said(key(KeyCode::Char('h'), KeyModifiers::CONTROL)), "backspace");
    assert_eq!(said(key(KeyCode::Char('\u{7f}'), none)), "backspace");
    assert_eq!(said(key(KeyCode::BackTab, KeyModifiers::SHIFT)), "shift-tab");
    assert_eq!(said(key(KeyCode::F(5), KeyModifiers::ALT)), "alt-f5");
    assert_eq!(said(key(KeyCode::F(13), none)), "None");
    let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    assert_eq!(said(key(KeyCode::Char('@'), alt_gr)), "@");
    let release = KeyEvent { kind: KeyEventKind::Release, ..KeyEvent::new(KeyCode::Enter, none) };
    assert_eq!(said(Event::Key(release)), "None");
    assert_eq!(said(Event::Resize(1, 1)), "resized");
    assert_eq!(said(Event::FocusLost), "None");
}

#[test]
fn a_real_desk_is_backed_up_once_a_day_while_it_works_and_fourteen_days_are_kept() {
    use motcua::desk::verify_backup;
    use motcua::runtime::scheduled::{BACKUPS, begin, prune};
    let dir = TempDir::new().unwrap();
    std::fs::write(dir.path().join("office.toml"), DEMO.replace("practice = true", "practice = false"))
        .unwrap();
    let (desk, opened) = Desk::entered(dir.path(), 1);
    let made = dir.path().join(BACKUPS).join("2020-07-10.backup");
    // Work goes on while it is made; it counts only once it was read back.
    for ticket in 0..40 {
        desk.done(arrival(ticket, "Trần Thị Bình"));
    }
    let rows = opened.projection;
    desk.finish(Some(rows));
    let (heard, _hears) = channel();
    let coming = begin(dir.path(), m("11/07/2020 08:00"), &heard).unwrap().expect("a new day");
    let first = coming.recv().unwrap();
    assert!(first.backup.unwrap().sequence >= 40 && first.missed.is_none());
    assert!(begin(dir.path(), m("11/07/2020 18:00"), &heard).unwrap().is_none(), "once a day");
    assert!(verify_backup(&dir.path().join(BACKUPS).join("2020-07-11.backup")).unwrap().sequence >= 40);
    assert!(!made.exists() || verify_backup(&made).is_ok());
    let folder = dir.path().join(BACKUPS);
    std::fs::write(folder.join("mine.backup"), b"kept").unwrap();
    for day in 12..=31 {
        std::fs::write(folder.join(format!("2020-07-{day}.backup")), b"x").unwrap();
    }
    prune(&folder).unwrap();
    let kept = std::fs::read_dir(&folder).unwrap().count();
    assert!(
        kept == 15 && folder.join("mine.backup").exists() && folder.join("2020-07-18.backup").exists(),
        "{kept}"
    );
}
