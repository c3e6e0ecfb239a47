//! What holds on the roads now: which are closed, and which take another time.

use std::collections::BTreeMap;

use noriai_network::{RoadNetwork, Segment, SegmentId};

use crate::fingerprint::Fingerprint;

/// What differs from the network as it was imported, directed segment by directed segment.
///
/// The one form of everything that changes while a service runs: closures, slowed roads, profiles
/// by the hour or for snow, roads that a kind of vehicle does not fit through, speeds measured by
/// the fleet. [`crate::Router::under`] makes a router of it.
///
/// Conditions are told of the network as imported: a second time for a segment replaces the first,
/// and no time opens a closed one again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    by_segment: BTreeMap<SegmentId, Condition>,
}

/// What holds on a directed segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// Nobody may enter it. Who is on it leaves.
    Closed,
    /// It takes this many milliseconds, at least 1.
    Takes(u32),
}

/// How a road is slowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slowing {
    /// It takes this share of its usual time, in percent: 200 is twice as long.
    Percent(u32),
    /// It is driven at this speed in kilometres an hour, if that is slower than usual.
    KmPerHour(u32),
}

impl Conditions {
    /// Closes a segment.
    pub fn close(&mut self, segment: SegmentId) {
        self.by_segment.insert(segment, Condition::Closed);
    }

    /// Gives a segment another travel time in milliseconds, at least 1.
    pub fn set_time(&mut self, segment: SegmentId, time_ms: u32) {
        if !self.is_closed(segment) {
            self.by_segment.insert(segment, Condition::Takes(time_ms.max(1)));
        }
    }

    /// Slows a segment down against the time that it takes under these conditions so far.
    pub fn slow(&mut self, network: &RoadNetwork, segment: SegmentId, slowing: Slowing) {
        if network.n_segments() <= segment.index() {
            return;
        }
        let record = network.segment(segment);
        let usual = self.time_ms(segment).unwrap_or(record.time_ms);
        self.set_time(segment, slowing.time_ms(record, usual));
    }

    /// Adds other conditions: closed in either is closed, and their times replace these.
    pub fn add(&mut self, other: &Self) {
        for (segment, condition) in other.iter() {
            match condition {
                Condition::Closed => self.close(segment),
                Condition::Takes(time_ms) => self.set_time(segment, time_ms),
            }
        }
    }

    /// True if the segment is closed.
    #[must_use]
    pub fn is_closed(&self, segment: SegmentId) -> bool {
        self.by_segment.get(&segment) == Some(&Condition::Closed)
    }

    /// A segment's other travel time in milliseconds, if it has one.
    #[must_use]
    pub fn time_ms(&self, segment: SegmentId) -> Option<u32> {
        match self.by_segment.get(&segment) {
            Some(Condition::Takes(time_ms)) => Some(*time_ms),
            Some(Condition::Closed) | None => None,
        }
    }

    /// All that differs, in order of segments.
    pub fn iter(&self) -> impl Iterator<Item = (SegmentId, Condition)> + '_ {
        self.by_segment.iter().map(|(segment, condition)| (*segment, *condition))
    }

    /// The closed segments in order.
    pub fn closed(&self) -> impl Iterator<Item = SegmentId> + '_ {
        self.iter().filter(|(_, it)| *it == Condition::Closed).map(|(segment, _)| segment)
    }

    /// True if all is as imported.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_segment.is_empty()
    }

    /// Without what says nothing about this network: segments that it does not have, and times that
    /// are its own.
    pub(crate) fn about(&self, network: &RoadNetwork) -> Self {
        let says = |segment: &SegmentId, condition: &Condition| {
            segment.index() < network.n_segments()
                && *condition != Condition::Takes(network.segment(*segment).time_ms)
        };
        let by_segment = self.by_segment.iter().filter(|(segment, it)| says(segment, it));
        Self { by_segment: by_segment.map(|(segment, it)| (*segment, *it)).collect() }
    }

    /// The network's times under these conditions.
    pub(crate) fn on(&self, network: &RoadNetwork) -> RoadNetwork {
        network.with_times(self.iter().filter_map(|(segment, condition)| match condition {
            Condition::Closed => None,
            Condition::Takes(time_ms) => Some((segment, time_ms)),
        }))
    }

    /// For each segment of the network whether it is closed.
    pub(crate) fn closed_of(&self, network: &RoadNetwork) -> Vec<bool> {
        let mut closed = vec![false; network.n_segments()];
        self.closed().for_each(|segment| closed[segment.index()] = true);
        closed
    }

    /// The network's fingerprint under these conditions; its own where nothing differs.
    pub(crate) fn fingerprint(&self, of_network: u64) -> u64 {
        if self.is_empty() {
            return of_network;
        }
        let mut fingerprint = Fingerprint::new();
        fingerprint.word(of_network);
        for (segment, condition) in self.iter() {
            let time_ms = match condition {
                Condition::Closed => 0,
                Condition::Takes(time_ms) => time_ms,
            };
            fingerprint.word(u64::from(segment.0) << 32 | u64::from(time_ms));
        }
        fingerprint.value()
    }
}

impl Slowing {
    /// What a segment takes that usually takes so many milliseconds; never less than that but by a
    /// share below 100 %.
    fn time_ms(self, segment: &Segment, usual_ms: u32) -> u32 {
        let time_ms = match self {
            Self::Percent(percent) => u64::from(usual_ms) * u64::from(percent) / 100,
            // A decimetre at a kilometre an hour takes 360 ms.
            Self::KmPerHour(speed) => {
                let slowed = u64::from(segment.length_dm) * 360 / u64::from(speed.max(1));
                // Who drives slowly waits at the lights all the same.
                (slowed + u64::from(segment.delay_ms)).max(u64::from(usual_ms))
            }
        };
        u32::try_from(time_ms).unwrap_or(u32::MAX).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: SegmentId = SegmentId(3);

    #[test]
    fn a_closed_segment_stays_closed_whatever_time_it_is_given() {
        let mut conditions = Conditions::default();
        conditions.set_time(A, 5);
        conditions.close(A);
        conditions.set_time(A, 7);
        assert!(conditions.is_closed(A));
        assert_eq!(conditions.time_ms(A), None);
        let mut others = Conditions::default();
        others.set_time(A, 9);
        others.add(&conditions);
        assert_eq!(others, conditions);
    }

    #[test]
    fn fingerprints_tell_closed_from_slowed_and_nothing_from_either() {
        let (mut closed, mut slowed) = (Conditions::default(), Conditions::default());
        assert_eq!(closed.fingerprint(42), 42);
        closed.close(A);
        slowed.set_time(A, 1);
        assert_ne!(closed.fingerprint(42), 42);
        assert_ne!(closed.fingerprint(42), slowed.fingerprint(42));
    }
}
