//! A stream of bytes sealed to one receiver: nobody else opens it, and it cannot be cut, lengthened or shuffled.
//!
//! ```text
//! magic 16 ‖ suite u8 ‖ receiver tag 16 ‖ one-time public key 32 ‖ commitment 32 ‖ chunks of 64 KiB, each sealed
//! ```
//! The key is BLAKE3 over an X25519 secret and both public keys, fresh for each parcel and committed to in the head;
//! every chunk is bound to the head, to its number, and to being the last or not. It says nothing about who sealed
//! it: signatures go inside. Must not know: what is in it.

use super::office::{OfficeKeys, opening};
use super::{Key, SealError, Suite};
use std::io::{self, Read, Write};
use x25519_dalek::{PublicKey, StaticSecret};

const MAGIC: &[u8; 16] = b"motcua bundle 1\n";
/// Bytes before the first chunk.
const HEAD: usize = 16 + 1 + 16 + 32 + 32;
/// Plain bytes of a chunk; the last may have fewer.
const CHUNK: usize = 64 << 10;

/// Seals what is written to it.
#[derive(Debug)]
pub struct Sealer<W> {
    out: W,
    suite: Suite,
    key: Key,
    place: Place,
    held: Vec<u8>,
}

/// Opens what is read from it. Nothing read counts before the end was reached without an error.
#[derive(Debug)]
pub struct Opener<R> {
    input: R,
    suite: Suite,
    key: Key,
    place: Place,
    /// Sealed bytes of the next chunk, which is the last when nothing follows.
    next: Vec<u8>,
    plain: Vec<u8>,
    given: usize,
    ended: bool,
}

/// Where a chunk stands.
#[derive(Debug)]
struct Place {
    head: [u8; 32],
    number: u64,
}

impl Place {
    fn aad(&self, last: bool) -> Vec<u8> {
        [self.head.as_slice(), &self.number.to_be_bytes(), &[u8::from(last)]].concat()
    }
}

impl<W: Write> Sealer<W> {
    /// Begins a parcel for whoever holds the secret of this public key.
    pub fn to(mut out: W, suite: Suite, receiver: &[u8; 32]) -> Result<Self, SealError> {
        let once = Key::random()?;
        let shared = agree(&once, receiver)?;
        let (start, key) = head(suite, receiver, &opening(&once), &shared);
        out.write_all(&start)?;
        let place = Place { head: *blake3::hash(&start).as_bytes(), number: 0 };
        Ok(Self { out, suite, key, place, held: Vec::with_capacity(CHUNK) })
    }

    /// Ends the parcel.
    pub fn finish(mut self) -> Result<W, SealError> {
        self.put(true)?;
        Ok(self.out)
    }

    fn put(&mut self, last: bool) -> Result<(), SealError> {
        let sealed = self.suite.seal(&self.key, &self.place.aad(last), &self.held)?;
        self.out.write_all(&sealed)?;
        self.place.number += 1;
        self.held.clear();
        Ok(())
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits until more comes: the last one must say so.
        if self.held.len() == CHUNK {
            self.put(false).map_err(io::Error::other)?;
        }
        let (now, _) = bytes.split_at(bytes.len().min(CHUNK - self.held.len()));
        self.held.extend_from_slice(now);
        Ok(now.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<R: Read> Opener<R> {
    /// Begins to open a parcel with an office's keys.
    pub fn with(mut input: R, keys: &OfficeKeys) -> Result<Self, SealError> {
        let mut start = [0; HEAD];
        input.read_exact(&mut start).map_err(cut)?;
        let (magic, rest) = start.split_at(16);
        if magic != MAGIC {
            return Err(SealError::Faulty("it does not begin like one"));
        }
        let (suite, rest) = rest.split_first().ok_or(SealError::Faulty("it is cut off"))?;
        let suite = Suite::of(*suite)?;
        let own = opening(keys.opening());
        if rest.get(..16) != Some(tag(&own).as_slice()) {
            return Err(SealError::NoKey);
        }
        let once = rest.get(16..48).and_then(|once| once.first_chunk()).copied();
        let once = once.ok_or(SealError::Faulty("it is cut off"))?;
        let shared = agree(keys.opening(), &once)?;
        let (wanted, key) = head(suite, &own, &once, &shared);
        // Hashes compare in constant time.
        if blake3::hash(&wanted) != blake3::hash(&start) {
            return Err(SealError::DoesNotOpen);
        }
        let place = Place { head: *blake3::hash(&start).as_bytes(), number: 0 };
        let mut opener =
            Self { input, suite, key, place, next: Vec::new(), plain: Vec::new(), given: 0, ended: false };
        opener.next = opener.sealed()?;
        Ok(opener)
    }

    /// The sealed bytes of a chunk; fewer at the end.
    fn sealed(&mut self) -> io::Result<Vec<u8>> {
        let most = CHUNK + self.suite.overhead();
        let mut sealed = Vec::new();
        (&mut self.input).take(most as u64).read_to_end(&mut sealed)?;
        Ok(sealed)
    }

    fn open_next(&mut self) -> Result<(), SealError> {
        let following = self.sealed()?;
        let last = following.is_empty();
        self.plain = self.suite.open(&self.key, &self.place.aad(last), &self.next)?;
        self.given = 0;
        self.place.number += 1;
        self.next = following;
        self.ended = last;
        Ok(())
    }
}

impl<R: Read> Read for Opener<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.plain.len() {
            if self.ended {
                return Ok(0);
            }
            self.open_next().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        }
        let rest = self.plain.get(self.given..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.given += count;
        Ok(count)
    }
}

fn cut(error: io::Error) -> SealError {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        SealError::Faulty("it is cut off")
    } else {
        error.into()
    }
}

/// What two keys have in common; nothing with a key that has something in common with everybody.
pub(super) fn agree(secret: &Key, public: &[u8; 32]) -> Result<Key, SealError> {
    let shared = StaticSecret::from(*secret.bytes()).diffie_hellman(&PublicKey::from(*public));
    if shared.was_contributory() { Ok(Key::of(shared.to_bytes())) } else { Err(SealError::DoesNotOpen) }
}

fn tag(receiver: &[u8; 32]) -> [u8; 16] {
    let hash = blake3::derive_key("motcua bundle receiver v1", receiver);
    let mut tag = [0; 16];
    tag.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    tag
}

/// The head of a parcel, and the key it commits to.
fn head(suite: Suite, receiver: &[u8; 32], once: &[u8; 32], shared: &Key) -> (Vec<u8>, Key) {
    let mut start = [MAGIC.as_slice(), &[suite.number()], &tag(receiver), once].concat();
    let material = [shared.bytes().as_slice(), once, receiver].concat();
    let material = zeroize::Zeroizing::new(material);
    let key = Key::of(blake3::derive_key("motcua bundle key v1", &material));
    start.extend_from_slice(&key.commitment(&start));
    (start, key)
}
