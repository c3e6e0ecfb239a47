//! A number that tells networks apart.

use noriai_network::{RoadNetwork, VehicleKind};

/// Mixes words into 64 bits: FNV-1a's multiply with a shift that lets high bits reach low ones.
/// Two networks that differ by accident get the same number once in 2^64 times; it is no
/// protection against a forger.
#[derive(Clone, Copy)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    pub(crate) const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) const fn word(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 29);
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.word(u64::from_le_bytes(word));
        }
    }

    pub(crate) const fn value(self) -> u64 {
        self.0
    }
}

/// Of what names a spot: nodes, segments' ends, twins and lengths. Speeds and bans may change and
/// points remain what they are.
pub(crate) fn of_shape(network: &RoadNetwork) -> u64 {
    let mut fingerprint = Fingerprint::new();
    fingerprint.word(network.n_nodes() as u64);
    for id in network.segment_ids() {
        let segment = network.segment(id);
        fingerprint.word(u64::from(segment.tail.0) << 32 | u64::from(segment.head.0));
        let twin = segment.twin.map_or(u32::MAX, |twin| twin.0);
        fingerprint.word(u64::from(twin) << 32 | u64::from(segment.length_dm));
        let first = network.node(segment.tail);
        fingerprint.word((first.lat_e7() as u32 as u64) << 32 | first.lon_e7() as u32 as u64);
    }
    fingerprint.value()
}

/// Of everything that an answer depends on.
pub(crate) fn of_network(network: &RoadNetwork, shape: u64) -> u64 {
    let mut fingerprint = Fingerprint::new();
    fingerprint.word(shape);
    for id in network.segment_ids() {
        let segment = network.segment(id);
        let closed = u64::from(segment.flags.destination_only);
        fingerprint.word(u64::from(segment.time_ms) << 1 | closed);
        fingerprint.word(u64::from(segment.delay_ms));
        let admits = |kind| u64::from(segment.admits.contain(kind));
        fingerprint.word(admits(VehicleKind::Car) << 1 | admits(VehicleKind::Bus));
        let limits = segment.limits;
        for most in [limits.width_cm(), limits.height_cm(), limits.length_cm(), limits.weight_kg()]
        {
            fingerprint.word(u64::from(most.unwrap_or(0)));
        }
    }
    for ban in network.turn_bans().iter() {
        fingerprint.word(ban.segments().len() as u64);
        let binds = |kind| u64::from(ban.binds().contain(kind));
        fingerprint.word(binds(VehicleKind::Car) << 1 | binds(VehicleKind::Bus));
        for segment in ban.segments() {
            fingerprint.word(u64::from(segment.0));
        }
    }
    fingerprint.value()
}
