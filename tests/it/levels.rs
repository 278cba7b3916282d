//! The report of online levels: every figure against a slow count, and every figure opens its files.

use crate::law::d;
use crate::support::office::{by_post, file, file_of};
use crate::support::sim_disk::Chance;
use crate::support::story::{Story, story};
use motcua::domain::action::Action;
use motcua::domain::case::Case;
use motcua::domain::channel::Channel;
use motcua::domain::id::CaseId;
use motcua::domain::lateness::Timeliness;
use motcua::domain::projection::Projection;
use motcua::domain::report::levels::{ByLevel, Cell, count, files};
use motcua::domain::report::period::Period;
use motcua::domain::row::{Row, RowDraft};
use motcua::domain::stage::ActionKind;

/// Files of four and a half years, random in level, channel, field and fate.
fn office() -> Projection {
    let mut chance = Chance::new(2020);
    let mut rows = Projection::default();
    for id in 1..400_u128 {
        let day = chrono::Days::new(chance.below(1_600) as u64);
        let start = d("02/07/2018").checked_add_days(day).unwrap();
        let mut form = by_post(if chance.one_in(3) {
            file_of(crate::support::office::POSTAL, "Bưu cục")
        } else {
            file("Nguyễn Thị Hoa")
        });
        form.level = chance.below(4) as u8 + 1;
        form.channel = [Channel::Direct, Channel::Online, Channel::Post][chance.below(3)];
        let now = motcua::domain::moment::Moment::midnight(start).plus(chrono::TimeDelta::hours(9));
        let mut told = Story { now, ..story() };
        told = if chance.one_in(5) {
            told.does(&Action::RegisterArrival(Box::new(form)))
        } else {
            told.does(&Action::Receive(Box::new(form)))
        };
        if told.case().received.is_some() && chance.one_in(2) {
            told = told.then(ActionKind::Assign);
            told.now = told.now.plus(chrono::TimeDelta::days(chance.below(40) as i64));
            told = told.then(ActionKind::Decide).then(ActionKind::MarkReady);
        }
        rows.upsert(&RowDraft::of(&Case { id: CaseId(id), ..told.case().clone() }));
    }
    rows
}

fn year(year: i32) -> Period {
    Period::new(d(&format!("01/01/{year}")), d(&format!("31/12/{year}"))).unwrap()
}

#[test]
fn every_figure_equals_a_slow_count_and_opens_its_files() {
    let rows = office();
    let field =
        |row: &Row| if row.procedure == 1 { "Xuất bản".to_owned() } else { "Bưu chính".to_owned() };
    for period in [year(2019), year(2020), Period::new(d("01/01/2018"), d("31/12/2022")).unwrap()] {
        let report = count(&rows, period, field);
        let counted: Vec<&Row> = rows
            .rows()
            .iter()
            .filter(|row| row.received.date().is_some_and(|day| period.from <= day && day <= period.to))
            .collect();
        assert!(counted.len() > 30);
        let slow = |of: &dyn Fn(&Row) -> bool| counted.iter().filter(|row| of(row)).count();
        let opened = |cell: Cell| files(&rows, period, &cell, field).len();
        let all = report.total.total() as usize;
        assert_eq!((all, opened(Cell::All)), (counted.len(), counted.len()));
        for level in 1..=4 {
            let expected = slow(&|row| row.level == level);
            assert_eq!(report.total.at(level) as usize, expected);
            assert_eq!(opened(Cell::Level(level)), expected);
        }
        let sums = |levels: &mut dyn Iterator<Item = ByLevel>| {
            levels.fold([0; 4], |sum, line| std::array::from_fn(|at| sum[at] + line.0[at]))
        };
        assert_eq!(sums(&mut report.by_field.iter().map(|line| line.levels)), report.total.0);
        assert_eq!(sums(&mut report.by_channel.iter().map(|(_, levels)| *levels)), report.total.0);
        assert_eq!(sums(&mut report.by_year.iter().map(|(_, levels)| *levels)), report.total.0);
        for line in &report.by_field {
            assert_eq!(opened(Cell::Field(line.name.clone())), line.levels.total() as usize);
        }
        for (channel, levels) in report.by_channel {
            assert_eq!(levels.total() as usize, slow(&|row| row.channel == channel));
            assert_eq!(opened(Cell::Channel(channel)), levels.total() as usize);
        }
        for (year, levels) in &report.by_year {
            assert_eq!(opened(Cell::Year(*year)), levels.total() as usize);
        }
        for (kind, number) in report.timeliness {
            assert_eq!(number as usize, slow(&|row| row.timeliness() == Some(kind)), "{kind:?}");
        }
        let late = slow(&|row| row.ready.date().zip(row.due.date()).is_some_and(|(ready, due)| ready > due));
        assert_eq!(report.timeliness[2], (Timeliness::Late, late as u32));
        let waiting = rows.rows().iter().filter(|row| {
            row.received.date().is_none() && row.arrived.date().is_some_and(|day| period.holds(day))
        });
        assert_eq!(report.not_accepted as usize, waiting.count());
    }
}

/// 1,000 files: 10, 25, 52 and 913 of the four levels, as reported for 2016–2020.
#[test]
fn the_shares_of_the_article_come_out() {
    let levels = ByLevel([10, 25, 52, 913]);
    assert_eq!(levels.total(), 1_000);
    assert_eq!((1..=4).map(|level| levels.per_mille(level).unwrap()).collect::<Vec<_>>(), [10, 25, 52, 913]);
    assert_eq!(ByLevel([1, 1, 1, 0]).per_mille(1), Some(333));
    assert_eq!(ByLevel([0, 0, 1, 1]).per_mille(4), Some(500));
    assert_eq!(ByLevel::default().per_mille(4), None);
    assert_eq!((levels.at(0), levels.at(5)), (0, 0));
}

#[test]
fn a_share_of_many_files_does_not_overflow() {
    assert_eq!(ByLevel([0, 0, 0, 3_000_000]).per_mille(4), Some(1_000));
}

#[test]
fn a_period_has_its_days_in_order() {
    assert_eq!(Period::new(d("02/01/2020"), d("01/01/2020")), None);
    assert!(year(2020).holds(d("29/02/2020")) && !year(2020).holds(d("01/01/2021")));
}
