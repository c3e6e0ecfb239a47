//! Offers.

use noriai_core::Offer;
use noriai_units::Metres;

use crate::errors::Problem;
use crate::town::{Offered, Town};
use crate::wire::{AlternativesBody, DropoffBody, OfferBody, OffersAnswer, PickupBody, WindowBody};

impl Town {
    /// The answer to a wish.
    pub(crate) fn offers_body(&self, offered: &Offered, from: Metres, to: Metres) -> OffersAnswer {
        let body = |offer| self.offer_body(offer, from, to);
        let answer = &offered.answer;
        OffersAnswer {
            offers: answer.offers.iter().map(body).collect(),
            refusal: offered.refusal.as_ref().map(Problem::body),
            alternatives: AlternativesBody {
                before: answer.before.as_ref().map(body),
                after: answer.after.as_ref().map(body),
            },
        }
    }

    /// An offer; `from` and `to` are the ways on foot.
    pub(crate) fn offer_body(&self, offer: &Offer, from: Metres, to: Metres) -> OfferBody {
        let (request, promise, plan) = (&offer.request, &offer.promise, &offer.plan);
        OfferBody {
            id: offer.id.to_string(),
            expires: offer.expires.into(),
            pickup: PickupBody {
                place: self.place_body(request.from.position),
                window: WindowBody {
                    from: promise.pickup_earliest.into(),
                    to: promise.pickup_latest.into(),
                },
                planned: plan.pickup.into(),
                walk_m: Some(from.whole()),
            },
            dropoff: DropoffBody {
                place: self.place_body(request.to.position),
                planned: plan.dropoff.into(),
                latest: promise.arrive_latest.into(),
                walk_m: Some(to.whole()),
            },
            ride_s: (plan.dropoff - plan.pickup).whole(),
            direct_s: offer.direct.time.whole(),
            fare_yen: offer.fare.whole(),
            vehicle: plan.vehicle.to_string(),
            shared_with: plan.n_sharing,
        }
    }
}
