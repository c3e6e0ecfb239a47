//! Wishes and offers.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{EndBody, NeedsBody, PartyBody, PlaceBody, Time};
use crate::errors::ProblemBody;

/// A wish for a ride.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OffersRequest {
    /// Where to be picked up.
    pub(crate) from: EndBody,
    /// Where to be brought.
    pub(crate) to: EndBody,
    /// When.
    pub(crate) when: WhenBody,
    /// Who.
    pub(crate) party: PartyBody,
    /// What the vehicle must be like; any will do, if left out.
    #[serde(default)]
    pub(crate) needs: NeedsBody,
}

/// When a rider wants to travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = When)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum WhenBody {
    /// As soon as possible.
    Now {},
    /// As soon as possible from a point in time on.
    DepartAt {
        /// The point.
        at: Time,
    },
    /// Be there by a point in time.
    ArriveBy {
        /// The point.
        at: Time,
    },
}

/// The answer to a wish: offers, or why there are none and what would work instead.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Offers)]
pub(crate) struct OffersAnswer {
    /// Up to three, best first.
    #[schema(max_items = 3)]
    pub(crate) offers: Vec<OfferBody>,
    /// Why there is none.
    pub(crate) refusal: Option<ProblemBody>,
    /// The nearest times that work, if there is no offer.
    pub(crate) alternatives: AlternativesBody,
}

/// The nearest times that work.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(as = Alternatives)]
pub(crate) struct AlternativesBody {
    /// Earlier than wished.
    pub(crate) before: Option<OfferBody>,
    /// Later than wished.
    pub(crate) after: Option<OfferBody>,
}

/// What we could promise, until it expires.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Offer)]
pub(crate) struct OfferBody {
    /// Its id, to book it by.
    #[schema(example = "off_00000000000000000000000000000001")]
    pub(crate) id: String,
    /// It can't be booked after this.
    pub(crate) expires: Time,
    /// Where and when the van comes.
    pub(crate) pickup: PickupBody,
    /// Where and when the rider arrives.
    pub(crate) dropoff: DropoffBody,
    /// The planned ride in seconds.
    pub(crate) ride_s: i64,
    /// The drive without any detour, in seconds.
    pub(crate) direct_s: i64,
    /// What the ride costs the party.
    pub(crate) fare_yen: i64,
    /// The vehicle that would come.
    #[schema(example = "veh_1")]
    pub(crate) vehicle: String,
    /// How many other parties would share a part of the ride.
    pub(crate) shared_with: u16,
}

/// Where and when the van comes.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Pickup)]
pub(crate) struct PickupBody {
    /// Where to stand.
    pub(crate) place: PlaceBody,
    /// The promise: the van comes within it.
    pub(crate) window: WindowBody,
    /// The plan at the moment.
    pub(crate) planned: Time,
    /// How far the place is from the one asked for, in metres; with offers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) walk_m: Option<i64>,
}

/// Where and when the rider arrives.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Dropoff)]
pub(crate) struct DropoffBody {
    /// Where.
    pub(crate) place: PlaceBody,
    /// The plan at the moment.
    pub(crate) planned: Time,
    /// The promise: no later than this.
    pub(crate) latest: Time,
    /// How far the place is from the one asked for, in metres; with offers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) walk_m: Option<i64>,
}

/// A promised time of pickup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Window)]
pub(crate) struct WindowBody {
    /// The van does not leave without the rider before this.
    pub(crate) from: Time,
    /// The van is there by this.
    pub(crate) to: Time,
}
