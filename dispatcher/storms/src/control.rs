//! What the control room and the machine do.

use noriai_core::units::Seconds;
use noriai_core::{
    Closure, ClosureReason, ClosureSource, Command, Proposal, RoadEffect, RoadMark, ShiftId,
    VehicleId,
};

use crate::deeds::{closure, vehicle};
use crate::draws;
use crate::fault::Fault;
use crate::world::World;

impl World {
    pub(crate) fn plan_shift(&mut self, vehicle: VehicleId, draw: i64) -> Result<(), Fault> {
        let id = self.fresh_shift();
        let own = self.state.tours().values().filter(|tour| tour.shift.vehicle == vehicle);
        let last = own.map(|tour| tour.shift.end).max();
        let now = self.now();
        match draws::shift(draw, id, vehicle, (now, last), &self.places()) {
            Some(shift) => self.submit(Command::PlanShift(shift)),
            None => Ok(()),
        }
    }

    pub(crate) fn reshift(&mut self, van: i64, minutes: i64, fresh: bool) -> Result<(), Fault> {
        let Some(tour) = self.state.tour_of(vehicle(van)) else { return Ok(()) };
        let mut shift = tour.shift.clone();
        shift.end += Seconds::from_minutes(minutes);
        if fresh {
            shift.id = self.fresh_shift();
        }
        self.submit(Command::PlanShift(shift))
    }

    pub(crate) fn break_down(&mut self, van: i64, spot: i64, over: bool) -> Result<(), Fault> {
        let van = vehicle(van);
        let own = self.state.tours().values().filter(|tour| tour.shift.vehicle == van);
        let gone = own.filter(|tour| tour.is_over()).map(|tour| tour.shift.id).next_back();
        let now = self.state.tour_of(van).map(|tour| tour.shift.id);
        let Some(shift) = (if over { gone } else { now }) else { return Ok(()) };
        self.submit(Command::BreakDown { shift, place: self.place(spot) })
    }

    pub(crate) fn curtail(&mut self, van: i64, minutes: i64) -> Result<(), Fault> {
        let Some(tour) = self.state.tour_of(vehicle(van)) else { return Ok(()) };
        let shift = tour.shift.id;
        let end = self.now() + Seconds::from_minutes(minutes);
        self.submit(Command::ChangeShift { shift, end })
    }

    fn fresh_shift(&mut self) -> ShiftId {
        self.next_shift += 1;
        ShiftId(self.next_shift - 1)
    }

    pub(crate) fn close(
        &mut self,
        id: i64,
        (link, n_links): (i64, i64),
        effect: i64,
        minutes: i64,
    ) -> Result<(), Fault> {
        let n_all = i64::try_from(self.town.links.len()).unwrap_or(1).max(1);
        let mark = |number: i64| RoadMark {
            position: self.town.position(0),
            heading: u16::try_from(number.rem_euclid(n_all)).unwrap_or(0),
        };
        let roads = (link..link + n_links.clamp(1, 99)).map(mark).collect();
        let effect = match effect {
            0 => RoadEffect::Closed,
            1 => RoadEffect::Slowed { percent: 300 },
            _ => RoadEffect::Limited { km_per_hour: 10 },
        };
        let since = self.now();
        let until = (minutes != 0).then(|| since + Seconds::from_minutes(minutes));
        let (reason, by) = (ClosureReason::Flood, ClosureSource::Operator);
        let id = closure(id);
        self.submit(Command::CloseRoad(Closure {
            id,
            roads,
            effect,
            reason,
            by,
            since,
            until,
            lifted: None,
        }))
    }

    pub(crate) fn jump(&mut self, by: Seconds, restart: bool) {
        self.offset += by;
        if restart {
            // Whatever was shown before is forgotten; what has happened is not.
            self.shown = self.state.clock();
            self.sightings.clear();
            self.offers.clear();
            self.found = None;
        }
        let now = self.now();
        self.audit.restart(now);
    }
}

/// A proposal that nobody should take over as it is, unless by chance it holds.
pub(crate) fn tampered(mut found: Proposal, how: i64) -> Proposal {
    let Some(first) = found.tours.first_mut() else { return found };
    match how {
        0 => {}
        1 => first.duties.reverse(),
        2 => drop(first.duties.pop()),
        3 => first.duties.extend(first.duties.first().copied()),
        4 => first.shift = ShiftId(first.shift.0 + 1),
        5 => first.duties.rotate_left(1),
        6 => first.duties.clear(),
        _ => found.tours.reverse(),
    }
    found
}
