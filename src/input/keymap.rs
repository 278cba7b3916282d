//! Which key sequence runs which command in which pane.
//!
//! Resolving is a pure function of the map, the panes that have the focus and the keys pressed so far, so
//! the footer, the help and the keys themselves cannot disagree. Must not know: files, screens, or
//! whether a command is possible now.

use super::command::{Command, Pane};
use super::key::{Key, Sequence};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// The beginning of a longer sequence: wait for the next key.
    Pending,
    /// This command.
    Matched(Command),
    /// Nothing: drop the keys, or let a text field have them.
    NotFound,
}

/// One line of the box that shows how a pending sequence can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Continuation {
    /// The next key.
    pub key: Key,
    /// The command it runs, or nothing if it only leads further.
    pub command: Option<Command>,
}

/// The bindings of every pane.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    panes: BTreeMap<Pane, BTreeMap<Sequence, Command>>,
}

impl Keymap {
    /// Binds a sequence in a pane; gives back what it was bound to.
    pub fn bind(&mut self, pane: Pane, keys: Sequence, command: Command) -> Option<Command> {
        self.panes.entry(pane).or_default().insert(keys, command)
    }

    /// Takes a binding away; gives back what it was bound to.
    pub fn unbind(&mut self, pane: Pane, keys: &Sequence) -> Option<Command> {
        self.panes.get_mut(&pane)?.remove(keys)
    }

    /// All bindings of one pane itself, in order of their keys.
    pub fn bindings(&self, pane: Pane) -> impl Iterator<Item = (&Sequence, Command)> {
        self.panes.get(&pane).into_iter().flatten().map(|(keys, command)| (keys, *command))
    }

    /// The bindings of one pane that begin with these keys and go on: they stand right behind them.
    pub fn longer<'a>(
        &'a self,
        pane: Pane,
        keys: &'a Sequence,
    ) -> impl Iterator<Item = (&'a Sequence, Command)> {
        let behind = (Bound::Excluded(keys), Bound::Unbounded);
        let found = self.panes.get(&pane).map(|bindings| bindings.range(behind)).into_iter().flatten();
        found.take_while(|(other, _)| keys.hides(other)).map(|(other, command)| (other, *command))
    }

    /// What the keys pressed so far mean, given the panes that hear keys, innermost first.
    ///
    /// [`Pane::Any`] is asked last and need not be in the stack; of its keys only those live whose
    /// command works in a pane of the stack. An overlay that takes all keys stands in the stack alone.
    /// While a pane that takes text is in the stack, a printable key never begins a command.
    pub fn resolve(&self, stack: &[Pane], pressed: &[Key]) -> Resolved {
        let Some(first) = pressed.first() else { return Resolved::NotFound };
        if first.text().is_some() && stack.iter().any(|pane| pane.takes_text()) {
            return Resolved::NotFound;
        }
        with_any(stack)
            .map(|pane| self.resolve_in(pane, stack, pressed))
            .find(|found| *found != Resolved::NotFound)
            .unwrap_or(Resolved::NotFound)
    }

    fn resolve_in(&self, pane: Pane, stack: &[Pane], pressed: &[Key]) -> Resolved {
        // Of the sequences that begin with the pressed keys, the shortest comes first.
        let mut further = self.live(pane, stack).filter(|(keys, _)| keys.keys().starts_with(pressed));
        match further.next() {
            None => Resolved::NotFound,
            Some((keys, command)) if keys.keys().len() == pressed.len() => Resolved::Matched(command),
            Some(_) => Resolved::Pending,
        }
    }

    /// The bindings of one pane whose command works in the stack.
    fn live(&self, pane: Pane, stack: &[Pane]) -> impl Iterator<Item = (&Sequence, Command)> {
        self.bindings(pane).filter(move |(_, command)| {
            pane != Pane::Any || with_any(stack).any(|pane| command.works_in(pane))
        })
    }

    /// How the keys pressed so far can go on, each next key once, in order.
    pub fn continuations(&self, stack: &[Pane], pressed: &[Key]) -> Vec<Continuation> {
        let next: BTreeSet<Key> = with_any(stack)
            .flat_map(|pane| self.live(pane, stack))
            .filter(|(keys, _)| keys.keys().starts_with(pressed))
            .filter_map(|(keys, _)| keys.keys().get(pressed.len()).copied())
            .collect();
        next.into_iter()
            .filter_map(|key| {
                let keys: Vec<Key> = pressed.iter().copied().chain([key]).collect();
                match self.resolve(stack, &keys) {
                    Resolved::Matched(command) => Some(Continuation { key, command: Some(command) }),
                    Resolved::Pending => Some(Continuation { key, command: None }),
                    Resolved::NotFound => None,
                }
            })
            .collect()
    }

    /// The sequences that run a command here, shortest first; only those that really reach it.
    pub fn keys_of(&self, command: Command, stack: &[Pane]) -> Vec<&Sequence> {
        let mut found: Vec<&Sequence> = with_any(stack)
            .flat_map(|pane| self.live(pane, stack))
            .filter(|(keys, bound)| *bound == command && self.reaches(stack, keys, command))
            .map(|(keys, _)| keys)
            .collect();
        found.sort_by_key(|keys| (keys.keys().len(), *keys));
        found.dedup();
        found
    }

    /// Every sequence of the panes in the stack that really runs something, with its command.
    pub fn effective(&self, stack: &[Pane]) -> Vec<(&Sequence, Command)> {
        let mut found: Vec<(&Sequence, Command)> = with_any(stack)
            .flat_map(|pane| self.live(pane, stack))
            .filter(|(keys, command)| self.reaches(stack, keys, *command))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    /// Whether pressing the whole sequence, key by key, ends at the command.
    fn reaches(&self, stack: &[Pane], keys: &Sequence, command: Command) -> bool {
        let keys = keys.keys();
        let waits = (1..keys.len())
            .filter_map(|n| keys.get(..n))
            .all(|begun| self.resolve(stack, begun) == Resolved::Pending);
        waits && self.resolve(stack, keys) == Resolved::Matched(command)
    }
}

/// The stack with the pane that is everywhere at its end, once.
fn with_any(stack: &[Pane]) -> impl Iterator<Item = Pane> {
    stack.iter().copied().filter(|pane| *pane != Pane::Any).chain([Pane::Any])
}
