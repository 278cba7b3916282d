//! What happens: the state of the screen and how every message changes it.
//!
//! Pure. `update` takes a message and the time and returns effects, which are plain data; somebody
//! else performs them and sends what came of it as messages. Must not know: desk, store, journal,
//! terminal, files, or what time it is.

mod acting;
mod ahead;
pub mod available;
pub mod bundles;
pub mod case_view;
pub mod draft;
pub mod effect;
pub mod form;
mod gate;
pub mod keys;
pub mod late;
pub mod menus;
pub mod message;
pub mod model;
mod moving;
pub mod notice;
pub mod overlay;
pub mod queue;
mod reconciling;
pub mod report;
mod reporting;
pub mod retention;
pub mod run;
pub mod secret;
pub mod setup;
pub mod sheet;
mod shift;
pub mod submit;
mod surveying;
pub mod text;
pub mod update;
