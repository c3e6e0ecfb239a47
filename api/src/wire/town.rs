//! The town: its clock, its stops, its places, its figures.

use noriai_core::{BoardingRule, Policy};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PositionBody, Time};

/// The town.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Town)]
pub(crate) struct TownBody {
    /// Its name.
    pub(crate) name: String,
    /// Its name in Japanese.
    pub(crate) name_ja: String,
    /// True where residents and vans are simulated.
    pub(crate) demo: bool,
    /// West, south, east, north in degrees.
    #[schema(min_items = 4, max_items = 4)]
    pub(crate) bounds: [f64; 4],
    /// The town's time.
    pub(crate) clock: ClockBody,
    /// Its designated stops.
    pub(crate) stops: Vec<StopBody>,
    /// The parts of the service area; of those that overlap the first counts. None: riders board
    /// all over the map.
    pub(crate) zones: Vec<ZoneBody>,
    /// What the service promises and what it costs.
    pub(crate) policy: PolicyBody,
    /// Groups of vehicles that some trips are for.
    pub(crate) groups: Vec<VehicleGroupBody>,
    /// Where to telephone.
    pub(crate) phone: Option<String>,
}

/// The town's time.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = Clock)]
pub(crate) struct ClockBody {
    /// Now.
    pub(crate) now: Time,
    /// Town seconds per second; 1 outside the demonstration.
    pub(crate) speed: u32,
}

/// How fast the demonstration's clock is to run.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[schema(as = Speed)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpeedBody {
    /// 1, 8 or 30 town seconds per second.
    #[schema(example = 8)]
    pub(crate) speed: u32,
}

/// A designated stop.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Stop)]
pub(crate) struct StopBody {
    /// Its id.
    #[schema(example = "stp_3")]
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its reading in hiragana.
    pub(crate) name_kana: Option<String>,
    /// Its name in latin letters.
    pub(crate) name_en: Option<String>,
    /// Where it is.
    pub(crate) position: PositionBody,
}

/// A part of the service area.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Zone)]
pub(crate) struct ZoneBody {
    /// Its id.
    #[schema(example = "zon_1")]
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its name in latin letters.
    pub(crate) name_en: Option<String>,
    /// Its corners in order; the last is joined to the first.
    pub(crate) border: Vec<PositionBody>,
    /// True where riders board at designated stops only.
    pub(crate) stops_only: bool,
    /// The zones that one may ride to from here; all, if it is null.
    pub(crate) to: Option<Vec<String>>,
    /// When rides from and to here may be wished for; at any time of the service, if empty.
    #[schema(example = json!(["mon,wed 08:30-17:00"]))]
    pub(crate) hours: Vec<String>,
}

/// A group of vehicles that some trips are for.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = VehicleGroup)]
pub(crate) struct VehicleGroupBody {
    /// Its id.
    #[schema(example = "grp_1")]
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
}

/// What the service promises and what it costs.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Policy)]
pub(crate) struct PolicyBody {
    /// True where riders board at designated stops only, wherever they are.
    pub(crate) designated_stops_only: bool,
    /// The longest wait in minutes.
    pub(crate) max_wait_min: i64,
    /// The width of the promised pickup window in minutes.
    pub(crate) pickup_window_min: i64,
    /// How many days ahead rides can be booked.
    pub(crate) horizon_days: i64,
    /// True if parties share vehicles.
    pub(crate) pooling: bool,
    /// An adult's fare.
    pub(crate) fare_adult_yen: i64,
    /// A child's fare.
    pub(crate) fare_child_yen: i64,
    /// The fare of riders with a disability certificate.
    pub(crate) fare_reduced_yen: i64,
}

/// Places found by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Places)]
pub(crate) struct PlacesBody {
    /// Best first.
    #[schema(max_items = 20)]
    pub(crate) places: Vec<FoundPlaceBody>,
}

/// A place found by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FoundPlace)]
pub(crate) struct FoundPlaceBody {
    /// Its id; that of the stop, if it is one.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// Its reading in hiragana.
    pub(crate) name_kana: Option<String>,
    /// Its name in latin letters.
    pub(crate) name_en: Option<String>,
    /// `station`, `hospital`, `shop`, `hall`, `stop` and the like.
    pub(crate) kind: &'static str,
    /// Where it is.
    pub(crate) position: PositionBody,
}

/// A day's figures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
#[schema(as = Today)]
pub(crate) struct TodayBody {
    /// The day.
    pub(crate) date: String,
    /// Wishes asked for.
    pub(crate) requests: u64,
    /// Wishes that could be met.
    pub(crate) offers: u64,
    /// Bookings made today.
    pub(crate) bookings: u64,
    /// Rides that ended today.
    pub(crate) completed: u64,
    /// Bookings called off today.
    pub(crate) cancelled: u64,
    /// Riders who were not there today.
    pub(crate) no_show: u64,
    /// Wishes that could not be met.
    pub(crate) refused: u64,
    /// Bookings whose riders are still to be picked up today.
    pub(crate) waiting: u64,
    /// Bookings whose riders are in a vehicle.
    pub(crate) aboard: u64,
    /// Mean wait from the wished time to boarding, in seconds, of today's rides.
    pub(crate) wait_mean_s: Option<i64>,
    /// Mean time in the vehicle, in seconds, of today's rides.
    pub(crate) ride_mean_s: Option<i64>,
    /// Riders aboard on average while anybody is.
    pub(crate) riders_per_trip: Option<f64>,
    /// Kilometres driven with riders.
    pub(crate) km_loaded: f64,
    /// Kilometres driven without.
    pub(crate) km_empty: f64,
    /// Fares of today's rides.
    pub(crate) fares_yen: i64,
    /// Vehicles on duty now.
    pub(crate) vehicles_on_duty: u64,
}

/// How the service is.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Health)]
pub(crate) struct HealthBody {
    /// `ok`, or `halted` where the journal can't be written.
    pub(crate) status: &'static str,
    /// The version of the program.
    pub(crate) version: &'static str,
    /// The town's time.
    pub(crate) now: Time,
    /// How many commands wait to be decided.
    pub(crate) mailbox_depth: usize,
    /// The last record of the journal.
    pub(crate) journal_seq: u64,
    /// Why the area is halted.
    pub(crate) cause: Option<String>,
}

impl From<&Policy> for PolicyBody {
    fn from(policy: &Policy) -> Self {
        let stops_only = |rule| rule == BoardingRule::DesignatedStops;
        let everywhere = match policy.zones.as_slice() {
            [] => stops_only(policy.boarding),
            zones => zones.iter().all(|zone| stops_only(zone.boarding)),
        };
        Self {
            designated_stops_only: everywhere,
            max_wait_min: policy.max_wait.minutes_up(),
            pickup_window_min: policy.pickup_window.minutes_up(),
            horizon_days: policy.horizon.whole() / 86_400,
            pooling: policy.pooling,
            fare_adult_yen: policy.fares.adult.whole(),
            fare_child_yen: policy.fares.child.whole(),
            fare_reduced_yen: policy.fares.reduced.whole(),
        }
    }
}
