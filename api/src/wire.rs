//! What goes over the wire: JSON's shapes, and how they become domain types and back.
//!
//! Domain types are not `Serialize`; every conversion stands here. Unknown fields are refused on
//! the way in.

mod booking;
mod closure;
mod end;
mod ids;
mod live;
mod needs;
mod offer;
mod party;
mod rider;
mod shift;
mod time;
mod tour;
mod town;

pub(crate) use booking::{BookBody, BookingBody, BookingStatus};
pub(crate) use closure::{CloseBody, ClosureBody, ClosuresBody, RoadBody};
pub(crate) use end::{EndBody, PlaceBody, PositionBody};
pub(crate) use ids::{parse_id, parse_path_id};
pub(crate) use live::{LiveCall, LiveRider, LiveVehicle, RidersBody, SnapshotBody, VehiclesBody};
pub(crate) use needs::{EquipmentWord, NeedsBody};
pub(crate) use offer::{
    AlternativesBody, DropoffBody, OfferBody, OffersAnswer, OffersRequest, PickupBody, WhenBody,
    WindowBody,
};
pub(crate) use party::PartyBody;
pub(crate) use rider::RiderRulesBody;
pub(crate) use shift::{BreakdownBody, ShiftEndBody, ShiftReportBody};
pub(crate) use time::Time;
pub(crate) use tour::{
    ActionBody, AlightsBody, BoardsBody, CallBody, CallPurpose, CallState, ShiftBody, SightingBody,
    TourBody,
};
pub(crate) use town::{
    ClockBody, FoundPlaceBody, HealthBody, PlacesBody, SpeedBody, StopBody, TodayBody, TownBody,
    VehicleGroupBody, ZoneBody,
};
