//! What is wrong with a law file, and where.
//!
//! Must not know: what is done with a fault. The words in Vietnamese come from the catalogue; the
//! `Display` here is for logs and tests.

use std::fmt;
use std::ops::Range;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The file or folder cannot be read.
    Unreadable(String),
    /// The text is not TOML, or a field is missing, unknown or of the wrong type; the parser's words.
    Shape(String),
    /// A value is not one of those allowed.
    NotOneOf {
        /// The value.
        found: String,
        /// What is allowed.
        allowed: Vec<&'static str>,
    },
    /// A day that does not exist, or a date with a time.
    NotADay(String),
    /// Hours that are not `07:30-11:30`.
    NotHours(String),
    /// A time of day that is not `15:00`.
    NotATime(String),
    /// Open hours of a day overlap, run backwards or are out of order.
    Disordered(String),
    /// A day the nation works has no open hours.
    NoHours(String),
    /// A number below or above what makes sense.
    OutOfRange {
        /// The number.
        found: u64,
        /// The least allowed.
        least: u64,
        /// The most allowed.
        most: u64,
    },
    /// It names something that is not there.
    Unknown(String),
    /// A text or list that must not be empty is.
    Empty(&'static str),
    /// Something that must be there once is there twice.
    Twice(String),
    /// Two versions of a procedure hold on the same days.
    Overlap {
        /// The procedure.
        code: String,
        /// The version it overlaps with.
        with: u32,
    },
    /// A span ends before it begins.
    Backwards,
    /// The steps together take longer than the whole, both in half hours at 8 office hours a day.
    StepsExceed {
        /// The steps together.
        steps: u64,
        /// The whole.
        whole: u64,
    },
    /// The unit of a step cannot be compared with the unit of the whole.
    StepUnit(&'static str),
    /// A special day lies outside the span of the calendar or the year of its table.
    OutOfSpan(String),
    /// A make-up day that works anyway, or a day in lieu that is off anyway.
    Pointless(String),
    /// The year does not have as many working days as it says.
    WorkingDays {
        /// The year.
        year: i32,
        /// What the file says.
        said: u32,
        /// What its days give.
        counted: u32,
    },
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "cannot be read: {why}"),
            Self::Shape(message) => f.write_str(message),
            Self::NotOneOf { found, .. } => write!(f, "`{found}` is not allowed here"),
            Self::NotADay(found) => write!(f, "`{found}` is not a day"),
            Self::NotATime(found) => write!(f, "`{found}` is not a time of day"),
            Self::NotHours(found) => write!(f, "`{found}` is not a span of hours"),
            Self::Disordered(day) => write!(f, "the hours of {day} overlap or are out of order"),
            Self::NoHours(day) => write!(f, "{day} is a working day without hours"),
            Self::OutOfRange { found, least, most } => write!(f, "{found} is not within {least} to {most}"),
            Self::Unknown(what) => write!(f, "there is no `{what}` to be named here"),
            Self::Empty(what) => write!(f, "{what} is empty"),
            Self::Twice(what) => write!(f, "{what} is there twice"),
            Self::Overlap { code, with } => write!(f, "{code} holds on the same days as its version {with}"),
            Self::Backwards => f.write_str("the span ends before it begins"),
            Self::StepsExceed { steps, whole } => {
                write!(f, "the steps take {steps} half hours, the whole gives only {whole}")
            }
            Self::StepUnit(unit) => write!(f, "a step in {unit} cannot be compared with the whole"),
            Self::OutOfSpan(day) => write!(f, "{day} is outside its calendar or its year"),
            Self::Pointless(day) => write!(f, "{day} is that already by its weekday"),
            Self::WorkingDays { year, said, counted } => {
                write!(f, "{year} is said to have {said} working days, its days give {counted}")
            }
        }
    }
}

impl FaultKind {
    /// What a person can do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable(_) => "check that the file exists and may be read".into(),
            Self::Shape(_) => "compare with the same table in the file that came with the program".into(),
            Self::NotOneOf { allowed, .. } => format!("use one of: {}", allowed.join(", ")),
            Self::NotADay(_) => "write the day as 2026-11-24, without quotes or time".into(),
            Self::NotATime(_) => "write the time as \"15:00\"".into(),
            Self::NotHours(_) => "write the hours as \"07:30-11:30\"".into(),
            Self::Disordered(_) => "write the hours in order, each ending after it begins".into(),
            Self::NoHours(_) => "give the day at least one span of hours".into(),
            Self::OutOfRange { least, most, .. } => format!("use a number from {least} to {most}"),
            Self::Unknown(_) => "use a key that is defined in the rule files, above where it is named".into(),
            Self::Empty(_) => "fill it in".into(),
            Self::Twice(_) => "remove one of the two".into(),
            Self::Overlap { .. } => "end the older version the day before the newer begins".into(),
            Self::Backwards => "exchange the two days".into(),
            Self::StepsExceed { .. } => "shorten a step, or check the limit of the whole".into(),
            Self::StepUnit(_) => "give the step in working hours, half days or working days".into(),
            Self::OutOfSpan(_) => "move the day to its year, or widen first and last".into(),
            Self::Pointless(_) => "check the day and the kind".into(),
            Self::WorkingDays { .. } => "check the days of that year against the announcement".into(),
        }
    }
}

/// One fault and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, as the user knows it.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 where the whole file is meant.
    pub column: usize,
    /// What is wrong.
    pub kind: FaultKind,
}

impl Fault {
    /// What a person can do about it.
    pub fn hint(&self) -> String {
        self.kind.hint()
    }
}

/// `file:line:column: what (hint)`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {} ({})", self.file, self.line, self.column, self.kind, self.hint())
    }
}

impl std::error::Error for Fault {}

/// Collects the faults of one text, turning byte offsets into lines and columns.
pub(super) struct Finder<'a> {
    file: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
}

impl<'a> Finder<'a> {
    pub(super) const fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, faults: Vec::new() }
    }

    /// Notes a fault at a byte range of the text.
    pub(super) fn note(&mut self, span: Range<usize>, kind: FaultKind) {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        self.faults.push(Fault { file: self.file.to_owned(), line, column, kind });
    }

    /// Notes what the parser found.
    pub(super) fn parser(&mut self, error: &toml::de::Error) {
        let message = error.message().to_owned();
        self.note(error.span().unwrap_or(0..0), FaultKind::Shape(message));
    }

    /// Whether nothing is wrong so far.
    pub(super) fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    /// The faults in the order of the text.
    pub(super) fn into_faults(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| (fault.line, fault.column));
        self.faults
    }
}
