//! The limits and weights that the area runs under.

use std::collections::BTreeMap;

use noriai_units::{Seconds, Timestamp, Yen};

use crate::ids::CompanyId;
use crate::place::BoardingRule;
use crate::zone::{ServiceHours, Zone};

/// Limits, weights and fares. Data: every promise keeps the limits it was made under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Counted up with every change.
    pub version: u32,
    /// The latest pickup after the wished departure.
    pub max_wait: Seconds,
    /// How wide a promised pickup window is.
    pub pickup_window: Seconds,
    /// The longest ride: this share of the direct drive, in per mille (1,000 = no detour) ...
    pub max_ride_per_mille: i64,
    /// ... plus this.
    pub max_ride_extra: Seconds,
    /// Standing time of any call at which riders board or alight.
    pub dwell_call: Seconds,
    /// Added for each person that boards or alights.
    pub dwell_person: Seconds,
    /// Added for each wheelchair that boards or alights.
    pub dwell_wheelchair: Seconds,
    /// An empty vehicle sets off so as to be at most this early at its next call.
    pub early_arrival: Seconds,
    /// How long an offer can be accepted.
    pub offer_life: Seconds,
    /// The longest time from asking to the ride.
    pub horizon: Seconds,
    /// A rider may be called a no-show this long after the window's start, not earlier.
    pub no_show_wait: Seconds,
    /// False: one party at a time, as in a taxi.
    pub pooling: bool,
    /// True: who does not fit is fitted in by moving one rider who waits to another vehicle or
    /// another place in the tour, within that rider's promise.
    pub make_room: bool,
    /// How vehicles and positions are compared.
    pub objective: Objective,
    /// Where riders may board, in a town without zones.
    pub boarding: BoardingRule,
    /// The parts of the area, each with its own boarding rule; of those that overlap the first
    /// counts. None: the whole map is one.
    pub zones: Vec<Zone>,
    /// When rides may be wished for.
    pub hours: ServiceHours,
    /// How rides are shared out among companies, if they are.
    pub rotation: Option<Rotation>,
    /// What a ride costs.
    pub fares: Fares,
}

/// How one way to serve a rider is compared with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Objective {
    /// The least weighted sum of times.
    LeastCost(Weights),
    /// The vehicle that is there first: how a taxi office sends cars.
    NearestVehicle,
}

/// What a second is worth, relative to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Weights {
    /// Of added driving.
    pub driving: i64,
    /// Of the new rider's wait beyond the wish.
    pub wait: i64,
    /// Of the new rider's ride.
    pub ride: i64,
    /// Of delay to those who were promised before.
    pub others: i64,
}

/// How rides are shared out among the companies that send drivers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rotation {
    /// Each company's share, relative to each other; a company that is not named has none.
    pub shares: BTreeMap<CompanyId, u32>,
    /// For fairness a ride may cost as much more as so much driving; where the nearest vehicle is
    /// sent, be so much later.
    pub leeway: Seconds,
    /// Rides count from then on: as a rule from the first of the month.
    pub since: Timestamp,
}

/// Flat fares by class, as most town services have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fares {
    /// Each adult.
    pub adult: Yen,
    /// Each child.
    pub child: Yen,
    /// Each person with a disability certificate or attendant, and each wheelchair user.
    pub reduced: Yen,
}

impl Default for Policy {
    /// A town's shared service: anywhere, a quarter of an hour, half as long again as direct.
    fn default() -> Self {
        Self {
            version: 1,
            max_wait: Seconds::from_minutes(30),
            pickup_window: Seconds::from_minutes(10),
            max_ride_per_mille: 1_500,
            max_ride_extra: Seconds::from_minutes(10),
            dwell_call: Seconds::new(20),
            dwell_person: Seconds::new(15),
            dwell_wheelchair: Seconds::new(180),
            early_arrival: Seconds::from_minutes(3),
            offer_life: Seconds::from_minutes(5),
            horizon: Seconds::from_minutes(7 * 24 * 60),
            no_show_wait: Seconds::from_minutes(3),
            pooling: true,
            make_room: false,
            objective: Objective::LeastCost(Weights::default()),
            boarding: BoardingRule::Free,
            zones: Vec::new(),
            hours: ServiceHours::default(),
            rotation: None,
            fares: Fares { adult: Yen::new(300), child: Yen::new(150), reduced: Yen::new(150) },
        }
    }
}

impl Default for Weights {
    /// Driving costs money, a waiting minute weighs more than a riding one.
    fn default() -> Self {
        Self { driving: 3, wait: 3, ride: 1, others: 2 }
    }
}

impl Objective {
    /// What counts for riders who are promised a ride already; where the nearest vehicle is sent,
    /// that is how soon they are there.
    #[must_use]
    pub const fn weights(self) -> Weights {
        match self {
            Self::LeastCost(weights) => weights,
            Self::NearestVehicle => Weights { driving: 0, wait: 1, ride: 0, others: 1 },
        }
    }
}

impl Policy {
    /// The longest ride for a trip whose direct drive takes `direct`.
    #[must_use]
    pub fn max_ride(&self, direct: Seconds) -> Seconds {
        direct.scale_per_mille(self.max_ride_per_mille) + self.max_ride_extra
    }
}
