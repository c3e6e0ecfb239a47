//! The booking desk: what visitors and simulated residents alike ask for and accept.

use noriai_core::{
    Answer, Booking, BookingId, CancelledBy, Command, Needs, Offer, OfferId, Party, Refusal,
    RideRequest, RiderId, Wish, offers, offers_for,
};
use noriai_service::SubmitError;

use super::{End, Town};
use crate::errors::Problem;
use crate::time;

/// A wish, on the map.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking {
    /// Who asks, where that is known: the rules that hold for this rider bind the offers.
    pub(crate) rider: Option<RiderId>,
    /// Where to board.
    pub(crate) from: End,
    /// Where to alight.
    pub(crate) to: End,
    /// When; now, if left out.
    pub(crate) wish: Option<Wish>,
    /// Who.
    pub(crate) party: Party,
    /// What the vehicle must be like.
    pub(crate) needs: Needs,
}

/// The answer to a wish; its offers can be booked.
#[derive(Clone, Debug)]
pub(crate) struct Offered {
    /// What could be promised, or why nothing can.
    pub(crate) answer: Answer,
    /// Why nothing can, with the town's own names.
    pub(crate) refusal: Option<Problem>,
}

/// What became of a booking.
#[derive(Clone, Debug)]
pub(crate) struct Booked {
    /// The booking as it stands now.
    pub(crate) booking: Booking,
    /// True if it was there before, from an earlier try.
    pub(crate) is_repeat: bool,
}

impl Town {
    /// Says what could be promised, and keeps the offers until they are accepted or expire.
    pub(crate) fn ask(
        &self,
        Asking { rider, from, to, wish, party, needs }: Asking,
    ) -> Result<Offered, Problem> {
        let snapshot = self.area.snapshot();
        let wish = wish.unwrap_or(Wish::DepartAt(snapshot.now));
        let request = RideRequest { from: from.place, to: to.place, wish, party, needs };
        let date = time::date(snapshot.now);
        let mut fresh = fresh_ids()?;
        let (state, situation) = (&snapshot.state, snapshot.situation());
        let answer = match rider {
            Some(rider) => offers_for(state, rider, &request, &situation, &mut fresh),
            None => offers(state, &request, &situation, &mut fresh),
        };
        let others = answer.before.iter().chain(&answer.after);
        for offer in answer.offers.iter().chain(others) {
            self.offers.put(*offer, snapshot.now).map_err(|full| {
                let wait = (full.until - snapshot.now).whole().clamp(1, 600);
                let real = wait / i64::from(self.clock.speed().max(1));
                Problem::new("busy").retry_after(u32::try_from(real.max(1)).unwrap_or(1))
            })?;
        }
        let met = !answer.offers.is_empty();
        self.tally.count(date, |day| {
            day.requests += 1;
            if met { day.offers += 1 } else { day.refused += 1 }
        });
        match answer.rejection {
            Some(why) => self.metrics.refused(why.code()),
            None => self.metrics.offered(answer.offers.len()),
        }
        let refusal = answer.rejection.map(|why| self.refusal(why, &request));
        Ok(Offered { answer, refusal })
    }

    /// Accepts an offer. The same id, rider and offer again have the same answer.
    pub(crate) async fn book(
        &self,
        id: BookingId,
        rider: RiderId,
        offer: OfferId,
    ) -> Result<Booked, Problem> {
        if let Some(known) = self.area.state().booking(id) {
            let same = known.rider == rider && known.offer == offer;
            let booking = *known;
            return if same {
                Ok(Booked { booking, is_repeat: true })
            } else {
                Err(Refusal::BookingIdTaken.into())
            };
        }
        let mut known = self.offers.get(offer).ok_or_else(|| Problem::new("offer_unknown"))?;
        // A road may have closed since.
        known.request.from = self.within_walk(known.request.from);
        known.request.to = self.within_walk(known.request.to);
        let state = match self.area.submit(Command::Book { id, rider, offer: known }).await {
            Ok(state) => state,
            Err(SubmitError::Refused(Refusal::OfferGone(why))) => {
                return Err(self.offer_gone(rider, known, why)?);
            }
            Err(fault) => return Err(of_submit(&fault)),
        };
        let booking = state.booking(id).copied();
        let booking = booking.ok_or_else(|| Problem::new("internal_error"))?;
        Ok(Booked { booking, is_repeat: false })
    }

    /// The offer has gone: fresh ones for the same wish, if there are any.
    fn offer_gone(
        &self,
        rider: RiderId,
        gone: Offer,
        why: noriai_core::Rejection,
    ) -> Result<Problem, Problem> {
        let end = |place| End { place, walk: noriai_units::Metres::ZERO };
        let RideRequest { from, to, wish, party, needs } = gone.request;
        let (from, to) = (end(from), end(to));
        let offered =
            self.ask(Asking { rider: Some(rider), from, to, wish: Some(wish), party, needs })?;
        let others = offered.answer.before.iter().chain(&offered.answer.after);
        let fresh = offered.answer.offers.iter().chain(others).take(3);
        let bodies = fresh.map(|offer| self.offer_body(offer, from.walk, to.walk)).collect();
        Ok(Problem::from(Refusal::OfferGone(why)).offering(bodies))
    }

    /// Calls a booking off.
    pub(crate) async fn cancel(&self, id: BookingId, by: CancelledBy) -> Result<Booking, Problem> {
        let state = self.area.submit(Command::Cancel { id, by }).await;
        let state = state.map_err(|fault| of_submit(&fault))?;
        state.booking(id).copied().ok_or_else(|| Problem::new("no_such_booking"))
    }
}

/// What a caller is told when a command had no effect.
pub(crate) fn of_submit(fault: &SubmitError) -> Problem {
    match fault {
        SubmitError::Refused(why) => Problem::from(*why),
        SubmitError::Busy { retry_after } => {
            let seconds = u32::try_from(retry_after.as_secs()).unwrap_or(60).max(1);
            Problem::new("busy").retry_after(seconds)
        }
        SubmitError::Halted(_) | SubmitError::Journal(_) => {
            Problem::new("area_halted").retry_after(30)
        }
        SubmitError::Closed => Problem::new("busy").retry_after(5),
    }
}

/// Ids that nobody guesses: an offer can be booked by whoever names it.
fn fresh_ids() -> Result<impl FnMut() -> OfferId, Problem> {
    let mut seed = [0_u8; 32];
    getrandom::fill(&mut seed).map_err(|_none| Problem::new("internal_error"))?;
    let mut number = 0_u64;
    Ok(move || {
        number += 1;
        let digest = <sha2::Sha256 as sha2::Digest>::new_with_prefix(seed);
        let digest = sha2::Digest::chain_update(digest, number.to_le_bytes());
        let digest = sha2::Digest::finalize(digest);
        let id = digest.iter().take(16).fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte));
        OfferId(id)
    })
}
