//! Invented people and organisations: the same number is always the same applicant.
//!
//! Telephones begin with 0000 and identity numbers with 000, which no real one does. Must not know: cases.

use super::dice::Dice;
use crate::config::demo::{Applicants, Names};
use crate::domain::dossier::{Party, PartyKind};

/// Somebody who files, and who comes for an organisation.
pub(super) struct Applicant {
    pub(super) owner: Party,
    /// The person who comes to the desk; for a citizen the same as the owner.
    pub(super) person: Party,
}

/// The applicant of a number.
pub(super) fn applicant(names: &Names, seed: u64, kind: Applicants, number: u64) -> Applicant {
    let dice = &mut Dice::new(seed ^ 0x6170_706c, number * 4 + kind as u64);
    let serial = (number * 7 + kind as u64 * 331_777) % 1_000_000;
    let person = person(names, dice, serial);
    let owner = match kind {
        Applicants::Citizen => person.clone(),
        Applicants::Business => organisation(names, dice, PartyKind::Business, &names.businesses, serial),
        Applicants::Organisation if dice.chance(250) => {
            organisation(names, dice, PartyKind::StateBody, &names.bodies, serial)
        }
        Applicants::Organisation => {
            organisation(names, dice, PartyKind::Organisation, &names.organisations, serial)
        }
    };
    Applicant { owner, person }
}

fn person(names: &Names, dice: &mut Dice, serial: u64) -> Party {
    let (middle, given) =
        if dice.chance(500) { (&names.women_middle, &names.women) } else { (&names.men_middle, &names.men) };
    let name = format!("{} {} {}", dice.pick(&names.families), dice.pick(middle), dice.pick(given));
    Party {
        id_number: format!("000{:09}", serial + 1),
        phone: format!("0000{serial:06}"),
        email: if dice.chance(400) { format!("nguoi.{serial}@example.invalid") } else { String::new() },
        address: address(names, dice),
        ..Party::named(PartyKind::Citizen, &name)
    }
}

fn organisation(names: &Names, dice: &mut Dice, kind: PartyKind, shapes: &[String], serial: u64) -> Party {
    let name = dice
        .pick(shapes)
        .replace("{word}", dice.pick(&names.words))
        .replace("{place}", dice.pick(&names.places));
    let id_number = if kind == PartyKind::Business { format!("00{serial:08}") } else { String::new() };
    Party {
        id_number,
        phone: format!("0000{:06}", (serial + 500_000) % 1_000_000),
        email: format!("van.thu.{serial}@example.invalid"),
        address: address(names, dice),
        ..Party::named(kind, &name)
    }
}

/// An address that is nowhere.
pub(super) fn address(names: &Names, dice: &mut Dice) -> String {
    format!("{}, xã {}, tỉnh Lào Cai", dice.pick(&names.hamlets), dice.pick(&names.places))
}
