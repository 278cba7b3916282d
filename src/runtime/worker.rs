//! The one thread that owns the desk: a key never waits for a disk.
//!
//! Opens the desk, lends its rows, performs effects in order, and closes the desk when told. Must not know:
//! keys, screens, or what effects are for.

use super::clock::{self, Clock};
use super::porter::Porter;
use super::printing::{self, Shop};
use super::scheduled::{self, Coming};
use super::threads::{Heard, spawn};
use super::{notices, perform, retention};
use crate::app::effect::{Effect, Preference, SetUp, UnitChoice};
use crate::app::message::{Message, Opened};
use crate::app::notice::{Notice, Weight};
use crate::app::retention::Asked;
use crate::app::sheet::PaperTask;
use crate::desk::{self, Desk, Progress};
use crate::domain::id::PersonId;
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::projection::Projection;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// An office as its files say.
pub struct Found {
    /// What the desk is opened with.
    pub setup: desk::Setup,
    /// What is wrong with the files and was passed over.
    pub notices: Vec<Notice>,
    /// Whether this is the practice office.
    pub practice: bool,
}

/// The files around the desk, which the worker knows nothing of: the office, the law, the settings.
pub trait Premises: Send + 'static {
    /// The desk's folder.
    fn folder(&self) -> PathBuf;
    /// The office, or nothing where none is set up yet.
    fn office(&mut self) -> Result<Option<Found>, Notice>;
    /// Sets the office up as the first-run form says.
    fn set_up(&mut self, answers: &SetUp, now: Moment) -> Result<(), Notice>;
    /// Keeps a choice of the user.
    fn keep(&mut self, choice: &Preference) -> Result<(), Notice>;
    /// Keeps the office's decision on a disputed unit, and gives the law it makes.
    fn decide_unit(&mut self, choice: &UnitChoice, by: &PersonId, now: Moment) -> Result<Arc<Law>, Notice>;
}

/// How often it is looked whether the thread is done; the wait is over within it.
const GLANCE: Duration = Duration::from_millis(5);
/// Lines of who looked at what wait no longer than this for something to be recorded with.
const LOOKS: Duration = Duration::from_secs(2);
/// Signals during the wait after which it is given up. Systems send two at once (HUP and TERM).
const INSISTING: u32 = 3;

enum Job {
    Perform(Effect),
    Rest,
    Close(Option<Box<Projection>>),
}

/// The worker as the loop sees it.
pub struct Worker {
    jobs: Sender<Job>,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Option<()>>,
}

impl Worker {
    /// Starts the thread, which opens the desk at once.
    pub fn start(
        premises: impl Premises,
        clock: Arc<Clock>,
        heard: &SyncSender<Heard>,
    ) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let porter = Porter::new(&premises.folder());
        let hand = Hand {
            premises,
            clock,
            heard: heard.clone(),
            stop: Arc::clone(&stop),
            desk: None,
            porter,
            shop: None,
            backup: None,
        };
        let thread = spawn("desk", heard.clone(), move || hand.work(&waiting))?;
        Ok(Self { jobs, stop, thread })
    }

    /// Has an effect performed after those before it. One that panicked performs nothing, and has said so.
    pub fn perform(&self, effect: Effect) {
        let _ = self.jobs.send(Job::Perform(effect));
    }

    /// Stops long work that can be stopped, waits until everything asked for is done, and gives the
    /// answers. They must reach the rows before these go back, or the rows would miss what is recorded.
    /// Nothing, if the worker has ended or somebody insisted on the end of the program.
    pub fn settle(&self, hears: &Receiver<Heard>) -> Option<Vec<Message>> {
        self.stop.store(true, Ordering::SeqCst);
        self.jobs.send(Job::Rest).ok()?;
        let mut answers = Vec::new();
        self.wait(hears, |heard| {
            let rests = matches!(heard, Heard::Rested);
            if let Heard::Message(message) = heard {
                answers.push(message);
            }
            rests
        })
        .then_some(answers)
    }

    /// Closes the desk and waits for it. Without the rows the next opening makes them again.
    pub fn close(self, rows: Option<Projection>, hears: &Receiver<Heard>) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = self.jobs.send(Job::Close(rows.map(Box::new)));
        self.wait(hears, |_| false);
    }

    /// Hears what comes until something is enough (true), the thread has ended, or somebody insists:
    /// what was acknowledged is durable, so giving up loses nothing that was promised.
    fn wait(&self, hears: &Receiver<Heard>, mut is_enough: impl FnMut(Heard) -> bool) -> bool {
        let mut insisted = 0;
        while insisted < INSISTING && !self.thread.is_finished() {
            if let Ok(heard) = hears.recv_timeout(GLANCE) {
                insisted += u32::from(matches!(heard, Heard::End));
                if is_enough(heard) {
                    return true;
                }
            }
        }
        false
    }
}

/// The worker from inside.
struct Hand<P> {
    premises: P,
    clock: Arc<Clock>,
    heard: SyncSender<Heard>,
    stop: Arc<AtomicBool>,
    desk: Option<Desk>,
    porter: Porter,
    shop: Option<Shop>,
    /// The backup of the day, while it is being made.
    backup: Option<Coming>,
}

impl<P: Premises> Hand<P> {
    fn work(mut self, jobs: &Receiver<Job>) {
        self.open();
        loop {
            self.hear_of_backup();
            let job = match jobs.recv_timeout(LOOKS) {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(Err(error)) = self.desk.as_mut().map(Desk::flush_looks) {
                        self.tell(Message::Noticed(notices::of_submit_error(&error)));
                    }
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            match job {
                Job::Perform(effect) => self.perform(effect),
                Job::Rest => {
                    let _ = self.heard.send(Heard::Rested);
                }
                Job::Close(rows) => {
                    if let Some(desk) = self.desk.take() {
                        desk.close(rows.map(|rows| *rows));
                    }
                    break;
                }
            }
        }
    }

    fn tell(&self, message: Message) {
        // Nobody listens only when somebody insisted on the end.
        let _ = self.heard.send(Heard::Message(message));
    }

    fn perform(&mut self, effect: Effect) {
        let now = self.clock.now();
        match effect {
            Effect::SetUp(answers) => match self.premises.set_up(&answers, now) {
                Ok(()) => self.open(),
                Err(notice) => self.tell(Message::SetUpFailed(notice)),
            },
            Effect::Keep(choice) => {
                if let Err(notice) = self.premises.keep(&choice) {
                    self.tell(Message::Noticed(notice));
                }
            }
            Effect::DecideUnit { choice, by } => {
                let said = perform::decide_unit(&mut self.premises, self.desk.as_mut(), &choice, &by, now);
                self.tell(said);
            }
            Effect::LogIn { person, passphrase } => {
                let holder = super::premises::holder_of(&person.0, now);
                let answer = self.porter.log_in(&person, &passphrase, &holder);
                self.enter(answer.map(|_| ()));
            }
            Effect::Unlock { pin } => {
                let answer = self.porter.unlock(&pin);
                self.enter(answer.map(|_| ()));
            }
            effect @ (Effect::Lock | Effect::LogOut) => {
                let wholly = matches!(effect, Effect::LogOut);
                if let Some(desk) = self.desk.take() {
                    desk.close(None);
                }
                // What waits for the printer waits until somebody is in again.
                if let Some(shop) = &self.shop {
                    shop.poke(printing::unattended(&self.premises.folder()));
                }
                if wholly {
                    self.porter.log_out();
                } else {
                    self.porter.lock();
                }
                super::hardening::scour_stack();
                self.open();
            }
            Effect::SetPin(pin) => {
                let notice = self.porter.set_pin(&pin).unwrap_or_else(|notice| notice);
                self.tell(Message::Noticed(notice));
            }
            Effect::SetPassphrase { old, new } => {
                let both = (&old, &new);
                let said = super::porter::change_passphrase(&mut self.porter, self.desk.as_mut(), both, now);
                self.tell(Message::Noticed(said));
            }
            Effect::Paper(task) => self.paper(task, now),
            Effect::Retention { by, asked: Asked::Erase { proposal } } => self.erase(&by, proposal, now),
            effect @ (Effect::LoadCase(_)
            | Effect::Submit(_)
            | Effect::FindParty { .. }
            | Effect::Sit(_)
            | Effect::BreakGlass { .. }
            | Effect::Survey { .. }
            | Effect::ListTables
            | Effect::ReadTable { .. }
            | Effect::Bundle { .. }
            | Effect::Retention { .. }
            | Effect::Unmask { .. }
            | Effect::SignDoubt { .. }
            | Effect::ReadLog
            | Effect::KeepDraft(_)
            | Effect::ConfirmDay { .. }
            | Effect::WriteSheet { .. }
            | Effect::Write { .. }
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit) => {
                let answer = match &mut self.desk {
                    Some(desk) => perform::perform(desk, effect, now),
                    None => perform::refuse(effect),
                };
                if let Some(answer) = answer {
                    self.tell(answer);
                }
                // The answer is out; what stands behind the journal can follow.
                if self.desk.as_mut().and_then(Desk::settle).is_some() {
                    self.tell(Message::Noticed(notices::store_behind()));
                }
            }
        }
    }

    /// Begins the backup of the day, unless this is a practice office.
    fn back_up(&mut self, practice: bool) {
        if practice || self.backup.is_some() {
            return;
        }
        match scheduled::begin(&self.premises.folder(), self.clock.now(), &self.heard) {
            Ok(coming) => self.backup = coming,
            Err(error) => self.tell(Message::Noticed(notices::not_backed_up(&error))),
        }
    }

    fn hear_of_backup(&mut self) {
        let Some(made) = self.backup.as_ref().and_then(|coming| coming.try_recv().ok()) else { return };
        self.backup = None;
        if let Some(sequence) = made.missed {
            self.doubt(sequence);
        }
        match made.backup {
            Ok(made) => {
                let now = self.clock.now();
                if let Some(Err(error)) = self.desk.as_mut().map(|desk| desk.backed_up(&made, now)) {
                    self.tell(Message::Noticed(notices::of_submit_error(&error)));
                }
            }
            Err(error) => self.tell(Message::Noticed(notices::not_backed_up(&error))),
        }
    }

    /// A backup does not fit the history: the chain says so, and work stops until two people have signed.
    fn doubt(&mut self, sequence: u64) {
        let now = self.clock.now();
        if let Some(desk) = &mut self.desk
            && let Some(by) = desk.seated().cloned()
            && let Err(error) = desk.anchor_missed(&by, sequence, now)
        {
            self.tell(Message::Noticed(notices::of_submit_error(&error)));
        }
        let notice = notices::anchor_missed(sequence);
        let desk = self.desk.as_ref();
        self.tell(Message::Judged {
            notice,
            writable: desk.is_some_and(Desk::is_writable),
            doubted: desk.is_some_and(|desk| desk.doubt().is_some()),
        });
    }

    /// Opens the desk to whoever was let in, or says why nobody was.
    fn enter(&mut self, let_in: Result<(), Notice>) {
        match let_in {
            Ok(()) => self.open(),
            Err(notice) => match self.porter.gate() {
                // A warm session that is over shows the whole door again.
                Ok(Some(gate)) if notice.id == "notice-pin-over" => {
                    self.tell(Message::Closed(gate));
                    self.tell(Message::NotLetIn(notice));
                }
                Ok(_) | Err(_) => self.tell(Message::NotLetIn(notice)),
            },
        }
    }

    /// Erases what somebody else proposed, and opens the desk anew without it.
    fn erase(&mut self, by: &PersonId, proposal: u64, now: Moment) {
        if self.backup.is_some() {
            // It may hold the keys that are to go.
            return self.tell(Message::Noticed(notices::backup_under_way()));
        }
        let Some(desk) = self.desk.take() else {
            return self.tell(Message::Noticed(notices::not_open()));
        };
        let (left, told) = retention::erase(desk, by, proposal, now);
        self.desk = left;
        if self.desk.is_none() {
            self.porter.stay();
            self.open();
        }
        self.tell(told);
    }

    /// A task of the printing room; what is left for the printer is another thread's.
    fn paper(&mut self, task: PaperTask, now: Moment) {
        let feeds = printing::feeds_printer(&task);
        let told = match &mut self.desk {
            Some(desk) => printing::perform(desk, task, now),
            None => printing::refuse(),
        };
        for message in told {
            self.tell(message);
        }
        if feeds {
            self.feed();
        }
        if self.desk.as_mut().and_then(Desk::settle).is_some() {
            self.tell(Message::Noticed(notices::store_behind()));
        }
    }

    /// Has the printer's thread look at the queue.
    fn feed(&mut self) {
        let aside = self.desk.as_ref().and_then(Desk::aside);
        match &self.shop {
            Some(shop) => shop.poke(aside),
            // Without the thread the sheets wait; the next start tries again.
            None => self.shop = Shop::open(self.premises.folder(), aside, &self.heard).ok(),
        }
    }

    /// Opens the desk and says so first; the store behind it comes after, while the rows are shown.
    fn open(&mut self) {
        if self.desk.is_some() {
            return;
        }
        let mut found = match self.premises.office() {
            Ok(Some(found)) => found,
            Ok(None) => return self.tell(Message::NeedsSetUp),
            Err(notice) => return self.tell(Message::OpenFailed(notice)),
        };
        match self.porter.gate() {
            Ok(None) => {}
            Ok(Some(gate)) => return self.tell(Message::Closed(gate)),
            Err(notice) => return self.tell(Message::OpenFailed(notice)),
        }
        let inside = self.porter.inside().cloned();
        found.setup.keys = inside.as_ref().map(|let_in| let_in.keys.clone());
        let (heard, stop) = (self.heard.clone(), Arc::clone(&self.stop));
        let mut watch = move |progress: Progress| {
            let Progress { done, total } = progress;
            // Progress may be missed by a loop that is busy; it must not hold up the work.
            let _ = heard.try_send(Heard::Message(Message::Progress { done, total }));
            !stop.load(Ordering::SeqCst)
        };
        let mut opened = match Desk::open(&self.premises.folder(), found.setup, &mut watch) {
            Ok(opened) => opened,
            Err(error) => return self.tell(Message::OpenFailed(notices::of_open_error(&error))),
        };
        let mut said = found.notices;
        said.extend(opened.troubles.iter().map(notices::of_trouble));
        let changed = desk::look_over(&self.premises.folder()).unwrap_or_default();
        said.extend(changed.iter().map(notices::of_changed));
        // A flat battery must not put anything before what happened already.
        if let Some(latest) = opened.desk.latest() {
            self.clock.not_before(latest);
            said.extend(self.clock.behind().map(|_| notices::clock_behind(latest)));
            let now = self.clock.now();
            let silent = clock::silence(latest, now).filter(|_| !found.practice);
            said.extend(silent.map(|days| notices::clock_silent(latest, now, days)));
        }
        // A practice office runs anywhere; a real one keeps the country's time.
        let zone = clock::zone_difference().filter(|_| !found.practice);
        said.extend(zone.map(|hours| notices::other_zone(hours, self.clock.now())));
        if let Some(let_in) = &inside {
            said.extend(super::porter::come_in(&mut opened.desk, let_in, self.clock.now()));
        }
        let drilled = opened.desk.drilled();
        let due = !found.practice
            && inside.is_some()
            && scheduled::is_drill_due(&self.premises.folder(), drilled, self.clock.now());
        said.extend(due.then(notices::drill_due));
        let typed = inside.as_ref().map_or_else(|| PersonId::from("?"), |let_in| let_in.person.clone());
        let message = Message::Opened(Box::new(Opened {
            doubted: opened.desk.doubt().is_some(),
            draft: super::drafts::read(&opened.desk, &typed),
            projection: opened.desk.lend_projection(),
            office: Arc::clone(opened.desk.office()),
            law: Arc::clone(opened.desk.law()),
            notices: said,
            writable: opened.desk.is_writable(),
            practice: found.practice,
            unconfirmed: opened.desk.unconfirmed(self.clock.now()).filter(|_| inside.is_some()),
            me: inside.map(|let_in| let_in.person),
        }));
        self.tell(message);
        match opened.desk.warm(&mut watch) {
            Ok(troubles) => {
                troubles
                    .iter()
                    .map(notices::of_trouble)
                    .for_each(|notice| self.tell(Message::Noticed(notice)));
            }
            Err(desk::OpenDeskError::Cancelled) => {}
            // The desk works from its journal and rows; the store is opened when first needed.
            Err(error) => {
                let notice = Notice { weight: Weight::Warning, ..notices::of_open_error(&error) };
                self.tell(Message::Noticed(notice));
            }
        }
        self.desk = Some(opened.desk);
        let aside = self.desk.as_ref().and_then(Desk::aside);
        if Shop::is_needed(&self.premises.folder(), aside.as_ref()) {
            self.feed();
        }
        if !found.practice {
            super::ballast::keep(&self.premises.folder());
        }
        self.back_up(found.practice);
    }
}
