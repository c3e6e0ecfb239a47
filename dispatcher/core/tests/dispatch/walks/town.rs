//! A town, a fleet and a policy by dice.

use noriai_core::{
    BreakRule, Capacity, Command, Fares, Fittings, Objective, Party, Place, Policy, Shift,
    VehicleId, Weights,
};
use noriai_units::{Seconds, Timestamp, Yen};

use super::dice::Dice;
use crate::notation::World;

pub(crate) fn clock(minutes: i64) -> Timestamp {
    Timestamp::from_unix_millis(minutes * 60_000)
}

pub(crate) fn lay_out(world: &mut World, dice: &mut Dice) -> Vec<Place> {
    world.paper.metres_per_second = dice.between(6, 12);
    for n in 0..dice.between(4, 12) {
        world.add_stop(&format!("S{n}"), dice.between(0, 60) * 100, dice.between(0, 60) * 100);
    }
    let policy = policy(dice);
    world.command(&Command::AdoptPolicy(policy)).unwrap();
    world.stops.values().copied().collect()
}

fn policy(dice: &mut Dice) -> Policy {
    let weights = Weights {
        driving: dice.between(0, 5),
        wait: dice.between(0, 5),
        ride: dice.between(0, 3),
        others: dice.between(0, 3),
    };
    let nearest = dice.percent(25);
    let mut minutes = |low, high| Seconds::from_minutes(dice.between(low, high));
    Policy {
        version: 1,
        max_wait: minutes(3, 40),
        pickup_window: minutes(0, 20),
        max_ride_extra: minutes(0, 15),
        early_arrival: minutes(0, 4),
        offer_life: minutes(1, 10),
        horizon: minutes(60, 600),
        no_show_wait: minutes(0, 5),
        max_ride_per_mille: dice.between(1_000, 2_000),
        dwell_call: Seconds::new(dice.between(0, 60)),
        dwell_person: Seconds::new(dice.between(0, 20)),
        dwell_wheelchair: Seconds::new(dice.between(0, 180)),
        pooling: dice.percent(75),
        make_room: false, // Walks of their own have it.
        objective: if nearest { Objective::NearestVehicle } else { Objective::LeastCost(weights) },
        fares: Fares { adult: Yen::new(300), child: Yen::new(150), reduced: Yen::new(100) },
        ..Policy::default()
    }
}

/// Another policy while the old promises stand.
pub(crate) fn other_policy(world: &World, dice: &mut Dice) -> Policy {
    let version = world.state.policy().version + 1;
    Policy { version, ..policy(dice) }
}

pub(crate) fn shift(world: &mut World, vehicle: u32, places: &[Place], dice: &mut Dice) -> Shift {
    let from = world.now.unix_millis() / 60_000;
    let own = world.state.tours().values().filter(|tour| tour.shift.vehicle.0 == vehicle);
    let last = own.map(|tour| tour.shift.end.unix_millis() / 60_000).max();
    // Now and then the vehicle's next shift, right behind the last.
    let start = match last.filter(|_| dice.percent(80)) {
        Some(last) => last + dice.between(0, 20),
        None => from + dice.between(-20, 60),
    };
    let end = start + dice.between(60, 240);
    let depot = dice.pick(places).unwrap();
    let mut breaks = Vec::new();
    let mut after = start + 20;
    for _ in 0..dice.between(0, 2) {
        let earliest = after + dice.between(0, 60);
        let latest = earliest + dice.between(0, 30) + dice.between(0, 1) * dice.between(20, 90);
        let length = dice.between(0, 20);
        let place = if dice.percent(50) { depot } else { dice.pick(places).unwrap() };
        breaks.push(BreakRule {
            earliest: clock(earliest),
            latest: clock(latest),
            length: Seconds::from_minutes(length),
            place,
        });
        after = latest + length + 15;
    }
    Shift {
        id: world.new_shift(),
        vehicle: VehicleId(vehicle),
        capacity: Capacity {
            seats: dice.count(1, 8),
            wheelchairs: dice.count(0, 2),
            child_seats: 0,
            luggage: dice.count(0, 2),
        },
        start: clock(start),
        end: clock(end),
        depot,
        breaks,
        company: None,
        books_ahead: None,
        fittings: Fittings::default(),
    }
}

pub(crate) fn party(dice: &mut Dice) -> Party {
    let mut some = |chance, most| if dice.percent(chance) { dice.count(1, most) } else { 0 };
    let party = Party {
        adults: some(80, 2),
        children: some(10, 2),
        infants: some(5, 1),
        reduced: some(10, 1),
        wheelchairs: some(10, 1),
        luggage: some(10, 1),
        ..Party::default()
    };
    // A small child sits on somebody's lap; the reference knows nothing of attendants.
    if 0 < party.infants && party.adults + party.reduced + party.wheelchairs == 0 {
        return Party { adults: 1, ..party };
    }
    if party.n_people() == 0 { Party::ONE_ADULT } else { party }
}
