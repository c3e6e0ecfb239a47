//! Aids take room and time, and not the same in every vehicle: a wheelchair may fold two seats away
//! (a van of 8 seats, or of 6 and a wheelchair), a lift takes minutes where a ramp takes one.
//!
//! The vehicle says what each kind of aid costs in it; [`Capacity`] and standing times follow.

use noriai_units::Seconds;

use crate::capacity::{Aids, Capacity};
use crate::policy::Policy;
use crate::request::Party;
use crate::state::State;

/// What a party takes up in a vehicle, with the seats that its aids fold away.
pub(crate) fn load(party: Party, aids: &Aids) -> Capacity {
    let own = party.load();
    let seats = aids
        .each(party)
        .fold(own.seats, |seats, (n, aid)| seats.saturating_add(n.saturating_mul(aid.seats)));
    Capacity { seats, ..own }
}

/// How long a party takes to board or to alight.
pub(crate) fn dwell(party: Party, policy: &Policy, aids: &Aids) -> Seconds {
    let on_foot = party.n_people().saturating_sub(party.wheelchairs);
    policy.dwell_person * i64::from(on_foot)
        + policy.dwell_wheelchair * i64::from(party.wheelchairs)
        + extra(party, aids)
}

/// The time to board in the slowest of the vehicles that are still on duty: a promise is made
/// before it is known which of them will come.
pub(crate) fn longest_dwell(party: Party, state: &State) -> Seconds {
    let open = state.tours().values().filter(|tour| !tour.is_over());
    let extras = open.map(|tour| extra(party, &tour.shift.fittings.aids));
    dwell(party, state.policy(), &Aids::default()) + extras.fold(Seconds::ZERO, Seconds::max)
}

fn extra(party: Party, aids: &Aids) -> Seconds {
    aids.each(party).map(|(n, aid)| aid.load * i64::from(n)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::AidCost;

    const LIFT_VAN: Aids = Aids {
        wheelchair: AidCost { seats: 2, load: Seconds::new(120) },
        walker: AidCost { seats: 0, load: Seconds::new(20) },
        pram: AidCost { seats: 1, load: Seconds::new(30) },
    };

    #[test]
    fn a_wheelchair_folds_seats_away_where_the_vehicle_says_so() {
        let party = Party { wheelchairs: 1, walkers: 1, prams: 1, ..Party::ONE_ADULT };
        let load = load(party, &LIFT_VAN);
        assert_eq!((load.seats, load.wheelchairs, load.luggage), (1 + 2 + 1, 1, 2));
        assert_eq!(super::load(party, &Aids::default()), party.load());
    }

    #[test]
    fn each_kind_of_aid_has_its_own_time() {
        let policy = Policy {
            dwell_person: Seconds::new(10),
            dwell_wheelchair: Seconds::new(60),
            ..Policy::default()
        };
        let party = Party { wheelchairs: 1, walkers: 1, prams: 1, ..Party::ONE_ADULT };
        assert_eq!(dwell(party, &policy, &LIFT_VAN), Seconds::new(10 + 60 + 120 + 20 + 30));
        assert_eq!(dwell(party, &policy, &Aids::default()), Seconds::new(10 + 60));
    }

    #[test]
    fn an_absurd_party_never_fits() {
        let party = Party { wheelchairs: u16::MAX, ..Party::ONE_ADULT };
        assert_eq!(load(party, &LIFT_VAN).seats, u16::MAX);
    }
}
