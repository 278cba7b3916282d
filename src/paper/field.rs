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
            | Self::RegisterSeal => return None,
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
            Self::Items => &[C::No, C::Name],
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
        }
    }
}
