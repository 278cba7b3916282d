//! What is handed in: who, what for, which papers, how to return the result.
//!
//! Plain values. Must not know: what happens to them afterwards.

use super::channel::Channel;
use super::procedure::ProcedureCode;
use super::text::fold;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Who a party is, by the portal's code (1 to 4).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr, EnumString, Display,
)]
#[strum(serialize_all = "kebab-case")]
#[repr(u8)]
pub enum PartyKind {
    /// A citizen.
    Citizen = 1,
    /// An enterprise.
    Business = 2,
    /// A state body.
    StateBody = 3,
    /// Any other organisation.
    Organisation = 4,
}

/// A person or organisation named in a file. All texts are cleaned NFC; empty means unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Citizen, enterprise, state body or other organisation.
    pub kind: PartyKind,
    /// Full name.
    pub name: String,
    /// Number of the identity paper or of the enterprise; ASCII letters and digits only.
    pub id_number: String,
    /// Telephone, digits only with an optional leading `+`.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Postal address.
    pub address: String,
}

impl Party {
    /// Whether both are the same person or organisation: by the number of the paper where both have one, else by
    /// name.
    pub fn is_same(&self, other: &Self) -> bool {
        if self.id_number.is_empty() || other.id_number.is_empty() {
            fold(&self.name) == fold(&other.name)
        } else {
            self.id_number == other.id_number
        }
    }
}

/// One kind of paper handed in, and in which form (the table of the receipt, Mẫu số 01).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperTaken {
    /// Its name, as the procedure lists it or as the filer calls it.
    pub name: String,
    /// Originals (bản chính).
    pub originals: u8,
    /// Certified copies (bản chứng thực).
    pub certified: u8,
    /// Plain copies (bản photo).
    pub copies: u8,
}

impl PaperTaken {
    /// How many sheets of any form.
    pub const fn total(&self) -> u16 {
        self.originals as u16 + self.certified as u16 + self.copies as u16
    }
}

/// Where the result goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnBy {
    /// Collected at the desk.
    Desk,
    /// Sent home by the public post.
    Post {
        /// The full postal address.
        address: String,
    },
}

/// Whoever may act for the owner, and the paper that says so (NĐ 61/2018 art. 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorised {
    /// Who.
    pub name: String,
    /// Number and date of the authorisation.
    pub document: String,
}

/// Vietnamese đồng; whole numbers.
pub type Dong = u64;

/// How money changed hands (NĐ 61/2018 art. 22).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr, EnumString, Display,
)]
#[strum(serialize_all = "kebab-case")]
pub enum PaymentMethod {
    /// Cash at the desk.
    Cash,
    /// Bank transfer.
    Transfer,
    /// Online.
    Online,
    /// Through the post operator.
    Post,
}

/// Money taken, with its voucher, which goes with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeTaken {
    /// How much.
    pub amount: Dong,
    /// How.
    pub method: PaymentMethod,
    /// Number of the receipt; may be empty until it is written.
    pub voucher: String,
}

/// The filled-in intake form: everything the desk takes down when a file comes in.
///
/// Filer, owner and authorised person are three roles; so are the place of help, the receiving
/// body and the competent body (non-territorial intake, NĐ 118/2025).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// The procedure asked for; its version follows from the day.
    pub procedure: ProcedureCode,
    /// How it came in.
    pub channel: Channel,
    /// Online service level of this filing, 1 to 4 (NĐ 43/2011 art. 3).
    pub level: u8,
    /// Owner of the case.
    pub owner: Party,
    /// Who handed it in, when that is not the owner.
    pub filer: Option<Party>,
    /// Who may collect for the owner.
    pub authorised: Option<Authorised>,
    /// Where somebody was helped to file, when that is another place.
    pub helped_at: String,
    /// The body that receives; empty means this office.
    pub receiving_body: String,
    /// The body that decides; empty means as the procedure says.
    pub competent_body: String,
    /// What was handed in.
    pub papers: Vec<PaperTaken>,
    /// How many sets (bộ).
    pub sets: u8,
    /// Where the result goes.
    pub return_by: ReturnBy,
    /// Money taken with the file.
    pub fee: Option<FeeTaken>,
    /// What is asked for, in the filer's words.
    pub summary: String,
    /// Codes other systems gave, kept exactly as they came.
    pub foreign_codes: Vec<String>,
}

impl Party {
    /// A party of whom only kind and name are known.
    pub fn named(kind: PartyKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            id_number: String::new(),
            phone: String::new(),
            email: String::new(),
            address: String::new(),
        }
    }
}
