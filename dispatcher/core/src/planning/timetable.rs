//! Times for an order of duties.
//!
//! For a fixed order, windows, driving and standing times and longest rides form a simple temporal
//! problem (Dechter, Meiri and Pearl 1991). Its least solution, every call as early as it can be,
//! is found by passes forward along the tour; a ride that comes out too long raises the earliest
//! time of its pickup, and the pass is made again. With n calls, n passes find the solution or
//! prove that there is none. So the test is exact: a pickup is delayed just as far as it must be.

mod call;
mod hold;

use noriai_units::{Seconds, Timestamp};

use crate::ids::{BookingId, RiderId};
use crate::policy::Policy;
use crate::rejection::Rejection;
use crate::rules;
use crate::tour::Duty;
use crate::travel::Leg;

use super::sequence::{Sequence, Slot, Start};

pub(crate) use call::CallTimes;
use hold::Hold;

/// The times of each call for one order of duties. Kept and filled again: no allocation a try.
#[derive(Default)]
pub(crate) struct Timetable {
    pub(crate) calls: Vec<CallTimes>,
    rides: Vec<Ride>,
    boarded: Vec<(BookingId, usize)>,
    kept_apart: Vec<RiderId>,
}

/// From boarding, at a call or since a time, to alighting.
#[derive(Clone, Copy, Debug)]
struct Ride {
    rider: BookingId,
    boards: Result<usize, Timestamp>,
    alights: usize,
    arrive_latest: Timestamp,
    max_ride: Seconds,
}

/// What the timetable means for a rider.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RiderTimes {
    pub(crate) rider: BookingId,
    /// When boarding begins; `None` for who is aboard.
    pub(crate) pickup: Option<Timestamp>,
    /// The ride's time counts from here.
    pub(crate) since: Timestamp,
    pub(crate) dropoff: Timestamp,
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

impl Violation {
    /// Nobody in particular is hurt.
    const fn of_vehicle(cause: Rejection) -> Self {
        Self { cause, rider: None }
    }
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

    /// The times of one rider, if planned.
    pub(crate) fn rider(&self, rider: BookingId) -> Option<RiderTimes> {
        self.riders().find(|times| times.rider == rider)
    }

    /// The times of every rider.
    pub(crate) fn riders(&self) -> impl Iterator<Item = RiderTimes> {
        self.rides.iter().filter_map(|ride| {
            let boards = ride.boards.ok().and_then(|call| self.calls.get(call));
            Some(RiderTimes {
                rider: ride.rider,
                pickup: boards.map(|call| call.begin),
                since: self.since(ride),
                dropoff: self.calls.get(ride.alights)?.arrival,
            })
        })
    }

    /// How many other parties share a part of a rider's ride.
    pub(crate) fn n_sharing(&self, own: &RiderTimes) -> u16 {
        let shares = |other: &RiderTimes| {
            other.rider != own.rider && other.since < own.dropoff && own.since < other.dropoff
        };
        u16::try_from(self.riders().filter(shares).count()).unwrap_or(u16::MAX)
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
        let (pooling, strict) = (policy.pooling, mode == Mode::Strict);
        let kept_apart = std::mem::take(&mut self.kept_apart);
        let mut hold = Hold::at(sequence, pooling, strict, kept_apart);
        let grouped = self.group_with(&mut hold, sequence, order, leg, policy);
        self.kept_apart = hold.into_kept_apart();
        grouped
    }

    fn group_with(
        &mut self,
        hold: &mut Hold<'_>,
        sequence: &Sequence,
        order: &[usize],
        leg: impl Fn(Option<usize>, usize) -> Option<Leg>,
        policy: &Policy,
    ) -> Result<(), Violation> {
        let mut before = None;
        for (position, index) in order.iter().copied().enumerate() {
            let slot = &sequence.slots[index];
            if self.joins(slot) {
                if let Some(call) = self.calls.last_mut() {
                    call.add(slot);
                }
            } else {
                let leg = leg(before, index).ok_or(Violation::of_vehicle(Rejection::NoRoad))?;
                self.calls.push(CallTimes::opening(slot, position, leg, hold.is_empty(), policy));
            }
            self.follow(slot);
            hold.take(slot)?;
            // A call's peak is after all have boarded; those who alight there are out by then.
            let next = order.get(position + 1).map(|next| &sequence.slots[*next]);
            if !next.is_some_and(|next| self.joins(next)) {
                hold.check()?;
            }
            before = Some(index);
        }
        Ok(())
    }

    /// True if the slot can be served at the last call, together with those who are.
    fn joins(&self, slot: &Slot) -> bool {
        let here = self.calls.len().saturating_sub(1);
        // Nobody gets in and out at once, even if a new map has pulled two places together.
        let boards_here = |rider| self.boarded.contains(&(rider, here));
        self.calls.last().is_some_and(|call| call.takes(slot))
            && !matches!(slot.duty, Duty::Alight(rider) if boards_here(rider))
    }

    /// Keeps book of who boards where.
    fn follow(&mut self, slot: &Slot) {
        let here = self.calls.len().saturating_sub(1);
        match slot.duty {
            Duty::Board(rider) => self.boarded.push((rider, here)),
            Duty::Alight(rider) => {
                let boarded = self.boarded.iter().find(|(boarder, _)| *boarder == rider);
                let boards = match (slot.ride_from, boarded) {
                    (Some(since), _) => Err(since),
                    (None, Some((_, call))) => Ok(*call),
                    (None, None) => Err(Timestamp::MAX),
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
        let mut bound_for = start.bound_for;
        for call in &mut self.calls {
            let on_the_way = bound_for.is_some() && call.id == bound_for;
            call.run(free, start.now, on_the_way, policy.early_arrival);
            if mode == Mode::Strict {
                call.check()?;
            }
            free = call.departure;
            bound_for = None;
        }
        Ok(())
    }

    /// Raises the pickups of rides that are too long; false if there were none.
    fn raise_pickups(&mut self, mode: Mode) -> Result<bool, Violation> {
        let mut raised = false;
        for ride in &self.rides {
            let arrival = self.calls[ride.alights].arrival;
            let hurts = |cause| Violation { cause, rider: Some(ride.rider) };
            if mode == Mode::Strict {
                rules::arrival::arrives(arrival, ride.arrive_latest).map_err(hurts)?;
            }
            let since = self.since(ride);
            let longer = rules::ride::excess(since, arrival, ride.max_ride);
            if longer <= Seconds::ZERO {
                continue;
            }
            match ride.boards {
                Ok(call) if self.can_raise(call, ride.alights, longer, mode) => {
                    self.calls[call].raise(since + longer);
                    raised = true;
                }
                _ if mode == Mode::Strict => return Err(hurts(Rejection::Ride { longer })),
                _ => {}
            }
        }
        Ok(raised)
    }

    /// True if a later pickup makes the ride shorter: only time spent waiting on the way can be
    /// taken out of it. Where promises break anyhow, not at the cost of the pickup window.
    fn can_raise(&self, boards: usize, alights: usize, longer: Seconds, mode: Mode) -> bool {
        let between = self.calls.get(boards + 1..alights).unwrap_or_default();
        let idle: Seconds = between.iter().map(|call| call.begin - call.arrival).sum();
        let call = &self.calls[boards];
        longer <= idle && (mode == Mode::Strict || call.may_begin(call.boarding() + longer))
    }

    /// When a ride's time starts to count.
    fn since(&self, ride: &Ride) -> Timestamp {
        match ride.boards {
            Ok(call) => self.calls[call].boarding(),
            Err(since) => since,
        }
    }
}
