//! Who shares a vehicle: nobody where the policy has one party at a time, as in a taxi; nobody with
//! a rider who must ride alone; and two riders who must not meet are never in one vehicle.
//!
//! Whoever is refused for any of these is told the same, that the vehicle is taken: else a rider
//! could find out when another one travels.

use crate::booking::Booking;
use crate::ids::RiderId;
use crate::rejection::Rejection;
use crate::rider::Riders;

/// What the rules of riders say of one of the parties that may be aboard.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sharing {
    /// Whose party it is.
    pub(crate) rider: RiderId,
    /// It shares with no other.
    pub(crate) alone: bool,
    /// There are riders whom it must not meet.
    pub(crate) apart: bool,
}

impl Sharing {
    pub(crate) fn of(rider: RiderId, riders: &Riders) -> Self {
        let rules = riders.get(rider);
        let alone = rules.is_some_and(|rules| rules.alone);
        let apart = rules.is_some_and(|rules| !rules.apart.is_empty());
        Self { rider, alone, apart }
    }
}

/// So many parties are aboard when the vehicle drives on, so many of them must ride alone, and
/// `kept_apart` are those who must not meet somebody.
///
/// # Errors
/// If one of them has the wrong company.
pub(crate) fn on_leg(
    n_parties: usize,
    n_alone: usize,
    kept_apart: &[RiderId],
    (riders, pooling): (&Riders, bool),
) -> Result<(), Rejection> {
    if n_parties <= 1 {
        return Ok(());
    }
    let meets = |(index, one): (usize, &RiderId)| {
        kept_apart.iter().skip(index + 1).any(|other| riders.are_apart(*one, *other))
    };
    if pooling && n_alone == 0 && !kept_apart.iter().enumerate().any(meets) {
        Ok(())
    } else {
        Err(Rejection::NotShared)
    }
}

/// True if two parties may be in one vehicle as far as their riders' rules go.
pub(crate) fn may_meet(one: &Booking, other: &Booking, riders: &Riders) -> bool {
    let alone = |booking: &Booking| riders.get(booking.rider).is_some_and(|rules| rules.alone);
    !alone(one) && !alone(other) && !riders.are_apart(one.rider, other.rider)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rider::RiderRules;

    const A: RiderId = RiderId(1);
    const B: RiderId = RiderId(2);
    const C: RiderId = RiderId(3);

    #[test]
    fn a_taxi_takes_one_party_and_a_shared_van_takes_more() {
        let none = Riders::default();
        assert_eq!(on_leg(1, 0, &[], (&none, false)), Ok(()));
        assert_eq!(on_leg(2, 0, &[], (&none, false)), Err(Rejection::NotShared));
        assert_eq!(on_leg(2, 0, &[], (&none, true)), Ok(()));
    }

    #[test]
    fn who_must_ride_alone_has_no_company() {
        let none = Riders::default();
        assert_eq!(on_leg(1, 1, &[], (&none, true)), Ok(()));
        assert_eq!(on_leg(2, 1, &[], (&none, true)), Err(Rejection::NotShared));
    }

    #[test]
    fn two_who_must_not_meet_each_share_with_a_third() {
        let mut riders = Riders::default();
        riders.set(A, RiderRules { apart: [B].into(), ..Default::default() });
        assert_eq!(on_leg(2, 0, &[A, B], (&riders, true)), Err(Rejection::NotShared));
        assert_eq!(on_leg(2, 0, &[B, A], (&riders, true)), Err(Rejection::NotShared));
        assert_eq!(on_leg(2, 0, &[A, C], (&riders, true)), Ok(()));
    }
}
