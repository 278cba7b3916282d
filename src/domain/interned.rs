//! Names as small numbers, so that rows stay narrow.
//!
//! Must not know: what is named.

use std::collections::BTreeMap;

/// Names by number, 1 upwards; 0 is nobody.
#[derive(Debug, Clone)]
pub struct Interned<T> {
    /// The names, the first of number 1.
    pub names: Vec<T>,
    numbers: BTreeMap<T, u16>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self { names: Vec::new(), numbers: BTreeMap::new() }
    }
}

impl<T: Ord + Clone> Interned<T> {
    /// Those of a list.
    pub fn of(names: Vec<T>) -> Option<Self> {
        let numbers = names.iter().cloned().zip(1..=u16::try_from(names.len()).ok()?).collect();
        Some(Self { names, numbers })
    }

    /// The number of a name; a name beyond 65,535 of them shares 0 and shows as unknown.
    pub fn number(&mut self, name: &T) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let Ok(number) = u16::try_from(self.names.len() + 1) else { return 0 };
        self.names.push(name.clone());
        self.numbers.insert(name.clone(), number);
        number
    }

    /// The name of a number.
    pub fn name(&self, number: u16) -> Option<&T> {
        self.names.get(usize::from(number).checked_sub(1)?)
    }
}
