//! Calls follow each other, drives take their time, shift and breaks are honoured: T3.

use noriai_units::{Seconds, Timestamp};

use crate::place::Place;
use crate::policy::Policy;
use crate::state::State;
use crate::tour::{Call, Duty, Tour};
use crate::travel::TravelTimes;

use super::Findings;

pub(super) fn check(
    state: &State,
    tour: &Tour,
    times: Option<&dyn TravelTimes>,
    found: &mut Findings,
) {
    let (mut free, mut here) = (tour.origin.ready, tour.origin.place);
    for call in &tour.calls {
        let subject = format!("{} {}", tour.shift.id, call.id);
        check_order(call, free, standing(state, tour, call), &subject, found);
        if let Some(times) = times {
            check_leg(call, here, times, &subject, found);
        }
        check_own(tour, call, &subject, found);
        (free, here) = (call.departure, call.place);
    }
    let own_map = tour.is_over() || tour.map == 0 || tour.map == state.map();
    found.expect(own_map, "T3", tour.shift.id, || {
        format!("is planned on map {:016x}, not {:016x}", tour.map, state.map())
    });
    found.expect(!tour.overrun.is_negative(), "T3", tour.shift.id, || {
        format!("an overrun of {}", tour.overrun)
    });
}

/// How long the vehicle stands at a call at least, for what is still to be done there.
pub(super) fn standing(state: &State, tour: &Tour, call: &Call) -> Seconds {
    let aids = &tour.shift.fittings.aids;
    let policy: &Policy = state.policy();
    let mut total = Seconds::ZERO;
    let mut serves_riders = false;
    for duty in &call.duties {
        if let Duty::Board(id) | Duty::Alight(id) = duty {
            serves_riders = true;
            let Some(booking) = state.booking(*id) else { continue };
            let party = booking.request.party;
            let on_foot = [party.adults, party.children, party.infants, party.reduced];
            let n_on_foot = on_foot.into_iter().map(i64::from).sum::<i64>();
            total += policy.dwell_person * n_on_foot;
            let wheelchair = policy.dwell_wheelchair + aids.wheelchair.load;
            total += wheelchair * i64::from(party.wheelchairs);
            total += aids.walker.load * i64::from(party.walkers);
            total += aids.pram.load * i64::from(party.prams);
        }
    }
    if serves_riders { total + policy.dwell_call } else { total }
}

/// Leave, arrive, begin, depart: each after the other.
fn check_order(
    call: &Call,
    free: Timestamp,
    standing: Seconds,
    subject: &str,
    found: &mut Findings,
) {
    found.expect(free <= call.leave, "T3", subject, || {
        format!("is driven to {} before the vehicle is free", free - call.leave)
    });
    // Who is there is there: a driver may have been faster than the map says.
    let drive = if call.arrived { Seconds::ZERO } else { call.leg.time };
    found.expect(call.leave + drive <= call.arrival, "T3", subject, || {
        format!("is reached {} too early", call.leave + drive - call.arrival)
    });
    found.expect(call.arrival <= call.begin, "T3", subject, || {
        format!("begins {} before the vehicle is there", call.arrival - call.begin)
    });
    found.expect(call.begin + standing <= call.departure, "T3", subject, || {
        format!("is {} too short for those who board and alight", {
            call.begin + standing - call.departure
        })
    });
}

/// The drive is as long as the map says, where it knows a way.
fn check_leg(
    call: &Call,
    here: Place,
    times: &dyn TravelTimes,
    subject: &str,
    found: &mut Findings,
) {
    let stays = here.road == call.place.road;
    let map = if stays { Some(Default::default()) } else { times.leg(here.road, call.place.road) };
    if let Some(map) = map {
        found.expect(map == call.leg, "T3", subject, || {
            let (planned, known) = (call.leg, map);
            format!("the drive takes {}, {} on the map", planned.time, known.time)
        });
    }
}

/// The driver's own: breaks and return. (The start is looked at by the history: a driver may
/// begin earlier than planned, a plan may not.)
fn check_own(tour: &Tour, call: &Call, subject: &str, found: &mut Findings) {
    let shift = &tour.shift;
    for duty in &call.duties {
        match duty {
            Duty::Break(index) => {
                let Some(rule) = shift.breaks.get(*index) else { continue };
                let latest = rule.latest + tour.overrun;
                let in_window = rule.earliest <= call.begin && call.begin <= latest;
                found.expect(in_window, "T3", subject, || {
                    format!(
                        "the break begins {} after its window's start",
                        call.begin - rule.earliest
                    )
                });
                found.expect(call.begin + rule.length <= call.departure, "T3", subject, || {
                    format!("the break is {}, not {}", call.departure - call.begin, rule.length)
                });
                found.expect(call.place.road == rule.place.road, "T3", subject, || {
                    "the break is spent elsewhere".to_owned()
                });
            }
            Duty::Return => {
                let late = call.begin - shift.end - tour.overrun;
                found.expect(late <= Seconds::ZERO, "T3", subject, || {
                    format!("is back {late} after the shift's end and its recorded overrun")
                });
                found.expect(call.place.road == shift.depot.road, "T3", subject, || {
                    "the tour does not end at the depot".to_owned()
                });
            }
            Duty::Board(_) | Duty::Alight(_) => {}
        }
    }
}
