//! Lines that set the scene: the area, its policy and zones, stops, vans, what holds for riders.

use noriai_core::{
    BoardingRule, BreakRule, Capacity, Command, CompanyId, Fittings, Objective, Policy, RiderId,
    RiderRules, ServiceHours, Shift, Zone,
};
use noriai_units::Seconds;

use super::super::world::World;
use super::reading::{Words, span};
use super::{command, refused};

pub(super) fn area(world: &mut World, words: &mut Words<'_>) {
    let plain = Policy {
        version: 1,
        dwell_person: Seconds::ZERO,
        early_arrival: Seconds::ZERO,
        ..Policy::default()
    };
    let policy = policy(world, words, plain);
    world.command(&Command::AdoptPolicy(policy)).unwrap();
}

pub(super) fn policy(world: &mut World, words: &mut Words<'_>, mut policy: Policy) -> Policy {
    if world.state.policy() != &Policy::default() {
        policy.version = world.state.policy().version + 1;
    }
    while let Some(word) = words.0.pop_front() {
        match word {
            "speed" => {
                world.paper.metres_per_second =
                    words.next().strip_suffix("m/s").unwrap().parse().unwrap();
            }
            "dwell" => policy.dwell_call = words.span(),
            "person" => policy.dwell_person = words.span(),
            "wheelchair" => policy.dwell_wheelchair = words.span(),
            "early" => policy.early_arrival = words.span(),
            "max-wait" => policy.max_wait = words.span(),
            "window" => policy.pickup_window = words.span(),
            "no-show" => policy.no_show_wait = words.span(),
            "offer-life" => policy.offer_life = words.span(),
            "horizon" => policy.horizon = words.span(),
            "max-ride" => {
                let (times, extra) = words.next().split_once("x+").unwrap();
                let (whole, tenths) = times.split_once('.').unwrap_or((times, "0"));
                let number = |digits: &str| digits.parse::<i64>().unwrap();
                policy.max_ride_per_mille = 1_000 * number(whole) + 100 * number(tenths);
                policy.max_ride_extra = span(extra);
            }
            "no" => {
                let what = words.next();
                match what {
                    "pooling" => policy.pooling = false,
                    "ticks" => world.ticks = false,
                    _ => panic!("no what? {what:?}"),
                }
            }
            "room" => policy.make_room = true,
            "nearest" => policy.objective = Objective::NearestVehicle,
            "stops" => {
                words.expect("only");
                policy.boarding = BoardingRule::DesignatedStops;
            }
            "hours" => policy.hours = words.hours(),
            "rotation" => policy.rotation = Some(words.rotation()),
            _ => panic!("what is {word:?} in an area?"),
        }
    }
    policy
}

/// `zone z1 0,0 3000,0 3000,3000 0,3000 [stops only] [to z1 z2] [hours 08:00-17:00]`
pub(super) fn zone(world: &mut World, words: &mut Words<'_>) {
    let id = words.zone();
    let mut zone = Zone {
        id,
        border: Vec::new(),
        boarding: BoardingRule::Free,
        to: None,
        hours: ServiceHours::default(),
    };
    while words.0.front().is_some_and(|word| word.contains(',')) {
        zone.border.push(words.place(world).position);
    }
    while let Some(word) = words.0.pop_front() {
        match word {
            "stops" => {
                words.expect("only");
                zone.boarding = BoardingRule::DesignatedStops;
            }
            "to" => {
                let mut to = Vec::new();
                while words.0.front().is_some_and(|word| word.starts_with('z')) {
                    to.push(words.zone());
                }
                zone.to = Some(to);
            }
            "hours" => zone.hours = words.hours(),
            _ => panic!("what is {word:?} in a zone?"),
        }
    }
    let mut policy = world.state.policy().clone();
    policy.version += 1;
    policy.zones.push(zone);
    world.command(&Command::AdoptPolicy(policy)).unwrap();
}

/// `rules r1 alone attended apart r2 r3`: what holds for the rider of that booking, on every ride.
pub(super) fn rules(world: &mut World, words: &mut Words<'_>) {
    let rider = RiderId(words.rider().0);
    let mut rules = RiderRules::default();
    while let Some(word) = words.0.pop_front() {
        match word {
            "none" => {}
            "alone" => rules.alone = true,
            "attended" => rules.attended = true,
            "apart" => {
                while !words.0.is_empty() {
                    rules.apart.insert(RiderId(words.rider().0));
                }
            }
            _ => panic!("what is {word:?} of a rider?"),
        }
    }
    command(world, &Command::SetRiderRules { rider, rules });
}

pub(super) fn stop(world: &mut World, words: &mut Words<'_>) {
    while let Some(name) = words.0.pop_front() {
        let (east, north) = words.next().split_once(',').unwrap();
        world.add_stop(name, east.parse().unwrap(), north.parse().unwrap());
    }
}

pub(super) fn van(world: &mut World, words: &mut Words<'_>) {
    let vehicle = words.vehicle();
    let (mut capacity, mut fittings) = (Capacity::NONE, Fittings::default());
    loop {
        match words.next() {
            "seats" => capacity.seats = words.number(),
            "wheelchairs" => capacity.wheelchairs = words.number(),
            "luggage" => capacity.luggage = words.number(),
            "child-seats" => capacity.child_seats = words.number(),
            "wheelchair" => fittings.aids.wheelchair = words.aid(),
            "walker" => fittings.aids.walker = words.aid(),
            "pram" => fittings.aids.pram = words.aid(),
            "attendant" => fittings.attendant = true,
            "has" => fittings.equipment = words.equipment(),
            "group" => {
                fittings.groups.insert(words.group());
            }
            "at" => break,
            word => panic!("what is {word:?} in a van?"),
        }
    }
    let depot = words.place(world);
    words.expect("shift");
    let (start, end) = words.window();
    let mut breaks = Vec::new();
    while words.takes("break") {
        let (earliest, latest) = words.window();
        let length = words.span();
        let place = if words.takes("at") { words.place(world) } else { depot };
        breaks.push(BreakRule { earliest, latest, length, place });
    }
    let company = words.takes("company").then(|| CompanyId(words.number().into()));
    let books_ahead = words.takes("ahead").then(|| words.span());
    let id = world.new_shift();
    let shift =
        Shift { id, vehicle, capacity, start, end, depot, breaks, company, books_ahead, fittings };
    match world.command(&Command::PlanShift(shift)) {
        Ok(_) => {}
        Err(refusal) => refused(world, refusal),
    }
}
