//! From a timetable to the plan that an event carries.

use noriai_units::{Seconds, Timestamp};

use crate::booking::Promise;
use crate::event::{Event, Plan};
use crate::ids::{BookingId, CallId};
use crate::situation::Situation;
use crate::state::State;
use crate::tour::{Call, Duty, Tour};
use crate::travel::Leg;

use super::sequence::Sequence;
use super::timetable::{Mode, Timetable};

/// A rider whose promise was overtaken by events is promised at least this much more than the plan
/// says.
const REPROMISE_MARGIN: Seconds = Seconds::from_minutes(3);

/// The plan that carries out a timetable.
pub(crate) fn plan_of(
    tour: &Tour,
    sequence: &Sequence,
    order: &[usize],
    timetable: &Timetable,
) -> Plan {
    let start = &sequence.start;
    let mut next_call = tour.next_call;
    let mut calls: Vec<Call> = Vec::with_capacity(timetable.calls.len());
    for times in &timetable.calls {
        let duties = &order[times.first..times.first + times.n_duties];
        let slots = duties.iter().map(|index| &sequence.slots[*index]);
        let old = slots.clone().find_map(|slot| slot.call);
        let id = old.filter(|old| calls.iter().all(|call| call.id != *old)).unwrap_or_else(|| {
            next_call += 1;
            CallId(next_call - 1)
        });
        let place = slots.clone().next().map_or(start.place, |slot| slot.place);
        let mut duties: Vec<Duty> = slots.clone().map(|slot| slot.duty).collect();
        let before = calls.last().filter(|before| before.place.road == place.road);
        let apart = |duty: &Duty| before.is_some_and(|before| keeps_apart(*duty, before));
        duties.sort_by_key(|duty| (!apart(duty), *duty));
        calls.push(Call {
            id,
            place,
            leg: times.leg,
            leave: times.leave,
            arrival: times.arrival,
            begin: times.begin,
            departure: times.departure,
            duties,
            arrived: times.arrived.is_some(),
        });
    }
    Plan {
        version: tour.version + 1,
        origin: start.origin,
        overrun: overrun_of(tour, &calls),
        calls,
        next_call,
        map: sequence.map,
    }
}

/// True for somebody who gets out at the very spot of the call at which they got in. Named first,
/// they open a call of their own when the tour is taken apart again: what is planned stays planned.
fn keeps_apart(duty: Duty, before: &Call) -> bool {
    matches!(duty, Duty::Alight(rider) if before.boards().any(|boards| boards == rider))
}

/// How late a break begins, or the vehicle is back, at worst.
fn overrun_of(tour: &Tour, calls: &[Call]) -> Seconds {
    let late = calls.iter().filter_map(|call| match call.duties.first()? {
        Duty::Break(index) => Some(call.begin - tour.shift.breaks.get(*index)?.latest),
        Duty::Return => Some(call.begin - tour.shift.end),
        Duty::Board(_) | Duty::Alight(_) => None,
    });
    let kept = if calls.is_empty() { tour.overrun } else { Seconds::ZERO };
    late.fold(kept, Seconds::max)
}

/// Plans what is left of a tour in its present order: after something was taken out of it, or
/// reality has overtaken it. Promises that can't be kept are made anew.
pub(crate) fn replan(
    tour: &Tour,
    sequence: &Sequence,
    order: &[usize],
    state: &State,
    situation: &Situation<'_>,
) -> Vec<Event> {
    let mut timetable = Timetable::default();
    let leg = |from: Option<usize>, to: usize| Some(known_leg(sequence, from, to, situation));
    let policy = state.policy();
    if timetable.compute(sequence, order, leg, policy, Mode::Lenient).is_err() {
        return Vec::new();
    }
    let plan = plan_of(tour, sequence, order, &timetable);
    let margin = REPROMISE_MARGIN.max(silence(tour, situation.now));
    let mut events = repromises(&timetable, state, margin);
    events.push(Event::TourPlanned { shift: tour.shift.id, plan });
    events
}

/// The drive between two slots. If the map has none, over the slots between them as planned
/// before: that way is known to exist.
fn known_leg(
    sequence: &Sequence,
    from: Option<usize>,
    to: usize,
    situation: &Situation<'_>,
) -> Leg {
    let (start, slots) = (&sequence.start, &sequence.slots);
    let here = from.map_or(start.place.road, |from| slots[from].place.road);
    let there = slots[to].place.road;
    let first_between = from.map_or(0, |from| from + 1);
    let as_planned = first_between == to && !(from.is_none() && start.sighted);
    if as_planned {
        return slots[to].leg;
    }
    if here == there {
        return Leg::default();
    }
    situation.times.leg(here, there).unwrap_or_else(|| {
        slots[first_between.min(to)..=to].iter().fold(Leg::default(), |sum, slot| Leg {
            time: sum.time + slot.leg.time,
            distance: sum.distance + slot.leg.distance,
        })
    })
}

/// For how long a vehicle has been overdue at its next call, or standing there: who has been silent
/// for a while may be so for as long again.
fn silence(tour: &Tour, now: Timestamp) -> Seconds {
    tour.calls.first().map_or(Seconds::ZERO, |next| {
        let due = if next.arrived { next.begin } else { next.leave + next.leg.time };
        now - due
    })
}

/// New promises for all whom the timetable fails.
fn repromises(timetable: &Timetable, state: &State, margin: Seconds) -> Vec<Event> {
    let failed = timetable.riders().filter_map(|times| {
        let booking = state.booking(times.rider)?;
        let old = booking.promise;
        let late = |planned: Timestamp, promised: Timestamp| {
            if promised < planned { (planned + margin).ceil_minute() } else { promised }
        };
        let pickup = times.pickup.map(|at| late(at, old.pickup_latest));
        let pickup_latest = pickup.unwrap_or(old.pickup_latest);
        let ride = times.dropoff - times.since;
        let max_ride = if booking.max_ride < ride { ride + margin } else { booking.max_ride };
        let mut arrive_latest = late(times.dropoff, old.arrive_latest);
        if pickup_latest != old.pickup_latest {
            // Who is fetched at the end of the new window still arrives in time.
            arrive_latest = arrive_latest.max((pickup_latest + ride).ceil_minute());
        }
        let promise = Promise { pickup_latest, arrive_latest, ..old };
        let same = promise == old && max_ride == booking.max_ride;
        (!same).then_some(Event::Repromised { booking: times.rider, promise, max_ride })
    });
    failed.collect()
}

/// All slots in their present order, without those of the riders named.
pub(crate) fn order_without(sequence: &Sequence, gone: &[BookingId]) -> Vec<usize> {
    let stays = |index: &usize| match sequence.slots[*index].duty {
        Duty::Board(rider) | Duty::Alight(rider) => !gone.contains(&rider),
        Duty::Break(_) | Duty::Return => true,
    };
    (0..sequence.slots.len()).filter(stays).collect()
}
