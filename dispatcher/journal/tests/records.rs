//! Every event goes to text and comes back as it was.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail loudly")]

use noriai_core::travel::{Leg, RoadPoint};
use noriai_core::{
    AidCost, Aids, BoardingRule, Booking, BookingId, BreakRule, Call, CallId, CancelledBy,
    Capacity, Closure, ClosureId, ClosureReason, ClosureSource, CompanyId, Duty, Equipment,
    EquipmentSet, Event, Fares, Fittings, MapChange, Needs, Objective, OfferId, Origin, Party,
    Place, Plan, Policy, Promise, Relocation, RideRequest, RiderId, RiderRules, RoadEffect,
    RoadMark, Rotation, ServiceHours, ServiceWindow, Shift, ShiftId, Status, StopId,
    VehicleGroupId, VehicleId, Weights, Wish, Zone, ZoneId,
};
use noriai_journal::record::{RecordError, decode, encode};
use noriai_units::{Metres, Position, Seconds, Timestamp, Yen};
use proptest::collection::vec;
use proptest::prelude::*;

fn time() -> impl Strategy<Value = Timestamp> {
    any::<i64>().prop_map(Timestamp::from_unix_millis)
}

fn span() -> impl Strategy<Value = Seconds> {
    any::<i64>().prop_map(Seconds::from_millis)
}

fn yen() -> impl Strategy<Value = Yen> {
    any::<i64>().prop_map(Yen::new)
}

fn road() -> impl Strategy<Value = RoadPoint> {
    any::<u64>().prop_map(RoadPoint)
}

fn booking_id() -> impl Strategy<Value = BookingId> {
    any::<u128>().prop_map(BookingId)
}

fn position() -> impl Strategy<Value = Position> {
    (-900_000_000..=900_000_000_i32, -1_800_000_000..=1_800_000_000_i32)
        .prop_map(|(lat, lon)| Position::from_e7(lat, lon).unwrap())
}

fn place() -> impl Strategy<Value = Place> {
    let stop = proptest::option::of(any::<u32>().prop_map(StopId));
    (position(), road(), stop).prop_map(|(position, road, stop)| Place { position, road, stop })
}

fn leg() -> impl Strategy<Value = Leg> {
    (span(), any::<i64>().prop_map(Metres::from_decimetres))
        .prop_map(|(time, distance)| Leg { time, distance })
}

fn promise() -> impl Strategy<Value = Promise> {
    (time(), time(), time()).prop_map(|(pickup_earliest, pickup_latest, arrive_latest)| Promise {
        pickup_earliest,
        pickup_latest,
        arrive_latest,
    })
}

fn cancelled_by() -> impl Strategy<Value = CancelledBy> {
    prop_oneof![Just(CancelledBy::Rider), Just(CancelledBy::Operator)]
}

fn status() -> impl Strategy<Value = Status> {
    let vehicle = || any::<u32>().prop_map(VehicleId);
    prop_oneof![
        Just(Status::Waiting),
        (vehicle(), time(), time()).prop_map(|(vehicle, since, ride_from)| Status::Aboard {
            vehicle,
            since,
            ride_from
        }),
        (vehicle(), time(), time()).prop_map(|(vehicle, boarded, alighted)| {
            Status::Completed { vehicle, boarded, alighted }
        }),
        (time(), cancelled_by()).prop_map(|(at, by)| Status::Cancelled { at, by }),
        time().prop_map(|at| Status::NoShow { at }),
    ]
}

fn equipment() -> impl Strategy<Value = EquipmentSet> {
    any::<[bool; 5]>().prop_map(|has| {
        let held = Equipment::ALL.into_iter().zip(has).filter(|(_, has)| *has);
        held.map(|(kind, _)| kind).collect()
    })
}

fn fittings() -> impl Strategy<Value = Fittings> {
    let aid = || (any::<u16>(), span()).prop_map(|(seats, load)| AidCost { seats, load });
    let aids = (aid(), aid(), aid()).prop_map(|(wheelchair, walker, pram)| Aids {
        wheelchair,
        walker,
        pram,
    });
    let groups = vec(any::<u32>().prop_map(VehicleGroupId), 0..3);
    let some = (aids, equipment(), groups, any::<bool>());
    let some = some.prop_map(|(aids, equipment, groups, attendant)| Fittings {
        aids,
        equipment,
        groups: groups.into_iter().collect(),
        attendant,
    });
    prop_oneof![Just(Fittings::default()), some]
}

fn request() -> impl Strategy<Value = RideRequest> {
    let wish = prop_oneof![time().prop_map(Wish::DepartAt), time().prop_map(Wish::ArriveBy)];
    let party = any::<[u16; 9]>().prop_map(|n| {
        let [adults, children, infants, reduced, wheelchairs, luggage, ..] = n;
        let [.., walkers, prams, child_seats] = n;
        Party {
            adults,
            children,
            infants,
            reduced,
            wheelchairs,
            luggage,
            walkers,
            prams,
            child_seats,
        }
    });
    let group = proptest::option::of(any::<u32>().prop_map(VehicleGroupId));
    let needs = (equipment(), group).prop_map(|(equipment, group)| Needs { equipment, group });
    (place(), place(), wish, party, needs).prop_map(|(from, to, wish, party, needs)| RideRequest {
        from,
        to,
        wish,
        party,
        needs,
    })
}

fn booking() -> impl Strategy<Value = Booking> {
    let ids = (booking_id(), any::<u128>(), any::<u128>());
    let promised = (promise(), span(), leg(), yen());
    let times = (time(), proptest::option::of(time()));
    (ids, request(), promised, times, status()).prop_map(
        |((id, rider, offer), request, (promise, max_ride, direct, fare), times, status)| {
            let (rider, offer) = (RiderId(rider), OfferId(offer));
            Booking {
                id,
                rider,
                offer,
                request,
                promise,
                max_ride,
                direct,
                fare,
                booked_at: times.0,
                first_boarded: times.1,
                status,
            }
        },
    )
}

fn policy() -> impl Strategy<Value = Policy> {
    let objective = prop_oneof![
        Just(Objective::NearestVehicle),
        any::<[i64; 4]>().prop_map(|[driving, wait, ride, others]| {
            Objective::LeastCost(Weights { driving, wait, ride, others })
        }),
    ];
    let boarding = prop_oneof![Just(BoardingRule::Free), Just(BoardingRule::DesignatedStops)];
    let fares =
        (yen(), yen(), yen()).prop_map(|(adult, child, reduced)| Fares { adult, child, reduced });
    let spans = vec(span(), 10);
    let zones = (vec(zone(), 0..3), hours(), rotation());
    (any::<u32>(), spans, any::<i64>(), any::<bool>(), objective, boarding, fares, zones).prop_map(
        |(version, spans, max_ride_per_mille, pooling, objective, boarding, fares, zones)| Policy {
            version,
            max_wait: spans[0],
            pickup_window: spans[1],
            max_ride_per_mille,
            max_ride_extra: spans[2],
            dwell_call: spans[3],
            dwell_person: spans[4],
            dwell_wheelchair: spans[5],
            early_arrival: spans[6],
            offer_life: spans[7],
            horizon: spans[8],
            no_show_wait: spans[9],
            pooling,
            make_room: pooling,
            objective,
            boarding,
            zones: zones.0,
            hours: zones.1,
            rotation: zones.2,
            fares,
        },
    )
}

fn zone() -> impl Strategy<Value = Zone> {
    let corners = vec(place().prop_map(|place| place.position), 0..5);
    let to = proptest::option::of(vec(any::<u32>().prop_map(ZoneId), 0..3));
    (any::<u32>(), corners, any::<bool>(), to, hours()).prop_map(|(id, border, free, to, hours)| {
        let boarding = if free { BoardingRule::Free } else { BoardingRule::DesignatedStops };
        Zone { id: ZoneId(id), border, boarding, to, hours }
    })
}

fn rotation() -> impl Strategy<Value = Option<Rotation>> {
    let shares = vec((any::<u32>().prop_map(CompanyId), any::<u32>()), 0..4);
    let rotation = (shares, span(), time()).prop_map(|(shares, leeway, since)| Rotation {
        shares: shares.into_iter().collect(),
        leeway,
        since,
    });
    proptest::option::of(rotation)
}

fn hours() -> impl Strategy<Value = ServiceHours> {
    let window = (time(), time()).prop_map(|(opens, closes)| ServiceWindow { opens, closes });
    vec(window, 0..3).prop_map(|windows| ServiceHours { windows })
}

fn shift() -> impl Strategy<Value = Shift> {
    let rule = (time(), time(), span(), place()).prop_map(|(earliest, latest, length, place)| {
        BreakRule { earliest, latest, length, place }
    });
    let capacity = any::<[u16; 4]>().prop_map(|[seats, wheelchairs, child_seats, luggage]| {
        Capacity { seats, wheelchairs, child_seats, luggage }
    });
    let kept =
        (proptest::option::of(any::<u32>().prop_map(CompanyId)), proptest::option::of(span()));
    let rest = (vec(rule, 0..3), kept, fittings());
    (any::<u32>(), any::<u32>(), capacity, time(), time(), place(), rest).prop_map(
        |(id, vehicle, capacity, start, end, depot, (breaks, (company, books_ahead), fittings))| {
            let (id, vehicle) = (ShiftId(id), VehicleId(vehicle));
            Shift {
                id,
                vehicle,
                capacity,
                start,
                end,
                depot,
                breaks,
                company,
                books_ahead,
                fittings,
            }
        },
    )
}

fn plan() -> impl Strategy<Value = Plan> {
    let duty = prop_oneof![
        booking_id().prop_map(Duty::Alight),
        booking_id().prop_map(Duty::Board),
        any::<usize>().prop_map(Duty::Break),
        Just(Duty::Return),
    ];
    let times = (time(), time(), time(), time());
    let call = (any::<u32>(), place(), leg(), times, vec(duty, 0..4), any::<bool>()).prop_map(
        |(id, place, leg, (leave, arrival, begin, departure), duties, arrived)| {
            let id = CallId(id);
            Call { id, place, leg, leave, arrival, begin, departure, duties, arrived }
        },
    );
    (any::<u32>(), place(), time(), vec(call, 0..4), any::<u32>(), span(), any::<u64>()).prop_map(
        |(version, place, ready, calls, next_call, overrun, map)| Plan {
            version,
            origin: Origin { place, ready },
            calls,
            next_call,
            overrun,
            map,
        },
    )
}

fn closure() -> impl Strategy<Value = Closure> {
    let mark =
        (position(), any::<u16>()).prop_map(|(position, heading)| RoadMark { position, heading });
    let effect = prop_oneof![
        Just(RoadEffect::Closed),
        any::<u32>().prop_map(|percent| RoadEffect::Slowed { percent }),
        any::<u32>().prop_map(|km_per_hour| RoadEffect::Limited { km_per_hour }),
    ];
    let reason = prop_oneof![
        Just(ClosureReason::Works),
        Just(ClosureReason::Accident),
        Just(ClosureReason::Flood),
        Just(ClosureReason::Snow),
        Just(ClosureReason::Event),
        Just(ClosureReason::Other),
    ];
    let by = prop_oneof![Just(ClosureSource::Operator), Just(ClosureSource::Visitor)];
    let until = proptest::option::of(time());
    (any::<u128>(), vec(mark, 0..4), effect, reason, by, time(), until).prop_map(
        |(id, roads, effect, reason, by, since, until)| {
            let id = ClosureId(id);
            Closure { id, roads, effect, reason, by, since, until, lifted: None }
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    let moved = (road(), road(), position()).prop_map(|(from, to, position)| Relocation {
        from,
        to,
        position,
    });
    let change = (any::<u64>(), vec((road(), road()), 0..4), vec(moved, 0..3)).prop_map(
        |(fingerprint, points, relocations)| MapChange { fingerprint, points, relocations },
    );
    let shift_id = || any::<u32>().prop_map(ShiftId);
    prop_oneof![
        policy().prop_map(Event::PolicyAdopted),
        change.prop_map(Event::MapAdopted),
        closure().prop_map(Event::RoadClosed),
        any::<u128>().prop_map(|id| Event::RoadReopened { closure: ClosureId(id) }),
        booking_id().prop_map(|booking| Event::CutOff { booking }),
        (any::<u128>(), any::<[bool; 2]>(), vec(any::<u128>(), 0..4)).prop_map(
            |(rider, [alone, attended], apart)| {
                let apart = apart.into_iter().map(RiderId).collect();
                let rules = RiderRules { alone, attended, apart };
                Event::RiderRulesSet { rider: RiderId(rider), rules }
            }
        ),
        shift().prop_map(Event::ShiftPlanned),
        (shift_id(), place()).prop_map(|(shift, place)| Event::BrokenDown { shift, place }),
        (booking_id(), place()).prop_map(|(booking, place)| Event::TakenOff { booking, place }),
        (shift_id(), time()).prop_map(|(shift, end)| Event::ShiftChanged { shift, end }),
        booking().prop_map(Event::Booked),
        (booking_id(), cancelled_by()).prop_map(|(booking, by)| Event::Cancelled { booking, by }),
        (booking_id(), promise(), span()).prop_map(|(booking, promise, max_ride)| {
            Event::Repromised { booking, promise, max_ride }
        }),
        (shift_id(), any::<u32>())
            .prop_map(|(shift, call)| Event::Arrived { shift, call: CallId(call) }),
        (booking_id(), any::<u32>(), time()).prop_map(|(booking, vehicle, ride_from)| {
            Event::Boarded { booking, vehicle: VehicleId(vehicle), ride_from }
        }),
        booking_id().prop_map(|booking| Event::NoShow { booking }),
        booking_id().prop_map(|booking| Event::Alighted { booking }),
        (shift_id(), plan()).prop_map(|(shift, plan)| Event::TourPlanned { shift, plan }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_event_comes_back_with_every_number(event in event()) {
        let record = encode(&event).unwrap();
        prop_assert_eq!(decode(record.kind, &record.payload), Ok(event));
    }

    #[test]
    fn no_text_makes_the_reader_panic(event in event(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let record = encode(&event).unwrap();
        let mut bytes = record.payload.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = decode(record.kind, &String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn a_policy_from_before_room_was_made_is_written_and_read_as_it_was() {
    let event = Event::PolicyAdopted(Policy::default());
    let record = encode(&event).unwrap();
    for later in ["make_room", "zones", "hours", "rotation"] {
        assert!(!record.payload.contains(later), "{}", record.payload);
    }
    assert_eq!(decode(record.kind, &record.payload), Ok(event));
}

#[test]
fn a_record_reads_as_documented() {
    let boarded = Event::Boarded {
        booking: BookingId(1),
        vehicle: VehicleId(3),
        ride_from: Timestamp::from_unix_millis(1_743_465_600_000),
    };
    let record = encode(&boarded).unwrap();
    assert_eq!(record.kind, "boarded");
    assert_eq!(
        record.payload,
        r#"{"v":1,"data":{"booking":"bkg_00000000000000000000000000000001","vehicle":"veh_3","ride_from_ms":1743465600000}}"#
    );
}

/// Journals from before roads could be closed say nothing of it.
#[test]
fn records_of_old_are_read_as_they_were() {
    let adopted = r#"{"v":1,"data":{"fingerprint":"00000000000000ff","points":[]}}"#;
    let change = MapChange { fingerprint: 255, points: Vec::new(), relocations: Vec::new() };
    assert_eq!(decode("map_adopted", adopted), Ok(Event::MapAdopted(change.clone())));
    assert_eq!(encode(&Event::MapAdopted(change)).unwrap().payload, adopted);
    let planned = r#"{"v":1,"data":{"shift":"shf_1","plan":{"version":1,"origin":{"lat_e7":0,"lon_e7":0,"road":"0000000000000000"},"ready_ms":0,"calls":[],"next_call":1,"overrun_ms":0}}}"#;
    let event = decode("tour_planned", planned).unwrap();
    assert!(matches!(&event, Event::TourPlanned { plan, .. } if plan.map == 0));
    assert_eq!(encode(&event).unwrap().payload, planned);
}

/// Journals from before vehicles differed say nothing of aids, fittings and needs.
#[test]
fn shifts_and_bookings_of_old_are_read_as_they_were() {
    let spot = r#"{"lat_e7":0,"lon_e7":0,"road":"0000000000000000"}"#;
    let capacity = r#"{"seats":8,"wheelchairs":1,"child_seats":0,"luggage":4}"#;
    let shift = format!(
        r#"{{"v":1,"data":{{"shift":"shf_1","vehicle":"veh_1","capacity":{capacity},"start_ms":0,"end_ms":1,"depot":{spot},"breaks":[]}}}}"#
    );
    let event = decode("shift_planned", &shift).unwrap();
    assert!(matches!(&event, Event::ShiftPlanned(shift) if shift.fittings == Fittings::default()));
    assert_eq!(encode(&event).unwrap().payload, shift);
    let id = "00000000000000000000000000000001";
    let party = r#"{"adults":1,"children":0,"infants":0,"reduced":0,"wheelchairs":0,"luggage":1}"#;
    let promise = r#"{"pickup_earliest_ms":0,"pickup_latest_ms":1,"arrive_latest_ms":2}"#;
    let booked = format!(
        r#"{{"v":1,"data":{{"booking":"bkg_{id}","rider":"rdr_{id}","offer":"off_{id}","from":{spot},"to":{spot},"wish":{{"depart_at_ms":0}},"party":{party},"promise":{promise},"max_ride_ms":9,"direct":{{"time_ms":7,"distance_dm":8}},"fare_yen":300,"booked_at_ms":0,"status":{{"is":"waiting"}}}}}}"#
    );
    let event = decode("booked", &booked).unwrap();
    assert!(matches!(&event, Event::Booked(booking) if booking.request.needs == Needs::default()));
    assert_eq!(encode(&event).unwrap().payload, booked);
}

#[test]
fn what_is_not_a_record_is_refused_with_its_reason() {
    let newer = decode("alighted", r#"{"v":2,"data":{"ride":5}}"#);
    assert_eq!(newer, Err(RecordError::NewerVersion { found: 2 }));
    assert!(matches!(decode("landed", "{}"), Err(RecordError::UnknownKind { .. })));
    for text in [
        "",
        "null",
        r#"{"v":1,"data":{"booking":"veh_1"}}"#,
        r#"{"v":1,"data":{"booking":"bkg_00000000000000000000000000000001","name":"x"}}"#,
    ] {
        assert!(matches!(decode("alighted", text), Err(RecordError::Malformed { .. })), "{text}");
    }
    let off_the_earth = r#"{"v":1,"data":{"shift":"shf_1","plan":{"version":1,"origin":{"lat_e7":900000001,"lon_e7":0,"road":"0000000000000000"},"ready_ms":0,"calls":[],"next_call":1,"overrun_ms":0}}}"#;
    let refused = decode("tour_planned", off_the_earth);
    assert_eq!(refused, Err(RecordError::OutOfRange { field: "a coordinate" }));
}
