//! The real program at a real desk, with a panic at one chosen point: `terminal_probe POINT NTH SHARE DIR`.
//!
//! The point is armed by the key f12 and fires the n-th time it is reached from then on. Drawing is cut short by taking
//! cells away, so that the widgets themselves panic, in the middle of whatever they draw.

use motcua::app::effect::{Effect, Preference, SetUp, UnitChoice};
use motcua::app::message::Message;
use motcua::app::notice::Notice;
use motcua::domain::id::PersonId;
use motcua::domain::law::Law;
use motcua::domain::moment::Moment;
use motcua::domain::projection::Projection;
use motcua::input::key::KeyCode;
use motcua::runtime::clock::Clock;
use motcua::runtime::premises::{DeskFolder, Surroundings};
use motcua::runtime::program::DeskProgram;
use motcua::runtime::worker::{Found, Premises};
use motcua::runtime::workstation::{Program, run};
use ratatui::Frame;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// What nobody may ever see of a panic.
const PERSONAL: &str = "Nguyễn Thị Mật, 012345678901";

/// Where it panics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "kebab-case")]
enum Point {
    BeforeDrawing,
    WhileDrawing,
    AfterDrawing,
    BeforeUpdate,
    AfterUpdate,
    Patience,
    Worker,
    TakeRows,
    Farewell,
}

struct Panicking {
    desk: DeskProgram,
    point: Point,
    nth: u32,
    /// Of the cells, how many in a hundred stay.
    share: usize,
    armed: bool,
}

impl Panicking {
    fn reach(&mut self, point: Point) {
        assert!(!self.is_due(point), "{PERSONAL}");
    }

    /// Counts a visit of the armed point; whether it is the one.
    fn is_due(&mut self, point: Point) -> bool {
        if !self.armed || self.point != point {
            return false;
        }
        self.nth = self.nth.saturating_sub(1);
        self.nth == 0
    }
}

impl Program for Panicking {
    fn update(&mut self, now: Moment, message: Message) -> Vec<Effect> {
        self.reach(Point::BeforeUpdate);
        if matches!(&message, Message::Key(key) if key.code() == KeyCode::F(12)) {
            self.armed = true;
            return match self.point {
                // Keeping a choice is the worker's way to panic, behind everything it was asked before.
                Point::Worker => vec![Effect::Keep(Preference::Theme(self.nth.to_string()))],
                Point::TakeRows | Point::Farewell => vec![Effect::Quit],
                Point::BeforeDrawing
                | Point::WhileDrawing
                | Point::AfterDrawing
                | Point::BeforeUpdate
                | Point::AfterUpdate
                | Point::Patience => Vec::new(),
            };
        }
        let effects = self.desk.update(now, message);
        self.reach(Point::AfterUpdate);
        effects
    }

    fn view(&mut self, frame: &mut Frame<'_>) {
        self.reach(Point::BeforeDrawing);
        if self.is_due(Point::WhileDrawing) {
            let cells = &mut frame.buffer_mut().content;
            cells.truncate(cells.len() * self.share / 100);
        }
        self.desk.view(frame);
        self.reach(Point::AfterDrawing);
    }

    fn take_projection(&mut self) -> Option<Projection> {
        self.reach(Point::TakeRows);
        self.desk.take_projection()
    }

    fn patience(&self) -> Duration {
        assert!(!self.armed || self.point != Point::Patience, "{PERSONAL}");
        self.desk.patience()
    }

    fn farewell(&mut self) -> Option<String> {
        self.reach(Point::Farewell);
        self.desk.farewell()
    }
}

/// The files around the desk, with one fault.
struct Faulty(DeskFolder);

impl Premises for Faulty {
    fn folder(&self) -> PathBuf {
        self.0.folder()
    }

    fn office(&mut self) -> Result<Option<Found>, Notice> {
        self.0.office()
    }

    fn set_up(&mut self, answers: &SetUp, now: Moment) -> Result<(), Notice> {
        self.0.set_up(answers, now)
    }

    fn keep(&mut self, _: &Preference) -> Result<(), Notice> {
        panic!("{PERSONAL}");
    }

    fn decide_unit(&mut self, choice: &UnitChoice, by: &PersonId, now: Moment) -> Result<Arc<Law>, Notice> {
        self.0.decide_unit(choice, by, now)
    }
}

/// Sits down at a desk until the panic. Nothing where the arguments are not those.
pub fn main(arguments: &[String]) -> Option<ExitCode> {
    let [point, nth, share, dir] = arguments else { return None };
    let premises = DeskFolder::new(Path::new(dir));
    let clock = Arc::new(Clock::of_machine());
    let (desk, _) = premises.program(Surroundings::of_environment());
    let (point, nth, share) = (point.parse().ok()?, nth.parse().ok()?, share.parse().ok()?);
    let mut program = Panicking { desk, point, nth, share, armed: false };
    Some(motcua::runtime::last_words::guarded(|| run(&mut program, Faulty(premises), clock).into()))
}
