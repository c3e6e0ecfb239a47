//! Wishes: asked, compared with the naive dispatcher, accepted.

use noriai_core::units::Seconds;
use noriai_core::{
    Answer, BookingId, Command, Offer, OfferId, RideRequest, RiderId, Situation, Wish, offers_for,
};

use crate::draws;
use crate::fault::Fault;
use crate::naive::{self, Expected};
use crate::world::World;

/// A wish in a step's numbers.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) rider: i64,
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) by: i64,
    pub(crate) ahead: i64,
    pub(crate) party: i64,
}

impl World {
    /// Asks; everything that is offered is kept, and holds at this moment.
    pub(crate) fn ask(&mut self, asked: Asked) -> Result<Vec<Offer>, Fault> {
        let at = self.now() + Seconds::new(asked.ahead);
        let request = RideRequest {
            from: self.place(asked.from),
            to: self.place(asked.to),
            wish: if asked.by == 0 { Wish::DepartAt(at) } else { Wish::ArriveBy(at) },
            party: draws::party(asked.party),
            needs: draws::needs(asked.party),
        };
        let rider = RiderId(u128::from(asked.rider.unsigned_abs()));
        self.n_asked += 1;
        let answer = self.answer(rider, &request);
        if answer != self.answer(rider, &request) {
            return Err(Fault::new("answered twice, differently", format!("{request:?}")));
        }
        let kind = if answer.offers.is_empty() { "refused" } else { "offered" };
        self.tally.add("wishes", kind);
        if let Some(why) = answer.rejection {
            self.tally.add("rejections", why.code());
        }
        self.compare(rider, &request, &answer)?;
        let found: Vec<Offer> =
            answer.offers.iter().chain(&answer.before).chain(&answer.after).copied().collect();
        for offer in &found {
            self.holds(rider, offer)?;
        }
        self.n_offers += found.len() as u128;
        self.offers.extend(&found);
        Ok(found)
    }

    fn answer(&self, rider: RiderId, request: &RideRequest) -> Answer {
        let mut next = self.n_offers;
        let situation = self.situation();
        let answer = offers_for(&self.state, rider, request, &situation, &mut || {
            next += 1;
            OfferId(next)
        });
        self.sabotage.answer(answer, self.n_asked)
    }

    fn compare(
        &mut self,
        rider: RiderId,
        request: &RideRequest,
        answer: &Answer,
    ) -> Result<(), Fault> {
        let expected = naive::expected(&self.state, &self.situation(), rider, request);
        let offered = !answer.offers.is_empty();
        let (word, alike) = match expected {
            Expected::Unknown => return Ok(()),
            Expected::Senseless => ("senseless", !offered),
            Expected::Feasible => ("feasible", offered),
            // Room that is made is more than the naive dispatcher knows of.
            Expected::Infeasible => ("infeasible", !offered || self.state.policy().make_room),
        };
        self.tally.add("compared", word);
        if alike {
            return Ok(());
        }
        let why = answer.rejection;
        let n = answer.offers.len();
        Err(Fault::new("naive", format!("{n} offers, {why:?}, for what is {word}: {request:?}")))
    }

    /// What is offered can be booked this very moment, and the vehicle named can do it.
    fn holds(&mut self, rider: RiderId, offer: &Offer) -> Result<(), Fault> {
        let id = BookingId(u128::MAX - 1);
        let booked = self.decided(&Command::Book { id, rider, offer: *offer });
        if let Err(refusal) = booked {
            return Err(Fault::new("offered, not booked", format!("{refusal}: {offer:?}")));
        }
        if self.state.policy().make_room {
            return Ok(());
        }
        let situation: Situation<'_> = self.situation();
        let own = self.state.tours().values();
        let own = own.filter(|tour| tour.shift.vehicle == offer.plan.vehicle);
        let ride = naive::Ride::of_offer(rider, offer);
        let can: Vec<Option<bool>> =
            own.map(|tour| naive::can(&self.state, &situation, tour, &ride)).collect();
        if can.iter().all(|can| *can == Some(false)) {
            return Err(Fault::new("naive", format!("nobody can keep {offer:?}")));
        }
        self.tally.add("compared", "promise");
        Ok(())
    }

    /// Accepts an offer; the shell looks its places up on the map in force.
    pub(crate) fn book(&mut self, id: i64, rider: i64, offer: Offer) -> Result<(), Fault> {
        let request = RideRequest {
            from: self.renamed(offer.request.from),
            to: self.renamed(offer.request.to),
            ..offer.request
        };
        let offer = Offer { request, ..offer };
        let id = BookingId(u128::from(id.unsigned_abs()));
        let rider = RiderId(u128::from(rider.unsigned_abs()));
        self.command(&Command::Book { id, rider, offer })?.ok();
        Ok(())
    }
}
