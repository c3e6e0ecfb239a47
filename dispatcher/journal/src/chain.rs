//! The chain of hashes that shows a changed, missing or moved record.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::journal::Epoch;

/// A SHA-256 over a record and all before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What the first record of an area continues from: records of one area never fit the chain
    /// of another.
    pub(crate) fn genesis(area: &str) -> Self {
        let mut sha = Sha256::new();
        feed(&mut sha, b"noriai-journal");
        feed(&mut sha, area.as_bytes());
        Self(sha.finalize().into())
    }

    /// The hash of the record that follows.
    pub(crate) fn next(self, seq: u64, epoch: Epoch, at_ms: i64, kind: &str, body: &str) -> Self {
        let mut sha = Sha256::new();
        sha.update(self.0);
        sha.update(seq.to_le_bytes());
        sha.update(epoch.0.to_le_bytes());
        sha.update(at_ms.to_le_bytes());
        feed(&mut sha, kind.as_bytes());
        feed(&mut sha, body.as_bytes());
        Self(sha.finalize().into())
    }
}

/// The length goes first, so that no two different rows feed the same bytes.
fn feed(sha: &mut Sha256, bytes: &[u8]) {
    sha.update((bytes.len() as u64).to_le_bytes());
    sha.update(bytes);
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_record_is_sealed() {
        let start = Hash::genesis("kitakata");
        let record = start.next(1, Epoch(1), 5, "alighted", "{}");
        let others = [
            Hash::genesis("arao").next(1, Epoch(1), 5, "alighted", "{}"),
            start.next(2, Epoch(1), 5, "alighted", "{}"),
            start.next(1, Epoch(2), 5, "alighted", "{}"),
            start.next(1, Epoch(1), 6, "alighted", "{}"),
            start.next(1, Epoch(1), 5, "alighte", "d{}"),
            start.next(1, Epoch(1), 5, "alighted", "{ }"),
        ];
        assert!(!others.contains(&record));
        assert_eq!(record, start.next(1, Epoch(1), 5, "alighted", "{}"));
    }
}
