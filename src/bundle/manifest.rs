//! The list of what a bundle holds, and its one form of bytes: what does not read back to the same bytes is refused.
//!
//! All numbers big-endian; texts and lists with their length in front. Must not know: keys, files, cases.

use super::name::{is_case_name, is_pack_name};
use super::{BundleError, MOST_BYTES, MOST_ITEM, MOST_ITEMS};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr};

const FORMAT: u16 = 1;
/// Most bytes of a manifest.
pub const MOST_MANIFEST: usize = 16 << 20;
/// Letters of the sender's name, at most, in bytes.
const MOST_NAME: usize = 400;
/// Most earlier points one manifest names.
pub(super) const MOST_EARLIER: usize = 1_000;

/// A point of somebody's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Point {
    /// The last frame.
    pub sequence: u64,
    /// Its chain hash.
    pub hash: [u8; 32],
}

/// What the sender last took from the receiver: the receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Number of the receiver's bundle.
    pub number: u64,
    /// Its hash.
    pub bundle: [u8; 32],
    /// The receiver's history as that bundle told it.
    pub head: Point,
}

/// What kind of thing an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    /// A case with its whole history.
    Case,
    /// A file of procedures.
    Procedures,
    /// A calendar.
    Calendars,
    /// A rule set.
    Rules,
    /// A form.
    Forms,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Case, Self::Procedures, Self::Calendars, Self::Rules, Self::Forms];

    /// Kebab-case name: for packs that of the folder of the office's own copies.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One thing in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// Its bytes.
    pub bytes: u64,
    /// BLAKE3 of them.
    pub hash: [u8; 32],
}

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Name of the bundle, unique.
    pub id: [u8; 16],
    /// The sender, and what it calls itself.
    pub from: [u8; 16],
    /// The sender's name.
    pub from_name: String,
    /// The receiver.
    pub to: [u8; 16],
    /// The key it is sealed to.
    pub to_key: [u8; 32],
    /// Running number from this sender to this receiver, from 1.
    pub number: u64,
    /// Hash of the bundle before; zeros for the first.
    pub previous: [u8; 32],
    /// The sender's history now.
    pub head: Point,
    /// The points that earlier bundles to this receiver told, as they are in the history now.
    pub earlier: Vec<Point>,
    /// What the sender last took from the receiver.
    pub seen: Option<Seen>,
    /// When it was made, in seconds since 1970.
    pub created: i64,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

impl Manifest {
    /// The hash that names this bundle in the next one and in receipts.
    pub fn hash(&self) -> [u8; 32] {
        blake3::derive_key("motcua bundle hash v1", &self.bytes())
    }

    /// Its one form of bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(256 + self.items.len() * 80);
        out.extend_from_slice(&FORMAT.to_be_bytes());
        out.extend_from_slice(&self.id);
        out.extend_from_slice(&self.from);
        put_text(&mut out, &self.from_name);
        out.extend_from_slice(&self.to);
        out.extend_from_slice(&self.to_key);
        out.extend_from_slice(&self.number.to_be_bytes());
        out.extend_from_slice(&self.previous);
        put_point(&mut out, &self.head);
        out.extend_from_slice(&(self.earlier.len() as u32).to_be_bytes());
        self.earlier.iter().for_each(|point| put_point(&mut out, point));
        out.push(u8::from(self.seen.is_some()));
        if let Some(seen) = &self.seen {
            out.extend_from_slice(&seen.number.to_be_bytes());
            out.extend_from_slice(&seen.bundle);
            put_point(&mut out, &seen.head);
        }
        out.extend_from_slice(&self.created.to_be_bytes());
        out.extend_from_slice(&(self.items.len() as u32).to_be_bytes());
        for item in &self.items {
            out.push(Kind::ALL.iter().position(|kind| *kind == item.kind).unwrap_or(0) as u8 + 1);
            put_text(&mut out, &item.name);
            out.extend_from_slice(&item.bytes.to_be_bytes());
            out.extend_from_slice(&item.hash);
        }
        out
    }

    /// Reads what [`Manifest::bytes`] gave, and nothing else.
    pub fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        let mut rest = Rest(bytes);
        let manifest = rest.manifest().ok_or(BundleError::NotWhole("its list does not read"))?;
        if !rest.0.is_empty() || manifest.bytes() != bytes {
            return Err(BundleError::NotWhole("its list is written in another way"));
        }
        manifest.check()?;
        Ok(manifest)
    }

    /// Whether everything in it is inside the bounds and named as it may be.
    pub(super) fn check(&self) -> Result<(), BundleError> {
        if self.items.len() > MOST_ITEMS {
            return Err(BundleError::TooLarge("items"));
        }
        if self.items.iter().any(|item| item.bytes > MOST_ITEM) {
            return Err(BundleError::TooLarge("one item"));
        }
        // Each is bounded, so the sum cannot overflow.
        if self.items.iter().map(|item| item.bytes).sum::<u64>() > MOST_BYTES {
            return Err(BundleError::TooLarge("all items"));
        }
        let named = |item: &Item| match item.kind {
            Kind::Case => is_case_name(&item.name),
            Kind::Procedures | Kind::Calendars | Kind::Rules | Kind::Forms => is_pack_name(&item.name),
        };
        if !self.items.iter().all(named) {
            return Err(BundleError::NotWhole("an item has a name that nothing of ours has"));
        }
        let names: BTreeSet<(Kind, &str)> =
            self.items.iter().map(|item| (item.kind, item.name.as_str())).collect();
        if names.len() != self.items.len() {
            return Err(BundleError::NotWhole("two items have one name"));
        }
        Ok(())
    }
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(&(text.len() as u16).to_be_bytes());
    out.extend_from_slice(text.as_bytes());
}

fn put_point(out: &mut Vec<u8>, point: &Point) {
    out.extend_from_slice(&point.sequence.to_be_bytes());
    out.extend_from_slice(&point.hash);
}

/// What is left to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (now, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*now)
    }

    fn number(&mut self) -> Option<u64> {
        self.take().map(u64::from_be_bytes)
    }

    fn text(&mut self, most: usize) -> Option<String> {
        let length = usize::from(self.take().map(u16::from_be_bytes)?);
        let (now, rest) = self.0.split_at_checked(length).filter(|_| length <= most)?;
        self.0 = rest;
        String::from_utf8(now.to_vec()).ok()
    }

    fn point(&mut self) -> Option<Point> {
        Some(Point { sequence: self.number()?, hash: self.take()? })
    }

    fn count(&mut self, most: usize) -> Option<usize> {
        let count = self.take().map(u32::from_be_bytes)? as usize;
        (count <= most).then_some(count)
    }

    fn item(&mut self) -> Option<Item> {
        let [kind] = self.take()?;
        let kind = *Kind::ALL.get(usize::from(kind).checked_sub(1)?)?;
        Some(Item { kind, name: self.text(128)?, bytes: self.number()?, hash: self.take()? })
    }

    fn manifest(&mut self) -> Option<Manifest> {
        if self.take().map(u16::from_be_bytes)? != FORMAT {
            return None;
        }
        let (id, from) = (self.take()?, self.take()?);
        let from_name = self.text(MOST_NAME)?;
        let (to, to_key, number) = (self.take()?, self.take()?, self.number()?);
        let (previous, head) = (self.take()?, self.point()?);
        let mut earlier = Vec::new();
        for _ in 0..self.count(MOST_EARLIER)? {
            earlier.push(self.point()?);
        }
        let seen = match self.take()? {
            [0] => None,
            [1] => Some(Seen { number: self.number()?, bundle: self.take()?, head: self.point()? }),
            [_] => return None,
        };
        let created = self.take().map(i64::from_be_bytes)?;
        let mut items = Vec::new();
        for _ in 0..self.count(MOST_ITEMS)? {
            items.push(self.item()?);
        }
        Some(Manifest {
            id,
            from,
            from_name,
            to,
            to_key,
            number,
            previous,
            head,
            earlier,
            seen,
            created,
            items,
        })
    }
}
