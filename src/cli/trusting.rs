//! `motcua seal`, `people`, `recover`, `log`, `close-day` and `drill`: who may, what proves, and what comes back.
//!
//! Must not know: ciphers, or how an anchor is made.

use super::args::{Admit, Seal};
use super::exit::{Code, Failure, Outcome};
use super::keys;
use super::place::{self, Opening};
use super::say::Say;
use super::{failures, keeping, reporting};
use crate::app::secret::Secret;
use crate::config::folder::load_office;
use crate::config::office::is_code;
use crate::desk::{Aside, Folder, SubmitError, Unlocked, seal_desk, turn_keys, verify_backup};
use crate::domain::id::PersonId;
use crate::domain::moment::{Moment, day};
use crate::domain::office::Office;
use crate::domain::permission::{Power, has_power};
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::shift::Standing;
use crate::domain::text::clean_line;
use crate::paper::facts::Closing;
use crate::paper::pdf;
use crate::runtime::clock::measure;
use crate::runtime::porter::LetIn;
use crate::runtime::printing::{Shop, day_sheet};
use crate::seal::passphrase::{self, Weakness};
use crate::seal::people::Member;
use crate::seal::tries::Tries;
use crate::seal::{Cost, Keyring, PeopleFile, SealError, kdf};
use std::path::{Path, PathBuf};

/// Letters of a name, at most.
const LONGEST: usize = 200;

fn seal_failed(error: &SealError, say: &Say) -> Failure {
    let words = say.text("notice-seal-failed", &[("why", (&error.to_string()).into())]);
    Failure::refused(words)
}

/// What a passphrase costs, calibrated on this machine.
fn cost() -> Result<Cost, Failure> {
    let mut wrong = None;
    let cost = kdf::calibrate(|cost| {
        measure(|| {
            if let Err(error) = kdf::stretch("motcua", &[0; 16], cost) {
                wrong = Some(error.to_string());
            }
        })
    });
    wrong.map_or(Ok(cost), |why| Err(Failure::wrong(why)))
}

/// A new passphrase, twice where a person types it, and strong enough.
fn new_passphrase(name: &str, office: Option<&Office>, say: &Say) -> Result<Secret, Failure> {
    let typed = keys::secret(name, "shell-new-passphrase", say)?;
    let own: Vec<&str> = office
        .map(|office| {
            let people = office.people.iter().map(|person| person.name.as_str());
            people.chain([office.name.as_str(), office.code.as_str()]).collect()
        })
        .unwrap_or_default();
    match passphrase::judge(typed.text(), &own) {
        Ok(()) => {}
        Err(Weakness::Short) => return Err(Failure::refused(say.text("shell-passphrase-short", &[]))),
        Err(Weakness::Common) => return Err(Failure::refused(say.text("shell-passphrase-common", &[]))),
    }
    let given = std::env::var(name).is_ok() || std::env::var(format!("{name}_FILE")).is_ok();
    if !given && keys::secret("", "shell-passphrase-again", say)? != typed {
        return Err(Failure::refused(say.text("notice-not-the-same", &[])));
    }
    Ok(typed)
}

/// Seals a desk, and gives the halves of its recovery key, which are nowhere else.
pub fn seal(dir: Option<PathBuf>, wanted: &Seal, now: Moment, say: &Say) -> Outcome {
    let dir = place::chosen(dir, say)?;
    if Folder::new(&dir).is_sealed() {
        return Err(Failure::refused(say.text("shell-sealed-already", &[])));
    }
    if Shop::is_needed(&dir, Some(&Aside::default())) {
        return Err(Failure::refused(say.text("shell-prints-wait", &[])));
    }
    let office = load_office(&dir).map_err(|error| failures::of_load(&error, say))?.office;
    let named = wanted.person.as_ref().map(|code| PersonId(code.clone()));
    let head = match &named {
        Some(id) => office.person(id),
        None => office.people.iter().find(|person| person.role == Role::DeskHead),
    };
    let head = head.ok_or_else(|| Failure::refused(say.text("shell-no-head", &[])))?;
    let first = Member {
        id: head.id.0.clone(),
        name: head.name.clone(),
        unit: head.unit.clone(),
        role: Role::DeskHead.to_string(),
    };
    let words = new_passphrase("MOTCUA_PASSPHRASE", Some(&office), say)?;
    say.tell_words("shell-sealing", &[]);
    let sealing = seal_desk(&dir, &place::holder(now), (first, words.text()), (wanted.suite, cost()?), now);
    let halves = sealing.map_err(|error| failures::of_open(&error, say))?;
    say.tell_words("shell-sealed", &[]);
    Say::out(format!("{}\n", serde_json::json!({ "halves": halves, "person": head.id.0 })))?;
    Ok(Code::Fine)
}

/// The people's file of a sealed desk.
fn people_file(dir: &Path, say: &Say) -> Result<PeopleFile, Failure> {
    let file = PeopleFile::read(dir).map_err(|error| seal_failed(&error, say))?;
    file.ok_or_else(|| Failure::refused(say.text("notice-not-sealed", &[])))
}

/// Lists who may log in.
pub fn list(dir: Option<PathBuf>, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    for member in people_file(&dir, say)?.members() {
        let line = serde_json::to_string(member).map_err(|error| Failure::wrong(error.to_string()))?;
        Say::out(format!("{line}\n"))?;
    }
    Ok(Code::Fine)
}

/// The keys of a role, out of all keys.
fn part_of(ring: &Keyring, role: Role) -> Keyring {
    let has = |power| has_power(role, power);
    ring.part(has(Power::ReadCases), has(Power::SignDay))
}

/// The keys a member's role has, out of all keys.
fn part_for(ring: &Keyring, member: &Member) -> Keyring {
    part_of(ring, member.role.parse().unwrap_or(Role::Viewer))
}

/// Makes all keys anew for the people who are in the file now, writes it, and opens the desk once with them, so that
/// the chain says so and rows and store are there again.
fn turn(dir: &Path, file: PeopleFile, head: &LetIn, now: Moment, say: &Say) -> Result<(), Failure> {
    let fixed = file.fixed();
    if !fixed.is_empty() {
        return Err(Failure::refused(
            say.text("shell-keys-fixed", &[("people", (&fixed.join(", ")).into())]),
        ));
    }
    let mut desk = place::open_with(dir, Opening::AsItIs, Some(head.keys.clone()), now, say)?;
    let refused = |error: &SubmitError| Failure::refused(failures::of_submit(error, say));
    desk.come_in(head.person.clone(), head.failed.unwrap_or_default(), now)
        .map_err(|error| refused(&error))?;
    let turned = turn_keys(desk, &head.person, file, part_for, now).map_err(|error| refused(&error))?;
    if let Some(halves) = &turned.halves {
        Say::out(format!("{}\n", serde_json::json!({ "halves": halves, "person": head.person.0 })))?;
        say.tell_words("shell-new-halves", &[]);
    }
    let mut desk = place::open_with(dir, Opening::AsItIs, Some(turned.keys), now, say)?;
    let said = desk.come_in(head.person.clone(), 0, now).map_err(|error| refused(&error));
    let rows = desk.lend_projection();
    desk.close(Some(rows));
    said?;
    say.tell_words("shell-keys-turned", &[]);
    Ok(())
}

/// Lets somebody in who may manage people.
fn manager(dir: &Path, file: &PeopleFile, now: Moment, say: &Say) -> Result<LetIn, Failure> {
    let let_in = keys::let_in(dir, now, say)?.ok_or_else(|| Failure::refused(String::new()))?;
    let member = file.members().find(|member| member.id == let_in.person.0);
    let role = member.and_then(|member| member.role.parse().ok()).unwrap_or(Role::Viewer);
    if has_power(role, Power::ManagePeople) {
        return Ok(let_in);
    }
    let refusal = SubmitError::Refused(Refusal::RoleNotAllowed { role: role.into() });
    Err(Failure::refused(failures::of_submit(&refusal, say)))
}

/// Lets somebody log in, with a role and a passphrase of their own; whoever has the code is replaced.
pub fn admit(dir: Option<PathBuf>, wanted: &Admit, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let mut file = people_file(&dir, say)?;
    let head = manager(&dir, &file, now, say)?;
    let member = Member {
        id: wanted.code.clone(),
        name: clean_line(&wanted.name, LONGEST),
        unit: clean_line(&wanted.unit, LONGEST),
        role: wanted.role.to_string(),
    };
    if !is_code(&member.id) || member.name.is_empty() {
        return Err(Failure::refused(say.text("shell-no-code", &[])));
    }
    let words = new_passphrase("MOTCUA_NEW_PASSPHRASE", None, say)?;
    let ring = &head.keys.ring;
    let given = part_of(ring, wanted.role);
    // Somebody else under the same code, or less than before: what was theirs must open nothing new.
    let before = file.members().find(|known| known.id == member.id);
    let is_cut =
        before.is_some_and(|known| known.name != member.name || !given.covers(&part_for(ring, known)));
    file.put(member, &given, words.text(), cost()?).map_err(|error| seal_failed(&error, say))?;
    if is_cut {
        turn(&dir, file, &head, now, say)?;
    } else {
        file.write(&dir, ring).map_err(|error| seal_failed(&error, say))?;
    }
    say.tell_words("shell-admitted", &[("person", (&wanted.code).into())]);
    Ok(Code::Fine)
}

/// Takes somebody out.
pub fn dismiss(dir: Option<PathBuf>, code: &str, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let mut file = people_file(&dir, say)?;
    let head = manager(&dir, &file, now, say)?;
    if head.person.0 == code || !file.members().any(|member| member.id == code) {
        return Err(Failure::refused(say.text("shell-not-dismissed", &[])));
    }
    file.remove(code);
    turn(&dir, file, &head, now, say)?;
    say.tell_words("shell-dismissed", &[("person", (&code.to_owned()).into())]);
    Ok(Code::Fine)
}

/// Gives somebody a new passphrase by both halves of the recovery key, held by two people; the chain says so.
pub fn recover(dir: Option<PathBuf>, code: &str, witness: &str, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let mut file = people_file(&dir, say)?;
    let member = file.members().find(|member| member.id == code).cloned();
    let member = member.ok_or_else(|| Failure::refused(say.text("shell-not-dismissed", &[])))?;
    let one = keys::secret("MOTCUA_HALF_1", "shell-half-1", say)?;
    let other = keys::secret("MOTCUA_HALF_2", "shell-half-2", say)?;
    let ring = file.recover(one.text(), other.text()).map_err(|error| seal_failed(&error, say))?;
    let part = part_for(&ring, &member);
    let words = new_passphrase("MOTCUA_NEW_PASSPHRASE", None, say)?;
    file.put(member, &part, words.text(), cost()?)
        .and_then(|()| file.write(&dir, &ring))
        .map_err(|error| seal_failed(&error, say))?;
    Tries::open(&dir, &[code]).clear(code).map_err(|error| seal_failed(&error, say))?;
    let person = PersonId(code.to_owned());
    let keys = Unlocked::of(&file, ring).map_err(|error| seal_failed(&error, say))?;
    let mut desk = place::open_with(&dir, Opening::AsItIs, Some(keys), now, say)?;
    desk.recovered(&person, witness, now).map_err(|error| {
        Failure::wrong(failures::of_notice(&crate::runtime::notices::of_submit_error(&error), say))
    })?;
    let rows = desk.lend_projection();
    desk.close(Some(rows));
    say.tell_words("shell-recovered", &[("person", (&person.0).into())]);
    Ok(Code::Fine)
}

/// Prints who came in, looked, and did beyond their role: the latest first, one JSON line each.
pub fn log(dir: Option<PathBuf>, most: usize, now: Moment, say: &Say) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    let mut desk = place::open(&dir, Opening::AsItIs, now, say)?;
    let facts = desk.facts(most).map_err(|error| {
        Failure::refused(failures::of_notice(&crate::runtime::perform::of_submit(&error), say))
    })?;
    for (sequence, entry) in facts {
        let line = serde_json::json!({
            "sequence": sequence,
            "by": entry.by.0,
            "at": entry.at.to_string(),
            "fact": entry.fact.name(),
            "what": entry.fact.told(),
        });
        Say::out(format!("{line}\n"))?;
    }
    let rows = desk.lend_projection();
    desk.close(Some(rows));
    Ok(Code::Fine)
}

/// Closes the day and prints its line for the paper register; with the one-page sheet of the day where it is asked
/// for.
pub fn close_day(
    dir: Option<PathBuf>,
    person: Option<&str>,
    out: Option<&Path>,
    now: Moment,
    say: &Say,
) -> Outcome {
    let dir = place::with_desk(dir, say)?;
    if let Some(out) = out.filter(|out| out.exists()) {
        let shown = out.display().to_string();
        return Err(Failure::refused(say.text("shell-file-there", &[("file", (&shown).into())])));
    }
    let mut desk = place::open(&dir, Opening::AsItIs, now, say)?;
    let named = person.map(|code| PersonId(code.to_owned())).or_else(|| desk.seated().cloned());
    let head =
        || desk.office().people.iter().find(|p| has_power(p.role, Power::SignDay)).map(|p| p.id.clone());
    let by = named.or_else(head).ok_or_else(|| Failure::refused(say.text("shell-no-head", &[])))?;
    let refused = |error: &SubmitError| {
        Failure::refused(failures::of_notice(&crate::runtime::perform::of_submit(error), say))
    };
    let line = desk.close_day(&by, now).map_err(|error| refused(&error))?;
    if let Some(out) = out {
        let closing = Closing { line: line.clone(), ..Closing::default() };
        let standing = Standing::of(desk.projection(), desk.law(), now.date(), None);
        let made = day_sheet(&mut desk, &by, standing, &closing, now);
        let (form, filled) = made.map_err(|notice| Failure::wrong(failures::of_notice(&notice, say)))?;
        let bytes = pdf::render(&[filled.sheet], now).map_err(|error| Failure::wrong(error.to_string()))?;
        // The sheet names people: that it leaves the desk is a record before it does.
        desk.names_taken(&by, &format!("{} {line}", form.key.name()), now)
            .map_err(|error| refused(&error))?;
        let kind = (form.key.name(), form.template.as_str());
        desk.printed(&by, kind, &format!("{} {by}", day(now.date())), now)
            .map_err(|error| refused(&error))?;
        reporting::write(out, &bytes, say)?;
    }
    Say::out(format!("{line}\n"))?;
    let rows = desk.lend_projection();
    desk.close(Some(rows));
    Ok(Code::Fine)
}

/// Restores a backup beside nothing, checks it whole, and takes it away again: whether it would help when needed. A
/// sealed desk that is named and opens notes it in its chain, and asks again in a month.
pub fn drill(dir: Option<PathBuf>, file: &Path, now: Moment, say: &Say) -> Outcome {
    let staging = std::env::temp_dir().join(format!("motcua-drill-{}", std::process::id()));
    if staging.exists() {
        std::fs::remove_dir_all(&staging)?;
    }
    let done = keeping::rehearse(file, &staging, now, say);
    let _ = std::fs::remove_dir_all(&staging);
    let code = done?;
    if let Some(dir) = dir.filter(|dir| Folder::new(dir).is_sealed() && keys::are_given()) {
        let mut desk = place::open(&dir, Opening::AsItIs, now, say)?;
        let sequence = verify_backup(file).map_err(|error| failures::of_backup(error, say))?.sequence;
        let noted = desk.rehearsed(sequence, code == Code::Fine, now);
        desk.close(None);
        noted.map_err(|error| Failure::wrong(failures::of_submit(&error, say)))?;
    }
    Ok(code)
}
