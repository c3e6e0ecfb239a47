//! The fleet: tours that requests are put into one by one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use thiserror::Error;

use crate::finder::{self, Insertion, Probe};
use crate::moment::Deciseconds;
use crate::parts::Parts;
use crate::roads::{ArcId, Roads};
use crate::rules::{Request, Rules, Trip};
use crate::ways::Ways;

/// A vehicle as the day begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// Where it stands.
    pub at: ArcId,
    /// From when on it drives.
    pub start: Deciseconds,
    /// When its last stop must be over.
    pub end: Deciseconds,
    /// How many riders it carries at once.
    pub places: u16,
}

/// Vehicles with their tours at a moment that only goes forward.
#[derive(Clone, Debug)]
pub struct Fleet<'r> {
    parts: Parts<'r>,
    now: Deciseconds,
    /// When vehicles reach the stop after the one that they are at or come from; entries that
    /// have become wrong are dropped when their time comes.
    arrivals: BinaryHeap<Reverse<(Deciseconds, u32)>>,
    ways: Ways,
    probe: Probe,
}

/// Why a rider cannot be put there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CannotInsert {
    /// A request names an arc that the network does not have.
    #[error("arc {0} is not in the network")]
    Arc(u32),
    /// There is no such request.
    #[error("there is no request {0}")]
    Request(usize),
    /// Requests come in order of time.
    #[error("a request of {asked} ds comes after one of {now} ds", asked = .asked.0, now = .now.0)]
    Past {
        /// The request's time.
        asked: Deciseconds,
        /// The fleet's.
        now: Deciseconds,
    },
    /// The tour does not have these stops, or the drop-off would come before the pickup.
    #[error("vehicle {vehicle} has no stops {pickup} and {dropoff} in that order")]
    Position {
        /// The vehicle, by its place in the list.
        vehicle: u32,
        /// Behind which stop the pickup was to be.
        pickup: usize,
        /// Behind which stop the drop-off was to be.
        dropoff: usize,
    },
}

impl<'r> Fleet<'r> {
    /// All vehicles idle where they begin. Vehicles whose arc is not in the network are refused.
    ///
    /// # Errors
    /// Names the arc.
    pub fn new(
        roads: &'r Roads,
        rules: &'r Rules,
        vehicles: &[Vehicle],
    ) -> Result<Self, CannotInsert> {
        let mut fleet = Self {
            parts: Parts::new(roads, rules),
            now: Deciseconds(i32::MIN),
            arrivals: BinaryHeap::new(),
            ways: Ways::new(vehicles.len()),
            probe: Probe::new(roads.n_nodes()),
        };
        for (vehicle, it) in vehicles.iter().enumerate() {
            if !roads.has(it.at) {
                return Err(CannotInsert::Arc(it.at.0));
            }
            fleet.parts.begin(vehicle as u32, it);
        }
        Ok(fleet)
    }

    /// The best insertion over all vehicles and positions, at the request's time; `None` if no
    /// vehicle can serve it before its end.
    ///
    /// # Errors
    /// If the request is of the past or off the map.
    pub fn best(&mut self, request: &Request) -> Result<Option<Insertion>, CannotInsert> {
        let trip = self.come_to(request)?;
        Ok(finder::best(&mut self.parts, &mut self.ways, &mut self.probe, &trip))
    }

    /// Puts the rider in behind these stops and gives back how many stops the tour then has.
    /// Limits are not asked: whoever does not trust the choice asks [`Fleet::best`] first.
    ///
    /// # Errors
    /// If the request is of the past or off the map, or there are no such stops.
    pub fn insert(
        &mut self,
        request: &Request,
        vehicle: u32,
        pickup: usize,
        dropoff: usize,
    ) -> Result<usize, CannotInsert> {
        let trip = self.come_to(request)?;
        let n_stops = self.parts.tours.get(vehicle as usize).map_or(0, |tour| tour.stops.len());
        if dropoff < pickup || n_stops <= dropoff {
            return Err(CannotInsert::Position { vehicle, pickup, dropoff });
        }
        let now = self.now;
        let tour = &self.parts.tours[vehicle as usize];
        let joins = tour.can_join(pickup, trip.from, now);
        if pickup == 0 && tour.is_under_way(now) {
            let (left, next) = (&tour.stops[0], &tour.stops[1]);
            let left = (left.at, left.departure);
            let turned = self.ways.passing(self.parts.roads, vehicle, left, next.at, now);
            self.parts.turn(vehicle, turned);
        }
        self.parts.put(vehicle, &trip, (pickup, joins), dropoff, now);
        self.parts.enter(vehicle);
        let tour = &self.parts.tours[vehicle as usize];
        self.arrivals.push(Reverse((tour.stops[1].arrival, vehicle)));
        Ok(tour.stops.len())
    }

    /// How many stops a vehicle has before it, the one where it is or whence it comes included.
    #[must_use]
    pub fn n_stops(&self, vehicle: u32) -> usize {
        self.parts.tours.get(vehicle as usize).map_or(0, |tour| tour.stops.len())
    }

    fn come_to(&mut self, request: &Request) -> Result<Trip, CannotInsert> {
        let Request { at, from, to } = *request;
        if at < self.now {
            return Err(CannotInsert::Past { asked: at, now: self.now });
        }
        if let Some(arc) = [from, to].into_iter().find(|arc| !self.parts.roads.has(*arc)) {
            return Err(CannotInsert::Arc(arc.0));
        }
        self.now = at;
        // A vehicle that arrives at this very moment is still under way.
        while let Some(Reverse((arrival, vehicle))) = self.arrivals.peek().copied()
            && arrival < at
        {
            self.arrivals.pop();
            if let Some(next) = self.parts.arrive(vehicle, arrival) {
                self.arrivals.push(Reverse((next, vehicle)));
            }
        }
        let roads = self.parts.roads;
        let places = (roads.spot(from), roads.spot(to));
        let direct = roads.drive(places.0, places.1);
        Ok(self.parts.rules.trip(at, places, direct))
    }
}
