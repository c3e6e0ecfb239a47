//! What the driver's tablet shows and sends.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PartyBody, PlaceBody, Time};

/// The plan of a vehicle's shift from now on.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Tour)]
pub(crate) struct TourBody {
    /// Whose.
    pub(crate) vehicle: String,
    /// Grows with every change; a tablet never goes back.
    pub(crate) version: u32,
    /// The version of the map that its drives are from; `GET /v1/closures` names the present one.
    #[schema(example = "00c0ffee00c0ffee")]
    pub(crate) map: String,
    /// The shift.
    pub(crate) shift: ShiftBody,
    /// The calls ahead, in order.
    pub(crate) calls: Vec<CallBody>,
}

/// When the shift begins and ends.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Shift)]
pub(crate) struct ShiftBody {
    /// Its id.
    #[schema(example = "shf_1")]
    pub(crate) id: String,
    /// The depot is left no earlier.
    pub(crate) start: Time,
    /// The vehicle is back by this.
    pub(crate) end: Time,
}

/// A planned visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Call)]
pub(crate) struct CallBody {
    /// Its id.
    #[schema(example = "call_4")]
    pub(crate) id: String,
    /// Where.
    pub(crate) place: PlaceBody,
    /// When to set off on the drive there.
    pub(crate) leave: Time,
    /// When the vehicle gets there.
    pub(crate) arrival: Time,
    /// When it goes on.
    pub(crate) departure: Time,
    /// What for.
    pub(crate) purpose: CallPurpose,
    /// How far it has come.
    pub(crate) state: CallState,
    /// True if no open road leads there from the call before: wait, and talk to the control room.
    pub(crate) no_road: bool,
    /// Who boards.
    pub(crate) boards: Vec<BoardsBody>,
    /// Who alights.
    pub(crate) alights: Vec<AlightsBody>,
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CallPurpose {
    /// Riders board or alight.
    Riders,
    /// The driver rests.
    Break,
    /// Back to the depot.
    Return,
}

/// How far a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CallState {
    /// To be driven to.
    Ahead,
    /// The vehicle stands there.
    Arrived,
}

/// A party that boards.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct BoardsBody {
    /// Its booking.
    pub(crate) booking: String,
    /// Who they are.
    pub(crate) party: PartyBody,
}

/// A party that alights.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct AlightsBody {
    /// Its booking.
    pub(crate) booking: String,
}

/// What a driver reports. Sending the same again changes nothing.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = DriverAction)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ActionBody {
    /// The vehicle stands at its next call.
    Arrive {
        /// Which.
        call: String,
        /// When; now, if left out.
        at: Option<Time>,
    },
    /// A break, or the shift, is over.
    Finish {
        /// Which call's.
        call: String,
        /// When; now, if left out.
        at: Option<Time>,
    },
    /// A party has boarded.
    Board {
        /// Whose booking.
        booking: String,
        /// When; now, if left out.
        at: Option<Time>,
    },
    /// A party was not there.
    NoShow {
        /// Whose booking.
        booking: String,
        /// When; now, if left out.
        at: Option<Time>,
    },
    /// A party has alighted.
    Alight {
        /// Whose booking.
        booking: String,
        /// When; now, if left out.
        at: Option<Time>,
    },
}

/// Where a vehicle is.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[schema(as = Sighting)]
#[serde(deny_unknown_fields)]
pub(crate) struct SightingBody {
    /// Latitude in degrees.
    #[schema(minimum = -90, maximum = 90)]
    pub(crate) lat: f64,
    /// Longitude in degrees.
    #[schema(minimum = -180, maximum = 180)]
    pub(crate) lon: f64,
    /// When; now, if left out.
    pub(crate) at: Option<Time>,
}
