//! The state of one service area, and how events change it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use noriai_units::{Position, Seconds, Timestamp};

use crate::booking::{Booking, Status};
use crate::closure::Closure;
use crate::command::MapChange;
use crate::event::Event;
use crate::ids::{BookingId, ClosureId, CompanyId, RiderId, ShiftId, VehicleId};
use crate::place::Place;
use crate::policy::Policy;
use crate::rider::{RiderRules, Riders};
use crate::rules;
use crate::tour::{Call, Duty, Tour};

/// All that the dispatcher knows of one area. Cheap to clone: the parts are shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
    policy: Arc<Policy>,
    map: u64,
    tours: BTreeMap<ShiftId, Arc<Tour>>,
    bookings: Arc<BTreeMap<BookingId, Arc<Booking>>>,
    /// Who waits and is on no tour, as no vehicle can get there, and since when.
    cut_off: Arc<BTreeMap<BookingId, Timestamp>>,
    closures: Arc<BTreeMap<ClosureId, Closure>>,
    /// How many rides each company has driven since the rotation's month began.
    rides: Arc<BTreeMap<CompanyId, i64>>,
    riders: Arc<Riders>,
    clock: Timestamp,
}

/// How an open booking is to be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// By which vehicle.
    pub vehicle: VehicleId,
    /// On which shift.
    pub shift: ShiftId,
    /// When boarding begins, or when the rider boarded.
    pub pickup: Timestamp,
    /// When the rider is at the goal.
    pub dropoff: Timestamp,
}

/// Where vehicles were last seen. Not part of the state: it comes in with each command.
pub type Sightings = BTreeMap<VehicleId, Sighting>;

/// A position report of a vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// Where, in driving direction.
    pub place: Place,
    /// When.
    pub at: Timestamp,
}

/// An event names something that does not exist: the journal is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inconsistent {
    /// What is missing.
    pub what: &'static str,
}

/// How long a closure that is over is remembered: who asks twice has the same answer.
const CLOSURES_KEPT: Seconds = Seconds::from_minutes(7 * 24 * 60);

impl State {
    /// The policy in force.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The fingerprint of the map in force; 0 before the first.
    #[must_use]
    pub const fn map(&self) -> u64 {
        self.map
    }

    /// The time of the last event.
    #[must_use]
    pub const fn clock(&self) -> Timestamp {
        self.clock
    }

    /// All tours by shift, past ones included.
    #[must_use]
    pub const fn tours(&self) -> &BTreeMap<ShiftId, Arc<Tour>> {
        &self.tours
    }

    /// All bookings, ended ones included.
    #[must_use]
    pub fn bookings(&self) -> &BTreeMap<BookingId, Arc<Booking>> {
        &self.bookings
    }

    /// Riders who wait, are on no tour, as no vehicle can get there, and since when.
    #[must_use]
    pub fn cut_off(&self) -> &BTreeMap<BookingId, Timestamp> {
        &self.cut_off
    }

    /// Closures of roads, those that are over for some days yet.
    #[must_use]
    pub fn closures(&self) -> &BTreeMap<ClosureId, Closure> {
        &self.closures
    }

    /// How many rides each company has driven since the rotation's month began; nothing without a
    /// rotation.
    #[must_use]
    pub fn rides(&self) -> &BTreeMap<CompanyId, i64> {
        &self.rides
    }

    /// What holds for a rider on every ride; `None` if nothing does.
    #[must_use]
    pub fn rider_rules(&self, rider: RiderId) -> Option<&RiderRules> {
        self.riders.get(rider)
    }

    pub(crate) const fn riders(&self) -> &Arc<Riders> {
        &self.riders
    }

    /// A booking.
    #[must_use]
    pub fn booking(&self, id: BookingId) -> Option<&Booking> {
        self.bookings.get(&id).map(Arc::as_ref)
    }

    /// A tour.
    #[must_use]
    pub fn tour(&self, shift: ShiftId) -> Option<&Tour> {
        self.tours.get(&shift).map(Arc::as_ref)
    }

    /// The tour a vehicle is on, or will be on next: the earliest that is not over. A tour with
    /// nobody left to serve gives way once the vehicle's next shift has begun.
    #[must_use]
    pub fn tour_of(&self, vehicle: VehicleId) -> Option<&Tour> {
        let own = || self.tours.values().filter(|tour| tour.shift.vehicle == vehicle);
        let gives_way = |tour: &Tour| {
            let follows = |other: &Tour| {
                tour.shift.start < other.shift.start && other.shift.start <= self.clock
            };
            !tour.serves_riders() && own().any(|other| follows(other) && !other.is_over())
        };
        own()
            .filter(|tour| !tour.is_over() && !gives_way(tour))
            .min_by_key(|tour| tour.shift.start)
            .map(Arc::as_ref)
    }

    /// The tour on which an open booking is planned.
    #[must_use]
    pub fn tour_with(&self, booking: BookingId) -> Option<&Tour> {
        let planned = |tour: &&Arc<Tour>| tour.call_with(Duty::Alight(booking)).is_some();
        self.tours.values().find(planned).map(Arc::as_ref)
    }

    /// When and by which vehicle an open booking is served, as planned now.
    #[must_use]
    pub fn planned(&self, booking: BookingId) -> Option<Planned> {
        let tour = self.tour_with(booking)?;
        let pickup = match self.booking(booking)?.status {
            Status::Aboard { since, .. } => since,
            _ => tour.call_with(Duty::Board(booking))?.begin,
        };
        let dropoff = tour.call_with(Duty::Alight(booking))?.arrival;
        Some(Planned { vehicle: tour.shift.vehicle, shift: tour.shift.id, pickup, dropoff })
    }

    /// The next time after `now` at which a promise breaks if nobody reports that it was kept. A
    /// [`crate::Command::Tick`] at that very time still tells the rider before it does.
    #[must_use]
    pub fn deadline(&self, now: Timestamp) -> Option<Timestamp> {
        let open = |duty: &Duty| match duty {
            Duty::Board(id) => Some(self.booking(*id)?.promise.pickup_latest),
            Duty::Alight(id) => {
                let booking = self.booking(*id)?;
                let promised = booking.promise.arrive_latest;
                Some(match booking.status {
                    Status::Aboard { ride_from, .. } => promised.min(ride_from + booking.max_ride),
                    _ => promised,
                })
            }
            Duty::Break(_) | Duty::Return => None,
        };
        // Behind a call at which the vehicle stands, the next may be at the same place.
        let next = self.tours.values().flat_map(|tour| tour.calls.iter().take(2));
        let ahead = next.filter(|call| !call.arrived).flat_map(|call| &call.duties);
        ahead.filter_map(open).filter(|at| now < *at).min()
    }

    /// Takes an event in.
    ///
    /// # Errors
    /// If the event names a booking or a shift that does not exist.
    pub fn apply(&mut self, at: Timestamp, event: &Event) -> Result<(), Inconsistent> {
        self.clock = self.clock.max(at);
        match event {
            Event::PolicyAdopted(policy) => self.run_under(policy),
            Event::MapAdopted(change) => self.move_to(change),
            Event::ShiftPlanned(shift) => {
                self.tours.insert(shift.id, Arc::new(Tour::of(shift.clone())));
            }
            // The tour's end follows as a plan.
            Event::BrokenDown { shift, .. } => drop(self.known(*shift)?),
            Event::TakenOff { booking, place } => {
                self.change(*booking, |b| b.take_off(at, *place))?
            }
            Event::ShiftChanged { shift, end } => {
                Arc::make_mut(self.known(*shift)?).shift.end = *end;
            }
            Event::Booked(booking) => {
                Arc::make_mut(&mut self.bookings).insert(booking.id, Arc::new(*booking));
            }
            Event::RiderRulesSet { rider, rules } => {
                Arc::make_mut(&mut self.riders).set(*rider, rules.clone());
            }
            Event::RoadClosed(closure) => {
                let closures = Arc::make_mut(&mut self.closures);
                closures.retain(|_, known| !known.is_over(at - CLOSURES_KEPT));
                closures.insert(closure.id, closure.clone());
            }
            Event::RoadReopened { closure } => {
                let closures = Arc::make_mut(&mut self.closures);
                let known = closures.get_mut(closure).ok_or(Inconsistent { what: "a closure" })?;
                known.lifted = Some(at);
            }
            Event::CutOff { booking } => {
                self.change(*booking, |_| ())?;
                Arc::make_mut(&mut self.cut_off).insert(*booking, at);
            }
            Event::Cancelled { booking, by } => {
                self.reached([*booking]);
                self.change(*booking, |b| b.status = Status::Cancelled { at, by: *by })?;
            }
            Event::Repromised { booking, promise, max_ride } => self.change(*booking, |b| {
                b.promise = *promise;
                b.max_ride = *max_ride;
            })?,
            Event::Boarded { booking, vehicle, ride_from } => self.change(*booking, |b| {
                b.status = Status::Aboard { vehicle: *vehicle, since: at, ride_from: *ride_from };
            })?,
            Event::NoShow { booking } => {
                self.change(*booking, |b| b.status = Status::NoShow { at })?;
            }
            Event::Alighted { booking } => {
                self.change(*booking, |b| {
                    if let Status::Aboard { vehicle, since, .. } = b.status {
                        let boarded = b.first_boarded.unwrap_or(since);
                        b.status = Status::Completed { vehicle, boarded, alighted: at };
                    }
                })?;
                self.note_ride(*booking);
            }
            // The plan that follows says what the arrival changes.
            Event::Arrived { shift, .. } => drop(self.known(*shift)?),
            Event::TourPlanned { shift, plan } => {
                let tour = Arc::make_mut(self.known(*shift)?);
                tour.version = plan.version;
                tour.origin = plan.origin;
                tour.calls.clone_from(&plan.calls);
                tour.next_call = plan.next_call;
                tour.overrun = plan.overrun;
                tour.map = plan.map;
                self.reached(plan.calls.iter().flat_map(Call::boards));
            }
        }
        Ok(())
    }

    /// Goes over to a policy; a new month's rides are counted from its beginning.
    fn run_under(&mut self, policy: &Policy) {
        let since = |policy: &Policy| policy.rotation.as_ref().map(|rotation| rotation.since);
        let (before, now) = (since(&self.policy), since(policy));
        self.policy = Arc::new(policy.clone());
        if before != now {
            let rides = now.map(|since| rules::rotation::count(self, since));
            self.rides = Arc::new(rides.unwrap_or_default());
        }
    }

    /// Counts a ride that has just come to its end.
    fn note_ride(&mut self, booking: BookingId) {
        let Some(since) = self.policy.rotation.as_ref().map(|rotation| rotation.since) else {
            return;
        };
        if let Some(Status::Completed { vehicle, alighted, .. }) =
            self.booking(booking).map(|booking| booking.status)
            && since <= alighted
            && let Some(company) = rules::rotation::company_at(self, vehicle, alighted)
        {
            *Arc::make_mut(&mut self.rides).entry(company).or_default() += 1;
        }
    }

    /// Puts every place of the open plans on the new map.
    fn move_to(&mut self, change: &MapChange) {
        self.map = change.fingerprint;
        // Who boards or alights where the vehicle stands does so there.
        let mut here: BTreeSet<Duty> = BTreeSet::new();
        for tour in self.tours.values_mut().filter(|tour| !tour.is_over()) {
            let tour = Arc::make_mut(tour);
            // A driver who spends the break, or ends the shift, somewhere already does so there.
            let stands = |duty: Duty| {
                tour.calls.iter().any(|call| call.arrived && call.duties.contains(&duty))
            };
            let at_home = stands(Duty::Return);
            let at_break: Vec<bool> =
                (0..tour.shift.breaks.len()).map(|n| stands(Duty::Break(n))).collect();
            change.rename(&mut tour.origin.place);
            change.settle(&mut tour.shift.depot, at_home);
            for (rule, stays) in tour.shift.breaks.iter_mut().zip(at_break) {
                change.settle(&mut rule.place, stays);
            }
            for call in &mut tour.calls {
                if call.arrived {
                    change.rename(&mut call.place);
                    here.extend(&call.duties);
                } else {
                    change.move_place(&mut call.place);
                }
            }
        }
        let bookings = Arc::make_mut(&mut self.bookings);
        for booking in bookings.values_mut().filter(|booking| booking.status.is_open()) {
            let booking = Arc::make_mut(booking);
            let ends = [
                (Duty::Board(booking.id), &mut booking.request.from),
                (Duty::Alight(booking.id), &mut booking.request.to),
            ];
            for (duty, place) in ends {
                change.settle(place, here.contains(&duty));
            }
        }
    }

    /// Notes who is planned again, or wants nothing any more.
    fn reached(&mut self, bookings: impl IntoIterator<Item = BookingId>) {
        if !self.cut_off.is_empty() {
            let cut_off = Arc::make_mut(&mut self.cut_off);
            for booking in bookings {
                cut_off.remove(&booking);
            }
        }
    }

    fn known(&mut self, shift: ShiftId) -> Result<&mut Arc<Tour>, Inconsistent> {
        self.tours.get_mut(&shift).ok_or(Inconsistent { what: "a shift" })
    }

    fn change(
        &mut self,
        id: BookingId,
        change: impl FnOnce(&mut Booking),
    ) -> Result<(), Inconsistent> {
        let bookings = Arc::make_mut(&mut self.bookings);
        let booking = bookings.get_mut(&id).ok_or(Inconsistent { what: "a booking" })?;
        change(Arc::make_mut(booking));
        Ok(())
    }
}

impl Sighting {
    /// Where the vehicle was.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.place.position
    }
}

impl std::fmt::Display for Inconsistent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the journal names {} that it has not introduced", self.what)
    }
}

impl std::error::Error for Inconsistent {}
