//! How much longer roads take.

use std::collections::BTreeMap;

use noriai_network::{RoadClass, RoadNetwork, Segment};

use crate::conditions::Conditions;

/// A profile's place in its [`super::Calendar`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProfileId(pub usize);

/// What share of their usual time roads take, by class and by whether they are built-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    name: String,
    /// In percent; 100 where nothing is said.
    shares: BTreeMap<(RoadClass, bool), u32>,
}

const USUAL: u32 = 100;

impl Profile {
    /// The usual times of all roads.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), shares: BTreeMap::new() }
    }

    /// Sets the share of a sort of roads, in percent: 150 is half as long again.
    #[must_use]
    pub fn with_share(mut self, class: RoadClass, built_up: bool, percent: u32) -> Self {
        self.shares.insert((class, built_up), percent);
        self
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The share of a sort of roads, in percent.
    #[must_use]
    pub fn share(&self, class: RoadClass, built_up: bool) -> u32 {
        self.shares.get(&(class, built_up)).copied().unwrap_or(USUAL)
    }

    /// The shares that are told, in order.
    pub fn shares(&self) -> impl Iterator<Item = (RoadClass, bool, u32)> + '_ {
        self.shares.iter().map(|((class, built_up), percent)| (*class, *built_up, *percent))
    }

    /// What holds on the roads under this profile, where `now` holds anyway: what is closed stays
    /// closed, and of any other time the profile takes its share, of a road that works slow down as
    /// of all others.
    #[must_use]
    pub fn on(&self, network: &RoadNetwork, now: &Conditions) -> Conditions {
        let mut conditions = now.clone();
        for id in network.segment_ids() {
            let segment = network.segment(id);
            let usual = now.time_ms(id).unwrap_or(segment.time_ms);
            let time_ms = self.time_ms(segment, usual);
            if time_ms != usual {
                conditions.set_time(id, time_ms);
            }
        }
        conditions
    }

    fn time_ms(&self, segment: &Segment, usual_ms: u32) -> u32 {
        let percent = self.share(segment.class, segment.flags.built_up);
        let time_ms = u64::from(usual_ms) * u64::from(percent) / u64::from(USUAL);
        u32::try_from(time_ms).unwrap_or(u32::MAX).max(1)
    }
}
