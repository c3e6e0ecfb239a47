//! Accepting an offer, and calling a booking off.

use crate::booking::{Booking, CancelledBy, Offer, Status};
use crate::event::Event;
use crate::ids::{BookingId, RiderId};
use crate::planning::insertion::insertions_or_room;
use crate::planning::plan::{order_without, replan};
use crate::planning::sequence::Sequence;
use crate::rejection::Refusal;
use crate::situation::Situation;
use crate::state::State;

/// Turns an offer into a booking, if its promise can still be kept: by whichever vehicle.
pub(super) fn book(
    state: &State,
    id: BookingId,
    rider: RiderId,
    offer: &Offer,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    if let Some(known) = state.booking(id) {
        let same = known.offer == offer.id && known.rider == rider;
        return if same { Ok(Vec::new()) } else { Err(Refusal::BookingIdTaken) };
    }
    if offer.expires < situation.now {
        return Err(Refusal::OfferExpired { at: offer.expires });
    }
    offer.request.check(state.policy()).map_err(Refusal::OfferGone)?;
    let booking = Booking {
        id,
        rider,
        offer: offer.id,
        request: offer.request,
        promise: offer.promise,
        max_ride: offer.max_ride,
        direct: offer.direct,
        fare: offer.fare,
        booked_at: situation.now,
        status: Status::Waiting,
    };
    let found = insertions_or_room(state, situation, &booking).map_err(Refusal::OfferGone)?;
    let best = found.into_iter().next();
    let planned = best.into_iter().flat_map(|best| best.events());
    Ok([Event::Booked(booking)].into_iter().chain(planned).collect())
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
