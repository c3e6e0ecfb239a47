//! Roads that know when a search asks them, and a plan that a search can make better.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::town::{HandClock, Paper, START, plan_shifts, ride};
use noriai_core::travel::{Leg, RoadPoint, TravelTimes};
use noriai_core::{BookingId, CancelledBy, Command, Improvement, Situation, State};
use noriai_journal::MemoryJournal;
use noriai_service::{Area, Config};
use noriai_units::Seconds;

/// Paper streets that count what the improver's thread asks, and may hold it up.
pub(crate) struct Roads {
    n_asked: AtomicU64,
    closed_at: u64,
    gate: Gate,
    breaks: bool,
    counts_all: bool,
}

/// Opens once, for good.
#[derive(Clone, Default)]
pub(crate) struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    pub(crate) fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    fn pass(&self) {
        drop(self.0.1.wait_while(self.0.0.lock().unwrap(), |open| !*open).unwrap());
    }
}

impl Roads {
    fn new(closed_at: u64) -> Self {
        let n_asked = AtomicU64::new(0);
        Self { n_asked, closed_at, gate: Gate::default(), breaks: false, counts_all: false }
    }

    pub(crate) fn free() -> Arc<Self> {
        Arc::new(Self::new(u64::MAX))
    }

    /// Holds the improver up at its so manieth question.
    pub(crate) fn closing_at(nth: u64) -> (Arc<Self>, Gate) {
        let roads = Self::new(nth);
        let gate = roads.gate.clone();
        (Arc::new(roads), gate)
    }

    /// Panics when the improver asks.
    pub(crate) fn breaking() -> Arc<Self> {
        Arc::new(Self { breaks: true, ..Self::new(u64::MAX) })
    }

    /// How often the improver has asked.
    pub(crate) fn n_asked(&self) -> u64 {
        self.n_asked.load(Ordering::SeqCst)
    }
}

impl TravelTimes for Roads {
    fn leg(&self, from: RoadPoint, to: RoadPoint) -> Option<Leg> {
        let searching = std::thread::current().name() == Some("improver");
        if searching || self.counts_all {
            let nth = self.n_asked.fetch_add(1, Ordering::SeqCst) + 1;
            assert!(!self.breaks, "a defect of the search");
            if nth == self.closed_at {
                self.gate.pass();
            }
        }
        Paper.leg(from, to)
    }
}

/// Thirty riders in four vans, each in the best place at that moment.
pub(crate) async fn improvable() -> MemoryJournal {
    let journal = MemoryJournal::new("kitakata");
    let area = switched_off(&journal, &Roads::free());
    plan_shifts(&area, 4).await;
    for n in 1..=30 {
        ride(&area, n).await.unwrap();
    }
    area.close().await;
    journal.reopen()
}

pub(crate) fn switched_off(journal: &MemoryJournal, roads: &Arc<Roads>) -> Area {
    open(journal, roads, Duration::ZERO)
}

pub(crate) fn open(journal: &MemoryJournal, roads: &Arc<Roads>, improvement: Duration) -> Area {
    let config = Config { tick: Seconds::from_minutes(24 * 60), improvement, ..Config::default() };
    let times: Arc<Roads> = Arc::clone(roads);
    Area::open(Box::new(journal.reopen()), times, HandClock::at(START), &config).unwrap()
}

/// After how many questions to the roads a search on [`improvable`] without that rider has found
/// something, if it goes on in slices of twenty.
pub(crate) async fn n_asked_to_improve(gone: BookingId) -> u64 {
    let area = switched_off(&improvable().await, &Roads::free());
    let state = area.submit(Command::Cancel { id: gone, by: CancelledBy::Rider }).await.unwrap();
    let seed = area.published().seq;
    area.close().await;
    let roads = Roads { counts_all: true, ..Roads::new(u64::MAX) };
    let snapshot = area.snapshot();
    let situation = Situation { times: &roads, ..snapshot.situation() };
    let mut search = Improvement::of(&state, &situation, seed);
    while search.proposal().is_none() {
        search.run(20);
    }
    roads.n_asked()
}

/// All driving and all arrivals, by the policy's weights.
pub(crate) fn plan_cost(state: &State) -> i64 {
    let weights = state.policy().objective.weights();
    let calls = state.tours().values().flat_map(|tour| &tour.calls);
    let driving: i64 = calls.map(|call| call.leg.time.millis()).sum();
    let planned = state.bookings().keys().filter_map(|id| state.planned(*id));
    let arrivals: i64 = planned.map(|ride| (ride.dropoff - START).millis()).sum();
    weights.driving * driving + weights.others * arrivals
}
