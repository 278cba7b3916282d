//! An office for tests: law, people, forms, and actions with words already filled in.

use crate::law::{CALENDAR, at, d};
use motcua::config::law as files;
use motcua::domain::action::Action;
use motcua::domain::channel::Channel;
use motcua::domain::dossier::{FeeTaken, Intake, PaperTaken, Party, PartyKind, PaymentMethod, ReturnBy};
use motcua::domain::event::{ClockEffect, LegRequest, Outcome, SupplementRequest};
use motcua::domain::feedback::{Finding, Matter, Rating};
use motcua::domain::id::{PersonId, StationId};
use motcua::domain::law::Law;
use motcua::domain::limit::{Limit, Unit};
use motcua::domain::number::OfficeCode;
use motcua::domain::office::Office;
use motcua::domain::procedure::Need;
use motcua::domain::role::{Person, Role};
use motcua::domain::rules::{LetterRule, NonTerritorialStart, PostStart, Reading, RuleBook, RuleSet};
use motcua::domain::stage::ActionKind;
use std::sync::{Arc, LazyLock};

/// The everyday procedure of these tests: 10 working days, seven internal steps.
pub const LICENCE: &str = "1.003868";
/// The postal licence, whose sector law allows two rounds of supplements: 30 calendar days.
pub const POSTAL: &str = "1.003659";
/// The press conference, whose limit counts back from a planned hour.
pub const PRESS: &str = "2.001171";
/// The bulletin licence, whose limit some sources give in days and some in working days.
pub const DISPUTED: &str = "1.009374";
/// Who receives.
pub const LAN: &str = "lan.tt";
/// Who handles.
pub const AN: &str = "an.nv";
/// Who may handle as well.
pub const BINH: &str = "binh.lt";
/// Who approves.
pub const HEAD: &str = "cuong.pv";

static FILES: LazyLock<Law> = LazyLock::new(|| files::load(None).unwrap());

/// The rule set of NĐ 61/2018, for every day.
pub fn nd61() -> RuleSet {
    RuleSet {
        key: "nd61".to_owned(),
        name: "NĐ 61/2018/NĐ-CP".to_owned(),
        from: d("21/06/2018"),
        to: None,
        post_start: PostStart::HandOver,
        non_territorial_start: NonTerritorialStart::Acceptance,
        appraisal_return: ClockEffect::Restart,
        appraisal_notice_days: 3,
        extensions: 1,
        payment_suspends: true,
        post_attempts: 2,
        post_interval_days: 2,
        online_reaction_hours: 8,
        transfer_until: at("0 15:00").1,
        letter: LetterRule { days: 1, working: true },
        complaint_days: 15,
        decline_days: 2,
        reading: Reading::default(),
        open: Vec::new(),
        unverified: Vec::new(),
    }
}

/// The law with some rule sets.
pub fn law_with(sets: Vec<RuleSet>) -> Law {
    let files = &*FILES;
    Law {
        calendar: CALENDAR.clone(),
        catalogue: files.catalogue.clone(),
        book: RuleBook::new(sets),
        reporting: files.reporting.clone(),
    }
}

/// The law of these tests.
pub fn law() -> Arc<Law> {
    static LAW: LazyLock<Arc<Law>> = LazyLock::new(|| Arc::new(law_with(vec![nd61()])));
    Arc::clone(&LAW)
}

/// The office at one of its stations.
pub fn office_at(station: u8) -> Arc<Office> {
    let person = |id: &str, name: &str, role| Person {
        id: PersonId::from(id),
        name: name.to_owned(),
        role,
        unit: "Phòng Báo chí - Xuất bản".to_owned(),
    };
    Arc::new(Office {
        name: "Sở Thông tin và Truyền thông tỉnh Lào Cai".to_owned(),
        code: OfficeCode::parse("000.00.10.H38").unwrap(),
        station: StationId::new(station).unwrap(),
        people: vec![
            person(LAN, "Trần Thị Lan", Role::Intake),
            person(AN, "Nguyễn Văn An", Role::Handler),
            person(BINH, "Lê Thị Bình", Role::Handler),
            person(HEAD, "Phạm Văn Cường", Role::UnitHead),
        ],
    })
}

/// The office at its first station.
pub fn office() -> Arc<Office> {
    office_at(1)
}

/// Every paper a procedure always asks for, as handed in.
pub fn papers(procedure: &str) -> Vec<PaperTaken> {
    let newest = FILES.catalogue.all().filter(|known| known.code.0 == procedure);
    let mut names: Vec<String> = newest
        .flat_map(|known| known.papers.iter().filter(|paper| paper.need == Need::Required))
        .map(|paper| paper.name.clone())
        .collect();
    names.dedup();
    names.into_iter().map(|name| PaperTaken { name, originals: 1, certified: 0, copies: 0 }).collect()
}

/// A complete file of a procedure, handed in at the desk.
pub fn file_of(procedure: &str, owner: &str) -> Intake {
    Intake {
        procedure: procedure.into(),
        channel: Channel::Direct,
        level: 2,
        owner: Party {
            id_number: "010203004005".to_owned(),
            phone: "0912345678".to_owned(),
            address: "Số 1, đường Hoàng Liên, Lào Cai".to_owned(),
            ..Party::named(PartyKind::Citizen, owner)
        },
        filer: None,
        authorised: None,
        helped_at: String::new(),
        receiving_body: String::new(),
        competent_body: String::new(),
        papers: papers(procedure),
        sets: 1,
        return_by: ReturnBy::Desk,
        fee: None,
        summary: "Xin cấp phép tập san kỷ niệm 30 năm".to_owned(),
        foreign_codes: Vec::new(),
    }
}

/// A complete file of the everyday procedure.
pub fn file(owner: &str) -> Intake {
    file_of(LICENCE, owner)
}

/// The same, to be sent home.
pub fn by_post(mut intake: Intake) -> Intake {
    intake.return_by = ReturnBy::Post { address: "Tổ 5, phường Cốc Lếu, Lào Cai".to_owned() };
    intake
}

/// The same, as it comes from the portal.
pub fn online(mut intake: Intake, foreign_code: &str) -> Intake {
    intake.channel = Channel::Online;
    intake.level = 4;
    intake.foreign_codes = vec![foreign_code.to_owned()];
    intake
}

/// Money taken in cash.
pub fn cash(amount: u64) -> FeeTaken {
    FeeTaken { amount, method: PaymentMethod::Cash, voucher: "BL 0001".to_owned() }
}

/// A request for one paper.
pub fn request() -> SupplementRequest {
    SupplementRequest {
        items: vec!["Bản thảo có đóng dấu giáp lai".to_owned()],
        reason: "Bản thảo chưa đóng dấu".to_owned(),
    }
}

/// A body of a route with so many working days.
pub fn leg(body: &str, days: u32) -> LegRequest {
    LegRequest {
        body: body.to_owned(),
        task: "Cho ý kiến về nội dung".to_owned(),
        limit: Limit::of(days, Unit::WorkingDays),
        due: None,
    }
}

/// The most ordinary action of a kind, with everything it needs filled in. Numbers of opinions and legs
/// are 1; dates are far enough in the future of `CALENDAR`.
pub fn usual(kind: ActionKind) -> Action {
    use ActionKind as K;
    let text = |text: &str| text.to_owned();
    match kind {
        K::RegisterArrival => Action::RegisterArrival(Box::new(online(file("Nguyễn Thị Hoa"), "G01-1"))),
        K::Receive => Action::Receive(Box::new(by_post(file("Nguyễn Thị Hoa")))),
        K::Accept => Action::Accept { papers: Vec::new() },
        K::RefuseIntake => Action::RefuseIntake { reason: text("Không thuộc thẩm quyền") },
        K::RequestIntakeSupplement => Action::RequestIntakeSupplement(request()),
        K::RequestAppraisalSupplement => Action::RequestAppraisalSupplement(request()),
        K::ReceiveSupplement => Action::ReceiveSupplement { items: Vec::new() },
        K::Assign => Action::Assign { to: AN.into() },
        K::FinishStep => Action::FinishStep { to: Some(BINH.into()), note: text("Đã soát") },
        K::AskOpinion => Action::AskOpinion {
            body: text("Công an tỉnh"),
            content: text("Nội dung chương 2"),
            answer_by: d("31/12/2026"),
        },
        K::RecordOpinion => Action::RecordOpinion { number: 1, answer: text("Đồng ý") },
        K::RecordVerification => Action::RecordVerification {
            held: crate::law::m("01/07/2020 08:00"),
            place: text("Nhà in Lào Cai"),
            participants: text("Nguyễn Văn An; đại diện nhà in"),
            content: text("Đủ điều kiện in"),
        },
        K::Transfer => Action::Transfer {
            route: motcua::domain::event::Route::InOrder,
            legs: vec![leg("Sở Văn hóa và Thể thao", 2), leg("Công an tỉnh", 3)],
        },
        K::RecordLegResult => Action::RecordLegResult { leg: 1, result: text("Văn bản 12/SVHTT") },
        K::RequirePayment => Action::RequirePayment {
            amount: 300_000,
            reason: text("Phí thẩm định"),
            paper: text("TB 07/TB-STTTT"),
        },
        K::RecordPayment => Action::RecordPayment(cash(300_000)),
        K::CollectFee => Action::CollectFee(cash(15_000)),
        K::AskExtension => Action::AskExtension {
            by: 5,
            reason: text("Chờ ý kiến chuyên gia"),
            document: text("Phiếu 3/PĐN"),
        },
        K::GrantExtension => {
            Action::GrantExtension { document: text("15/STTTT-BCXB"), approver: HEAD.into() }
        }
        K::RefuseExtension => Action::RefuseExtension { reason: text("Đủ căn cứ giải quyết") },
        K::Decide => {
            Action::Decide { outcome: Outcome::Granted, document: text("24/GP-STTTT"), reason: String::new() }
        }
        K::MarkReady => Action::MarkReady,
        K::GiveToPost => Action::GiveToPost { item: text("EA123456789VN") },
        K::RecordDelivery => Action::RecordDelivery { recipient: String::new() },
        K::RecordUndelivered => Action::RecordUndelivered { reason: text("Vắng nhà") },
        K::RecordPostReturn => Action::RecordPostReturn,
        K::HandOver => Action::HandOver {
            recipient: String::new(),
            authority: String::new(),
            originals_returned: true,
            rating: None,
        },
        K::Withdraw => Action::Withdraw { reason: text("Không còn nhu cầu"), document: text("Đơn 1") },
        K::Stop => Action::Stop { reason: text("Cơ sở giải thể"), document: text("TB 9/TB-STTTT") },
        K::AddNote => Action::AddNote { text: text("Đã gọi điện") },
        K::Correct => Action::Correct {
            field: motcua::domain::event::CorrectableField::OwnerPhone,
            to: text("0987654321"),
            reason: text("Ghi nhầm số"),
        },
        K::Undo => Action::Undo { reason: text("Bấm nhầm") },
        K::RecordSheet => Action::RecordSheet(Box::new(crate::support::golden::sheet())),
        K::ConfirmReceipt => Action::ConfirmReceipt,
        K::MovePromise => {
            Action::MovePromise { reason: text("Lịch nghỉ đổi"), document: text("12729/VPCP-KGVX") }
        }
        K::GiveAccount => Action::GiveAccount(Box::new(crate::support::golden::account())),
        K::ReviewAccount => Action::ReviewAccount {
            subject: motcua::domain::accountability::Subject::Lateness,
            accepted: true,
            remark: text("Đồng ý"),
        },
        K::Rate => Action::Rate { rating: Rating::Satisfied, words: text("Nhanh") },
        K::RecordComplaint => {
            Action::RecordComplaint { matter: Matter::Attitude, words: text("Phải chờ lâu ở quầy") }
        }
        K::AnswerComplaint => Action::AnswerComplaint {
            number: 1,
            finding: Finding::Unfounded,
            words: text("Đã giải thích và xin lỗi"),
            document: text("18/STTTT-VP"),
        },
    }
}
