//! One event of every kind, with every optional part once filled and once empty. Never changed once its
//! bytes are kept: a changed line here means that old journals would read differently.

use super::office::{cash, leg, request};
use crate::law::{d, m};
use motcua::domain::accountability::{Account, Subject};
use motcua::domain::channel::Channel;
use motcua::domain::dossier::{
    Authorised, FeeTaken, Intake, PaperTaken, Party, PartyKind, PaymentMethod, ReturnBy,
};
use motcua::domain::event::{
    ClockEffect, CorrectableField, Event, OfficeRef, Outcome, Promise, Route, Stamped,
};
use motcua::domain::feedback::{Answer, Complaint, Finding, Matter, Rating};
use motcua::domain::id::{CaseId, EventHash, EventId, OfficeId, StationId};
use motcua::domain::limit::{Limit, Unit, UnitDecision};
use motcua::domain::number::CaseCode;
use motcua::domain::rules::StartBasis;
use motcua::domain::sheet::{FormKey, SheetPrinted, SheetWay};

fn text(text: &str) -> String {
    text.to_owned()
}

fn party(kind: PartyKind, name: &str) -> Party {
    Party {
        kind,
        name: text(name),
        id_number: text("010203004005"),
        phone: text("+84912345678"),
        email: text("hoa@example.vn"),
        address: text("Số 1, đường Hoàng Liên, Lào Cai"),
    }
}

fn full() -> Intake {
    Intake {
        procedure: "1.003868".into(),
        channel: Channel::Post,
        level: 3,
        owner: party(PartyKind::Business, "Công ty TNHH Sa Pa"),
        filer: Some(party(PartyKind::Citizen, "Đặng Văn Đức")),
        authorised: Some(Authorised { name: text("Lý A Páo"), document: text("GUQ 3") }),
        helped_at: text("Xã Tả Phìn"),
        receiving_body: text("Trung tâm PVHCC"),
        competent_body: text("Sở VHTT"),
        papers: vec![PaperTaken { name: text("Đơn"), originals: 1, certified: 2, copies: 3 }],
        sets: 2,
        return_by: ReturnBy::Post { address: text("Tổ 5, Cốc Lếu") },
        fee: Some(FeeTaken { amount: 15_000, method: PaymentMethod::Online, voucher: text("BL 9") }),
        summary: text("Xin cấp phép"),
        foreign_codes: vec![text("G01.899-200710-0001"), text("H38.12-1")],
    }
}

fn plain() -> Intake {
    Intake {
        procedure: "1.009374".into(),
        channel: Channel::Direct,
        level: 1,
        owner: Party::named(PartyKind::StateBody, "UBND xã"),
        filer: None,
        authorised: None,
        helped_at: String::new(),
        receiving_body: String::new(),
        competent_body: String::new(),
        papers: Vec::new(),
        sets: 1,
        return_by: ReturnBy::Desk,
        fee: None,
        summary: String::new(),
        foreign_codes: Vec::new(),
    }
}

fn promise(provisional: bool) -> Promise {
    Promise { due: d("24/07/2020"), at: m("24/07/2020 17:00"), calendar: text("vn1+vp1"), provisional }
}

fn limit(disputed: bool) -> Limit {
    Limit {
        n: 10,
        unit: Unit::WorkingDays,
        as_written: text("10 ngày làm việc"),
        source: text("Điều 23h.2"),
        unit_decided: if disputed {
            UnitDecision::Decided { also: Unit::CalendarDays }
        } else {
            UnitDecision::Stated
        },
        verified: !disputed,
    }
}

/// An account of lateness.
pub fn account() -> Account {
    Account {
        subject: Subject::Lateness,
        reason: text("staff-overload"),
        words: text("Tháng cao điểm, một người thụ lý 60 hồ sơ"),
        evidence: text("Bảng phân công tháng 7"),
        letter: text("15/STTTT-BCXB"),
        regulation: String::new(),
    }
}

/// A sheet as it was printed.
pub fn sheet() -> SheetPrinted {
    SheetPrinted {
        form: FormKey::Receipt,
        number: text("01"),
        template: text("tt01-2018/receipt 1 a1b2c3d4"),
        printing: 1,
        copies: 2,
        promised: Some(m("24/07/2020 17:00")),
        mentions: vec![CorrectableField::OwnerName, CorrectableField::OwnerPhone],
        way: SheetWay::Printer,
    }
}

/// Every kind of event by the name of its golden file.
#[allow(clippy::too_many_lines)] // one line per kind
pub fn events() -> Vec<(&'static str, Event)> {
    let received = |intake, papers, disputed| Event::Received {
        intake,
        papers,
        code: CaseCode::issued("000.00.10.H38-200710-0001"),
        version: 2,
        rules: text("nd61"),
        limit: limit(disputed),
        promise: promise(disputed),
    };
    let papers = vec![PaperTaken { name: text("Bản thảo"), originals: 2, certified: 0, copies: 0 }];
    vec![
        ("arrived", Event::Arrived { intake: Box::new(full()) }),
        ("arrived-plain", Event::Arrived { intake: Box::new(plain()) }),
        ("received", received(Some(Box::new(full())), Vec::new(), false)),
        ("received-after-check", received(None, papers, true)),
        ("refused-at-intake", Event::RefusedAtIntake { reason: text("Không thuộc thẩm quyền") }),
        ("intake-supplement-requested", Event::IntakeSupplementRequested(request())),
        ("appraisal-supplement-requested", Event::AppraisalSupplementRequested(request())),
        (
            "supplement-received",
            Event::SupplementReceived {
                items: vec![text("Bản thảo")],
                effect: Some(ClockEffect::Restart),
                promise: Some(promise(false)),
            },
        ),
        (
            "supplement-received-resume",
            Event::SupplementReceived { items: Vec::new(), effect: Some(ClockEffect::Resume), promise: None },
        ),
        (
            "supplement-received-intake",
            Event::SupplementReceived { items: Vec::new(), effect: None, promise: None },
        ),
        (
            "assigned",
            Event::Assigned { to: "an.nv".into(), step: text("tham-dinh"), step_due: Some(d("17/07/2020")) },
        ),
        ("assigned-free", Event::Assigned { to: "an.nv".into(), step: String::new(), step_due: None }),
        (
            "step-finished",
            Event::StepFinished {
                step: text("tham-dinh"),
                next: text("ky"),
                to: "binh.lt".into(),
                step_due: Some(d("20/07/2020")),
                note: text("Đã soát"),
            },
        ),
        (
            "opinion-asked",
            Event::OpinionAsked {
                number: 1,
                body: text("Công an tỉnh"),
                content: text("Chương 2"),
                answer_by: d("16/07/2020"),
            },
        ),
        ("opinion-answered", Event::OpinionAnswered { number: 1, answer: text("Đồng ý") }),
        (
            "verified",
            Event::Verified {
                held: m("14/07/2020 09:30"),
                place: text("Nhà in"),
                participants: text("An; Bình"),
                content: text("Đủ điều kiện"),
            },
        ),
        (
            "transferred",
            Event::Transferred { route: Route::InOrder, legs: vec![leg("Sở VH", 2), leg("Công an", 3)] },
        ),
        ("transferred-parallel", Event::Transferred { route: Route::Parallel, legs: vec![leg("Sở VH", 2)] }),
        ("transferred-level", Event::Transferred { route: Route::OtherLevel, legs: vec![leg("Bộ", 5)] }),
        (
            "leg-returned",
            Event::LegReturned { leg: 1, result: text("12/SVH"), next_due: Some(d("21/07/2020")) },
        ),
        (
            "payment-required",
            Event::PaymentRequired {
                amount: 300_000,
                reason: text("Phí thẩm định"),
                paper: text("TB 7"),
                suspends: true,
            },
        ),
        ("payment-received", Event::PaymentReceived { fee: cash(300_000), promise: Some(promise(false)) }),
        ("fee-collected", Event::FeeCollected(cash(15_000))),
        (
            "fee-collected-transfer",
            Event::FeeCollected(FeeTaken {
                amount: u64::MAX,
                method: PaymentMethod::Transfer,
                voucher: String::new(),
            }),
        ),
        (
            "extension-asked",
            Event::ExtensionAsked { by: 5, reason: text("Chờ chuyên gia"), document: text("PĐN 3") },
        ),
        (
            "extension-granted",
            Event::ExtensionGranted {
                by: 5,
                reason: text("Chờ chuyên gia"),
                document: text("15/STTTT"),
                approver: text("Phạm Văn Cường"),
                promise: promise(true),
            },
        ),
        ("extension-refused", Event::ExtensionRefused { reason: text("Đủ căn cứ") }),
        (
            "decided",
            Event::Decided { outcome: Outcome::Granted, document: text("24/GP"), reason: String::new() },
        ),
        (
            "decided-refused",
            Event::Decided {
                outcome: Outcome::RefusedOnMerits,
                document: text("25/CV"),
                reason: text("Nội dung không phù hợp"),
            },
        ),
        ("result-ready", Event::ResultReady),
        ("given-to-post", Event::GivenToPost { item: text("EA123456789VN") }),
        ("delivered", Event::Delivered { recipient: text("Đặng Văn Đức") }),
        ("undelivered", Event::Undelivered { reason: text("Vắng nhà") }),
        ("returned-by-post", Event::ReturnedByPost),
        (
            "handed-over",
            Event::HandedOver {
                recipient: text("Lý A Páo"),
                authority: text("GUQ 3"),
                originals_returned: true,
            },
        ),
        ("withdrawn", Event::Withdrawn { reason: text("Đổi ý"), document: text("Đơn 1") }),
        ("stopped", Event::Stopped { reason: text("Giải thể"), document: text("TB 9") }),
        ("noted", Event::Noted { text: text("Dòng một\nDòng hai") }),
        (
            "corrected",
            Event::Corrected {
                field: CorrectableField::PostAddress,
                from: text("Tổ 5"),
                to: text("Tổ 6"),
                reason: text("Ghi nhầm"),
            },
        ),
        ("undone", Event::Undone { event: 4, reason: text("Bấm nhầm") }),
        ("sheet-printed", Event::SheetPrinted(Box::new(sheet()))),
        (
            "clock-start",
            Event::ClockStart {
                basis: StartBasis::PostHandOver,
                at: Some(m("09/07/2020 16:00")),
                promise: None,
            },
        ),
        (
            "clock-start-awaited",
            Event::ClockStart { basis: StartBasis::CompetentBody, at: None, promise: Some(promise(true)) },
        ),
        (
            "promise-moved",
            Event::PromiseMoved {
                from: promise(false),
                to: promise(true),
                reason: text("Lịch nghỉ đổi"),
                document: text("12729/VPCP-KGVX"),
            },
        ),
        ("account-given", Event::AccountGiven(Box::new(account()))),
        (
            "account-given-supplement",
            Event::AccountGiven(Box::new(Account { subject: Subject::Supplement(2), ..account() })),
        ),
        (
            "account-reviewed",
            Event::AccountReviewed {
                subject: Subject::Lateness,
                accepted: false,
                remark: text("Chưa nêu rõ ai giữ hồ sơ"),
            },
        ),
        ("rated", Event::Rated { rating: Rating::Dissatisfied, words: text("Chờ lâu") }),
        (
            "complaint-made",
            Event::ComplaintMade(Box::new(Complaint {
                number: 1,
                matter: Matter::Demands,
                words: text("Phải nộp thêm bản sao"),
                answer_by: d("31/07/2020"),
            })),
        ),
        (
            "complaint-answered",
            Event::ComplaintAnswered(Box::new(Answer {
                number: 1,
                finding: Finding::Declined,
                words: text("Thuộc thẩm quyền cơ quan khác"),
                document: text("21/STTTT-VP"),
            })),
        ),
        ("copy-sent", Event::CopySent { keeper: branch(1), to: branch(2) }),
        ("given-over", Event::GivenOver { from: branch(1), to: branch(2) }),
        ("taken-over", Event::TakenOver { from: branch(1), by: branch(2) }),
        ("noted-elsewhere", Event::NotedElsewhere { office: text("UBND xã Tả Phìn"), text: text("Đã xem") }),
        (
            "fork-settled",
            Event::ForkSettled {
                kept: EventHash([1; 32]),
                dropped: EventHash([2; 32]),
                reason: text("Huyện đang giữ hồ sơ"),
            },
        ),
    ]
}

fn branch(number: u128) -> OfficeRef {
    OfficeRef { id: OfficeId(number << 64), name: format!("UBND xã số {number}") }
}

/// An event with an identity, the `n`th of its case.
pub fn stamped(event: &Event, n: u32) -> Stamped {
    Stamped {
        id: EventId(0x0173_36f8_1111_7222_8333_4444_5555_0000 + u128::from(n)),
        case: CaseId(0x0173_36f8_0000_7000_8000_0000_0000_0001),
        n,
        previous: EventHash([0xab; 32]),
        epoch: 2,
        by: "lan.tt".into(),
        station: StationId::new(3).unwrap(),
        occurred: m("10/07/2020 08:45"),
        recorded: m("10/07/2020 09:00"),
        event: event.clone(),
    }
}

/// The event as a decision of one.
pub fn decision(event: &Event) -> (CaseId, Vec<Stamped>) {
    let one = stamped(event, 1);
    (one.case, vec![one])
}
