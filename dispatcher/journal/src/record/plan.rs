//! Shifts and the plans of their tours.

use noriai_core::{BreakRule, Call, Duty, Fittings, Origin, Plan, Shift};
use noriai_units::Seconds;
use serde::{Deserialize, Serialize};

use super::RecordError;
use super::fittings::FittingsV1;
use super::place::{CapacityV1, LegV1, PlaceV1};
use super::text::{
    BookingText, CallText, CompanyText, Hex64, HexText, ShiftText, Text, VehicleText, time,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShiftV1 {
    shift: ShiftText,
    vehicle: VehicleText,
    capacity: CapacityV1,
    start_ms: i64,
    end_ms: i64,
    depot: PlaceV1,
    breaks: Vec<BreakRuleV1>,
    /// Not in records from before companies drove in turn.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    company: Option<CompanyText>,
    /// Not in records from before vehicles were kept.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    books_ahead_ms: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    fittings: Option<FittingsV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BreakRuleV1 {
    earliest_ms: i64,
    latest_ms: i64,
    length_ms: i64,
    place: PlaceV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanV1 {
    version: u32,
    origin: PlaceV1,
    ready_ms: i64,
    calls: Vec<CallV1>,
    next_call: u32,
    overrun_ms: i64,
    /// Not in records from before roads could be closed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    map: Option<HexText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CallV1 {
    call: CallText,
    place: PlaceV1,
    leg: LegV1,
    leave_ms: i64,
    arrival_ms: i64,
    begin_ms: i64,
    departure_ms: i64,
    duties: Vec<DutyV1>,
    arrived: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DutyV1 {
    Alight(BookingText),
    Board(BookingText),
    Break(u64),
    Return,
}

impl ShiftV1 {
    pub(super) fn of(shift: &Shift) -> Self {
        let Shift {
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
        } = shift;
        Self {
            shift: Text(*id),
            vehicle: Text(*vehicle),
            capacity: CapacityV1::of(*capacity),
            start_ms: start.unix_millis(),
            end_ms: end.unix_millis(),
            depot: PlaceV1::of(depot),
            breaks: breaks.iter().map(BreakRuleV1::of).collect(),
            company: company.map(Text),
            books_ahead_ms: books_ahead.map(Seconds::millis),
            fittings: FittingsV1::of(fittings),
        }
    }

    pub(super) fn read(self) -> Result<Shift, RecordError> {
        Ok(Shift {
            id: self.shift.0,
            vehicle: self.vehicle.0,
            capacity: self.capacity.read(),
            start: time(self.start_ms),
            end: time(self.end_ms),
            depot: self.depot.read()?,
            breaks: self.breaks.into_iter().map(BreakRuleV1::read).collect::<Result<_, _>>()?,
            company: self.company.map(|company| company.0),
            books_ahead: self.books_ahead_ms.map(Seconds::from_millis),
            fittings: self.fittings.map_or(Ok(Fittings::default()), FittingsV1::read)?,
        })
    }
}

impl BreakRuleV1 {
    fn of(rule: &BreakRule) -> Self {
        let BreakRule { earliest, latest, length, place } = rule;
        Self {
            earliest_ms: earliest.unix_millis(),
            latest_ms: latest.unix_millis(),
            length_ms: length.millis(),
            place: PlaceV1::of(place),
        }
    }

    fn read(self) -> Result<BreakRule, RecordError> {
        Ok(BreakRule {
            earliest: time(self.earliest_ms),
            latest: time(self.latest_ms),
            length: Seconds::from_millis(self.length_ms),
            place: self.place.read()?,
        })
    }
}

impl PlanV1 {
    pub(super) fn of(plan: &Plan) -> Result<Self, RecordError> {
        let Plan { version, origin: Origin { place, ready }, calls, next_call, overrun, map } =
            plan;
        Ok(Self {
            version: *version,
            origin: PlaceV1::of(place),
            ready_ms: ready.unix_millis(),
            calls: calls.iter().map(CallV1::of).collect::<Result<_, _>>()?,
            next_call: *next_call,
            overrun_ms: overrun.millis(),
            map: (*map != 0).then_some(Text(Hex64(*map))),
        })
    }

    pub(super) fn read(self) -> Result<Plan, RecordError> {
        Ok(Plan {
            version: self.version,
            origin: Origin { place: self.origin.read()?, ready: time(self.ready_ms) },
            calls: self.calls.into_iter().map(CallV1::read).collect::<Result<_, _>>()?,
            next_call: self.next_call,
            overrun: Seconds::from_millis(self.overrun_ms),
            map: self.map.map_or(0, |map| map.0.0),
        })
    }
}

impl CallV1 {
    fn of(call: &Call) -> Result<Self, RecordError> {
        let Call { id, place, leg, leave, arrival, begin, departure, duties, arrived } = call;
        Ok(Self {
            call: Text(*id),
            place: PlaceV1::of(place),
            leg: LegV1::of(*leg),
            leave_ms: leave.unix_millis(),
            arrival_ms: arrival.unix_millis(),
            begin_ms: begin.unix_millis(),
            departure_ms: departure.unix_millis(),
            duties: duties.iter().map(DutyV1::of).collect::<Result<_, _>>()?,
            arrived: *arrived,
        })
    }

    fn read(self) -> Result<Call, RecordError> {
        Ok(Call {
            id: self.call.0,
            place: self.place.read()?,
            leg: self.leg.read(),
            leave: time(self.leave_ms),
            arrival: time(self.arrival_ms),
            begin: time(self.begin_ms),
            departure: time(self.departure_ms),
            duties: self.duties.into_iter().map(DutyV1::read).collect::<Result<_, _>>()?,
            arrived: self.arrived,
        })
    }
}

impl DutyV1 {
    fn of(duty: &Duty) -> Result<Self, RecordError> {
        const RANGE: RecordError = RecordError::OutOfRange { field: "a break's number" };
        Ok(match duty {
            Duty::Alight(booking) => Self::Alight(Text(*booking)),
            Duty::Board(booking) => Self::Board(Text(*booking)),
            Duty::Break(number) => Self::Break(u64::try_from(*number).ok().ok_or(RANGE)?),
            Duty::Return => Self::Return,
        })
    }

    fn read(self) -> Result<Duty, RecordError> {
        const RANGE: RecordError = RecordError::OutOfRange { field: "a break's number" };
        Ok(match self {
            Self::Alight(booking) => Duty::Alight(booking.0),
            Self::Board(booking) => Duty::Board(booking.0),
            Self::Break(number) => Duty::Break(usize::try_from(number).ok().ok_or(RANGE)?),
            Self::Return => Duty::Return,
        })
    }
}
