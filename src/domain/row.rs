//! One line of the projection: what lists, filters, search and reports need of a case.
//!
//! Fixed width, so that a million of them fit in memory; texts lie in the projection's arena.
//! Must not know: how rows are kept together or shown.

use super::accountability::{AccountState, Subject};
use super::case::{Case, Extension, LegState, Outcome};
use super::channel::Channel;
use super::clock::Entry;
use super::dossier::{PaymentMethod, ReturnBy};
use super::feedback::{Finding, Rating};
use super::id::{CaseId, PersonId};
use super::lateness::{Facts, Standing, Timeliness, timeliness};
use super::moment::Moment;
use super::procedure::ProcedureCode;
use super::sheet::FormKey;
use super::stage::Stage;
use super::text::fold;
use super::trail::{self, TraceDraft};
use chrono::NaiveDate;

/// A moment to the minute, in four bytes; the zero minute means "never".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minute(pub u32);

impl Minute {
    /// Never.
    pub const NEVER: Self = Self(0);

    /// The minute of a moment; never where there is none.
    pub fn of(moment: Option<Moment>) -> Self {
        Self(moment.map_or(0, |moment| u32::try_from(moment.unix() / 60).unwrap_or(0)))
    }

    /// The first minute of a day.
    pub fn start_of(date: NaiveDate) -> Self {
        Self::of(Some(Moment::midnight(date)))
    }

    /// The moment, unless it is never.
    pub fn moment(self) -> Option<Moment> {
        (self.0 != 0).then(|| Moment::from_unix(i64::from(self.0) * 60))
    }

    /// The day, unless it is never.
    pub fn date(self) -> Option<NaiveDate> {
        self.moment().map(Moment::date)
    }
}

/// What a row says with one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags(pub u16);

impl Flags {
    const HELD: u16 = 1;
    const BY_POST: u16 = 2;
    const PROVISIONAL: u16 = 4;
    const EXTENDED: u16 = 8;
    const REFUSED: u16 = 16;
    const EXTENSION_ASKED: u16 = 32;
    const ELSEWHERE: u16 = 64;
    const PAID_ONLINE: u16 = 128;
    const PAID_OTHERWISE: u16 = 256;
    /// An apology went out.
    const LETTER: u16 = 1 << 13;
    /// Two bits: how somebody judged in the minute the file ended, from 1.
    const RATED: u32 = 9;
    const UNCONFIRMED: u16 = 1 << 11;
    const KEPT_ELSEWHERE: u16 = 1 << 12;

    const fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }

    /// The clock is held.
    pub const fn is_held(self) -> bool {
        self.has(Self::HELD)
    }

    /// The result goes home by post.
    pub const fn is_by_post(self) -> bool {
        self.has(Self::BY_POST)
    }

    /// The promise lies beyond the last announced decree.
    pub const fn is_provisional(self) -> bool {
        self.has(Self::PROVISIONAL)
    }

    /// The one extension was granted.
    pub const fn is_extended(self) -> bool {
        self.has(Self::EXTENDED)
    }

    /// Refused on the merits.
    pub const fn is_refused(self) -> bool {
        self.has(Self::REFUSED)
    }

    /// An extension waits for a decision.
    pub const fn has_extension_asked(self) -> bool {
        self.has(Self::EXTENSION_ASKED)
    }

    /// Received for another body, or helped to file at another place (phi địa giới).
    pub const fn is_from_elsewhere(self) -> bool {
        self.has(Self::ELSEWHERE)
    }

    /// Money was paid online.
    pub const fn is_paid_online(self) -> bool {
        self.has(Self::PAID_ONLINE)
    }

    /// A letter of apology went out: the extension was granted, the form printed, or an account names it.
    pub const fn has_letter(self) -> bool {
        self.has(Self::LETTER)
    }

    /// How somebody judged in the minute the file ended, as most slips are; others are marks.
    pub const fn rating_at_end(self) -> Option<Rating> {
        match self.0 >> Self::RATED & 3 {
            1 => Some(Rating::Satisfied),
            2 => Some(Rating::Neutral),
            3 => Some(Rating::Dissatisfied),
            _ => None,
        }
    }

    /// Given to the competent body elsewhere, which has not confirmed it; its clock stands.
    pub const fn is_unconfirmed(self) -> bool {
        self.has(Self::UNCONFIRMED)
    }

    /// Another office keeps the file; this desk has a copy.
    pub const fn is_kept_elsewhere(self) -> bool {
        self.has(Self::KEPT_ELSEWHERE)
    }

    /// Money was paid in another way.
    pub const fn is_paid_otherwise(self) -> bool {
        self.has(Self::PAID_OTHERWISE)
    }
}

/// Something dated that most rows have none of: kept beside the rows, so that a report can see a file as
/// it stood on an earlier day. Eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Minute,
    /// What.
    pub what: What,
}

/// A day in two bytes: days since 1970, held before 2149.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShortDay(pub u16);

impl ShortDay {
    /// The day of a date.
    pub fn of(date: NaiveDate) -> Self {
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        Self(u16::try_from(days.max(0)).unwrap_or(u16::MAX))
    }

    /// The date of the day.
    pub fn date(self) -> NaiveDate {
        NaiveDate::default() + chrono::Days::new(u64::from(self.0))
    }

    /// Its first minute on the clock of the country.
    pub const fn start(self) -> Minute {
        Minute((self.0 as u32 * 24 * 60).saturating_sub(7 * 60))
    }
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// From here on this is the last day promised. Only rows promised more than once have these.
    Due(ShortDay),
    /// The clock is held for money.
    Held,
    /// The money came.
    Freed,
    /// More was asked of the applicant; after acceptance this holds the clock.
    Asked,
    /// It came.
    Came,
    /// The post could not deliver. Only rows whose item is with the post have these.
    Undelivered,
    /// Somebody judged the service, at another moment than the end of the file.
    Rated(Rating),
    /// Somebody complained; the answer is due on this day. The complaints of a row are numbered in order.
    Complained(ShortDay),
    /// The complaint of this number was answered.
    Answered {
        /// Which, from 1.
        number: u8,
        /// What the answer finds.
        finding: Finding,
    },
}

/// How far the accounts of a file are, in one byte: the state for its lateness, and how many supplement
/// rounds were accounted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accounts(pub u8);

impl Accounts {
    /// Those of a case.
    pub fn of(case: &Case) -> Self {
        let rounds = (1..).zip(&case.supplements).filter(|(number, _)| {
            matches!(
                case.account_state(Subject::Supplement(*number)),
                AccountState::Given | AccountState::Accepted
            )
        });
        let rounds = rounds.count().min(63) as u8;
        Self(case.account_state(Subject::Lateness) as u8 | rounds << 2)
    }

    /// For the lateness.
    pub const fn lateness(self) -> AccountState {
        match self.0 & 3 {
            0 => AccountState::Owed,
            1 => AccountState::Given,
            2 => AccountState::Returned,
            _ => AccountState::Accepted,
        }
    }

    /// Supplement rounds accounted for, given or accepted.
    pub const fn rounds(self) -> u8 {
        self.0 >> 2
    }
}

/// A row. `procedure` and `holder` are numbers the projection gave; text is in its arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The case.
    pub id: CaseId,
    /// Number of its last event.
    pub n: u32,
    /// When it came in.
    pub arrived: Minute,
    /// When it was accepted.
    pub received: Minute,
    /// First minute of the last day promised.
    pub due: Minute,
    /// When the result was ready.
    pub ready: Minute,
    /// When it ended.
    pub ended: Minute,
    /// The last thing that happened.
    pub touched: Minute,
    /// Interned procedure.
    pub procedure: u16,
    /// Interned holder; 0 for nobody.
    pub holder: u16,
    /// Interned person who handles or handled it (thụ lý), among the holders; 0 before anybody did.
    pub officer: u16,
    /// Interned body that decides; 0 for this office.
    pub body: u16,
    /// Where it stands.
    pub stage: Stage,
    /// How it came in.
    pub channel: Channel,
    /// Online level, 1 to 4.
    pub level: u8,
    /// Supplement rounds so far.
    pub rounds: u8,
    /// Open opinions and legs at other bodies.
    pub others: u8,
    /// One-bit facts.
    pub flags: Flags,
    /// Where its texts begin in the arena.
    pub text: u32,
    /// Lengths in bytes of code, owner and search key, in that order in the arena.
    pub lengths: (u8, u16, u16),
    /// Parts other bodies returned: early, on their last day, late.
    pub legs: [u8; 3],
    /// How far its accounts are.
    pub accounts: Accounts,
    /// Interned reason of its lateness, as accounted for; 0 for none.
    pub reason: u8,
    /// Where its marks begin.
    pub marks: u32,
    /// How many marks there are.
    pub marked: u8,
    /// Bytes of its traces, which follow the search key in the arena.
    pub traced: u8,
}

/// A row before the projection gives it numbers: what one case says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDraft {
    /// The fixed-width part; `procedure`, `holder` and the text places are filled in later.
    pub row: Row,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// Who has it.
    pub holder: Option<PersonId>,
    /// Who handles or handled it.
    pub officer: Option<PersonId>,
    /// The body that decides; empty for this office.
    pub body: String,
    /// Key of the reason of its lateness, as accounted for; empty for none.
    pub reason: String,
    /// Its marks, in order of time.
    pub marks: Vec<Mark>,
    /// Its traces.
    pub trail: Vec<TraceDraft>,
    /// The code as issued, or the first foreign code, or nothing.
    pub code: String,
    /// Name of the owner.
    pub owner: String,
    /// Folded words to search: owner, filer, phone, identity number, foreign codes.
    pub key: String,
}

impl RowDraft {
    /// What a case says of itself.
    pub fn of(case: &Case) -> Self {
        let code = case
            .code
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| case.foreign_codes.first().cloned())
            .unwrap_or_default();
        let row = Row {
            id: case.id,
            n: case.n,
            arrived: Minute::of(case.arrived),
            received: Minute::of(case.received),
            due: case.promise.as_ref().map_or(Minute::NEVER, |promise| Minute::start_of(promise.due)),
            ready: Minute::of(case.ready),
            ended: Minute::of(case.ended),
            touched: Minute::of(case.last_occurred),
            procedure: 0,
            holder: 0,
            officer: 0,
            body: 0,
            stage: case.stage,
            channel: case.channel,
            level: case.level,
            rounds: case.supplements.len().min(255) as u8,
            others: open_elsewhere(case),
            flags: flags(case),
            text: 0,
            lengths: (0, 0, 0),
            legs: legs(case),
            accounts: Accounts::of(case),
            reason: 0,
            marks: 0,
            marked: 0,
            traced: 0,
        };
        Self {
            row,
            procedure: case.procedure.clone(),
            holder: case.holder.as_ref().map(|holder| holder.person.clone()),
            officer: officer(case),
            body: case.competent_body.clone(),
            reason: case
                .account(Subject::Lateness)
                .map(|given| given.account.reason.clone())
                .unwrap_or_default(),
            marks: marks(case),
            trail: trail::of(case),
            code: clip(&code, 254),
            owner: clip(&case.owner.name, 1_000),
            key: clip(&search_key(case), 2_000),
        }
    }
}

impl Row {
    /// What it says without the numbers and places one projection gave it.
    pub const fn plain(self) -> Self {
        Self {
            procedure: 0,
            holder: 0,
            officer: 0,
            body: 0,
            text: 0,
            lengths: (0, 0, 0),
            reason: 0,
            marks: 0,
            marked: 0,
            traced: 0,
            ..self
        }
    }

    /// The day its traces count from.
    pub(super) fn first_day(&self) -> ShortDay {
        let first = if self.arrived == Minute::NEVER { self.received } else { self.arrived };
        first.date().map_or(ShortDay(0), ShortDay::of)
    }

    /// When the office was done with it: the result was ready, or it ended without one. Never while open.
    pub const fn finished(&self) -> Minute {
        if self.ready.0 != 0 { self.ready } else { self.ended }
    }

    /// How it stands today.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        Facts {
            stage: self.stage,
            due: self.due.date(),
            ready: self.ready.date(),
            held: self.flags.is_held(),
        }
        .standing(today)
    }

    /// Early, on time or late, once the result is ready.
    pub fn timeliness(&self) -> Option<Timeliness> {
        Some(timeliness(self.due.date()?, self.ready.date()?))
    }

    /// Whether its clock runs towards a promise of this office.
    pub fn is_running(&self) -> bool {
        self.stage.is_pending()
            && !self.flags.is_kept_elsewhere()
            && !self.flags.is_held()
            && self.due != Minute::NEVER
    }
}

fn open_elsewhere(case: &Case) -> u8 {
    let legs = case.legs.iter().filter(|leg| matches!(leg.state, LegState::Open { .. })).count();
    (case.open_opinions() + legs).min(255) as u8
}

/// Whoever the file was last given to for its first step; later steps (signing, issuing) have other holders.
fn officer(case: &Case) -> Option<PersonId> {
    let mut holders = case.held_before.iter().chain(&case.holder);
    let first = holders.next()?;
    Some(holders.rfind(|holder| holder.step == first.step).unwrap_or(first).person.clone())
}

/// Parts other bodies returned: early, on time, late.
fn legs(case: &Case) -> [u8; 3] {
    let mut counts = [0_u8; 3];
    for leg in &case.legs {
        if let (Some(due), LegState::Returned { at, .. }) = (leg.request.due, &leg.state) {
            let place = timeliness(due, at.date()) as usize;
            if let Some(count) = counts.get_mut(place) {
                *count = count.saturating_add(1);
            }
        }
    }
    counts
}

/// Everything dated a report looks back at. At most 255, the latest.
fn marks(case: &Case) -> Vec<Mark> {
    let at = |moment: Moment| Minute::of(Some(moment));
    let mut marks = Vec::new();
    if case.promises.len() > 1 {
        let due =
            |(when, day): &(Moment, NaiveDate)| Mark { at: at(*when), what: What::Due(ShortDay::of(*day)) };
        marks.extend(case.promises.iter().map(due));
    }
    let asked = |at: Moment| case.supplements.iter().any(|round| round.requested == at);
    let mut held = false;
    for entry in case.clock.iter().flat_map(|clock| &clock.ledger) {
        let what = match entry {
            Entry::Suspended { at, .. } if !asked(*at) => What::Held,
            Entry::Resumed { .. } if held => What::Freed,
            Entry::Suspended { .. }
            | Entry::Resumed { .. }
            | Entry::Restarted { .. }
            | Entry::Started { .. }
            | Entry::Extended { .. }
            | Entry::Stopped { .. } => continue,
        };
        held = what == What::Held;
        marks.push(Mark { at: at(entry.at()), what });
    }
    for round in &case.supplements {
        marks.push(Mark { at: at(round.requested), what: What::Asked });
        marks.extend(round.received.map(|when| Mark { at: at(when), what: What::Came }));
    }
    if let Some((when, rating)) = case.rating
        && !rated_at_end(case)
    {
        marks.push(Mark { at: at(when), what: What::Rated(rating) });
    }
    for (number, made) in (1..=u8::MAX).zip(&case.complaints) {
        let by = ShortDay::of(made.complaint.answer_by);
        marks.push(Mark { at: at(made.at), what: What::Complained(by) });
        let answered = |(when, answer): &(Moment, super::feedback::Answer)| Mark {
            at: at(*when),
            what: What::Answered { number, finding: answer.finding },
        };
        marks.extend(made.answered.as_ref().map(answered));
    }
    if case.stage == Stage::WithPost {
        let failed = case.post.last().into_iter().flat_map(|item| &item.failed);
        marks.extend(failed.map(|(when, _)| Mark { at: at(*when), what: What::Undelivered }));
    }
    marks.sort_by_key(|mark| mark.at);
    marks.split_off(marks.len().saturating_sub(255))
}

fn flags(case: &Case) -> Flags {
    let paid = |online: bool| {
        case.fees
            .iter()
            .any(|line| (line.fee.method == PaymentMethod::Online) == online && line.fee.amount > 0)
    };
    let elsewhere = !case.helped_at.is_empty()
        || (!case.receiving_body.is_empty() && case.receiving_body != case.competent_body);
    let refused = case.decision.as_ref().is_some_and(|d| d.outcome == Outcome::RefusedOnMerits);
    let set = [
        (Flags::HELD, case.is_held()),
        (Flags::BY_POST, matches!(case.return_by, ReturnBy::Post { .. })),
        (Flags::PROVISIONAL, case.promise.as_ref().is_some_and(|promise| promise.provisional)),
        (Flags::EXTENDED, matches!(case.extension, Extension::Granted { .. })),
        (Flags::REFUSED, refused),
        (Flags::EXTENSION_ASKED, matches!(case.extension, Extension::Asked { .. })),
        (Flags::ELSEWHERE, elsewhere),
        (Flags::LETTER, has_letter(case)),
        (Flags::PAID_ONLINE, paid(true)),
        (Flags::PAID_OTHERWISE, paid(false)),
        (Flags::UNCONFIRMED, case.awaits_competent_body()),
        (Flags::KEPT_ELSEWHERE, !case.is_here),
    ];
    let rating = case.rating.filter(|_| rated_at_end(case)).map_or(0, |(_, rating)| rating as u16 + 1);
    Flags(set.iter().filter(|(_, on)| *on).fold(rating << Flags::RATED, |bits, (bit, _)| bits | bit))
}

/// Whether a letter of apology went out (NĐ 61/2018 art. 19.9).
fn has_letter(case: &Case) -> bool {
    matches!(case.extension, Extension::Granted { .. })
        || case.sheets.iter().any(|sheet| sheet.printed.form == FormKey::Apology)
        || case.account(Subject::Lateness).is_some_and(|given| !given.account.letter.is_empty())
}

/// Whether the slip was recorded in the minute the file ended: then its moment needs no place of its own.
fn rated_at_end(case: &Case) -> bool {
    case.ended.is_some() && Minute::of(case.rating.map(|(when, _)| when)) == Minute::of(case.ended)
}

fn search_key(case: &Case) -> String {
    let filer = case.filer.as_ref().map_or("", |filer| filer.name.as_str());
    let mut words =
        vec![case.owner.name.as_str(), filer, case.owner.phone.as_str(), case.owner.id_number.as_str()];
    words.extend(case.foreign_codes.iter().map(String::as_str));
    words.retain(|word| !word.is_empty());
    fold(&words.join(" "))
}

/// At most `most` bytes, cut between letters.
fn clip(text: &str, most: usize) -> String {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().to_owned()
}
