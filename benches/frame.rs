//! From a key to a frame in the queue: a hundred cases against a hundred thousand.
//!
//! Four arms take turns in random order: one step of the cursor in the queue, drawn on 80×24, with 100
//! cases, with 100 again (the control), with 100,000, and with 100 made slower by 5 ms (which must be seen).
//! Run with `cargo bench --bench frame`; the bar is 1.25 at p50.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod measure;
mod wiped;

use chrono::{NaiveDate, NaiveTime};
use measure::{Times, rounds, timed};
use motcua::app::message::{Message, Opened};
use motcua::desk::Desk;
use motcua::domain::moment::Moment;
use motcua::input::key::Key;
use motcua::journal::lock::Holder;
use motcua::practice::{Recipe, Size, make};
use motcua::runtime::premises::{DeskFolder, Surroundings};
use motcua::runtime::program::DeskProgram;
use motcua::runtime::worker::Premises;
use motcua::runtime::workstation::Program;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

const FEW: u32 = 100;
const MANY: u32 = 100_000;
const SLOWER: Duration = Duration::from_millis(5);
/// Steps down before as many steps up.
const STEPS: usize = 60;

fn main() -> ExitCode {
    let home = tempfile::tempdir().unwrap();
    let mut few = Workstation::of(FEW, home.path());
    let mut again = Workstation::of(FEW, home.path());
    let mut many = Workstation::of(MANY, home.path());
    let mut slow = Workstation::of(FEW, home.path());
    let rounds = rounds(2_000);
    let names = ["100 cases", "100 cases again", "100,000 cases", "100 cases, 5 ms slower"];
    let times = Times::take(&names, rounds, |arm, round| match arm {
        0 => timed(|| few.step(round)),
        1 => timed(|| again.step(round)),
        2 => timed(|| many.step(round)),
        _ => timed(|| {
            slow.step(round);
            let start = Instant::now();
            while start.elapsed() < SLOWER {
                std::hint::spin_loop();
            }
        }),
    });
    times.print();
    let ratio = times.ratio("100,000 cases / 100 cases", 2, 0);
    let measured = times.control(1, 0);
    let seen = times.percentile(3, 50) >= SLOWER.as_secs_f64() * 1e6;
    println!("the slower arm is {}", if seen { "seen" } else { "NOT SEEN" });
    let holds = Times::bar("100,000 cases / 100 cases, p50", ratio, 0.0..=1.25);
    if measured && !(holds && seen) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The real program, open at its queue, and a screen in memory.
struct Workstation {
    program: DeskProgram,
    screen: Terminal<TestBackend>,
    now: Moment,
}

impl Workstation {
    fn of(cases: u32, home: &Path) -> Self {
        let dir = home.join(cases.to_string());
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        if !dir.exists() {
            let holder = Holder { process: 0, who: "bench".to_owned(), since: String::new() };
            make(&dir, Recipe { seed: None, size: Size::Cases(cases), today }, holder, &mut |_| true)
                .unwrap();
        }
        let mut folder = DeskFolder::new(&dir);
        let found = folder.office().ok().flatten().unwrap();
        let mut desk = Desk::open(&dir, found.setup, &mut |_| true).unwrap().desk;
        let opened = Opened {
            doubted: false,
            draft: None,
            projection: desk.lend_projection(),
            office: Arc::clone(desk.office()),
            law: Arc::clone(desk.law()),
            notices: Vec::new(),
            writable: true,
            practice: true,
            unconfirmed: None,
            me: None,
        };
        assert_eq!(opened.projection.len(), cases as usize);
        let (program, _) = folder.program(Surroundings::default());
        let screen = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let now = Moment::at(today, NaiveTime::from_hms_opt(15, 0, 0).unwrap());
        let mut this = Self { program, screen, now };
        this.tell(Message::Resized { columns: 80, rows: 24 });
        this.tell(Message::Opened(Box::new(opened)));
        this
    }

    /// One step of the cursor, until it is on the screen.
    fn step(&mut self, round: usize) {
        let key = if (round / STEPS).is_multiple_of(2) { "down" } else { "up" };
        let key: Key = key.parse().unwrap();
        self.tell(Message::Key(key));
    }

    fn tell(&mut self, message: Message) {
        // What it asks of the outside is another thread's time.
        std::hint::black_box(self.program.update(self.now, message));
        self.screen.draw(|frame| self.program.view(frame)).unwrap();
    }
}
