//! A day of people who ask, vans that drive, and roads that close and open.

use std::collections::BTreeSet;
use std::ops::AddAssign;
use std::sync::Arc;

use noriai_core::{
    BookingId, Capacity, ClosureId, Command, Event, Fittings, Needs, OfferId, Party, Place,
    RideRequest, RiderId, Shift, ShiftId, Sightings, Situation, State, VehicleId, Wish, checker,
    decide, offers,
};
use noriai_network::SegmentId;
use noriai_router::Router;
use noriai_simulator::rng::Rng;
use noriai_units::{Seconds, Timestamp};

use super::ground::{TOWN, somewhere};
use super::law::{self, Atlas};
use crate::town::moving::{self, WALK_MAX};
use crate::town::roads::Roads;

const N_VANS: u32 = 3;
const TICK: Seconds = Seconds::new(10);

/// What came of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) booked: u64,
    pub(super) boarded: u64,
    pub(super) cut_off: u64,
    pub(super) roads_adopted: u64,
    /// Closures that some plan drove over.
    pub(super) in_the_way: u64,
    pub(super) legs_driven: u64,
    pub(super) legs_without_a_road: u64,
    pub(super) legs_coming_out: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.booked += other.booked;
        self.boarded += other.boarded;
        self.cut_off += other.cut_off;
        self.roads_adopted += other.roads_adopted;
        self.in_the_way += other.in_the_way;
        self.legs_driven += other.legs_driven;
        self.legs_without_a_road += other.legs_without_a_road;
        self.legs_coming_out += other.legs_coming_out;
    }
}

pub(super) struct Day {
    pub(super) state: State,
    pub(super) now: Timestamp,
    pub(super) atlas: Atlas,
    pub(super) tally: Tally,
    pub(super) seed: u64,
    pub(super) rng: Rng,
    pub(super) roads: Roads,
    /// What each closure closes, as it was chosen.
    pub(super) chosen: Vec<(ClosureId, Vec<SegmentId>)>,
    places: Vec<Place>,
    pub(super) sightings: Sightings,
    pub(super) next: u128,
}

impl Day {
    pub(super) fn of(seed: u64) -> Self {
        let first = Arc::clone(&TOWN);
        let mut rng = Rng::new(seed);
        let places = (0..25).map(|_| somewhere(&first, &mut rng)).collect();
        let routers = [(first.fingerprint(), Arc::clone(&first))].into();
        let mut day = Self {
            state: State::default(),
            now: Timestamp::from_unix_millis(8 * 3_600_000),
            atlas: Atlas { routers, closed: BTreeSet::new() },
            tally: Tally::default(),
            seed,
            rng,
            roads: Roads::new(first),
            chosen: Vec::new(),
            places,
            sightings: Sightings::new(),
            next: 1,
        };
        let roads = day.roads.now();
        let change = moving::change(&roads.router, &day.state);
        day.command(&Command::AdoptMap(change));
        for van in 1..=N_VANS {
            let depot = day.place();
            day.command(&Command::PlanShift(Shift {
                id: ShiftId(van),
                vehicle: VehicleId(van),
                capacity: Capacity { seats: 6, wheelchairs: 1, child_seats: 0, luggage: 0 },
                start: day.now,
                end: day.now + Seconds::from_minutes(8 * 60),
                depot,
                breaks: Vec::new(),
                company: None,
                books_ahead: None,
                fittings: Fittings::default(),
            }));
        }
        day
    }

    /// Some hours of everything.
    pub(super) fn play(&mut self) {
        for _ in 0..60 {
            let pause = Seconds::new(self.rng.between(20, 240));
            self.pass_to(self.now + pause);
            match self.rng.below(100) {
                0..=54 => self.ask(),
                55..=79 => self.close(),
                _ => self.reopen(),
            }
            self.keep_roads();
        }
    }

    pub(super) fn pass_to(&mut self, to: Timestamp) {
        while self.now < to {
            let deadline = self.state.deadline(self.now).unwrap_or(Timestamp::MAX);
            self.now = (self.now + TICK).min(deadline).min(to);
            for van in (1..=N_VANS).map(VehicleId) {
                self.report(van);
                self.say_where(van);
            }
            self.command(&Command::Tick);
            self.keep_roads();
        }
    }

    pub(super) fn command(&mut self, command: &Command) -> bool {
        let roads = self.roads.now();
        self.command_on(command, &roads.router)
    }

    pub(super) fn command_on(&mut self, command: &Command, router: &Router) -> bool {
        let situation = Situation { now: self.now, times: router, sightings: &self.sightings };
        let Ok(events) = decide(&self.state, command, &situation) else { return false };
        for event in &events {
            self.state.apply(self.now, event).unwrap();
            match event {
                Event::Booked(_) => self.tally.booked += 1,
                Event::Boarded { .. } => self.tally.boarded += 1,
                Event::CutOff { .. } => self.tally.cut_off += 1,
                Event::MapAdopted(_) => self.tally.roads_adopted += 1,
                _ => {}
            }
        }
        let just_told = matches!(command, Command::CloseRoad(_) | Command::ReopenRoad(_));
        if !events.is_empty() && !just_told && self.state.map() == router.fingerprint() {
            self.look_over(command, router);
        }
        true
    }

    fn look_over(&mut self, after: &Command, router: &Router) {
        let (broken, legs) = law::broken(&self.state, &self.atlas);
        self.tally.legs_driven += legs.driven;
        self.tally.legs_without_a_road += legs.without_a_road;
        self.tally.legs_coming_out += legs.coming_out;
        let Self { seed, now, .. } = self;
        assert!(broken.is_empty(), "seed {seed} at {now:?} after {after:?}: {broken:#?}");
        let violations = checker::audit(&self.state, Some(router));
        assert!(violations.is_empty(), "seed {seed} at {now:?} after {after:?}: {violations:#?}");
    }

    pub(super) fn ask(&mut self) {
        let roads = self.roads.now();
        let [from, to] = [self.place(), self.place()]
            .map(|place| moving::beside(&roads.router, place, WALK_MAX));
        let wish = Wish::DepartAt(self.now + Seconds::from_minutes(self.rng.between(0, 20)));
        let request =
            RideRequest { from, to, wish, party: Party::ONE_ADULT, needs: Needs::default() };
        let (now, times) = (self.now, &*roads.router);
        let situation = Situation { now, times, sightings: &self.sightings };
        let next = &mut self.next;
        let answer = offers(&self.state, &request, &situation, &mut || {
            *next += 1;
            OfferId(*next)
        });
        if let Some(offer) = answer.offers.first().copied() {
            self.next += 1;
            let (id, rider) = (BookingId(self.next), RiderId(self.next));
            self.command(&Command::Book { id, rider, offer });
        }
    }

    fn place(&mut self) -> Place {
        self.places[self.rng.below(self.places.len() as u64) as usize]
    }
}
