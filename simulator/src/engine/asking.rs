//! Riders ask, look at the offers, and book or give up: each by themselves, or those of a window
//! together.

use noriai_core::{
    BatchLimits, BookingId, Command, Needs, OfferId, RideRequest, RiderId, Situation, Wish,
};

use super::ledger::Ledger;
use super::memo::Memo;
use super::queue::Happening;
use super::run::Run;
use crate::error::SimulationError;
use crate::scenario::Batch;
use crate::trips::Trip;

impl Run<'_> {
    /// A rider asks; the answer comes at once, or at the window's end.
    pub(super) fn ask(&mut self, index: usize) -> Result<(), SimulationError> {
        let Some((trip, wish)) = self.wish(index) else { return Ok(()) };
        match self.setup.batch {
            Some(Batch { window, ahead }) if wish.wish.at() - self.now <= ahead => {
                if self.gathered.is_empty() {
                    self.queue.add(self.now + window, Happening::Batch);
                }
                self.gathered.push(index);
                Ok(())
            }
            _ => self.answer(index, &trip, &wish),
        }
    }

    /// The window ends. Whoever can't be served together with the others, or does not like what
    /// there is, is answered alone.
    pub(super) fn answer_together(&mut self) -> Result<(), SimulationError> {
        let gathered = std::mem::take(&mut self.gathered);
        let asked: Vec<(usize, Trip, RideRequest)> = gathered
            .into_iter()
            .filter_map(|index| self.wish(index).map(|(trip, wish)| (index, trip, wish)))
            .collect();
        let own = |index: usize, wish: RideRequest| {
            let id = Ledger::booking_of(index);
            (id, RiderId(id.0), wish)
        };
        let requests: Vec<(BookingId, RiderId, RideRequest)> =
            asked.iter().map(|(index, _, wish)| own(*index, *wish)).collect();
        let sightings = self.sightings();
        let memo = Memo::of(self.setup.world.roads.as_ref());
        let situation = Situation { now: self.now, times: &memo, sightings: &sightings };
        let mut n_offers = self.n_offers;
        let mut ids = || next_offer(&mut n_offers);
        let limits = BatchLimits::default();
        let together =
            self.dispatcher.assign(&self.state, &requests, &situation, &limits, &mut ids);
        self.n_offers = n_offers;
        self.n_batches += 1;
        self.n_batches_cut_off += u64::from(!together.is_best);

        let (mut taken, mut declined) = (Vec::new(), Vec::new());
        for ((_, _, wish), ((id, rider, _), offer)) in
            asked.iter().zip(requests.iter().zip(&together.offers))
        {
            match offer.filter(|offer| self.setup.scenario.tolerance.likes(wish, offer)) {
                Some(offer) => taken.push((*id, *rider, offer)),
                None => declined.push(*id),
            }
        }
        let tours = together.tours_without(&declined);
        let command = Command::BookTogether { taken: taken.clone(), tours };
        // A plan that does not hold any more, as somebody has declined, is no plan: all are
        // answered alone.
        if let Ok(events) = self.dispatcher.decide(&self.state, &command, &situation) {
            for (index, trip, _) in &asked {
                let own = Ledger::booking_of(*index);
                if let Some((_, _, offer)) = taken.iter().find(|(id, ..)| *id == own) {
                    self.ledger.booked(*index, trip, offer);
                }
            }
            self.take(&events)?;
            if !events.is_empty() {
                self.improve()?;
            }
        }
        for (index, trip, wish) in &asked {
            if self.state.booking(Ledger::booking_of(*index)).is_none() {
                self.answer(*index, trip, wish)?;
            }
        }
        Ok(())
    }

    /// What a rider wishes, and the way there; who has none is noted as rejected.
    fn wish(&mut self, index: usize) -> Option<(Trip, RideRequest)> {
        let (request, trip) = (self.setup.requests.get(index)?, self.setup.trips.get(index)?);
        match trip {
            Ok(trip) => {
                let Trip { from, to, wish, .. } = *trip;
                Some((
                    *trip,
                    RideRequest { from, to, wish, party: request.party, needs: Needs::default() },
                ))
            }
            Err(cause) => {
                self.ledger.rejected(index, cause);
                None
            }
        }
    }

    /// A rider looks at the offers, and books or gives up.
    fn answer(
        &mut self,
        index: usize,
        trip: &Trip,
        wish: &RideRequest,
    ) -> Result<(), SimulationError> {
        let sightings = self.sightings();
        let memo = Memo::of(self.setup.world.roads.as_ref());
        let situation = Situation { now: self.now, times: &memo, sightings: &sightings };
        let mut n_offers = self.n_offers;
        let mut ids = || next_offer(&mut n_offers);
        // Who had to wait for the answer can't leave before it.
        let asked = match (wish.wish, self.setup.batch) {
            (Wish::DepartAt(at), Some(batch)) if self.now <= at + batch.window => {
                RideRequest { wish: Wish::DepartAt(at.max(self.now)), ..*wish }
            }
            _ => *wish,
        };
        let answer = self.dispatcher.offers(&self.state, &asked, &situation, &mut ids);
        self.n_offers = n_offers;
        let Some(offer) = self.setup.scenario.tolerance.choose(wish, &answer) else {
            let cause = answer.rejection.map_or("declined", noriai_core::Rejection::code);
            self.ledger.rejected(index, cause);
            return Ok(());
        };
        let id = Ledger::booking_of(index);
        let command = Command::Book { id, rider: RiderId(id.0), offer };
        match self.dispatcher.decide(&self.state, &command, &situation) {
            Ok(events) => {
                self.ledger.booked(index, trip, &offer);
                self.take(&events)?;
                self.improve()
            }
            Err(refusal) => {
                self.ledger.rejected(index, refusal.code());
                Ok(())
            }
        }
    }
}

fn next_offer(n_offers: &mut u128) -> OfferId {
    *n_offers += 1;
    OfferId(*n_offers)
}
