//! The loop: the next happening, a command, its events.

use std::collections::BTreeMap;

use noriai_core::{
    BookingId, Command, DriverAction, Event, ShiftId, Sighting, Sightings, Situation, State,
    VehicleId,
};
use noriai_units::{Seconds, Timestamp};

use super::Setup;
use super::audit::Auditor;
use super::dispatcher::Dispatcher;
use super::fleet;
use super::ledger::Ledger;
use super::queue::{Happening, Queue};
use super::van::{Step, Van};
use crate::error::{ErrorCode, SimulationError};
use crate::outcome::Day;
use crate::progress::Part;
use crate::rng::Rng;

/// The service compares plan and reality this often, and when a promise ends.
const TICK_EVERY: Seconds = Seconds::new(30);
/// Shifts are planned this long before the first request.
const PLANNED_BEFORE: Seconds = Seconds::from_minutes(60);
/// Vans that are not back by then are taken to have been forgotten: a fault, not a day.
const NIGHT: Seconds = Seconds::from_minutes(12 * 60);

pub(super) struct Run<'a> {
    pub(super) setup: &'a Setup<'a>,
    pub(super) dispatcher: &'a dyn Dispatcher,
    pub(super) state: State,
    auditor: Auditor,
    pub(super) ledger: Ledger,
    pub(super) queue: Queue,
    /// The next regular tick.
    regular_tick: Timestamp,
    /// The next tick of any kind, as it stands in the queue.
    due_tick: Option<Timestamp>,
    vans: BTreeMap<VehicleId, Van>,
    pub(super) now: Timestamp,
    day_ends: Timestamp,
    pub(super) n_offers: u128,
    n_repromises: u64,
    n_asked: u64,
    n_searches: u64,
    /// Requests of the window that is open, by their indices.
    pub(super) gathered: Vec<usize>,
    pub(super) n_batches: u64,
    pub(super) n_batches_cut_off: u64,
}

impl<'a> Run<'a> {
    /// Puts the fleet on duty and notes who will ask when.
    pub(super) fn prepare(
        setup: &'a Setup<'a>,
        dispatcher: &'a dyn Dispatcher,
    ) -> Result<Self, SimulationError> {
        let midnight = setup.scenario.day.midnight();
        let first = setup.requests.first().map_or(midnight, |request| request.asked_at);
        let mut run = Self {
            setup,
            dispatcher,
            state: State::default(),
            auditor: Auditor::new(setup.scenario.audit_every),
            ledger: Ledger::of(setup.requests),
            queue: Queue::default(),
            regular_tick: Timestamp::MAX,
            due_tick: None,
            vans: BTreeMap::new(),
            now: first.min(midnight) - PLANNED_BEFORE,
            day_ends: midnight,
            n_offers: 0,
            n_repromises: 0,
            n_asked: 0,
            n_searches: 0,
            gathered: Vec::new(),
            n_batches: 0,
            n_batches_cut_off: 0,
        };
        run.command(&Command::AdoptPolicy(setup.policy.clone()))?;
        run.plan_shifts()?;
        for (index, request) in setup.requests.iter().enumerate() {
            run.queue.add(request.asked_at, Happening::Asks(index));
        }
        Ok(run)
    }

    /// Lets the day pass.
    pub(super) fn play(mut self, part: &mut dyn Part) -> Result<Day, SimulationError> {
        while let Some((at, happening)) = self.queue.next() {
            self.now = at;
            match happening {
                Happening::Asks(index) => {
                    self.ask(index)?;
                    self.n_asked += 1;
                    part.reach(self.n_asked);
                }
                Happening::Van(vehicle) => self.step(vehicle)?,
                Happening::Tick => self.tick()?,
                Happening::Batch => self.answer_together()?,
            }
            if self.day_ends + NIGHT < at {
                break;
            }
        }
        Ok(self.close())
    }

    fn plan_shifts(&mut self) -> Result<(), SimulationError> {
        let mut first_start = Timestamp::MAX;
        for shift in fleet::shifts(self.setup)? {
            first_start = first_start.min(shift.start);
            self.day_ends = self.day_ends.max(shift.end);
            self.vans.insert(shift.vehicle, Van::new(shift.vehicle));
            self.command(&Command::PlanShift(shift))?;
        }
        self.regular_tick = first_start;
        self.schedule_tick();
        Ok(())
    }

    /// A van does its next step.
    fn step(&mut self, vehicle: VehicleId) -> Result<(), SimulationError> {
        let (setup, now) = (self.setup, self.now);
        let absent = |booking| absent_until(setup, &self.state, booking);
        let Some(tour) = self.state.tour_of(vehicle) else { return Ok(()) };
        let Some(van) = self.vans.get_mut(&vehicle) else { return Ok(()) };
        van.due = None;
        match van.next_step(tour, now, &absent) {
            Some((at, Step::SetOff)) if at <= now => van.set_off(tour, now, setup.scenario),
            Some((at, Step::Report(action))) if at <= now => return self.report(vehicle, action),
            _ => {}
        }
        self.schedule(vehicle);
        Ok(())
    }

    /// A driver reports what was done.
    fn report(&mut self, vehicle: VehicleId, action: DriverAction) -> Result<(), SimulationError> {
        let (setup, now) = (self.setup, self.now);
        let before = self.state.tour_of(vehicle).and_then(|tour| tour.calls.first().cloned());
        if let (DriverAction::Arrive(_), Some(call), Some(van)) =
            (action, &before, self.vans.get_mut(&vehicle))
        {
            van.arrive(call, now, setup.scenario, setup.world.roads.as_ref());
        }
        if let (Some(call), Some(van)) = (&before, self.vans.get_mut(&vehicle)) {
            let begin = van.arrived_at().unwrap_or(now).max(call.begin).min(now);
            match action {
                DriverAction::Board(booking) => {
                    let people =
                        self.state.booking(booking).map_or(0, |b| b.request.party.n_people());
                    van.board(booking, people);
                    self.ledger.boarded(booking, vehicle, begin, now);
                }
                DriverAction::Alight(booking) => {
                    self.ledger.alighted(booking, van.arrived_at().unwrap_or(now));
                    van.alight(booking);
                }
                DriverAction::NoShow(booking) => self.ledger.no_show(booking, vehicle),
                DriverAction::Arrive(_) | DriverAction::Finish(_) => {}
            }
        }
        self.command(&Command::Drive { vehicle, action, at: now })?;
        if let Some(van) = self.vans.get_mut(&vehicle) {
            match self.state.tour_of(vehicle) {
                Some(tour) => van.leave(tour, now),
                None => van.go_home(now),
            }
        }
        self.schedule(vehicle);
        if matches!(action, DriverAction::NoShow(_)) { self.improve() } else { Ok(()) }
    }

    /// Lets the dispatcher look for a better plan, and take it over.
    pub(super) fn improve(&mut self) -> Result<(), SimulationError> {
        let Some(improvement) = self.setup.improvement else { return Ok(()) };
        self.n_searches += 1;
        let mut rng = Rng::stream(self.setup.scenario.seed, "improvement", self.n_searches);
        let sightings = self.sightings_if_noisy();
        let times = self.setup.world.roads.as_ref();
        let situation = Situation { now: self.now, times, sightings: &sightings };
        let (seed, rounds) = (rng.bits(), improvement.rounds);
        match self.dispatcher.improve(&self.state, &situation, seed, rounds) {
            Some(proposal) => self.command_seeing(&Command::Improve(proposal), &sightings),
            None => Ok(()),
        }
    }

    fn tick(&mut self) -> Result<(), SimulationError> {
        let sightings = self.sightings_if_noisy();
        self.due_tick = None;
        if self.regular_tick <= self.now {
            self.regular_tick = self.now + TICK_EVERY;
        }
        self.command_seeing(&Command::Tick, &sightings)?;
        self.schedule_tick();
        Ok(())
    }

    /// Puts the next tick into the queue, in place of the one before. None is needed once nobody
    /// will ask or drive any more.
    fn schedule_tick(&mut self) {
        if let Some(due) = self.due_tick.take() {
            self.queue.remove(due, Happening::Tick);
        }
        if !self.queue.is_empty() {
            let ends = self.state.deadline(self.now).unwrap_or(Timestamp::MAX);
            let due = self.regular_tick.min(ends);
            self.queue.add(due, Happening::Tick);
            self.due_tick = Some(due);
        }
    }

    /// Gives a command that does not ask where vans are.
    fn command(&mut self, command: &Command) -> Result<(), SimulationError> {
        self.command_seeing(command, &Sightings::new())
    }

    /// Gives a command while vans are where they are seen.
    fn command_seeing(
        &mut self,
        command: &Command,
        sightings: &Sightings,
    ) -> Result<(), SimulationError> {
        let times = self.setup.world.roads.as_ref();
        let situation = Situation { now: self.now, times, sightings };
        let decided = self.dispatcher.decide(&self.state, command, &situation);
        let events = decided.map_err(|refusal| {
            let cause = format!("the dispatcher refuses {command:?}: {refusal}");
            let remedy = "check shifts and breaks; if they are sound, this is a fault of ours";
            SimulationError::new(ErrorCode::Dispatcher, cause, remedy)
        })?;
        self.take(&events)
    }

    /// Takes events in, and lets the vans follow.
    pub(super) fn take(&mut self, events: &[Event]) -> Result<(), SimulationError> {
        let mut touched = Vec::new();
        for event in events {
            self.auditor.observe(&self.state, self.now, event);
            self.state.apply(self.now, event).map_err(|why| {
                let remedy = "this is a fault of ours: please report it with the scenario";
                SimulationError::new(ErrorCode::Dispatcher, why.to_string(), remedy)
            })?;
            match event {
                Event::TourPlanned { shift, .. } => touched.push(*shift),
                Event::Repromised { .. } => self.n_repromises += 1,
                _ => {}
            }
        }
        for shift in touched {
            self.follow(shift);
        }
        if !events.is_empty() && self.regular_tick < Timestamp::MAX {
            self.schedule_tick();
        }
        self.auditor.look(&self.state, self.now, self.setup.world.roads.as_ref());
        Ok(())
    }

    fn follow(&mut self, shift: ShiftId) {
        let Some(tour) = self.state.tour(shift) else { return };
        let vehicle = tour.shift.vehicle;
        let roads = self.setup.world.roads.as_ref();
        if let Some(van) = self.vans.get_mut(&vehicle) {
            van.follow(tour, self.now, self.setup.scenario, roads);
        }
        self.schedule(vehicle);
    }

    /// Puts the van's next step into the queue, in place of the one before.
    fn schedule(&mut self, vehicle: VehicleId) {
        let absent = |booking| absent_until(self.setup, &self.state, booking);
        let Some(van) = self.vans.get_mut(&vehicle) else { return };
        if let Some(due) = van.due.take() {
            self.queue.remove(due, Happening::Van(vehicle));
        }
        let tour = self.state.tour_of(vehicle);
        let next = tour.and_then(|tour| van.next_step(tour, self.now, &absent));
        if let Some((at, _)) = next {
            van.due = Some(at);
            self.queue.add(at, Happening::Van(vehicle));
        }
    }

    /// Only where reality strays from the plan do position reports tell anything new: a van on
    /// plan would be timed anew from its reported place by some milliseconds.
    fn sightings_if_noisy(&self) -> Sightings {
        let strays = 0 < self.setup.scenario.noise.driving_per_mille;
        if strays { self.sightings() } else { Sightings::new() }
    }

    /// Where vans under way are.
    pub(super) fn sightings(&self) -> Sightings {
        let roads = self.setup.world.roads.as_ref();
        let seen = self.vans.iter().filter_map(|(vehicle, van)| {
            let place = van.drive.as_ref()?.place(self.now, roads)?;
            Some((*vehicle, Sighting { place, at: self.now }))
        });
        seen.collect()
    }

    fn close(self) -> Day {
        let violations = self.auditor.end(&self.state, self.now, self.setup.world.roads.as_ref());
        let paid = self.state.tours().values().map(|tour| {
            let shift = &tour.shift;
            let breaks: Seconds = shift.breaks.iter().map(|rule| rule.length).sum();
            shift.end - shift.start + tour.overrun - breaks
        });
        let mut day = Day {
            rides: self.ledger.close(),
            driver_time: paid.sum(),
            n_vehicles: self.vans.len() as u64,
            n_repromises: self.n_repromises,
            n_batches: self.n_batches,
            n_batches_cut_off: self.n_batches_cut_off,
            violations,
            ..Day::default()
        };
        for (vehicle, van) in self.vans {
            day.n_trips += van.n_trips;
            day.calls.extend(van.calls);
            day.tracks.insert(vehicle, van.track);
        }
        day.calls.sort_by_key(|call| (call.arrived, call.vehicle, call.call));
        day
    }
}

/// Until when the driver waits for a rider who will not come; `None` for all others.
fn absent_until(setup: &Setup<'_>, state: &State, booking: BookingId) -> Option<Timestamp> {
    let request = setup.requests.get(Ledger::request_of(booking)?)?;
    if request.shows_up {
        return None;
    }
    let promise = state.booking(booking)?.promise;
    Some(promise.pickup_earliest + setup.policy.no_show_wait)
}
