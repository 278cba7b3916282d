//! A proposal to cut a limit in the words of paper.
//!
//! Must not know: how it was counted, or which form asks.

use super::{Scene, day, lists};
use crate::domain::report::proposal::{Proposal, StepTook};
use crate::domain::report::sheet::{Marks, Value, Word};
use crate::paper::field::{Cell, Field, List};
use crate::paper::form::Facts;

/// Rows of a list at most: what is asked for seldom is no ground for anything.
const MOST: usize = 8;

impl Scene<'_> {
    /// The facts of a proposal.
    pub fn proposal_facts(&self, proposal: &Proposal) -> Facts {
        let mut facts = Facts::default();
        self.office_facts(&mut facts);
        let all = proposal.files;
        let number = |count: u64| Marks::VIETNAMESE.grouped(count);
        let days = |days: u32| days.to_string();
        facts.put(Field::ProposalCode, proposal.code.to_string());
        facts.put(Field::ProposalProcedure, &proposal.name);
        facts.put(Field::ProposalLimit, &proposal.limit);
        facts.put(Field::ProposalCut, days(proposal.cut));
        let period = proposal.period;
        facts.put(Field::ProposalPeriod, format!("{} đến {}", day(period.from), day(period.to)));
        facts.put(Field::ProposalFiles, number(all));
        if proposal.days.is_some() {
            facts.put(Field::ProposalLateNow, number(proposal.late_now));
            facts.put(Field::ProposalLateNowShare, share(proposal.late_now, all));
        }
        facts.put(Field::ProposalLateCut, number(proposal.late_cut));
        facts.put(Field::ProposalLateCutShare, share(proposal.late_cut, all));
        facts.put(Field::ProposalWaitedCutShare, share(proposal.waited_cut, all));
        facts.put(Field::ProposalWaitedShare, share(proposal.waited, all));
        facts.put(Field::ProposalHalf, days(proposal.took.half));
        facts.put(Field::ProposalMost, days(proposal.took.most));
        facts.put(Field::ProposalNearlyAll, days(proposal.took.nearly_all));
        facts.put(Field::ProposalLongest, days(proposal.took.longest));
        facts.put(Field::ProposalWaitedHalf, days(proposal.in_all.half));
        facts.put(Field::ProposalWaitedMost, days(proposal.in_all.most));
        facts.lists.insert(List::StepsTook, proposal.steps.iter().zip(1..).map(step).collect());
        let asked = proposal.papers.iter().filter(|paper| paper.counted.asked > 0).take(MOST).zip(1..);
        let asked = asked.map(|(paper, no)| {
            let note = match (paper.listed, paper.counted.again) {
                (None, _) => self.words.text("papers-unlisted"),
                (Some(_), 0) => String::new(),
                (Some(_), again) => {
                    self.words.text_with("papers-again", &[("count", (again as usize).into())])
                }
            };
            lists::row(
                no,
                [
                    (Cell::Name, paper.name.clone()),
                    (Cell::Count, number(paper.counted.asked)),
                    (Cell::Share, share(paper.counted.asked, proposal.received)),
                    (Cell::Note, note),
                ],
            )
        });
        facts.lists.insert(List::PapersMissing, asked.collect());
        let unused = proposal.papers.iter().filter(|paper| paper.is_unused()).zip(1..);
        let unused = unused.map(|(paper, no)| lists::row(no, [(Cell::Name, paper.name.clone())]));
        facts.lists.insert(List::PapersUnused, unused.collect());
        let mut left = all;
        let took = proposal.by_days.iter().zip(1..).map(|((days, count), no)| {
            left = left.saturating_sub(*count);
            lists::row(
                no,
                [
                    (Cell::Days, days.to_string()),
                    (Cell::Count, number(*count)),
                    (Cell::Share, share(left, all)),
                ],
            )
        });
        facts.lists.insert(List::DaysTook, took.collect());
        facts
    }
}

fn step((step, no): (&StepTook, usize)) -> lists::Row {
    lists::row(
        no,
        [
            (Cell::Name, step.name.clone()),
            (Cell::Limit, step.limit.clone()),
            (Cell::Count, step.files.to_string()),
            (Cell::Half, step.took.half.to_string()),
            (Cell::Most, step.took.most.to_string()),
            (Cell::NearlyAll, step.took.nearly_all.to_string()),
            (Cell::Longest, step.took.longest.to_string()),
        ],
    )
}

fn share(part: u64, whole: u64) -> String {
    match Value::percent(part, whole).shown(Marks::VIETNAMESE) {
        Word::Data(text) | Word::Id(text) => text,
    }
}
