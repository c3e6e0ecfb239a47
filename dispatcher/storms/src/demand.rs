//! What riders do.

use crate::fault::Fault;
use crate::step::Deed;
use crate::storm::Storm;
use crate::weather::Trouble;

impl Storm<'_> {
    pub(crate) fn somebody_asks(&mut self) -> Result<(), Fault> {
        self.n_riders += 1;
        let rider = self.n_riders;
        if self.strikes(Trouble::CancelWhileConfirming) {
            self.happen(Deed::Cancel { id: rider, operator: 0 })?;
        }
        let n_spots = i64::try_from(self.world.town.spots.len()).unwrap_or(1);
        let from = self.rng.between(0, n_spots - 1);
        // Hardly ever where one is already.
        let least = i64::from(!self.rng.chance(30));
        let to = (from + self.rng.between(least, n_spots - 1)) % n_spots;
        let by = i64::from(self.rng.chance(300));
        let minutes = [0, 0, self.rng.between(0, 60), self.rng.between(0, 240)];
        let minutes = minutes[self.rng.index(4)] + 15 * by;
        let ahead = if self.strikes(Trouble::AbsurdWish) {
            [-30, -61, -4_000, 1_000_000, -1_000_000_000_000, 1_000_000_000_000][self.rng.index(6)]
        } else {
            60 * minutes
        };
        let (party, take) = (self.draw(), self.rng.between(0, 4));
        self.happen(Deed::Ask { rider, from, to, by, ahead, party, take })?;
        if self.strikes(Trouble::CancelWhileConfirming) {
            self.happen(Deed::Cancel { id: rider, operator: 0 })?;
            self.happen(Deed::Accept { back: 0, id: rider, rider })?;
        }
        self.twice()
    }

    /// Whoever tapped may tap again.
    pub(crate) fn twice(&mut self) -> Result<(), Fault> {
        if self.strikes(Trouble::DoubleTap) { self.happen(Deed::Again {}) } else { Ok(()) }
    }

    fn any_rider(&mut self) -> i64 {
        self.rng.between(1, self.n_riders.max(1) + 1)
    }

    pub(crate) fn riders(&mut self) -> Result<(), Fault> {
        if self.strikes(Trouble::StaleOffer) {
            let (back, id) = (self.rng.between(0, 8), self.any_rider());
            self.happen(Deed::Accept { back, id, rider: id })?;
            self.twice()?;
        }
        if self.strikes(Trouble::StolenId) {
            let (back, id, rider) = (self.rng.between(0, 3), self.any_rider(), self.any_rider());
            self.happen(Deed::Accept { back, id, rider })?;
        }
        if self.strikes(Trouble::Cancel) {
            let (id, operator) = (self.any_rider(), i64::from(self.rng.chance(300)));
            self.happen(Deed::Cancel { id, operator })?;
            self.twice()?;
        }
        Ok(())
    }
}
