//! What a disk does to a file over the years: bits, pages, the end.

use super::sim_disk::Chance;

const PAGE: usize = 4096;

/// A kind of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hurt {
    /// One bit is another.
    Bit,
    /// A page reads as zeros.
    Zeroed,
    /// Two pages stand in each other's place.
    Swapped,
    /// The end is gone.
    Cut,
}

impl Hurt {
    /// The kind of a round: five bits, two zeroed pages, one swap and one cut in nine.
    pub fn of_round(round: u64) -> Self {
        match round % 9 {
            0..5 => Self::Bit,
            5 | 6 => Self::Zeroed,
            7 => Self::Swapped,
            _ => Self::Cut,
        }
    }

    /// Spoils bytes somewhere and gives the ranges that are not as they were. A file shorter than two pages has
    /// halves for pages. None where the bytes are such that this kind changes nothing.
    pub fn spoil(self, bytes: &mut Vec<u8>, chance: &mut Chance) -> Option<Vec<(u64, u64)>> {
        let before = bytes.clone();
        let page = PAGE.min(bytes.len().div_ceil(2)).max(1);
        let pages = bytes.len() / page;
        let ranges = match self {
            Self::Bit => {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
                vec![(at, at + 1)]
            }
            Self::Zeroed => {
                let from = chance.below(bytes.len().div_ceil(page)) * page;
                let to = (from + page).min(bytes.len());
                bytes[from..to].fill(0);
                vec![(from, to)]
            }
            Self::Swapped if pages < 2 => return None,
            Self::Swapped => {
                let one = chance.below(pages - 1);
                let other = one + 1 + chance.below(pages - 1 - one);
                let (low, high) = bytes.split_at_mut(other * page);
                low[one * page..(one + 1) * page].swap_with_slice(&mut high[..page]);
                vec![(one * page, (one + 1) * page), (other * page, (other + 1) * page)]
            }
            Self::Cut => {
                let to = chance.below(bytes.len());
                bytes.truncate(to);
                vec![(to, before.len())]
            }
        };
        let ranges = ranges.into_iter().map(|(from, to)| (from as u64, to as u64)).collect();
        (*bytes != before).then_some(ranges)
    }
}
