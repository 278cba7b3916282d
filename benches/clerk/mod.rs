//! Somebody at a real desk of a practice office, plain or sealed, with a screen in memory.

use crate::sealing::seal;
use chrono::{NaiveDate, NaiveTime};
use motcua::app::effect::Effect;
use motcua::app::message::{Message, Opened};
use motcua::desk::Desk;
use motcua::domain::moment::Moment;
use motcua::input::key::Key;
use motcua::journal::lock::Holder;
use motcua::practice::{Recipe, Size, make};
use motcua::runtime::perform::perform;
use motcua::runtime::premises::{DeskFolder, Surroundings};
use motcua::runtime::printing;
use motcua::runtime::program::DeskProgram;
use motcua::runtime::worker::Premises as _;
use motcua::runtime::workstation::Program as _;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::path::Path;
use std::sync::Arc;

/// A head at a desk, every file before them in the filter of all.
pub struct Clerk {
    program: DeskProgram,
    desk: Desk,
    pub screen: Terminal<TestBackend>,
    now: Moment,
}

fn holder() -> Holder {
    Holder { process: 0, who: "bench".to_owned(), since: String::new() }
}

impl Clerk {
    pub fn at(dir: &Path, cases: u32, is_sealed: bool) -> Self {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        make(dir, Recipe { seed: None, size: Size::Cases(cases), today }, holder(), &mut |_| true).unwrap();
        let mut folder = DeskFolder::new(dir);
        let mut found = folder.office().ok().flatten().unwrap();
        let heads = found.setup.office.people.iter();
        let me = heads.filter(|person| person.role == motcua::domain::role::Role::DeskHead);
        let me = me.map(|person| person.id.clone()).next().unwrap();
        if is_sealed {
            found.setup.keys = Some(seal(dir, &me));
        }
        let mut desk = Desk::open(dir, found.setup, &mut |_| true).unwrap().desk;
        desk.seat(me.clone()).unwrap();
        desk.warm(&mut |_| true).unwrap();
        let opened = Opened {
            projection: desk.lend_projection(),
            office: Arc::clone(desk.office()),
            law: Arc::clone(desk.law()),
            notices: Vec::new(),
            writable: true,
            practice: true,
            unconfirmed: None,
            doubted: false,
            draft: None,
            me: Some(me),
        };
        let (program, _) = folder.program(Surroundings::default());
        let screen = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let now = Moment::at(today, NaiveTime::from_hms_opt(15, 0, 0).unwrap());
        let mut clerk = Self { program, desk, screen, now };
        clerk.tell(Message::Resized { columns: 80, rows: 24 });
        clerk.tell(Message::Opened(Box::new(opened)));
        for _ in 0..13 {
            clerk.press("]");
        }
        clerk
    }

    /// A key, everything the desk does for it, and the frame that shows it.
    pub fn press(&mut self, key: &str) {
        let key: Key = key.parse().unwrap();
        self.tell(Message::Key(key));
        self.screen.draw(|frame| self.program.view(frame)).unwrap();
    }

    fn tell(&mut self, message: Message) {
        let mut waiting = vec![message];
        while let Some(message) = waiting.pop() {
            for effect in self.program.update(self.now, message) {
                match effect {
                    Effect::Paper(task) => {
                        waiting.extend(printing::perform(&mut self.desk, task, self.now));
                    }
                    Effect::LoadCase(_) => waiting.extend(perform(&mut self.desk, effect, self.now)),
                    // Nothing else is asked of the outside on these ways.
                    _ => unreachable!("{effect:?}"),
                }
            }
        }
    }
}
