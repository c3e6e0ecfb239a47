//! What the router's tests share: towns drawn in text, and an independent oracle.
#![expect(dead_code, reason = "each test binary uses its own part of this")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "support code of tests fails as tests do and says what it skips"
)]

pub(crate) mod altered;
pub(crate) mod maps;
pub(crate) mod oracle;
pub(crate) mod random;
pub(crate) mod sketch;
pub(crate) mod town;

/// A small generator (splitmix64) so that tests draw the same pairs everywhere.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `bound`; 0 for a bound of 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}
