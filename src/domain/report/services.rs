//! Toàn trình and một phần: how many files came in by each kind of online service, and the share of each.
//!
//! The kind is the one published for the procedure on the day the file came (NĐ 42/2022, NĐ 224/2026
//! art. 14). Must not know: how a line is made.

use super::count::{Bits, Made, Spec};
use super::overview::service;
use super::scope::Scope;
use super::sheet::Word;
use crate::domain::channel::Channel;
use crate::domain::procedure::OnlineService;
use crate::domain::row::{Minute, Row};

/// The report.
pub fn spec() -> Spec {
    let mut spec =
        Spec::counters(bits, &["files", "online-full", "online-part", "online-other", "direct", "post"]);
    for (key, part) in [("share-full", 1), ("share-part", 2)] {
        spec.columns.push((key.to_owned(), Word::Id(format!("column-{key}")), Made::Percent(part, 0)));
    }
    spec.sums = &[(0, &[1, 2, 3, 4, 5])];
    spec
}

fn bits(row: &Row, scope: &Scope<'_>) -> Bits {
    if row.received == Minute::NEVER || !scope.holds(row.received) {
        return 0;
    }
    let kind = match row.channel {
        Channel::Direct => 4,
        Channel::Post => 5,
        Channel::Online => match service(row, scope) {
            Some(OnlineService::Full) => 1,
            Some(OnlineService::Partial) => 2,
            None => 3,
        },
    };
    1 | 1 << kind
}
