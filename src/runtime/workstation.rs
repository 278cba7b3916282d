//! The loop of the workstation: hears, updates, draws once per batch, and leaves in order.
//!
//! Must not know: what is drawn, or what a message means, beyond the few effects that are the loop's own.

use super::clock::Clock;
use super::input;
use super::last_words::{in_both_languages, install, say};
use super::terminal::{Lease, Screen, is_here};
use super::threads::{Heard, channel};
use super::worker::{Premises, Worker};
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::domain::moment::Moment;
use crate::domain::projection::Projection;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Longest stretch of messages before the screen is drawn again.
const BATCH: Duration = Duration::from_millis(50);
/// An idle program looks at the clock so often.
pub const IDLE: Duration = Duration::from_mins(1);

/// What runs in the loop.
pub trait Program {
    /// Takes a message and says what it asks of the outside.
    fn update(&mut self, now: Moment, message: Message) -> Vec<Effect>;
    /// Draws everything.
    fn view(&mut self, frame: &mut ratatui::Frame<'_>);
    /// Gives the rows back, if it has them.
    fn take_projection(&mut self) -> Option<Projection>;
    /// How long it can go without hearing anything: something on the screen may have its time.
    fn patience(&self) -> Duration {
        IDLE
    }
    /// What is to be said on the plain terminal after the program has ended.
    fn farewell(&mut self) -> Option<String> {
        None
    }
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// As the user or the system asked.
    Normal,
    /// There is no terminal to work in.
    NoTerminal,
    /// The terminal or the system refused something needed.
    Refused,
    /// A fault of the program; it has said so.
    Panicked,
}

impl Exit {
    /// The code for the shell.
    pub const fn code(self) -> u8 {
        match self {
            Self::Normal => 0,
            Self::NoTerminal => 2,
            Self::Refused => 4,
            Self::Panicked => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Runs a program in the terminal until it ends. The terminal is given back, the desk closed and
/// everything asked for performed, however it ends.
pub fn run(program: &mut impl Program, premises: impl Premises, clock: Arc<Clock>) -> Exit {
    if !is_here() {
        say(&in_both_languages("session-no-terminal"));
        return Exit::NoTerminal;
    }
    let before = std::panic::take_hook();
    let lease = Lease::default();
    let panicked = install(lease.clone());
    let ended = session(program, premises, clock, &lease).unwrap_or_else(|error| {
        lease.give_back();
        say(&format!("{}\n({error})", in_both_languages("session-refused")));
        Exit::Refused
    });
    std::panic::set_hook(before);
    // Of a thread that panicked the loop may hear the end of its work first.
    let exit = if panicked.load(Ordering::SeqCst) { Exit::Panicked } else { ended };
    if exit != Exit::Panicked
        && let Some(words) = program.farewell()
    {
        say(&words);
    }
    exit
}

fn session(
    program: &mut impl Program,
    premises: impl Premises,
    clock: Arc<Clock>,
    lease: &Lease,
) -> io::Result<Exit> {
    let (heard, hears) = channel();
    #[cfg(unix)]
    super::signals::listen(&heard)?;
    let screen = Screen::take(lease.clone())?;
    let worker = Worker::start(premises, Arc::clone(&clock), &heard)?;
    let listening = input::listen(&heard);
    let mut turn =
        Turn { program, screen, worker, clock: &clock, drawn: false, exit: None, since_key: Instant::now() };
    let ended = match listening {
        Ok(()) => catch_unwind(AssertUnwindSafe(|| {
            let exit = turn.until_exit(&hears)?;
            Ok((exit, turn.settle(&hears)))
        })),
        Err(error) => Ok(Err(error)),
    };
    let Turn { program, screen, worker, .. } = turn;
    // Rows that may miss something are not kept.
    let whole = matches!(ended, Ok(Ok((Exit::Normal, true))));
    let rows = catch_unwind(AssertUnwindSafe(|| whole.then(|| program.take_projection()).flatten()));
    let ended = if rows.is_ok() { ended } else { Ok(Ok((Exit::Panicked, false))) };
    worker.close(rows.ok().flatten(), &hears);
    drop(screen);
    ended.map_or(Ok(Exit::Panicked), |ended| ended.map(|(exit, _)| exit))
}

/// The loop while it turns.
struct Turn<'a, P> {
    program: &'a mut P,
    screen: Screen,
    worker: Worker,
    clock: &'a Clock,
    /// Whether the screen shows what the program last said.
    drawn: bool,
    exit: Option<Exit>,
    /// When a key was last pressed, or a minute without one last told.
    since_key: Instant,
}

impl<P: Program> Turn<'_, P> {
    fn until_exit(&mut self, hears: &Receiver<Heard>) -> io::Result<Exit> {
        self.measure();
        loop {
            if let Some(exit) = self.exit {
                return Ok(exit);
            }
            if let Some(jump) = self.clock.jump() {
                self.tell(Message::Noticed(super::notices::clock_jumped(jump)));
            }
            if !self.drawn {
                self.draw();
            }
            let rest = IDLE.saturating_sub(self.since_key.elapsed());
            match hears.recv_timeout(self.program.patience().min(rest)) {
                Ok(first) => self.batch(first, hears),
                Err(RecvTimeoutError::Timeout) if self.since_key.elapsed() < IDLE => self.tell(Message::Tick),
                // Counted from the last key by a clock nobody sets, whatever else was heard meanwhile.
                Err(RecvTimeoutError::Timeout) => {
                    self.since_key = Instant::now();
                    self.tell(Message::Minute);
                }
                // Cannot be: the worker holds an end. Then nothing can reach us any more.
                Err(RecvTimeoutError::Disconnected) => self.exit = Some(Exit::Normal),
            }
        }
    }

    /// Takes what has come, for a bounded time, so that a flood of messages still shows on the screen.
    fn batch(&mut self, first: Heard, hears: &Receiver<Heard>) {
        let began = Instant::now();
        let mut resized = false;
        let mut next = Some(first);
        while let Some(heard) = next {
            match heard {
                Heard::Message(message) => self.tell(message),
                Heard::Resized => resized = true,
                Heard::Suspend => self.suspend(),
                Heard::Continued => self.resume(),
                Heard::End => self.end(),
                Heard::Rested => {}
                Heard::Broken => self.exit = Some(Exit::Panicked),
            }
            let go_on = self.exit.is_none() && began.elapsed() < BATCH;
            next = if go_on { hears.try_recv().ok() } else { None };
        }
        // Of a storm of sizes only the last one matters; it may be the first one again, on a screen that
        // has lost its cells meanwhile.
        if resized {
            self.forget();
            self.measure();
        }
    }

    /// Tells the program how large the terminal is.
    fn measure(&mut self) {
        if let Ok((columns, rows)) = crossterm::terminal::size() {
            self.tell(Message::Resized { columns, rows });
        }
    }

    fn tell(&mut self, message: Message) {
        self.drawn = false;
        if matches!(message, Message::Key(_) | Message::Paste(_)) {
            self.since_key = Instant::now();
        }
        for effect in self.program.update(self.clock.now(), message) {
            match effect {
                Effect::Redraw => self.forget(),
                Effect::Suspend => self.suspend(),
                Effect::Quit => self.exit = Some(self.exit.unwrap_or(Exit::Normal)),
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
                | Effect::LogIn { .. }
                | Effect::Unlock { .. }
                | Effect::Lock
                | Effect::LogOut
                | Effect::SetPin(_)
                | Effect::SetPassphrase { .. }
                | Effect::Unmask { .. }
                | Effect::SignDoubt { .. }
                | Effect::ReadLog
                | Effect::KeepDraft(_)
                | Effect::ConfirmDay { .. }
                | Effect::SetUp(_)
                | Effect::Keep(_)
                | Effect::DecideUnit { .. }
                | Effect::Paper(_)
                | Effect::WriteSheet { .. }
                | Effect::Write { .. }) => self.worker.perform(effect),
            }
        }
    }

    /// Lets the program hear of everything it asked for. False when something remained unheard.
    fn settle(&mut self, hears: &Receiver<Heard>) -> bool {
        let Some(answers) = self.worker.settle(hears) else { return false };
        let typed =
            |message: &Message| matches!(message, Message::Key(_) | Message::Paste(_) | Message::PasteCut);
        let answers: Vec<Message> = answers.into_iter().filter(|message| !typed(message)).collect();
        // What was being recorded is no draft any more, and what was typed ahead of an answer is one now.
        let last = (!answers.is_empty()).then_some(Message::EndRequested);
        for message in answers.into_iter().chain(last) {
            for effect in self.program.update(self.clock.now(), message) {
                // Whatever else an answer would ask for now comes too late.
                if matches!(effect, Effect::KeepDraft(_)) {
                    self.worker.perform(effect);
                }
            }
        }
        true
    }

    fn draw(&mut self) {
        self.drawn = true;
        let program = &mut *self.program;
        // A terminal that takes nothing any more is gone.
        if self.screen.draw(|frame| program.view(frame)).is_err() {
            self.end();
        }
    }

    fn forget(&mut self) {
        self.drawn = false;
        if self.screen.forget().is_err() {
            self.end();
        }
    }

    /// The program may still ask for something, but not to stay.
    fn end(&mut self) {
        if self.exit.is_none() {
            self.exit = Some(Exit::Normal);
            self.tell(Message::EndRequested);
        }
    }

    #[cfg(unix)]
    fn suspend(&mut self) {
        self.screen.pause();
        // Once continued we are told so, as after a stop from elsewhere.
        if !super::signals::stop() {
            self.resume();
        }
    }

    /// Consoles of other systems have no jobs to come back to.
    #[cfg(not(unix))]
    fn suspend(&mut self) {}

    fn resume(&mut self) {
        if self.screen.resume().is_err() {
            return self.end();
        }
        self.tell(Message::Continued);
    }
}
