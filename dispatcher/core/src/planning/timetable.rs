//! Times for an order of duties.
//!
//! For a fixed order, windows, driving and standing times and longest rides form a simple temporal
//! problem (Dechter, Meiri and Pearl 1991). Its least solution, every call as early as it can be,
//! is found by passes forward along the tour; a ride that comes out too long raises the earliest
//! time of its pickup, and the pass is made again. With n calls, n passes find the solution or
//! prove that there is none. So the test is exact: a pickup is delayed just as far as it must be.

use noriai_units::{Seconds, Timestamp};

use crate::capacity::Capacity;
use crate::ids::BookingId;
use crate::place::Place;
use crate::policy::Policy;
use crate::rejection::Rejection;
use crate::tour::Duty;
use crate::travel::Leg;

use super::sequence::{Sequence, Slot, Start};

/// The times of each call for one order of duties. Kept and filled again: no allocation a try.
#[derive(Default)]
pub(crate) struct Timetable {
    pub(crate) calls: Vec<CallTimes>,
    rides: Vec<Ride>,
    boarded: Vec<(BookingId, usize)>,
}

/// The times of one call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallTimes {
    /// Which part of the order belongs to it.
    pub(crate) first: usize,
    pub(crate) n_duties: usize,
    pub(crate) leg: Leg,
    pub(crate) leave: Timestamp,
    pub(crate) arrival: Timestamp,
    pub(crate) begin: Timestamp,
    pub(crate) departure: Timestamp,
    pub(crate) arrived: Option<Timestamp>,
    place: Place,
    serves_riders: bool,
    empty_before: bool,
    earliest: Timestamp,
    latest: Timestamp,
    latest_of: Option<BookingId>,
    dwell: Seconds,
}

/// A ride that may be too long.
#[derive(Clone, Copy, Debug)]
struct Ride {
    rider: BookingId,
    boards: Result<usize, Timestamp>,
    alights: usize,
    arrive_latest: Timestamp,
    max_ride: Seconds,
}

/// Which rules count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// All: for a plan that is to be promised.
    Strict,
    /// Times only: for a plan that reality has overtaken, before promises are made anew.
    Lenient,
}

/// What forbids an order, and who is hurt: `None` for the vehicle itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    pub(crate) cause: Rejection,
    pub(crate) rider: Option<BookingId>,
}

impl Timetable {
    /// Computes the times of `order`, a selection of the sequence's slots. `leg` tells the drive
    /// from one slot to another, `None` standing for the start.
    pub(crate) fn compute(
        &mut self,
        sequence: &Sequence,
        order: &[usize],
        leg: impl Fn(Option<usize>, usize) -> Option<Leg>,
        policy: &Policy,
        mode: Mode,
    ) -> Result<(), Violation> {
        self.group(sequence, order, leg, policy, mode)?;
        // One pass more than there are calls: the last one finds nothing to raise, or never will.
        for _ in 0..=self.calls.len() {
            self.pass_forward(&sequence.start, policy, mode)?;
            if !self.raise_pickups(mode)? {
                return Ok(());
            }
        }
        match mode {
            Mode::Lenient => Ok(()),
            Mode::Strict => Err(Violation {
                cause: Rejection::Ride { longer: Seconds::ZERO },
                rider: self.rides.last().map(|ride| ride.rider),
            }),
        }
    }

    /// When a rider boards, if planned to.
    pub(crate) fn pickup(&self, rider: BookingId) -> Option<&CallTimes> {
        let ride = self.rides.iter().find(|ride| ride.rider == rider)?;
        self.calls.get(ride.boards.ok()?)
    }

    /// When a rider arrives.
    pub(crate) fn dropoff(&self, rider: BookingId) -> Option<&CallTimes> {
        let ride = self.rides.iter().find(|ride| ride.rider == rider)?;
        self.calls.get(ride.alights)
    }

    /// Every rider with the planned boarding, or since when the ride counts, and the arrival.
    pub(crate) fn riders(
        &self,
    ) -> impl Iterator<Item = (BookingId, Result<Timestamp, Timestamp>, Timestamp)> {
        self.rides.iter().filter_map(|ride| {
            let boards = match ride.boards {
                Ok(call) => Ok(self.calls.get(call)?.begin),
                Err(since) => Err(since),
            };
            Some((ride.rider, boards, self.calls.get(ride.alights)?.arrival))
        })
    }

    /// All driving.
    pub(crate) fn driving(&self) -> Seconds {
        self.calls.iter().map(|call| call.leg.time).sum()
    }

    /// Joins duties into calls and checks what does not depend on times.
    fn group(
        &mut self,
        sequence: &Sequence,
        order: &[usize],
        leg: impl Fn(Option<usize>, usize) -> Option<Leg>,
        policy: &Policy,
        mode: Mode,
    ) -> Result<(), Violation> {
        self.calls.clear();
        self.rides.clear();
        self.boarded.clear();
        let mut hold = Hold {
            load: sequence.start.aboard,
            n_parties: sequence.start.n_aboard,
            capacity: sequence.capacity,
            pooling: policy.pooling,
            strict: mode == Mode::Strict,
        };
        let mut before = None;
        for (position, index) in order.iter().copied().enumerate() {
            let slot = &sequence.slots[index];
            if !self.join(slot) {
                let leg = leg(before, index)
                    .ok_or(Violation { cause: Rejection::NoRoad, rider: None })?;
                let empty_before = hold.n_parties == 0;
                self.calls.push(CallTimes::opening(slot, position, leg, empty_before, policy));
            }
            self.follow(slot);
            // A call's peak is after all have boarded; those who alight there are out by then.
            let ends_call = order.get(position + 1).is_none_or(|next| {
                let call = self.calls.last();
                !call.is_some_and(|call| call.takes(&sequence.slots[*next]))
            });
            hold.take(slot, ends_call)?;
            before = Some(index);
        }
        Ok(())
    }

    /// Adds the slot to the last call if it can be served there together.
    fn join(&mut self, slot: &Slot) -> bool {
        let Some(call) = self.calls.last_mut().filter(|call| call.takes(slot)) else {
            return false;
        };
        call.n_duties += 1;
        call.narrow(slot);
        call.dwell += slot.dwell;
        true
    }

    /// Keeps book of who boards where.
    fn follow(&mut self, slot: &Slot) {
        let here = self.calls.len().saturating_sub(1);
        match slot.duty {
            Duty::Board(rider) => self.boarded.push((rider, here)),
            Duty::Alight(rider) => {
                let boards = match slot.ride_from {
                    Some(since) => Err(since),
                    None => self
                        .boarded
                        .iter()
                        .find(|(boarder, _)| *boarder == rider)
                        .map_or(Err(Timestamp::MAX), |(_, call)| Ok(*call)),
                };
                self.rides.push(Ride {
                    rider,
                    boards,
                    alights: here,
                    arrive_latest: slot.latest,
                    max_ride: slot.max_ride,
                });
            }
            Duty::Break(_) | Duty::Return => {}
        }
    }

    fn pass_forward(
        &mut self,
        start: &Start,
        policy: &Policy,
        mode: Mode,
    ) -> Result<(), Violation> {
        let mut free = start.ready;
        for (index, call) in self.calls.iter_mut().enumerate() {
            let mut soonest = free + call.leg.time;
            if let Some(arrived) = call.arrived {
                soonest = arrived;
            } else if index == 0 && start.left {
                soonest = soonest.max(start.now);
            }
            call.begin = soonest.max(call.earliest);
            call.departure = call.begin + call.dwell;
            call.leave = free;
            // Nobody aboard: rather wait where the vehicle stands, it may yet be sent elsewhere.
            if call.empty_before && call.arrived.is_none() && !(index == 0 && start.left) {
                let just_in_time = call.begin - call.leg.time - policy.early_arrival;
                let margin =
                    if call.serves_riders { just_in_time } else { call.begin - call.leg.time };
                call.leave = call.leave.max(margin);
            }
            call.arrival = match call.arrived {
                Some(arrived) => arrived,
                None => (call.leave + call.leg.time).max(soonest),
            };
            if call.arrived.is_some() {
                call.departure = call.departure.max(start.now);
            }
            if mode == Mode::Strict && call.latest < call.begin {
                return Err(call.too_late());
            }
            free = call.departure;
        }
        Ok(())
    }

    /// Raises the pickups of rides that are too long; false if there were none.
    fn raise_pickups(&mut self, mode: Mode) -> Result<bool, Violation> {
        let mut raised = false;
        for ride in &self.rides {
            let arrival = self.calls[ride.alights].arrival;
            let hurt = |cause| Err(Violation { cause, rider: Some(ride.rider) });
            if mode == Mode::Strict && ride.arrive_latest < arrival {
                return hurt(Rejection::Arrival { late: arrival - ride.arrive_latest });
            }
            let since = match ride.boards {
                Ok(call) => self.calls[call].begin,
                Err(since) => since,
            };
            let longer = arrival - since - ride.max_ride;
            if longer <= Seconds::ZERO {
                continue;
            }
            // Only time spent waiting on the way can be taken out of the ride.
            let idle = match ride.boards {
                Ok(call) => self.calls[call + 1..ride.alights]
                    .iter()
                    .map(|call| call.begin - call.arrival)
                    .sum(),
                Err(_) => Seconds::ZERO,
            };
            match ride.boards {
                Ok(call) if longer <= idle => {
                    self.calls[call].earliest = since + longer;
                    raised = true;
                }
                _ if mode == Mode::Strict => return hurt(Rejection::Ride { longer }),
                _ => {}
            }
        }
        Ok(raised)
    }
}

impl CallTimes {
    fn opening(
        slot: &Slot,
        position: usize,
        leg: Leg,
        empty_before: bool,
        policy: &Policy,
    ) -> Self {
        let serves_riders = slot.serves_riders();
        let standing = if serves_riders { policy.dwell_call } else { Seconds::ZERO };
        let mut call = Self {
            first: position,
            n_duties: 1,
            leg,
            leave: Timestamp::MIN,
            arrival: Timestamp::MIN,
            begin: Timestamp::MIN,
            departure: Timestamp::MIN,
            arrived: slot.arrived,
            place: slot.place,
            serves_riders,
            empty_before,
            earliest: Timestamp::MIN,
            latest: Timestamp::MAX,
            latest_of: None,
            dwell: slot.dwell + standing,
        };
        call.narrow(slot);
        call
    }

    /// True if the slot can be served at this call: the same spot, and windows that meet.
    fn takes(&self, slot: &Slot) -> bool {
        self.serves_riders
            && slot.serves_riders()
            && self.place.road == slot.place.road
            && (matches!(slot.duty, Duty::Alight(_))
                || (slot.earliest <= self.latest && self.earliest <= slot.latest))
    }

    fn narrow(&mut self, slot: &Slot) {
        // Who alights is limited by the arrival, which the ride looks after.
        if matches!(slot.duty, Duty::Alight(_)) {
            return;
        }
        self.earliest = self.earliest.max(slot.earliest);
        if slot.latest < self.latest {
            self.latest = slot.latest;
            self.latest_of = match slot.duty {
                Duty::Board(rider) => Some(rider),
                _ => None,
            };
        }
    }

    fn too_late(&self) -> Violation {
        let late = self.begin - self.latest;
        let cause = match (self.latest_of, self.dwell) {
            (Some(_), _) => Rejection::Wait { late },
            (None, Seconds::ZERO) => Rejection::ShiftEnd { late },
            (None, _) => Rejection::Break,
        };
        Violation { cause, rider: self.latest_of }
    }
}

impl Slot {
    pub(crate) fn serves_riders(&self) -> bool {
        matches!(self.duty, Duty::Board(_) | Duty::Alight(_))
    }
}

/// The load along the way.
struct Hold {
    load: Capacity,
    n_parties: usize,
    capacity: Capacity,
    pooling: bool,
    strict: bool,
}

impl Hold {
    fn take(&mut self, slot: &Slot, ends_call: bool) -> Result<(), Violation> {
        let no = |cause| Err(Violation { cause, rider: None });
        match slot.duty {
            Duty::Board(_) => {
                self.load = self.load.checked_add(slot.load).unwrap_or(self.load);
                self.n_parties += 1;
            }
            Duty::Alight(_) => {
                self.load = self.load.checked_sub(slot.load).unwrap_or(Capacity::NONE);
                self.n_parties = self.n_parties.saturating_sub(1);
            }
            Duty::Break(_) | Duty::Return if self.strict && 0 < self.n_parties => {
                return no(Rejection::Break);
            }
            Duty::Break(_) | Duty::Return => {}
        }
        if !(self.strict && ends_call) {
            return Ok(());
        }
        if let Some((kind, wanted, held)) = self.load.exceeds(self.capacity) {
            return no(Rejection::Load { kind, wanted, held });
        }
        if !self.pooling && 1 < self.n_parties {
            return no(Rejection::NotShared);
        }
        Ok(())
    }
}
