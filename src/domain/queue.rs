//! The queue: named filters, search and order over the projection.
//!
//! Gives lists of places, never rows, so that a screen touches only what it shows. Must not know:
//! how many lines a screen has.

use super::projection::{Place, Projection};
use super::row::{Minute, Row};
use super::stage::Stage;
use super::text::{collation_key, exact, fold, has_accents};
use chrono::NaiveDate;
use std::cmp::Ordering;
use strum::{EnumIter, IntoStaticStr};

/// The days a list is read by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Today.
    pub today: NaiveDate,
    /// The last day that counts as due soon.
    pub soon: NaiveDate,
}

/// A named part of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Filter {
    /// Việc đến giờ: duties with a time of their own; `duties` knows which, not the row.
    Duties,
    /// Mới nộp trực tuyến.
    NewOnline,
    /// Chờ tiếp nhận: everything that waits for its check.
    AwaitingIntake,
    /// Đã tiếp nhận, chờ phân công.
    Unassigned,
    /// Đang xử lý.
    InProcess,
    /// Sắp đến hạn.
    DueSoon,
    /// Trễ hẹn.
    Overdue,
    /// Chờ bổ sung.
    AwaitingSupplement,
    /// Chờ nghĩa vụ tài chính.
    AwaitingPayment,
    /// Chờ cơ quan khác.
    AwaitingOthers,
    /// Chờ trả kết quả.
    AwaitingReturn,
    /// Đã giao bưu chính.
    WithPost,
    /// Đã kết thúc.
    Finished,
    /// Nơi khác giữ: copies of files that another office keeps, from a stick.
    Elsewhere,
    /// Tất cả.
    All,
}

impl Filter {
    /// Whether it is offered at all: an office without copies of other offices' files need not read of them.
    pub fn is_offered(self, projection: &Projection) -> bool {
        self != Self::Elsewhere || projection.has_copies()
    }

    /// Whether it depends on the row alone and not on the day.
    pub const fn is_timeless(self) -> bool {
        !matches!(self, Self::Duties | Self::DueSoon | Self::Overdue)
    }

    /// Whether a timeless filter shows a row; false for those that need the day.
    pub fn holds(self, row: &Row) -> bool {
        use Stage as S;
        // Each office works at the files it keeps; a copy stands by itself.
        if row.flags.is_kept_elsewhere() {
            return matches!(self, Self::Elsewhere | Self::All);
        }
        match self {
            Self::NewOnline => row.stage == S::Arrived && row.channel == super::channel::Channel::Online,
            Self::AwaitingIntake => row.stage == S::Arrived,
            Self::Unassigned => row.stage == S::Received,
            Self::InProcess => matches!(row.stage, S::InProcess | S::WithAgencies | S::Decided),
            Self::AwaitingSupplement => {
                matches!(row.stage, S::IntakeSupplement | S::AppraisalSupplement)
            }
            Self::AwaitingPayment => row.stage == S::AwaitingPayment,
            Self::AwaitingOthers => row.others > 0 && row.stage.is_pending(),
            Self::AwaitingReturn => matches!(row.stage, S::ResultReady | S::BackFromPost),
            Self::WithPost => row.stage == S::WithPost,
            Self::Finished => row.stage.is_end(),
            Self::All => true,
            Self::Duties | Self::DueSoon | Self::Overdue | Self::Elsewhere => false,
        }
    }

    /// Whether it shows a row on a day.
    pub fn shows(self, row: &Row, days: Days) -> bool {
        match self {
            Self::Overdue => row.is_running() && row.due < Minute::start_of(days.today),
            Self::DueSoon => {
                row.is_running()
                    && row.due >= Minute::start_of(days.today)
                    && row.due <= Minute::start_of(days.soon)
            }
            Self::Duties
            | Self::NewOnline
            | Self::AwaitingIntake
            | Self::Unassigned
            | Self::InProcess
            | Self::AwaitingSupplement
            | Self::AwaitingPayment
            | Self::AwaitingOthers
            | Self::AwaitingReturn
            | Self::WithPost
            | Self::Finished
            | Self::Elsewhere
            | Self::All => self.holds(row),
        }
    }
}

/// By what a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SortKey {
    /// Running clocks first, the earliest last day on top.
    Urgency,
    /// Latest arrival first.
    Arrived,
    /// By code.
    Code,
    /// By the owner's name, Vietnamese order.
    Owner,
    /// By procedure.
    Procedure,
    /// By stage.
    Stage,
}

/// An order and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// The other way round.
    pub reversed: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { key: SortKey::Urgency, reversed: false }
    }
}

/// A search text made ready once for many rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    folded: String,
    /// The word with its accents, when it has any: then accents count.
    exact: Option<String>,
    /// Numbers of the procedures whose code or name holds the word.
    procedures: Vec<u16>,
}

impl Query {
    /// Reads a search text; `name_of` gives the words of a procedure by its number.
    pub fn new(text: &str, projection: &Projection, name_of: impl Fn(&str) -> String) -> Self {
        let words = text
            .split_whitespace()
            .map(|word| {
                let folded = fold(word);
                let exact = has_accents(word).then(|| exact(word));
                let procedures = projection
                    .procedures()
                    .filter(|(_, code)| {
                        let name = format!("{} {}", code, name_of(&code.0));
                        match &exact {
                            Some(exact_word) => self::exact(&name).contains(exact_word),
                            None => fold(&name).contains(&folded),
                        }
                    })
                    .map(|(number, _)| number)
                    .collect();
                Word { folded, exact, procedures }
            })
            .collect();
        Self { words }
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a row has every word.
    pub fn matches(&self, row: &Row, projection: &Projection) -> bool {
        self.words.iter().all(|word| {
            let named = match &word.exact {
                // Without accents first: that is cheap, and few rows are left to be looked at closely.
                Some(exact_word) => {
                    projection.key(row).contains(&word.folded)
                        && exact(projection.owner(row)).contains(exact_word)
                }
                None => projection.key(row).contains(&word.folded),
            };
            named
                || projection.code(row).contains_ignoring_case(&word.folded)
                || word.procedures.contains(&row.procedure)
        })
    }
}

/// The places a filter and a search show, in order.
pub fn arrange(projection: &Projection, filter: Filter, query: &Query, sort: Sort, days: Days) -> Vec<Place> {
    let mut places: Vec<Place> = (0..projection.len() as Place)
        .filter(|place| {
            projection.row(*place).is_some_and(|row| {
                filter.shows(row, days) && (query.is_empty() || query.matches(row, projection))
            })
        })
        .collect();
    if sort.key == SortKey::Owner {
        places.sort_by_cached_key(|place| (owner_key(projection, *place), *place));
        if sort.reversed {
            places.reverse();
        }
    } else {
        places.sort_unstable_by(|a, b| order(projection, sort, *a, *b));
    }
    places
}

/// Puts one changed row where it belongs now, or takes it out.
pub fn replace(
    places: &mut Vec<Place>,
    place: Place,
    projection: &Projection,
    filter: Filter,
    query: &Query,
    sort: Sort,
    days: Days,
) {
    places.retain(|other| *other != place);
    let shown = projection
        .row(place)
        .is_some_and(|row| filter.shows(row, days) && (query.is_empty() || query.matches(row, projection)));
    if shown {
        let at = places.partition_point(|other| order(projection, sort, *other, place) == Ordering::Less);
        places.insert(at, place);
    }
}

fn order(projection: &Projection, sort: Sort, a: Place, b: Place) -> Ordering {
    let (Some(left), Some(right)) = (projection.row(a), projection.row(b)) else { return a.cmp(&b) };
    let by_key = match sort.key {
        SortKey::Urgency => urgency(left).cmp(&urgency(right)),
        SortKey::Arrived => right.arrived.cmp(&left.arrived),
        SortKey::Code => projection.code(left).order(&projection.code(right)),
        SortKey::Owner => {
            return if sort.reversed {
                (owner_key(projection, b), b).cmp(&(owner_key(projection, a), a))
            } else {
                (owner_key(projection, a), a).cmp(&(owner_key(projection, b), b))
            };
        }
        SortKey::Procedure => left.procedure.cmp(&right.procedure),
        SortKey::Stage => left.stage.cmp(&right.stage),
    };
    let by_key = if sort.reversed { by_key.reverse() } else { by_key };
    by_key.then_with(|| right.arrived.cmp(&left.arrived)).then(a.cmp(&b))
}

fn owner_key(projection: &Projection, place: Place) -> Vec<u8> {
    projection.row(place).map(|row| collation_key(projection.owner(row))).unwrap_or_default()
}

/// Running clocks by last day; then what waits for the desk; then what waits for others; then ends.
fn urgency(row: &Row) -> (u8, Minute) {
    if row.is_running() {
        (0, row.due)
    } else if row.stage == Stage::Arrived {
        (1, row.arrived)
    } else if row.stage.is_end() {
        (4, Minute(u32::MAX - row.ended.0))
    } else if row.stage.is_pending() || row.stage == Stage::IntakeSupplement {
        (3, row.touched)
    } else {
        (2, row.ready)
    }
}
