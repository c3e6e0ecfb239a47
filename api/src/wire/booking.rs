//! Bookings.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DropoffBody, NeedsBody, PartyBody, PickupBody, PositionBody, Time};

/// Accepts an offer.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[schema(as = BookRequest)]
#[serde(deny_unknown_fields)]
pub(crate) struct BookBody {
    /// Made by the rider's device and kept there before it is sent: a repeat has the same answer.
    #[schema(example = "bkg_00000000000000000000000000000001", pattern = "^bkg_[0-9a-f]{32}$")]
    pub(crate) id: String,
    /// The offer.
    #[schema(example = "off_00000000000000000000000000000001", pattern = "^off_[0-9a-f]{32}$")]
    pub(crate) offer: String,
}

/// An accepted offer.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Booking)]
pub(crate) struct BookingBody {
    /// Its id.
    pub(crate) id: String,
    /// Whose it is; shown to the control room only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "rdr_00000000000000000000000000000001")]
    pub(crate) rider: Option<String>,
    /// Where it stands.
    pub(crate) status: BookingStatus,
    /// The vehicle that comes, carries or carried the rider; none once called off.
    pub(crate) vehicle: Option<String>,
    /// Where and when the van comes.
    pub(crate) pickup: PickupBody,
    /// Where and when the rider arrives.
    pub(crate) dropoff: DropoffBody,
    /// What the ride costs the party.
    pub(crate) fare_yen: i64,
    /// Who travels.
    pub(crate) party: PartyBody,
    /// What the vehicle must be like.
    pub(crate) needs: NeedsBody,
    /// Where the van is, from half an hour before the pickup on.
    pub(crate) vehicle_position: Option<PositionBody>,
    /// True if no vehicle can get there now, as roads are closed: the old promise is void, a new one
    /// comes as soon as there is a way.
    pub(crate) cut_off: bool,
    /// When the rider boarded.
    pub(crate) picked_up_at: Option<Time>,
    /// When the rider alighted.
    pub(crate) dropped_off_at: Option<Time>,
}

/// Where a booking stands. The last three are ends and stay so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BookingStatus {
    /// To be picked up.
    Waiting,
    /// In the vehicle.
    Aboard,
    /// Arrived.
    Completed,
    /// Called off.
    Cancelled,
    /// The rider was not there.
    NoShow,
}
