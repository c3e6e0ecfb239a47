//! What stands in the journal: one JSON text per event, with every number.
//!
//! Records are apart from the domain's types, so that the domain may change and old journals can
//! still be read. Version 1 of each kind is here; a later version adds a type and keeps this one;
//! a field that came later is left out where it says nothing.
//!
//! Conventions, so that the journal can be read with SQL alone: ids in their text form; times as
//! milliseconds since 1970-01-01T00:00:00Z in fields that end in `_ms`; coordinates in 1e-7
//! degree (`_e7`); lengths in decimetres (`_dm`); money in yen (`_yen`); road points and
//! fingerprints as 16 hex digits, as SQL has no unsigned numbers of 64 bits.

mod booking;
mod closure;
mod fittings;
mod place;
mod plan;
mod policy;
mod rider;
mod text;
mod zone;

use noriai_core::Event;
use noriai_units::Seconds;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use booking::{BookingV1, CancelledByV1, PromiseV1};
use closure::{ClosureV1, OfClosureV1};
use place::{MapChangeV1, PlaceV1};
use plan::{PlanV1, ShiftV1};
use policy::PolicyV1;
use rider::RiderRulesV1;
use text::{BookingText, CallText, ShiftText, Text, VehicleText};

/// An event as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The kind of event, in a column of its own.
    pub kind: &'static str,
    /// The rest, as JSON.
    pub payload: String,
}

/// Why a record can't be written or read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// A kind that this program does not know.
    #[error("unknown kind {kind:?}")]
    UnknownKind {
        /// What stands there.
        kind: String,
    },
    /// A version that this program does not know.
    #[error("version {found} of this kind is newer than this program")]
    NewerVersion {
        /// What stands there.
        found: u64,
    },
    /// The text is not what version 1 of the kind looks like.
    #[error("{why}")]
    Malformed {
        /// How that shows.
        why: String,
    },
    /// A number is outside what it can mean.
    #[error("{field} is out of range")]
    OutOfRange {
        /// Which.
        field: &'static str,
    },
}

/// The record of an event.
///
/// # Errors
/// If a number has no place in a record.
pub fn encode(event: &Event) -> Result<Encoded, RecordError> {
    let (kind, payload) = match event {
        Event::PolicyAdopted(policy) => ("policy_adopted", json(&PolicyV1::of(policy))?),
        Event::MapAdopted(change) => ("map_adopted", json(&MapChangeV1::of(change))?),
        Event::ShiftPlanned(shift) => ("shift_planned", json(&ShiftV1::of(shift))?),
        Event::RoadClosed(closure) => ("road_closed", json(&ClosureV1::of(closure))?),
        Event::RoadReopened { closure } => ("road_reopened", json(&OfClosureV1::of(*closure))?),
        Event::CutOff { booking } => ("cut_off", json(&OfBookingV1 { booking: Text(*booking) })?),
        Event::BrokenDown { shift, place } => {
            let (shift, place) = (Text(*shift), PlaceV1::of(place));
            ("broken_down", json(&BrokenDownV1 { shift, place })?)
        }
        Event::TakenOff { booking, place } => {
            let (booking, place) = (Text(*booking), PlaceV1::of(place));
            ("taken_off", json(&TakenOffV1 { booking, place })?)
        }
        Event::ShiftChanged { shift, end } => {
            let (shift, end_ms) = (Text(*shift), end.unix_millis());
            ("shift_changed", json(&ShiftChangedV1 { shift, end_ms })?)
        }
        Event::Booked(booking) => ("booked", json(&BookingV1::of(booking))?),
        Event::RiderRulesSet { rider, rules } => {
            ("rider_rules_set", json(&RiderRulesV1::of(*rider, rules))?)
        }
        Event::Cancelled { booking, by } => (
            "cancelled",
            json(&CancelledV1 { booking: Text(*booking), by: CancelledByV1::of(*by) })?,
        ),
        Event::Repromised { booking, promise, max_ride } => (
            "repromised",
            json(&RepromisedV1 {
                booking: Text(*booking),
                promise: PromiseV1::of(promise),
                max_ride_ms: max_ride.millis(),
            })?,
        ),
        Event::Arrived { shift, call } => {
            ("arrived", json(&ArrivedV1 { shift: Text(*shift), call: Text(*call) })?)
        }
        Event::Boarded { booking, vehicle, ride_from } => (
            "boarded",
            json(&BoardedV1 {
                booking: Text(*booking),
                vehicle: Text(*vehicle),
                ride_from_ms: ride_from.unix_millis(),
            })?,
        ),
        Event::NoShow { booking } => ("no_show", json(&OfBookingV1 { booking: Text(*booking) })?),
        Event::Alighted { booking } => {
            ("alighted", json(&OfBookingV1 { booking: Text(*booking) })?)
        }
        Event::TourPlanned { shift, plan } => {
            ("tour_planned", json(&TourPlannedV1 { shift: Text(*shift), plan: PlanV1::of(plan)? })?)
        }
    };
    Ok(Encoded { kind, payload })
}

/// The event of a record.
///
/// # Errors
/// If the record is not one that [`encode`] writes.
pub fn decode(kind: &str, payload: &str) -> Result<Event, RecordError> {
    Ok(match kind {
        "policy_adopted" => Event::PolicyAdopted(parsed::<PolicyV1>(payload)?.read()?),
        "map_adopted" => Event::MapAdopted(parsed::<MapChangeV1>(payload)?.read()?),
        "shift_planned" => Event::ShiftPlanned(parsed::<ShiftV1>(payload)?.read()?),
        "road_closed" => Event::RoadClosed(parsed::<ClosureV1>(payload)?.read()?),
        "road_reopened" => Event::RoadReopened { closure: parsed::<OfClosureV1>(payload)?.read() },
        "cut_off" => Event::CutOff { booking: parsed::<OfBookingV1>(payload)?.booking.0 },
        "broken_down" => {
            let record: BrokenDownV1 = parsed(payload)?;
            Event::BrokenDown { shift: record.shift.0, place: record.place.read()? }
        }
        "taken_off" => {
            let record: TakenOffV1 = parsed(payload)?;
            Event::TakenOff { booking: record.booking.0, place: record.place.read()? }
        }
        "shift_changed" => {
            let record: ShiftChangedV1 = parsed(payload)?;
            Event::ShiftChanged { shift: record.shift.0, end: text::time(record.end_ms) }
        }
        "booked" => Event::Booked(parsed::<BookingV1>(payload)?.read()?),
        "rider_rules_set" => {
            let (rider, rules) = parsed::<RiderRulesV1>(payload)?.read();
            Event::RiderRulesSet { rider, rules }
        }
        "cancelled" => {
            let record: CancelledV1 = parsed(payload)?;
            Event::Cancelled { booking: record.booking.0, by: record.by.read() }
        }
        "repromised" => {
            let record: RepromisedV1 = parsed(payload)?;
            Event::Repromised {
                booking: record.booking.0,
                promise: record.promise.read(),
                max_ride: Seconds::from_millis(record.max_ride_ms),
            }
        }
        "arrived" => {
            let record: ArrivedV1 = parsed(payload)?;
            Event::Arrived { shift: record.shift.0, call: record.call.0 }
        }
        "boarded" => {
            let record: BoardedV1 = parsed(payload)?;
            Event::Boarded {
                booking: record.booking.0,
                vehicle: record.vehicle.0,
                ride_from: text::time(record.ride_from_ms),
            }
        }
        "no_show" => Event::NoShow { booking: parsed::<OfBookingV1>(payload)?.booking.0 },
        "alighted" => Event::Alighted { booking: parsed::<OfBookingV1>(payload)?.booking.0 },
        "tour_planned" => {
            let record: TourPlannedV1 = parsed(payload)?;
            Event::TourPlanned { shift: record.shift.0, plan: record.plan.read()? }
        }
        _ => return Err(RecordError::UnknownKind { kind: kind.to_owned() }),
    })
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BrokenDownV1 {
    shift: ShiftText,
    place: PlaceV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TakenOffV1 {
    booking: BookingText,
    place: PlaceV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShiftChangedV1 {
    shift: ShiftText,
    end_ms: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CancelledV1 {
    booking: BookingText,
    by: CancelledByV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepromisedV1 {
    booking: BookingText,
    promise: PromiseV1,
    max_ride_ms: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArrivedV1 {
    shift: ShiftText,
    call: CallText,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoardedV1 {
    booking: BookingText,
    vehicle: VehicleText,
    ride_from_ms: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfBookingV1 {
    booking: BookingText,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TourPlannedV1 {
    shift: ShiftText,
    plan: PlanV1,
}

/// A record with its version, which comes first in the text: `{"v":1,"data":{..}}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Versioned<T> {
    v: u64,
    data: T,
}

fn json<T: Serialize>(data: &T) -> Result<String, RecordError> {
    serde_json::to_string(&Versioned { v: 1, data }).map_err(malformed)
}

fn parsed<T: DeserializeOwned>(payload: &str) -> Result<T, RecordError> {
    match serde_json::from_str::<Versioned<T>>(payload) {
        Ok(Versioned { v: 1, data }) => Ok(data),
        Ok(Versioned { v, .. }) => Err(RecordError::NewerVersion { found: v }),
        Err(error) => Err(newer(payload).unwrap_or_else(|| malformed(error))),
    }
}

/// A newer version fails for its unknown fields first; that is not what the reader wants to hear.
fn newer(payload: &str) -> Option<RecordError> {
    #[derive(Deserialize)]
    struct Peek {
        v: u64,
    }
    let found = serde_json::from_str::<Peek>(payload).ok()?.v;
    (found != 1).then_some(RecordError::NewerVersion { found })
}

fn malformed(error: serde_json::Error) -> RecordError {
    RecordError::Malformed { why: error.to_string() }
}
