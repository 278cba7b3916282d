//! A real process in a real pseudo-terminal, read by a terminal emulator. Waits for what is awaited, with
//! a deadline, and never sleeps.
#![cfg(unix)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Nothing awaited takes so long on any machine.
const DEADLINE: Duration = Duration::from_secs(20);

pub struct Terminal {
    pub child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    bytes: Receiver<Vec<u8>>,
    pub emulator: vt100::Parser,
    /// Everything the terminal was sent.
    pub sent: Vec<u8>,
}

/// The example program, built as it is now; `MOTCUA_PROBE` names another build of it.
pub fn probe() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        if let Some(named) = std::env::var_os("MOTCUA_PROBE") {
            return named.into();
        }
        let test = std::env::current_exe().unwrap();
        let profile = test.parent().unwrap().parent().unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--example", "terminal_probe"]);
        cargo.current_dir(env!("CARGO_MANIFEST_DIR")).arg("--target-dir").arg(profile.parent().unwrap());
        if profile.ends_with("release") {
            cargo.arg("--release");
        }
        assert!(cargo.status().unwrap().success());
        profile.join("examples/terminal_probe")
    });
    built.clone()
}

/// The emulator has at least one cell.
fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count.max(1)).unwrap()
}

/// Starts the example, reads until it shows itself, and closes the window. Its exit code.
pub fn close_window() -> u32 {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut child = pair.slave.spawn_command(CommandBuilder::new(probe())).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut chunk = [0; 8192];
    while !String::from_utf8_lossy(&seen).contains("PROBE") {
        let read = reader.read(&mut chunk).unwrap();
        seen.extend(&chunk[..read]);
    }
    drop(reader);
    drop(pair.master);
    child.wait().unwrap().exit_code()
}

pub fn signal(pid: &str, name: &str) {
    assert!(Command::new("kill").args([&format!("-{name}"), pid]).status().unwrap().success());
}

impl Terminal {
    pub fn start(program: &str, args: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (give, bytes) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(read @ 1..) = reader.read(&mut chunk) {
                if give.send(chunk[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let emulator = vt100::Parser::new(cells(24), cells(80), 0);
        Self { child, master: pair.master, bytes, emulator, sent: Vec::new() }
    }

    /// The example alone.
    pub fn probe() -> Self {
        let mut terminal = Self::start(probe().to_str().unwrap(), &[]);
        terminal.see("PROBE");
        terminal
    }

    /// A shell script in which `$PROBE` is the example.
    pub fn script(script: &str) -> Self {
        let script = format!("PROBE='{}'; {script}", probe().display());
        Self::start("/bin/sh", &["-c", &script])
    }

    pub fn writer(&mut self) -> Box<dyn Write + Send> {
        self.master.take_writer().unwrap()
    }

    /// Waits until the screen is as wanted.
    pub fn until(&mut self, what: &str, mut wanted: impl FnMut(&vt100::Screen) -> bool) {
        self.wait_for(what, |terminal| wanted(terminal.emulator.screen()));
    }

    /// Waits until a whole frame is there in which the screen is as wanted.
    pub fn until_drawn(&mut self, what: &str, mut wanted: impl FnMut(&vt100::Screen) -> bool) {
        self.wait_for(what, |terminal| terminal.is_whole() && wanted(terminal.emulator.screen()));
    }

    /// Waits until enough has come.
    pub fn wait_for(&mut self, what: &str, mut enough: impl FnMut(&Self) -> bool) {
        let began = Instant::now();
        while !enough(self) {
            let left = DEADLINE.saturating_sub(began.elapsed());
            let Ok(chunk) = self.bytes.recv_timeout(left) else {
                panic!("{what} never came:\n{}", self.emulator.screen().contents());
            };
            self.take(&chunk);
        }
    }

    fn take(&mut self, chunk: &[u8]) {
        self.emulator.process(chunk);
        self.sent.extend(chunk);
    }

    /// Whether what came ends where a frame ends: the cursor shown, then put into its place.
    pub fn is_whole(&self) -> bool {
        let tail = &self.sent[self.sent.len().saturating_sub(20)..];
        let tail = String::from_utf8_lossy(tail);
        tail.rsplit_once("\x1b[?25h\x1b[").is_some_and(|(_, place)| {
            place
                .strip_suffix('H')
                .is_some_and(|place| place.bytes().all(|b| b.is_ascii_digit() || b == b';'))
        })
    }

    /// Reads what comes until a moment; whether anything came.
    pub fn rest(&mut self, until: Instant) -> bool {
        let mut came = false;
        self.rest_or(until, |_| {
            came = true;
            false
        });
        came
    }

    /// Reads what comes until a moment, or until a screen is enough.
    pub fn rest_or(&mut self, until: Instant, mut enough: impl FnMut(&vt100::Screen) -> bool) {
        while let Ok(chunk) = self.bytes.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.take(&chunk);
            if enough(self.emulator.screen()) {
                return;
            }
        }
    }

    pub fn see(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// What stands on the screen between a name and the next semicolon.
    pub fn value(&self, name: &str) -> String {
        let contents = self.emulator.screen().contents();
        let (_, rest) = contents.split_once(&format!("{name}=")).unwrap();
        rest.split([';', ' ']).next().unwrap().to_owned()
    }

    /// What was sent last between a name and the next semicolon, as far as it has come.
    pub fn value_sent(&self, name: &str) -> Option<String> {
        let sent = self.everything_sent();
        let (_, rest) = sent.rsplit_once(&format!("{name}="))?;
        rest.split_once(';').map(|(value, _)| value.to_owned())
    }

    /// Kills the program; the library's own way would hang up first, and let it leave in order.
    pub fn kill(&mut self) {
        signal(&self.child.process_id().unwrap().to_string(), "KILL");
        self.child.wait().unwrap();
    }

    pub fn signal(&self, name: &str) {
        signal(&self.value("pid"), name);
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).unwrap();
        self.lose_cells(columns, rows);
    }

    /// Gives the emulator alone another size.
    pub fn lose_cells(&mut self, columns: u16, rows: u16) {
        self.emulator.screen_mut().set_size(cells(rows), cells(columns));
    }

    pub fn everything_sent(&self) -> String {
        String::from_utf8_lossy(&self.sent).into_owned()
    }
}
