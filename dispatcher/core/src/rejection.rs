//! Why a wish can't be met or a command is refused: values that a person's language is put to at
//! the edge, each with a code that never changes its meaning.

use std::fmt;

use noriai_units::{Seconds, Timestamp};

use crate::capacity::PlaceKind;
use crate::equipment::EquipmentSet;
use crate::ids::{BookingId, CallId, VehicleId, ZoneId};

/// Why no vehicle can take a rider. The binding constraint: what came nearest to working.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rejection {
    /// Nobody is in the party.
    EmptyParty,
    /// Pickup and drop-off are the same place.
    SamePlace,
    /// The wished time has passed, or leaves less time than the direct drive takes.
    TooLate,
    /// The wished time is further ahead than bookings are taken.
    TooEarly {
        /// How far ahead they are.
        horizon: Seconds,
    },
    /// A place is not a designated stop, where riders board at those only.
    NotAStop,
    /// A place lies outside all zones.
    OutOfArea {
        /// Which end of the ride.
        end: RideEnd,
    },
    /// No rides lead from the one zone to the other.
    ZonesNotServed {
        /// The pickup's.
        from: ZoneId,
        /// The drop-off's.
        to: ZoneId,
    },
    /// The service does not run at the wished time, there or anywhere.
    OutsideHours {
        /// When it ran last.
        closed: Timestamp,
        /// When it runs next, from ...
        opens: Timestamp,
        /// ... to.
        closes: Timestamp,
    },
    /// No road leads from the pickup to the drop-off.
    NoRoad,
    /// No shift covers the wished time.
    NoShift,
    /// No vehicle on duty holds such a party even when empty.
    NoVehicleFits {
        /// What is short.
        kind: PlaceKind,
        /// How many the party needs.
        wanted: u16,
        /// How many the best vehicle holds.
        held: u16,
    },
    /// No vehicle on duty has what the rider can't do without.
    NotEquipped {
        /// What is missing, of the vehicle that lacks least.
        missing: EquipmentSet,
    },
    /// No vehicle on duty is of the group that the trip is for.
    VehicleNotAllowed,
    /// Somebody in the party needs an attendant, and no vehicle on duty has one.
    NeedsAttendant,
    /// The vehicles that could come are full.
    Load {
        /// What is short.
        kind: PlaceKind,
        /// How many would be needed at the fullest point.
        wanted: u16,
        /// How many the vehicle holds.
        held: u16,
    },
    /// No vehicle is there in time.
    Wait {
        /// How late the pickup would be beyond the limit, at best.
        late: Seconds,
    },
    /// The rider would not arrive in time.
    Arrival {
        /// How late, at best.
        late: Seconds,
    },
    /// The detour would be too long.
    Ride {
        /// By how much, at best.
        longer: Seconds,
    },
    /// Somebody who was promised before would be picked up, or arrive, too late.
    OthersPromise {
        /// By how much, at best.
        late: Seconds,
    },
    /// The vehicle would be back after its shift's end.
    ShiftEnd {
        /// By how much, at best.
        late: Seconds,
    },
    /// The driver's break would begin too late, or somebody would be aboard.
    Break,
    /// Parties do not share a vehicle under this policy.
    NotShared,
    /// A vehicle could come, but is kept for those who ask on the spot.
    KeptForImmediate {
        /// From when on it takes such a wish.
        from: Timestamp,
    },
}

/// One end of a ride.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RideEnd {
    /// Where the rider boards.
    Pickup,
    /// Where the rider alights.
    Dropoff,
}

/// Why a command changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Refusal {
    /// The booking id stands for another offer or another rider.
    BookingIdTaken,
    /// The offer was not accepted in time.
    OfferExpired {
        /// When it expired.
        at: Timestamp,
    },
    /// The offer can't be kept any more.
    OfferGone(Rejection),
    /// There is no such booking.
    NoSuchBooking,
    /// The booking has come to an end.
    BookingEnded,
    /// The rider is aboard already.
    AlreadyAboard,
    /// The rider is not aboard this vehicle.
    NotAboard,
    /// There is no such call on this vehicle's tour.
    NoSuchCall,
    /// Another call comes first.
    NotNextCall {
        /// The one that is next.
        next: CallId,
    },
    /// The rider may still come.
    TooEarlyForNoShow {
        /// A no-show can be said from then on.
        from: Timestamp,
    },
    /// The vehicle is not on duty.
    NotOnDuty(VehicleId),
    /// Riders board or alight here: each is to be recorded by itself.
    RidersToServe(BookingId),
    /// The shift overlaps another of the same vehicle, or ends before it begins, or can't hold its
    /// breaks.
    ShiftDoesNotFit,
    /// There is no such shift.
    NoSuchShift,
    /// The shift is over.
    ShiftOver,
    /// The closure's id stands for another closure.
    ClosureIdTaken,
    /// There is no such closure.
    NoSuchClosure,
    /// The closure would end before it begins.
    ClosureOver,
    /// As many closures are in force as can be.
    TooManyClosures {
        /// How many.
        max: usize,
    },
    /// A rider, or the area, has as many rules as can be.
    TooManyRiderRules {
        /// How many.
        max: usize,
    },
    /// A proposed plan is not taken over.
    PlanNotAdopted(PlanFault),
}

/// What stands against a proposed plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanFault {
    /// What is to be done has changed since it was made, or it is not whole.
    Stale,
    /// It moves what stays where it is: the call a vehicle is bound for, who is aboard, the order
    /// of breaks, the return.
    Locked,
    /// It would break a promise or a limit.
    Breaks(Rejection),
    /// It is no better than the plan in force.
    NoBetter,
}

impl Rejection {
    /// The stable code: part of the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EmptyParty => "empty_party",
            Self::SamePlace => "same_place",
            Self::TooLate => "too_late",
            Self::TooEarly { .. } => "too_early",
            Self::NotAStop => "not_a_stop",
            Self::OutOfArea { .. } => "out_of_area",
            Self::ZonesNotServed { .. } => "zone_pair_not_served",
            Self::OutsideHours { .. } => "outside_service_hours",
            Self::NoRoad => "no_road",
            Self::NoShift => "no_shift",
            Self::NoVehicleFits { .. } => "no_vehicle_fits",
            Self::NotEquipped { .. } => "not_equipped",
            Self::VehicleNotAllowed => "vehicle_not_allowed",
            Self::NeedsAttendant => "needs_attendant",
            Self::Load { .. } => "load",
            Self::Wait { .. } => "wait",
            Self::Arrival { .. } => "arrival",
            Self::Ride { .. } => "ride",
            Self::OthersPromise { .. } => "others_promise",
            Self::ShiftEnd { .. } => "shift_end",
            Self::Break => "break",
            Self::NotShared => "not_shared",
            Self::KeptForImmediate { .. } => "kept_for_immediate",
        }
    }

    /// How far a search got before this stood in its way, and by how little it failed: of two
    /// causes, the rider is told the one with the larger rank.
    #[must_use]
    pub fn nearness(self) -> (u8, Seconds) {
        match self {
            Self::EmptyParty | Self::SamePlace | Self::TooLate | Self::TooEarly { .. } => {
                (10, Seconds::ZERO)
            }
            Self::NotAStop
            | Self::OutOfArea { .. }
            | Self::ZonesNotServed { .. }
            | Self::OutsideHours { .. }
            | Self::KeptForImmediate { .. } => (9, Seconds::ZERO),
            Self::Wait { late } | Self::Arrival { late } | Self::Ride { longer: late } => {
                (8, -late)
            }
            Self::OthersPromise { late } => (5, -late),
            Self::Load { wanted, held, .. } => (4, short(wanted, held)),
            Self::NotShared => (4, Seconds::ZERO),
            Self::Break => (3, Seconds::ZERO),
            Self::ShiftEnd { late } => (2, -late),
            Self::NoVehicleFits { wanted, held, .. } => (1, short(wanted, held)),
            Self::NotEquipped { missing } => {
                (0, missing.iter().fold(Seconds::new(20), |near, _| near - Seconds::new(1)))
            }
            Self::NeedsAttendant => (0, Seconds::new(30)),
            Self::VehicleNotAllowed => (0, Seconds::new(1)),
            Self::NoRoad | Self::NoShift => (0, Seconds::ZERO),
        }
    }

    /// True if the same wish may be met at another time.
    #[must_use]
    pub const fn can_change_with_time(self) -> bool {
        !matches!(
            self,
            Self::EmptyParty
                | Self::SamePlace
                | Self::NotAStop
                | Self::OutOfArea { .. }
                | Self::ZonesNotServed { .. }
                | Self::NoRoad
                | Self::TooEarly { .. }
        )
    }
}

/// Lack of room on the scale of lack of time: the smaller, the nearer.
fn short(wanted: u16, held: u16) -> Seconds {
    Seconds::new(i64::from(held) - i64::from(wanted))
}

impl Refusal {
    /// The stable code: part of the API.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BookingIdTaken => "booking_id_taken",
            Self::OfferExpired { .. } => "offer_expired",
            Self::OfferGone(_) => "offer_gone",
            Self::NoSuchBooking => "no_such_booking",
            Self::BookingEnded => "booking_ended",
            Self::AlreadyAboard => "already_aboard",
            Self::NotAboard => "not_aboard",
            Self::NoSuchCall => "no_such_call",
            Self::NotNextCall { .. } => "not_next_call",
            Self::TooEarlyForNoShow { .. } => "too_early_for_no_show",
            Self::NotOnDuty(_) => "not_on_duty",
            Self::RidersToServe(_) => "riders_to_serve",
            Self::ShiftDoesNotFit => "shift_does_not_fit",
            Self::NoSuchShift => "no_such_shift",
            Self::ShiftOver => "shift_over",
            Self::ClosureIdTaken => "closure_id_taken",
            Self::NoSuchClosure => "no_such_closure",
            Self::ClosureOver => "closure_over",
            Self::TooManyClosures { .. } => "too_many_closures",
            Self::TooManyRiderRules { .. } => "too_many_rider_rules",
            Self::PlanNotAdopted(_) => "plan_not_adopted",
        }
    }
}

impl fmt::Display for RideEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::Pickup { "pickup" } else { "drop-off" })
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyParty => write!(f, "nobody is to travel"),
            Self::SamePlace => write!(f, "pickup and drop-off are the same place"),
            Self::TooLate => write!(f, "the wished time is past or too near"),
            Self::TooEarly { horizon } => write!(f, "bookings are taken {horizon} ahead"),
            Self::NotAStop => write!(f, "riders board at designated stops only"),
            Self::OutOfArea { end } => write!(f, "the {end} lies outside the service area"),
            Self::ZonesNotServed { from, to } => write!(f, "no rides lead from {from} to {to}"),
            Self::OutsideHours { .. } => write!(f, "the service does not run at that time"),
            Self::NoRoad => write!(f, "no road leads there"),
            Self::NoShift => write!(f, "no vehicle is on duty at that time"),
            Self::NoVehicleFits { kind, wanted, held } => {
                write!(f, "{wanted} {kind} wanted, the largest vehicle has {held}")
            }
            Self::NotEquipped { missing } => write!(f, "no vehicle on duty has: {missing}"),
            Self::NeedsAttendant => write!(f, "somebody is to come along who attends"),
            Self::VehicleNotAllowed => write!(f, "no vehicle that the trip is for is on duty"),
            Self::Load { kind, wanted, held } => write!(f, "{wanted} of {held} {kind}"),
            Self::Wait { late } => write!(f, "pickup {late} beyond the longest wait"),
            Self::Arrival { late } => write!(f, "arrival {late} too late"),
            Self::Ride { longer } => write!(f, "ride {longer} beyond the longest"),
            Self::OthersPromise { late } => write!(f, "another rider would be {late} late"),
            Self::ShiftEnd { late } => write!(f, "back {late} after the shift's end"),
            Self::Break => write!(f, "the driver's break stands in the way"),
            Self::NotShared => write!(f, "the vehicle is taken by another party"),
            Self::KeptForImmediate { .. } => write!(f, "the vehicle is kept for who asks then"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BookingIdTaken => write!(f, "this booking id stands for another booking"),
            Self::OfferExpired { .. } => write!(f, "the offer has expired"),
            Self::OfferGone(why) => write!(f, "the offer can't be kept any more: {why}"),
            Self::NoSuchBooking => write!(f, "there is no such booking"),
            Self::BookingEnded => write!(f, "the booking has come to an end"),
            Self::AlreadyAboard => write!(f, "the rider is aboard already"),
            Self::NotAboard => write!(f, "the rider is not aboard this vehicle"),
            Self::NoSuchCall => write!(f, "there is no such call on this tour"),
            Self::NotNextCall { next } => write!(f, "{next} comes first"),
            Self::TooEarlyForNoShow { .. } => write!(f, "the rider may still come"),
            Self::NotOnDuty(vehicle) => write!(f, "{vehicle} is not on duty"),
            Self::RidersToServe(_) => write!(f, "riders board or alight at this call"),
            Self::ShiftDoesNotFit => write!(f, "the shift does not fit"),
            Self::NoSuchShift => write!(f, "there is no such shift"),
            Self::ShiftOver => write!(f, "the shift is over"),
            Self::ClosureIdTaken => write!(f, "this closure id stands for another closure"),
            Self::NoSuchClosure => write!(f, "there is no such closure"),
            Self::ClosureOver => write!(f, "the closure would end before it begins"),
            Self::TooManyClosures { max } => write!(f, "{max} closures are in force already"),
            Self::TooManyRiderRules { max } => write!(f, "there are {max} rules of riders already"),
            Self::PlanNotAdopted(PlanFault::Stale) => {
                write!(f, "the plan was made for another state")
            }
            Self::PlanNotAdopted(PlanFault::Locked) => write!(f, "the plan moves what is locked"),
            Self::PlanNotAdopted(PlanFault::Breaks(why)) => write!(f, "the plan can't be: {why}"),
            Self::PlanNotAdopted(PlanFault::NoBetter) => write!(f, "the plan is no better"),
        }
    }
}
