//! The commands of the shell, each a few lines over the desk.
//!
//! Stable: names, exit codes, and what goes to standard output. Must not know: what the desk decides.

mod accounting;
mod args;
mod bundles;
mod checking;
mod dating;
mod days;
mod exit;
mod failures;
mod forms;
mod keeping;
mod keys;
mod levels;
mod making;
mod place;
mod procedures;
mod proposing;
mod publishing;
mod reconciling;
mod register;
mod reporting;
mod retention;
mod say;
mod surveying;
mod trusting;
mod workstation;

use crate::domain::moment::Moment;
use crate::domain::report::Kind;
use crate::look::catalog::Language;
use args::{Asked, Cli, Command, FormsCommand, Lang, People, RegisterCommand, Report};
use clap::Parser as _;
use exit::{Code, Outcome};
use say::Say;
use std::ffi::OsString;
use std::process::ExitCode;

/// Does what the arguments ask, at a moment.
pub fn run(arguments: impl IntoIterator<Item = OsString>, now: Moment) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help goes to standard output and is fine; anything else is told and refused.
            let _ = error.print();
            return if error.use_stderr() { Code::Refused } else { Code::Fine }.into();
        }
    };
    let say = Say::new(match cli.lang {
        Lang::Vi => Language::Vi,
        Lang::En => Language::En,
    });
    match perform(cli, now, &say) {
        Ok(code) => code.into(),
        Err(failure) => {
            Say::tell(&failure.words);
            failure.code.into()
        }
    }
}

fn perform(cli: Cli, now: Moment, say: &Say) -> Outcome {
    let dir = cli.dir;
    match cli.command {
        None => Ok(workstation::run(&place::chosen(dir, say)?)),
        Some(Command::Demo(wanted)) => making::demo(dir, &wanted, now, say),
        Some(Command::Generate(wanted)) => making::generate(dir, &wanted, now, say),
        Some(Command::Report { report: Report::Proposal(wanted) }) => proposing::run(dir, &wanted, now, say),
        Some(Command::Report { report }) => {
            let (kind, asked) = kind(report);
            reporting::run(dir, kind, &asked, now, say)
        }
        Some(Command::Forms { command: FormsCommand::List }) => forms::list(dir, say),
        Some(Command::Forms { command: FormsCommand::Check }) => forms::check(dir, say),
        Some(Command::Forms { command: FormsCommand::Copy { form } }) => forms::copy(dir, &form, say),
        Some(Command::Forms { command: FormsCommand::Preview { form, out, received } }) => {
            forms::preview(dir, &forms::Wanted { form, out, received }, now, say)
        }
        Some(Command::Register { command: RegisterCommand::Print { year, out } }) => {
            register::print(dir, year, &out, now, say)
        }
        Some(Command::Register { command: RegisterCommand::Close { year } }) => {
            register::close(dir, year, now, say)
        }
        Some(Command::Register { command: RegisterCommand::Check }) => register::check(dir, now, say),
        Some(Command::Publish { site }) => publishing::run(dir, &site, now, say),
        Some(Command::Account(wanted)) => accounting::run(dir, &wanted, now, say),
        Some(Command::Survey(wanted)) => surveying::run(dir, &wanted, now, say),
        Some(Command::Reconcile(wanted)) => reconciling::run(dir, &wanted, now, say),
        Some(Command::Due(wanted)) => dating::run(dir, &wanted, now, say),
        Some(Command::Calendar { what }) => days::run(dir, what, now, say),
        Some(Command::Procedures { what }) => procedures::run(dir, &what, now, say),
        Some(Command::Check(wanted)) => checking::run(dir, &wanted, now, say),
        Some(Command::Seal(wanted)) => trusting::seal(dir, &wanted, now, say),
        Some(Command::People { people: People::List }) => trusting::list(dir, say),
        Some(Command::People { people: People::Admit(wanted) }) => trusting::admit(dir, &wanted, now, say),
        Some(Command::People { people: People::Dismiss { person } }) => {
            trusting::dismiss(dir, &person, now, say)
        }
        Some(Command::Retention { retention: wanted }) => retention::run(dir, &wanted, now, say),
        Some(Command::Recover { person, witness }) => trusting::recover(dir, &person, &witness, now, say),
        Some(Command::Log { last }) => trusting::log(dir, last, now, say),
        Some(Command::CloseDay { person, out }) => {
            trusting::close_day(dir, person.as_deref(), out.as_deref(), now, say)
        }
        Some(Command::Drill { file }) => trusting::drill(dir, &file, now, say),
        Some(Command::Bundle { bundle }) => bundles::run(dir, bundle, now, say),
        Some(Command::Rebuild) => keeping::rebuild(dir, now, say),
        Some(Command::Backup { file }) => keeping::backup(dir, &file, say),
        Some(Command::Restore { file }) => keeping::restore(dir, &file, say),
        Some(Command::ResetTty) => workstation::reset_tty(),
        Some(Command::Script { file }) => workstation::script(&file, &place::chosen(dir, say)?, say),
    }
}

fn kind(report: Report) -> (Kind, Asked) {
    match report {
        Report::Levels(asked) => (Kind::Levels, asked),
        Report::Results(asked) => (Kind::Results, asked),
        Report::Reasons(asked) => (Kind::Reasons, asked),
        Report::Organisation(asked) => (Kind::Organisation, asked),
        Report::Overview(asked) => (Kind::Overview, asked),
        Report::Services(asked) => (Kind::Services, asked),
        Report::Supplements(asked) => (Kind::Supplements, asked),
        Report::Feedback(asked) => (Kind::Feedback, asked),
        Report::Evaluation(asked) => (Kind::Evaluation, asked),
        Report::Index(asked) => (Kind::Index, asked),
        Report::Limits(asked) => (Kind::Limits, asked),
        Report::Steps(asked) => (Kind::Steps, asked),
        Report::Papers(asked) => (Kind::Papers, asked),
        // Told before by a command of its own; its figures are those of the review of limits.
        Report::Proposal(wanted) => (Kind::Limits, wanted.asked),
        Report::Arrivals(asked) => (Kind::Arrivals, asked),
        Report::Workload(asked) => (Kind::Workload, asked),
    }
}
