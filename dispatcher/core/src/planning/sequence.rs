//! A tour taken apart: where the vehicle starts, and what it still has to do, duty by duty.

mod edit;

use std::sync::Arc;

use noriai_units::{Seconds, Timestamp};

use crate::booking::{Booking, Status};
use crate::capacity::{Aids, Capacity};
use crate::ids::{CallId, RiderId};
use crate::place::Place;
use crate::policy::Policy;
use crate::rider::Riders;
use crate::rules;
use crate::rules::sharing::Sharing;
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Duty, Origin, Tour};
use crate::travel::Leg;

/// The vehicle's start and its duties ahead.
#[derive(Clone)]
pub(crate) struct Sequence {
    pub(crate) start: Start,
    pub(crate) slots: Vec<Slot>,
    /// This many leading slots stay where they are: the driver is at them, or on the way.
    pub(crate) n_locked: usize,
    /// What the vehicle holds.
    pub(crate) capacity: Capacity,
    /// What aids cost in it.
    pub(crate) aids: Aids,
    /// The rules of riders.
    pub(crate) riders: Arc<Riders>,
    /// The version of the map in force.
    pub(crate) map: u64,
}

/// Where and when the vehicle can begin to do something else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) place: Place,
    /// It can leave from then on.
    pub(crate) ready: Timestamp,
    /// What the plan says of where it was last known to be free.
    pub(crate) origin: Origin,
    /// Nothing that is still ahead can happen before this.
    pub(crate) now: Timestamp,
    /// The call that it is at, or has left for.
    pub(crate) bound_for: Option<CallId>,
    /// True if it was seen on its way: the place is not the tour's origin.
    pub(crate) sighted: bool,
    /// Who is aboard.
    pub(crate) aboard: Capacity,
    pub(crate) n_aboard: usize,
    /// How many of them must ride alone.
    pub(crate) n_alone: usize,
}

/// One duty with everything that limits it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub(crate) duty: Duty,
    pub(crate) place: Place,
    /// The drive from the slot before, in the tour's order of old.
    pub(crate) leg: Leg,
    /// The call it belongs to, unless it is new.
    pub(crate) call: Option<CallId>,
    /// When the vehicle came to that call, if it has.
    pub(crate) arrived: Option<Timestamp>,
    /// Boarding, or the break, begins no earlier.
    pub(crate) earliest: Timestamp,
    /// Boarding, or the break, begins no later; a rider who alights arrives no later.
    pub(crate) latest: Timestamp,
    /// The share of this duty in the standing time.
    pub(crate) dwell: Seconds,
    /// What boards or alights.
    pub(crate) load: Capacity,
    /// With whom they may ride.
    pub(crate) sharing: Sharing,
    /// The longest ride, for who alights.
    pub(crate) max_ride: Seconds,
    /// Since when the ride counts, for who alights and is aboard already.
    pub(crate) ride_from: Option<Timestamp>,
}

impl Sequence {
    /// Takes the tour apart as it stands at this moment.
    pub(crate) fn of(tour: &Tour, state: &State, situation: &Situation<'_>) -> Self {
        let mut slots = Vec::with_capacity(2 * tour.calls.len() + 2);
        let (mut aboard, mut n_aboard, mut n_alone) = (Capacity::NONE, 0, 0);
        for call in &tour.calls {
            for (index, duty) in call.duties.iter().enumerate() {
                let mut slot = Slot {
                    duty: *duty,
                    place: call.place,
                    leg: if index == 0 { call.leg } else { Leg::default() },
                    call: Some(call.id),
                    arrived: call.arrived.then_some(call.arrival),
                    earliest: Timestamp::MIN,
                    latest: Timestamp::MAX,
                    dwell: Seconds::ZERO,
                    load: Capacity::NONE,
                    sharing: Sharing { rider: RiderId(0), alone: false, apart: false },
                    max_ride: Seconds::MAX,
                    ride_from: None,
                };
                slot.limit(tour, state);
                if slot.ride_from.is_some() {
                    aboard = aboard.checked_add(slot.load).unwrap_or(aboard);
                    n_aboard += 1;
                    n_alone += usize::from(slot.sharing.alone);
                }
                slots.push(slot);
            }
        }
        let mut sequence = Self::starting(tour, state, situation, slots);
        sequence.start.aboard = aboard;
        sequence.start.n_aboard = n_aboard;
        sequence.start.n_alone = n_alone;
        sequence.map = state.map();
        sequence
    }

    /// The same for a vehicle that has just done all there was to do at a call: it stands there.
    pub(crate) fn of_standing(tour: &Tour, state: &State, situation: &Situation<'_>) -> Self {
        let mut sequence = Self::of(tour, state, situation);
        let start = &mut sequence.start;
        (start.place, start.ready) = (tour.origin.place, tour.origin.ready);
        (start.origin, start.bound_for, start.sighted) = (tour.origin, None, false);
        sequence.n_locked = 0;
        sequence
    }

    /// Notes that the slot `first` comes first now. If its call is another than before, a vehicle
    /// that was on its way to the call that is gone, nobody knows where, is taken to drive there
    /// before it turns.
    pub(crate) fn skip_to(&mut self, first: Option<usize>, tour: &Tour, now: Timestamp) {
        let next = first.and_then(|index| self.slots.get(index)).and_then(|slot| slot.call);
        let start = &mut self.start;
        let Some(gone) = tour.calls.first().filter(|call| start.bound_for == Some(call.id)) else {
            return;
        };
        if next != Some(gone.id) && !start.sighted {
            start.place = gone.place;
            start.ready = if gone.arrived { now } else { gone.arrival.max(now) };
            start.origin = Origin { place: start.place, ready: start.ready };
            start.bound_for = None;
        }
    }

    fn starting(tour: &Tour, state: &State, situation: &Situation<'_>, slots: Vec<Slot>) -> Self {
        let now = situation.now;
        let first = tour.calls.first();
        let n_first = first.map_or(0, |call| call.duties.len());
        let mut start = Start {
            place: tour.origin.place,
            ready: tour.origin.ready.max(now),
            origin: tour.origin,
            now,
            bound_for: None,
            sighted: false,
            aboard: Capacity::NONE,
            n_aboard: 0,
            n_alone: 0,
        };
        let mut n_locked = 0;
        if let Some(call) = first
            && (call.arrived || tour.is_under_way(now))
        {
            start.bound_for = Some(call.id);
            match situation.sighting(tour.shift.vehicle) {
                // On the way, and we know where: it can be turned to another goal.
                Some(sighting) if !call.arrived => {
                    start.place = sighting.place;
                    start.ready = now;
                    start.origin = Origin { place: sighting.place, ready: now };
                    start.sighted = true;
                }
                _ => {
                    start.ready = call.leave.max(tour.origin.ready);
                    n_locked = n_first;
                }
            }
            if call.arrived {
                // A driver may have set off before the plan said so.
                start.ready = call.leave.min(call.arrival);
                start.origin.ready = start.origin.ready.min(start.ready);
            }
        }
        let (capacity, aids) = (tour.shift.capacity, tour.shift.fittings.aids);
        let riders = Arc::clone(state.riders());
        Self { start, slots, n_locked, capacity, aids, riders, map: 0 }
    }
}

impl Slot {
    /// The two duties of a rider, in a vehicle in which aids cost so much.
    pub(crate) fn pair(
        booking: &Booking,
        aids: &Aids,
        riders: &Riders,
        policy: &Policy,
    ) -> (Self, Self) {
        let party = booking.request.party;
        let board = Self {
            duty: Duty::Board(booking.id),
            place: booking.request.from,
            leg: Leg::default(),
            call: None,
            arrived: None,
            earliest: booking.promise.pickup_earliest,
            latest: booking.promise.pickup_latest,
            dwell: rules::aids::dwell(party, policy, aids),
            load: rules::aids::load(party, aids),
            sharing: Sharing::of(booking.rider, riders),
            max_ride: Seconds::MAX,
            ride_from: None,
        };
        let alight = Self {
            duty: Duty::Alight(booking.id),
            place: booking.request.to,
            earliest: Timestamp::MIN,
            latest: booking.promise.arrive_latest,
            max_ride: booking.max_ride,
            ..board
        };
        (board, alight)
    }

    /// Fills in what limits the duty.
    fn limit(&mut self, tour: &Tour, state: &State) {
        match self.duty {
            Duty::Board(id) | Duty::Alight(id) => {
                let Some(booking) = state.booking(id) else { return };
                let aids = &tour.shift.fittings.aids;
                let (board, alight) = Self::pair(booking, aids, state.riders(), state.policy());
                let own = if matches!(self.duty, Duty::Board(_)) { board } else { alight };
                *self = Self { leg: self.leg, call: self.call, arrived: self.arrived, ..own };
                if let (Duty::Alight(_), Status::Aboard { ride_from, .. }) =
                    (self.duty, booking.status)
                {
                    self.ride_from = Some(ride_from);
                }
            }
            Duty::Break(index) => {
                let Some(rule) = tour.shift.breaks.get(index) else { return };
                self.earliest = rule.earliest;
                self.latest = rule.latest;
                self.dwell = rule.length;
            }
            Duty::Return => {
                self.earliest = tour.shift.end;
                self.latest = tour.shift.end;
            }
        }
    }
}
