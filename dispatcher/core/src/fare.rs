//! What a ride costs; computed once, at the offer, and kept with the booking.

use noriai_units::Yen;

use crate::policy::Fares;
use crate::request::Party;

impl Fares {
    /// The fare of a whole party.
    #[must_use]
    pub fn of(&self, party: Party) -> Yen {
        self.adult * i64::from(party.adults)
            + self.child * i64::from(party.children)
            + self.reduced * (i64::from(party.reduced) + i64::from(party.wheelchairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn infants_ride_free_and_wheelchair_users_at_the_reduced_fare() {
        let fares = Fares { adult: Yen::new(300), child: Yen::new(150), reduced: Yen::new(100) };
        let party =
            Party { adults: 1, children: 2, infants: 1, wheelchairs: 1, ..Party::default() };
        assert_eq!(fares.of(party), Yen::new(300 + 300 + 100));
    }
}
