//! Events that make sense on their own.

use noriai_core::travel::{Leg, RoadPoint};
use noriai_core::{
    Booking, BookingId, Event, Needs, OfferId, Party, Place, Promise, RideRequest, RiderId, Status,
    Wish,
};
use noriai_journal::{Entry, RawRecord, Records};
use noriai_units::{Metres, Position, Seconds, Timestamp, Yen};

/// 2025-04-01T09:00:00+09:00.
pub(crate) const START: Timestamp = Timestamp::from_unix_millis(1_743_465_600_000);

/// The n-th booking, made n seconds after nine.
pub(crate) fn booked(n: u32) -> Entry {
    let at = START + Seconds::new(i64::from(n));
    let place = |step: i32| Place {
        position: Position::from_e7(376_500_000 + step, 1_398_700_000 - step).unwrap(),
        road: RoadPoint(u64::from(n)),
        stop: None,
    };
    let step = i32::try_from(n).unwrap();
    let booking = Booking {
        id: BookingId(u128::from(n)),
        rider: RiderId(7),
        offer: OfferId(u128::from(n) << 64),
        request: RideRequest {
            from: place(step),
            to: place(step + 5_000),
            wish: Wish::DepartAt(at),
            party: Party::ONE_ADULT,
            needs: Needs::default(),
        },
        promise: Promise {
            pickup_earliest: at + Seconds::new(300),
            pickup_latest: at + Seconds::new(900),
            arrive_latest: at + Seconds::new(2_000),
        },
        max_ride: Seconds::new(900),
        direct: Leg { time: Seconds::new(400), distance: Metres::new(3_200) },
        fare: Yen::new(300),
        booked_at: at,
        first_boarded: None,
        status: Status::Waiting,
    };
    Entry { at, event: Event::Booked(booking) }
}

pub(crate) fn batch(numbers: std::ops::Range<u32>) -> Vec<Entry> {
    numbers.map(booked).collect()
}

pub(crate) fn all(records: &dyn Records) -> Vec<RawRecord> {
    records.read(1, usize::MAX >> 1).unwrap()
}
