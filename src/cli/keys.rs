//! Who asks on a sealed desk, and their passphrase: from the environment or the terminal.
//!
//! `MOTCUA_PERSON` is a person's code. `MOTCUA_PASSPHRASE_FILE` names a file or descriptor (`/dev/fd/3`) whose first
//! line is the passphrase, `MOTCUA_PASSPHRASE` is the passphrase itself. Must not know: what is done with the keys.

use super::exit::Failure;
use super::place;
use super::say::Say;
use crate::app::secret::Secret;
use crate::domain::id::PersonId;
use crate::domain::moment::Moment;
use crate::runtime::porter::{LetIn, Porter};
use crate::runtime::prompt;
use crate::seal::people::Opener;
use std::path::Path;

/// A secret of this name: from the environment, else asked for on the terminal.
pub fn secret(name: &str, question: &str, say: &Say) -> Result<Secret, Failure> {
    if let Ok(file) = std::env::var(format!("{name}_FILE")) {
        let text = std::fs::read_to_string(&file)?;
        return Ok(Secret::of(text.lines().next().unwrap_or_default().to_owned()));
    }
    if let Ok(text) = std::env::var(name) {
        return Ok(Secret::of(text));
    }
    let asked = prompt::ask(&say.text(question, &[]))?;
    asked.ok_or_else(|| Failure::refused(say.text("shell-no-passphrase", &[])))
}

/// Whether the environment says who asks, so that nobody need be asked on a terminal.
pub fn are_given() -> bool {
    ["MOTCUA_PASSPHRASE", "MOTCUA_PASSPHRASE_FILE"].iter().any(|name| std::env::var(name).is_ok())
}

/// What opens a sealed backup: both halves where the environment gives them, else a person and their passphrase.
pub enum Opening {
    /// The halves on paper.
    Halves(Secret, Secret),
    /// A person's code and passphrase.
    Person(String, Secret),
}

impl Opening {
    /// Asks for it.
    pub fn ask(say: &Say) -> Result<Self, Failure> {
        if ["MOTCUA_HALF_1", "MOTCUA_HALF_1_FILE"].iter().any(|name| std::env::var(name).is_ok()) {
            let one = secret("MOTCUA_HALF_1", "shell-half-1", say)?;
            return Ok(Self::Halves(one, secret("MOTCUA_HALF_2", "shell-half-2", say)?));
        }
        let person = secret("MOTCUA_PERSON", "shell-who", say)?.text().to_owned();
        Ok(Self::Person(person, secret("MOTCUA_PASSPHRASE", "shell-passphrase", say)?))
    }

    /// As the backup takes it.
    pub fn opener(&self) -> Opener<'_> {
        match self {
            Self::Halves(one, other) => Opener::Halves(one.text(), other.text()),
            Self::Person(id, passphrase) => Opener::Passphrase { id, passphrase: passphrase.text() },
        }
    }
}

/// Lets whoever asks in; nothing on a plain desk.
pub fn let_in(dir: &Path, now: Moment, say: &Say) -> Result<Option<LetIn>, Failure> {
    let refused = |notice| Failure::refused(super::failures::of_notice(&notice, say));
    let mut porter = Porter::new(dir);
    let Some(gate) = porter.gate().map_err(refused)? else { return Ok(None) };
    let person = match std::env::var("MOTCUA_PERSON") {
        Ok(code) => PersonId(code),
        Err(_) if gate.people.len() == 1 => {
            gate.people.first().map_or_else(|| PersonId::from(""), |person| person.id.clone())
        }
        Err(_) => {
            let codes: Vec<&str> = gate.people.iter().map(|person| person.id.0.as_str()).collect();
            say.tell_words("shell-people", &[("people", (&codes.join(", ")).into())]);
            PersonId(secret("MOTCUA_PERSON", "shell-who", say)?.text().to_owned())
        }
    };
    let passphrase = secret("MOTCUA_PASSPHRASE", "shell-passphrase", say)?;
    porter.log_in(&person, &passphrase, &place::holder(now)).map(Some).map_err(refused)
}
