//! A terminal that is lent to a program: its settings before and after, and everything sent in between.
#![cfg(target_os = "linux")]

use super::clerk::Clerk;
use super::process::Process;
use super::pty::Terminal;

/// Looks at the terminal, runs a program in it, and looks again.
const BETWEEN: &str = "echo \"before=$(stty -g);\"; sh -c 'echo \"pid=$$;\"; exec \"$0\" \"$@\"' \"$@\"; \
                       echo \"code=$?;\"; echo \"after=$(stty -g);\"; echo over";

/// The same with the program as a job of the shell, continued each time it is stopped.
const AS_JOB: &str = "echo \"before=$(stty -g);\"; set -m; sh -c 'echo \"pid=$$;\"; exec \"$0\" \"$@\"' \"$@\"; \
                      echo \"stopped=$(stty -g);\"; fg >/dev/null; \
                      echo \"code=$?;\"; echo \"after=$(stty -g);\"; echo over";

/// A clerk at a program in a borrowed terminal.
pub struct Borrowed {
    pub clerk: Clerk,
    pub process: Process,
}

/// How it ended.
pub struct Returned {
    pub code: String,
    /// What was sent after the program's screen was left.
    pub said: String,
}

impl Borrowed {
    /// Lends the terminal to a program.
    pub fn lend(program: &[&str]) -> Self {
        Self::of(BETWEEN, program)
    }

    /// Lends it to a program that its shell can stop, once.
    pub fn lend_as_job(program: &[&str]) -> Self {
        Self::of(AS_JOB, program)
    }

    fn of(script: &str, program: &[&str]) -> Self {
        let mut terminal = Terminal::start("/bin/sh", &[&["-c", script, "sh"], program].concat());
        terminal.wait_for("the pid", |terminal| terminal.value_sent("pid").is_some());
        let process = Process(terminal.value_sent("pid").unwrap());
        Self { clerk: Clerk::at(terminal), process }
    }

    /// Whether the program has given the terminal back and the shell is over.
    pub fn is_over(&self) -> bool {
        self.clerk.terminal.everything_sent().contains("code=")
    }

    /// Waits for the end of the program and checks that the terminal is as it was.
    pub fn returned(mut self) -> Result<Returned, String> {
        self.clerk.terminal.wait_for("the end", |terminal| terminal.value_sent("after").is_some());
        let terminal = &self.clerk.terminal;
        let value = |name| terminal.value_sent(name).unwrap();
        if value("before") != value("after") || !value("before").contains(':') {
            return Err(format!("settings {} are {} now", value("before"), value("after")));
        }
        let screen = terminal.emulator.screen();
        if screen.alternate_screen() || screen.bracketed_paste() || screen.hide_cursor() {
            return Err("the screen was not given back".to_owned());
        }
        let sent = terminal.everything_sent();
        let count = |what: &str| sent.matches(what).count();
        let (taken, given) = (count("\x1b[?1049h"), count("\x1b[?1049l"));
        if taken != given || count("\x1b[?2004h") != count("\x1b[?2004l") {
            return Err(format!("taken {taken} times, given back {given} times"));
        }
        // Nothing that would have to be put back besides: no title, no mouse, no questions.
        if let Some(never) = ["\x1b[?1000h", "\x1b[?1003h", "\x1b[>", "\x1b]", "\x1b[6n", "\x1b[c"]
            .iter()
            .find(|never| sent.contains(**never))
        {
            return Err(format!("sent {never:?}"));
        }
        let said = sent.rsplit_once("\x1b[?1049l").map_or(sent.as_str(), |(_, said)| said);
        let (said, _) = said.split_once("code=").unwrap();
        let said = said.replace("\x1b[?25h", "");
        if said.contains('\x1b') {
            return Err(format!("drawn after the terminal was given back: {said:?}"));
        }
        Ok(Returned { code: value("code"), said })
    }
}
