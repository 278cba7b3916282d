//! Sheets about the desk as a whole, told of a few files: for looking at their forms.
//!
//! Must not know: which files those are.

use super::{Closing, Scene};
use crate::domain::case::CaseFile;
use crate::domain::id::CaseId;
use crate::domain::moment::Moment;
use crate::domain::projection::Projection;
use crate::domain::report::papers::{Counted, PaperCount};
use crate::domain::report::period::Period;
use crate::domain::report::proposal::propose;
use crate::domain::report::scope::Scope;
use crate::domain::row::RowDraft;
use crate::domain::sheet::FormKey;
use crate::domain::shift::{self, Held, Owed, Owing, Standing};
use crate::paper::form::Facts;
use chrono::{Datelike as _, NaiveDate};

/// Rows of a list that are enough to see how it looks.
const ROWS: usize = 8;

impl Scene<'_> {
    /// The day the first of the files was received, of everybody.
    pub(super) fn day_of(&self, files: &[&CaseFile]) -> Facts {
        let received = files.first().and_then(|file| file.case.received);
        let day = received.unwrap_or(self.now).date();
        let mut shift = shift::of(Standing::of(&rows(files), self.law, day, None), files);
        // A file that is done is held by nobody and owes nothing; the form is to be seen with both.
        shift.standing.held.insert(self.person.clone(), Held { files: 12, late: 2 });
        for file in &shift.received {
            let by = Moment::at(shift.standing.next, file.at.time());
            let holder = Some(self.person.clone());
            let (code, owner) = (file.code.clone(), file.owner.clone());
            let case = CaseId(0);
            shift.standing.owed.push(Owing { case, by, what: Owed::Result, code, owner, holder });
        }
        shift.sheets.insert(FormKey::Receipt, 4);
        let closing = Closing {
            successor: Some(self.person.clone()),
            released: 3,
            note: "Máy quét số 2 hỏng, đã báo sửa.".to_owned(),
            line: "000123 XXXX-XXXX-XXXX".to_owned(),
        };
        self.shift_facts(&shift, &closing, ROWS)
    }

    /// A limit of five days for the procedure of the first of the files, in the year of its result.
    pub(super) fn cut_for(&self, files: &[&CaseFile]) -> Facts {
        let rows = rows(files);
        let Some(case) = files.first().map(|file| &file.case) else { return Facts::default() };
        let year = case.ready.unwrap_or(self.now).date().year();
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let period = Period { from: day(1, 1), to: day(12, 31) };
        let scope = Scope::new(&rows, self.law, self.office, period, period.to);
        let Ok(mut proposal) = propose(&scope, &case.procedure, 5) else { return Facts::default() };
        let name = "Giấy tờ không ai nộp".to_owned();
        proposal.papers.push(PaperCount { name, listed: Some(false), counted: Counted::default() });
        self.proposal_facts(&proposal)
    }
}

fn rows(files: &[&CaseFile]) -> Projection {
    let mut rows = Projection::default();
    for file in files {
        rows.upsert(&RowDraft::of(&file.case));
    }
    rows
}
