//! A town on squared paper, its riders, and journals that do as they are told.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_core::{
    BookingId, Capacity, Command, Fittings, Needs, Offer, OfferId, Party, Place, RideRequest,
    RiderId, Shift, ShiftId, State, VehicleId, Wish, offers,
};
use noriai_journal::{
    Appended, Entry, Epoch, Hash, Head, Journal, JournalError, MemoryJournal, RawRecord, Records,
};
use noriai_service::{Area, Clock, SubmitError};
use noriai_units::{Metres, Position, Seconds, Timestamp};

/// 2025-04-01T09:00:00+09:00.
pub(crate) const START: Timestamp = Timestamp::from_unix_millis(1_743_465_600_000);

/// Streets in a grid, driven at 10 m/s.
pub(crate) struct Paper;

impl TravelTimes for Paper {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let apart = |shift: u32| {
            let along = |point: RoadPoint| i64::from((point.0 >> shift) as u32);
            (along(from) - along(to)).abs()
        };
        let metres = apart(0) + apart(32);
        Some(Leg { time: Seconds::new(metres / 10), distance: Metres::new(metres) })
    }
}

/// A spot so many metres east and north.
pub(crate) fn place(east: u32, north: u32) -> Place {
    let e7 = |metres: u32| i32::try_from(metres * 90).unwrap();
    Place {
        position: Position::from_e7(376_500_000 + e7(north), 1_398_700_000 + e7(east)).unwrap(),
        road: RoadPoint(u64::from(east) << 32 | u64::from(north)),
        stop: None,
    }
}

/// A clock that moves by hand.
pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn at(time: Timestamp) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(time.unix_millis())))
    }

    pub(crate) fn set(&self, time: Timestamp) {
        self.0.store(time.unix_millis(), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(self.0.load(Ordering::SeqCst))
    }

    fn real_until(&self, _: Timestamp) -> Duration {
        Duration::from_millis(1)
    }
}

/// So many vans on duty for twelve hours.
pub(crate) async fn plan_shifts(area: &Area, n_vans: u32) {
    for van in 1..=n_vans {
        area.submit(Command::PlanShift(shift(van))).await.unwrap();
    }
}

pub(crate) fn shift(van: u32) -> Shift {
    Shift {
        id: ShiftId(van),
        vehicle: VehicleId(van),
        capacity: Capacity::seats(8),
        start: START,
        end: START + Seconds::from_minutes(12 * 60),
        depot: place(2_000, 2_000),
        breaks: Vec::new(),
        company: None,
        books_ahead: None,
        fittings: Fittings::default(),
    }
}

/// The n-th wish: somewhere in town, some minutes after the one before.
pub(crate) fn request(n: u32) -> RideRequest {
    RideRequest {
        from: place(n * 370 % 4_000, n * 530 % 4_000),
        to: place(4_000 - n * 290 % 3_000, n * 170 % 4_000 + 500),
        wish: Wish::DepartAt(START + Seconds::from_minutes(10 + i64::from(n) * 2 % 600)),
        party: Party::ONE_ADULT,
        needs: Needs::default(),
    }
}

/// The best offer for the n-th wish, as things stand.
pub(crate) fn offer(area: &Area, n: u32) -> Option<Offer> {
    let now = area.snapshot();
    let mut id = u128::from(n) << 64;
    let mut ids = || {
        id += 1;
        OfferId(id)
    };
    offers(&now.state, &request(n), &now.situation(), &mut ids).offers.into_iter().next()
}

pub(crate) fn book(n: u32, offer: Offer) -> Command {
    Command::Book { id: BookingId(u128::from(n)), rider: RiderId(u128::from(n)), offer }
}

/// Asks, accepts, and asks again if somebody else was quicker.
pub(crate) async fn ride(area: &Area, n: u32) -> Result<Arc<State>, SubmitError> {
    loop {
        let offer = offer(area, n).expect("the town has vans enough");
        match area.submit(book(n, offer)).await {
            Err(SubmitError::Refused(noriai_core::Refusal::OfferGone(_))) => {}
            outcome => return outcome,
        }
    }
}

/// What is done before a batch goes to the journal.
type Before = Box<dyn FnMut(&[Entry]) -> Result<(), JournalError> + Send>;

/// A journal in memory behind somebody who may hold a batch up, or refuse it.
pub(crate) struct Watched {
    pub(crate) inner: MemoryJournal,
    pub(crate) before: Before,
}

impl Records for Watched {
    fn area(&self) -> &str {
        self.inner.area()
    }
    fn genesis(&self) -> Hash {
        self.inner.genesis()
    }
    fn head(&self) -> Result<Head, JournalError> {
        self.inner.head()
    }
    fn read(&self, from_seq: u64, limit: usize) -> Result<Vec<RawRecord>, JournalError> {
        self.inner.read(from_seq, limit)
    }
}

impl Journal for Watched {
    fn epoch(&self) -> Epoch {
        self.inner.epoch()
    }
    fn append(&mut self, epoch: Epoch, batch: &[Entry]) -> Result<Appended, JournalError> {
        (self.before)(batch)?;
        self.inner.append(epoch, batch)
    }
}
