//! The dispatcher: a pure, deterministic state machine over one service area.
//!
//! [`offers()`] says what could be promised for a wish. [`decide()`] turns a [`Command`] into
//! [`Event`]s, or refuses it; [`State::apply`] takes events in. [`checker::audit`] looks over any
//! state without sharing a line with those who planned it.
//!
//! **Invariant:** nothing here does I/O, reads a clock, draws randomness, spawns a task or depends
//! on hash order. Time, travel times and position reports come in as a [`Situation`].

mod batch;
mod booking;
mod capacity;
pub mod checker;
mod closure;
mod command;
mod decide;
mod equipment;
mod event;
mod fare;
mod hash;
mod ids;
mod improvement;
mod offers;
mod place;
mod planning;
mod policy;
mod rejection;
mod request;
mod rider;
pub mod rng;
mod rules;
mod situation;
mod state;
mod tour;
pub mod travel;
mod zone;

pub use batch::{Assignment, BatchLimits, assign};
pub use booking::{Booking, CancelledBy, Offer, OfferPlan, Promise, Status};
pub use capacity::{AidCost, Aids, Capacity, PlaceKind};
pub use closure::{Closure, ClosureReason, ClosureSource, RoadEffect, RoadMark};
pub use command::{Command, DriverAction, MapChange, Relocation};
pub use decide::decide;
pub use equipment::{Equipment, EquipmentSet};
pub use event::{Event, Plan};
pub use ids::{
    BookingId, CallId, ClosureId, CompanyId, IdError, OfferId, RiderId, ShiftId, StopId,
    VehicleGroupId, VehicleId, ZoneId,
};
pub use improvement::{Improvement, Proposal, TourOrder};
pub use noriai_units as units;
pub use offers::{Answer, offers, offers_for};
pub use place::{BoardingRule, Place};
pub use policy::{Fares, Objective, Policy, Rotation, Weights};
pub use rejection::{PlanFault, Refusal, Rejection, RideEnd};
pub use request::{Needs, Party, RideRequest, Wish};
pub use rider::RiderRules;
pub use situation::Situation;
pub use state::{Inconsistent, Planned, Sighting, Sightings, State};
pub use tour::{BreakRule, Call, Duty, Fittings, Origin, Shift, Tour};
pub use zone::{ServiceHours, ServiceWindow, Zone};
