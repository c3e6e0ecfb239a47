//! Parties share a vehicle only where the policy has them share; elsewhere it is a taxi.

use crate::rejection::Rejection;

/// So many parties are aboard when the vehicle drives on.
///
/// # Errors
/// If they are more than one and parties do not share.
pub(crate) fn on_leg(n_parties: usize, pooling: bool) -> Result<(), Rejection> {
    if n_parties <= 1 || pooling { Ok(()) } else { Err(Rejection::NotShared) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taxi_takes_one_party_and_a_shared_van_takes_more() {
        assert_eq!(on_leg(1, false), Ok(()));
        assert_eq!(on_leg(2, false), Err(Rejection::NotShared));
        assert_eq!(on_leg(2, true), Ok(()));
    }
}
