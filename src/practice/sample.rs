//! One invented file that has everything a form can tell, for looking at forms.
//!
//! Must not know: desks, journals, or which form will be filled.

use crate::domain::case::{Case, CaseFile};
use crate::domain::channel::Channel;
use crate::domain::dossier::{
    Authorised, FeeTaken, Intake, PaperTaken, Party, PartyKind, PaymentMethod, ReturnBy,
};
use crate::domain::event::{
    ClockEffect, Event, LegRequest, Outcome, Promise, Route, Stamped, SupplementRequest,
};
use crate::domain::id::{CaseId, EventHash, EventId, PersonId};
use crate::domain::law::Law;
use crate::domain::limit::{Limit, Unit};
use crate::domain::moment::Moment;
use crate::domain::number::CaseCode;
use crate::domain::office::Office;
use crate::domain::procedure::ProcedureCode;
use crate::domain::sheet::FormKey;
use chrono::{NaiveDate, TimeDelta};

/// The procedure of the sample.
const PROCEDURE: &str = "1.003868";

/// A file received on a day, as a form wants it: refused for a refusal, stopped for a stop notice, else with a
/// whole life behind it.
pub fn sample(form: FormKey, received: NaiveDate, office: &Office, law: &Law) -> CaseFile {
    let at = Moment::at(received, chrono::NaiveTime::from_hms_opt(8, 45, 0).unwrap_or_default());
    let mut story = Story { events: Vec::new(), at, office };
    let intake = Box::new(intake());
    if form == FormKey::Refusal {
        story.tell(Event::Arrived { intake });
        story.tell(Event::RefusedAtIntake {
            reason: "Nội dung hồ sơ thuộc thẩm quyền giải quyết của Bộ Văn hóa, Thể thao và Du lịch."
                .to_owned(),
        });
        return story.file();
    }
    story.tell(received_event(intake, at, office, law));
    if form == FormKey::StopNotice {
        story.tell(Event::Stopped {
            reason: "Người nộp đề nghị rút hồ sơ vì thay đổi kế hoạch xuất bản.".to_owned(),
            document: "05/TBD-STTTT".to_owned(),
        });
        return story.file();
    }
    story.work();
    if form == FormKey::Apology {
        return story.file();
    }
    story.finish();
    story.file()
}

fn intake() -> Intake {
    let party = |kind, name: &str, id: &str, phone: &str, email: &str, address: &str| Party {
        kind,
        name: name.to_owned(),
        id_number: id.to_owned(),
        phone: phone.to_owned(),
        email: email.to_owned(),
        address: address.to_owned(),
    };
    let paper = |name: &str, originals, certified, copies| PaperTaken {
        name: name.to_owned(),
        originals,
        certified,
        copies,
    };
    Intake {
        procedure: ProcedureCode::from(PROCEDURE),
        channel: Channel::Direct,
        level: 3,
        owner: party(
            PartyKind::Organisation,
            "Trường Trung học phổ thông Sương Mai",
            "0000000000",
            "0000000000",
            "vanthu@example.invalid",
            "Tổ 5, phường Suối Mây, tỉnh Lào Cai",
        ),
        filer: Some(party(
            PartyKind::Citizen,
            "Nguyễn Thị Hoàng Yến",
            "000000000000",
            "0000000001",
            "yen.nth@example.invalid",
            "Số 12, đường Hoa Mận, phường Suối Mây, tỉnh Lào Cai",
        )),
        authorised: Some(Authorised {
            name: "Lý A Páo".to_owned(),
            document: "GUQ 03 ngày 02/3/2020".to_owned(),
        }),
        helped_at: String::new(),
        receiving_body: String::new(),
        competent_body: String::new(),
        papers: vec![
            paper("Đơn đề nghị cấp giấy phép xuất bản tài liệu không kinh doanh", 1, 0, 0),
            paper("Bản thảo tài liệu có đóng dấu giáp lai", 2, 0, 0),
            paper("Quyết định thành lập trường", 0, 1, 0),
            paper("Giấy giới thiệu của người đến nộp hồ sơ", 0, 0, 1),
        ],
        sets: 1,
        return_by: ReturnBy::Desk,
        fee: Some(FeeTaken { amount: 450_000, method: PaymentMethod::Cash, voucher: "BL 0009".to_owned() }),
        summary: "Tài liệu tuyên truyền phòng, chống thiên tai, 300 bản, khổ 14,5 × 20,5 cm.".to_owned(),
        foreign_codes: Vec::new(),
    }
}

fn received_event(intake: Box<Intake>, at: Moment, office: &Office, law: &Law) -> Event {
    let day = at.date();
    let procedure = law.catalogue.on(&intake.procedure, day);
    let limit = procedure.map_or_else(|| Limit::of(10, Unit::WorkingDays), |known| known.limit.clone());
    Event::Received {
        intake: Some(intake),
        papers: Vec::new(),
        code: CaseCode::issue(&office.code, day, 7),
        version: procedure.map_or(1, |known| known.version),
        rules: law.book.on(day).map_or_else(String::new, |set| set.key.clone()),
        limit,
        promise: promise(at, 14),
    }
}

fn promise(at: Moment, days: i64) -> Promise {
    let day = at.plus(TimeDelta::days(days)).date();
    let at = Moment::at(day, chrono::NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default());
    Promise { due: at.date(), at, calendar: "mẫu".to_owned(), provisional: false }
}

struct Story<'a> {
    events: Vec<Stamped>,
    at: Moment,
    office: &'a Office,
}

impl Story<'_> {
    fn person(&self, at: usize) -> PersonId {
        let people = &self.office.people;
        let person = people.get(at % people.len().max(1));
        person.map_or_else(|| PersonId::from("n1"), |person| person.id.clone())
    }

    fn tell(&mut self, event: Event) {
        let n = self.events.len() as u32 + 1;
        self.events.push(Stamped {
            id: EventId(u128::from(n)),
            case: CaseId(1),
            n,
            previous: EventHash::default(),
            epoch: 0,
            by: self.person(self.events.len()),
            station: self.office.station,
            occurred: self.at,
            recorded: self.at,
            event,
        });
        self.at = self.at.plus(TimeDelta::hours(5));
    }

    /// From hand to hand, with papers asked for, another body and more time.
    fn work(&mut self) {
        let due = |days: i64| Some(self.at.plus(TimeDelta::days(days)).date());
        let (soon, later) = (due(1), due(6));
        self.tell(Event::Assigned { to: self.person(1), step: "phan-cong".to_owned(), step_due: soon });
        self.tell(Event::StepFinished {
            step: "phan-cong".to_owned(),
            next: "tham-dinh".to_owned(),
            to: self.person(2),
            step_due: later,
            note: "Giao thụ lý".to_owned(),
        });
        self.tell(Event::AppraisalSupplementRequested(SupplementRequest {
            items: vec![
                "Bản thảo tài liệu có đóng dấu giáp lai từng trang (02 bản)".to_owned(),
                "Bản dịch tiếng Việt của phần phụ lục bằng tiếng Anh, có đóng dấu".to_owned(),
            ],
            reason: "Bản thảo đã nộp chưa đóng dấu giáp lai; phụ lục 2 chưa có bản dịch.".to_owned(),
        }));
        let promise = promise(self.at, 15);
        self.tell(Event::SupplementReceived {
            items: Vec::new(),
            effect: Some(ClockEffect::Restart),
            promise: Some(promise),
        });
        self.tell(Event::Transferred {
            route: Route::Parallel,
            legs: vec![LegRequest {
                body: "Ban Tuyên giáo tỉnh".to_owned(),
                task: "Cho ý kiến về nội dung".to_owned(),
                limit: Limit::of(2, Unit::WorkingDays),
                due: later,
            }],
        });
        self.tell(Event::LegReturned { leg: 1, result: "Thống nhất".to_owned(), next_due: None });
        self.tell(Event::ExtensionAsked {
            by: 5,
            reason: "Cơ quan phối hợp trả lời chậm, cần thêm thời gian thẩm định phần phụ lục.".to_owned(),
            document: "17/PĐN-STTTT".to_owned(),
        });
        let promise = self::promise(self.at, 20);
        self.tell(Event::ExtensionGranted {
            by: 5,
            reason: "Cơ quan phối hợp trả lời chậm".to_owned(),
            document: "17/PXL-STTTT".to_owned(),
            approver: "Phan Văn Sương".to_owned(),
            promise,
        });
    }

    fn finish(&mut self) {
        self.tell(Event::Decided {
            outcome: Outcome::Granted,
            document: "29/GP-STTTT".to_owned(),
            reason: String::new(),
        });
        self.tell(Event::ResultReady);
        self.tell(Event::GivenToPost { item: "EB000000019VN".to_owned() });
        self.tell(Event::Undelivered { reason: "Người nhận vắng nhà".to_owned() });
        self.tell(Event::ReturnedByPost);
        self.tell(Event::HandedOver {
            recipient: "Lý A Páo".to_owned(),
            authority: "GUQ 03".to_owned(),
            originals_returned: true,
        });
    }

    fn file(self) -> CaseFile {
        CaseFile { case: Case::replay(CaseId(1), &self.events), history: self.events }
    }
}
