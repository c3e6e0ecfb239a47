//! What the town's page is told as it happens.

use serde::Serialize;
use utoipa::ToSchema;

use super::{ClockBody, ClosureBody, PositionBody, Time, TodayBody, WindowBody};

/// Everything, once a viewer begins to watch: event `snapshot`.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Snapshot)]
pub(crate) struct SnapshotBody {
    /// The town's time.
    pub(crate) clock: ClockBody,
    /// All vehicles.
    pub(crate) vehicles: Vec<LiveVehicle>,
    /// Riders who wait or ride.
    pub(crate) riders: Vec<LiveRider>,
    /// What is closed or slow.
    pub(crate) closures: Vec<ClosureBody>,
    /// The day's figures.
    pub(crate) today: TodayBody,
}

/// Where the vehicles are, about once a second: event `vehicles`.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Vehicles)]
pub(crate) struct VehiclesBody {
    /// The town's time.
    pub(crate) clock: ClockBody,
    /// All vehicles.
    pub(crate) vehicles: Vec<LiveVehicle>,
}

/// Riders who wait or ride, when any of it changes: event `riders`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Riders)]
pub(crate) struct RidersBody {
    /// All of them.
    pub(crate) riders: Vec<LiveRider>,
}

/// A vehicle on the map.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct LiveVehicle {
    /// Its id.
    pub(crate) id: String,
    /// What it is called on the radio.
    pub(crate) label: String,
    /// Where it was last seen.
    pub(crate) position: PositionBody,
    /// The compass bearing it drives in: 0 is north, 90 east.
    pub(crate) heading: Option<u16>,
    /// Its ordinary seats.
    pub(crate) seats: u16,
    /// How many people are in it.
    pub(crate) aboard: u16,
    /// True during its shift.
    pub(crate) on_duty: bool,
    /// The remaining way to its next call: longitude and latitude pairs.
    pub(crate) route: Vec<[f64; 2]>,
    /// Its next calls.
    #[schema(max_items = 8)]
    pub(crate) calls: Vec<LiveCall>,
}

/// A planned visit on the map.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct LiveCall {
    /// Where.
    pub(crate) position: PositionBody,
    /// When.
    pub(crate) arrival: Time,
    /// What for.
    pub(crate) purpose: super::CallPurpose,
    /// How many people board.
    pub(crate) boards: u16,
    /// How many people alight.
    pub(crate) alights: u16,
}

/// A rider on the map, without anything that tells who it is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct LiveRider {
    /// A running number, good for as long as this rider is listed.
    pub(crate) n: u64,
    /// Where the rider boards.
    pub(crate) position: PositionBody,
    /// Where the rider goes.
    pub(crate) to: PositionBody,
    /// `waiting` or `aboard`.
    pub(crate) status: super::BookingStatus,
    /// When the ride was booked.
    pub(crate) since: Time,
    /// The promised time of pickup.
    pub(crate) window: WindowBody,
    /// The vehicle that comes or carries.
    pub(crate) vehicle: Option<String>,
    /// True if no vehicle can get there now, as roads are closed.
    pub(crate) cut_off: bool,
}
