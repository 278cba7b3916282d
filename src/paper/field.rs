//! The facts a form may ask for: names as form files write them, and what they are worth in a sample.
//!
//! Must not know: cases, or where a fact comes from.

use crate::domain::event::CorrectableField;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// A fact of a sheet, written `{case.code}` in a form. Empty where it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[allow(missing_docs)] // the written name of each says what it is
pub enum Field {
    #[strum(serialize = "office.parent")]
    OfficeParent,
    #[strum(serialize = "office.name")]
    OfficeName,
    #[strum(serialize = "office.heading")]
    OfficeHeading,
    #[strum(serialize = "office.desk")]
    OfficeDesk,
    #[strum(serialize = "office.desk-heading")]
    OfficeDeskHeading,
    #[strum(serialize = "office.place")]
    OfficePlace,
    #[strum(serialize = "office.phone")]
    OfficePhone,
    #[strum(serialize = "office.website")]
    OfficeWebsite,
    #[strum(serialize = "form.number")]
    FormNumber,
    #[strum(serialize = "form.basis")]
    FormBasis,
    #[strum(serialize = "sheet.reprint")]
    SheetReprint,
    #[strum(serialize = "sheet.day")]
    SheetDay,
    #[strum(serialize = "sheet.person")]
    SheetPerson,
    #[strum(serialize = "sheet.unit")]
    SheetUnit,
    #[strum(serialize = "sheet.document")]
    SheetDocument,
    #[strum(serialize = "case.code")]
    CaseCode,
    #[strum(serialize = "case.other-codes")]
    CaseOtherCodes,
    #[strum(serialize = "case.procedure")]
    CaseProcedure,
    #[strum(serialize = "case.procedure-code")]
    CaseProcedureCode,
    #[strum(serialize = "case.field")]
    CaseField,
    #[strum(serialize = "case.summary")]
    CaseSummary,
    #[strum(serialize = "case.sets")]
    CaseSets,
    #[strum(serialize = "case.channel")]
    CaseChannel,
    #[strum(serialize = "case.arrived")]
    CaseArrived,
    #[strum(serialize = "case.received")]
    CaseReceived,
    #[strum(serialize = "case.received-day")]
    CaseReceivedDay,
    #[strum(serialize = "case.limit")]
    CaseLimit,
    #[strum(serialize = "case.due")]
    CaseDue,
    #[strum(serialize = "case.first-due")]
    CaseFirstDue,
    #[strum(serialize = "case.provisional")]
    CaseProvisional,
    #[strum(serialize = "case.return")]
    CaseReturn,
    #[strum(serialize = "case.receiving-body")]
    CaseReceivingBody,
    #[strum(serialize = "case.competent-body")]
    CaseCompetentBody,
    #[strum(serialize = "case.helped-at")]
    CaseHelpedAt,
    #[strum(serialize = "case.stage")]
    CaseStage,
    #[strum(serialize = "owner.name")]
    OwnerName,
    #[strum(serialize = "owner.id")]
    OwnerId,
    #[strum(serialize = "owner.phone")]
    OwnerPhone,
    #[strum(serialize = "owner.email")]
    OwnerEmail,
    #[strum(serialize = "owner.address")]
    OwnerAddress,
    #[strum(serialize = "filer.name")]
    FilerName,
    #[strum(serialize = "filer.id")]
    FilerId,
    #[strum(serialize = "filer.phone")]
    FilerPhone,
    #[strum(serialize = "filer.email")]
    FilerEmail,
    #[strum(serialize = "filer.address")]
    FilerAddress,
    #[strum(serialize = "authorised.name")]
    AuthorisedName,
    #[strum(serialize = "authorised.document")]
    AuthorisedDocument,
    #[strum(serialize = "holder.name")]
    HolderName,
    #[strum(serialize = "holder.unit")]
    HolderUnit,
    #[strum(serialize = "supplement.reason")]
    SupplementReason,
    #[strum(serialize = "refusal.reason")]
    RefusalReason,
    #[strum(serialize = "extension.reason")]
    ExtensionReason,
    #[strum(serialize = "extension.document")]
    ExtensionDocument,
    #[strum(serialize = "extension.approver")]
    ExtensionApprover,
    #[strum(serialize = "extension.due")]
    ExtensionDue,
    #[strum(serialize = "stop.reason")]
    StopReason,
    #[strum(serialize = "stop.document")]
    StopDocument,
    #[strum(serialize = "result.name")]
    ResultName,
    #[strum(serialize = "result.document")]
    ResultDocument,
    #[strum(serialize = "result.copies")]
    ResultCopies,
    #[strum(serialize = "result.at")]
    ResultAt,
    #[strum(serialize = "result.recipient")]
    ResultRecipient,
    #[strum(serialize = "result.authority")]
    ResultAuthority,
    #[strum(serialize = "fee.total")]
    FeeTotal,
    #[strum(serialize = "fee.words")]
    FeeWords,
    #[strum(serialize = "fee.voucher")]
    FeeVoucher,
    #[strum(serialize = "post.item")]
    PostItem,
    #[strum(serialize = "list.count")]
    ListCount,
    #[strum(serialize = "register.year")]
    RegisterYear,
    #[strum(serialize = "register.volume")]
    RegisterVolume,
    #[strum(serialize = "register.opened")]
    RegisterOpened,
    #[strum(serialize = "register.closed")]
    RegisterClosed,
    #[strum(serialize = "register.seal")]
    RegisterSeal,
    #[strum(serialize = "shift.person")]
    ShiftPerson,
    #[strum(serialize = "shift.day")]
    ShiftDay,
    #[strum(serialize = "shift.successor")]
    ShiftSuccessor,
    #[strum(serialize = "shift.received")]
    ShiftReceived,
    #[strum(serialize = "shift.more-received")]
    ShiftMoreReceived,
    #[strum(serialize = "shift.returned")]
    ShiftReturned,
    #[strum(serialize = "shift.money")]
    ShiftMoney,
    #[strum(serialize = "shift.money-words")]
    ShiftMoneyWords,
    #[strum(serialize = "shift.sheets")]
    ShiftSheets,
    #[strum(serialize = "shift.held")]
    ShiftHeld,
    #[strum(serialize = "shift.late")]
    ShiftLate,
    #[strum(serialize = "shift.unassigned")]
    ShiftUnassigned,
    #[strum(serialize = "shift.owed")]
    ShiftOwed,
    #[strum(serialize = "shift.more-owed")]
    ShiftMoreOwed,
    #[strum(serialize = "shift.next-day")]
    ShiftNextDay,
    #[strum(serialize = "shift.more-held")]
    ShiftMoreHeld,
    #[strum(serialize = "shift.note")]
    ShiftNote,
    #[strum(serialize = "shift.line")]
    ShiftLine,
    #[strum(serialize = "shift.released")]
    ShiftReleased,
    #[strum(serialize = "proposal.code")]
    ProposalCode,
    #[strum(serialize = "proposal.procedure")]
    ProposalProcedure,
    #[strum(serialize = "proposal.limit")]
    ProposalLimit,
    #[strum(serialize = "proposal.cut")]
    ProposalCut,
    #[strum(serialize = "proposal.period")]
    ProposalPeriod,
    #[strum(serialize = "proposal.files")]
    ProposalFiles,
    #[strum(serialize = "proposal.late-now")]
    ProposalLateNow,
    #[strum(serialize = "proposal.late-now-share")]
    ProposalLateNowShare,
    #[strum(serialize = "proposal.late-cut")]
    ProposalLateCut,
    #[strum(serialize = "proposal.late-cut-share")]
    ProposalLateCutShare,
    #[strum(serialize = "proposal.waited-cut-share")]
    ProposalWaitedCutShare,
    #[strum(serialize = "proposal.waited-share")]
    ProposalWaitedShare,
    #[strum(serialize = "proposal.half")]
    ProposalHalf,
    #[strum(serialize = "proposal.most")]
    ProposalMost,
    #[strum(serialize = "proposal.nearly-all")]
    ProposalNearlyAll,
    #[strum(serialize = "proposal.longest")]
    ProposalLongest,
    #[strum(serialize = "proposal.waited-half")]
    ProposalWaitedHalf,
    #[strum(serialize = "proposal.waited-most")]
    ProposalWaitedMost,
}

impl Field {
    /// The name in form files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The recorded fact it shows that may be corrected later.
    pub const fn corrected_as(self) -> Option<CorrectableField> {
        Some(match self {
            Self::OwnerName | Self::FilerName => CorrectableField::OwnerName,
            Self::OwnerId | Self::FilerId => CorrectableField::OwnerId,
            Self::OwnerPhone | Self::FilerPhone => CorrectableField::OwnerPhone,
            Self::OwnerEmail | Self::FilerEmail => CorrectableField::OwnerEmail,
            Self::OwnerAddress | Self::FilerAddress => CorrectableField::OwnerAddress,
            Self::CaseSummary => CorrectableField::Summary,
            Self::CaseReturn => CorrectableField::PostAddress,
            Self::ResultDocument => CorrectableField::DecisionDocument,
            Self::OfficeParent
            | Self::OfficeName
            | Self::OfficeHeading
            | Self::OfficeDeskHeading
            | Self::OfficeDesk
            | Self::OfficePlace
            | Self::OfficePhone
            | Self::OfficeWebsite
            | Self::FormNumber
            | Self::FormBasis
            | Self::SheetReprint
            | Self::SheetDay
            | Self::SheetPerson
            | Self::SheetUnit
            | Self::SheetDocument
            | Self::CaseCode
            | Self::CaseOtherCodes
            | Self::CaseProcedure
            | Self::CaseProcedureCode
            | Self::CaseField
            | Self::CaseSets
            | Self::CaseChannel
            | Self::CaseArrived
            | Self::CaseReceived
            | Self::CaseReceivedDay
            | Self::CaseLimit
            | Self::CaseDue
            | Self::CaseFirstDue
            | Self::CaseProvisional
            | Self::CaseReceivingBody
            | Self::CaseCompetentBody
            | Self::CaseHelpedAt
            | Self::CaseStage
            | Self::AuthorisedName
            | Self::AuthorisedDocument
            | Self::HolderName
            | Self::HolderUnit
            | Self::SupplementReason
            | Self::RefusalReason
            | Self::ExtensionReason
            | Self::ExtensionDocument
            | Self::ExtensionApprover
            | Self::ExtensionDue
            | Self::StopReason
            | Self::StopDocument
            | Self::ResultName
            | Self::ResultCopies
            | Self::ResultAt
            | Self::ResultRecipient
            | Self::ResultAuthority
            | Self::FeeTotal
            | Self::FeeWords
            | Self::FeeVoucher
            | Self::PostItem
            | Self::ListCount
            | Self::RegisterYear
            | Self::RegisterVolume
            | Self::RegisterOpened
            | Self::RegisterClosed
            | Self::RegisterSeal
            | Self::ShiftPerson
            | Self::ShiftDay
            | Self::ShiftSuccessor
            | Self::ShiftReceived
            | Self::ShiftMoreReceived
            | Self::ShiftReturned
            | Self::ShiftMoney
            | Self::ShiftMoneyWords
            | Self::ShiftSheets
            | Self::ShiftHeld
            | Self::ShiftLate
            | Self::ShiftUnassigned
            | Self::ShiftOwed
            | Self::ShiftMoreOwed
            | Self::ShiftNextDay
            | Self::ShiftMoreHeld
            | Self::ShiftNote
            | Self::ShiftLine
            | Self::ShiftReleased
            | Self::ProposalCode
            | Self::ProposalProcedure
            | Self::ProposalLimit
            | Self::ProposalCut
            | Self::ProposalPeriod
            | Self::ProposalFiles
            | Self::ProposalLateNow
            | Self::ProposalLateNowShare
            | Self::ProposalLateCut
            | Self::ProposalLateCutShare
            | Self::ProposalWaitedCutShare
            | Self::ProposalWaitedShare
            | Self::ProposalHalf
            | Self::ProposalMost
            | Self::ProposalNearlyAll
            | Self::ProposalLongest
            | Self::ProposalWaitedHalf
            | Self::ProposalWaitedMost => return None,
        })
    }

    /// Whether it states the appointment in force.
    pub const fn is_promise(self) -> bool {
        matches!(self, Self::CaseDue | Self::ExtensionDue)
    }
}

/// A list of a sheet, for the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum List {
    /// Papers handed in.
    Papers,
    /// What was asked for in the last supplement request.
    Items,
    /// Every hand-over of the case, giver and taker.
    HandOvers,
    /// Money taken.
    Fees,
    /// What happened, step by step.
    Events,
    /// Several cases: of one filer, of one day, of a year.
    Cases,
    /// Who holds how many files.
    Holders,
    /// Files received on a day.
    DayReceived,
    /// Money taken on a day, by method.
    DayMoney,
    /// Sheets printed on a day, by form.
    DaySheets,
    /// What is owed on the next working day.
    DayOwed,
    /// Steps of a procedure and what they took.
    StepsTook,
    /// Papers asked for most often.
    PapersMissing,
    /// Papers nobody handed in.
    PapersUnused,
    /// Files by the days they took.
    DaysTook,
}

/// A cell of a list's row, written `{item.name}` in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[allow(missing_docs)] // the written name of each says what it is
pub enum Cell {
    No,
    Name,
    Originals,
    Certified,
    Copies,
    Giver,
    Taker,
    Given,
    Taken,
    Outcome,
    Note,
    Amount,
    Method,
    Voucher,
    At,
    By,
    Code,
    Procedure,
    Owner,
    Address,
    Phone,
    Sets,
    Body,
    Received,
    Due,
    Returned,
    ReturnBy,
    Result,
    HasFee,
    ByPost,
    PostItem,
    Count,
    Overdue,
    Limit,
    Half,
    Most,
    NearlyAll,
    Longest,
    Share,
    Days,
}

impl List {
    /// The name in form files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The cells its rows have.
    pub const fn cells(self) -> &'static [Cell] {
        use Cell as C;
        match self {
            Self::Papers => &[C::No, C::Name, C::Originals, C::Certified, C::Copies],
            Self::Items | Self::PapersUnused => &[C::No, C::Name],
            Self::HandOvers => &[C::No, C::Giver, C::Taker, C::Given, C::Taken, C::Outcome, C::Note],
            Self::Fees => &[C::No, C::Name, C::Amount, C::Method, C::Voucher, C::At],
            Self::Events => &[C::No, C::At, C::Name, C::By, C::Note],
            Self::Cases => &[
                C::No,
                C::Code,
                C::Procedure,
                C::Name,
                C::Owner,
                C::Address,
                C::Phone,
                C::Sets,
                C::Body,
                C::Received,
                C::Due,
                C::Returned,
                C::ReturnBy,
                C::Result,
                C::HasFee,
                C::ByPost,
                C::PostItem,
                C::Note,
            ],
            Self::Holders => &[C::No, C::Name, C::Count, C::Overdue],
            Self::DayReceived => &[C::No, C::Code, C::Procedure, C::Owner, C::At],
            Self::DayMoney => &[C::No, C::Method, C::Count, C::Amount],
            Self::DaySheets => &[C::No, C::Name, C::Count],
            Self::DayOwed => &[C::No, C::Code, C::Owner, C::Name, C::At, C::By],
            Self::StepsTook => {
                &[C::No, C::Name, C::Limit, C::Count, C::Half, C::Most, C::NearlyAll, C::Longest]
            }
            Self::PapersMissing => &[C::No, C::Name, C::Count, C::Share, C::Note],
            Self::DaysTook => &[C::No, C::Days, C::Count, C::Share],
        }
    }
}
