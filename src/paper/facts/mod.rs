//! What is known of a case, as a form asks for it: values and lists in the words of paper.
//!
//! Pure: the moment and the person come in. Must not know: forms, or what a sheet does with a fact.

mod desk;
mod lists;
mod proposal;
mod shift;

pub use shift::Closing;

use super::amount::{grouped, in_words};
use super::field::{Field, List};
use super::form::Facts;
use crate::domain::case::{Case, CaseFile, Extension, Outcome};
use crate::domain::dossier::{Party, ReturnBy};
use crate::domain::event::Event;
use crate::domain::id::PersonId;
use crate::domain::law::Law;
use crate::domain::moment::Moment;
use crate::domain::office::Office;
use crate::domain::sheet::{FormKey, FormSet};
use crate::domain::stage::Stage;
use crate::look::catalog::Catalog;
use chrono::{Datelike as _, NaiveDate, Timelike as _};

/// What stands above every sheet, and how the office is reached; what is empty is written by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letterhead {
    /// The body above the office.
    pub parent: String,
    /// The desk's own name.
    pub desk: String,
    /// The place before the date.
    pub place: String,
    /// Telephone for questions.
    pub phone: String,
    /// Where a case can be looked up.
    pub website: String,
    /// The number of the register's volume.
    pub volume: String,
}

/// Who prints what, when, by which law.
pub struct Scene<'a> {
    /// The office.
    pub office: &'a Office,
    /// What stands above every sheet.
    pub letterhead: &'a Letterhead,
    /// The law.
    pub law: &'a Law,
    /// Vietnamese words of the domain.
    pub words: &'a Catalog,
    /// Who prints.
    pub person: &'a PersonId,
    /// Now.
    pub now: Moment,
}

impl<'a> Scene<'a> {
    /// The set of forms a case is served by.
    pub fn form_set(&self, case: &Case) -> Option<&'a FormSet> {
        self.law.form_set(case, self.now)
    }

    /// The facts of a sheet about cases, the first of which it is mainly about.
    pub fn facts(&self, form: FormKey, files: &[&CaseFile]) -> Facts {
        match form {
            FormKey::Shift => return self.day_of(files),
            FormKey::Proposal => return self.cut_for(files),
            FormKey::Receipt
            | FormKey::Supplement
            | FormKey::Refusal
            | FormKey::Apology
            | FormKey::StopNotice
            | FormKey::Control
            | FormKey::Register
            | FormKey::ReceiptSeveral
            | FormKey::ResultHandOver
            | FormKey::ResultReceipt
            | FormKey::FeeReceipt
            | FormKey::PostHandOver
            | FormKey::Dispatch
            | FormKey::Process
            | FormKey::Authorisation
            | FormKey::Satisfaction => {}
        }
        let mut facts = Facts::default();
        self.office_facts(&mut facts);
        let Some(file) = files.first() else { return facts };
        let case = &file.case;
        if let Some(set) = self.form_set(case)
            && let Some(number) = set.numbers.get(&form)
        {
            facts.put(Field::FormNumber, number);
            facts.put(Field::FormBasis, &set.name);
        }
        // One sheet about several cases is a reprint as soon as any of them had one.
        let printing = files.iter().map(|file| file.case.next_printing(form)).max().unwrap_or(1);
        if printing > 1 {
            facts.put(Field::SheetReprint, format!("Bản in lại lần {printing}"));
        }
        self.case_facts(file, &mut facts);
        people(case, &mut facts);
        self.event_facts(file, &mut facts);
        money(case, &mut facts);
        facts.put(Field::ListCount, files.len().to_string());
        facts.lists.insert(List::Papers, lists::papers(case));
        facts.lists.insert(List::Items, lists::items(case));
        facts.lists.insert(List::HandOvers, lists::hand_overs(self, file));
        facts.lists.insert(List::Fees, lists::fees(self, case));
        facts.lists.insert(List::Events, lists::events(self, file));
        facts.lists.insert(
            List::Cases,
            files.iter().zip(1..).map(|(file, no)| lists::case(self, file, no)).collect(),
        );
        facts
    }

    /// What every sheet says of the office, the day and who prints.
    pub fn office_facts(&self, facts: &mut Facts) {
        let (office, head) = (self.office, self.letterhead);
        facts.put(Field::OfficeParent, head.parent.to_uppercase());
        facts.put(Field::OfficeName, &office.name);
        facts.put(Field::OfficeHeading, office.name.to_uppercase());
        facts.put(Field::OfficeDesk, &head.desk);
        facts.put(Field::OfficeDeskHeading, head.desk.to_uppercase());
        facts.put(Field::OfficePlace, &head.place);
        facts.put(Field::OfficePhone, &head.phone);
        facts.put(Field::OfficeWebsite, &head.website);
        facts.put(Field::RegisterVolume, &head.volume);
        facts.put(Field::SheetDay, long_day(self.now.date()));
        facts.put(Field::SheetPerson, office.name_of(self.person));
        facts.put(Field::SheetUnit, office.person(self.person).map_or("", |person| person.unit.as_str()));
    }

    fn case_facts(&self, file: &CaseFile, facts: &mut Facts) {
        let case = &file.case;
        let word = |id: String| self.words.text(&id);
        facts.put(Field::CaseCode, case.code.as_ref().map(ToString::to_string).unwrap_or_default());
        facts.put(Field::CaseOtherCodes, case.foreign_codes.join(", "));
        facts.put(Field::CaseProcedure, self.law.name_of(&case.procedure));
        facts.put(Field::CaseProcedureCode, case.procedure.to_string());
        facts.put(Field::CaseField, self.law.field_of(&case.procedure));
        facts.put(Field::CaseSummary, &case.summary);
        facts.put(Field::CaseSets, case.sets.to_string());
        facts.put(Field::CaseChannel, word(format!("channel-{}", <&str>::from(case.channel))).to_lowercase());
        facts.put(Field::CaseArrived, case.arrived.map(long).unwrap_or_default());
        facts.put(Field::CaseReceived, case.received.map(long).unwrap_or_default());
        facts.put(Field::CaseReceivedDay, case.received.map(|at| day(at.date())).unwrap_or_default());
        let limit = case.clock.as_ref().map(|clock| &clock.rule);
        facts.put(Field::CaseLimit, limit.map_or("", |limit| limit.as_written.as_str()));
        facts.put(Field::CaseDue, case.promise.as_ref().map(|promise| long(promise.at)).unwrap_or_default());
        let first = case.first_promise.as_ref();
        facts.put(Field::CaseFirstDue, first.map(|promise| long(promise.at)).unwrap_or_default());
        if case.promise.as_ref().is_some_and(|promise| promise.provisional) {
            facts.put(Field::CaseProvisional, "(tạm tính: lịch nghỉ của năm chưa công bố)");
        }
        let return_by = match &case.return_by {
            ReturnBy::Desk => self.letterhead.desk.clone(),
            ReturnBy::Post { address } => format!("Địa chỉ nhận qua bưu chính công ích: {address}"),
        };
        facts.put(Field::CaseReturn, return_by);
        let or_office = |body: &str| if body.is_empty() { self.office.name.clone() } else { body.to_owned() };
        facts.put(Field::CaseReceivingBody, or_office(&case.receiving_body));
        facts.put(Field::CaseCompetentBody, or_office(&case.competent_body));
        facts.put(Field::CaseHelpedAt, &case.helped_at);
        facts.put(Field::CaseStage, word(format!("stage-{}", <&str>::from(case.stage))));
        if let Some(holder) = &case.holder {
            facts.put(Field::HolderName, self.office.name_of(&holder.person));
            let unit = self.office.person(&holder.person).map_or("", |person| person.unit.as_str());
            facts.put(Field::HolderUnit, unit);
        }
    }

    fn event_facts(&self, file: &CaseFile, facts: &mut Facts) {
        let case = &file.case;
        if let Some(round) = case.supplements.last() {
            facts.put(Field::SupplementReason, &round.reason);
        }
        let decision = case.decision.as_ref();
        if case.stage == Stage::RefusedAtIntake {
            facts.put(Field::RefusalReason, &case.end_reason);
        } else if let Some(refused) = decision.filter(|made| made.outcome == Outcome::RefusedOnMerits) {
            facts.put(Field::RefusalReason, &refused.reason);
            facts.put(Field::SheetDocument, &refused.document);
        }
        if matches!(case.stage, Stage::Withdrawn | Stage::Stopped) {
            facts.put(Field::StopReason, &case.end_reason);
        }
        for stamped in &file.history {
            if let Event::ExtensionAsked { reason, document, .. } = &stamped.event {
                facts.put(Field::ExtensionReason, reason);
                facts.put(Field::ExtensionDocument, document);
            }
            if let Event::Stopped { document, .. } = &stamped.event {
                facts.put(Field::StopDocument, document);
            }
        }
        if let Extension::Granted { document, approver, .. } = &case.extension {
            facts.put(Field::ExtensionDocument, document);
            facts.put(Field::ExtensionApprover, approver);
            facts.put(Field::ExtensionDue, case.promise.as_ref().map(|new| long(new.at)).unwrap_or_default());
        }
        let version = case.version.and_then(|version| self.law.catalogue.exact(&case.procedure, version));
        if let Some(result) = version.map(|procedure| &procedure.result) {
            facts.put(Field::ResultName, &result.name);
            facts.put(Field::ResultCopies, result.copies.to_string());
        }
        facts.put(Field::ResultDocument, decision.map_or("", |made| made.document.as_str()));
        if let Some(returned) = &case.returned {
            facts.put(Field::ResultAt, long(returned.at));
            facts.put(Field::ResultRecipient, &returned.recipient);
            facts.put(Field::ResultAuthority, &returned.authority);
        }
        facts.put(Field::PostItem, case.post.last().map_or("", |item| item.item.as_str()));
    }
}

/// What was paid.
fn money(case: &Case, facts: &mut Facts) {
    if case.fees.is_empty() {
        return;
    }
    let total = case.fees.iter().map(|line| line.fee.amount).sum();
    facts.put(Field::FeeTotal, grouped(total));
    facts.put(Field::FeeWords, in_words(total));
    let vouchers: Vec<&str> = case
        .fees
        .iter()
        .map(|line| line.fee.voucher.as_str())
        .filter(|voucher| !voucher.is_empty())
        .collect();
    facts.put(Field::FeeVoucher, vouchers.join(", "));
}

/// Owner, filer and who may act for them. Without a filer the owner came in person.
fn people(case: &Case, facts: &mut Facts) {
    let mut party = |fields: [Field; 5], party: &Party| {
        let values = [&party.name, &party.id_number, &party.phone, &party.email, &party.address];
        for (field, value) in fields.into_iter().zip(values) {
            facts.put(field, value);
        }
    };
    party(
        [Field::OwnerName, Field::OwnerId, Field::OwnerPhone, Field::OwnerEmail, Field::OwnerAddress],
        &case.owner,
    );
    party(
        [Field::FilerName, Field::FilerId, Field::FilerPhone, Field::FilerEmail, Field::FilerAddress],
        case.filer.as_ref().unwrap_or(&case.owner),
    );
    if let Some(authorised) = &case.authorised {
        facts.put(Field::AuthorisedName, &authorised.name);
        facts.put(Field::AuthorisedDocument, &authorised.document);
    }
}

/// `16 giờ 30, ngày 26 tháng 11 năm 2026`.
pub fn long(at: Moment) -> String {
    let time = at.time();
    format!("{:02} giờ {:02}, {}", time.hour(), time.minute(), long_day(at.date()))
}

/// `ngày 26 tháng 11 năm 2026`; days and the first two months with two digits, as state papers write them
/// (NĐ 30/2020/NĐ-CP, phụ lục I).
pub fn long_day(date: NaiveDate) -> String {
    let month = if date.month() <= 2 { format!("{:02}", date.month()) } else { date.month().to_string() };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// `26/11/2026`.
pub fn day(date: NaiveDate) -> String {
    crate::domain::moment::day(date)
}
