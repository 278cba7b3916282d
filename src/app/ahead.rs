//! Typing ahead: keys pressed before the desk has answered wait for what they are meant for.
//!
//! Must not know: what keys do.

use super::effect::Effect;
use super::keys;
use super::model::Model;
use crate::input::key::{Key, KeyCode};

/// Most keys that are typed ahead of an answer.
const MOST_HELD: usize = 2_000;

/// Keeps a key for later while the desk has yet to answer. `esc` does not wait: it gives the waiting up, and
/// the keys with it.
pub fn holds(model: &mut Model, key: Key) -> bool {
    if !model.is_waiting() {
        return false;
    }
    if key.code() == KeyCode::Esc {
        model.held.clear();
        if let Some(desk) = model.desk_mut() {
            desk.waiting = None;
        }
        return false;
    }
    if model.held.len() < MOST_HELD {
        model.held.push_back(key);
    }
    true
}

/// Presses the keys that were typed ahead, until one of them asks the desk again.
pub fn catch_up(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    while !model.is_waiting()
        && let Some(key) = model.held.pop_front()
    {
        effects.extend(keys::run_key(model, key));
    }
    effects
}
