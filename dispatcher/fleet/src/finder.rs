//! The best insertion of one request: candidates from the buckets, exact costs for what is left.

mod candidates;
mod costs;

use crate::moment::Deciseconds;
use crate::parts::Parts;
use crate::roads::{ArcId, Roads};
use crate::rules::{Rules, Trip};
use crate::spread::Spread;
use crate::tour::{Stop, Tour};
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

/// Working memory, kept between requests.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    ahead_of_origin: Spread,
    behind_origin: Spread,
    ahead_of_destination: Spread,
    behind_destination: Spread,
    /// The strain of the way from a stop to the origin, by slot.
    nearest: Vec<Deciseconds>,
    near: Vec<u32>,
    /// Legs by what a pickup in them costs at least, with the way to the origin.
    promising: Vec<(Deciseconds, u32, Deciseconds)>,
}

impl Probe {
    pub(crate) fn new(n_nodes: usize) -> Self {
        let spread = Spread::new(n_nodes);
        Self {
            ahead_of_origin: spread.clone(),
            behind_origin: spread.clone(),
            ahead_of_destination: spread.clone(),
            behind_destination: spread,
            nearest: Vec::new(),
            near: Vec::new(),
            promising: Vec::new(),
        }
    }
}

/// The insertion with the least cost; of those that cost the same, the first that is found.
pub(crate) fn best(
    parts: &Parts<'_>,
    ways: &mut Ways,
    probe: &mut Probe,
    trip: &Trip,
) -> Option<Insertion> {
    let roads = parts.roads;
    let Probe {
        ahead_of_origin,
        behind_origin,
        ahead_of_destination,
        behind_destination,
        nearest,
        near,
        promising,
    } = probe;
    let (from, to) = (trip.request.from, trip.request.to);
    ahead_of_origin.lay(roads.hubs_ahead(from));
    behind_origin.lay(roads.hubs_behind(from));
    ahead_of_destination.lay(roads.hubs_ahead(to));
    behind_destination.lay(roads.hubs_behind(to));
    let mut finder = Finder {
        roads,
        rules: parts.rules,
        tours: &parts.tours,
        now: trip.request.at,
        trip,
        ahead_of_origin,
        behind_origin,
        ahead_of_destination,
        behind_destination,
        ways,
        best: None,
        bound: Deciseconds::FAR,
    };
    finder.behind_last_stops(parts);
    finder.at_the_same_place(parts);
    finder.between_stops(parts, nearest, near, promising);
    let best = finder.best;
    ahead_of_origin.clear(roads.hubs_ahead(from));
    behind_origin.clear(roads.hubs_behind(from));
    ahead_of_destination.clear(roads.hubs_ahead(to));
    behind_destination.clear(roads.hubs_behind(to));
    best
}

struct Finder<'a> {
    roads: &'a Roads,
    rules: &'a Rules,
    tours: &'a [Tour],
    now: Deciseconds,
    trip: &'a Trip,
    ahead_of_origin: &'a Spread,
    behind_origin: &'a Spread,
    ahead_of_destination: &'a Spread,
    behind_destination: &'a Spread,
    ways: &'a mut Ways,
    best: Option<Insertion>,
    /// What the best costs; nothing that costs as much is of interest.
    bound: Deciseconds,
}
impl Finder<'_> {
    fn offer(&mut self, insertion: Insertion) {
        if insertion.cost < self.bound {
            self.bound = insertion.cost;
            self.best = Some(insertion);
        }
    }

    fn ride_cost(&self, departure: Deciseconds, arrival: Deciseconds) -> Deciseconds {
        self.rules.ride_cost(self.trip, departure, arrival)
    }

    fn origin_to(&self, stop: &Stop) -> Deciseconds {
        self.onward(self.trip.request.from, self.ahead_of_origin, stop)
    }

    fn destination_to(&self, stop: &Stop) -> Deciseconds {
        self.onward(self.trip.request.to, self.ahead_of_destination, stop)
    }

    fn onward(&self, from: ArcId, ahead: &Spread, stop: &Stop) -> Deciseconds {
        if from == stop.at {
            return Deciseconds::ZERO;
        }
        ahead.meet(self.roads.hubs_behind(stop.at)) + self.roads.entry_time(stop.at)
    }

    fn to_destination(&self, stop: &Stop) -> Deciseconds {
        self.onward_to(self.trip.request.to, self.behind_destination, stop.at)
    }

    fn onward_to(&self, to: ArcId, behind: &Spread, from: ArcId) -> Deciseconds {
        if to == from {
            return Deciseconds::ZERO;
        }
        behind.meet(self.roads.hubs_ahead(from)) + self.roads.entry_time(to)
    }
}
