//! How long the roads of each sort took.

use std::collections::BTreeMap;

use noriai_network::{RoadClass, SegmentId};
use noriai_units::{Seconds, Timestamp};

use super::Followed;
use crate::profiles::{Calendar, Period, ProfileId, ProfileTable, ShareRow};
use crate::router::Router;

/// Below this many drives over a sort of roads nothing is said of it.
const DRIVES_MIN: usize = 8;
/// A drive over less than this, as the map has it, says too little.
const USUAL_MIN: Seconds = Seconds::new(30);
/// What a table of profiles takes.
const PERCENT: (i64, i64) = (10, 1_000);

type Sort = (RoadClass, bool);

/// What share of their usual time roads took, drive by drive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observations {
    /// In per mille, by profile and sort of road.
    shares: BTreeMap<(ProfileId, Sort), Vec<i64>>,
}

/// A drive on roads of one sort, under one profile.
struct Stint {
    key: (ProfileId, Sort),
    took: Seconds,
    usual: Seconds,
}

impl Observations {
    /// Adds a followed way, from call to call: what is spent at a stop is nothing of the road's.
    ///
    /// `router` is one without profiles or conditions, whose times are those of the map; `periods`
    /// tell which profile held when.
    pub fn add(&mut self, router: &Router, periods: &[Period], way: &[Followed]) {
        let mut stint: Option<Stint> = None;
        for pair in way.windows(2) {
            let part = part(router, periods, pair[0], pair[1]);
            match (&mut stint, part) {
                (Some(stint), Some(part)) if stint.key == part.key => {
                    stint.took += part.took;
                    stint.usual += part.usual;
                }
                (stint, part) => {
                    self.end(stint.take());
                    *stint = part;
                }
            }
        }
        self.end(stint);
    }

    fn end(&mut self, stint: Option<Stint>) {
        if let Some(stint) = stint.filter(|stint| USUAL_MIN <= stint.usual) {
            let share = stint.took.millis() * 1_000 / stint.usual.millis();
            self.shares.entry(stint.key).or_default().push(share);
        }
    }

    /// The share of a sort of roads in percent: the median of all drives, so that a few that stood
    /// for reasons of their own count for nothing. `None` below eight drives.
    #[must_use]
    pub fn share(&self, profile: ProfileId, class: RoadClass, built_up: bool) -> Option<u32> {
        let mut shares = self.shares.get(&(profile, (class, built_up)))?.clone();
        if shares.len() < DRIVES_MIN {
            return None;
        }
        shares.sort_unstable();
        let (low, high) = (shares[(shares.len() - 1) / 2], shares[shares.len() / 2]);
        let percent = ((low + high) / 2 + 5) / 10;
        u32::try_from(percent.clamp(PERCENT.0, PERCENT.1)).ok()
    }

    /// The table with every share that enough drives were seen for; the others stay.
    #[must_use]
    pub fn calibrate(&self, table: &ProfileTable, calendar: &Calendar) -> ProfileTable {
        let mut table = table.clone();
        for (profile, (class, built_up)) in self.shares.keys() {
            let Some(percent) = self.share(*profile, *class, *built_up) else { continue };
            let name = calendar.profiles().get(profile.0).map(|profile| profile.name());
            let row = table.profiles.iter_mut().find(|row| Some(row.name.as_str()) == name);
            let share = ShareRow { classes: vec![*class], built_up: Some(*built_up), percent };
            if let Some(row) = row {
                // The last one counts; what an earlier calibration said of these roads goes.
                row.shares
                    .retain(|old| old.classes != share.classes || old.built_up != share.built_up);
                row.shares.push(share);
            }
        }
        table
    }
}

/// What lies between two fixes, if it is on roads of one sort and under one profile.
fn part(router: &Router, periods: &[Period], from: Followed, to: Followed) -> Option<Stint> {
    let profile = profile_at(periods, from.at)?;
    let (leg, segments) = router.between(from.spot, to.spot)?;
    let sort = |segment: &SegmentId| {
        let segment = router.network().segment(*segment);
        (segment.class, segment.flags.built_up)
    };
    let first = sort(segments.first()?);
    let is_one = segments.iter().all(|segment| sort(segment) == first)
        && profile_at(periods, to.at) == Some(profile);
    is_one.then(|| Stint { key: (profile, first), took: to.at - from.at, usual: leg.time })
}

fn profile_at(periods: &[Period], at: Timestamp) -> Option<ProfileId> {
    let place = periods.partition_point(|period| period.from <= at).saturating_sub(1);
    periods.get(place).map(|period| period.profile)
}
