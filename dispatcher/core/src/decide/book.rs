//! Accepting an offer, and calling a booking off.

use crate::booking::{Booking, CancelledBy, Offer, Status};
use crate::event::Event;
use crate::ids::{BookingId, RiderId};
use crate::improvement::TourOrder;
use crate::planning::insertion::insertions_or_room;
use crate::planning::plan::{order_without, replan};
use crate::planning::sequence::Sequence;
use crate::rejection::{PlanFault, Refusal};
use crate::situation::Situation;
use crate::state::State;

use super::improve::lay;
use super::story::Story;

/// Turns an offer into a booking, if its promise can still be kept: by whichever vehicle.
pub(super) fn book(
    state: &State,
    id: BookingId,
    rider: RiderId,
    offer: &Offer,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Some(booking) = accepted(state, id, rider, offer, situation)? else {
        return Ok(Vec::new());
    };
    let found = insertions_or_room(state, situation, &booking).map_err(Refusal::OfferGone)?;
    let best = found.into_iter().next();
    let planned = best.into_iter().flat_map(|best| best.events());
    Ok([Event::Booked(booking)].into_iter().chain(planned).collect())
}

/// Turns offers into bookings, all or none, each on the tour that was chosen for it together with
/// the others. The tours are timed anew; one promise that they don't keep, and nothing is booked.
pub(super) fn book_together(
    state: &State,
    taken: &[(BookingId, RiderId, Offer)],
    tours: &[TourOrder],
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut story = Story::from(state, situation.now);
    let mut n_new = 0;
    for (id, rider, offer) in taken {
        if let Some(booking) = accepted(&story.state, *id, *rider, offer, situation)? {
            story.tell(Event::Booked(booking));
            n_new += 1;
        }
    }
    if n_new == 0 {
        return Ok(Vec::new());
    }
    let laid = lay(&story.state, tours, situation, true).map_err(Refusal::PlanNotAdopted)?;
    if laid.n_reached != n_new {
        return Err(Refusal::PlanNotAdopted(PlanFault::Stale));
    }
    story.tell_all(laid.events);
    Ok(story.events())
}

/// The booking that an offer becomes; `None` if it has become one already.
fn accepted(
    state: &State,
    id: BookingId,
    rider: RiderId,
    offer: &Offer,
    situation: &Situation<'_>,
) -> Result<Option<Booking>, Refusal> {
    if let Some(known) = state.booking(id) {
        let same = known.offer == offer.id && known.rider == rider;
        return if same { Ok(None) } else { Err(Refusal::BookingIdTaken) };
    }
    if offer.expires < situation.now {
        return Err(Refusal::OfferExpired { at: offer.expires });
    }
    offer.request.check(state.policy()).map_err(Refusal::OfferGone)?;
    Ok(Some(Booking {
        id,
        rider,
        offer: offer.id,
        request: offer.request,
        promise: offer.promise,
        max_ride: offer.max_ride,
        direct: offer.direct,
        fare: offer.fare,
        booked_at: situation.now,
        first_boarded: None,
        status: Status::Waiting,
    }))
}

/// Calls off a booking whose rider is not aboard, and plans the tour without it.
pub(super) fn cancel(
    state: &State,
    id: BookingId,
    by: CancelledBy,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let booking = state.booking(id).ok_or(Refusal::NoSuchBooking)?;
    match booking.status {
        Status::Waiting => {}
        Status::Aboard { .. } => return Err(Refusal::AlreadyAboard),
        Status::Cancelled { .. } => return Ok(Vec::new()),
        Status::Completed { .. } | Status::NoShow { .. } => return Err(Refusal::BookingEnded),
    }
    let mut events = vec![Event::Cancelled { booking: id, by }];
    if let Some(tour) = state.tour_with(id) {
        let mut sequence = Sequence::of(tour, state, situation);
        let order = order_without(&sequence, &[id]);
        sequence.skip_to(order.first().copied(), tour, situation.now);
        events.extend(replan(tour, &sequence, &order, state, situation));
    }
    Ok(events)
}
