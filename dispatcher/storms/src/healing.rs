//! The end of every storm: trouble ends, and everybody comes home.

use noriai_core::units::Seconds;
use noriai_core::{Booking, Command, DriverAction, Duty, Improvement, Tour, VehicleId};

use crate::fault::Fault;
use crate::world::World;

/// Longer than any storm's shifts last.
const HALF_MINUTES_MAX: u32 = 3_600;

impl World {
    /// Clocks are right from now on, ticks come, roads are open, drivers do their duty: every
    /// booking comes to its end and every vehicle home.
    pub(crate) fn heal(&mut self) -> Result<(), Fault> {
        let now = self.now();
        (self.offset, self.ticks) = (now - self.real, true);
        self.sightings.clear();
        let closed: Vec<_> = self.state.closures().keys().copied().collect();
        for id in closed {
            self.command(&Command::ReopenRoad(id))?.ok();
        }
        self.adopt_roads(false, 0)?.ok();
        for _ in 0..HALF_MINUTES_MAX {
            self.pass_to(self.real + Seconds::new(30))?;
            let vehicles: Vec<VehicleId> =
                self.state.tours().values().map(|tour| tour.shift.vehicle).collect();
            for vehicle in vehicles {
                self.duty(vehicle)?;
            }
            let mut tours = self.state.tours().values();
            if tours.all(|tour| tour.is_over()) && self.state.cut_off().is_empty() {
                break;
            }
        }
        let open = |booking: &&std::sync::Arc<Booking>| booking.status.is_open();
        if let Some(stranded) = self.state.bookings().values().find(open) {
            return Err(Fault::new("L1", format!("is never served: {stranded:?}")));
        }
        match self.state.tours().values().find(|tour| !tour.is_over()) {
            Some(tour) => Err(Fault::new("L1", format!("is never over: {:?}", tour.calls))),
            None => Ok(()),
        }
    }

    /// A driver does what is due; nothing of it is refused.
    fn duty(&mut self, vehicle: VehicleId) -> Result<(), Fault> {
        let next = |tour: &Tour| tour.calls.first().cloned();
        let Some(call) = self.state.tour_of(vehicle).and_then(next) else { return Ok(()) };
        let at = self.now();
        if !call.arrived && at < call.arrival {
            return Ok(());
        }
        let action = match call.duties.first() {
            _ if !call.arrived => DriverAction::Arrive(call.id),
            Some(Duty::Alight(id)) => DriverAction::Alight(*id),
            Some(Duty::Board(id)) => DriverAction::Board(*id),
            _ if at < call.begin => return Ok(()),
            _ => DriverAction::Finish(call.id),
        };
        match self.command(&Command::Drive { vehicle, action, at })? {
            Ok(_) => Ok(()),
            Err(refusal) => {
                Err(Fault::new("duty refused", format!("{vehicle} {action:?}: {refusal}")))
            }
        }
    }

    /// Looks for a better plan; what is found is taken over if it is proposed at once.
    pub(crate) fn search(&mut self, draw: i64, rounds: i64) -> Result<(), Fault> {
        self.now();
        let situation = self.situation();
        let mut search = Improvement::of(&self.state, &situation, draw.unsigned_abs());
        search.run(u32::try_from(rounds).unwrap_or(0));
        let found = search.proposal();
        drop(search);
        if let Some(proposal) = &found
            && let Err(refusal) = self.decided(&Command::Improve(proposal.clone()))
        {
            let what = "found, not taken over";
            return Err(Fault::new(what, format!("{refusal}: {proposal:?}")));
        }
        let word = if found.is_some() { "better plan" } else { "no better plan" };
        self.tally.add("searches", word);
        if found.is_some() {
            self.found = found;
        }
        Ok(())
    }
}
