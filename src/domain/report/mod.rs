//! Reports over the projection, one file each.
//!
//! Pure counting; every number can name the rows behind it, and every report says what it was counted by.
//! Must not know: how a report is shown or written to a file.

pub mod arrivals;
pub mod compare;
pub mod count;
pub mod evaluation;
pub mod index;
pub mod levels;
pub mod limits;
pub mod organisation;
pub mod overview;
pub mod papers;
pub mod period;
pub mod picture;
pub mod proposal;
pub mod reasons;
pub mod results;
pub mod scope;
pub mod services;
pub mod sheet;
pub mod split;
pub mod stays;
pub mod steps;
pub mod supplements;
pub mod voices;
pub mod workload;

use super::projection::Place;
use super::row::Minute;
use count::Spec;
use scope::Scope;
use sheet::{Basis, Check, Column, Group, Line, Names, Sheet, Value, Word};
use split::Split;

/// The reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// Files by online level.
    Levels,
    /// Toàn trình and một phần.
    Services,
    /// II.06a.
    Results,
    /// II.06g.
    Reasons,
    /// II.07b.
    Organisation,
    /// All columns a desk needs.
    Overview,
    /// Supplements and repeated contacts.
    Supplements,
    /// Slips and complaints.
    Feedback,
    /// NĐ 61/2018 art. 29–32.
    Evaluation,
    /// QĐ 766/QĐ-TTg.
    Index,
    /// Limits beside what files took.
    Limits,
    /// Steps and holders beside what they took.
    Steps,
    /// Papers that came, were missing, were never used.
    Papers,
    /// Files that came in, one a line.
    Arrivals,
    /// By hour and weekday.
    Workload,
}

/// How a kind is made.
enum Making {
    /// By counting files.
    Files(Spec),
    /// Of its own, with the lines and columns it says.
    Own(fn(&Scope<'_>) -> Parts, fn(&Scope<'_>, Option<&str>, usize) -> Vec<Place>),
}

/// The inside of a sheet that is not counted file by file.
pub struct Parts {
    /// Columns.
    pub columns: Vec<sheet::Column>,
    /// Lines.
    pub lines: Vec<sheet::Line>,
    /// All together.
    pub total: Option<Vec<Value>>,
}

impl Kind {
    fn making(self, scope: &Scope<'_>) -> Making {
        match self {
            Self::Levels => Making::Files(levels::spec()),
            Self::Services => Making::Files(services::spec()),
            Self::Results => Making::Files(results::spec()),
            Self::Reasons => Making::Files(reasons::spec(scope)),
            Self::Organisation => Making::Own(organisation::parts, organisation::files),
            Self::Overview => Making::Files(overview::spec()),
            Self::Supplements => Making::Files(supplements::spec()),
            Self::Feedback => Making::Files(voices::spec()),
            Self::Evaluation => Making::Own(evaluation::parts, evaluation::files),
            Self::Index => Making::Own(index::parts, index::files),
            Self::Limits => Making::Own(limits::parts, limits::files),
            Self::Steps => Making::Own(steps::parts, steps::files),
            Self::Papers => Making::Own(papers::parts, papers::files),
            Self::Arrivals => Making::Own(arrivals::parts, arrivals::files),
            Self::Workload => Making::Files(workload::spec()),
        }
    }

    /// What its lines are when nothing else is asked for.
    pub const fn usual_split(self) -> Split {
        match self {
            Self::Levels | Self::Services | Self::Reasons | Self::Organisation | Self::Index => Split::Field,
            Self::Results => Split::Form,
            Self::Overview | Self::Feedback => Split::Unit,
            Self::Supplements | Self::Limits | Self::Steps | Self::Papers | Self::Arrivals => {
                Split::Procedure
            }
            Self::Evaluation => Split::Officer,
            Self::Workload => Split::Weekday,
        }
    }

    /// Whether it counts files that offices count differently.
    pub const fn reads_buckets(self) -> bool {
        match self {
            Self::Results | Self::Reasons | Self::Overview | Self::Evaluation => true,
            Self::Levels
            | Self::Services
            | Self::Organisation
            | Self::Supplements
            | Self::Feedback
            | Self::Index
            | Self::Limits
            | Self::Steps
            | Self::Papers
            | Self::Arrivals
            | Self::Workload => false,
        }
    }

    /// Whether its lines can be chosen.
    pub const fn can_split(self) -> bool {
        match self {
            Self::Levels
            | Self::Services
            | Self::Results
            | Self::Reasons
            | Self::Overview
            | Self::Supplements
            | Self::Feedback => true,
            Self::Organisation
            | Self::Evaluation
            | Self::Index
            | Self::Limits
            | Self::Steps
            | Self::Papers
            | Self::Arrivals
            | Self::Workload => false,
        }
    }

    fn notes(self) -> &'static [&'static str] {
        match self {
            Self::Levels => &["note-levels"],
            Self::Services => &["note-services"],
            Self::Organisation => &["note-organisation"],
            Self::Overview => &["note-overview"],
            Self::Supplements => &["note-supplements"],
            Self::Feedback => &["note-feedback"],
            Self::Evaluation => &["note-evaluation", "note-evaluation-open"],
            Self::Index => &["note-index"],
            Self::Limits => &["note-limits"],
            Self::Steps => &["note-steps"],
            Self::Papers => &["note-papers"],
            Self::Reasons => &["note-reasons"],
            Self::Results | Self::Arrivals => &[],
            Self::Workload => &["note-workload"],
        }
    }
}

/// Makes a report.
pub fn make(kind: Kind, split: Split, scope: &Scope<'_>) -> Sheet {
    let Parts { columns, lines, total } = match kind.making(scope) {
        Making::Files(spec) => {
            let (lines, total) = spec.count(scope, split);
            Parts { columns: spec.sheet_columns(), lines, total: Some(total) }
        }
        Making::Own(parts, _) => parts(scope),
    };
    let identities: &[(&str, usize, &[usize])] =
        if kind == Kind::Results { &results::IDENTITIES } else { &[] };
    let checks = identities
        .iter()
        .map(|(name, sum, of)| Check {
            name: (*name).to_owned(),
            holds: lines.iter().map(|line| &line.cells).chain(&total).all(|cells| adds_up(cells, *sum, of)),
        })
        .collect();
    let heading: &str = match kind {
        Kind::Arrivals => "case",
        Kind::Index => "indicator",
        Kind::Organisation => "level",
        Kind::Steps => "step",
        Kind::Papers => "paper",
        Kind::Levels
        | Kind::Services
        | Kind::Results
        | Kind::Reasons
        | Kind::Overview
        | Kind::Supplements
        | Kind::Feedback
        | Kind::Evaluation
        | Kind::Limits
        | Kind::Workload => split.into(),
    };
    Sheet {
        kind,
        split,
        heading: Word::Id(format!("split-{heading}")),
        groups: if split == Split::Form { groups(&lines, &columns) } else { Vec::new() },
        columns,
        lines,
        total,
        checks,
        basis: basis(kind, scope),
    }
}

/// Lines of one level under its letter.
fn groups(lines: &[Line], columns: &[Column]) -> Vec<Group> {
    let letter = |line: &Line| line.key.split(' ').next().unwrap_or_default().to_owned();
    let mut groups: Vec<Group> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let key = letter(line);
        if groups.last().is_none_or(|group| group.key != key) {
            let id = match key.as_str() {
                "A" => "level-group-a",
                "B" => "level-group-b",
                "C" => "level-group-c",
                "D" => "level-group-d",
                _ => "report-nobody",
            };
            let cells = columns.iter().map(|of| if of.adds_up { Value::Count(0) } else { Value::Empty });
            let cells = cells.collect();
            groups.push(Group { key, name: Word::id(id), first: at, end: at, cells });
        }
        if let Some(group) = groups.last_mut() {
            group.end = at + 1;
            for (sum, cell) in group.cells.iter_mut().zip(&line.cells) {
                if let (Value::Count(sum), Value::Count(count)) = (sum, cell) {
                    *sum += count;
                }
            }
        }
    }
    groups
}

/// The files behind a cell: of a line by its key, or of all lines.
pub fn files(kind: Kind, split: Split, scope: &Scope<'_>, line: Option<&str>, column: usize) -> Vec<Place> {
    match kind.making(scope) {
        Making::Files(spec) => spec.files(scope, split, line, column),
        Making::Own(_, files) => files(scope, line, column),
    }
}

fn adds_up(cells: &[Value], sum: usize, of: &[usize]) -> bool {
    let count = |at: usize| match cells.get(at) {
        Some(Value::Count(count)) => Some(*count),
        Some(_) | None => None,
    };
    count(sum) == of.iter().try_fold(0, |all, at| Some(all + count(*at)?))
}

fn basis(kind: Kind, scope: &Scope<'_>) -> Basis {
    let last = scope.rows.rows().iter().map(|row| row.touched).max().and_then(Minute::moment);
    Basis {
        period: scope.period,
        through: scope.through(),
        lateness: match kind {
            Kind::Index => "portal",
            Kind::Levels
            | Kind::Services
            | Kind::Results
            | Kind::Reasons
            | Kind::Organisation
            | Kind::Overview
            | Kind::Supplements
            | Kind::Feedback
            | Kind::Evaluation
            | Kind::Limits
            | Kind::Steps
            | Kind::Papers
            | Kind::Arrivals
            | Kind::Workload => "report",
        },
        last_event: last,
        calendar: scope.law.calendar.version().to_string(),
        reading: scope.reading,
        names: if kind == Kind::Arrivals { Names::Masked(arrivals::OWNER) } else { Names::None },
        notes: kind.notes().to_vec(),
    }
}
