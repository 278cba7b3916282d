//! What of a person is shown, and to whom: on a sealed desk a list names only whose file is at hand.
//!
//! Whether a file is at hand follows from the role and where the file stands; whoever leads sees all, and whoever
//! holds or handles a file sees it. Must not know: screens, or why somebody may see more for a while.

use super::case::CaseFile;
use super::dossier::{Party, ReturnBy};
use super::role::Role;
use super::stage::Stage;
use super::text::{masked_id, masked_phone};

/// What is hidden of the people of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Masks {
    /// Identity numbers and telephones.
    pub numbers: bool,
    /// Names and addresses.
    pub names: bool,
}

impl Masks {
    /// Whether anything is hidden.
    pub const fn any(self) -> bool {
        self.numbers || self.names
    }

    /// A party as it is shown.
    pub fn over(self, party: &Party) -> Party {
        let mut shown = party.clone();
        if self.numbers {
            shown.id_number = masked_id(&party.id_number);
            shown.phone = masked_phone(&party.phone);
        }
        if self.names {
            shown.name = masked_name(&party.name);
            shown.address = hidden(&party.address);
            shown.email = hidden(&party.email);
        }
        shown
    }

    /// A whole file as it is shown, for a sheet that is only looked at.
    pub fn over_file(self, file: &CaseFile) -> CaseFile {
        let mut shown = file.clone();
        let case = &mut shown.case;
        case.owner = self.over(&case.owner);
        case.filer = case.filer.as_ref().map(|filer| self.over(filer));
        if self.names {
            if let Some(authorised) = &mut case.authorised {
                authorised.name = masked_name(&authorised.name);
            }
            if let ReturnBy::Post { address } = &mut case.return_by {
                *address = hidden(address);
            }
        }
        shown
    }
}

/// Whether files that stand here are at hand for a role, whoever holds them.
pub const fn is_at_hand(role: Role, stage: Stage) -> bool {
    match role {
        Role::UnitHead | Role::DeskHead => true,
        Role::Intake => matches!(
            stage,
            Stage::Blank
                | Stage::Arrived
                | Stage::IntakeSupplement
                | Stage::Received
                | Stage::AppraisalSupplement
                | Stage::AwaitingPayment
                | Stage::ResultReady
                | Stage::BackFromPost
        ),
        Role::Return | Role::Clerk => {
            matches!(stage, Stage::Decided | Stage::ResultReady | Stage::WithPost | Stage::BackFromPost)
        }
        Role::Accountant => matches!(stage, Stage::AwaitingPayment),
        Role::Handler | Role::Administrator | Role::Viewer => false,
    }
}

/// A name as somebody sees it who does not hold the file: `Nguyễn V** A`.
pub fn masked_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    let shown = words.iter().enumerate().map(|(at, word)| {
        let mut letters = word.chars();
        let first = letters.next().map(String::from).unwrap_or_default();
        match (at, letters.next()) {
            (0, _) if last > 0 => (*word).to_owned(),
            (_, None) => first,
            (_, Some(_)) => format!("{first}**"),
        }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn hidden(text: &str) -> String {
    if text.is_empty() { String::new() } else { "***".to_owned() }
}
