//! The best insertion of one request: candidates from the buckets, exact costs for what is left.

mod candidates;
mod costs;
mod renewal;

use crate::moment::Deciseconds;
use crate::parts::Parts;
use crate::roads::Roads;
use crate::rules::{Rules, Trip};
use crate::sides::Sides;
use crate::slots::Slots;
use crate::spot::Spot;
use crate::spread::Spread;
use crate::tour::{Slot, Stop, Tour};
use crate::ways::Ways;

/// An insertion into a tour: behind which of its stops the new rider boards and leaves, counted
/// from 0, the stop where the vehicle is or whence it comes. Where that stop is at the same place,
/// the rider uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The vehicle, by its place in the list.
    pub vehicle: u32,
    /// The pickup is made behind this stop.
    pub pickup: usize,
    /// The drop-off is made behind this stop; equal to `pickup` if directly after it.
    pub dropoff: usize,
    /// What it costs by the [`Rules`].
    pub cost: Deciseconds,
}

impl Insertion {
    /// Costs less; or as much, and comes first in the lists of vehicles and stops. So the choice
    /// does not hang on the order of a search, and is that of the published instances.
    fn before(&self, other: &Self) -> bool {
        let key = |it: &Self| (it.cost, it.vehicle, it.pickup, it.dropoff);
        key(self) < key(other)
    }
}

/// Working memory, kept between requests.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    ahead_of_origin: Spread,
    behind_origin: Spread,
    ahead_of_destination: Spread,
    behind_destination: Spread,
    near: Vec<Slot>,
    /// Near legs, with when their vehicle can be at the origin.
    reached: Vec<(Deciseconds, Slot)>,
    promising: Vec<Promise>,
    /// Legs that are looked at again and again.
    worn: Vec<Slot>,
}

/// A leg that may be the best one for the pickup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Promise {
    /// What a pickup in it costs at least.
    least: Deciseconds,
    slot: Slot,
    /// When its vehicle is at the pickup, at the soonest if it is under way.
    there: Deciseconds,
    /// The drive from the pickup to the stop behind.
    onward: Deciseconds,
}

impl Probe {
    pub(crate) fn new(n_nodes: usize) -> Self {
        let spread = Spread::new(n_nodes);
        Self {
            ahead_of_origin: spread.clone(),
            behind_origin: spread.clone(),
            ahead_of_destination: spread.clone(),
            behind_destination: spread,
            near: Vec::new(),
            reached: Vec::new(),
            promising: Vec::new(),
            worn: Vec::new(),
        }
    }
}

/// The insertion with the least cost; of those that cost the same, the first vehicle's, there the
/// first stops.
pub(crate) fn best(
    parts: &mut Parts<'_>,
    ways: &mut Ways,
    probe: &mut Probe,
    trip: &Trip,
) -> Option<Insertion> {
    let (roads, rules) = (parts.roads, parts.rules);
    let mut slots = std::mem::take(&mut parts.slots);
    let Probe {
        ahead_of_origin,
        behind_origin,
        ahead_of_destination,
        behind_destination,
        near,
        reached,
        promising,
        worn,
    } = probe;
    let (from, to) = (trip.from, trip.to);
    ahead_of_origin.lay(roads.hubs_ahead(from));
    behind_origin.lay(roads.hubs_behind(from));
    ahead_of_destination.lay(roads.hubs_ahead(to));
    behind_destination.lay(roads.hubs_behind(to));
    let mut finder = Finder {
        parts,
        slots: &mut slots,
        roads,
        rules,
        tours: &parts.tours,
        now: trip.at,
        trip,
        ahead_of_origin,
        behind_origin,
        ahead_of_destination,
        behind_destination,
        origin: Sides::of(from, roads),
        destination: Sides::of(to, roads),
        ways,
        choice: Choice { best: None, bound: Deciseconds::FAR },
    };
    finder.behind_last_stops(near);
    finder.at_the_same_place();
    finder.between_stops(near, reached, promising, worn);
    let best = finder.choice.best;
    parts.slots = slots;
    renewal::renew(parts, ways, worn, trip.at);
    ahead_of_origin.clear(roads.hubs_ahead(from));
    behind_origin.clear(roads.hubs_behind(from));
    ahead_of_destination.clear(roads.hubs_ahead(to));
    behind_destination.clear(roads.hubs_behind(to));
    best
}

struct Finder<'a> {
    parts: &'a Parts<'a>,
    slots: &'a mut Slots,
    roads: &'a Roads,
    rules: &'a Rules,
    tours: &'a [Tour],
    now: Deciseconds,
    trip: &'a Trip,
    ahead_of_origin: &'a Spread,
    behind_origin: &'a Spread,
    ahead_of_destination: &'a Spread,
    behind_destination: &'a Spread,
    /// The same two places seen from the landmarks.
    origin: Sides<'a>,
    destination: Sides<'a>,
    ways: &'a mut Ways,
    choice: Choice,
}

/// The best insertion so far.
struct Choice {
    best: Option<Insertion>,
    /// What the best costs; nothing that costs more is of interest.
    bound: Deciseconds,
}

impl Choice {
    fn offer(&mut self, insertion: Insertion) {
        let better = match self.best {
            Some(best) => insertion.before(&best),
            None => insertion.cost <= self.bound,
        };
        if better {
            self.bound = insertion.cost;
            self.best = Some(insertion);
        }
    }
}

impl Finder<'_> {
    fn ride_cost(&self, departure: Deciseconds, arrival: Deciseconds) -> Deciseconds {
        self.rules.ride_cost(self.trip, departure, arrival)
    }

    fn origin_to(&self, stop: &Stop) -> Deciseconds {
        self.onward(self.trip.from, self.ahead_of_origin, stop.at)
    }

    fn destination_to(&self, stop: &Stop) -> Deciseconds {
        self.onward(self.trip.to, self.ahead_of_destination, stop.at)
    }

    fn onward(&self, from: Spot, ahead: &Spread, to: Spot) -> Deciseconds {
        if from == to {
            return Deciseconds::ZERO;
        }
        ahead.meet(self.roads.hubs_behind(to)) + to.entry
    }

    fn to_destination(&self, stop: &Stop) -> Deciseconds {
        self.onward_to(self.trip.to, self.behind_destination, stop.at)
    }

    fn onward_to(&self, to: Spot, behind: &Spread, from: Spot) -> Deciseconds {
        if to == from {
            return Deciseconds::ZERO;
        }
        behind.meet(self.roads.hubs_ahead(from)) + to.entry
    }
}
