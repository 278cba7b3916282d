//! What happens: the state of the screen and how every message changes it.
//!
//! Pure. `update` takes a message and the time and returns effects, which are plain data; somebody
//! else performs them and sends what came of it as messages. Must not know: desk, store, journal,
//! terminal, files, or what time it is.

pub mod effect;
pub mod message;
pub mod notice;
