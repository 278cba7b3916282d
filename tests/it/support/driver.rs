//! A headless person at the desk: the real program and the real desk in a folder of their own, a clock that
//! stands still, keys by name, and the screen as text and as cells.

use motcua::app::effect::Effect;
use motcua::app::message::{Message, Opened};
use motcua::app::model::{Model, Workplace};
use motcua::app::notice::Notice;
use motcua::app::retention::Asked;
use motcua::desk::Desk;
use motcua::domain::moment::Moment;
use motcua::input::key::{Key, Sequence};
use motcua::journal::lock::Holder;
use motcua::practice::{Recipe, Size, make};
use motcua::runtime::perform::{decide_unit, perform};
use motcua::runtime::porter::{Porter, come_in};
use motcua::runtime::premises::{DeskFolder, Surroundings};
use motcua::runtime::program::DeskProgram;
use motcua::runtime::worker::Premises as _;
use motcua::runtime::workstation::Program as _;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use tempfile::TempDir;

/// The moment the practice office is seen at: a Monday morning.
pub const NOW: &str = "23/11/2026 09:00";

/// One practice office, made once and only ever copied.
static OFFICE: LazyLock<TempDir> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let today = crate::law::d("23/11/2026");
    let recipe = Recipe { seed: None, size: Size::Article, today };
    make(&dir.path().join("d"), recipe, holder(), &mut |_| true).unwrap();
    dir
});

/// Who opens the desk in these tests.
pub fn holder() -> Holder {
    Holder { process: 1, who: "thử".to_owned(), since: String::new() }
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A copy of the practice office, to be worked in.
pub fn practice_office() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    copy(&OFFICE.path().join("d"), dir.path());
    dir
}

/// Somebody at a desk.
pub struct Driver {
    pub program: DeskProgram,
    pub dir: TempDir,
    pub now: Moment,
    /// Effects asked for since it was last emptied, performed or not.
    pub asked: Vec<Effect>,
    /// While set, effects are kept here and not performed: a slow desk.
    pub slow: Option<VecDeque<Effect>>,
    premises: DeskFolder,
    desk: Option<Desk>,
    /// The door, on a sealed desk.
    pub porter: Porter,
    size: (u16, u16),
}

impl Driver {
    /// The practice office on a screen of a size.
    pub fn practice(size: (u16, u16)) -> Self {
        Self::open(practice_office(), size, Surroundings::default())
    }

    /// A folder with nothing in it.
    pub fn empty(size: (u16, u16)) -> Self {
        Self::open(tempfile::tempdir().unwrap(), size, Surroundings::default())
    }

    /// The desk in a folder, whatever is there.
    pub fn open(dir: TempDir, size: (u16, u16), around: Surroundings) -> Self {
        let premises = DeskFolder::new(dir.path());
        let (program, _) = premises.program(around);
        let (now, asked) = (crate::law::m(NOW), Vec::new());
        let mut driver = Self {
            program,
            dir,
            now,
            asked,
            slow: None,
            porter: Porter::new(premises.folder().as_path()),
            premises,
            desk: None,
            size,
        };
        driver.resize(size);
        driver.open_desk();
        driver
    }

    fn open_desk(&mut self) {
        let message = match self.premises.office() {
            Ok(None) => Message::NeedsSetUp,
            Err(notice) => Message::OpenFailed(notice),
            Ok(Some(mut found)) => {
                match self.porter.gate().unwrap() {
                    Some(gate) => return self.tell(Message::Closed(gate)),
                    None => found.setup.keys = self.porter.inside().map(|inside| inside.keys.clone()),
                }
                let inside = self.porter.inside().cloned();
                let mut opened = Desk::open(&self.premises.folder(), found.setup, &mut |_| true).unwrap();
                let mut said = found.notices;
                if let Some(let_in) = &inside {
                    said.extend(come_in(&mut opened.desk, let_in, self.now));
                }
                let typed = inside.as_ref().map_or_else(|| "?".into(), |let_in| let_in.person.clone());
                let message = Message::Opened(Box::new(Opened {
                    doubted: opened.desk.doubt().is_some(),
                    draft: motcua::runtime::drafts::read(&opened.desk, &typed),
                    projection: opened.desk.lend_projection(),
                    office: Arc::clone(opened.desk.office()),
                    law: Arc::clone(opened.desk.law()),
                    notices: said,
                    writable: opened.desk.is_writable(),
                    practice: found.practice,
                    unconfirmed: opened.desk.unconfirmed(self.now).filter(|_| inside.is_some()),
                    me: inside.map(|let_in| let_in.person),
                }));
                self.desk = Some(opened.desk);
                message
            }
        };
        self.tell(message);
    }

    /// Gives the program a message and performs what follows.
    pub fn tell(&mut self, message: Message) {
        let effects = self.program.update(self.now, message);
        for effect in effects {
            self.asked.push(effect.clone());
            match &mut self.slow {
                Some(waiting) => waiting.push_back(effect),
                None => self.perform(effect),
            }
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::SetUp(answers) => match self.premises.set_up(&answers, self.now) {
                Ok(()) => self.open_desk(),
                Err(notice) => self.tell(Message::SetUpFailed(notice)),
            },
            Effect::Keep(choice) => self.premises.keep(&choice).unwrap(),
            Effect::DecideUnit { choice, by } => {
                let said = decide_unit(&mut self.premises, self.desk.as_mut(), &choice, &by, self.now);
                self.tell(said);
            }
            Effect::LogIn { person, passphrase } => {
                let let_in = self.porter.log_in(&person, &passphrase, &holder()).map(|_| ());
                self.enter(let_in);
            }
            Effect::Unlock { pin } => {
                let let_in = self.porter.unlock(&pin).map(|_| ());
                self.enter(let_in);
            }
            effect @ (Effect::Lock | Effect::LogOut) => {
                self.desk.take().unwrap().close(None);
                if effect == Effect::LogOut {
                    self.porter.log_out();
                } else {
                    self.porter.lock();
                }
                self.open_desk();
            }
            Effect::SetPin(pin) => {
                let notice = self.porter.set_pin(&pin).unwrap_or_else(|notice| notice);
                self.tell(Message::Noticed(notice));
            }
            Effect::Retention { by, asked: Asked::Erase { proposal } } => {
                let desk = self.desk.take().unwrap();
                let (left, told) = motcua::runtime::retention::erase(desk, &by, proposal, self.now);
                self.desk = left;
                if self.desk.is_none() {
                    self.porter.stay();
                    self.open_desk();
                }
                self.tell(told);
            }
            Effect::SetPassphrase { old, new } => {
                let both = (&old, &new);
                let desk = self.desk.as_mut();
                let said = motcua::runtime::porter::change_passphrase(&mut self.porter, desk, both, self.now);
                self.tell(Message::Noticed(said));
            }
            Effect::Paper(task) => {
                let told = motcua::runtime::printing::perform(self.desk.as_mut().unwrap(), task, self.now);
                for message in told {
                    self.tell(message);
                }
            }
            Effect::Quit | Effect::Redraw | Effect::Suspend => {}
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
            | Effect::Write { .. }
            | Effect::WriteSheet { .. }) => {
                if let Some(answer) = perform(self.desk.as_mut().unwrap(), effect, self.now) {
                    self.tell(answer);
                }
            }
        }
    }

    fn enter(&mut self, let_in: Result<(), Notice>) {
        match let_in {
            Ok(()) => self.open_desk(),
            Err(notice) => self.tell(Message::NotLetIn(notice)),
        }
    }

    /// Performs an effect as if the program had asked for it.
    pub fn tell_effect(&mut self, effect: Effect) {
        self.perform(effect);
    }

    /// Lets a slow desk do everything it was asked, in order.
    pub fn catch_up(&mut self) {
        while let Some(effect) = self.slow.as_mut().and_then(VecDeque::pop_front) {
            self.perform(effect);
        }
    }

    /// Presses keys by name, separated by blanks, drawing between them as a terminal does.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            for key in name.parse::<Sequence>().unwrap().keys() {
                self.key(*key);
            }
        }
        self
    }

    /// Types a text letter by letter.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.key(Key::char(letter));
        }
        self
    }

    /// Presses one key.
    pub fn key(&mut self, key: Key) {
        self.draw();
        self.tell(Message::Key(key));
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.size = size;
        self.tell(Message::Resized { columns: size.0, rows: size.1 });
        self
    }

    /// The model.
    pub fn model(&self) -> &Model {
        self.program.model()
    }

    /// The open desk on the screen.
    pub fn place(&self) -> &Workplace {
        self.model().desk().expect("an open desk")
    }

    /// The cells of the screen, and where the real cursor is.
    pub fn draw(&mut self) -> (Buffer, Option<Position>) {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| self.program.view(frame)).unwrap();
        let at = terminal.backend().cursor_visible().then(|| terminal.get_cursor_position().unwrap());
        (terminal.backend().buffer().clone(), at)
    }

    /// The screen as text, a line a row.
    pub fn screen(&mut self) -> String {
        let (buffer, _) = self.draw();
        let row = |y| (0..self.size.0).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        let rows: Vec<String> = (0..self.size.1).map(|y| row(y).trim_end().to_owned()).collect();
        rows.join("\n")
    }

    /// Fails with the screen where a text is not on it.
    pub fn see(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "not on the screen: {text}\n{screen}");
        self
    }

    /// Leaves; gives back the folder.
    pub fn close(mut self) -> TempDir {
        let rows = self.program.take_projection();
        if let Some(desk) = self.desk.take() {
            desk.close(rows);
        }
        self.dir
    }
}
