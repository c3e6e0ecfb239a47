//! A scenario as it stands in the file.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct ScenarioFile {
    pub(super) name: String,
    #[serde(default)]
    pub(super) title_ja: String,
    #[serde(default)]
    pub(super) title_en: String,
    pub(super) map: String,
    pub(super) seed: u64,
    pub(super) day: String,
    pub(super) demand: DemandFile,
    #[serde(default)]
    pub(super) riders: RidersFile,
    pub(super) fleet: Vec<FleetFile>,
    #[serde(default)]
    pub(super) stops: StopsFile,
    #[serde(default)]
    pub(super) noise: NoiseFile,
    #[serde(default)]
    pub(super) cost: CostFile,
    #[serde(default)]
    pub(super) checker: CheckerFile,
    #[serde(default)]
    pub(super) limits: LimitsFile,
    #[serde(default)]
    pub(super) fares: FaresFile,
    pub(super) policies: Vec<PolicyFile>,
}

#[derive(Deserialize)]
pub(super) struct DemandFile {
    pub(super) csv: Option<String>,
    pub(super) requests: Option<u32>,
    pub(super) requests_per_average_weekday: Option<u32>,
    pub(super) profile: Option<String>,
    pub(super) trip_m: Option<i64>,
    pub(super) no_show_per_mille: Option<u32>,
}

#[derive(Default, Deserialize)]
pub(super) struct RidersFile {
    pub(super) wait_min: Option<i64>,
    pub(super) early_min: Option<i64>,
    pub(super) shift_min: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct FleetFile {
    pub(super) count: u32,
    pub(super) seats: u16,
    #[serde(default)]
    pub(super) wheelchairs: u16,
    pub(super) depot: Option<PointFile>,
    pub(super) shift: (String, String),
    #[serde(default)]
    pub(super) breaks: Vec<BreakFile>,
    pub(super) books_ahead_min: Option<i64>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) struct PointFile {
    pub(super) lat: f64,
    pub(super) lon: f64,
}

#[derive(Deserialize)]
pub(super) struct BreakFile {
    pub(super) between: (String, String),
    pub(super) minutes: i64,
}

#[derive(Default, Deserialize)]
pub(super) struct StopsFile {
    pub(super) from: Option<String>,
    pub(super) csv: Option<String>,
    pub(super) max: Option<usize>,
    pub(super) walk_m: Option<i64>,
    pub(super) walk_way_per_mille: Option<i64>,
    pub(super) walk_metres_per_hour: Option<i64>,
    #[serde(default)]
    pub(super) list: Vec<StopFile>,
}

#[derive(Deserialize)]
pub(super) struct StopFile {
    pub(super) name: String,
    pub(super) lat: f64,
    pub(super) lon: f64,
}

#[derive(Default, Deserialize)]
pub(super) struct NoiseFile {
    #[serde(default)]
    pub(super) driving_per_mille: u32,
    #[serde(default)]
    pub(super) dwell_per_mille: u32,
}

#[derive(Default, Deserialize)]
pub(super) struct CostFile {
    pub(super) driver_hour_yen: Option<i64>,
    pub(super) km_yen: Option<i64>,
    pub(super) vehicle_day_yen: Option<i64>,
    pub(super) phone_request_yen: Option<i64>,
}

#[derive(Default, Deserialize)]
pub(super) struct CheckerFile {
    pub(super) every_events: Option<u64>,
}

#[derive(Deserialize)]
pub(super) struct PolicyFile {
    pub(super) name: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) title_ja: String,
    #[serde(default)]
    pub(super) title_en: String,
    #[serde(default)]
    pub(super) limits: LimitsFile,
    #[serde(default)]
    pub(super) fares: FaresFile,
    pub(super) fixed_route: Option<FixedRouteFile>,
    pub(super) improvement: Option<ImprovementFile>,
    pub(super) batch: Option<BatchFile>,
}

#[derive(Deserialize)]
pub(super) struct BatchFile {
    pub(super) window_s: i64,
    pub(super) ahead_min: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct ImprovementFile {
    pub(super) rounds: u32,
}

#[derive(Default, Deserialize)]
pub(super) struct LimitsFile {
    pub(super) max_wait_min: Option<i64>,
    pub(super) pickup_window_min: Option<i64>,
    pub(super) max_ride_per_mille: Option<i64>,
    pub(super) max_ride_extra_min: Option<i64>,
    pub(super) dwell_call_s: Option<i64>,
    pub(super) dwell_person_s: Option<i64>,
    pub(super) dwell_wheelchair_s: Option<i64>,
    pub(super) early_arrival_min: Option<i64>,
    pub(super) no_show_wait_min: Option<i64>,
    pub(super) make_room: Option<bool>,
    #[serde(default)]
    pub(super) weights: WeightsFile,
}

#[derive(Default, Deserialize)]
pub(super) struct WeightsFile {
    pub(super) driving: Option<i64>,
    pub(super) wait: Option<i64>,
    pub(super) ride: Option<i64>,
    pub(super) others: Option<i64>,
}

#[derive(Default, Deserialize)]
pub(super) struct FaresFile {
    pub(super) adult: Option<i64>,
    pub(super) child: Option<i64>,
    pub(super) reduced: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct FixedRouteFile {
    pub(super) lines: Option<usize>,
    pub(super) stops_per_line: Option<usize>,
    pub(super) centre_stops: Option<usize>,
    pub(super) layover_min: Option<i64>,
    pub(super) tolerance_min: Option<i64>,
}
