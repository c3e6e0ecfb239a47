//! Deeds become commands, by what they find when they happen.

use noriai_core::units::{Seconds, Timestamp};
use noriai_core::{
    BookingId, CallId, CancelledBy, ClosureId, Command, DriverAction, Duty, RiderId, Sighting,
    VehicleId,
};

use crate::asking::Asked;
use crate::control::tampered;
use crate::draws;
use crate::fault::Fault;
use crate::step::{Deed, Step};
use crate::world::{BEGIN, World};

impl World {
    /// Lets time pass, and has a step happen.
    pub(crate) fn take(&mut self, step: Step) -> Result<(), Fault> {
        self.pass_to(BEGIN + Seconds::new(step.at))?;
        match step.deed {
            Deed::Policy { draw } => {
                let version = self.state.policy().version + 1;
                self.submit(Command::AdoptPolicy(draws::policy(draw, version)))
            }
            Deed::Shift { van, draw } => self.plan_shift(vehicle(van), draw),
            Deed::Reshift { van, minutes, fresh } => self.reshift(van, minutes, fresh != 0),
            Deed::Breakdown { van, spot, over } => self.break_down(van, spot, over != 0),
            Deed::Curtail { van, minutes } => self.curtail(van, minutes),
            Deed::Ask { rider, from, to, by, ahead, party, take } => {
                let found = self.ask(Asked { rider, from, to, by, ahead, party })?;
                let nth = usize::try_from(take - 1).ok().filter(|_| !found.is_empty());
                match nth.and_then(|nth| found.get(nth % found.len())) {
                    Some(offer) => self.book(rider, rider, *offer),
                    None => Ok(()),
                }
            }
            Deed::Accept { back, id, rider } => {
                let back = usize::try_from(back).unwrap_or(0);
                let nth = self.offers.len().checked_sub(back + 1);
                match nth.and_then(|nth| self.offers.get(nth).copied()) {
                    Some(offer) => self.book(id, rider, offer),
                    None => Ok(()),
                }
            }
            Deed::Cancel { id, operator } => {
                let by = if operator == 0 { CancelledBy::Rider } else { CancelledBy::Operator };
                self.submit(Command::Cancel { id: booking(id), by })
            }
            Deed::Rules { rider, draw } => {
                let rules = draws::rider_rules(draw, rider);
                let rider = RiderId(u128::from(rider.unsigned_abs()));
                self.submit(Command::SetRiderRules { rider, rules })
            }
            Deed::Drive { van, act, pick, ago } => self.drive(vehicle(van), act, pick, ago),
            Deed::Forge { van, act, id, at } => {
                let action = match act {
                    0 => DriverAction::Arrive(call(id)),
                    1 => DriverAction::Board(booking(id)),
                    2 => DriverAction::NoShow(booking(id)),
                    3 => DriverAction::Alight(booking(id)),
                    _ => DriverAction::Finish(call(id)),
                };
                let at = self.now() + Seconds::new(at);
                self.submit(Command::Drive { vehicle: vehicle(van), action, at })
            }
            Deed::See { van, spot, ago } => {
                let seen = Sighting { place: self.place(spot), at: self.ago(ago) };
                self.sightings.insert(vehicle(van), seen);
                self.submit(Command::Tick)
            }
            Deed::Close { id, link, n_links, effect, minutes } => {
                self.close(id, (link, n_links), effect, minutes)
            }
            Deed::Reopen { id } => self.submit(Command::ReopenRoad(closure(id))),
            Deed::Roads { rename, walk } => {
                self.adopt_roads(rename != 0, walk)?.ok();
                Ok(())
            }
            Deed::Search { draw, rounds } => self.search(draw, rounds),
            Deed::Adopt { tamper } => match self.found.clone() {
                Some(found) => self.submit(Command::Improve(tampered(found, tamper))),
                None => Ok(()),
            },
            Deed::Again {} => self.again(),
            Deed::Clock { by, restart } => {
                self.jump(Seconds::new(by), restart != 0);
                Ok(())
            }
            Deed::Ticks { on } => {
                self.ticks = on != 0;
                Ok(())
            }
            Deed::Wait {} => Ok(()),
            Deed::Heal {} => self.heal(),
        }
    }

    pub(crate) fn submit(&mut self, command: Command) -> Result<(), Fault> {
        self.command(&command)?.ok();
        Ok(())
    }

    fn ago(&mut self, seconds: i64) -> Timestamp {
        self.now() + -Seconds::new(seconds)
    }

    fn drive(&mut self, van: VehicleId, act: i64, pick: i64, ago: i64) -> Result<(), Fault> {
        let Some(tour) = self.state.tour_of(van) else { return Ok(()) };
        let Some(next) = tour.calls.first() else { return Ok(()) };
        let pick = usize::try_from(pick).unwrap_or(0);
        let later = tour.calls.iter().skip(1);
        let boards = next.boards().nth(pick % next.boards().count().max(1));
        let duty = match act {
            3 => later.flat_map(|call| &call.duties).nth(pick),
            _ => next.duties.get(pick % next.duties.len().max(1)),
        };
        let action = match (act, boards, duty) {
            (0, ..) => DriverAction::Arrive(next.id),
            (4, ..) | (_, _, None) => DriverAction::Finish(next.id),
            (2, Some(id), _) => DriverAction::NoShow(id),
            (_, _, Some(Duty::Board(id))) => DriverAction::Board(*id),
            (_, _, Some(Duty::Alight(id))) => DriverAction::Alight(*id),
            (_, _, Some(Duty::Break(_) | Duty::Return)) => DriverAction::Finish(next.id),
        };
        let at = self.ago(ago);
        self.submit(Command::Drive { vehicle: van, action, at })
    }

    /// The last command again: whoever taps twice changes nothing the second time.
    fn again(&mut self) -> Result<(), Fault> {
        let Some((command, n_then)) = self.last.clone() else { return Ok(()) };
        let at_once = n_then == self.n_commands;
        let verdict = self.command(&command)?;
        match verdict {
            Ok(events) if at_once && !events.is_empty() => {
                let n = events.len();
                Err(Fault::new("done twice", format!("{n} events more: {command:?}")))
            }
            _ => Ok(()),
        }
    }
}

pub(crate) fn vehicle(van: i64) -> VehicleId {
    VehicleId(u32::try_from(van).unwrap_or(0))
}

fn booking(id: i64) -> BookingId {
    BookingId(u128::from(id.unsigned_abs()))
}

fn call(id: i64) -> CallId {
    CallId(u32::try_from(id).unwrap_or(0))
}

pub(crate) fn closure(id: i64) -> ClosureId {
    ClosureId(u128::from(id.unsigned_abs()))
}
