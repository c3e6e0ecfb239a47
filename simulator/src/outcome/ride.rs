//! What became of every request, and where every vehicle called.

use std::collections::BTreeMap;

use noriai_core::{CallId, StopId, VehicleId};
use noriai_units::{Metres, Position, Seconds, Timestamp, Yen};

/// What became of a request under one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ride {
    /// Which of the requests.
    pub request: usize,
    /// How it ended.
    pub fate: Fate,
    /// What was promised, if anything was accepted.
    pub promised: Option<Promised>,
    /// The vehicle that came.
    pub vehicle: Option<VehicleId>,
    /// When boarding began.
    pub pickup: Option<Timestamp>,
    /// When the vehicle left with the rider: the ride counts from here.
    pub boarded: Option<Timestamp>,
    /// When the vehicle was at the goal.
    pub dropoff: Option<Timestamp>,
    /// The drive between the places of boarding and alighting without any detour.
    pub direct: Option<Seconds>,
    /// On foot, to and from.
    pub walk: (Metres, Metres),
    /// On foot, to and from.
    pub walk_time: (Seconds, Seconds),
    /// What was paid; nothing unless served.
    pub fare: Yen,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Driven to the goal.
    Served,
    /// Booked, but not there.
    NoShow,
    /// Not booked: the cause's stable code.
    Rejected(&'static str),
    /// The day ended without a decision: a fault that the checker reports.
    Open,
}

/// What a rider was told on booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promised {
    /// The pickup as planned then.
    pub pickup: Timestamp,
    /// The start of the pickup window.
    pub pickup_earliest: Timestamp,
    /// The end of the pickup window.
    pub pickup_latest: Timestamp,
    /// The latest arrival.
    pub arrive_latest: Timestamp,
}

/// A call that a vehicle has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallMade {
    /// By which vehicle.
    pub vehicle: VehicleId,
    /// The call's id on its tour; counted along the day for fixed routes.
    pub call: CallId,
    /// Why.
    pub purpose: Purpose,
    /// Where.
    pub position: Position,
    /// At which stop, if at one.
    pub stop: Option<StopId>,
    /// When the vehicle set off for it; `None` if it stood there already.
    pub left: Option<Timestamp>,
    /// When it got there.
    pub arrived: Timestamp,
    /// When it was ready to go on.
    pub departed: Timestamp,
    /// Driven to get there with riders aboard.
    pub loaded: Metres,
    /// Driven to get there with nobody aboard.
    pub empty: Metres,
    /// People who boarded.
    pub boards: u16,
    /// People who alighted.
    pub alights: u16,
    /// People aboard afterwards.
    pub aboard: u16,
}

/// Why a vehicle calls somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each says it all")]
pub enum Purpose {
    Riders,
    Break,
    Return,
}

/// Everything that happened under one policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// One for each request, in their order.
    pub rides: Vec<Ride>,
    /// In order of time, then vehicle.
    pub calls: Vec<CallMade>,
    /// The lines driven, by vehicle.
    pub tracks: BTreeMap<VehicleId, Vec<Vec<Position>>>,
    /// Stretches with somebody aboard, from empty to empty.
    pub n_trips: u64,
    /// Time that drivers are paid for.
    pub driver_time: Seconds,
    /// Vehicles that were used.
    pub n_vehicles: u64,
    /// Promises made anew.
    pub n_repromises: u64,
    /// How often requests were answered together.
    pub n_batches: u64,
    /// How often the choice was cut off before it was known to be the best.
    pub n_batches_cut_off: u64,
    /// What the checkers found.
    pub violations: Vec<String>,
}

impl Ride {
    /// A ride that does not come about.
    #[must_use]
    pub(crate) fn rejected(request: usize, cause: &'static str) -> Self {
        Self { fate: Fate::Rejected(cause), ..Self::open(request) }
    }

    /// A ride of which nothing is known yet.
    #[must_use]
    pub(crate) fn open(request: usize) -> Self {
        Self {
            request,
            fate: Fate::Open,
            promised: None,
            vehicle: None,
            pickup: None,
            boarded: None,
            dropoff: None,
            direct: None,
            walk: (Metres::ZERO, Metres::ZERO),
            walk_time: (Seconds::ZERO, Seconds::ZERO),
            fare: Yen::ZERO,
        }
    }

    /// Time in the vehicle.
    #[must_use]
    pub fn ride(&self) -> Option<Seconds> {
        Some(self.dropoff? - self.boarded?)
    }

    /// Time in the vehicle beyond the direct drive.
    #[must_use]
    pub fn detour(&self) -> Option<Seconds> {
        Some((self.ride()? - self.direct?).max(Seconds::ZERO))
    }
}

impl Fate {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Served => "served",
            Self::NoShow => "no_show",
            Self::Rejected(_) => "rejected",
            Self::Open => "open",
        }
    }
}

impl Purpose {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Riders => "riders",
            Self::Break => "break",
            Self::Return => "return",
        }
    }
}
