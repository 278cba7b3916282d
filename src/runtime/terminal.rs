//! The terminal is borrowed: taken whole, given back exactly as it was, whatever happens between.
//!
//! No mouse (it would take away selecting), no kitty protocol (it goes past input methods), no questions to
//! the terminal (answers arrive as typed letters), nothing in the window title. Must not know: what is drawn.

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{Command, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use std::io::{self, IsTerminal as _, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Whether keyboard and screen are a terminal at all.
pub fn is_here() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Whether the terminal is ours now. Shared by the loop, which draws only while it is, and by the panic
/// hook and the signals, which give it back from whatever thread they run in.
#[derive(Debug, Clone, Default)]
pub struct Lease(Arc<Mutex<bool>>);

impl Lease {
    /// Takes the terminal: raw, on its second screen, pastes in brackets. Once is enough.
    pub fn take(&self) -> io::Result<()> {
        let mut ours = self.ours();
        if *ours {
            return Ok(());
        }
        enable_raw_mode()?;
        *ours = true;
        let taken = write(|out| queue!(out, EnterAlternateScreen, EnableBracketedPaste));
        if taken.is_err() {
            give_back(&mut ours);
        }
        taken
    }

    /// Gives the terminal back. Every step is tried whatever came of the one before; a terminal that is
    /// gone cannot be restored and is no error.
    pub fn give_back(&self) {
        give_back(&mut self.ours());
    }

    fn ours(&self) -> MutexGuard<'_, bool> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn give_back(ours: &mut bool) {
    if !std::mem::take(ours) {
        return;
    }
    step(DisableBracketedPaste);
    step(ResetColor);
    step(LeaveAlternateScreen);
    step(Show);
    // The rest of a paste must not be typed into the shell.
    #[cfg(unix)]
    let _ = nix::sys::termios::tcflush(io::stdin(), nix::sys::termios::FlushArg::TCIFLUSH);
    let _ = disable_raw_mode();
}

/// Mends a terminal that a program which was killed has left behind: off the second screen, the cursor shown, lines read
/// and echoed as a shell wants them. What it was exactly nobody knows any more; these are the usual settings.
pub fn mend() -> io::Result<()> {
    write(|out| queue!(out, DisableBracketedPaste, ResetColor, LeaveAlternateScreen, Show))?;
    #[cfg(unix)]
    {
        use nix::sys::termios::{InputFlags, LocalFlags, OutputFlags, SetArg, tcgetattr, tcsetattr};
        let mut settings = tcgetattr(io::stdin())?;
        settings.input_flags |= InputFlags::ICRNL | InputFlags::IXON;
        settings.output_flags |= OutputFlags::OPOST;
        settings.local_flags |= LocalFlags::ECHO | LocalFlags::ICANON | LocalFlags::ISIG | LocalFlags::IEXTEN;
        tcsetattr(io::stdin(), SetArg::TCSAFLUSH, &settings)?;
    }
    Ok(())
}

fn step(command: impl Command) {
    let _ = write(|out| queue!(out, command));
}

fn write(fill: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
    let mut bytes = Vec::new();
    fill(&mut bytes)?;
    pour(&bytes)
}

/// Bytes to the terminal, not by the buffer of the standard library: it would keep what a screen showed after a lock.
#[cfg(unix)]
fn pour(bytes: &[u8]) -> io::Result<()> {
    use std::fs::File;
    use std::os::fd::AsFd as _;
    use std::sync::OnceLock;

    static DIRECT: OnceLock<Option<File>> = OnceLock::new();
    let mut out = io::stdout().lock();
    out.flush()?;
    let direct = DIRECT.get_or_init(|| io::stdout().as_fd().try_clone_to_owned().ok().map(File::from));
    match direct.as_ref() {
        Some(direct) => { direct }.write_all(bytes),
        None => out.write_all(bytes).and_then(|()| out.flush()),
    }
}

#[cfg(not(unix))]
fn pour(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Bytes to the screen: kept until a frame is whole, dropped once the terminal is not ours.
#[derive(Debug)]
pub struct Output {
    lease: Lease,
    frame: Vec<u8>,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = std::mem::take(&mut self.frame);
        let ours = self.lease.ours();
        if *ours && !frame.is_empty() {
            pour(&frame)?;
        }
        drop(ours);
        Ok(())
    }
}

/// The screen while it is borrowed; dropping it gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Output>>,
    lease: Lease,
}

impl Screen {
    /// Takes the terminal and its screen.
    pub fn take(lease: Lease) -> io::Result<Self> {
        lease.take()?;
        let output = Output { lease: lease.clone(), frame: Vec::new() };
        match Terminal::new(CrosstermBackend::new(output)) {
            Ok(terminal) => Ok(Self { terminal, lease }),
            Err(error) => {
                lease.give_back();
                Err(error)
            }
        }
    }

    /// Draws a frame; nothing on a screen without cells.
    pub fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        let (columns, rows) = size()?;
        if columns == 0 || rows == 0 {
            return Ok(());
        }
        self.terminal.draw(view).map(|_| ())
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole. Not by ratatui's `clear`,
    /// which asks the terminal where the cursor is.
    pub fn forget(&mut self) -> io::Result<()> {
        let (columns, rows) = size()?;
        self.terminal.resize(Rect::new(0, 0, columns, rows))
    }

    /// Gives the terminal back until [`Screen::resume`].
    pub fn pause(&mut self) {
        self.lease.give_back();
    }

    /// Takes the terminal again, in whatever state somebody else left it.
    pub fn resume(&mut self) -> io::Result<()> {
        self.lease.give_back();
        self.lease.take()?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.lease.give_back();
    }
}
