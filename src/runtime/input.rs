//! The threads that read the keyboard.
//!
//! Must not know: what bytes mean, or what a key does.

use super::threads::{Heard, spawn};
use std::io;
use std::sync::mpsc::SyncSender;

/// Bytes read at once.
#[cfg(unix)]
const CHUNK: usize = 4_096;
/// Chunks waiting to be understood.
#[cfg(unix)]
const CHUNKS: usize = 16;

/// Reads the terminal until the end of the program; its end is [`Heard::End`].
///
/// One thread reads, because reading cannot be told to stop waiting; the other understands, because an
/// escape alone and a paste without an end are known only by time.
#[cfg(unix)]
pub fn listen(heard: &SyncSender<Heard>) -> io::Result<()> {
    use super::keys::Decoder;
    use std::sync::mpsc::{RecvTimeoutError, sync_channel};
    use std::time::{Duration, Instant};

    let (bytes, chunks) = sync_channel::<(Vec<u8>, Duration)>(CHUNKS);
    let start = Instant::now();
    spawn("read", heard.clone(), move || read_all(start, |chunk| bytes.send(chunk).is_ok()))?;
    let to_loop = heard.clone();
    spawn("keys", heard.clone(), move || {
        let mut decoder = Decoder::default();
        let mut messages = Vec::new();
        loop {
            let wait = decoder.deadline().map(|deadline| deadline.saturating_sub(start.elapsed()));
            let chunk = match wait {
                Some(wait) => chunks.recv_timeout(wait),
                None => chunks.recv().map_err(RecvTimeoutError::from),
            };
            match chunk {
                Ok((chunk, at)) => decoder.feed(&chunk, at, &mut messages),
                Err(RecvTimeoutError::Timeout) => decoder.tick(start.elapsed(), &mut messages),
                Err(RecvTimeoutError::Disconnected) => {
                    let _ = to_loop.send(Heard::End);
                    return;
                }
            }
            for message in messages.drain(..) {
                if to_loop.send(Heard::Message(message)).is_err() {
                    return;
                }
            }
        }
    })?;
    Ok(())
}

#[cfg(unix)]
fn read_all(start: std::time::Instant, mut give: impl FnMut((Vec<u8>, std::time::Duration)) -> bool) {
    use std::fs::File;
    use std::io::Read as _;
    use std::os::fd::AsFd as _;

    // Neither the buffer of the standard library nor one of ours that is used again: both would keep passphrases.
    let input = io::stdin().lock();
    let Ok(mut input) = input.as_fd().try_clone_to_owned().map(File::from) else { return };
    loop {
        let mut chunk = vec![0; CHUNK];
        match input.read(&mut chunk) {
            // The other end of the terminal is gone.
            Ok(0) => return,
            Ok(read) => {
                chunk.truncate(read);
                if !give((chunk, start.elapsed())) {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}

/// Reads the console until the end of the program; its end is [`Heard::End`].
#[cfg(not(unix))]
pub fn listen(heard: &SyncSender<Heard>) -> io::Result<()> {
    let to_loop = heard.clone();
    spawn("keys", heard.clone(), move || {
        while let Ok(event) = crossterm::event::read() {
            for one in super::events::heard(event) {
                if to_loop.send(one).is_err() {
                    return;
                }
            }
        }
        let _ = to_loop.send(Heard::End);
    })?;
    Ok(())
}
