//! Policies, shifts and parties, each drawn from a number that a step carries.

use noriai_core::rng::Rng;
use noriai_core::units::{Position, Seconds, Timestamp, Yen};
use noriai_core::{
    AidCost, Aids, BoardingRule, BreakRule, Capacity, CompanyId, Equipment, Fares, Fittings, Needs,
    Objective, Party, Place, Policy, RiderId, RiderRules, Rotation, ServiceHours, ServiceWindow,
    Shift, ShiftId, VehicleGroupId, VehicleId, Weights, Zone, ZoneId,
};

/// Of the groups that trips name, so many have vehicles.
const N_GROUPS: u32 = 2;

fn stream(purpose: &str, draw: i64) -> Rng {
    Rng::stream(draw.unsigned_abs(), purpose, 0)
}

fn minutes(rng: &mut Rng, low: i64, high: i64) -> Seconds {
    Seconds::from_minutes(rng.between(low, high))
}

fn few(rng: &mut Rng, low: i64, high: i64) -> u16 {
    u16::try_from(rng.between(low, high)).unwrap_or(0)
}

pub(crate) fn policy(draw: i64, version: u32) -> Policy {
    let mut rng = stream("policy", draw);
    let rng = &mut rng;
    let weights = Weights {
        driving: rng.between(0, 5),
        wait: rng.between(0, 5),
        ride: rng.between(0, 3),
        others: rng.between(0, 3),
    };
    let nearest = rng.chance(250);
    Policy {
        version,
        max_wait: minutes(rng, 3, 40),
        pickup_window: minutes(rng, 0, 20),
        max_ride_per_mille: rng.between(1_000, 2_000),
        max_ride_extra: minutes(rng, 0, 15),
        dwell_call: Seconds::new(rng.between(0, 60)),
        dwell_person: Seconds::new(rng.between(0, 20)),
        dwell_wheelchair: Seconds::new(rng.between(0, 180)),
        early_arrival: minutes(rng, 0, 4),
        offer_life: minutes(rng, 1, 15),
        horizon: minutes(rng, 60, 600),
        no_show_wait: minutes(rng, 0, 5),
        pooling: rng.chance(750),
        make_room: rng.chance(300),
        objective: if nearest { Objective::NearestVehicle } else { Objective::LeastCost(weights) },
        boarding: if rng.chance(200) { BoardingRule::DesignatedStops } else { BoardingRule::Free },
        zones: if rng.chance(250) { zones(draw) } else { Vec::new() },
        hours: hours(draw, 100),
        rotation: rotation(draw),
        fares: Fares { adult: Yen::new(300), child: Yen::new(150), reduced: Yen::new(100) },
    }
}

/// Rectangles; most storms' spots lie in one of them, some on a border.
fn zones(draw: i64) -> Vec<Zone> {
    let mut rng = stream("zones", draw);
    let rng = &mut rng;
    let middle = rng.between(0, 60) * 100;
    let sides = [(-100, middle), (middle, if rng.chance(800) { 6_100 } else { 5_000 })];
    let zone = |(id, (west, east)): (u32, (i64, i64))| {
        let small = |metres: i64| i32::try_from(metres).unwrap_or(0);
        let corner =
            |(east, north)| Position::from_e7(small(north), small(east)).unwrap_or_default();
        let border = [(west, -100), (east, -100), (east, 6_100), (west, 6_100)];
        let only = ZoneId(u32::from(rng.chance(500)) + 1);
        Zone {
            id: ZoneId(id),
            border: border.map(corner).to_vec(),
            boarding: if rng.chance(300) {
                BoardingRule::DesignatedStops
            } else {
                BoardingRule::Free
            },
            to: rng.chance(200).then(|| vec![only]),
            hours: hours(draw + i64::from(id), 100),
        }
    };
    (1..).zip(sides).map(zone).collect()
}

/// In one of two policies companies drive in turn; now and then a new month begins.
fn rotation(draw: i64) -> Option<Rotation> {
    let mut rng = stream("rotation", draw);
    let rng = &mut rng;
    let share = |rng: &mut Rng| u32::try_from(rng.between(0, 3)).unwrap_or(0);
    let shares = [(CompanyId(1), share(rng)), (CompanyId(2), share(rng))];
    rng.chance(500).then(|| Rotation {
        shares: shares.into(),
        leeway: minutes(rng, 0, 20),
        since: Timestamp::from_unix_millis(0) + Seconds::from_minutes(60 * rng.between(0, 10)),
    })
}

/// Of 1,000 draws so many have hours, a few of every day.
fn hours(draw: i64, per_mille: u32) -> ServiceHours {
    let mut rng = stream("hours", draw);
    let rng = &mut rng;
    if !rng.chance(per_mille) {
        return ServiceHours::default();
    }
    let opens = Timestamp::from_unix_millis(0) + minutes(rng, 6 * 60, 8 * 60);
    let closes = opens + minutes(rng, 60, 12 * 60);
    let day = |n: i64| Seconds::from_minutes(n * 24 * 60);
    let window = |n: i64| ServiceWindow { opens: opens + day(n), closes: closes + day(n) };
    ServiceHours { windows: (0..7).map(window).collect() }
}

/// A shift around now, or behind the vehicle's `last`; most make sense.
pub(crate) fn shift(
    draw: i64,
    id: ShiftId,
    vehicle: VehicleId,
    (now, last): (Timestamp, Option<Timestamp>),
    places: &[Place],
) -> Option<Shift> {
    let mut rng = stream("shift", draw);
    let rng = &mut rng;
    let start = match last.filter(|_| rng.chance(800)) {
        Some(last) => last + minutes(rng, 0, 20),
        None => now.floor_minute() + minutes(rng, -20, 60),
    };
    // Some end before they begin.
    let length = if rng.chance(20) { minutes(rng, -60, 5) } else { minutes(rng, 60, 240) };
    let depot = *places.get(rng.index(places.len()))?;
    // Some windows are so wide that a break can be held before or after a rider.
    let wide = &mut stream("wide windows", draw);
    let wide = if wide.chance(500) { minutes(wide, 20, 120) } else { Seconds::ZERO };
    let mut breaks = Vec::new();
    let mut after = start + Seconds::from_minutes(20);
    for _ in 0..rng.index(3) {
        let earliest = after + minutes(rng, 0, 60);
        let latest = earliest + minutes(rng, 0, 40) + wide;
        let length = minutes(rng, 0, 20);
        let elsewhere = *places.get(rng.index(places.len()))?;
        let place = if rng.chance(500) { depot } else { elsewhere };
        breaks.push(BreakRule { earliest, latest, length, place });
        after = latest - wide + length + minutes(rng, 0, 40);
    }
    let capacity = Capacity {
        seats: few(rng, 1, 8),
        wheelchairs: few(rng, 0, 2),
        child_seats: few(rng, 0, 2),
        luggage: few(rng, 0, 2),
    };
    let (end, fittings) = (start + length, fittings(rng));
    // The town's own van, and vans of two companies.
    let company = Some(CompanyId(vehicle.0 % 3)).filter(|company| company.0 != 0);
    let kept = &mut stream("kept", draw);
    let books_ahead = kept.chance(200).then(|| minutes(kept, 0, 90));
    Some(Shift { id, vehicle, capacity, start, end, depot, breaks, company, books_ahead, fittings })
}

/// Half of the vehicles are like any other.
fn fittings(rng: &mut Rng) -> Fittings {
    if rng.chance(500) {
        return Fittings::default();
    }
    let mut aid = || AidCost {
        seats: few(rng, 0, 2),
        load: Seconds::new(rng.between(0, 1) * rng.between(0, 120)),
    };
    let aids = Aids { wheelchair: aid(), walker: aid(), pram: aid() };
    let equipment = Equipment::ALL.into_iter().filter(|_| rng.chance(500)).collect();
    let groups = (1..=N_GROUPS).filter(|_| rng.chance(600)).map(VehicleGroupId).collect();
    Fittings { aids, equipment, groups, attendant: rng.chance(500) }
}

/// Riders who ask at about the same time are those who would meet.
pub(crate) fn rider_rules(draw: i64, rider: i64) -> RiderRules {
    let mut rng = stream("rider rules", draw);
    let near = |_| RiderId(u128::from((rider + rng.between(-4, 4)).unsigned_abs()));
    let apart = (0..draw.rem_euclid(4)).map(near).collect();
    RiderRules { alone: rng.chance(150), attended: rng.chance(150), apart }
}

/// Most trips may be made by any vehicle.
pub(crate) fn needs(draw: i64) -> Needs {
    let mut rng = stream("needs", draw);
    let rng = &mut rng;
    let wanting = rng.chance(150);
    let equipment = Equipment::ALL.into_iter().filter(|_| wanting && rng.chance(200)).collect();
    let group = u32::from(few(rng, 1, 3));
    Needs { equipment, group: rng.chance(100).then_some(VehicleGroupId(group)) }
}

/// Most are one or two people; some are nobody, some fill a stadium.
pub(crate) fn party(draw: i64) -> Party {
    let mut rng = stream("party", draw);
    let rng = &mut rng;
    match rng.below(200) {
        0 => return Party::default(),
        1 => {
            let all = u16::MAX;
            return Party { adults: all, children: all, infants: all, reduced: all, ..one(all) };
        }
        _ => {}
    }
    let mut some = |chance, most| if rng.chance(chance) { few(rng, 1, most) } else { 0 };
    let party = Party {
        adults: some(800, 2),
        children: some(100, 2),
        infants: some(50, 1),
        reduced: some(100, 1),
        wheelchairs: some(100, 1),
        luggage: some(100, 1),
        walkers: some(80, 1),
        prams: some(80, 1),
        child_seats: some(50, 2),
    };
    if party.n_people() == 0 { Party::ONE_ADULT } else { party }
}

const fn one(luggage: u16) -> Party {
    Party { luggage, wheelchairs: 1, ..Party::ONE_ADULT }
}
