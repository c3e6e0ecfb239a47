//! The day's figures.

use noriai_core::{Booking, State, Status, Wish};
use noriai_units::{Seconds, Timestamp};

use crate::time;
use crate::town::Town;
use crate::wire::TodayBody;

/// A sum of spans, for their mean.
#[derive(Default)]
struct Mean {
    sum: Seconds,
    n: i64,
}

impl Mean {
    fn add(&mut self, span: Seconds) {
        self.sum += span.max(Seconds::ZERO);
        self.n += 1;
    }

    fn whole(&self) -> Option<i64> {
        (0 < self.n).then(|| self.sum.whole() / self.n.max(1))
    }
}

impl Town {
    /// The figures of the day that `now` is on.
    pub(crate) fn today(&self, state: &State, now: Timestamp) -> TodayBody {
        let date = time::date(now);
        let (begin, end) = day(date);
        let in_day = |at: Timestamp| (begin..end).contains(&at);
        let counts = self.tally.on(date);
        let mut body = TodayBody {
            date: date.to_string(),
            requests: counts.requests,
            offers: counts.offers,
            refused: counts.refused,
            km_loaded: km(counts.loaded_dm),
            km_empty: km(counts.empty_dm),
            ..TodayBody::default()
        };
        if 0 < counts.loaded_dm {
            let mean = counts.rider_dm as f64 / counts.loaded_dm as f64;
            body.riders_per_trip = Some((mean * 100.0).round() / 100.0);
        }
        let (mut wait, mut ride) = (Mean::default(), Mean::default());
        for booking in state.bookings().values() {
            body.bookings += u64::from(in_day(booking.booked_at));
            match booking.status {
                Status::Waiting => {
                    body.waiting += u64::from(in_day(booking.promise.pickup_earliest))
                }
                Status::Aboard { since, .. } => {
                    body.aboard += 1;
                    wait.add(waited(booking, since));
                }
                Status::Completed { boarded, alighted, .. } if in_day(alighted) => {
                    body.completed += 1;
                    body.fares_yen += booking.fare.whole();
                    wait.add(waited(booking, boarded));
                    ride.add(alighted - boarded);
                }
                Status::Completed { .. } => {}
                Status::Cancelled { at, .. } => body.cancelled += u64::from(in_day(at)),
                Status::NoShow { at } => body.no_show += u64::from(in_day(at)),
            }
        }
        (body.wait_mean_s, body.ride_mean_s) = (wait.whole(), ride.whole());
        let on_duty =
            self.fleet.vehicles().keys().filter(|vehicle| {
                state.tour_of(**vehicle).is_some_and(|tour| tour.shift.start <= now)
            });
        body.vehicles_on_duty = on_duty.count() as u64;
        body
    }
}

/// From the wished time to boarding; for those who wished for an arrival, from the promise.
fn waited(booking: &Booking, boarded: Timestamp) -> Seconds {
    let from = match booking.request.wish {
        Wish::DepartAt(at) => at,
        Wish::ArriveBy(_) => booking.promise.pickup_earliest,
    };
    boarded - from
}

fn day(date: chrono::NaiveDate) -> (Timestamp, Timestamp) {
    let begin = time::at(date, chrono::NaiveTime::MIN);
    (begin, begin + Seconds::from_minutes(24 * 60))
}

fn km(decimetres: u64) -> f64 {
    (decimetres as f64 / 1_000.0).round() / 10.0
}
