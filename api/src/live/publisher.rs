//! Makes the events, about once a second.

use std::collections::BTreeMap;
use std::time::Duration;

use actix_web::web;
use noriai_core::{BookingId, ClosureId, State};
use noriai_units::Timestamp;

use super::odometer::Odometer;
use crate::town::{Town, closures_in_force};
use crate::view::{aboard_by_vehicle, riders_of};
use crate::wire::{ClosureBody, LiveRider, RidersBody, SnapshotBody, TodayBody, VehiclesBody};

const INTERVAL: Duration = Duration::from_secs(1);
/// A comment on the line, and the counts into their file, every so many intervals.
const BEAT_EVERY: u64 = 15;

/// What is closed, what of it is in force, and on which map.
type RoadsTold = (Vec<ClosureId>, Vec<ClosureId>, u64);

/// What was told last.
#[derive(Default)]
struct Told {
    riders: Vec<LiveRider>,
    closures: Vec<ClosureBody>,
    /// What those were made from.
    roads: Option<RoadsTold>,
    today: TodayBody,
    numbers: BTreeMap<BookingId, u64>,
    next_number: u64,
    odometer: Odometer,
}

/// Tells viewers what happens until the service ends.
pub(crate) async fn keep_publishing(town: web::Data<Town>) {
    let mut told = Told::default();
    let mut interval = tokio::time::interval(INTERVAL);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    let mut n_intervals = 0_u64;
    while !town.is_stopping() {
        interval.tick().await;
        told.publish(&town);
        n_intervals += 1;
        if n_intervals.is_multiple_of(BEAT_EVERY) {
            town.board.beat();
            town.tally.keep(&town.data);
        }
    }
}

impl Told {
    fn publish(&mut self, town: &Town) {
        let state = town.area.state();
        let now = town.clock.now();
        let aboard = aboard_by_vehicle(&state);
        self.odometer.read(town, &town.area.sightings(), &aboard, now);
        let riders = riders_of(&state, now, &mut self.numbers, &mut self.next_number);
        let today = town.today(&state, now);
        town.metrics.show(&today);
        let vehicles =
            VehiclesBody { clock: town.clock.body(), vehicles: town.live_vehicles(&state, now) };
        town.board.tell("vehicles", &vehicles);
        if riders != self.riders {
            self.riders.clone_from(&riders);
            town.board.tell("riders", &RidersBody { riders: riders.clone() });
        }
        self.tell_closures(town, &state, now);
        if today != self.today {
            self.today.clone_from(&today);
            town.board.tell("today", &today);
        }
        let VehiclesBody { clock, vehicles } = vehicles;
        let closures = self.closures.clone();
        town.board.show(&SnapshotBody { clock, vehicles, riders, closures, today });
    }

    fn tell_closures(&mut self, town: &Town, state: &State, now: Timestamp) {
        let closed = closures_in_force(state, now).into_iter().map(|closure| closure.id).collect();
        let roads = (closed, town.roads.now().closures.clone(), state.map());
        if self.roads.as_ref() != Some(&roads) {
            self.roads = Some(roads);
            self.closures = town.closure_bodies(state, now);
            town.board.tell("closures", &town.closures_body(state, now));
        }
    }
}
