//! Offers in waiting: bounded, expiring, and honest about both.

use noriai_core::travel::{Leg, RoadPoint};
use noriai_core::{
    Needs, Offer, OfferId, OfferPlan, Party, Place, Promise, RideRequest, VehicleId, Wish,
};
use noriai_service::OfferBook;
use noriai_units::{Position, Seconds, Timestamp, Yen};

const START: Timestamp = Timestamp::from_unix_millis(1_743_465_600_000);

fn minute(n: i64) -> Timestamp {
    START + Seconds::from_minutes(n)
}

fn offer(n: u128, expires: Timestamp) -> Offer {
    let position = Position::from_e7(376_500_000, 1_398_700_000).unwrap();
    let place = Place { position, road: RoadPoint(1), stop: None };
    let wish = Wish::DepartAt(START);
    Offer {
        id: OfferId(n),
        request: RideRequest {
            from: place,
            to: place,
            wish,
            party: Party::ONE_ADULT,
            needs: Needs::default(),
        },
        promise: Promise { pickup_earliest: START, pickup_latest: START, arrive_latest: START },
        max_ride: Seconds::new(900),
        direct: Leg::default(),
        fare: Yen::new(300),
        expires,
        plan: OfferPlan { vehicle: VehicleId(1), pickup: START, dropoff: START, n_sharing: 0 },
        map: 0,
    }
}

#[test]
fn an_offer_is_known_until_some_time_after_it_has_expired() {
    let book = OfferBook::new(100);
    book.put(offer(1, minute(5)), START).unwrap();
    book.put(offer(2, minute(20)), minute(14)).unwrap();
    assert_eq!(book.get(OfferId(1)).unwrap().expires, minute(5), "expired, and known as such");
    book.put(offer(3, minute(21)), minute(16)).unwrap();
    assert_eq!(book.get(OfferId(1)), None);
    assert_eq!(book.n_offers(), 2);
}

#[test]
fn a_full_book_forgets_what_has_expired_and_refuses_when_nothing_has() {
    let book = OfferBook::new(2);
    book.put(offer(1, minute(5)), START).unwrap();
    book.put(offer(2, minute(6)), START).unwrap();
    let full = book.put(offer(3, minute(7)), minute(2)).unwrap_err();
    assert_eq!(full.until, minute(5));
    assert!(book.get(OfferId(1)).is_some() && book.get(OfferId(3)).is_none());
    book.put(offer(3, minute(7)), minute(6)).unwrap();
    assert_eq!((book.get(OfferId(1)), book.n_offers()), (None, 2));
}

#[test]
fn the_same_offer_again_takes_no_second_place() {
    let book = OfferBook::new(2);
    for expires in 5..9 {
        book.put(offer(1, minute(expires)), START).unwrap();
    }
    book.put(offer(2, minute(9)), START).unwrap();
    assert_eq!(book.n_offers(), 2);
    assert_eq!(book.get(OfferId(1)).unwrap().expires, minute(8));
}
