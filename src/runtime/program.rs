//! The desk's program: the model and the look, as the loop and the script driver run them.
//!
//! Must not know: where messages come from, or the files around the desk.

use super::workstation::{IDLE, Program};
use crate::app::effect::Effect;
use crate::app::form::intake::choice_ids;
use crate::app::message::Message;
use crate::app::model::{Model, Screen};
use crate::app::update::update;
use crate::config::theme;
use crate::domain::moment::Moment;
use crate::domain::projection::Projection;
use crate::input::command::Command;
use crate::look::Look;
use crate::look::catalog::Language;
use crate::look::theme::Theme;
use crate::ui;
use std::collections::BTreeMap;
use std::time::Duration;
use strum::IntoEnumIterator as _;

/// How long numbers stay whole without a key.
const UNMASKED: Duration = Duration::from_secs(30);

/// How long typing waits to be kept.
const UNKEPT: Duration = Duration::from_secs(1);

/// Model and look together.
pub struct DeskProgram {
    model: Model,
    look: Look,
    themes: BTreeMap<String, Theme>,
}

impl DeskProgram {
    /// A program of a model, a look, and the themes the user can turn to.
    pub fn new(model: Model, look: Look, themes: BTreeMap<String, Theme>) -> Self {
        let mut program = Self { model, look, themes };
        program.name_things();
        program
    }

    /// The state, for tests and scripts.
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// Brings the look up to what the model chose.
    fn follow(&mut self) {
        if self.look.words.language().name() != self.model.language
            && let Ok(language) = self.model.language.parse::<Language>()
        {
            self.look.words.set_language(language);
            self.name_things();
        }
        if self.look.theme.name() != self.model.theme {
            let own = self.themes.get(&self.model.theme).cloned();
            self.look.theme = own.unwrap_or_else(|| theme::built_in(&self.model.theme));
        }
    }

    /// Gives the model the words people search in.
    fn name_things(&mut self) {
        let words = &self.look.words;
        self.model.names = Command::iter().map(|command| (command, words.text(&command.text_id()))).collect();
        self.model.labels = choice_ids().into_iter().map(|id| (id.clone(), words.text(&id))).collect();
    }
}

impl Program for DeskProgram {
    fn update(&mut self, now: Moment, message: Message) -> Vec<Effect> {
        let effects = update(&mut self.model, now, message);
        self.follow();
        effects
    }

    fn view(&mut self, frame: &mut ratatui::Frame<'_>) {
        self.model.layout = ui::view(&self.model, &self.look, frame);
    }

    fn patience(&self) -> Duration {
        let unmasked = self.model.desk().is_some_and(|desk| desk.unmasked.is_some());
        if self.model.kept.behind {
            UNKEPT
        } else if unmasked {
            UNMASKED
        } else {
            IDLE
        }
    }

    fn take_projection(&mut self) -> Option<Projection> {
        match &mut self.model.screen {
            Screen::Desk(desk) => Some(std::mem::take(&mut desk.projection)),
            Screen::Starting { .. } | Screen::SetUp(_) | Screen::Failed(_) => None,
        }
    }
}
