//! What a command tells the shell.
//!
//! Must not know: what the command did.

use std::io;
use std::process::ExitCode;

/// The ends of a command; a stable contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// All is well.
    Fine,
    /// Something is wrong with the data or the machine.
    Wrong,
    /// It was asked wrongly, or may not be done; nothing was touched.
    Refused,
    /// A fault of the program itself; it has said so.
    Faulty,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(match code {
            Code::Fine => 0,
            Code::Wrong => 1,
            Code::Refused => 2,
            Code::Faulty => 70,
        })
    }
}

/// Why a command ended before its time: a code, and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What the shell is told.
    pub code: Code,
    /// What people are told; several lines at most.
    pub words: String,
}

impl Failure {
    /// Nothing was touched.
    pub const fn refused(words: String) -> Self {
        Self { code: Code::Refused, words }
    }

    /// Something is wrong.
    pub const fn wrong(words: String) -> Self {
        Self { code: Code::Wrong, words }
    }
}

/// A reader who has seen enough and closed the pipe is no failure.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self { code: Code::Fine, words: String::new() }
        } else {
            Self::wrong(error.to_string())
        }
    }
}

/// How a command ends.
pub type Outcome = Result<Code, Failure>;
